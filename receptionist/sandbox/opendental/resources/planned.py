"""POST /appointments/Planned and /SchedulePlanned: treatment set out first, put on the schedule later."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.appointment_rows import (
    PRIORITIES,
    add,
    checked_pattern,
    created,
    from_type,
    pattern_of,
    secondary_pattern,
)
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, flags, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.resources.appointment_writes import (
    APPT_CONFIRMED,
    DEFAULT_PATTERN,
    attach_procedures,
    check_parents,
    chosen_provider,
    wanted_type,
)
from receptionist.sandbox.opendental.store import Row, Value

_COPIED = (
    *("PatNum", "Pattern", "PatternSecondary", "ProvHyg", "IsNewPatient", "ProcDescript", "ClinicNum", "IsHygiene"),
    *("colorOverride", "AppointmentTypeNum", "Priority", "Note", "Confirmed"),
)


def _planned(call: Call) -> Reply:
    """AptStatus Planned, Op 0. Procedures come from the type or from `procNums`; the office may not require any."""
    args, store = call.args, call.store
    patient = parents.patient(store, args.number("PatNum"))
    kind, chosen = wanted_type(call), args.number_list("procNums")
    required = parents.preference(store, "ApptsRequireProc") == "1"
    if kind is None and not chosen and required:
        raise bad_request("AppointmentTypeNum or procNums is required")
    procedures = [_procedure(call, number) for number in chosen]
    pattern = checked_pattern(args.text("Pattern", _usual_pattern(call, kind)))
    now = call.office.stamp()
    words = [str(kind["ProcDescript"])] if kind else []
    values: dict[str, Value] = {
        **args.given(("PatNum", "Note", "ProvHyg", "ClinicNum", "IsHygiene", "IsNewPatient", "Priority")),
        "AptStatus": "Planned",
        "Op": 0,
        "AptDateTime": now,
        "Pattern": pattern,
        "PatternSecondary": secondary_pattern(pattern, args),
        "ProvNum": chosen_provider(call, patient),
        "Confirmed": args.number("Confirmed") or parents.first_definition(store, APPT_CONFIRMED),
        **from_type(kind),
        "ProcDescript": ", ".join([*words, *(str(row["AbbrDesc"]) for row in procedures)]),
        "ItemOrderPlanned": _next_order(call),
    }
    check_parents(call, {name: value for name, value in values.items() if name != "Op"})
    number = add(call, values)
    attach_procedures(call, number, values, kind, planned=True)
    for row in procedures:
        store.update("procedurelog", "ProcNum", int(row["ProcNum"]), {"PlannedAptNum": number, "DateTStamp": now})
    return created(call, number)


def _procedure(call: Call, number: int) -> Row:
    row = call.store.row(
        "SELECT l.*, coalesce(c.AbbrDesc, '') AS AbbrDesc FROM procedurelog l "
        "LEFT JOIN procedurecode c ON c.CodeNum = l.CodeNum WHERE l.ProcNum = ? AND l.ProcStatus <> 'D'",
        number,
    )
    if row is None:
        raise not_found("Procedure")
    if row["PatNum"] != call.args.number("PatNum") or row["ProcStatus"] not in ("TP", "TPi"):
        raise bad_request("procNums must be treatment planned procedures of this patient.")
    return row


def _usual_pattern(call: Call, kind: Row | None) -> str:
    if kind and kind["Pattern"]:
        return str(kind["Pattern"])
    usual = parents.preference(call.store, "AppointmentWithoutProcsDefaultLength")
    return pattern_of(max(5, int(usual))) if usual.isdigit() else DEFAULT_PATTERN


def _next_order(call: Call) -> int:
    row = call.store.row(
        "SELECT count(*) AS planned FROM appointment WHERE PatNum = ? AND AptStatus = 'Planned'",
        call.args.number("PatNum"),
    )
    return int(row["planned"]) + 1 if row else 1


def _schedule(call: Call) -> Reply:
    """A new Scheduled row that names the planned one in NextAptNum; the planned row stays."""
    args, store = call.args, call.store
    planned = parents.appointment(store, args.number("AptNum"))
    if planned["AptStatus"] != "Planned":
        raise bad_request("AptNum must be an appointment with AptStatus Planned.")
    taken = "SELECT 1 AS found FROM appointment WHERE NextAptNum = ? AND AptStatus IN ('Scheduled', 'Complete')"
    if store.row(taken, planned["AptNum"]):
        raise bad_request("The planned appointment has already been scheduled.")
    parents.operatory(store, args.number("Op"))
    now = call.office.stamp()
    values: dict[str, Value] = {name: planned[name] for name in _COPIED}
    values |= args.given(("AptDateTime", "ProvNum", "Op", "Confirmed", "Note"))
    values |= {"AptStatus": "Scheduled", "NextAptNum": planned["AptNum"]}
    check_parents(call, values)
    number = add(call, values)
    for row in store.rows("SELECT ProcNum FROM procedurelog WHERE PlannedAptNum = ?", planned["AptNum"]):
        store.update("procedurelog", "ProcNum", int(row["ProcNum"]), {"AptNum": number, "DateTStamp": now})
    return created(call, number)


METHODS = (
    posts(
        "appointments",
        _planned,
        Permission.APPOINTMENTS,
        needed("PatNum"),
        *numbers("AppointmentTypeNum", "Confirmed", "ProvNum", "ProvHyg", "ClinicNum"),
        Field("procNums", Kind.NUMBERS),
        *text("Pattern", "Note", "PatternSecondary"),
        *flags("IsHygiene", "IsNewPatient"),
        choice("Priority", *PRIORITIES),
        action="Planned",
        since="22.2.31",
    ),
    posts(
        "appointments",
        _schedule,
        Permission.APPOINTMENTS,
        needed("AptNum"),
        needed("AptDateTime", Kind.DATETIME),
        needed("ProvNum"),
        needed("Op"),
        *numbers("Confirmed"),
        *text("Note"),
        action="SchedulePlanned",
        since="22.2",
    ),
)
