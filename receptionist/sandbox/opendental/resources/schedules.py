"""GET /schedules and /scheduleops. Every value of a schedule is a string, keys included; of a link, a number."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import DATE_RANGE, choice, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads, reads_one
from receptionist.sandbox.opendental.narrowing import bounds, equal
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists

KINDS = ("Practice", "Provider", "Blockout", "Employee", "WebSchedASAP")
SELECT = """
    SELECT s.*, coalesce(d.ItemName, '') AS blockoutName,
        coalesce((SELECT group_concat(o.OperatoryNum, ',') FROM scheduleop o
            WHERE o.ScheduleNum = s.ScheduleNum), '') AS operatories
    FROM schedule s LEFT JOIN definition d ON d.DefNum = s.BlockoutType
"""
LINKS = Table.of(
    ("scheduleops", "scheduleop", "ScheduleOpNum", "ScheduleOp"), *col.whole("ScheduleNum", "OperatoryNum")
)


def _multiple(call: Call) -> Reply:
    """Without any date: today's."""
    first, last = bounds(call.args)
    if first is None and last is None:
        first = last = call.office.today().isoformat()
    where = Where()
    if first is not None:
        where.add("s.SchedDate >= ?", first)
    if last is not None:
        where.add("s.SchedDate <= ?", last)
    equal(where, call.args, "s", "SchedType", "ProvNum")
    if call.args.has("BlockoutDefNum"):
        where.add("s.BlockoutType = ?", call.args.number("BlockoutDefNum"))
    if call.args.number("EmployeeNum"):
        where.add("0 = 1")  # This world schedules no employees.
    rows = call.store.select(SELECT, where, "s.StartTime, s.ScheduleNum", call.page)
    return Reply([render(row) for row in rows])


def _single(call: Call) -> Reply:
    row = call.store.row(f"{SELECT} WHERE s.ScheduleNum = ?", call.number)
    if row is None:
        raise not_found("Schedule")
    return Reply(render(row))


def render(row: Row) -> JsonRow:
    """The vendor's object: every value a string."""
    return {
        "ScheduleNum": str(row["ScheduleNum"]),
        **columns(row, "SchedDate", "StartTime", "StopTime", "SchedType"),
        "ProvNum": str(row["ProvNum"]),
        "BlockoutType": str(row["BlockoutType"]),
        "blockoutType": row["blockoutName"],
        **columns(row, "Note", "operatories"),
        "EmployeeNum": "0",
    }


def _narrow_links(call: Call, _: Where) -> None:
    if call.args.has("ScheduleNum") and call.args.has("OperatoryNum"):
        raise bad_request("Only one of ScheduleNum and OperatoryNum can be specified.")


TABLES = (LINKS,)
METHODS = (
    reads(
        "schedules",
        _multiple,
        *DATE_RANGE,
        choice("SchedType", *KINDS),
        *numbers("BlockoutDefNum", "ProvNum", "EmployeeNum"),
        since="22.1",
    ),
    reads_one("schedules", _single, since="22.1"),
    lists(LINKS, "ScheduleNum", "OperatoryNum", since="23.2.27", narrow=_narrow_links),
)
