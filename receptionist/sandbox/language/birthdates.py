"""Birth dates in a caller's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.calendar_words import MONTH
from receptionist.sandbox.language.numbers import digitise
from receptionist.sandbox.language.words import plain

OLDEST_AGE = 120
"""A birth date longer ago than this many years is taken for a mishearing."""


@dataclass(frozen=True, slots=True)
class BirthdateReading:
    """A birth date: exactly one of ``day``, ``ambiguous`` (a question to ask) and ``impossible`` (why not) is set.

    With ``ambiguous`` comes the part that was said: ``month_day``, or ``year``.
    """

    day: date | None = None
    ambiguous: str | None = None
    impossible: str | None = None
    month_day: tuple[int, int] | None = None
    year: int | None = None


_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d/:])"
_WORD_DAY = r"(?P<d>\d{1,2}(?:st|nd|rd|th)?|first|second|third)(?![\d/:])"
_YEAR = r"(?P<y>(?:18|19|20)\d\d|'?\d\d)(?![\d/:]|-\d|st|nd|rd|th| ?[ap]\.?m\b)"
_BREAK = r"(?:, ?| ?- ?| )"
_FULL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>(?:18|19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        r"(?<![\d-])(?P<m>\d{1,2}) ?[-/.] ?(?P<d>\d{1,2}) ?[-/.] ?(?P<y>\d{4}|\d{2})(?![\d-])",
        rf"\b(?P<name>{MONTH}),? (?:the )?{_WORD_DAY}{_BREAK}(?:of |in |in the year )?{_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|\bfirst|\bsecond|\bthird)"
        rf"(?: day)? (?:of )?(?P<name>{MONTH})(?![a-z])(?:, ?| ?- ?| )?(?:of "
        rf"|in )?{_YEAR}",
    )
)
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<m>1[0-2]|0?[1-9])[ ,]+(?P<d>3[01]|[12]\d|0?[1-9])"
        r"(?:st|nd|rd|th)?[ ,]+(?P<y>(?:18|19|20)\d\d|\d\d)(?![\d-]|[ ,]+\d)",
        r"(?<!\d)(?P<m>0[1-9]|1[0-2])(?P<d>\d\d)(?P<y>(?:18|19|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?P<y>\d\d)(?!\d)",
    )
)
_YEAR_IN_PAIRS = re.compile(r"(?:(?<=(?:st|nd|rd|th) )|(?<=(?:st|nd|rd|th), )|(?<=\d, ))(19|20)[ -](\d\d)(?![\d/:])")
"""Transcribers write "March 3rd, 19 85"."""
_DIGIT_BY_DIGIT = re.compile(r"(?<![\d/.-])\d{1,2}(?:[ ,.-]+\d{1,2}){2,}(?:[ ,.-]+\d{4})?(?![\d/-])")
_NO_YEAR = re.compile(
    rf"\b(?P<name>{MONTH}),? (?:the )?{_WORD_DAY}|(?<!\d)\b(?P<d2>\d{{1,2}}(?:st|"
    rf"nd|rd|th)?|first|second|third) (?:of )?(?P<name2>{MONTH})(?![a-z])"
    rf"|(?<![\d/])(?P<m>\d{{1,2}})/(?P<d3>\d{{1,2}})(?![\d/])"
)
_ONLY_YEAR = re.compile(
    r"\b(?:born in|in|year) (?P<y>(?:19|20)\d\d)\b|^\W*(?:it's |in )?(?P<y2>(?:19|20)\d\d|'?\d\d)\W*$"
)
_CONTEXT = re.compile(r"\b(?:born|birthday|birth ?date|date of birth|dob|d\.o\.b|birth)\b")
_CORRECTION = re.compile(r"\b(?:no|i mean|sorry|actually|scratch that|wait|correction|i said)\b")


def read_birthdate(text: str, today: date, asked: bool = False) -> BirthdateReading | None:
    """Read a birth date (month first, US order), or None when none was said.

    Without ``asked`` and without "born" or "birthday" a full date needs a year more than three years back, so that an
    appointment wish is not taken for a birth date. With ``asked`` a day without a year gives ``ambiguous``.
    """
    words = _YEAR_IN_PAIRS.sub(r"\1\2", digitise(plain(text)))
    expected = asked or _CONTEXT.search(words) is not None
    if expected:
        words = _DIGIT_BY_DIGIT.sub(_keys, words)
    found = _matches(words, expected)
    if found:
        chosen = (
            found[-1]
            if _CORRECTION.search(words[found[0].end() : found[-1].start()])
            else _nearest(words, found, today)
        )
        reading = _full(chosen, today)
        recent = reading.day is None or reading.day.year >= today.year - 3
        return None if not expected and (recent or _may_be_a_time(chosen)) else reading
    return _partial(words, today) if expected else None


def _keys(match: re.Match[str]) -> str:
    """ "1 1 0 2 1988" said one digit after the other, as on a keypad; three numbers are month, day and year already."""
    digits = re.sub(r"\D", "", match.group())
    groups = len(re.findall(r"\d+", match.group()))
    return digits if groups > 3 and len(digits) == 8 else match.group()


def _may_be_a_time(match: re.Match[str]) -> bool:
    """ "December 8, 10" may go on with "o'clock" or "or 11"; "11/2/88" and "Nov 2 88" can't be anything but a date."""
    year = match["y"].lstrip("'")
    return len(year) < 4 and int(year) <= 31 and re.search(r"\d[-/.]\d+[-/.]\d", match.group()) is None


def _matches(words: str, expected: bool) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for pattern in (*_FULL, *(_ASKED if expected else ())):
        for match in pattern.finditer(words):
            if not any(match.start() < other.end() and other.start() < match.end() for other in found):
                found.append(match)
        if found and pattern is _FULL[-1]:
            break
    return sorted(found, key=lambda match: match.start())


def _nearest(words: str, found: list[re.Match[str]], today: date) -> re.Match[str]:
    """The first date after "born" or "birthday", else the first long past: a visit's date may stand before it."""
    context = _CONTEXT.search(words)
    after = [match for match in found if context and match.start() >= context.start()]
    past = [match for match in found if cal.full_year(int(match["y"].lstrip("'")), today, past=True) < today.year - 3]
    return (after or past or found)[0]


def _full(match: re.Match[str], today: date) -> BirthdateReading:
    groups = match.groupdict()
    day = cal.number_of(match["d"])
    month = cal.month_of(groups["name"]) if groups.get("name") else int(match["m"])
    year = cal.full_year(int(match["y"].lstrip("'")), today, past=True)
    if not groups.get("name") and month > 12 >= day:
        month, day = day, month
    found = cal.day_or_none(year, month, day)
    if found is None:
        return BirthdateReading(impossible="That date isn't on the calendar.")
    if found > today:
        return BirthdateReading(impossible="That date is still ahead.")
    if today.year - found.year > OLDEST_AGE:
        return BirthdateReading(impossible="That is more than a hundred and twenty years ago.")
    return BirthdateReading(day=found)


def _partial(words: str, today: date) -> BirthdateReading | None:
    """A birthday without its year, or a year alone: a question."""
    match = _NO_YEAR.search(words)
    if match:
        name = match["name"] or match["name2"]
        day = cal.number_of(match["d"] or match["d2"] or match["d3"])
        month = cal.month_of(name) if name else int(match["m"])
        if not 1 <= month <= 12 or cal.day_or_none(2024, month, day) is None:
            return BirthdateReading(impossible="That date isn't on the calendar.")
        return BirthdateReading(ambiguous="And the year you were born?", month_day=(month, day))
    year = _ONLY_YEAR.search(words)
    if year:
        said = cal.full_year(int((year["y"] or year["y2"]).lstrip("'")), today, past=True)
        return BirthdateReading(ambiguous="And the month and day you were born?", year=said)
    return None
