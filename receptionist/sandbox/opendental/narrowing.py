"""Conditions that many lists take: equal, changed since, and the vendor's `date`, `dateStart`, `dateEnd`."""

from datetime import date, timedelta

from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Args
from receptionist.sandbox.opendental.store import Where

DEFAULT_SPAN = timedelta(days=14)


def bounds(args: Args) -> tuple[str | None, str | None]:
    """First and last day asked for, both included; None where the request leaves it open. A single `date` wins."""
    if args.has("date"):
        return args.text("date"), args.text("date")
    first = args.text("dateStart") if args.has("dateStart") else None
    last = args.text("dateEnd") if args.has("dateEnd") else None
    return first, last


def openings_range(args: Args, today: date) -> tuple[date, date]:
    """First and last day of a request for openings: by default two weeks. 400 for a range that begins before today."""
    for name in ("date", "dateStart"):
        if args.has(name) and args.text(name) < today.isoformat():
            raise bad_request(f"{name} must be today or later.")
    first, last = bounds(args)
    start = date.fromisoformat(first) if first else today
    return start, date.fromisoformat(last) if last else min(date.max - DEFAULT_SPAN, start) + DEFAULT_SPAN


def between(where: Where, args: Args, column: str) -> None:
    """Conditions on a datetime column."""
    first, last = bounds(args)
    if first is not None:
        where.add(f"{column} >= ?", f"{first} 00:00:00")
    if last is not None:
        where.add(f"{column} <= ?", f"{last} 23:59:59")


def equal(where: Where, args: Args, table: str, *names: str) -> None:
    """Each of these columns has the value that was given for it, if one was."""
    for name, value in args.given(names).items():
        where.add(f"{table}.{name} = ?", value)


def changed_since(where: Where, args: Args, table: str) -> None:
    """Rows whose time stamp is `DateTStamp` or later."""
    if args.has("DateTStamp"):
        where.add(f"{table}.DateTStamp >= ?", args.text("DateTStamp"))
