"""Days and spans named from where today stands: tomorrow, next Tuesday, in two weeks, the end of the month.

Rules for weekdays. Weeks run Monday to Sunday. "Tuesday" and "this Tuesday" are the coming one; "Tuesday" said on a
Tuesday is a week ahead (people say "today" for today) while "this Tuesday" is today. "Next Tuesday" is the Tuesday of
next week, also when this week's is still ahead; said on a Tuesday it is a question, since half the callers mean
the one after. "Tuesday after next" is the Tuesday of the week after next.
"""

from __future__ import annotations

import re
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.calendar_words import MONTH, WEEKDAY
from receptionist.sandbox.language.date_mentions import Mention, Reader, mention, span_of_month_words
from receptionist.sandbox.language.speech import say_date

AMOUNT = (
    r"(?P<n>\d{1,3}|an?|a couple(?: of)?|couple(?: of)?|a few|few|"
    r"several)(?: (?:or|to) (?P<n2>\d{1,2}|an?|so))?"
)
UNIT = r"(?P<unit>day|business day|week|month|year)s?"
_COUNTS = {
    "a": 1,
    "an": 1,
    "so": 0,
    "a couple": 2,
    "a couple of": 2,
    "couple": 2,
    "couple of": 2,
    "a few": 3,
    "few": 3,
    "several": 3,
}


def count(words: str | None) -> int:
    """How many "2", "a couple of" or "a few" are."""
    if not words:
        return 0
    return int(words) if words.isdigit() else _COUNTS.get(words, 1)


def step(day: date, amount: int, unit: str) -> date:
    """A day so many days, weeks, months or years on."""
    if unit in ("month", "year"):
        return cal.add_months(day, amount * (12 if unit == "year" else 1))
    return cal.shift(day, amount * (7 if unit == "week" else 1))


def _fixed(days: int) -> Reader:
    return lambda match, today: mention(match, cal.shift(today, days))


def _ahead(match: re.Match[str], today: date) -> Mention | None:
    """In two weeks; in two or three weeks is a span."""
    unit = match["unit"].split()[-1]
    first = step(today, count(match["n"]), unit)
    last = step(today, max(count(match["n"]), count(match["n2"])), unit)
    return Mention(match.start(), match.end(), match.group().strip(), first, last, loose=unit != "day")


def _ago(match: re.Match[str], today: date) -> Mention | None:
    return mention(match, step(today, -count(match["n"]), match["unit"].split()[-1]))


def _within(match: re.Match[str], today: date) -> Mention | None:
    return mention(match, today, step(today, count(match["n"]), match["unit"].split()[-1]))


def _weekday(match: re.Match[str], today: date) -> Mention | None:
    weekday, how, after = cal.weekday_of(match["weekday"]), match["how"] or "", match["after"] or ""
    coming = cal.coming_weekday(weekday, today)
    if after == " after next":
        return mention(match, cal.shift(cal.monday(today), 14 + weekday))
    if after:
        return mention(match, cal.shift(coming, 7))
    if "last" in how or "past" in how:
        return mention(match, cal.shift(coming, -14 if weekday == today.weekday() else -7))
    if "next" in how:
        following = cal.shift(cal.monday(today), 7 + weekday)
        if weekday == today.weekday():
            later = cal.shift(following, 7)
            question = f"Do you mean {say_date(following, today)}, or {say_date(later, today)}?"
            return Mention(
                match.start(),
                match.end(),
                match.group(),
                today,
                today,
                question=question,
                candidates=(following, later),
            )
        return mention(match, following)
    if "this" in how:
        return mention(match, cal.shift(today, (weekday - today.weekday()) % 7))
    plural = re.fullmatch(r"\w+days", match["weekday"]) is not None or "every" in how or "any" in how
    return Mention(match.start(), match.end(), match.group(), coming, coming, weekday=weekday, plural=plural)


def _week(match: re.Match[str], today: date) -> Mention | None:
    """This, next or last week, or an edge of it ("early next week" is Monday and Tuesday)."""
    words = match.group()
    ahead = 2 if "after" in words else 1 if re.search(r"next|following", words) else -1 if "last week" in words else 0
    first = cal.shift(cal.monday(today), 7 * ahead)
    last = cal.shift(first, 6)
    edge = match["edge"] or ""
    if re.search(r"end|late", edge):
        first, last = cal.shift(first, 2 if "later" in edge else 3), cal.shift(first, 4)
    elif re.search(r"mid", edge):
        first, last = cal.shift(first, 1), cal.shift(first, 3)
    elif re.search(r"early|begin|start|first", edge):
        last = cal.shift(first, 1)
    if ahead == 0:
        return mention(match, max(first, today), max(last, today))
    return mention(match, first, last)


def _weekend(match: re.Match[str], today: date) -> Mention | None:
    saturday = cal.shift(cal.monday(today), 12 if "next" in match.group() else 5)
    return mention(match, max(saturday, today), cal.shift(saturday, 1))


def _month(match: re.Match[str], today: date) -> Mention | None:
    """A month by name or by its place, or an edge of it: ten days early or in the middle, the last week at the end."""
    first, last = span_of_month_words(match["month"], today)
    edge = match["edge"] or ""
    if re.search(r"end|late", edge):
        first = max(first, cal.shift(last, -6 if "end" in edge else -10))
    elif re.search(r"mid", edge):
        first, last = max(first, first.replace(day=11)), first.replace(day=20)
    elif re.search(r"early|begin|start", edge):
        last = first.replace(day=10)
    if first > last:
        first, last = cal.add_months(first.replace(day=1), 12), cal.add_months(last, 12)
    at = match.start() if edge else match.start("month")
    return Mention(at, match.end(), match["month"], first, last)


def _year(match: re.Match[str], today: date) -> Mention | None:
    ahead = 0 if "this" in match.group() else 1
    year = today.year + ahead
    if "new year" in match.group():
        return mention(match, date(year, 1, 2), date(year, 1, 31))
    edge = match["edge"] or ""
    if "end" in edge:
        return mention(match, max(today, date(year, 12, 1)), date(year, 12, 31))
    last = date(year, 1, 31) if edge else date(year, 12, 31)
    return mention(match, max(today, date(year, 1, 1)), last)


def _holiday(match: re.Match[str], today: date) -> Mention | None:
    name = match["holiday"]
    for year in (today.year, today.year + 1):
        found = holiday(name, year)
        if match["eve"]:
            found = cal.shift(found, -1)
        elif match["after"]:
            found = cal.shift(found, 1)
        if found >= today:
            return mention(match, found)
    return None


def holiday(name: str, year: int) -> date:
    """The day of a holiday that callers name."""
    if "thanksgiving" in name:
        return cal.nth_weekday(4, 3, year, 11) or date(year, 11, 28)
    if "labor" in name:
        return cal.nth_weekday(1, 0, year, 9) or date(year, 9, 1)
    if "memorial" in name:
        return cal.nth_weekday(-1, 0, year, 5) or date(year, 5, 31)
    fixed = {"new": (1, 1), "val": (2, 14), "hal": (10, 31), "vet": (11, 11), "chr": (12, 25), "xma": (12, 25)}
    month, day = fixed.get(name[:3], (1, 1))
    return date(year, month, day)


def _either_within(match: re.Match[str], today: date) -> Mention | None:
    if match["n"]:
        return _within(match, today)
    return mention(match, today, step(today, count(match["w"]), match["wnit"].split()[-1]))


_EDGE = (
    r"(?P<edge>(?:the )?(?:very )?(?:beginning|start|middle|end|early|"
    r"mid|late|later|latter) ?-?(?:part )?(?:of |in |on |on in )?)"
    r"?"
)
_HOLIDAYS = (
    r"(?P<holiday>thanksgiving|christmas|xmas|new year'?s|halloween|"
    r"valentine'?s|labor day|memorial day|veterans? day)"
)

RELATIVE: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\b(?:the )?day after (?:tomorrow|tmrw)\b|\bovermorrow\b"), _fixed(2)),
    (re.compile(r"\b(?:the )?day before yesterday\b"), _fixed(-2)),
    (
        re.compile(rf"\b(?:a )?(?:week|wk) ago\b|\b{AMOUNT} {UNIT} ago\b"),
        lambda m, t: _ago(m, t) if m["n"] else mention(m, cal.shift(t, -7)),
    ),
    (
        re.compile(
            rf"\b(?:in|over|during|for|within) the (?:next|coming) {AMOUNT} "
            rf"{UNIT}\b|\bwithin {AMOUNT.replace('<n', '<w')} {UNIT.replace('<u', '<w')}\b"
        ),
        _either_within,
    ),
    (re.compile(rf"\b(?:in )?(?:about |around |like )?{AMOUNT} {UNIT} (?:from (?:today|now)|out)\b"), _ahead),
    (
        re.compile(
            rf"\bin (?:about |around |like |another )?{AMOUNT} {UNIT}(?:'s? "
            r"time)?\b(?! (?:from|after))"
        ),
        _ahead,
    ),
    (
        re.compile(
            rf"(?:\b{_EDGE}|\b(?:rest of |remainder of |sometime ))(?:the |"
            r"this |next |last )?\b(?:the week after next|week after next|"
            rf"the following week|the week after(?=$| ?[,.?!]|,? (?:please|would|works|then|or)\b)|this week|"
            r"next week|last week|(?<=of )the week\b(?! of)|(?<=in )the week\b(?! "
            r"of)|(?<=of )next week|following week)(?!end)"
        ),
        _week,
    ),
    (re.compile(r"\b(?:this|next|the|over the|on the)(?: coming)? weekend\b|\bweekends?\b"), _weekend),
    (re.compile(rf"\b{_EDGE}(?P<month>(?:this|next|last) month|(?<=of )the month\b|(?<=in )the month\b)"), _month),
    (
        re.compile(
            r"\b(?P<edge>(?:the )?(?:beginning|start|middle|end|early|mid|"
            rf"late) ?-?(?:part )?(?:of |in )?)(?P<month>{MONTH})\b"
        ),
        _month,
    ),
    (re.compile(rf"\b{_EDGE}(?:next|this|the new|the next) year\b(?!')|\b(?P<edge2>in|of) the new year\b"), _year),
    (re.compile(rf"\b(?P<after>(?:the )?day after )?{_HOLIDAYS}(?P<eve> eve)?(?: day)?(?!\w)"), _holiday),
    (re.compile(r"\b(?:tomorrow|tommorow|tomorow|tmrw|tmw|tommorrow)\b"), _fixed(1)),
    (
        re.compile(
            r"\b(?:today|tonight|this (?:very )?(?:morning|afternoon|evening)"
            r"|same[- ]day(?= (?:appointment|appt|visit|slot|opening)))\b"
        ),
        _fixed(0),
    ),
    (re.compile(r"\byesterday\b"), _fixed(-1)),
    (
        re.compile(
            r"\b(?:(?P<how>(?:this )?coming|this|next|last|past|every|any|"
            rf"following) )?(?P<weekday>{WEEKDAY})(?P<after> after next\b| "
            r"week\b)?(?!\w)"
        ),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?:(?P<how>coming|this|next|last|on|for|every|any|or|and) "
            r")(?P<weekday>sat|sun)\b(?P<after>(?!))?"
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"(?<![a-z] )(?P<edge>(?!))?\b(?P<month>{MONTH})(?=[ .,!?]*(?:please|"
            r"then|maybe|works|would|is|if|$))"
        ),
        _month,
    ),
    (
        re.compile(
            r"\b(?:in|for|during|this|next|of|about|sometime in|around|until|"
            rf"till|before|after|by|to) (?P<edge>(?!))?(?P<month>{MONTH})\b(?! "
            r"(?:i|we|you|be)\b)"
        ),
        _month,
    ),
)
