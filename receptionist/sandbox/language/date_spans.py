"""From day mentions to spans: bounds ("after the 15th"), offsets ("a week from Tuesday"), ranges ("Mon to Fri")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.date_mentions import Mention
from receptionist.sandbox.language.relative_days import AMOUNT, UNIT, count, step


@dataclass(frozen=True, slots=True)
class Span:
    """A wished span; ``limit`` is True for a bound that narrows other wishes. ``days`` lists explicit days."""

    first: date | None
    last: date | None
    days: tuple[date, ...] = ()
    limit: bool = False


_SOME = r"\b(?:any ?time |any day |some ?time |anything |right |just )?"
_AFTER = re.compile(rf"{_SOME}(?:after|past|later than|following)(?: the)?(?: week of)? ?(?:the )?$")
_FROM = re.compile(
    r"\b(?:from|starting|beginning|as of|on or after|not before|no "
    r"(?:earlier|sooner) than|not until|(?:out of town|away|gone|travell?ing|"
    r"on vacation|busy|unavailable)(?: [\w']+){0,3} (?:until|till)"
    r"|(?:can't|cannot|won't|couldn't|"
    r"not)(?: [\w']+){0,6} (?:until|till|before))"
    r"(?: on)? ?(?:the )?$"
)
_BY = re.compile(
    r"\b(?:(?<!come )(?<!stop )(?<!swing )(?<!drop )by|until|till|"
    r"through|no later than|not (?:after|later than)|on or before|"
    r"up to)(?: the end of)? ?(?:the )?$"
)
_BEFORE = re.compile(rf"{_SOME}(?:before|prior to|earlier than|sooner than|ahead of) ?(?:the )?$")
_OR_LATER = re.compile(
    r"^(?: or| and)? ?(?:later\b(?! (?:in|on))|after\b(?! \d| \w)|"
    r"onwards?|forward|on\b(?= ?[,.]|$))"
)
_OR_SOONER = re.compile(r"^ or (?:sooner|earlier|before)\b")
_OFFSET = re.compile(rf"{AMOUNT} {UNIT} (?:from|after) (?:this |the )?$")
_WEEK_OF = re.compile(r"\bweek (?:of|starting|beginning)(?: on)? ?(?:the )?$")
_WEEK_AFTER = re.compile(r"\bweek (?:after|following) (?:the )?$")
_TO = re.compile(r"^(?:,? ?(?:to|through|thru|until|till|-)(?: the)? ?| ?- ?)$")
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_AND = re.compile(r"^ and (?:the )?$")


def placed(text: str, wished: list[Mention], today: date) -> list[Mention]:
    """Put bare weekdays and ordinals into a span said with them ("next week, Tuesday or Wednesday")."""
    holders = [said for said in wished if (not said.single or said.loose) and not said.ordinal and said.weekday is None]
    loose = [said for said in wished if said.weekday is not None or said.ordinal]
    if len(holders) != 1 or not loose:
        return wished
    holder = holders[0]
    if any(_alternative(text, holder, said) for said in loose):
        return wished
    first, last = holder.first, holder.last
    if holder.loose and holder.single:
        first = cal.monday(first)
        last = cal.shift(first, 6)
    inside: list[Mention] = []
    for said in loose:
        days = [
            day
            for ahead in range(min((last - first).days, 366) + 1)
            if (day := cal.shift(first, ahead)).weekday() == said.weekday or day.day == said.ordinal
        ]
        inside += [replace(said, first=day, last=day, weekday=None, ordinal=None) for day in days[:6]]
    others = [said for said in wished if said is not holder and said not in loose]
    return [*inside, *others] if inside else wished


def _alternative(text: str, one: Mention, other: Mention) -> bool:
    low, high = sorted((one, other), key=lambda said: said.at)
    return re.match(r"^,? or (?:maybe )?(?:on |in )?(?:the )?$", text[low.to : high.at]) is not None


def spans_of(text: str, wished: list[Mention], today: date) -> list[Span]:
    """The spans wished for, with ranges joined and bounds applied."""
    spans: list[Span] = []
    index = 0
    while index < len(wished):
        said, previous = wished[index], wished[index - 1].to if index else 0
        before = text[previous : said.at] if previous <= said.at else ""
        following = wished[index + 1] if index + 1 < len(wished) else None
        between = text[said.to : following.at] if following else ""
        if following and (_TO.match(between) or (_BETWEEN.search(before) and _AND.match(between))):
            spans.append(_range(said, following))
            index += 2
            continue
        spans.append(_bounded(before, text[said.to :], said, today))
        index += 1
    return spans


def _range(said: Mention, following: Mention) -> Span:
    last = following.last
    if last < said.first and (following.weekday is not None or following.ordinal):
        last = cal.shift(last, 7) if following.weekday is not None else cal.add_months(last, 1)
    return Span(min(said.first, last), max(said.first, last))


def _bounded(before: str, after: str, said: Mention, today: date) -> Span:
    first, last = said.first, said.last
    offset = _OFFSET.search(before)
    if offset:
        first = last = step(first, count(offset["n"]), offset["unit"].split()[-1])
    elif _WEEK_AFTER.search(before):
        first, last = cal.shift(cal.monday(first), 7), cal.shift(cal.monday(first), 13)
    elif _WEEK_OF.search(before):
        first, last = cal.monday(first), cal.shift(cal.monday(first), 6)
    if (_FROM.search(before) and not offset) or _OR_LATER.match(after):
        return Span(first, None, limit=True)
    if _AFTER.search(before) and not offset and not _WEEK_AFTER.search(before):
        return Span(cal.shift(last, 1), None, limit=True)
    if _BY.search(before) or _OR_SOONER.match(after):
        return Span(min(today, last), last, limit=True)
    if _BEFORE.search(before):
        return Span(min(today, cal.shift(first, -1)), cal.shift(first, -1), limit=True)
    return Span(first, last, (first,) if first == last else ())
