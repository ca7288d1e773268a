"""When the practice is open on a date: weekly hours less lunch less closures, and why it is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from receptionist.practice.fields import Span
from receptionist.practice.holidays import falls_on
from receptionist.practice.schema import Closure, PracticeProfile


@dataclass(frozen=True)
class Closing:
    """A closure as it falls on one day: `span` is the closed part, `whole_day` whether that is all of it."""

    day: date
    reason: str
    span: Span
    whole_day: bool


def closings(profile: PracticeProfile, day: date) -> list[Closing]:
    """Every closure of the profile that touches `day`."""
    return [_closing(closure, day) for closure in profile.closures if _touches(closure, day)]


def closings_between(profile: PracticeProfile, first: date, last: date) -> Iterator[Closing]:
    """The closures on days when the practice would otherwise be open, `first` to `last` inclusive, in order."""
    day = first
    while day <= last:
        if profile.hours.on(day.weekday()):
            yield from closings(profile, day)
        day += timedelta(days=1)


def open_spans(profile: PracticeProfile, day: date) -> list[Span]:
    """The spans of `day` in which the practice sees patients, in order; empty when it is closed all day."""
    hours = profile.hours.on(day.weekday())
    if hours is None:
        return []
    closed = [closing.span for closing in closings(profile, day)]
    if hours.lunch:
        closed.append(hours.lunch)
    return subtract([hours.open], closed)


def closure_reason(profile: PracticeProfile, day: date) -> str | None:
    """Why the practice is closed all of `day` although its weekday is open; None when it is not."""
    return next((closing.reason for closing in closings(profile, day) if closing.whole_day), None)


def subtract(spans: list[Span], taken: list[Span]) -> list[Span]:
    """`spans` without the half-open `taken` ones."""
    left = spans
    for gone in taken:
        pieces: list[Span] = []
        for span in left:
            if gone.stop <= span.start or span.stop <= gone.start:
                pieces.append(span)
                continue
            if span.start < gone.start:
                pieces.append(Span(span.start, gone.start))
            if gone.stop < span.stop:
                pieces.append(Span(gone.stop, span.stop))
        left = pieces
    return left


def _touches(closure: Closure, day: date) -> bool:
    if closure.holiday:
        return falls_on(closure.holiday, day, observed=closure.observed)
    if closure.on:
        return closure.on == day
    return bool(closure.first and closure.last and closure.first <= day <= closure.last)


def _closing(closure: Closure, day: date) -> Closing:
    start, stop = closure.from_ or time.min, closure.until or time.max
    whole = start == time.min and stop == time.max
    return Closing(day, closure.reason or closure.holiday or "closed", Span(start, stop), whole)
