"""/tasks, /tasknotes and /tasklists: the office's to-do lists, a hand-off to staff."""

from datetime import timedelta

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME
from receptionist.sandbox.opendental.tabular import table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

OBJECTS = ("None", "Patient", "Appointment")
STATUSES = ("New", "Viewed", "Done")
DEFAULT_DAYS = 14
PRIORITIES = 33
USER = col.Parent("userod", "UserNum", "User")
TASKS = table(
    ("tasks", "task", "TaskNum", "Task"),
    *col.whole("TaskListNum", parent=col.Parent("tasklist", "TaskListNum", "TaskList")),
    *col.days("DateTask"),
    *col.whole("KeyNum"),
    *col.texts("Descript"),
    *col.one_of("TaskStatus", *STATUSES),
    *col.switches("IsRepeating"),
    *col.texts("DateType", default="None"),
    *col.whole("FromNum"),
    *col.one_of("ObjectType", *OBJECTS),
    *col.moments("DateTimeEntry"),
    *col.whole("UserNum"),
    *col.moments("DateTimeFinished"),
    *col.definition("PriorityDefNum", PRIORITIES),
    *col.texts("ReminderGroupId"),
    *col.texts("ReminderType", default="NoReminder"),
    *col.whole("ReminderFrequency"),
    *col.moments("DateTimeOriginal", "SecDateTEdit"),
    *col.texts("DescriptOverride"),
    *col.switches("IsReadOnly"),
    stamp="SecDateTEdit",
)
NOTES = table(
    ("tasknotes", "tasknote", "TaskNoteNum", "TaskNote"),
    *col.whole("TaskNum", parent=col.Parent("task", "TaskNum", "Task")),
    *col.whole("UserNum", parent=USER),
    *col.moments("DateTimeNote"),
    *col.texts("Note"),
    stamp="DateTimeNote",
)


def _multiple(call: Call) -> Reply:
    args = call.args
    if args.has("KeyNum") and not args.has("ObjectType"):
        raise bad_request("ObjectType is required")
    since = spelled(call.office.now() - timedelta(days=DEFAULT_DAYS))
    where = Where()
    where.add("t.DateTimeOriginal >= ?", args.text("DateTimeOriginal", since))
    for name in ("TaskListNum", "KeyNum"):
        if args.has(name):
            where.add(f"t.{name} = ?", args.number(name))
    for name in ("ObjectType", "TaskStatus"):
        if args.has(name):
            where.add(f"t.{name} = ?", args.text(name))
    return Reply([TASKS.render(row) for row in call.store.select(TASKS.select, where, "t.TaskNum", call.page)])


def _checked(call: Call, values: Values) -> None:
    if len(str(values.get("DescriptOverride", ""))) > 256:
        raise bad_request("DescriptOverride is invalid")
    key, kind = int(values.get("KeyNum", 0)), values.get("ObjectType")
    if key and kind == "Patient":
        parents.patient(call.store, key)
    if key and kind == "Appointment":
        parents.appointment(call.store, key)


def _new(call: Call, values: Values) -> None:
    _checked(call, values)
    if not values["TaskListNum"]:
        raise not_found("TaskList")
    now = call.office.stamp()
    values.setdefault("DateTimeEntry", now)
    values["DateTimeOriginal"] = now
    if not values.get("PriorityDefNum"):
        values["PriorityDefNum"] = parents.first_definition(call.store, PRIORITIES)


def _changed(call: Call, values: Values) -> None:
    """TaskStatus came with 24.2.10. TaskListNum and DateTask are taken and ignored, as observed on live servers."""
    _checked(call, values)
    if "TaskStatus" in values:
        done = values["TaskStatus"] == "Done"
        values["DateTimeFinished"] = call.office.stamp() if done else NO_DATETIME


def _lists(call: Call) -> Reply:
    where = Where()
    if call.args.text("TaskListStatus") == "Archived":
        where.add("0 = 1")  # A world's lists are all active.
    rows = call.store.select("SELECT * FROM tasklist", where, "TaskListNum", call.page)
    return Reply([_render_list(row) for row in rows])


def _render_list(row: Row) -> JsonRow:
    return {
        **columns(row, "TaskListNum", "Descript"),
        "Parent": 0,
        "DateTL": NO_DATE,
        "IsRepeating": "false",
        "DateType": "None",
        "FromNum": 0,
        "ObjectType": "None",
        "DateTimeEntry": row["DateTimeEntry"],
        "TaskListStatus": "Active",
    }


_MORE = ("KeyNum", "PriorityDefNum", "ObjectType", "DateTimeEntry", "DescriptOverride")
TABLES = (TASKS, NOTES)
METHODS = (
    reads(
        "tasks",
        _multiple,
        *numbers("TaskListNum", "KeyNum"),
        choice("ObjectType", *OBJECTS),
        choice("TaskStatus", *STATUSES),
        Field("DateTimeOriginal", Kind.STAMP),
        since="22.3.16",
    ),
    single(TASKS, since="24.4.13"),
    creates(TASKS, ("TaskListNum", "Descript", "UserNum"), _MORE, since="22.3.17", prepare=_new),
    updates(TASKS, ("Descript", "UserNum", "TaskStatus", *_MORE), since="22.4.15", prepare=_changed),
    lists(NOTES, "TaskNum", "UserNum", since="24.4.22"),
    single(NOTES, since="24.4.22"),
    creates(NOTES, ("TaskNum", "UserNum", "Note"), since="24.4.22"),
    updates(NOTES, ("Note",), since="24.4.22"),
    reads("tasklists", _lists, choice("TaskListStatus", "Active", "Archived"), since="22.3.15"),
)
