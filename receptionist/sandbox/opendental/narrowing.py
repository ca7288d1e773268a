"""Conditions that many lists take: equal, changed since, and the vendor's `date`, `dateStart`, `dateEnd`."""

from receptionist.sandbox.opendental.fields import Args
from receptionist.sandbox.opendental.store import Where


def bounds(args: Args) -> tuple[str | None, str | None]:
    """First and last day asked for, both included; None where the request leaves it open. A single `date` wins."""
    if args.has("date"):
        return args.text("date"), args.text("date")
    first = args.text("dateStart") if args.has("dateStart") else None
    last = args.text("dateEnd") if args.has("dateEnd") else None
    return first, last


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
