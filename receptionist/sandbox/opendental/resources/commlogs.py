"""/commlogs: what was said to or heard from a patient."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single, updates

COMM_LOG_TYPES = 27
MODES = ("None", "Email", "Mail", "Phone", "InPerson", "Text", "EmailAndText", "PhoneAndText")
SPACED_MODES = {"In Person": "InPerson", "Email and Text": "EmailAndText", "Phone and Text": "PhoneAndText"}
DIRECTIONS = ("Neither", "Sent", "Received")
COMMLOGS = Table.of(
    ("commlogs", "commlog", "CommlogNum", "Commlog"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.moments("CommDateTime"),
    *col.definition("CommType", COMM_LOG_TYPES, "commType", col.Shape.TEXT),
    *col.texts("Note"),
    *col.one_of("Mode_", *MODES),
    *col.one_of("SentOrReceived", *DIRECTIONS),
    *col.moments("DateTStamp", shape=col.Shape.NEVER),
    stamp="DateTStamp",
)


def write_commlog(call: Call, patient: int, note: str, *, kind: str = "APPT", mode: str = "None") -> None:
    """A commlog as the office's own program writes them; `kind` is the ItemValue of its type (APPT, RECALL)."""
    now = call.office.stamp()
    values: Row = {"PatNum": patient, "CommDateTime": now, "CommType": _kind_valued(call, kind), "Note": note}
    direction = "Neither" if mode == "None" else "Sent"
    COMMLOGS.insert(call.store, {**values, "Mode_": mode, "SentOrReceived": direction}, now)


def _narrow(call: Call, _: Where) -> None:
    if call.office.program_version < (25, 1, 13) and call.args.has("DateTStamp"):
        raise bad_request("'DateTStamp' is not a valid parameter")
    if not call.args.has("PatNum") and not call.args.has("DateTStamp"):
        raise bad_request("PatNum is required")


def _create(call: Call) -> Reply:
    args, now = call.args, call.office.stamp()
    parents.patient(call.store, args.number("PatNum"))
    mode = args.text("Mode_", "Phone")
    values: Row = {
        "CommDateTime": now,
        "SentOrReceived": "Sent",
        **args.given(("PatNum", "CommDateTime", "Note", "SentOrReceived")),
        "CommType": _kind(call),
        "Mode_": SPACED_MODES.get(mode, mode),
    }
    number = COMMLOGS.insert(call.store, values, now)
    return Reply(COMMLOGS.rendered(call.store, number), 201, number)


def _kind(call: Call) -> int:
    """The definition: by name when a name is given, else by number, else the office's miscellaneous one."""
    name, number = call.args.text("commType"), call.args.number("CommType")
    if name:
        return parents.named_definition(call.store, COMM_LOG_TYPES, name, bad_request("commType is invalid"))
    if number:
        parents.definition(call.store, number, COMM_LOG_TYPES, "CommType")
    return number or _kind_valued(call, "MISC")


def _kind_valued(call: Call, value: str) -> int:
    row = call.store.row("SELECT DefNum FROM definition WHERE Category = 27 AND ItemValue = ?", value)
    return int(row["DefNum"]) if row else parents.first_definition(call.store, COMM_LOG_TYPES)


TABLES = (COMMLOGS,)
METHODS = (
    lists(COMMLOGS, "PatNum", "DateTStamp", narrow=_narrow),
    single(COMMLOGS, since="25.1.13"),
    posts(
        "commlogs",
        _create,
        Permission.COMM,
        needed("PatNum"),
        needed("Note", Kind.TEXT),
        Field("CommDateTime", Kind.DATETIME),
        *numbers("CommType"),
        *text("commType"),
        choice("Mode_", *MODES, *SPACED_MODES),
        choice("SentOrReceived", *DIRECTIONS),
    ),
    updates(COMMLOGS, ("Note",), permission=Permission.COMM, since="25.1.13"),
)
