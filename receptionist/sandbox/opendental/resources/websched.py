"""Web Sched: GET /appointments/SlotsWebSched, and GET and POST /appointments/WebSched.

A reason (definition of category 42 for new patients, 51 for existing ones) is linked to an appointment type, whose
length the offered slots have. Unlike Slots, only chairs marked for Web Sched take part, and blockouts, closed days and
every visit in the chair are respected.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.appointment_rows import (
    SELECT_APPOINTMENT,
    add,
    created,
    from_type,
    pattern_of,
    render,
)
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import DATE_RANGE, STAMP, Field, Kind, flags, needed, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, reads
from receptionist.sandbox.opendental.narrowing import between, changed_since, equal, openings_range
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources.appointment_writes import APPT_CONFIRMED
from receptionist.sandbox.opendental.store import Row, Value, Where
from receptionist.sandbox.opendental.world_dates import days_between

NEW_PATIENT, EXISTING = 42, 51
LONGEST_RANGE = timedelta(days=366)
CELL = timedelta(minutes=5)
_SHORT = (
    *("AptNum", "PatNum", "AptStatus", "Confirmed", "confirmed", "Op", "Note", "ProvNum", "provAbbr", "ProvHyg"),
    *("AptDateTime", "IsNewPatient", "ProcDescript", "ClinicNum", "DateTStamp", "AppointmentTypeNum"),
)


def _slots(call: Call) -> Reply:
    kind = _reason(call, call.args.number("defNumApptType"), call.args.flag("isNewPatient"))
    length = CELL * max(1, len(str(kind["Pattern"])))
    found: list[JsonRow] = []
    first, last = openings_range(call.args, call.office.today())
    for day in days_between(first, first + min(last - first, LONGEST_RANGE)):
        for start, provider, chair in _openings(call, day, length):
            times: JsonRow = {"DateTimeStart": spelled(start), "DateTimeEnd": spelled(start + length)}
            found.append({**times, "ProvNum": provider, "OpNum": chair})
    return Reply(call.page.of(found))


def _reason(call: Call, number: int, is_new: bool) -> Row:
    """The appointment type behind a reason; without one, the first reason of the kind."""
    category = NEW_PATIENT if is_new else EXISTING
    number = number or parents.first_definition(call.store, category)
    parents.definition(call.store, number, category, "defNumApptType")
    row = call.store.row(
        "SELECT t.* FROM definition d JOIN appointmenttype t ON t.AppointmentTypeNum = d.AppointmentTypeNum "
        "WHERE d.DefNum = ?",
        number,
    )
    if row is None:
        raise bad_request("defNumApptType is not linked to an appointment type.")
    return row


def _openings(call: Call, day: date, length: timedelta) -> Iterator[tuple[datetime, int, int]]:
    """Slots of one length, laid end to end inside each opening, in order of time."""
    store = call.store
    rows = store.rows(_SCHEDULES, day.isoformat())
    if any(row["SchedType"] == "Practice" and row["StopTime"] == "00:00:00" for row in rows):
        return
    chairs = {int(row["OperatoryNum"]) for row in store.rows(_WEB_CHAIRS)}
    visits = store.rows(_VISITS, f"{day} 00:00:00", f"{day} 23:59:59")
    now, found = call.office.now(), []
    for row in rows:
        chair, provider = int(row["chair"]), int(row["ProvNum"])
        if row["SchedType"] != "Provider" or chair not in chairs:
            continue
        busy = sorted(_busy(day, rows, visits, chair, provider))
        free = _at(day, row["StartTime"])
        for start, stop in [*busy, (_at(day, row["StopTime"]), _at(day, row["StopTime"]))]:
            while free + length <= min(start, _at(day, row["StopTime"])):
                if free > now:
                    found.append((free, provider, chair))
                free += length
            free = max(free, stop)
    yield from sorted(found)


_WEB_CHAIRS = "SELECT OperatoryNum FROM operatory WHERE IsWebSched = 1 AND IsHidden = 0"
_SCHEDULES = """
    SELECT s.*, coalesce(l.OperatoryNum, 0) AS chair FROM schedule s
    LEFT JOIN scheduleop l ON l.ScheduleNum = s.ScheduleNum WHERE s.SchedDate = ?
"""
_VISITS = """
    SELECT Op, ProvNum, ProvHyg, AptDateTime, Pattern FROM appointment WHERE AptDateTime BETWEEN ? AND ?
    AND AptStatus NOT IN ('UnschedList', 'Planned')
"""


def _busy(
    day: date, rows: list[Row], visits: list[Row], chair: int, provider: int
) -> Iterator[tuple[datetime, datetime]]:
    for row in rows:
        if row["SchedType"] in ("Blockout", "WebSchedASAP") and row["chair"] == chair:
            yield _at(day, row["StartTime"]), _at(day, row["StopTime"])
    for row in visits:
        if row["Op"] == chair or provider in (row["ProvNum"], row["ProvHyg"]):
            start = datetime.fromisoformat(str(row["AptDateTime"]))
            yield start, start + CELL * len(str(row["Pattern"]))


def _at(day: date, clock: Value) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}")


def _listed(call: Call) -> Reply:
    """Visits booked through Web Sched; a shorter row, `serverDateTime` last."""
    where = Where()
    between(where, call.args, "a.AptDateTime")
    changed_since(where, call.args, "a")
    equal(where, call.args, "a", "ClinicNum")
    where.add("a.AptNum IN (SELECT AptNum FROM webschedlog)")
    rows = call.store.select(SELECT_APPOINTMENT, where, "a.AptDateTime, a.AptNum", call.page)
    return Reply([_short(call, row) for row in rows])


def _short(call: Call, row: Row) -> JsonRow:
    full = render(row)
    log = call.store.find("webschedlog", AptNum=row["AptNum"])
    return {
        **{name: full[name] for name in _SHORT},
        "IsHygiene": "True" if row["IsHygiene"] else "False",
        "eServiceLogType": log["eServiceLogType"] if log else "None",
        "serverDateTime": call.office.stamp(),
    }


def _book(call: Call) -> Reply:
    """Both spellings of the two times are taken. The slot must still be open: the web page would not offer it else."""
    args, store = call.args, call.store
    parents.patient(store, args.number("PatNum"))
    parents.provider(store, args.number("ProvNum"))
    chair = parents.operatory(store, args.number("OpNum"))
    start, stop = _time(call, "dateTimeStart"), _time(call, "dateTimeEnd")
    if stop - start < CELL or stop.date() != start.date():
        raise bad_request("dateTimeEnd is invalid")
    number = args.number("defNumApptType")
    is_new = parents.in_category(store, number, NEW_PATIENT)
    kind = _reason(call, number, is_new)
    if not _still_open(call, start, stop):
        raise bad_request("The time slot is no longer available.")
    pattern = pattern_of(int((stop - start).total_seconds() // 60))
    values: Row = {**args.given(("PatNum", "ProvNum")), **from_type(kind), "AptStatus": "Scheduled"}
    values |= {"Op": args.number("OpNum"), "AptDateTime": spelled(start), "Pattern": pattern}
    values |= {"PatternSecondary": "/" * len(pattern), "IsNewPatient": int(is_new), "IsHygiene": chair["IsHygiene"]}
    values |= {"Confirmed": parents.first_definition(store, APPT_CONFIRMED)}
    apt = add(call, values)
    store.insert("webschedlog", {"AptNum": apt, "eServiceLogType": "NewPat" if is_new else "ExistingPat"})
    return created(call, apt)


def _still_open(call: Call, start: datetime, stop: datetime) -> bool:
    """Whether the provider works in that chair for the whole of the time, and nothing stands in it."""
    day, chair, provider = start.date(), call.args.number("OpNum"), call.args.number("ProvNum")
    rows = call.store.rows(_SCHEDULES, day.isoformat())
    visits = call.store.rows(_VISITS, f"{day} 00:00:00", f"{day} 23:59:59")
    worked = any(
        row["SchedType"] == "Provider"
        and (row["chair"], row["ProvNum"]) == (chair, provider)
        and _at(day, row["StartTime"]) <= start
        and stop <= _at(day, row["StopTime"])
        for row in rows
    )
    return worked and not any(
        begun < stop and start < ended for begun, ended in _busy(day, rows, visits, chair, provider)
    )


def _time(call: Call, name: str) -> datetime:
    spelling = name if call.args.has(name) else name[0].upper() + name[1:]
    if not call.args.has(spelling):
        raise bad_request(f"{name} is required")
    return datetime.fromisoformat(call.args.text(spelling))


_TIMES = ("dateTimeStart", "DateTimeStart", "dateTimeEnd", "DateTimeEnd")
METHODS = (
    reads(
        "appointments",
        _slots,
        *DATE_RANGE,
        *numbers("ClinicNum", "defNumApptType"),
        *flags("isNewPatient"),
        action="SlotsWebSched",
    ),
    reads("appointments", _listed, *DATE_RANGE, STAMP, *numbers("ClinicNum"), action="WebSched", since="21.3"),
    posts(
        "appointments",
        _book,
        Permission.APPOINTMENTS,
        needed("PatNum"),
        needed("ProvNum"),
        needed("OpNum"),
        needed("defNumApptType"),
        *(Field(name, Kind.DATETIME) for name in _TIMES),
        action="WebSched",
        since="21.3",
    ),
)
