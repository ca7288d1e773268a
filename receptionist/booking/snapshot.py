"""The schedule as it was read at one moment: who works where, what is blocked, closed or booked, day by day.

Everything is in the practice's wall-clock time. All datetimes share one tzinfo object, so comparing and adding is
wall-clock arithmetic, as Open Dental's own is.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from opendental_client import Appointment, AptStatus, OpenDentalClient, SchedType, Schedule
from receptionist.clock import Clock
from receptionist.practice.office import Office, is_day_closure
from receptionist.practice.plain_text import plain

# What is off the schedule never blocks it. Broken visits stay drawn on it; the profile says whether they block.
_OFF_SCHEDULE = {AptStatus.UNSCHED_LIST, AptStatus.PLANNED, AptStatus.NONE}


@dataclass(frozen=True)
class Visit:
    """An appointment row with a start. `busy` are the providers it occupies, `blocks` whether it takes up its time."""

    apt_num: int
    pat_num: int
    start: datetime
    pattern: str
    op: int
    prov_num: int
    prov_hyg: int
    is_hygiene: bool
    type_number: int
    status: str
    note: str
    busy: frozenset[int]
    blocks: bool
    confirmed: int = 0

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.start + timedelta(minutes=5 * len(self.pattern))

    @property
    def worker(self) -> int:
        """The provider who does the visit: the hygienist of a hygiene visit, else the provider."""
        return self.prov_hyg if self.is_hygiene and self.prov_hyg else self.prov_num

    @property
    def scheduled(self) -> bool:
        """Whether it is still to come, as far as its status says."""
        return self.status == AptStatus.SCHEDULED

    @property
    def placeable(self) -> bool:
        """Whether it was cancelled or broken, so that it may be put back on the schedule."""
        return self.status in (AptStatus.UNSCHED_LIST, AptStatus.BROKEN)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether it shares time with the half-open [start, end)."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Shift:
    """A provider at work in some operatories."""

    prov_num: int
    operatories: frozenset[int]
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Blockout:
    """Time that is not for patients, in some operatories; none named means all. `kind` is its definition."""

    operatories: frozenset[int]
    start: datetime
    end: datetime
    kind: int

    def covers(self, op: int) -> bool:
        """Whether it blocks that operatory."""
        return not self.operatories or op in self.operatories


@dataclass
class Day:
    """One day. `closure` is the note of a whole-day practice row ('' when it has none), None when not closed."""

    shifts: list[Shift] = field(default_factory=list)
    blockouts: list[Blockout] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    closure: str | None = None


@dataclass(frozen=True)
class ScheduleSnapshot:
    """The days `first` to `last`, inclusive, as read at `read_at`."""

    first: date
    last: date
    read_at: datetime
    days: dict[date, Day]

    def day(self, day: date) -> Day | None:
        """That day; None when it was not read, which is not the same as empty."""
        return self.days.get(day, Day()) if self.first <= day <= self.last else None


async def read_schedule(
    client: OpenDentalClient, office: Office, first: date, last: date, clock: Clock
) -> ScheduleSnapshot:
    """Read the days `first` to `last`, inclusive. Raises `OpenDentalError`; a part is never taken for the whole."""
    schedules, appointments = await asyncio.gather(
        client.schedules.list(date_start=first, date_end=last),
        client.appointments.list(date_start=first, date_end=last),
    )
    return build_snapshot(office, first, last, clock.now(), schedules, appointments)


async def read_visits(client: OpenDentalClient, office: Office, day: date) -> list[Visit]:
    """The visits of one day, of any status. Raises `OpenDentalError`."""
    rows = await client.appointments.list(date_start=day, date_end=day)
    visits = (visit_of(row, office) for row in rows)
    return [visit for visit in visits if visit and visit.start.date() == day]


def build_snapshot(
    office: Office,
    first: date,
    last: date,
    read_at: datetime,
    schedules: Iterable[Schedule],
    appointments: Iterable[Appointment],
) -> ScheduleSnapshot:
    """Sort the rows into days. Rows of other days and of other kinds are left out."""
    days: dict[date, Day] = {}
    for row in schedules:
        if row.sched_date and first <= row.sched_date <= last:
            _add_row(days.setdefault(row.sched_date, Day()), row, row.sched_date, office)
    for appointment in appointments:
        visit = visit_of(appointment, office)
        if visit and first <= visit.start.date() <= last:
            days.setdefault(visit.start.date(), Day()).visits.append(visit)
    return ScheduleSnapshot(first, last, read_at, days)


def visit_of(row: Appointment, office: Office) -> Visit | None:
    """The visit of a row, in the practice's time; None without a start."""
    if row.apt_date_time is None:
        return None
    policies = office.profile.policies
    busy = {row.prov_num, row.prov_hyg} - {0}
    if policies.dentist_free_during_hygiene and row.is_hygiene and row.prov_hyg:
        busy = {row.prov_hyg}
    off = row.apt_status in _OFF_SCHEDULE or (row.apt_status == AptStatus.BROKEN and not policies.broken_visits_block)
    return Visit(
        apt_num=row.apt_num,
        pat_num=row.pat_num,
        start=row.apt_date_time.astimezone(office.profile.zone),
        pattern=row.pattern,
        op=row.op,
        prov_num=row.prov_num,
        prov_hyg=row.prov_hyg,
        is_hygiene=row.is_hygiene,
        type_number=row.appointment_type_num,
        status=str(row.apt_status),
        note=row.note,
        busy=frozenset(busy),
        blocks=not off,
        confirmed=row.confirmed,
    )


def _add_row(day: Day, row: Schedule, on: date, office: Office) -> None:
    if is_day_closure(row):
        day.closure = plain(row.note)
        return
    if row.start_time is None or row.stop_time is None:
        return
    start, end = _moments(on, row.start_time, row.stop_time, office.profile.zone)
    if row.sched_type == SchedType.PROVIDER and row.prov_num:
        day.shifts.append(Shift(row.prov_num, _chairs(row, office), start, end))
    elif row.sched_type == SchedType.BLOCKOUT:
        day.blockouts.append(Blockout(frozenset(row.operatories), start, end, row.blockout_type))


def _chairs(row: Schedule, office: Office) -> frozenset[int]:
    """A provider's shift without operatories counts in those where the provider is set."""
    if row.operatories:
        return frozenset(row.operatories)
    own = (op for op in office.operatories.values() if row.prov_num in (op.prov_dentist, op.prov_hygienist))
    return frozenset(op.operatory_num for op in own)


def _moments(on: date, start: time, stop: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begin = datetime.combine(on, start, tzinfo=zone)
    end = datetime.combine(on, stop, tzinfo=zone)
    # A blockout or shift that runs to midnight is stored with a stop of 00:00.
    return begin, end + timedelta(days=1) if stop == time.min and start != time.min else end
