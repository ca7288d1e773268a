"""Writes a world's weekly hours out as dated schedule rows, the way the practice's own database holds them.

Row kinds are the vendor's: Provider (who works, in which operatories), Blockout (lunch, meetings) and Practice (a day
closed: both times 00:00:00). A closure leaves provider rows in place unless it says otherwise; real offices do both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from receptionist.sandbox.opendental.world_dates import Calendar, days_between, span, weekdays, yearly
from receptionist.sandbox.opendental.world_file import Closure, ScheduleException, WorldFile
from receptionist.sandbox.opendental.world_source import Place, Source

MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class ScheduleRow:
    """One row of the schedule: a span of one day (both times midnight: the whole day), naive office-local."""

    number: int
    day: date
    start: time
    stop: time
    kind: str
    provider: int = 0
    blockout: int = 0
    note: str = ""
    operatories: tuple[int, ...] = ()


@dataclass(frozen=True)
class Hours:
    """The calendar of working days and every dated schedule row."""

    calendar: Calendar
    rows: tuple[ScheduleRow, ...]
    by_day: Mapping[date, Sequence[ScheduleRow]]

    def rows_on(self, day: date) -> Sequence[ScheduleRow]:
        """That day's rows."""
        return self.by_day.get(day, ())

    @property
    def worked(self) -> list[date]:
        """The working days inside the horizon."""
        return [day for day in self.by_day if self.calendar.is_working(day)]

    def days(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both included."""
        return [day for day in self.worked if first <= day <= last]


def resolved_day(source: Source, calendar: Calendar, place: Place, text: str) -> date | None:
    """A date expression's day; a problem is noted at its place."""
    try:
        return calendar.day(text)
    except (ValueError, OverflowError) as problem:
        source.blame(place, str(problem))
        return None


def lay_out_hours(source: Source, file: WorldFile, today: date) -> Hours:
    """Every schedule row from `horizon.back` days ago to `horizon.ahead` days from now, in order of date."""
    working = frozenset[int]().union(*(weekdays(entry.days) for entry in file.schedules))
    first, last = today - timedelta(days=file.horizon.back), today + timedelta(days=file.horizon.ahead)
    closures = _closures(source, file, today, working, first, last)
    calendar = Calendar(today, working, closures)
    exceptions = _exceptions(source, file, calendar)
    once = _dated_blockouts(source, file, calendar)
    rows: list[ScheduleRow] = []
    for day in days_between(first, last):
        closure = closures.get(day)
        if closure is not None:
            rows.append(ScheduleRow(0, day, MIDNIGHT, MIDNIGHT, "Practice", note=closure.note))
        if closure is None or closure.keeps_schedules:
            rows.extend(_day_rows(file, day, exceptions))
        rows.extend(once.get(day, ()))
    numbered = tuple(replace(row, number=number) for number, row in enumerate(rows, start=70001))
    by_day: dict[date, list[ScheduleRow]] = {}
    for row in numbered:
        by_day.setdefault(row.day, []).append(row)
    return Hours(calendar, numbered, by_day)


def _closures(
    source: Source, file: WorldFile, today: date, working: frozenset[int], first: date, last: date
) -> dict[date, Closure]:
    """Closed days. Yearly rules and plain dates come first, so that `+12wd` counts days that are really worked."""
    closed: dict[date, Closure] = {}
    years = range(first.year, last.year + 1)
    later: list[tuple[int, Closure, str]] = []
    for index, closure in enumerate(file.closures):
        if closure.yearly is not None:
            try:
                closed.update((day, closure) for day in yearly(closure.yearly, years))
            except ValueError as problem:
                source.blame(("closures", index, "yearly"), str(problem))
        elif closure.date is not None and "wd" in closure.date:
            later.append((index, closure, closure.date))
        elif closure.date is not None:
            day = resolved_day(source, Calendar(today, working), ("closures", index, "date"), closure.date)
            closed.update({day: closure} if day else {})
    calendar = Calendar(today, working, closed)
    for index, closure, text in later:
        day = resolved_day(source, calendar, ("closures", index, "date"), text)
        closed = closed | ({day: closure} if day else {})
    return closed


def _exceptions(source: Source, file: WorldFile, calendar: Calendar) -> dict[tuple[int, date], ScheduleException]:
    found: dict[tuple[int, date], ScheduleException] = {}
    for index, entry in enumerate(file.exceptions):
        day = resolved_day(source, calendar, ("exceptions", index, "date"), entry.date)
        if day and (entry.provider, day) in found:
            source.blame(("exceptions", index), f"provider {entry.provider} already has an exception on {day}")
        elif day:
            found[entry.provider, day] = entry
    return found


def _dated_blockouts(source: Source, file: WorldFile, calendar: Calendar) -> dict[date, list[ScheduleRow]]:
    found: dict[date, list[ScheduleRow]] = {}
    for index, entry in enumerate(file.blockouts):
        if entry.date is None:
            continue
        day = resolved_day(source, calendar, ("blockouts", index, "date"), entry.date)
        if day:
            found.setdefault(day, []).append(
                ScheduleRow(
                    0,
                    day,
                    *span(entry.span),
                    "Blockout",
                    blockout=entry.definition,
                    note=entry.note,
                    operatories=tuple(entry.operatories),
                )
            )
    return found


def _day_rows(
    file: WorldFile, day: date, exceptions: dict[tuple[int, date], ScheduleException]
) -> Iterator[ScheduleRow]:
    excepted = {provider for provider, on in exceptions if on == day}
    for entry in file.schedules:
        if day.weekday() in weekdays(entry.days) and entry.provider not in excepted:
            for text in entry.spans:
                chairs = tuple(entry.operatories)
                yield ScheduleRow(0, day, *span(text), "Provider", entry.provider, operatories=chairs)
    for provider in sorted(excepted):
        exception = exceptions[provider, day]
        for text in exception.spans:
            chairs = tuple(exception.operatories) or _usual_chairs(file, provider)
            yield ScheduleRow(0, day, *span(text), "Provider", provider, operatories=chairs)
    for blockout in file.blockouts:
        if blockout.days is not None and day.weekday() in weekdays(blockout.days):
            chairs = tuple(blockout.operatories)
            yield ScheduleRow(
                0,
                day,
                *span(blockout.span),
                "Blockout",
                blockout=blockout.definition,
                note=blockout.note,
                operatories=chairs,
            )


def _usual_chairs(file: WorldFile, provider: int) -> tuple[int, ...]:
    chairs = {chair for entry in file.schedules if entry.provider == provider for chair in entry.operatories}
    return tuple(sorted(chairs))
