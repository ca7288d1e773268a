"""GET and POST /tasks, GET /tasklists: the office's to-do lists, a hand-off to staff."""

from datetime import timedelta

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Method, Reply, reads, reads_one
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources import parents
from receptionist.sandbox.opendental.resources.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME

OBJECTS = ("None", "Patient", "Appointment")
STATUSES = ("New", "Viewed", "Done")
DEFAULT_DAYS = 14
PRIORITIES = 33


def _multiple(call: Call) -> Reply:
    args = call.args
    if args.has("KeyNum") and not args.has("ObjectType"):
        raise bad_request("ObjectType is required")
    since = spelled(call.office.now() - timedelta(days=DEFAULT_DAYS))
    where = Where()
    where.add("DateTimeOriginal >= ?", args.text("DateTimeOriginal", since))
    for name in ("TaskListNum", "KeyNum"):
        if args.has(name):
            where.add(f"{name} = ?", args.number(name))
    for name in ("ObjectType", "TaskStatus"):
        if args.has(name):
            where.add(f"{name} = ?", args.text(name))
    return Reply([_render(row) for row in call.store.select("SELECT * FROM task", where, "TaskNum", call.page)])


def _single(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM task WHERE TaskNum = ?", call.number)
    if row is None:
        raise not_found("Task")
    return Reply(_render(row))


def _create(call: Call) -> Reply:
    args, now = call.args, call.office.stamp()
    if len(args.text("DescriptOverride")) > 256:
        raise bad_request("DescriptOverride is invalid")
    if not call.store.exists("tasklist", "TaskListNum", args.number("TaskListNum")):
        raise not_found("TaskList")
    if args.number("KeyNum") and args.text("ObjectType") == "Patient":
        parents.patient(call.store, args.number("KeyNum"))
    if args.number("KeyNum") and args.text("ObjectType") == "Appointment":
        parents.appointment(call.store, args.number("KeyNum"))
    if args.number("PriorityDefNum"):
        parents.definition(call.store, args.number("PriorityDefNum"), PRIORITIES, "PriorityDefNum")
    number = call.store.insert(
        "task",
        {
            "TaskListNum": args.number("TaskListNum"),
            "KeyNum": args.number("KeyNum"),
            "Descript": args.text("Descript"),
            "TaskStatus": "New",
            "ObjectType": args.text("ObjectType", "None"),
            "DateTimeEntry": args.text("DateTimeEntry", now),
            "UserNum": args.number("UserNum"),
            "DateTimeFinished": NO_DATETIME,
            "PriorityDefNum": args.number("PriorityDefNum") or parents.first_definition(call.store, PRIORITIES),
            "DateTimeOriginal": now,
            "SecDateTEdit": now,
            "DescriptOverride": args.text("DescriptOverride"),
        },
    )
    row = call.store.row("SELECT * FROM task WHERE TaskNum = ?", number)
    return Reply(_render(row) if row else None, status=201, created=number)


def _render(row: Row) -> JsonRow:
    return {
        **columns(row, "TaskNum", "TaskListNum"),
        "DateTask": NO_DATE,
        **columns(row, "KeyNum", "Descript", "TaskStatus"),
        "IsRepeating": "false",
        "DateType": "None",
        "FromNum": 0,
        **columns(row, "ObjectType", "DateTimeEntry", "UserNum", "DateTimeFinished", "PriorityDefNum"),
        "ReminderGroupId": "",
        "ReminderType": "NoReminder",
        "ReminderFrequency": 0,
        **columns(row, "DateTimeOriginal", "SecDateTEdit", "DescriptOverride"),
        "IsReadOnly": "false",
    }


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


_WHEN = Field("DateTimeOriginal", Kind.STAMP)
METHODS = (
    reads(
        "tasks",
        _multiple,
        *numbers("TaskListNum", "KeyNum"),
        choice("ObjectType", *OBJECTS),
        choice("TaskStatus", *STATUSES),
        _WHEN,
        since="22.3.16",
    ),
    reads_one("tasks", _single, since="24.4.13"),
    Method(
        "POST",
        "tasks",
        _create,
        Permission.ALL_OTHERS,
        since="22.3.17",
        fields=(
            needed("TaskListNum"),
            needed("Descript", Kind.TEXT),
            needed("UserNum"),
            *numbers("KeyNum", "PriorityDefNum"),
            choice("ObjectType", *OBJECTS),
            Field("DateTimeEntry", Kind.DATETIME),
            *text("DescriptOverride"),
        ),
    ),
    reads("tasklists", _lists, choice("TaskListStatus", "Active", "Archived"), since="22.3.15"),
)
