"""Free starts, computed by us from shifts, hours, blockouts, visits and holds: never from the API's Slots.

Works in minutes of the practice's day. What it finds is fast and is still judged by the rules before it is offered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from receptionist.booking.case import Held
from receptionist.booking.snapshot import Day, ScheduleSnapshot
from receptionist.practice.hours import open_spans
from receptionist.practice.office import Office
from receptionist.practice.people import Role, VisitType

Stretch = tuple[int, int]


@dataclass(frozen=True)
class FreeStart:
    """A place a visit could start: `minute` counts from midnight; `fit` is 0 for the chair that suits best."""

    day: date
    minute: int
    prov_num: int
    op: int
    fit: int


@dataclass(frozen=True)
class Search:
    """What to look for. `prov_num` and `op` narrow it; `apt_num` is not in its own way, `pat_num` in theirs."""

    type: VisitType
    minutes: int
    prov_num: int | None = None
    op: int | None = None
    apt_num: int | None = None
    held: Held = Held()
    pat_num: int | None = None


def free_starts(
    office: Office, schedule: ScheduleSnapshot, first: date, last: date, search: Search
) -> Iterator[FreeStart]:
    """Every start on the grid, `first` to `last`, for each provider and chair; Monday to Friday only."""
    day = first
    while day <= last:
        read = schedule.day(day)
        if read is not None and day.weekday() < 5 and read.closure is None and day not in office.day_closures:
            yield from _day_starts(office, read, day, search)
        day += timedelta(days=1)


def _day_starts(office: Office, read: Day, day: date, search: Search) -> Iterator[FreeStart]:
    spans = [(_minute(span.start), _minute(span.stop)) for span in open_spans(office.profile, day)]
    if not spans:
        return
    midnight = datetime.combine(day, time.min, tzinfo=office.profile.zone)
    step = office.profile.policies.grid_minutes
    for (prov_num, op), shifts in _places(office, read, midnight, search).items():
        free = subtract(intersect(shifts, spans), _taken(read, midnight, prov_num, op, search))
        fit = _fit(office, prov_num, op)
        for begin, stop in free:
            for minute in range(-(-begin // step) * step, stop - search.minutes + 1, step):
                yield FreeStart(day, minute, prov_num, op, fit)


def _places(office: Office, read: Day, midnight: datetime, search: Search) -> dict[tuple[int, int], list[Stretch]]:
    """The merged shifts of every provider of the right role in every chair that is in use."""
    found: dict[tuple[int, int], list[Stretch]] = {}
    for shift in read.shifts:
        if office.role_of(shift.prov_num) is not search.type.role or search.prov_num not in (None, shift.prov_num):
            continue
        stretch = (_since(midnight, shift.start), _since(midnight, shift.end))
        for op in shift.operatories & office.operatories.keys():
            if search.op in (None, op):
                found.setdefault((shift.prov_num, op), []).append(stretch)
    return {place: merge(stretches) for place, stretches in found.items()}


def _taken(read: Day, midnight: datetime, prov_num: int, op: int, search: Search) -> list[Stretch]:
    taken = [
        (_since(midnight, visit.start), _since(midnight, visit.end))
        for visit in read.visits
        if visit.blocks
        and visit.apt_num != search.apt_num
        and (visit.op == op or prov_num in visit.busy or visit.pat_num == search.pat_num)
    ]
    taken += [
        (_since(midnight, blockout.start), _since(midnight, blockout.end))
        for blockout in read.blockouts
        if blockout.covers(op) and blockout.kind not in search.type.blockouts
    ]
    zone = midnight.tzinfo
    for resource, cell in search.held.cells:
        if resource in (f"op:{op}", f"prov:{prov_num}"):
            start = _since(midnight, datetime.fromtimestamp(cell * 300, tz=zone))
            taken.append((start, start + 5))
    return taken


def _fit(office: Office, prov_num: int, op: int) -> int:
    """0 for the provider's own chair, 1 for one of the right kind, 2 for any other."""
    chair = office.operatories[op]
    if prov_num in (chair.prov_dentist, chair.prov_hygienist):
        return 0
    return 1 if chair.is_hygiene == (office.role_of(prov_num) is Role.HYGIENIST) else 2


def merge(stretches: list[Stretch]) -> list[Stretch]:
    """The union of half-open stretches, touching ones joined, in order."""
    merged: list[Stretch] = []
    for start, stop in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stop))
        else:
            merged.append((start, stop))
    return merged


def intersect(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    """What lies in both, in order."""
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return sorted((start, stop) for start, stop in both if start < stop)


def subtract(stretches: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    """`stretches` (in order, apart) without `taken`."""
    busy = merge(taken)
    left: list[Stretch] = []
    for start, stop in stretches:
        for begin, end in busy:
            if end <= start or begin >= stop:
                continue
            if begin > start:
                left.append((start, begin))
            start = max(start, end)
        if start < stop:
            left.append((start, stop))
    return left


def _minute(moment: time) -> int:
    return 24 * 60 if moment == time.max else moment.hour * 60 + moment.minute


def _since(midnight: datetime, moment: datetime) -> int:
    """Wall-clock minutes from midnight; both share one tzinfo, so the difference is the wall clock's."""
    return int((moment - midnight).total_seconds()) // 60
