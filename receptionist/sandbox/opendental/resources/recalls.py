"""GET /recalls and /recalltypes: when patients are due again."""

from receptionist.sandbox.opendental.errors import not_found
from receptionist.sandbox.opendental.fields import numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads, reads_one
from receptionist.sandbox.opendental.resources import parents
from receptionist.sandbox.opendental.resources.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATE

_SELECT = """
    SELECT r.*, coalesce(d.ItemName, '') AS statusName
    FROM recall r LEFT JOIN definition d ON d.DefNum = r.RecallStatus
"""


def _multiple(call: Call) -> Reply:
    where = Where()
    if call.args.has("PatNum"):
        parents.patient(call.store, call.args.number("PatNum"))
        where.add("r.PatNum = ?", call.args.number("PatNum"))
    return Reply([_render(row) for row in call.store.select(_SELECT, where, "r.RecallNum", call.page)])


def _render(row: Row) -> JsonRow:
    return {
        **columns(row, "RecallNum", "PatNum", "DateDue", "DatePrevious", "RecallInterval", "RecallStatus"),
        "recallStatus": row["statusName"],
        "Note": row["Note"],
        "IsDisabled": "false",
        **columns(row, "DateTStamp", "RecallTypeNum"),
        "DisableUntilBalance": 0.0,
        "DisableUntilDate": NO_DATE,
        "DateScheduled": row["DateScheduled"],
        "Priority": "Normal",
        "TimePatternOverride": "",
    }


def _types(call: Call) -> Reply:
    rows = call.store.select("SELECT * FROM recalltype", Where(), "RecallTypeNum", call.page)
    return Reply([_render_type(row) for row in rows])


def _one_type(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM recalltype WHERE RecallTypeNum = ?", call.number)
    if row is None:
        raise not_found("RecallType")
    return Reply(_render_type(row))


def _render_type(row: Row) -> JsonRow:
    shown = columns(row, "RecallTypeNum", "Description", "DefaultInterval", "TimePattern", "Procedures")
    return {**shown, "AppendToSpecial": "false"}


METHODS = (
    reads("recalls", _multiple, *numbers("PatNum"), since="22.4.40"),
    reads("recalltypes", _types, since="24.1.44"),
    reads_one("recalltypes", _one_type, since="24.1.44"),
)
