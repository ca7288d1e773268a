"""/tasks, /tasknotes and /tasklists: the office's to-do lists, a hand-off to staff."""

from datetime import timedelta

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.store import Where
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

DEFAULT_DAYS = 14
PRIORITIES = 33
USER = col.Parent("userod", "UserNum", "User")
TASKS = Table.of(
    ("tasks", "task", "TaskNum", "Task"),
    *col.whole("TaskListNum", parent=col.Parent("tasklist", "TaskListNum", "TaskList")),
    *col.days("DateTask"),
    *col.whole("KeyNum"),
    *col.texts("Descript"),
    *col.one_of("TaskStatus", "New", "Viewed", "Done"),
    *col.switches("IsRepeating"),
    *col.texts("DateType", default="None"),
    *col.whole("FromNum"),
    *col.one_of("ObjectType", "None", "Patient", "Appointment"),
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
NOTES = Table.of(
    ("tasknotes", "tasknote", "TaskNoteNum", "TaskNote"),
    *col.whole("TaskNum", parent=col.Parent("task", "TaskNum", "Task")),
    *col.whole("UserNum", parent=USER),
    *col.moments("DateTimeNote"),
    *col.texts("Note"),
    stamp="DateTimeNote",
)
LISTS = Table.of(
    ("tasklists", "tasklist", "TaskListNum", "TaskList"),
    *col.texts("Descript"),
    *col.always(Parent=0, DateTL=NO_DATE, IsRepeating="false", DateType="None", FromNum=0, ObjectType="None"),
    *col.moments("DateTimeEntry"),
    *col.one_of("TaskListStatus", "Active", "Archived"),
)


def _narrow(call: Call, where: Where) -> None:
    """Without a moment, the tasks of the last two weeks."""
    if call.args.has("KeyNum") and not call.args.has("ObjectType"):
        raise bad_request("ObjectType is required")
    since = spelled(call.office.now() - timedelta(days=DEFAULT_DAYS))
    where.add("t.DateTimeOriginal >= ?", call.args.text("DateTimeOriginal", since))


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


_MORE = ("KeyNum", "PriorityDefNum", "ObjectType", "DateTimeEntry", "DescriptOverride")
TABLES = (TASKS, NOTES, LISTS)
METHODS = (
    lists(
        TASKS,
        *("TaskListNum", "KeyNum", "ObjectType", "TaskStatus"),
        since="22.3.16",
        extra=(Field("DateTimeOriginal", Kind.STAMP),),
        narrow=_narrow,
    ),
    single(TASKS, since="24.4.13"),
    creates(TASKS, ("TaskListNum", "Descript", "UserNum"), _MORE, since="22.3.17", prepare=_new),
    updates(TASKS, ("Descript", "UserNum", "TaskStatus", *_MORE), since="22.4.15", prepare=_changed),
    lists(NOTES, "TaskNum", "UserNum", since="24.4.22"),
    single(NOTES, since="24.4.22"),
    creates(NOTES, ("TaskNum", "UserNum", "Note"), since="24.4.22"),
    updates(NOTES, ("Note",), since="24.4.22"),
    lists(LISTS, "TaskListStatus", since="22.3.15"),
)
