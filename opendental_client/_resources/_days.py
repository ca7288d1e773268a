"""Checks on filters."""

from datetime import date, datetime

from opendental_client._errors import InvalidArgument


def check_days(day: date | None, start: date | None, end: date | None) -> None:
    """Raise InvalidArgument unless the filters are one day, or a range in order (both ends included), or nothing."""
    if any(isinstance(value, datetime) for value in (day, start, end)):
        raise InvalidArgument("date filters take a date in the office's zone, not a datetime")
    if day is not None and (start is not None or end is not None):
        raise InvalidArgument("give date, or date_start and date_end, not both")
    if start is not None and end is not None and end < start:
        raise InvalidArgument("date_end is before date_start")


def a_key(name: str, number: int) -> int:
    """The number of a row that a list is asked for. Raises InvalidArgument unless it is positive."""
    if isinstance(number, bool) or number <= 0:
        raise InvalidArgument(f"{name} must be positive")
    return number


def at_most_one(**values: object) -> None:
    """Raise InvalidArgument when more than one of the arguments is given."""
    if sum(value is not None for value in values.values()) > 1:
        raise InvalidArgument(f"give only one of {', '.join(values)}")
