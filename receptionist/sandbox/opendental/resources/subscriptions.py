"""/subscriptions: which tables' changes are posted where. Each customer key sees and changes only its own."""

from urllib.parse import urlsplit

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, updates

WATCHED = ("Appointment", "AppointmentDeleted", "Operatory", "Provider", "Schedule", "PatField", "Patient")
SUBSCRIPTIONS = Table.of(
    ("subscriptions", "subscription", "SubscriptionNum", "Subscription"),
    *col.texts("EndPointUrl", "Workstation", "CustomerKey"),
    *col.one_of("WatchTable", *WATCHED, default=""),
    *col.whole("PollingSeconds"),
    *col.one_of("UiEventType", "PatientSelected", default=""),
    *col.moments("DateTimeStart", "DateTimeStop", kind=Kind.STAMP),
    *col.texts("Note"),
)


def _narrow(call: Call, where: Where) -> None:
    where.add("t.CustomerKey = ?", call.access.name)


def _new(call: Call, values: Values) -> None:
    _checked(values)
    if ("WatchTable" in values) == ("UiEventType" in values):
        raise bad_request("Either WatchTable or UiEventType is required")
    if "WatchTable" in values and "PollingSeconds" not in values:
        raise bad_request("PollingSeconds is required")
    values.setdefault("DateTimeStart", call.office.stamp())
    values["CustomerKey"] = call.access.name


def _changed(call: Call, values: Values) -> None:
    _mine(call, SUBSCRIPTIONS.row(call.store, call.number))
    _checked(values)


def _mine(call: Call, row: Row) -> None:
    if row["CustomerKey"] != call.access.name:
        raise not_found("Subscription")


def _checked(values: Values) -> None:
    try:
        parts = urlsplit(str(values.get("EndPointUrl", "http://a")))
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise bad_request("EndPointUrl is invalid")
    if int(values.get("PollingSeconds", 1)) < 1:
        raise bad_request("PollingSeconds is invalid")


TABLES = (SUBSCRIPTIONS,)
_RIGHT = Permission.READ_ALL
_MORE = ("Workstation", "Note", "PollingSeconds", "DateTimeStart", "DateTimeStop")
METHODS = (
    lists(SUBSCRIPTIONS, since="22.1", narrow=_narrow),
    creates(
        SUBSCRIPTIONS,
        ("EndPointUrl",),
        ("WatchTable", "UiEventType", *_MORE),
        permission=_RIGHT,
        since="22.1",
        prepare=_new,
    ),
    updates(SUBSCRIPTIONS, ("EndPointUrl", *_MORE), permission=_RIGHT, since="22.1", prepare=_changed, body=False),
    removes(SUBSCRIPTIONS, permission=_RIGHT, since="22.1", guard=_mine),
)
