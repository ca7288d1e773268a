"""Names of days and months, and small calendar arithmetic that clamps instead of raising."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:monday|tuesday|wednesday|wensday|thursday|friday|saturday|"
    r"sunday)s?|(?:mon|tues?|weds?|thurs?|thur|thu|fri)\b\.?)"
)
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third)"
DAY = rf"(?:{ORDINAL}|\d{{1,2}}(?![\d/]|[:.]\d| ?[ap]\.?m\b|\s+o'clock))"
YEAR = r"(?:(?:19|20)\d\d\b)"

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_WORD_DAYS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
FARTHEST = 10
"""Years ahead that a two-digit year may lie in."""
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_of(words: str) -> int:
    """The month (1 to 12) of a text that MONTH matched."""
    return _MONTHS[words.strip()[:3]]


def weekday_of(words: str) -> int:
    """The weekday (Monday 0) of a text that WEEKDAY matched."""
    return 2 if words.startswith("wen") else _WEEKDAYS[words.strip()[:3]]


def number_of(words: str) -> int:
    """The number in "3", "3rd" or "third"; "last" is -1."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else _WORD_DAYS[words]


def day_or_none(year: int, month: int, day: int) -> date | None:
    """That day, or None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """A day so many days later, clamped to the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> tuple[date, date]:
    """A month's first and last day."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def monday(day: date) -> date:
    """The Monday of that day's week; weeks run Monday to Sunday."""
    return shift(day, -day.weekday())


def coming_month(month: int, today: date) -> tuple[date, date]:
    """The present or next such month; of the present one, what is left from today."""
    first, last = month_span(today.year + (month < today.month), month)
    return max(first, today), last


def coming_month_day(month: int, day: int, today: date) -> date | None:
    """The next such day on or after today (February 29 waits for a leap year); None if no year has it."""
    for year in range(today.year, min(today.year + 9, 9999)):
        found = day_or_none(year, month, day)
        if found and found >= today:
            return found
    return None


def coming_ordinal(day: int, today: date) -> date | None:
    """The next "the 3rd" on or after today."""
    for ahead in range(3):
        month = add_months(today.replace(day=1), ahead)
        found = day_or_none(month.year, month.month, day)
        if found and found >= today:
            return found
    return None


def coming_weekday(weekday: int, today: date) -> date:
    """The next such weekday after today."""
    return shift(today, (weekday - today.weekday() - 1) % 7 + 1)


def nth_weekday(nth: int, weekday: int, year: int, month: int) -> date | None:
    """The nth (or -1: last) such weekday of a month."""
    first, last = month_span(year, month)
    if nth == -1:
        return shift(last, -((last.weekday() - weekday) % 7))
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found <= last else None


def full_year(year: int, today: date, past: bool) -> int:
    """Two digits to four: for a birth date (``past``) the latest such year that is not ahead, else the nearest one.

    Nobody wishes for a visit twenty years ahead: "7/19/94" is a birth date wherever it stands.
    """
    if year >= 100:
        return year
    found = today.year - today.year % 100 + year
    return found - (100 if found > today.year + (0 if past else FARTHEST) else 0)
