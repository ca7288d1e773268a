"""PUT /appointments/{AptNum}/Break, /Note and /Confirm: what the Comm permission opens."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.appointment_rows import change
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Handler, Method, Reply, puts
from receptionist.sandbox.opendental.resources.commlogs import write_commlog
from receptionist.sandbox.opendental.resources.procedurelogs import add_procedure
from receptionist.sandbox.opendental.store import Row

BREAK_CODES = {"Missed": "D9986", "Cancelled": "D9987"}
CONFIRM_VALUES = ("None", "Sent", "Confirmed", "Not Accepted", "Failed")


def _break(call: Call) -> Reply:
    """Only a Scheduled visit can be broken; `true` takes it off the schedule, `false` leaves it there as Broken."""
    row = parents.appointment(call.store, call.number)
    if row["AptStatus"] != "Scheduled":
        raise bad_request("Only appointments with AptStatus Scheduled can be broken.")
    kind = call.args.text("breakType")
    if kind and call.office.world.file.practice.broken_procedure not in (kind.lower(), "both"):
        raise bad_request("breakType is invalid")
    status = "UnschedList" if call.args.flag("sendToUnscheduledList") else "Broken"
    change(call, call.number, {"AptStatus": status}, kind or "Cancelled")
    if kind:
        _add_procedure(call, row, BREAK_CODES[kind])
    if parents.preference(call.store, "BrokenApptCommLog") == "1":
        text = f"{kind or 'Cancelled'} appointment of {row['AptDateTime']}."
        write_commlog(call, int(row["PatNum"]), text)
    return Reply()


def _add_procedure(call: Call, row: Row, code: str) -> None:
    values = {"PatNum": row["PatNum"], "AptNum": row["AptNum"], "ProcStatus": "C", "ProvNum": row["ProvNum"]}
    now = call.office.stamp()
    add_procedure(call.store, code, {**values, "ProcDate": now[:10]}, now)


def _note(call: Call) -> Reply:
    """Appends on a new line; the reply of a later GET shows the line break as a blank."""
    row = parents.appointment(call.store, call.number)
    before = str(row["Note"])
    note = call.args.text("Note")
    change(call, call.number, {"Note": f"{before}\r\n{note}" if before else note})
    return Reply()


def _confirm(call: Call) -> Reply:
    """Exactly one of `confirmVal` (mapped by the office's settings) and `defNum`."""
    parents.appointment(call.store, call.number)
    named, numbered = call.args.has("confirmVal"), call.args.has("defNum")
    if named and numbered:
        raise bad_request("confirmVal and defNum cannot both be specified.")
    if not named and not numbered:
        raise bad_request("confirmVal or defNum is required")
    if numbered:
        number = call.args.number("defNum")
        parents.definition(call.store, number, 2, "defNum")
    else:
        settings: dict[str, int] = {str(key): value for key, value in call.office.world.file.confirmations.items()}
        number = settings.get(call.args.text("confirmVal"), 0) or parents.first_definition(call.store, 2)
    change(call, call.number, {"Confirmed": number})
    return Reply()


def _action(name: str, handler: Handler, *fields: Field, since: str = "21.1") -> Method:
    return puts("appointments", handler, Permission.COMM, *fields, keyed=True, action=name, since=since)


METHODS = (
    _action(
        "Break", _break, needed("sendToUnscheduledList", Kind.FLAG), choice("breakType", *BREAK_CODES), since="21.3"
    ),
    _action("Note", _note, needed("Note", Kind.TEXT)),
    _action("Confirm", _confirm, choice("confirmVal", *CONFIRM_VALUES), *numbers("defNum")),
)
