"""/subscriptions: which tables' changes are posted where. Each customer key sees and changes only its own."""

from urllib.parse import urlsplit

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method, Reply, posts, puts, reads
from receptionist.sandbox.opendental.store import Row, Value, Where
from receptionist.sandbox.opendental.tabular import table

WATCHED = ("Appointment", "AppointmentDeleted", "Operatory", "Provider", "Schedule", "PatField", "Patient")
UI_EVENTS = ("PatientSelected",)
SUBSCRIPTIONS = table(
    ("subscriptions", "subscription", "SubscriptionNum", "Subscription"),
    *col.texts("EndPointUrl", "Workstation", "CustomerKey", "WatchTable"),
    *col.whole("PollingSeconds"),
    *col.texts("UiEventType"),
    *col.moments("DateTimeStart", "DateTimeStop"),
    *col.texts("Note"),
)


def _multiple(call: Call) -> Reply:
    where = Where()
    where.add("t.CustomerKey = ?", call.access.name)
    rows = call.store.select(SUBSCRIPTIONS.select, where, "t.SubscriptionNum", call.page)
    return Reply([SUBSCRIPTIONS.render(row) for row in rows])


def _create(call: Call) -> Reply:
    args = call.args
    values = _checked(call)
    if bool(args.text("WatchTable")) == bool(args.text("UiEventType")):
        raise bad_request("Either WatchTable or UiEventType is required")
    if args.text("WatchTable") and not args.has("PollingSeconds"):
        raise bad_request("PollingSeconds is required")
    values |= args.given(("WatchTable", "UiEventType"))
    values.setdefault("DateTimeStart", call.office.stamp())
    number = SUBSCRIPTIONS.insert(call.store, {**values, "CustomerKey": call.access.name}, call.office.stamp())
    return Reply(SUBSCRIPTIONS.render(SUBSCRIPTIONS.row(call.store, number)), status=201, created=number)


def _update(call: Call) -> Reply:
    _mine(call)
    SUBSCRIPTIONS.update(call.store, call.number, _checked(call), call.office.stamp())
    return Reply()


def _delete(call: Call) -> Reply:
    _mine(call)
    call.store.remove("subscription", "SubscriptionNum", call.number)
    return Reply()


def _mine(call: Call) -> Row:
    row = SUBSCRIPTIONS.row(call.store, call.number)
    if row["CustomerKey"] != call.access.name:
        raise not_found("Subscription")
    return row


def _checked(call: Call) -> dict[str, Value]:
    values = call.args.given(("EndPointUrl", "Workstation", "PollingSeconds", "DateTimeStart", "DateTimeStop", "Note"))
    try:
        parts = urlsplit(str(values.get("EndPointUrl", "http://a")))
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise bad_request("EndPointUrl is invalid")
    if int(values.get("PollingSeconds", 1)) < 1:
        raise bad_request("PollingSeconds is invalid")
    return values


TABLES = (SUBSCRIPTIONS,)
_CHANGEABLE = (
    *text("Workstation", "Note"),
    *numbers("PollingSeconds"),
    Field("DateTimeStart", Kind.STAMP),
    Field("DateTimeStop", Kind.STAMP),
)
METHODS = (
    reads("subscriptions", _multiple, since="22.1"),
    posts(
        "subscriptions",
        _create,
        Permission.READ_ALL,
        needed("EndPointUrl", Kind.TEXT),
        choice("WatchTable", *WATCHED),
        choice("UiEventType", *UI_EVENTS),
        *_CHANGEABLE,
        since="22.1",
    ),
    puts(
        "subscriptions",
        _update,
        Permission.READ_ALL,
        Field("EndPointUrl", Kind.TEXT),
        *_CHANGEABLE,
        keyed=True,
        since="22.1",
    ),
    Method("DELETE", "subscriptions", _delete, Permission.READ_ALL, keyed=True, since="22.1"),
)
