"""Puts a loaded world into an empty store, as rows of the vendor's tables."""

from collections.abc import Iterator
from datetime import timedelta

from receptionist.sandbox.opendental.appointment_rows import pattern_of
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources import TABLES
from receptionist.sandbox.opendental.seed_accounts import seed_accounts
from receptionist.sandbox.opendental.seed_records import seed_codes, seed_insurance, seed_lists
from receptionist.sandbox.opendental.store import Row, Store
from receptionist.sandbox.opendental.tables import NO_DATE
from receptionist.sandbox.opendental.world import World
from receptionist.sandbox.opendental.world_file import Patient
from receptionist.sandbox.opendental.world_visits import Visit

BILLING_TYPES = 4
PROVIDER_COLORS = ("173,216,230", "255,228,181", "193,225,193", "221,199,235", "250,205,205")
BOOKED_AHEAD = timedelta(days=28)
INDEXES = """
CREATE INDEX scheduleop_schedule ON scheduleop (ScheduleNum);
CREATE INDEX procedurelog_patient ON procedurelog (PatNum);
CREATE INDEX procedurelog_appointment ON procedurelog (AptNum);
CREATE INDEX histappointment_appointment ON histappointment (AptNum);
"""
BROKEN_CODES = {"none": "0", "missed": "1", "cancelled": "2", "both": "3"}


def seeded(world: World) -> Store:
    """A new store that holds the world."""
    store = Store()
    store.script("".join(table.schema for table in TABLES) + INDEXES)
    with store.transaction():
        _seed_practice(store, world)
        _seed_lists(store, world)
        seed_codes(store, world)
        _seed_people(store, world)
        store.insert_many("appointment", [_appointment(world, visit) for visit in world.visits])
        _seed_schedules(store, world)
        seed_insurance(store, world)
        seed_lists(store, world)
        seed_accounts(store, world)
    return store


def _seed_practice(store: Store, world: World) -> None:
    practice = world.file.practice
    preferences = {
        "ProgramVersion": practice.program_version,
        "PracticeTitle": practice.name,
        "PracticePhone": practice.phone,
        "PracticeDefaultProv": str(practice.default_provider),
        "BrokenApptProcedure": BROKEN_CODES[practice.broken_procedure],
        **practice.preferences,
    }
    rows: list[Row] = [{"PrefName": name, "ValueString": value} for name, value in preferences.items()]
    store.insert_many("preference", rows)
    stamp = spelled(world.loaded_at - BOOKED_AHEAD)
    for index, provider in enumerate(world.file.providers):
        specialty = [entry.number for entry in world.file.definitions if entry.category == 35]
        row: Row = {"ProvNum": provider.number, "Abbr": provider.abbr, "LName": provider.last, "FName": provider.first}
        row |= {"Suffix": provider.suffix, "IsSecondary": int(provider.hygienist), "IsHidden": int(provider.hidden)}
        row |= {"Specialty": (specialty[-1] if provider.hygienist else specialty[0]) if specialty else 0}
        row |= {"provColor": PROVIDER_COLORS[index % len(PROVIDER_COLORS)], "DateTStamp": stamp}
        store.insert("provider", row)
    for index, chair in enumerate(world.file.operatories):
        names: Row = {"OperatoryNum": chair.number, "OpName": chair.name, "Abbrev": chair.abbr or chair.name[:5]}
        people: Row = {"ProvDentist": chair.dentist, "ProvHygienist": chair.hygienist}
        flags: Row = {"ItemOrder": index, "IsHidden": int(chair.hidden), "IsHygiene": int(chair.hygiene)}
        more: Row = {"IsWebSched": int(chair.web_sched), "DateTStamp": stamp}
        store.insert("operatory", {**names, **people, **flags, **more})


def _seed_lists(store: Store, world: World) -> None:
    for index, entry in enumerate(world.file.definitions):
        names: Row = {"DefNum": entry.number, "ItemName": entry.name, "ItemValue": entry.value}
        place: Row = {"Category": entry.category, "ItemOrder": index, "isHidden": int(entry.hidden)}
        store.insert("definition", {**names, **place, "AppointmentTypeNum": entry.appointment_type})
    for kind in world.file.appointment_types:
        names = {"AppointmentTypeNum": kind.number, "AppointmentTypeName": kind.name, "ProcDescript": kind.describe}
        look: Row = {"appointmentTypeColor": kind.color, "IsHidden": int(kind.hidden), "CodeStr": ",".join(kind.codes)}
        store.insert("appointmenttype", {**names, **look, "Pattern": pattern_of(kind.minutes)})
    for recall in world.file.recall_types:
        names = {"RecallTypeNum": recall.number, "Description": recall.name, "DefaultInterval": recall.interval}
        what: Row = {"TimePattern": pattern_of(recall.minutes), "Procedures": recall.procedures}
        store.insert("recalltype", {**names, **what})
    stamp = spelled(world.loaded_at)
    for tasks in world.file.task_lists:
        store.insert("tasklist", {"TaskListNum": tasks.number, "Descript": tasks.name, "DateTimeEntry": stamp})


def _seed_people(store: Store, world: World) -> None:
    billing = next(entry.number for entry in world.file.definitions if entry.category == BILLING_TYPES)
    store.insert_many("patient", [_patient(world, person, billing) for person in world.people])
    for person in world.people:
        for text in person.popups:
            store.insert("popup", {"PatNum": person.number, "Description": text})
    stamp = spelled(world.loaded_at - BOOKED_AHEAD)
    intervals = {kind.number: kind.interval for kind in world.file.recall_types}
    for recall in world.recalls:
        booked = [v for v in world.visits if v.patient == recall.patient and v.starts > world.loaded_at]
        row: Row = {"PatNum": recall.patient, "RecallTypeNum": recall.type, "Note": recall.note, "DateTStamp": stamp}
        row |= {"DateDue": recall.due.isoformat(), "RecallInterval": intervals.get(recall.type, "")}
        row |= {"DatePrevious": recall.previous.isoformat() if recall.previous else NO_DATE}
        row |= {"DateScheduled": booked[0].starts.date().isoformat() if booked else NO_DATE}
        store.insert("recall", row)


def _patient(world: World, person: Patient, billing: int) -> Row:
    visits = [visit.starts for visit in world.visits if visit.patient == person.number and visit.status == "Complete"]
    number, usual = person.number, world.file.practice.default_provider
    names: Row = {"LName": person.last, "FName": person.first, "MiddleI": person.middle, "Preferred": person.preferred}
    kinds: Row = {"PatStatus": person.status, "Gender": person.gender, "Position": person.position}
    place: Row = {"Address": person.address, "City": person.city, "State": person.state, "Zip": person.zip}
    reach: Row = {"HmPhone": person.home, "WkPhone": person.work, "WirelessPhone": person.mobile, "Email": person.email}
    keys: Row = {"PatNum": number, "Guarantor": person.guarantor or number, "BillingType": billing}
    people: Row = {"PriProv": person.provider or usual, "SecProv": person.hygienist}
    words: Row = {"Language": person.language, "TxtMsgOk": person.texting, "Medical": person.medical_note}
    return {
        **keys,
        **names,
        **kinds,
        **place,
        **reach,
        **people,
        **words,
        "Birthdate": person.birthdate or NO_DATE,
        "DateFirstVisit": min(visits).date().isoformat() if visits else NO_DATE,
        "DateTStamp": spelled(world.loaded_at - BOOKED_AHEAD),
        "SecDateEntry": (world.loaded_at.date() - timedelta(days=400)).isoformat(),
    }


def _appointment(world: World, visit: Visit) -> Row:
    kind = next((entry for entry in world.file.appointment_types if entry.number == visit.type), None)
    pattern = pattern_of(visit.minutes)
    entered = spelled(min(visit.starts, world.loaded_at) - BOOKED_AHEAD)
    keys: Row = {"AptNum": visit.number, "PatNum": visit.patient, "AppointmentTypeNum": visit.type}
    state: Row = {"AptStatus": visit.status, "Confirmed": visit.confirmed, "Priority": visit.priority}
    people: Row = {"ProvNum": visit.provider, "ProvHyg": visit.hygienist, "IsNewPatient": int(visit.new_patient)}
    place: Row = {"Op": visit.operatory, "IsHygiene": int(visit.is_hygiene), "AptDateTime": spelled(visit.starts)}
    length: Row = {"Pattern": pattern, "PatternSecondary": "/" * len(pattern)}
    words: Row = {"ProcDescript": kind.describe if kind else "", "colorOverride": kind.color if kind else "0,0,0"}
    stamps: Row = {"DateTStamp": entered, "SecDateTEntry": entered}
    return {**keys, **state, **people, **place, **length, **words, **stamps, "Note": visit.note}


def _seed_schedules(store: Store, world: World) -> None:
    store.insert_many("schedule", list(_schedules(world)))
    links: list[Row] = [
        {"ScheduleNum": row.number, "OperatoryNum": chair} for row in world.schedules for chair in row.operatories
    ]
    store.insert_many("scheduleop", links)


def _schedules(world: World) -> Iterator[Row]:
    stamp = spelled(world.loaded_at - BOOKED_AHEAD)
    for row in world.schedules:
        times: Row = {"StartTime": row.start.isoformat(), "StopTime": row.stop.isoformat()}
        keys: Row = {"ScheduleNum": row.number, "SchedDate": row.day.isoformat(), "SchedType": row.kind}
        more: Row = {"ProvNum": row.provider, "BlockoutType": row.blockout, "Note": row.note, "DateTStamp": stamp}
        yield {**keys, **times, **more}
