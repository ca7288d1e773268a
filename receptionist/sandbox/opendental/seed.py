"""Puts a loaded world into an empty store, as rows of the vendor's tables."""

from collections.abc import Iterator
from datetime import timedelta

from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources import TABLES
from receptionist.sandbox.opendental.seed_accounts import seed_accounts
from receptionist.sandbox.opendental.seed_records import seed_codes, seed_insurance, seed_lists
from receptionist.sandbox.opendental.store import Row, Store
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME
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


def pattern_of(minutes: int) -> str:
    """Five minutes a character, assistant's time at both ends."""
    cells = minutes // 5
    return "/" + "X" * (cells - 2) + "/" if cells > 2 else "X" * cells


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
        store.insert(
            "provider",
            {
                "ProvNum": provider.number,
                "Abbr": provider.abbr,
                "LName": provider.last,
                "FName": provider.first,
                "Suffix": provider.suffix,
                "Specialty": (specialty[-1] if provider.hygienist else specialty[0]) if specialty else 0,
                "IsSecondary": int(provider.hygienist),
                "provColor": PROVIDER_COLORS[index % len(PROVIDER_COLORS)],
                "IsHidden": int(provider.hidden),
                "DateTStamp": stamp,
            },
        )
    for index, chair in enumerate(world.file.operatories):
        names: Row = {"OperatoryNum": chair.number, "OpName": chair.name, "Abbrev": chair.abbr or chair.name[:5]}
        people: Row = {"ProvDentist": chair.dentist, "ProvHygienist": chair.hygienist}
        flags: Row = {"ItemOrder": index, "IsHidden": int(chair.hidden), "IsHygiene": int(chair.hygiene)}
        more: Row = {"IsWebSched": int(chair.web_sched), "DateTStamp": stamp}
        store.insert("operatory", {**names, **people, **flags, **more})


def _seed_lists(store: Store, world: World) -> None:
    for index, entry in enumerate(world.file.definitions):
        names: Row = {"DefNum": entry.number, "ItemName": entry.name, "ItemValue": entry.value}
        store.insert(
            "definition",
            {
                **names,
                "Category": entry.category,
                "ItemOrder": index,
                "isHidden": int(entry.hidden),
                "AppointmentTypeNum": entry.appointment_type,
            },
        )
    for kind in world.file.appointment_types:
        store.insert(
            "appointmenttype",
            {
                "AppointmentTypeNum": kind.number,
                "AppointmentTypeName": kind.name,
                "appointmentTypeColor": kind.color,
                "IsHidden": int(kind.hidden),
                "Pattern": pattern_of(kind.minutes),
                "CodeStr": ",".join(kind.codes),
                "ProcDescript": kind.describe,
            },
        )
    for recall in world.file.recall_types:
        named: Row = {"RecallTypeNum": recall.number, "Description": recall.name, "DefaultInterval": recall.interval}
        store.insert(
            "recalltype", {**named, "TimePattern": pattern_of(recall.minutes), "Procedures": recall.procedures}
        )
    stamp = spelled(world.loaded_at)
    for tasks in world.file.task_lists:
        store.insert("tasklist", {"TaskListNum": tasks.number, "Descript": tasks.name, "DateTimeEntry": stamp})


def _seed_people(store: Store, world: World) -> None:
    billing = next(entry.number for entry in world.file.definitions if entry.category == BILLING_TYPES)
    store.insert_many("patient", [_patient(world, person, billing) for person in world.people])
    for person in world.people:
        for text in person.popups:
            popup: Row = {"PatNum": person.number, "Description": text, "PopupLevel": "Patient"}
            store.insert("popup", {**popup, "IsDisabled": 0, "DateTimeDisabled": NO_DATETIME})
    stamp = spelled(world.loaded_at - BOOKED_AHEAD)
    intervals = {kind.number: kind.interval for kind in world.file.recall_types}
    for recall in world.recalls:
        due = recall.due.isoformat()
        booked = [v for v in world.visits if v.patient == recall.patient and v.starts > world.loaded_at]
        store.insert(
            "recall",
            {
                "PatNum": recall.patient,
                "DateDue": due,
                "DatePrevious": recall.previous.isoformat() if recall.previous else NO_DATE,
                "RecallInterval": intervals.get(recall.type, ""),
                "RecallStatus": 0,
                "Note": recall.note,
                "DateTStamp": stamp,
                "RecallTypeNum": recall.type,
                "DateScheduled": booked[0].starts.date().isoformat() if booked else NO_DATE,
            },
        )


def _patient(world: World, person: Patient, billing: int) -> Row:
    visits = [visit.starts for visit in world.visits if visit.patient == person.number and visit.status == "Complete"]
    return {
        "PatNum": person.number,
        "LName": person.last,
        "FName": person.first,
        "MiddleI": person.middle,
        "Preferred": person.preferred,
        "PatStatus": person.status,
        "Gender": person.gender,
        "Position": person.position,
        "Birthdate": person.birthdate or NO_DATE,
        "Address": person.address,
        "City": person.city,
        "State": person.state,
        "Zip": person.zip,
        "HmPhone": person.home,
        "WkPhone": person.work,
        "WirelessPhone": person.mobile,
        "Guarantor": person.guarantor or person.number,
        "Email": person.email,
        "PriProv": person.provider or world.file.practice.default_provider,
        "SecProv": person.hygienist,
        "BillingType": billing,
        "DateFirstVisit": min(visits).date().isoformat() if visits else NO_DATE,
        "Language": person.language,
        "TxtMsgOk": person.texting,
        "Medical": person.medical_note,
        "DateTStamp": spelled(world.loaded_at - BOOKED_AHEAD),
        "SecDateEntry": (world.loaded_at.date() - timedelta(days=400)).isoformat(),
    }


def _appointment(world: World, visit: Visit) -> Row:
    kind = next((entry for entry in world.file.appointment_types if entry.number == visit.type), None)
    pattern = pattern_of(visit.minutes)
    entered = spelled(min(visit.starts, world.loaded_at) - BOOKED_AHEAD)
    return {
        "AptNum": visit.number,
        "PatNum": visit.patient,
        "AptStatus": visit.status,
        "Pattern": pattern,
        "PatternSecondary": "/" * len(pattern),
        "Confirmed": visit.confirmed,
        "Op": visit.operatory,
        "Note": visit.note,
        "ProvNum": visit.provider,
        "ProvHyg": visit.hygienist,
        "AptDateTime": spelled(visit.starts),
        "IsNewPatient": int(visit.new_patient),
        "IsHygiene": int(visit.is_hygiene),
        "ProcDescript": kind.describe if kind else "",
        "colorOverride": kind.color if kind else "0,0,0",
        "AppointmentTypeNum": visit.type,
        "Priority": visit.priority,
        "DateTStamp": entered,
        "SecDateTEntry": entered,
    }


def _seed_schedules(store: Store, world: World) -> None:
    store.insert_many("schedule", list(_schedules(world)))
    links: list[Row] = [
        {"ScheduleNum": row.number, "OperatoryNum": chair} for row in world.schedules for chair in row.operatories
    ]
    store.insert_many("scheduleop", links)


def _schedules(world: World) -> Iterator[Row]:
    stamp = spelled(world.loaded_at - BOOKED_AHEAD)
    for row in world.schedules:
        yield {
            "ScheduleNum": row.number,
            "SchedDate": row.day.isoformat(),
            "StartTime": row.start.isoformat(),
            "StopTime": row.stop.isoformat(),
            "SchedType": row.kind,
            "ProvNum": row.provider,
            "BlockoutType": row.blockout,
            "Note": row.note,
            "DateTStamp": stamp,
        }
