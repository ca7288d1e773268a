"""Appointment wishes: which day or days a caller asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from receptionist.sandbox.language import calendar_words as cal
from receptionist.sandbox.language.date_mentions import ABSOLUTE, Mention
from receptionist.sandbox.language.date_spans import placed, spans_of
from receptionist.sandbox.language.date_stance import Stance, read_stances
from receptionist.sandbox.language.numbers import digitise
from receptionist.sandbox.language.relative_days import RELATIVE
from receptionist.sandbox.language.speech import say_date
from receptionist.sandbox.language.words import plain

_SOONEST = re.compile(
    r"\b(?:as soon as|asap|a\.s\.a\.p|soonest|earliest|(?:first|next|"
    r"1st) (?:available|opening|thing you have|one available|possible|"
    r"free)"
    r"|right away|right now|immediately|whatever you have first|anything "
    r"sooner|sooner the better|quickest|as early as possible)\b"
)
_NOT_SOONEST = re.compile(r"\b(?:as soon as i\b|earliest i can|not right (?:now|away))")
_ANY_DAY = re.compile(
    r"\b(?:any ?day|any ?time|whenever|whatever day|any date|either "
    r"day|(?:doesn't|does not|don't) matter|no preference|i'm (?:wide "
    r"|pretty |totally )?(?:open|flexible))\b"
)
_LINK = re.compile(r"^(?:,? ?(?:or|and|to|through|thru|until)|,| ?-)(?: on)?(?: the)? ?(?:the )?$")
_CORRECTION = re.compile(
    r"\b(?:no(?! (?:later|earlier|sooner))|nope|i mean|i meant|sorry|"
    r"actually|scratch that|make (?:that|it)|wait|correction|i said|"
    r"or rather|let's say|on second thought)\b"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """The days a caller wishes for, relative to the practice's today.

    One plain day: ``start == end == that day``. A range: both ends inclusive; ``end`` None means open-ended
    ("after the 15th"). Alternatives ("Monday or Thursday") are all in ``days`` (empty otherwise), with start and end
    around them. Days may lie in the past ("yesterday"): refusing them is the product's work, not the reader's.

    ``ambiguous`` is a ready question for the caller and ``candidates`` the days it could mean; then start and end
    are None. ``impossible`` is the caller's own words for a day that no calendar has ("February 31st").
    ``not_days``/``not_weekdays`` (Monday 0) are days the caller ruled out. ``visit_day`` is the day of a visit the
    caller already has ("my Tuesday appointment", "move it from Tuesday ..."), which is not a wish.
    """

    start: date | None = None
    end: date | None = None
    days: tuple[date, ...] = ()
    ambiguous: str | None = None
    candidates: tuple[date, ...] = ()
    impossible: str | None = None
    soonest: bool = False
    any_day: bool = False
    not_days: tuple[date, ...] = ()
    not_weekdays: frozenset[int] = frozenset()
    visit_day: date | None = None

    @property
    def found(self) -> bool:
        """True when a wish or a problem with one was said; days ruled out or a present visit alone do not count."""
        return bool(self.start or self.end or self.ambiguous or self.impossible or self.soonest or self.any_day)


def read_dates(text: str, today: date) -> DateReading:
    """Read the days wished for in one utterance; ``today`` is the practice's local date.

    A bare month and day that has passed rolls to next year; a day more than three years back is history (a birth
    date), not a wish. A correction ("Tuesday, no, Wednesday") drops what it corrects.
    """
    words = digitise(plain(text))
    mentions = find_mentions(words, today)
    stances = read_stances(words, mentions, today.year - 3)
    wished = [said for said, stance in zip(mentions, stances, strict=True) if stance is Stance.WISH]
    excluded = [said for said, stance in zip(mentions, stances, strict=True) if stance is Stance.EXCLUDED]
    visits = [said for said, stance in zip(mentions, stances, strict=True) if stance is Stance.VISIT]
    wished = _without_corrected(words, wished, [*excluded, *visits])
    any_day = bool(_ANY_DAY.search(words)) and not wished
    base = DateReading(
        soonest=bool(_SOONEST.search(words)) and not _NOT_SOONEST.search(words),
        any_day=any_day,
        not_days=tuple(dict.fromkeys(_days_of(excluded))),
        not_weekdays=frozenset(said.weekday for said in excluded if said.plural and said.weekday is not None),
        visit_day=visits[0].first if visits and visits[0].question is None and not visits[0].impossible else None,
    )
    return _combined(words, wished, base, today) if wished else base


def find_mentions(text: str, today: date) -> list[Mention]:
    """All mentions in a plain, digitised text, left to right and never overlapping; ordinals share a month named."""
    found: list[Mention] = []
    for pattern, read in (*ABSOLUTE, *RELATIVE):
        for match in pattern.finditer(text):
            if match.end() == match.start() or any(match.start() < said.to and said.at < match.end() for said in found):
                continue
            said = read(match, today)
            if said is not None:
                found.append(said)
    found.sort(key=lambda said: said.at)
    return _with_month(text, found, today)


def _with_month(text: str, found: list[Mention], today: date) -> list[Mention]:
    """ "December 3rd or 4th" and "the 3rd or 4th of December": a bare ordinal takes its neighbour's month."""
    shared = list(found)
    for index, said in enumerate(shared):
        for other in shared[max(0, index - 1) : index + 2]:
            between = text[min(said.to, other.to) : max(said.at, other.at)]
            if said.ordinal and other.month and other.single and _LINK.match(between):
                day = cal.day_or_none(other.first.year, other.month, said.ordinal)
                shared[index] = replace(said, first=day, last=day, month=other.month) if day else said
    return shared


def _without_corrected(text: str, wished: list[Mention], others: list[Mention]) -> list[Mention]:
    """Drop wishes that a correction after them took back."""
    kept: list[Mention] = []
    for said in wished:
        start = kept[-1].to if kept else 0
        between = text[start : said.at]
        for other in others:
            if start <= other.at < said.at:
                between = between.replace(text[other.at : other.to], " ")
        if kept and _CORRECTION.search(between):
            kept.clear()
        kept.append(said)
    return kept


def _days_of(mentions: list[Mention]) -> list[date]:
    return [
        cal.shift(said.first, ahead)
        for said in mentions
        if said.question is None and not said.impossible
        for ahead in range(min((said.last - said.first).days, 31) + 1)
    ]


def _combined(text: str, wished: list[Mention], base: DateReading, today: date) -> DateReading:
    """One reading of several wishes: placed in their span, bounded, joined or listed as alternatives."""
    for said in wished:
        if said.impossible:
            return replace(base, impossible=said.words)
        if said.question:
            return replace(base, ambiguous=said.question, candidates=said.candidates)
    spans = spans_of(text, placed(text, wished, today), today)
    mismatch = _mismatch(text, wished, today)
    if mismatch:
        return replace(base, ambiguous=mismatch, candidates=(wished[0].first, wished[1].first))
    limits = [span for span in spans if span.limit]
    plain_spans = [span for span in spans if not span.limit]
    days = list(dict.fromkeys(day for span in plain_spans for day in span.days))
    if plain_spans:
        start: date | None = min(span.first for span in plain_spans if span.first)
        ends = [span.last for span in plain_spans]
        end = None if None in ends else max(last for last in ends if last)
    else:
        start, end = max(span.first for span in limits if span.first), None
    for limit in limits:
        if limit.first and start and limit.first > start and (end is None or limit.first <= end):
            start = limit.first
        if limit.last and start and limit.last >= start:
            end = limit.last if end is None else min(end, limit.last)
    alternatives = tuple(sorted(days)) if len(days) > 1 and len(days) >= len(plain_spans) else ()
    return replace(base, start=start, end=end, days=alternatives)


def _mismatch(text: str, wished: list[Mention], today: date) -> str | None:
    """ "Tomorrow, Tuesday" said on a Saturday is a question."""
    if len(wished) != 2 or not all(said.single for said in wished):
        return None
    first, second = wished
    listed = first.words in ("today", "tomorrow") and text[first.to : second.at] in (", ", " ")
    if not listed or second.weekday is None or first.first.weekday() == second.weekday:
        return None
    return f"Did you mean {say_date(first.first, today)}, or {say_date(second.first, today)}?"
