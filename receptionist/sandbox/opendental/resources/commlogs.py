"""/commlogs: what was said to or heard from a patient."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import STAMP, Field, Kind, choice, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, puts, reads, reads_one
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where

COMM_LOG_TYPES = 27
MODES = ("None", "Email", "Mail", "Phone", "InPerson", "Text", "EmailAndText", "PhoneAndText")
SPACED_MODES = {"In Person": "InPerson", "Email and Text": "EmailAndText", "Phone and Text": "PhoneAndText"}
_SELECT = """
    SELECT c.*, coalesce(d.ItemName, '') AS typeName
    FROM commlog c LEFT JOIN definition d ON d.DefNum = c.CommType
"""


def write_commlog(call: Call, patient: int, note: str, *, kind: str = "APPT", mode: str = "None") -> int:
    """A commlog as the office's own program writes them; `kind` is the ItemValue of its type (APPT, RECALL)."""
    now = call.office.stamp()
    values: Row = {"PatNum": patient, "CommDateTime": now, "CommType": _kind_valued(call, kind), "Note": note}
    direction = "Neither" if mode == "None" else "Sent"
    return call.store.insert("commlog", {**values, "Mode_": mode, "SentOrReceived": direction, "DateTStamp": now})


def _multiple(call: Call) -> Reply:
    if call.office.program_version < (25, 1, 13) and call.args.has("DateTStamp"):
        raise bad_request("'DateTStamp' is not a valid parameter")
    if not call.args.has("PatNum") and not call.args.has("DateTStamp"):
        raise bad_request("PatNum is required")
    where = Where()
    if call.args.has("PatNum"):
        parents.patient(call.store, call.args.number("PatNum"))
        where.add("c.PatNum = ?", call.args.number("PatNum"))
    if call.args.has("DateTStamp"):
        where.add("c.DateTStamp >= ?", call.args.text("DateTStamp"))
    return Reply([_render(row) for row in call.store.select(_SELECT, where, "c.CommlogNum", call.page)])


def _single(call: Call) -> Reply:
    return Reply(_rendered(call, call.number))


def _create(call: Call) -> Reply:
    args = call.args
    parents.patient(call.store, args.number("PatNum"))
    now = call.office.stamp()
    mode = args.text("Mode_", "Phone")
    number = call.store.insert(
        "commlog",
        {
            "PatNum": args.number("PatNum"),
            "CommDateTime": args.text("CommDateTime", now),
            "CommType": _kind(call),
            "Note": args.text("Note"),
            "Mode_": SPACED_MODES.get(mode, mode),
            "SentOrReceived": args.text("SentOrReceived", "Sent"),
            "DateTStamp": now,
        },
    )
    return Reply(_rendered(call, number), status=201, created=number)


def _update(call: Call) -> Reply:
    _rendered(call, call.number)
    values = call.args.given(("Note",))
    call.store.update("commlog", "CommlogNum", call.number, {**values, "DateTStamp": call.office.stamp()})
    return Reply(_rendered(call, call.number))


def _kind(call: Call) -> int:
    """The definition: by name when a name is given, else by number, else the office's miscellaneous one."""
    if call.args.text("commType"):
        row = call.store.row(
            "SELECT DefNum FROM definition WHERE Category = ? AND fold(ItemName) = fold(?)",
            COMM_LOG_TYPES,
            call.args.text("commType"),
        )
        if row is None:
            raise bad_request("commType is invalid")
        return int(row["DefNum"])
    if call.args.number("CommType"):
        parents.definition(call.store, call.args.number("CommType"), COMM_LOG_TYPES, "CommType")
        return call.args.number("CommType")
    return _kind_valued(call, "MISC")


def _kind_valued(call: Call, value: str) -> int:
    row = call.store.row("SELECT DefNum FROM definition WHERE Category = 27 AND ItemValue = ?", value)
    return int(row["DefNum"]) if row else parents.first_definition(call.store, COMM_LOG_TYPES)


def _rendered(call: Call, number: int) -> JsonRow:
    row = call.store.row(f"{_SELECT} WHERE c.CommlogNum = ?", number)
    if row is None:
        raise not_found("Commlog")
    return _render(row)


def _render(row: Row) -> JsonRow:
    return {
        **columns(row, "CommlogNum", "PatNum", "CommDateTime"),
        "CommType": str(row["CommType"]),
        "commType": row["typeName"],
        **columns(row, "Note", "Mode_", "SentOrReceived"),
    }


METHODS = (
    reads("commlogs", _multiple, *numbers("PatNum"), STAMP),
    reads_one("commlogs", _single, since="25.1.13"),
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
        choice("SentOrReceived", "Neither", "Sent", "Received"),
    ),
    puts("commlogs", _update, Permission.COMM, *text("Note"), keyed=True, since="25.1.13"),
)
