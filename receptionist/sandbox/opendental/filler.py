"""Invents a believable month of visits around today, the same ones for the same seed and day.

Every chair is walked through its provider's hours; at each step a visit begins with the probability the world gives for
that time of day (thinning out the further ahead the day is). Visits never overlap anything: chair, provider, patient,
blockouts, closed days, kept-free time and the visits written out in the file.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from receptionist.sandbox.opendental.world_dates import span, time_of_day, weekdays
from receptionist.sandbox.opendental.world_file import AppointmentType, Chair, Filler, Patient, WorldFile
from receptionist.sandbox.opendental.world_schedules import Hours, resolved_day
from receptionist.sandbox.opendental.world_source import Source
from receptionist.sandbox.opendental.world_visits import Visit

STEP = timedelta(minutes=30)
FADES_OVER_DAYS = 45
BROKEN_SHARE = 0.05
CHILD_UNTIL_AGE = 14


@dataclass
class _Busy:
    """Spans already taken, by what they take: a chair, a provider or a patient."""

    spans: dict[tuple[str, int], list[tuple[datetime, datetime]]] = field(default_factory=dict)

    def take(self, what: str, number: int, start: datetime, stop: datetime) -> None:
        self.spans.setdefault((what, number), []).append((start, stop))

    def free(self, what: str, number: int, start: datetime, stop: datetime) -> bool:
        return all(stop <= first or last <= start for first, last in self.spans.get((what, number), ()))


class _Filling:
    """One run of the filler over its window of days."""

    def __init__(self, file: WorldFile, filler: Filler, hours: Hours, now: datetime, people: Sequence[Patient]) -> None:
        self.file, self.filler, self.hours, self.now = file, filler, hours, now
        self.types = {entry.number: entry for entry in file.appointment_types}
        left_out = {*filler.leave_out, *(visit.patient for visit in file.appointments)}
        self.pool = [p for p in people if p.status == "Patient" and not p.popups and p.number not in left_out]
        self.visits_of = {person.number: 0 for person in self.pool}
        self.density = sorted((time_of_day(text), share) for text, share in filler.density.items())
        self.confirmed = [entry.number for entry in file.definitions if entry.category == 2 and not entry.hidden]
        self.busy = _Busy()
        self.made: list[Visit] = []

    def fill_day(self, day: date) -> None:
        for chair in self.filler.chairs:
            # Seeded by day and chair, so that a day's picture does not depend on its neighbours.
            chance = random.Random(f"{self.filler.seed}:{day}:{chair.operatory}")  # noqa: S311  (no secret is made)
            for row in self.hours.rows_on(day):
                if row.kind == "Provider" and row.provider == chair.provider and chair.operatory in row.operatories:
                    start, stop = datetime.combine(day, row.start), datetime.combine(day, row.stop)
                    self._fill_span(chair, start, stop, chance)

    def _fill_span(self, chair: Chair, start: datetime, stop: datetime, chance: random.Random) -> None:
        at = start
        while at < stop:
            kind = self._pick_type(chair, chance) if chance.random() < self._share(at) else None
            length = timedelta(minutes=kind.minutes) if kind else STEP
            if kind and at + length <= stop and self._open(chair, at, at + length):
                at += length if self._book(chair, kind, at, chance) else STEP
            else:
                at += STEP

    def _share(self, at: datetime) -> float:
        share = next((share for since, share in reversed(self.density) if since <= at.time()), 0.0)
        ahead = max(0, (at.date() - self.now.date()).days - 5)
        return share * max(0.25, 1 - ahead / FADES_OVER_DAYS)

    def _pick_type(self, chair: Chair, chance: random.Random) -> AppointmentType:
        numbers = sorted(chair.types)
        return self.types[chance.choices(numbers, [chair.types[number] for number in numbers])[0]]

    def _open(self, chair: Chair, start: datetime, stop: datetime) -> bool:
        return self.busy.free("chair", chair.operatory, start, stop) and self.busy.free(
            "provider", chair.provider, start, stop
        )

    def _book(self, chair: Chair, kind: AppointmentType, at: datetime, chance: random.Random) -> bool:
        stop = at + timedelta(minutes=kind.minutes)
        midnight = datetime.combine(at.date(), datetime.min.time())
        waiting = [
            person
            for person in self.pool
            if _is_child(person, at.date()) == kind.for_children
            and self.busy.free("patient", person.number, midnight, midnight + timedelta(days=1))
        ]
        if not waiting:
            return False
        fewest = min(self.visits_of[person.number] for person in waiting)
        patient = chance.choice([person for person in waiting if self.visits_of[person.number] == fewest])
        self.visits_of[patient.number] += 1
        for what, number in (("chair", chair.operatory), ("provider", chair.provider), ("patient", patient.number)):
            self.busy.take(what, number, at, stop)
        hygiene = any(entry.number == chair.operatory and entry.hygiene for entry in self.file.operatories)
        self.made.append(
            Visit(
                number=0,
                patient=patient.number,
                starts=at,
                minutes=kind.minutes,
                provider=chair.provider,
                hygienist=chair.provider if hygiene else 0,
                operatory=chair.operatory,
                type=kind.number,
                status=self._status(stop, chance),
                confirmed=self._confirmation(at, chance),
                is_hygiene=hygiene,
            )
        )
        return True

    def _status(self, stop: datetime, chance: random.Random) -> str:
        broken = chance.random() < BROKEN_SHARE
        if stop > self.now:
            return "Scheduled"
        return "Broken" if broken else "Complete"

    def _confirmation(self, at: datetime, chance: random.Random) -> int:
        soon = (at.date() - self.now.date()).days <= 3
        meaning = "Confirmed" if chance.random() < (0.8 if soon else 0.2) else "None"
        return self.file.confirmations.get("Confirmed" if meaning == "Confirmed" else "None", self.confirmed[0])


def _is_child(person: Patient, day: date) -> bool:
    return person.birthdate is not None and day.year - int(person.birthdate[:4]) < CHILD_UNTIL_AGE


def fill(
    source: Source, file: WorldFile, hours: Hours, now: datetime, people: Sequence[Patient], written: Sequence[Visit]
) -> list[Visit]:
    """The invented visits, numbered in order of time. `now` is naive office-local; `written` are left untouched."""
    filler = file.filler
    if filler is None:
        return []
    first = resolved_day(source, hours.calendar, ("filler", "start"), filler.start)
    last = resolved_day(source, hours.calendar, ("filler", "end"), filler.end)
    run = _Filling(file, filler, hours, now, people)
    _take_written(run, written)
    _take_kept_free(source, run, filler)
    if first and last:
        for day in hours.days(first, last):
            _take_blockouts(run, day)
            run.fill_day(day)
    ordered = sorted(run.made, key=lambda visit: (visit.starts, visit.operatory))
    return [visit.numbered(number) for number, visit in enumerate(ordered, start=filler.first_number)]


def _take_written(run: _Filling, written: Sequence[Visit]) -> None:
    for visit in written:
        run.busy.take("chair", visit.operatory, visit.starts, visit.ends)
        for provider in {visit.provider, visit.hygienist} - {0}:
            run.busy.take("provider", provider, visit.starts, visit.ends)


def _take_blockouts(run: _Filling, day: date) -> None:
    for row in run.hours.rows_on(day):
        if row.kind == "Blockout":
            for chair in row.operatories:
                run.busy.take("chair", chair, datetime.combine(day, row.start), datetime.combine(day, row.stop))


def _take_kept_free(source: Source, run: _Filling, filler: Filler) -> None:
    for index, free in enumerate(filler.keep_free):
        start, stop = span(free.span)
        days: list[date] = []
        if free.date is not None:
            day = resolved_day(source, run.hours.calendar, ("filler", "keep_free", index, "date"), free.date)
            days = [day] if day else []
        else:
            wanted = weekdays(free.days or "mon-sun")
            days = [day for day in run.hours.worked if day.weekday() in wanted]
        for day in days:
            for chair in free.operatories or [entry.number for entry in run.file.operatories]:
                run.busy.take("chair", chair, datetime.combine(day, start), datetime.combine(day, stop))
