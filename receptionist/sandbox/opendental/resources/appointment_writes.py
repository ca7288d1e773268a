"""POST and PUT /appointments. Nothing of a booking policy lives here: like the vendor's, this server accepts overlaps,
closed days and Saturdays; only formats and parent rows are checked."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.appointment_rows import (
    CREATABLE,
    PRIORITIES,
    STATUSES,
    add,
    change,
    checked_color,
    checked_pattern,
    created,
    from_type,
    rendered,
    secondary_pattern,
)
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, flags, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts, puts
from receptionist.sandbox.opendental.office import version_parts
from receptionist.sandbox.opendental.resources.procedurelogs import add_procedure
from receptionist.sandbox.opendental.store import Row, Value
from receptionist.sandbox.opendental.tables import NO_DATE

# Writable since this version; an older office ignores the fields.
ARRIVALS, ARRIVALS_SINCE = ("DateTimeArrived", "DateTimeSeated", "DateTimeDismissed"), "25.2.10"
DEFAULT_PATTERN = "/XX/"
APPT_CONFIRMED, UNSCHED_STATUS = 2, 13

_SETTABLE = (
    *text("Pattern", "Note", "colorOverride", "PatternSecondary"),
    *numbers("Confirmed", "ProvNum", "ProvHyg", "ClinicNum", "AppointmentTypeNum"),
    *flags("IsHygiene", "IsNewPatient"),
    choice("Priority", *PRIORITIES),
)
_PLAIN = ("Note", "ClinicNum", "IsHygiene", "IsNewPatient", "Priority", "ProvHyg", "AptDateTime", "AptStatus", "Op")


def _create(call: Call) -> Reply:
    args, store = call.args, call.store
    _check_formats(call)
    patient = parents.patient(store, args.number("PatNum"))
    parents.operatory(store, args.number("Op"))
    kind = wanted_type(call)
    pattern = checked_pattern(args.text("Pattern", _usual_pattern(kind)))
    values: dict[str, Value] = {
        "AptStatus": "Scheduled",
        **from_type(kind),
        **args.given(("PatNum", *_PLAIN, "colorOverride")),
        "Pattern": pattern,
        "PatternSecondary": secondary_pattern(pattern, args),
        "ProvNum": chosen_provider(call, patient),
        "Confirmed": args.number("Confirmed") or parents.first_definition(store, APPT_CONFIRMED),
    }
    check_parents(call, values)
    number = add(call, values)
    attach_procedures(call, number, values, kind)
    _note_first_visit(call, values)
    return created(call, number)


def _update(call: Call) -> Reply:
    args = call.args
    _check_formats(call)
    before = parents.appointment(call.store, call.number)
    later = ARRIVALS if call.office.program_version >= version_parts(ARRIVALS_SINCE) else ()
    own = ("Confirmed", "ProvNum", "AppointmentTypeNum", "UnschedStatus", "colorOverride", *later)
    values = args.given((*_PLAIN, *own))
    kind = wanted_type(call)
    if kind is not None:
        values = {**from_type(kind), **values}
    if args.has("Pattern"):
        values["Pattern"] = checked_pattern(args.text("Pattern"))
    if args.has("Pattern") or args.has("PatternSecondary"):
        values["PatternSecondary"] = secondary_pattern(str(values.get("Pattern", before["Pattern"])), args)
    check_parents(call, values)
    change(call, call.number, values)
    _note_first_visit(call, {**before, **values})
    return Reply(rendered(call, call.number))


def _check_formats(call: Call) -> None:
    """Formats that a declared kind does not cover, before any row is looked up."""
    if call.args.has("Pattern"):
        checked_pattern(call.args.text("Pattern"))
    if call.args.has("colorOverride"):
        checked_color(call.args.text("colorOverride"))


def check_parents(call: Call, values: dict[str, Value]) -> None:
    """Rows and definitions the written columns point at; 0 means none where the vendor allows it."""
    if int(values.get("Op", 0)) or ("Op" in values and values.get("AptStatus", "Scheduled") == "Scheduled"):
        parents.operatory(call.store, int(values["Op"]))
    for name in ("ProvNum", "ProvHyg"):
        if int(values.get(name, 0)) or (name == "ProvNum" and name in values):
            parents.provider(call.store, int(values[name]))
    if "Confirmed" in values:
        parents.definition(call.store, int(values["Confirmed"]), APPT_CONFIRMED, "Confirmed")
    if int(values.get("UnschedStatus", 0)):
        parents.definition(call.store, int(values["UnschedStatus"]), UNSCHED_STATUS, "UnschedStatus")
    if int(values.get("ClinicNum", 0)):
        raise not_found("Clinic")


def wanted_type(call: Call) -> Row | None:
    """The appointment type the request names, 400 when there is no such type."""
    number = call.args.number("AppointmentTypeNum")
    if not number:
        return None
    row = call.store.find("appointmenttype", AppointmentTypeNum=number)
    if row is None:
        raise bad_request("AppointmentTypeNum is invalid")
    return row


def _usual_pattern(kind: Row | None) -> str:
    return str(kind["Pattern"]) if kind and kind["Pattern"] else DEFAULT_PATTERN


def chosen_provider(call: Call, patient: Row) -> int:
    """Given, else the patient's primary provider, else the practice's: never taken from the operatory."""
    default = int(parents.preference(call.store, "PracticeDefaultProv") or 0)
    return call.args.number("ProvNum") if call.args.has("ProvNum") else int(patient["PriProv"]) or default


def attach_procedures(
    call: Call, number: int, values: dict[str, Value], kind: Row | None, *, planned: bool = False
) -> None:
    """The type's procedures, treatment planned, on the visit (or on the planned visit)."""
    codes = str(kind["CodeStr"]).split(",") if kind and kind["CodeStr"] else []
    column = "PlannedAptNum" if planned else "AptNum"
    day = str(values["AptDateTime"])[:10]
    common = {"PatNum": values["PatNum"], column: number, "ProcStatus": "TP", "ProvNum": values["ProvNum"]}
    for code in codes:
        add_procedure(call.store, code, {**common, "ProcDate": day}, call.office.stamp())


def _note_first_visit(call: Call, values: dict[str, Value]) -> None:
    """A new patient's first visit date follows the appointment while nothing was completed yet."""
    if not values.get("IsNewPatient"):
        return
    patient = int(values["PatNum"])
    seen = call.store.row("SELECT 1 AS found FROM appointment WHERE PatNum = ? AND AptStatus = 'Complete'", patient)
    if seen is None:
        day = str(values.get("AptDateTime", NO_DATE))[:10]
        call.store.update("patient", "PatNum", patient, {"DateFirstVisit": day, "DateTStamp": call.office.stamp()})


METHODS = (
    posts(
        "appointments",
        _create,
        Permission.APPOINTMENTS,
        needed("PatNum"),
        needed("Op"),
        needed("AptDateTime", Kind.DATETIME),
        choice("AptStatus", *CREATABLE),
        *_SETTABLE,
    ),
    puts(
        "appointments",
        _update,
        Permission.APPOINTMENTS,
        choice("AptStatus", *STATUSES),
        *numbers("Op", "UnschedStatus"),
        *(Field(name, Kind.DATETIME) for name in ("AptDateTime", *ARRIVALS)),
        *_SETTABLE,
        keyed=True,
    ),
)
