"""Reading: each resource asks for the right thing."""

import pytest

from opendental_client import AptStatus, ProcStatus, TaskObject, TaskStatus, TPStatus, VerifyType
from tests.opendental_client.exchange import DAY, NEXT, NOON, NOON_TEXT, Call, Read, check_get, check_list

pytestmark = pytest.mark.unit

RANGE = {"dateStart": "2026-03-17", "dateEnd": "2026-03-18"}
AS_OF = {"DateAsOf": "2026-03-17", "ClinicNum": "1"}
OF_PATIENT = {"PatNum": "7"}

PAGED: list[Read] = [
    (lambda c: c.appointments.asap(clinic_num=0, prov_num=2), "appointments/ASAP", {"ClinicNum": "0", "ProvNum": "2"}),
    (
        lambda c: c.appointments.web_sched(date_start=DAY, date_end=NEXT, clinic_num=1, date_t_stamp=NOON),
        "appointments/WebSched",
        RANGE | {"ClinicNum": "1", "DateTStamp": NOON_TEXT},
    ),
    (
        lambda c: c.hist_appointments.list(
            hist_appt_action="Deleted", apt_num=9, pat_num=7, apt_status=AptStatus.BROKEN, clinic_num=0, date=DAY
        ),
        "histappointments",
        {
            "HistApptAction": "Deleted",
            "AptNum": "9",
            "PatNum": "7",
            "AptStatus": "Broken",
            "ClinicNum": "0",
            "date": "2026-03-17",
        },
    ),
    (lambda c: c.hist_appointments.list(date_start=DAY, date_end=NEXT), "histappointments", RANGE),
    (
        lambda c: c.recalls.worklist(
            date_start=DAY, date_end=NEXT, prov_num=2, clinic_num=0, recall_type="Prophy", include_reminded=True
        ),
        "recalls/List",
        {
            "DateStart": "2026-03-17",
            "DateEnd": "2026-03-18",
            "ProvNum": "2",
            "ClinicNum": "0",
            "RecallType": "Prophy",
            "IncludeReminded": "true",
        },
    ),
    (lambda c: c.recall_types.list(), "recalltypes", {}),
    (lambda c: c.commlogs.list(pat_num=7), "commlogs", OF_PATIENT),
    (lambda c: c.commlogs.list(date_t_stamp=NOON), "commlogs", {"DateTStamp": NOON_TEXT}),
    (lambda c: c.carriers.list(), "carriers", {}),
    (lambda c: c.ins_plans.list(plan_type="p", carrier_num=3), "insplans", {"PlanType": "p", "CarrierNum": "3"}),
    (
        lambda c: c.ins_verifies.list(verify_type=VerifyType.INSURANCE_BENEFIT, fkey=4, sec_date_t_edit=NOON),
        "insverifies",
        {"VerifyType": "InsuranceBenefit", "FKey": "4", "SecDateTEdit": NOON_TEXT},
    ),
    (
        lambda c: c.ins_subs.list(plan_num=4, subscriber=7, sec_date_t_edit=NOON),
        "inssubs",
        {"PlanNum": "4", "Subscriber": "7", "SecDateTEdit": NOON_TEXT},
    ),
    (lambda c: c.pat_plans.list(pat_num=7, ins_sub_num=3), "patplans", OF_PATIENT | {"InsSubNum": "3"}),
    (lambda c: c.benefits.list(plan_num=4), "benefits", {"PlanNum": "4"}),
    (lambda c: c.benefits.list(pat_plan_num=5), "benefits", {"PatPlanNum": "5"}),
    (
        lambda c: c.claims.list(pat_num=7, claim_status="S", sec_date_t_edit=NOON),
        "claims",
        OF_PATIENT | {"ClaimStatus": "S", "SecDateTEdit": NOON_TEXT},
    ),
    (lambda c: c.procedure_codes.list(date_t_stamp=NOON), "procedurecodes", {"DateTStamp": NOON_TEXT}),
    (
        lambda c: c.procedure_logs.list(
            pat_num=7, apt_num=9, planned_apt_num=8, clinic_num=0, proc_status=ProcStatus.COMPLETE, code_num=61
        ),
        "procedurelogs",
        OF_PATIENT | {"AptNum": "9", "PlannedAptNum": "8", "ClinicNum": "0", "ProcStatus": "C", "CodeNum": "61"},
    ),
    (lambda c: c.procedure_logs.list(date_t_stamp=NOON), "procedurelogs", {"DateTStamp": NOON_TEXT}),
    (
        lambda c: c.fees.list(fee_sched=53, code_num=61, clinic_num=0, prov_num=2),
        "fees",
        {"FeeSched": "53", "CodeNum": "61", "ClinicNum": "0", "ProvNum": "2"},
    ),
    (lambda c: c.fee_scheds.list(), "feescheds", {}),
    (
        lambda c: c.treat_plans.list(pat_num=7, tp_status=TPStatus.ACTIVE, sec_date_t_edit=NOON),
        "treatplans",
        OF_PATIENT | {"TPStatus": "Active", "SecDateTEdit": NOON_TEXT},
    ),
    (lambda c: c.treat_plan_attaches.list(treat_plan_num=3), "treatplanattaches", {"TreatPlanNum": "3"}),
    (lambda c: c.proc_tps.list(treat_plan_num=3), "proctps", {"TreatPlanNum": "3"}),
    (lambda c: c.allergies.list(pat_num=7), "allergies", OF_PATIENT),
    (lambda c: c.allergy_defs.list(), "allergydefs", {}),
    (lambda c: c.medication_pats.list(pat_num=7), "medicationpats", OF_PATIENT),
    (lambda c: c.medications.list(), "medications", {}),
    (lambda c: c.diseases.list(pat_num=7), "diseases", OF_PATIENT),
    (lambda c: c.disease_defs.list(), "diseasedefs", {}),
    (
        lambda c: c.reports.aging(date_as_of=DAY, clinic_num=1),
        "reports/Aging",
        AS_OF,
    ),
    (lambda c: c.reports.finance_charges(), "reports/FinanceCharges", {}),
    (
        lambda c: c.adjustments.list(pat_num=7, adj_type=5, proc_num=6),
        "adjustments",
        OF_PATIENT | {"AdjType": "5", "ProcNum": "6"},
    ),
    (lambda c: c.statements.list(pat_num=7), "statements", OF_PATIENT),
    (
        lambda c: c.payments.list(pat_num=7, pay_type=383, date_entry=DAY),
        "payments",
        OF_PATIENT | {"PayType": "383", "DateEntry": "2026-03-17"},
    ),
    (
        lambda c: c.pay_splits.list(pat_num=7, pay_num=8, proc_num=9),
        "paysplits",
        OF_PATIENT | {"PayNum": "8", "ProcNum": "9"},
    ),
    (lambda c: c.documents.list(pat_num=7), "documents", OF_PATIENT),
    (
        lambda c: c.referrals.list(
            is_hidden=False, not_person=False, is_doctor=True, is_preferred=True, is_patient=False, business_name="Oak"
        ),
        "referrals",
        {
            "IsHidden": "false",
            "NotPerson": "false",
            "IsDoctor": "true",
            "IsPreferred": "true",
            "isPatient": "false",
            "BusinessName": "Oak",
        },
    ),
    (
        lambda c: c.ref_attaches.list(pat_num=7, referral_num=2, date_t_stamp=NOON),
        "refattaches",
        OF_PATIENT | {"ReferralNum": "2", "DateTStamp": NOON_TEXT},
    ),
    (
        lambda c: c.tasks.list(
            task_list_num=12,
            key_num=7,
            object_type=TaskObject.PATIENT,
            task_status=TaskStatus.NEW,
            date_time_original=NOON,
        ),
        "tasks",
        {
            "TaskListNum": "12",
            "KeyNum": "7",
            "ObjectType": "Patient",
            "TaskStatus": "New",
            "DateTimeOriginal": NOON_TEXT,
        },
    ),
    (lambda c: c.task_notes.list(task_num=3, user_num=4), "tasknotes", {"TaskNum": "3", "UserNum": "4"}),
    (lambda c: c.task_lists.list(task_list_status="Active"), "tasklists", {"TaskListStatus": "Active"}),
    (lambda c: c.pharmacies.list(), "pharmacies", {}),
    (lambda c: c.employers.list(), "employers", {}),
    (
        lambda c: c.userods.list(include_hidden=True, include_cemt=False),
        "userods",
        {"includeHidden": "true", "includeCEMT": "false"},
    ),
    (lambda c: c.security_perms.list(), "securityperms", {}),
    (lambda c: c.signalods.list(sig_date_time=NOON), "signalods", {"SigDateTime": NOON_TEXT}),
    (lambda c: c.subscriptions.list(), "subscriptions", {}),
    (lambda c: c.asap_comms.list(clinic_num=1, date=DAY), "asapcomms", {"ClinicNum": "1", "date": "2026-03-17"}),
    (lambda c: c.asap_comms.list(date_start=DAY, date_end=NEXT), "asapcomms", RANGE),
    (
        lambda c: c.pat_fields.list(pat_num=7, field_name="Ref", sec_date_t_edit=NOON),
        "patfields",
        OF_PATIENT | {"FieldName": "Ref", "SecDateTEdit": NOON_TEXT},
    ),
    (lambda c: c.pat_field_defs.list(), "patfielddefs", {}),
    (lambda c: c.appt_field_defs.list(), "apptfielddefs", {}),
    (lambda c: c.chart_modules.prog_notes(7), "chartmodules/7/ProgNotes", {}),
]

WHOLE: list[Read] = [
    (
        lambda c: c.appointments.slots_web_sched(
            date_start=DAY, date_end=NEXT, clinic_num=1, def_num_appt_type=520, is_new_patient=True
        ),
        "appointments/SlotsWebSched",
        RANGE | {"ClinicNum": "1", "defNumApptType": "520", "isNewPatient": "true"},
    ),
    (lambda c: c.family_modules.insurance(7), "familymodules/7/Insurance", {}),
    (lambda c: c.account_modules.patient_balances(7), "accountmodules/7/PatientBalances", {}),
    (
        lambda c: c.account_modules.service_date_view(7, is_family=True),
        "accountmodules/7/ServiceDateView",
        {"isFamily": "true"},
    ),
    (lambda c: c.chart_modules.patient_info(7), "chartmodules/7/PatientInfo", {}),
    (lambda c: c.chart_modules.planned_appts(7), "chartmodules/7/PlannedAppts", {}),
]

SINGLE: list[tuple[Call, str]] = [
    (lambda c: c.appointment_types.get(7), "appointmenttypes/7"),
    (lambda c: c.recall_types.get(7), "recalltypes/7"),
    (lambda c: c.commlogs.get(7), "commlogs/7"),
    (lambda c: c.patient_notes.get(7), "patientnotes/7"),
    (lambda c: c.carriers.get(7), "carriers/7"),
    (lambda c: c.ins_plans.get(7), "insplans/7"),
    (lambda c: c.ins_verifies.get(7), "insverifies/7"),
    (lambda c: c.ins_subs.get(7), "inssubs/7"),
    (lambda c: c.claims.get(7), "claims/7"),
    (lambda c: c.procedure_codes.get(7), "procedurecodes/7"),
    (lambda c: c.procedure_logs.get(7), "procedurelogs/7"),
    (lambda c: c.diseases.get(7), "diseases/7"),
    (lambda c: c.account_modules.aging(7), "accountmodules/7/Aging"),
    (lambda c: c.statements.get(7), "statements/7"),
    (lambda c: c.documents.get(7), "documents/7"),
    (lambda c: c.referrals.get(7), "referrals/7"),
    (lambda c: c.tasks.get(7), "tasks/7"),
    (lambda c: c.task_notes.get(7), "tasknotes/7"),
    (lambda c: c.pharmacies.get(7), "pharmacies/7"),
    (lambda c: c.asap_comms.get(7), "asapcomms/7"),
    (lambda c: c.pat_fields.get(7), "patfields/7"),
]


@pytest.mark.parametrize(("call", "path", "query"), PAGED)
async def test_lists_that_are_paged(call: Call, path: str, query: dict[str, str]) -> None:
    await check_list(call, path, query)


@pytest.mark.parametrize(("call", "path", "query"), WHOLE)
async def test_lists_that_come_whole(call: Call, path: str, query: dict[str, str]) -> None:
    await check_list(call, path, query, paged=False)


@pytest.mark.parametrize(("call", "path"), SINGLE)
async def test_single_rows(call: Call, path: str) -> None:
    await check_get(call, path, {})


async def test_an_appointment_field_is_asked_for_by_visit_and_name() -> None:
    await check_get(
        lambda c: c.appt_fields.get(apt_num=9, field_name="Lab"), "apptfields", {"AptNum": "9", "FieldName": "Lab"}
    )
