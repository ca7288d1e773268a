"""Dates of birth as they reach a tool: written by a model, or as the caller typed them on a keypad.

A date that cannot be one is never mended. `Unreadable` says why, so that the caller can be asked again.
"""

import re
from datetime import date
from enum import StrEnum

OLDEST_AGE = 120
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})$")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_KEYS_YEAR_FIRST = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)$")  # No month begins like these years.
_KEYS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})$")
_TYPED = re.compile(r"^i typed (.+?)(?: on my phone)?\.?$", re.IGNORECASE)


class Unreadable(StrEnum):
    """Why no date of birth was found."""

    NO_DATE = "no_date"
    NOT_ON_THE_CALENDAR = "not_on_the_calendar"
    AHEAD = "ahead"
    TOO_LONG_AGO = "too_long_ago"


def birthdate_from(text: str, today: date) -> date | Unreadable:
    """'1988-11-02', '11/02/1988', or the keys '11021988' and '110288': month, day, year, as Americans say them.

    Two figures of a year are the latest such year that is not ahead of `today`, the practice's date.
    """
    parts = _parts(_bare(text))
    if parts is None:
        return Unreadable.NO_DATE
    year, month, day = parts
    if len(year) == 2:
        number = today.year - today.year % 100 + int(year)
        century = number - 100 if number > today.year else number
    else:
        century = int(year)
    try:
        born = date(century, int(month), int(day))
    except ValueError:
        return Unreadable.NOT_ON_THE_CALENDAR
    return _plausible(born, today) or born


def _plausible(born: date, today: date) -> Unreadable | None:
    if born > today:
        return Unreadable.AHEAD
    return Unreadable.TOO_LONG_AGO if today.year - born.year > OLDEST_AGE else None


def _bare(text: str) -> str:
    said = " ".join(text.split())
    typed = _TYPED.match(said)
    return (typed[1] if typed else said).strip(" #*.")


def _parts(text: str) -> tuple[str, str, str] | None:
    """(year, month, day) as written."""
    if match := _ISO.match(text) or _YEAR_FIRST.match(text):
        return match[1], match[2], match[3]
    keys = text.replace(" ", "") if re.fullmatch(r"[\d ]+", text) else text
    if match := _KEYS_YEAR_FIRST.match(keys):
        return match[1], match[2], match[3]
    if match := _MONTH_FIRST.match(text) or _KEYS.match(keys):
        return match[3], match[1], match[2]
    return None
