"""Every place in an utterance that names a day or a span of days, each resolved against today.

What the caller means by a mention (a wish, a refusal, a visit they already have) is read in `date_stance`; how
several mentions make one wish, in `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.calendar_words import DAY, MONTH, WEEKDAY, YEAR
from receptionist.sandbox.language.speech import say_date


@dataclass(frozen=True, slots=True)
class Mention:
    """One named day (``first == last``) or span, with where it stands in the text.

    ``weekday`` and ``ordinal`` are set for a bare "Tuesday" or "the 5th", which a span elsewhere in the sentence may
    place ("next week, on Tuesday"); ``month`` is the month said in words, which a neighbouring ordinal may inherit.
    """

    at: int
    to: int
    words: str
    first: date
    last: date
    weekday: int | None = None
    plural: bool = False
    ordinal: int | None = None
    month: int | None = None
    loose: bool = False
    question: str | None = None
    candidates: tuple[date, ...] = ()
    impossible: bool = False

    @property
    def single(self) -> bool:
        """True for one day, not a span."""
        return self.first == self.last


Reader = Callable[[re.Match[str], date], "Mention | None"]


def mention(match: re.Match[str], first: date, last: date | None = None) -> Mention:
    """A mention of one day, or of a span when ``last`` is given."""
    return Mention(match.start(), match.end(), match.group().strip(), first, first if last is None else last)


def _impossible(match: re.Match[str], today: date) -> Mention:
    return Mention(match.start(), match.end(), match.group().strip(" ,."), today, today, impossible=True)


def _unsure(match: re.Match[str], today: date, question: str, candidates: tuple[date, ...]) -> Mention:
    return Mention(
        match.start(), match.end(), match.group().strip(), today, today, question=question, candidates=candidates
    )


def _iso(match: re.Match[str], today: date) -> Mention | None:
    found = cal.day_or_none(int(match[1]), int(match[2]), int(match[3]))
    return mention(match, found) if found else _impossible(match, today)


def _numeric(match: re.Match[str], today: date) -> Mention | None:
    """12/3, 12/03/2026: month first; day first only where the first number cannot be a month."""
    month, day = int(match["m"]), int(match["d"])
    year = match.groupdict().get("y")
    if (month, day) == (24, 7) and not year:
        return None
    if month > 12 >= day:
        month, day = day, month
    return _month_day(match, today, month, day, cal.full_year(int(year), today, past=False) if year else None)


def _month_day(match: re.Match[str], today: date, month: int, day: int, year: int | None) -> Mention:
    possible = 1 <= month <= 12 and cal.day_or_none(2024, month, day) is not None
    found = None
    if possible:
        found = cal.day_or_none(year, month, day) if year else cal.coming_month_day(month, day, today)
    if found is None:
        return _impossible(match, today)
    said = Mention(match.start(), match.end(), match.group().strip(" ,."), found, found, month=month)
    weekday = match.groupdict().get("weekday")
    if weekday and cal.weekday_of(weekday) != found.weekday():
        near = min(
            (
                cal.shift(found, days)
                for days in range(-3, 4)
                if cal.shift(found, days).weekday() == cal.weekday_of(weekday)
            ),
            key=lambda other: abs(other.toordinal() - found.toordinal()),
        )
        question = f"I have that date as {say_date(found, today)}. Did you mean that, or {say_date(near, today)}?"
        return _unsure(match, today, question, (found, near))
    return said


def _named(match: re.Match[str], today: date) -> Mention | None:
    """December 3rd, 3 December, Tuesday December the 3rd 2026."""
    year = int(match["year"]) if match["year"] else None
    return _month_day(match, today, cal.month_of(match["month"]), cal.number_of(match["day"]), year)


def _same_month_range(match: re.Match[str], today: date) -> Mention | None:
    """December 3 to 5."""
    month, low, high = cal.month_of(match["month"]), cal.number_of(match["day"]), cal.number_of(match["until"])
    first = cal.coming_month_day(month, low, today)
    last = first and cal.day_or_none(first.year, month, high)
    if not first or not last or last < first:
        return None
    return mention(match, first, last)


def _weekday_ordinal(match: re.Match[str], today: date) -> Mention | None:
    """Thursday the 12th: the day must exist within the next three months, else we ask."""
    weekday, number = cal.weekday_of(match["weekday"]), cal.number_of(match["day"])
    if not 1 <= number <= 31:
        return _impossible(match, today)
    for ahead in range(3):
        month = cal.add_months(today.replace(day=1), ahead)
        found = cal.day_or_none(month.year, month.month, number)
        if found and found >= today and found.weekday() == weekday:
            if ahead < 2:
                return mention(match, found)
            break
    by_date = cal.coming_ordinal(number, today)
    by_name = cal.coming_weekday(weekday, today)
    name = cal.WEEKDAY_NAMES[weekday]
    if by_date is None:
        return _impossible(match, today)
    question = (
        f"The {number}{_suffix(number)} isn't a {name}. Did you mean {say_date(by_date, today)}, "
        f"or {say_date(by_name, today)}?"
    )
    return _unsure(match, today, question, (by_date, by_name))


def _suffix(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _ordinal(match: re.Match[str], today: date) -> Mention | None:
    """The 3rd: the next one, today included; "the 5th of next month" says which month."""
    number, of = cal.number_of(match["day"]), match["of"] or ""
    if number < 1:
        return None
    if "month" in of:
        base = cal.add_months(today.replace(day=1), 1 if "next" in of else -1 if "last" in of else 0)
        found = cal.day_or_none(base.year, base.month, number)
        return mention(match, found) if found else _impossible(match, today)
    found = cal.coming_ordinal(number, today)
    if found is None:
        return _impossible(match, today)
    return Mention(match.start(), match.end(), match.group().strip(), found, found, ordinal=number)


def _nth_weekday(match: re.Match[str], today: date) -> Mention | None:
    """The first Monday in December."""
    first = span_of_month_words(match["month"], today)[0].replace(day=1)
    found = cal.nth_weekday(cal.number_of(match["nth"]), cal.weekday_of(match["weekday"]), first.year, first.month)
    if found and found < today and "last month" not in match["month"] and not re.search(r"\d{4}", match["month"]):
        following = cal.add_months(first, 1 if "month" in match["month"] else 12)
        found = cal.nth_weekday(
            cal.number_of(match["nth"]), cal.weekday_of(match["weekday"]), following.year, following.month
        )
    return mention(match, found) if found else _impossible(match, today)


def span_of_month_words(words: str, today: date) -> tuple[date, date]:
    """The span of "next month", "the month", "December" or "december 2026"."""
    if "month" in words:
        base = cal.add_months(today.replace(day=1), 1 if "next" in words else -1 if "last" in words else 0)
        first, last = cal.month_span(base.year, base.month)
        return (max(first, today), last) if base.month == today.month else (first, last)
    name = re.search(MONTH, words)
    if name is None:
        return today, today
    year = re.search(YEAR, words)
    if year:
        return cal.month_span(int(year.group()), cal.month_of(name.group()))
    return cal.coming_month(cal.month_of(name.group()), today)


def _nth_week(match: re.Match[str], today: date) -> Mention | None:
    """The first week of December is its first seven days, the last week its last seven."""
    first, last = span_of_month_words(match["month"], today)
    nth = cal.number_of(match["nth"])
    begins = cal.shift(last, -6) if nth == -1 else cal.shift(first.replace(day=1), 7 * (nth - 1))
    ends = last if nth in (-1, 4) else cal.shift(begins, 6)
    if ends < today and "last month" not in match["month"]:
        begins, ends = cal.add_months(begins, 12), cal.add_months(ends, 12)
    return mention(match, max(begins, min(today, ends)), ends) if begins <= ends else None


def _whole_month(match: re.Match[str], today: date) -> Mention | None:
    return mention(match, *span_of_month_words(match.group(), today))


_OF_MONTH = rf"(?P<month>(?:{MONTH}(?:,? {YEAR})?)|(?:the|this|next|last) month)"
_NTH = r"(?P<nth>first|1st|second|2nd|third|3rd|4th|5th|last)"
_NOT_A_DAY = (
    r"(?! (?:one|ones|option|choice|time|slot|opening|appointment|"
    r"available|visit|name|thing|street|st\b|avenue|ave\b|floor|grade"
    r"|birthday|road|week|half|party|molar|tooth|person|of you|of us))"
)
_BEFORE_WORD_ORDINAL = (
    r"(?:(?<=on the )|(?<=for the )|(?<=about the )|(?<=by the )|(?<=after "
    r"the )|(?<=before the )|(?<=until the )|(?<=from the )|(?<=and "
    r"the )|(?<=or the )|(?<=not the ))"
)

ABSOLUTE: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])"), _iso),
    (
        re.compile(
            rf"(?<![\d/.-])(?:(?P<weekday>{WEEKDAY}),? )?(?P<m>\d{{1,2}})[/-](?P<d>\d{{1,2}})"
            rf"[/-](?P<y>\d{{4}}|\d{{2}})(?![\d/-])"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"(?<![\d/.-])(?:(?P<weekday>{WEEKDAY}),? )?(?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}})"
            rf"\.(?P<y>\d{{4}})(?!\d)"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"(?<![\d/.-])(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?(?P<m>\d{{1,2}})"
            rf"/(?P<d>\d{{1,2}})(?![\d/-])(?! (?:hour|inch))"
        ),
        _numeric,
    ),
    (re.compile(rf"\b{_NTH} (?P<weekday>{WEEKDAY}) (?:in|of) {_OF_MONTH}"), _nth_weekday),
    (re.compile(rf"\b{_NTH} (?:full )?week (?:in|of) {_OF_MONTH}"), _nth_week),
    (
        re.compile(
            rf"\b(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?: ?- ?| (?:to|"
            rf"through|thru|till|until) )(?:the )?(?P<until>{DAY})\b(?! ?(?:am|"
            r"pm|a\.m|p\.m|o'clock))"
        ),
        _same_month_range,
    ),
    (
        re.compile(
            rf"(?:\b(?P<weekday>{WEEKDAY}),? (?:the )?)?\b(?P<month>{MONTH})"
            rf",? (?:the )?(?P<day>{DAY})\b(?:,? (?:of )?(?P<year>{YEAR}))?"
        ),
        _named,
    ),
    (
        re.compile(
            rf"(?:\b(?P<weekday>{WEEKDAY}),? )?(?:\bthe )?\b(?P<day>{DAY})(?: "
            rf"day)? (?:of )?(?P<month>{MONTH})(?![a-z])(?:,? (?P<year>{YEAR})"
            r")?"
        ),
        _named,
    ),
    (re.compile(rf"\b{MONTH},? (?:of )?{YEAR}"), _whole_month),
    (
        re.compile(
            rf"\b(?P<weekday>{WEEKDAY}),? (?:on )?(?:the (?P<day>\d{{1,2}}(?:st|"
            r"nd|rd|th)?|first|second|third)\b(?! (?:one|option|week)))"
        ),
        _weekday_ordinal,
    ),
    (re.compile(rf"\b(?P<weekday>{WEEKDAY}),? (?P<day>\d{{1,2}}(?:st|nd|rd|th))\b"), _weekday_ordinal),
    (
        re.compile(
            rf"\b(?P<day>\d{{1,2}}(?:st|nd|rd|th))\b(?P<of> (?:of )?(?:the|"
            rf"this|next|last) month)?{_NOT_A_DAY}"
        ),
        _ordinal,
    ),
    (
        re.compile(
            rf"{_BEFORE_WORD_ORDINAL}(?P<day>first|second|third)\b(?P<of> (?:of "
            rf")?(?:the|this|next|last) month)?{_NOT_A_DAY}"
        ),
        _ordinal,
    ),
    (re.compile(r"\b(?P<day>first|second|third)\b(?P<of> of (?:the|this|next|last) month)"), _ordinal),
)
