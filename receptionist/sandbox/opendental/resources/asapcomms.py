"""/asapcomms: a text that offers an earlier time, held by a WebSchedASAP blockout. Overlaps are refused."""

from datetime import datetime, timedelta

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import DATE_RANGE, Kind, needed, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single

OFFER = "We have an earlier opening for you. Reply or call us to take it."
DEFAULT_DAYS, EXPIRES = 7, timedelta(minutes=30)
KINDS = {"Scheduled": "ScheduledAppt", "UnschedList": "UnscheduledAppt", "Planned": "PlannedAppt", "Broken": "Broken"}
OFFERS = Table.of(
    ("asapcomms", "asapcomm", "AsapCommNum", "AsapComm"),
    *col.whole("FKey"),
    *col.one_of("FKeyType", *KINDS.values()),
    *col.whole("ScheduleNum", "PatNum", "ClinicNum"),
    *col.moments("DateTimeEntry", "DateTimeExpire", "DateTimeSmsScheduled"),
    *col.texts("SmsSendStatus", default="SendSuccessful"),
    *col.moments("DateTimeSmsSent"),
    *col.texts("ResponseStatus", default="AwaitingResponse"),
    *col.moments("DateTimeOrig"),
    *col.texts("TemplateText", "Note"),
)


def _narrow(call: Call, where: Where) -> None:
    """Without dates the last seven days; `dateEnd` is exclusive here."""
    args = call.args
    if args.has("date"):
        where.add("substr(t.DateTimeEntry, 1, 10) = ?", args.text("date"))
    else:
        since = (call.office.today() - timedelta(days=DEFAULT_DAYS)).isoformat()
        where.add("substr(t.DateTimeEntry, 1, 10) >= ?", args.text("dateStart", since))
        if args.has("dateEnd"):
            where.add("substr(t.DateTimeEntry, 1, 10) < ?", args.text("dateEnd"))


def _create(call: Call) -> Reply:
    args, store = call.args, call.store
    parents.operatory(store, args.number("op"))
    visit = parents.appointment(store, args.number("aptNum"))
    if visit["Priority"] != "ASAP" or visit["AptStatus"] not in KINDS:
        raise bad_request("aptNum must have Priority ASAP.")
    start = datetime.fromisoformat(args.text("dateTimeStart"))
    if start <= call.office.now():
        raise bad_request("dateTimeStart must be in the future.")
    stop = start + timedelta(minutes=5 * len(str(visit["Pattern"])))
    if _taken(call, args.number("op"), start, stop):
        raise bad_request("The slot overlaps an appointment or a blockout.")
    now = call.office.stamp()
    about: Row = {"FKey": visit["AptNum"], "FKeyType": KINDS[str(visit["AptStatus"])], "PatNum": visit["PatNum"]}
    times: Row = dict.fromkeys(("DateTimeEntry", "DateTimeSmsScheduled", "DateTimeSmsSent"), now)
    times |= {"DateTimeExpire": spelled(call.office.now() + EXPIRES), "DateTimeOrig": visit["AptDateTime"]}
    held: Row = {"ScheduleNum": _hold(call, args.number("op"), start, stop, now), "TemplateText": OFFER}
    number = OFFERS.insert(store, {**about, **times, **held}, now)
    return Reply(OFFERS.rendered(store, number), created=number)


def _hold(call: Call, chair: int, start: datetime, stop: datetime, now: str) -> int:
    times: Row = {"StartTime": f"{start:%H:%M:%S}", "StopTime": f"{stop:%H:%M:%S}"}
    kind: Row = {"SchedType": "WebSchedASAP", "ProvNum": 0, "BlockoutType": 0, "Note": "", "DateTStamp": now}
    number = call.store.insert("schedule", {"SchedDate": start.date().isoformat(), **times, **kind})
    call.store.insert("scheduleop", {"ScheduleNum": number, "OperatoryNum": chair})
    return number


def _taken(call: Call, chair: int, start: datetime, stop: datetime) -> bool:
    day = start.date().isoformat()
    visits = call.store.rows(
        "SELECT AptDateTime, Pattern FROM appointment WHERE Op = ? AND AptDateTime BETWEEN ? AND ? "
        "AND AptStatus IN ('Scheduled', 'Complete')",
        chair,
        f"{day} 00:00:00",
        f"{day} 23:59:59",
    )
    for row in visits:
        begins = datetime.fromisoformat(str(row["AptDateTime"]))
        if begins < stop and start < begins + timedelta(minutes=5 * len(str(row["Pattern"]))):
            return True
    blocked = call.store.row(
        "SELECT 1 AS found FROM schedule s JOIN scheduleop o ON o.ScheduleNum = s.ScheduleNum "
        "LEFT JOIN definition d ON d.DefNum = s.BlockoutType WHERE o.OperatoryNum = ? AND s.SchedDate = ? "
        "AND (s.SchedType = 'WebSchedASAP' OR (s.SchedType = 'Blockout' AND d.ItemValue LIKE '%NS%')) "
        "AND s.StartTime < ? AND s.StopTime > ?",
        chair,
        day,
        f"{stop:%H:%M:%S}",
        f"{start:%H:%M:%S}",
    )
    return blocked is not None


TABLES = (OFFERS,)
METHODS = (
    lists(OFFERS, "ClinicNum", since="23.3.3", extra=DATE_RANGE, narrow=_narrow),
    single(OFFERS, since="23.3.3"),
    posts(
        "asapcomms",
        _create,
        Permission.TEXTING_ASAP,
        needed("op"),
        needed("aptNum"),
        needed("dateTimeStart", Kind.DATETIME),
        *numbers("recallNum"),
        since="23.3.3",
    ),
)
