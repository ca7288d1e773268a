"""Days named from the days being talked about: "the following Monday", "the day after", "the Monday one".

`resolve` rewrites such words as plain dates ("2026-12-14"), so that the date reader needs no memory of the talk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.calendar_words import MONTH, WEEKDAY


@dataclass(frozen=True, slots=True)
class TalkedOf:
    """What days the talk is about: the last one spoken of, the span wished for, and the days of what is on offer."""

    anchor: date | None = None
    first: date | None = None
    last: date | None = None
    offered: tuple[date, ...] = ()


NOTHING = TalkedOf()
_FAR = 6
"""Days ahead from which on a bare weekday no longer means the coming one."""
_THAT = r"(?: (?:that|this|it))?(?! (?:tomorrow|next|christmas|thanksgiving|new year|\d|the|my|work|school|lunch))"
_FOLLOWING = re.compile(
    rf"\b(?:the )?following (?P<a>{WEEKDAY})|\b(?:the )?(?P<b>{WEEKDAY}) after (?:that|this)\b", re.I
)
_DAY_AFTER = re.compile(rf"\b(?:the )?(?:next|following) day\b|\b(?:the|a|one) day (?:after|later)\b{_THAT}", re.I)
_DAY_BEFORE = re.compile(r"\b(?:the|a|one) day (?:before|earlier|prior)\b(?: (?:that|this|it))?(?! [\w'])", re.I)
_WEEK_LATER = re.compile(rf"\b(?:a|one) week (?:after|later)\b{_THAT}", re.I)
_WEEK_AFTER = re.compile(rf"\b(?:the )?following week\b|\bthe week after\b{_THAT}", re.I)
_SAME_NEXT_WEEK = re.compile(
    r"\b(?:the )?same (?:day|time)(?:,? (?:and|same|day|time|but|in|on|of|just))*,? (?:the )?(?:next|following) week\b",
    re.I,
)
_SAME_DAY = re.compile(
    r"\b(?:the |that )(?:very )?same day\b|^\W*same day\b(?! (?:appointment|appt|visit|slot))|\bthat day\b", re.I
)
_BARE = re.compile(
    r"(?<![\w-])(?<!next )(?<!this )(?<!last )(?<!coming )(?<!following )(?<!every )(?<!any )(?<!past )(?<!after )"
    rf"(?P<day>{WEEKDAY})(?!s?\w)(?!,? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?! ?(?:[ap]\.?m|o'clock|:))|{MONTH}))"
    r"(?! (?:after|week|in|of)\b)(?!,? \d{1,2}/)",
    re.I,
)


def resolve(text: str, talk: TalkedOf, today: date) -> str:
    """The text with days that only the talk so far can place written out; unchanged when there is nothing to go by."""
    if talk.anchor is not None:
        text = _by_anchor(text, talk.anchor, today)
    return _BARE.sub(_bare_weekday(talk, today), text) if talk != NOTHING else text


def _by_anchor(text: str, anchor: date, today: date) -> str:
    def weekday(match: re.Match[str]) -> str:
        return cal.coming_weekday(cal.weekday_of((match["a"] or match["b"]).lower()), anchor).isoformat()

    def week(_match: re.Match[str]) -> str:
        start = cal.shift(cal.monday(anchor), 7)
        return f"between {start.isoformat()} and {cal.shift(start, 4).isoformat()}"

    def same_next_week(_match: re.Match[str]) -> str:
        found = cal.shift(cal.monday(today), 7 + anchor.weekday())
        return (cal.shift(anchor, 7) if found <= anchor else found).isoformat()

    for pattern, days in ((_DAY_AFTER, 1), (_DAY_BEFORE, -1), (_WEEK_LATER, 7), (_SAME_DAY, 0)):
        text = pattern.sub(cal.shift(anchor, days).isoformat(), text)
    return _WEEK_AFTER.sub(week, _FOLLOWING.sub(weekday, _SAME_NEXT_WEEK.sub(same_next_week, text)))


def _bare_weekday(talk: TalkedOf, today: date) -> Callable[[re.Match[str]], str]:
    """A weekday with nothing around it means the one on offer, or in the span wished for, or in the week spoken of."""

    def replaced(match: re.Match[str]) -> str:
        weekday = cal.weekday_of(match["day"].lower())
        days = [day for day in talk.offered if day.weekday() == weekday]
        if not days and talk.first and talk.last and 0 < (talk.last - talk.first).days < 14:
            span = (cal.shift(talk.first, ahead) for ahead in range((talk.last - talk.first).days + 1))
            days = [day for day in span if day.weekday() == weekday]
        if not days and talk.anchor and (talk.offered or talk.first) and (talk.anchor - today).days > _FAR:
            days = [day for day in [cal.shift(cal.monday(talk.anchor), weekday)] if day > today]
        return days[0].isoformat() if len(set(days)) == 1 else match.group()

    return replaced
