"""Puts a world's procedure codes, insurance and office lists into the store."""

from receptionist.sandbox.opendental.code_catalogue import CATALOGUE, CatalogueCode
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources import (
    benefits,
    carriers,
    insplans,
    inssubs,
    insverifies,
    lookups,
    medical,
    patfields,
    patplans,
    procedurecodes,
    referrals,
)
from receptionist.sandbox.opendental.store import Row, Store
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.world import World
from receptionist.sandbox.opendental.world_records import Plan

PLAN_TYPES = {"percentage": "", "ppo": "p", "flat": "f", "capitation": "c"}
STANDARD_FEES = "Standard"
CODE_CATEGORIES = 11


def seed_codes(store: Store, world: World) -> None:
    """The usual codes, the file's own, and bare rows for any other that a type or a recall names; with fees."""
    now = spelled(world.loaded_at)
    names = {entry.number: entry.name for entry in world.file.fee_schedules} or {1: STANDARD_FEES}
    for order, (number, name) in enumerate(names.items()):
        row: Row = {"FeeSchedNum": number, "Description": name, "ItemOrder": order}
        procedurecodes.FEE_SCHEDULES.insert(store, row, now)
    codes = {entry.code: entry for entry in CATALOGUE}
    for own in world.file.procedure_codes:
        codes[own.code] = CatalogueCode(own.code, own.abbr, own.name, own.fee, own.area, own.hygiene)
    for kind in world.file.appointment_types:
        for code in kind.codes:
            codes.setdefault(code, CatalogueCode(code, code, code, 0.0))
    category = next((entry.number for entry in world.file.definitions if entry.category == CODE_CATEGORIES), 0)
    for number, entry in enumerate(codes.values(), start=1):
        names_of: Row = {"CodeNum": number, "ProcCode": entry.code, "Descript": entry.words, "AbbrDesc": entry.abbr}
        flags: Row = {"ProcCat": category, "TreatArea": entry.area, "IsHygiene": int(entry.hygiene)}
        procedurecodes.CODES.insert(store, {**names_of, **flags, "LaymanTerm": entry.words}, now)
        fee: Row = {"Amount": entry.fee, "FeeSched": next(iter(names)), "CodeNum": number}
        procedurecodes.FEES.insert(store, fee, now)


def seed_insurance(store: Store, world: World) -> None:
    """Employers, carriers, plans with their benefits, policies, and who is covered by them."""
    now, file = spelled(world.loaded_at), world.file
    for employer in file.employers:
        carriers.EMPLOYERS.insert(store, {"EmployerNum": employer.number, "EmpName": employer.name}, now)
    for entry in file.carriers:
        names: Row = {"CarrierNum": entry.number, "CarrierName": entry.name, "ElectID": entry.payer_id}
        place: Row = {"Address": entry.address, "City": entry.city, "State": entry.state, "Zip": entry.zip}
        carriers.CARRIERS.insert(store, {**names, **place, "Phone": entry.phone}, now)
    for plan in file.insurance_plans:
        _plan(store, plan, now)
    for policy in file.policies:
        keys: Row = {"InsSubNum": policy.number, "PlanNum": policy.plan, "Subscriber": policy.subscriber}
        dates: Row = {"DateEffective": world.day(policy.effective)} if policy.effective else {}
        inssubs.POLICIES.insert(store, {**keys, "SubscriberID": policy.id, **dates}, now)
    ordinals: dict[int, int] = {}
    for cover in file.coverages:
        ordinals[cover.patient] = ordinals.get(cover.patient, 0) + 1
        link: Row = {"PatNum": cover.patient, "InsSubNum": cover.policy, "Ordinal": ordinals[cover.patient]}
        number = patplans.COVERAGES.insert(store, {**link, "Relationship": cover.relationship}, now)
        if cover.verified:
            verified: Row = {"VerifyType": "PatientEnrollment", "FKey": number}
            insverifies.VERIFIES.insert(store, {**verified, "DateLastVerified": world.day(cover.verified)}, now)


def _plan(store: Store, plan: Plan, now: str) -> None:
    keys: Row = {"PlanNum": plan.number, "CarrierNum": plan.carrier, "EmployerNum": plan.employer}
    words: Row = {"GroupName": plan.group, "GroupNum": plan.group_number, "PlanType": PLAN_TYPES[plan.type]}
    insplans.PLANS.insert(store, {**keys, **words, "FeeSched": plan.fee_schedule, "SecDateEntry": now[:10]}, now)
    yearly: Row = {"PlanNum": plan.number, "TimePeriod": "CalendarYear", "CoverageLevel": "Individual"}
    for kind, amount in (("Limitations", plan.annual_max), ("Deductible", plan.deductible)):
        if amount is not None:
            benefits.BENEFITS.insert(store, {**yearly, "BenefitType": kind, "MonetaryAmt": amount}, now)
    if plan.percent is not None:
        benefits.BENEFITS.insert(store, {**yearly, "BenefitType": "CoInsurance", "Percent": plan.percent}, now)


def seed_lists(store: Store, world: World) -> None:
    """Pharmacies, users, referrals, medical history and the office's own fields."""
    now, file = spelled(world.loaded_at), world.file
    for shop in file.pharmacies:
        names: Row = {"PharmacyNum": shop.number, "StoreName": shop.name, "Phone": shop.phone, "Fax": shop.fax}
        place: Row = {"Address": shop.address, "City": shop.city, "State": shop.state, "Zip": shop.zip}
        lookups.PHARMACIES.insert(store, {**names, **place}, now)
    for group in file.user_groups:
        lookups.GROUPS.insert(store, {"UserGroupNum": group.number, "Description": group.name}, now)
    for user in file.users:
        names = {"UserNum": user.number, "UserName": user.name, "emailAddress": user.email, "ProvNum": user.provider}
        groups = ",".join(map(str, user.groups))
        lookups.USERS.insert(store, {**names, "groups": groups, "IsHidden": int(user.hidden)}, now)
    for source in file.referrals:
        names = {"ReferralNum": source.number, "LName": source.last, "FName": source.first, "Telephone": source.phone}
        kind: Row = {"IsDoctor": int(source.doctor), "NotPerson": int(not source.doctor and not source.first)}
        referrals.REFERRALS.insert(store, {**names, **kind}, now)
        for patient in source.patients:
            referrals.ATTACHES.insert(
                store, {"ReferralNum": source.number, "PatNum": patient, "RefDate": now[:10]}, now
            )
    _seed_medical(store, world, now)
    for table, fields in (
        (patfields.PAT_FIELD_DEFS, file.patient_fields),
        (patfields.APPT_FIELD_DEFS, file.appointment_fields),
    ):
        for field in fields:
            own: Row = {"FieldName": field.name, "FieldType": field.type, "PickList": "\r\n".join(field.items)}
            table.insert(store, own, now)


def _seed_medical(store: Store, world: World, now: str) -> None:
    for entry in world.file.allergies:
        number = _defined(store, medical.ALLERGY_DEFS, "Description", entry.name, now)
        words: Row = {"Reaction": entry.reaction, "StatusIsActive": int(entry.active)}
        medical.ALLERGIES.insert(store, {"PatNum": entry.patient, "AllergyDefNum": number, **words}, now)
    for taken in world.file.medications:
        number = _defined(store, medical.MEDICATIONS, "MedName", taken.name, now)
        row: Row = {"PatNum": taken.patient, "MedicationNum": number, "PatNote": taken.note}
        medical.TAKEN.insert(store, row, now)
    for problem in world.file.problems:
        number = _defined(store, medical.DISEASE_DEFS, "DiseaseName", problem.name, now)
        words = {"PatNote": problem.note, "ProbStatus": problem.status}
        medical.PROBLEMS.insert(store, {"PatNum": problem.patient, "DiseaseDefNum": number, **words}, now)


def _defined(store: Store, table: Table, column: str, name: str, now: str) -> int:
    return medical.named(store, table, column, name) or table.insert(store, {column: name}, now)
