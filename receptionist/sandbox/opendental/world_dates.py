"""The dates a world file may write: absolute, or relative to the day on which the world is loaded.

`2026-12-01` `today` `+3d` `-2w` `+5wd` (working days) `next tue` `last fri`; yearly rules for closures are
`12-25`, `4th thu of nov` and `last mon of may`. docs/worlds.md explains each with examples.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
_OFFSET = re.compile(r"([+-][0-9]{1,4})(d|w|wd)")
_HOW = "write 2026-12-01, today, +3d, -2w, +5wd (working days), next tue or last fri"
_FURTHEST = 4000


class Calendar:
    """Turns date expressions into dates, given today and which days the practice works."""

    def __init__(self, today: date, working: Collection[int], closed: Collection[date] = ()) -> None:
        self.today = today
        self._working = frozenset(working)
        self._closed = frozenset(closed)

    def is_working(self, day: date) -> bool:
        """Whether someone is scheduled on that weekday and the practice is not closed."""
        return day.weekday() in self._working and day not in self._closed

    def day(self, text: str) -> date:
        """The date `text` means. Raises ValueError with a sentence when it means none."""
        words = text.strip().lower()
        if words == "today":
            return self.today
        if offset := _OFFSET.fullmatch(words):
            return self._shifted(int(offset[1]), offset[2])
        if named := re.fullmatch(r"(next|last) ([a-z]{3})", words):
            return self._named(named[1], named[2])
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
                return date.fromisoformat(words)
        except ValueError:
            pass
        raise ValueError(f"{text!r} is not a date; {_HOW}")

    def moment(self, text: str) -> datetime:
        """A date and a time of day, `+5wd 10:00`, as naive office-local time."""
        words, _, clock = text.strip().rpartition(" ")
        if not words:
            raise ValueError(f"{text!r} needs a date and a time, such as '+5wd 10:00'")
        return datetime.combine(self.day(words), time_of_day(clock))

    def _shifted(self, count: int, unit: str) -> date:
        if unit == "d":
            return self.today + timedelta(days=count)
        if unit == "w":
            return self.today + timedelta(weeks=count)
        step = timedelta(days=-1 if count < 0 else 1)
        day, left = self.today, abs(count)
        if count == 0 and self.is_working(day):
            return day
        for _ in range(_FURTHEST):
            day += step
            left -= self.is_working(day)
            if left <= 0 and self.is_working(day):
                return day
        raise ValueError(f"{count:+d}wd: there are not that many working days")

    def _named(self, side: str, weekday: str) -> date:
        if weekday not in WEEKDAYS:
            raise ValueError(f"{weekday!r} is not a weekday; write one of {', '.join(WEEKDAYS)}")
        ahead = (WEEKDAYS.index(weekday) - self.today.weekday()) % 7
        return self.today + timedelta(days=(ahead or 7) if side == "next" else ahead - 7)


def time_of_day(text: str) -> time:
    """`8:00` or `13:30`, on a five-minute step (the schedule's cells)."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[2]) % 5:
        raise ValueError(f"{text!r} is not a time of day; write 8:00 or 13:30, on a five-minute step")
    return time(int(match[1]), int(match[2]))


def span(text: str) -> tuple[time, time]:
    """`8:00-12:00` as its two times, the first before the second."""
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f"{text!r} is not a span of time; write 8:00-12:00")
    start, stop = time_of_day(first), time_of_day(last)
    if start >= stop:
        raise ValueError(f"{text!r} ends before it starts")
    return start, stop


def weekdays(text: str) -> frozenset[int]:
    """`mon-fri`, `tue` or `mon,wed,fri` as Python weekday numbers (Monday 0)."""
    found: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        last = last or first
        if first not in WEEKDAYS or last not in WEEKDAYS or WEEKDAYS.index(first) > WEEKDAYS.index(last):
            raise ValueError(f"{text!r} names no weekdays; write mon-fri, tue or mon,wed,fri")
        found.update(range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1))
    return frozenset(found)


def yearly(text: str, years: Collection[int]) -> list[date]:
    """The days a yearly rule names in those years; a fixed day on a week-end is observed on the weekday next to it."""
    words = text.strip().lower()
    if fixed := re.fullmatch(r"([0-9]{2})-([0-9]{2})", words):
        try:
            return [_observed(date(year, int(fixed[1]), int(fixed[2]))) for year in years]
        except ValueError:
            raise ValueError(f"{text!r} is not a day of every year; write 12-25") from None
    nth = re.fullmatch(r"(1st|2nd|3rd|4th|last) ([a-z]{3}) of ([a-z]{3})", words)
    if nth and nth[2] in WEEKDAYS and nth[3] in MONTHS:
        return [_nth_weekday(year, MONTHS.index(nth[3]) + 1, WEEKDAYS.index(nth[2]), _NTH[nth[1]]) for year in years]
    raise ValueError(f"{text!r} is not a yearly rule; write 12-25, '4th thu of nov' or 'last mon of may'")


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _observed(day: date) -> date:
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    matching = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(5)]
    inside = [day for day in matching if day.month == month]
    return inside[-1] if nth == -1 else inside[nth - 1]
