"""/recalls and /recalltypes: when patients are due again. `recall_list` holds the worklist of the same resource."""

import re
from datetime import date, timedelta

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind, choice, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, puts
from receptionist.sandbox.opendental.resources.commlogs import MODES, write_commlog
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

RECALL_STATUS = 13
RECALLS = Table.of(
    ("recalls", "recall", "RecallNum", "Recall"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.days("DateDue", "DatePrevious"),
    *col.texts("RecallInterval"),
    *col.definition("RecallStatus", RECALL_STATUS, "recallStatus"),
    *col.texts("Note"),
    *col.switches("IsDisabled"),
    *col.moments("DateTStamp"),
    *col.whole("RecallTypeNum", parent=col.Parent("recalltype", "RecallTypeNum", "RecallType")),
    *col.amounts("DisableUntilBalance"),
    *col.days("DisableUntilDate", "DateScheduled"),
    *col.one_of("Priority", "Normal", "ASAP"),
    *col.texts("TimePatternOverride"),
    stamp="DateTStamp",
)
_SETTABLE = (
    *("DateDue", "RecallInterval", "RecallStatus", "Note", "IsDisabled", "DisableUntilBalance", "DisableUntilDate"),
    *("Priority", "TimePatternOverride"),
)
TYPES = Table.of(
    ("recalltypes", "recalltype", "RecallTypeNum", "RecallType"),
    *col.texts("Description", "DefaultInterval", "TimePattern", "Procedures"),
    *col.always(AppendToSpecial="false"),
)
PROPHY, PERIO = "Prophy", "Perio"


def after_interval(day: date, interval: str) -> date:
    """The day one interval later: `6m1d` counts whole calendar months, then days."""
    counts = {unit: int(count) for count, unit in re.findall(r"([0-9]+)([ymwd])", interval)}
    months = day.year * 12 + day.month - 1 + 12 * counts.get("y", 0) + counts.get("m", 0)
    year, month = divmod(months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last)) + timedelta(days=7 * counts.get("w", 0) + counts.get("d", 0))


def _checked(call: Call, values: Values) -> None:
    if values.get("RecallInterval") and not re.fullmatch(r"([0-9]{1,3}[ymwd]){1,4}", str(values["RecallInterval"])):
        raise bad_request("RecallInterval is invalid")
    if set(str(values.get("TimePatternOverride", ""))) - {"X", "/"}:
        raise bad_request("TimePatternOverride is invalid")


def _new(call: Call, values: Values) -> None:
    """One recall of a type for each patient; interval and due date default from the type."""
    _checked(call, values)
    patient, kind = int(values["PatNum"]), int(values["RecallTypeNum"])
    row = TYPES.row(call.store, kind)
    if call.store.find("recall", PatNum=patient, RecallTypeNum=kind):
        raise bad_request("A Recall of that RecallTypeNum already exists for this patient.")
    values.setdefault("RecallInterval", row["DefaultInterval"])
    if "DateDue" not in values:
        values["DateDue"] = after_interval(call.office.today(), str(values["RecallInterval"])).isoformat()


def _status(call: Call) -> Reply:
    """By patient and the type's name; also writes a recall commlog unless the mode is None."""
    args, store = call.args, call.store
    parents.patient(store, args.number("PatNum"))
    row = store.row(
        "SELECT r.RecallNum FROM recall r JOIN recalltype t ON t.RecallTypeNum = r.RecallTypeNum "
        "WHERE r.PatNum = ? AND fold(t.Description) = fold(?)",
        args.number("PatNum"),
        args.text("recallType"),
    )
    if row is None:
        raise not_found("Recall")
    if args.has("RecallStatus"):
        values: Values = {"RecallStatus": args.number("RecallStatus")}
        RECALLS.check(store, values)
        RECALLS.update(store, int(row["RecallNum"]), values, call.office.stamp())
    mode = args.text("commlogMode", "None")
    if mode != "None" or args.text("commlogNote"):
        write_commlog(
            call, args.number("PatNum"), args.text("commlogNote", "Recall reminder."), kind="RECALL", mode=mode
        )
    return Reply()


def _switch(call: Call) -> Reply:
    """The patient's Prophy recall becomes Perio, or the other way round, with that type's interval."""
    parents.patient(call.store, call.args.number("PatNum"))
    kinds = {str(row["Description"]): row for row in call.store.rows("SELECT * FROM recalltype")}
    if PROPHY not in kinds or PERIO not in kinds:
        raise bad_request("The office has no Prophy and Perio recall types.")
    for name, other in ((PROPHY, PERIO), (PERIO, PROPHY)):
        row = _of_type(call, int(kinds[name]["RecallTypeNum"]))
        if row is not None:
            _become(call, row, kinds[other])
            return Reply()
    raise not_found("Recall")


def _of_type(call: Call, kind: int) -> Row | None:
    return call.store.find("recall", PatNum=call.args.number("PatNum"), RecallTypeNum=kind)


def _become(call: Call, row: Row, kind: Row) -> None:
    interval = str(kind["DefaultInterval"])
    values: Values = {"RecallTypeNum": kind["RecallTypeNum"], "RecallInterval": interval}
    previous = date.fromisoformat(str(row["DatePrevious"]))
    if previous.year > 1:
        values["DateDue"] = after_interval(previous, interval).isoformat()
    RECALLS.update(call.store, int(row["RecallNum"]), values, call.office.stamp())


TABLES = (RECALLS, TYPES)
METHODS = (
    lists(RECALLS, "PatNum", since="22.4.40"),
    creates(RECALLS, ("PatNum", "RecallTypeNum"), _SETTABLE, since="24.2.31", prepare=_new, status=200, location=False),
    updates(RECALLS, _SETTABLE, since="24.2.31", prepare=_checked),
    puts(
        "recalls",
        _status,
        Permission.COMM,
        needed("PatNum"),
        needed("recallType", Kind.TEXT),
        *numbers("RecallStatus"),
        choice("commlogMode", *MODES),
        *text("commlogNote"),
        action="Status",
        since="21.2",
    ),
    puts("recalls", _switch, Permission.ALL_OTHERS, needed("PatNum"), action="SwitchType", since="22.4.41"),
    lists(TYPES, since="24.1.44"),
    single(TYPES, since="24.1.44"),
)
