"""Random schedules against an independent checker that knows nothing of the rules: minute by minute, both ways."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from opendental_client import AptStatus, SchedType
from receptionist.booking.case import Candidate, Case, Held, Kind
from receptionist.booking.openings import Board, PartOfDay, Wish, find_openings
from receptionist.booking.rules import evaluate
from receptionist.practice.office import Office
from tests.booking.cases import snapshot
from tests.booking.fake import FakeOpenDental, at, schedule
from tests.booking.world import CHILD_CLEANING, CLEANING, EMERGENCY, EXAM, FILLING, barton, office_of

pytestmark = pytest.mark.unit
FIRST = date(2026, 12, 21)  # A Monday; the week holds Christmas Eve (half a day) and Christmas Day.
OFFICE: Office = asyncio.run(office_of(barton()))
STATUSES = [AptStatus.SCHEDULED, AptStatus.COMPLETE, AptStatus.BROKEN, AptStatus.UNSCHED_LIST, AptStatus.PLANNED]
clock_times = st.integers(min_value=7 * 12, max_value=18 * 12).map(lambda step: step * 5)


def hhmm(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True)
class Wanted:
    day: date
    minute: int
    type_number: int
    prov: int
    op: int
    now: datetime


@st.composite
def worlds(draw: st.DrawFn) -> FakeOpenDental:
    world = barton(FIRST, 7 if draw(st.booleans()) else 0)
    for offset in range(7):
        day = FIRST + timedelta(days=offset)
        for _ in range(draw(st.integers(0, 5))):
            start, stop = sorted(draw(st.tuples(clock_times, clock_times)))
            if start == stop:
                continue
            ops = tuple(draw(st.sets(st.integers(1, 5), max_size=3)))
            prov = draw(st.integers(1, 4))
            world.schedules.append(
                schedule(day, SchedType.PROVIDER, hhmm(start), hhmm(stop), prov_num=prov, operatories=ops)
            )
        if draw(st.integers(0, 9)) == 0:
            world.schedules.append(schedule(day, SchedType.PRACTICE, "00:00", "00:00"))
        if draw(st.booleans()):
            start = draw(clock_times)
            ops = tuple(draw(st.sets(st.integers(1, 5), max_size=2)))
            world.schedules.append(schedule(day, SchedType.BLOCKOUT, hhmm(start), hhmm(start + 60), operatories=ops))
        for _ in range(draw(st.integers(0, 6))):
            begins = at(f"{day} {hhmm(draw(clock_times))}")
            hygiene = draw(st.booleans())
            world.visit(
                555, begins, draw(st.sampled_from([20, 30, 60, 90])), draw(st.integers(1, 5)), draw(st.integers(1, 4)),
                prov_hyg=draw(st.sampled_from([0, 3, 4])), is_hygiene=hygiene,
                apt_status=draw(st.sampled_from(STATUSES)),
            )  # fmt: skip
    return world


PLACES = {1: (1, 3), 2: (2, 3), 3: (4,), 4: (5,)}
TYPES = {1: (EXAM, FILLING, EMERGENCY), 2: (EXAM, FILLING, EMERGENCY), 3: (CLEANING, CHILD_CLEANING), 4: (CLEANING,)}


@st.composite
def wanted(draw: st.DrawFn) -> Wanted:
    """Mostly something that could be legal, so that both answers are tried often."""
    prov, wild = draw(st.integers(1, 4)), draw(st.integers(0, 4)) == 0
    return Wanted(
        day=FIRST + timedelta(days=draw(st.integers(-1, 5) if wild else st.integers(0, 3))),
        minute=draw(clock_times if wild else st.sampled_from([480, 500, 540, 600, 610, 780, 840, 900, 930, 960])),
        type_number=draw(
            st.sampled_from([EXAM, CLEANING, CHILD_CLEANING, FILLING, EMERGENCY] if wild else TYPES[prov])
        ),
        prov=prov,
        op=draw(st.integers(1, 6) if wild else st.sampled_from(PLACES[prov])),
        now=at("2026-12-19 06:00") + timedelta(hours=draw(st.integers(0, 6 * 24)) if wild else 0),
    )


def violations(world: FakeOpenDental, want: Wanted) -> list[str]:
    """The independent checker: plain minutes and sets, straight from the practice's own description."""
    minutes = {EXAM: 60, CLEANING: 60, CHILD_CLEANING: 30, FILLING: 60, EMERGENCY: 30}[want.type_number]
    used = set(range(want.minute, want.minute + minutes))
    hygienist = want.type_number in (CLEANING, CHILD_CLEANING)
    start = at(f"{want.day} 00:00") + timedelta(minutes=want.minute)
    found = []
    if want.day.weekday() > 4:
        found.append("weekend")
    if used - set(range(8 * 60, 17 * 60)) or used & set(range(12 * 60, 13 * 60)):
        found.append("hours")
    if want.day == date(2026, 12, 25) or (want.day == date(2026, 12, 24) and max(used) >= 12 * 60):
        found.append("holiday")
    if want.minute % 10:
        found.append("grid")
    soon = want.now + timedelta(minutes=30)
    if start < soon if want.type_number == EMERGENCY else want.day <= want.now.date():
        found.append("lead")
    if (want.prov in (3, 4)) != hygienist:
        found.append("role")
    return found + _schedule_violations(world, want, used)


def _schedule_violations(world: FakeOpenDental, want: Wanted, used: set[int]) -> list[str]:
    found, worked = [], set()
    home = {1: (1, 4), 2: (2, 5), 3: (4,), 4: (5,)}[want.prov]
    for row in world.schedules:
        if row.sched_date != want.day or not row.start_time or not row.stop_time:
            continue
        span = set(range(_of(row.start_time.isoformat()), _of(row.stop_time.isoformat())))
        if row.sched_type == SchedType.PRACTICE:
            found.append("closed")
        elif row.sched_type == SchedType.BLOCKOUT:
            if used & span and (not row.operatories or want.op in row.operatories):
                found.append("blockout")
        elif row.prov_num == want.prov and want.op in (row.operatories or home):
            worked |= span
    if used - worked or want.op == 6:
        found.append("not at work")
    for visit in world.appointments.values():
        moment = visit.apt_date_time
        if moment is None or moment.date() != want.day or visit.apt_status in ("UnschedList", "Planned"):
            continue
        busy = set(range(_of(moment.time().isoformat()), _of(moment.time().isoformat()) + visit.minutes))
        if used & busy and (visit.op == want.op or want.prov in (visit.prov_num, visit.prov_hyg)):
            found.append("taken")
    return found


def _of(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])


@settings(max_examples=400, deadline=None, database=None)
@given(world=worlds(), want=wanted())
def test_a_booking_is_accepted_exactly_when_nothing_speaks_against_it(world: FakeOpenDental, want: Wanted) -> None:
    kind = OFFICE.types[want.type_number]
    start = at(f"{want.day} {hhmm(want.minute)}")
    candidate = Candidate(Kind.CREATE, kind, start, kind.pattern, want.prov, want.op)
    schedule_read = snapshot(world, OFFICE, want.day, want.day, want.now)
    verdict = evaluate(Case(candidate, OFFICE, schedule_read, want.now))
    against = violations(world, want)
    event("accepted" if verdict.ok else "refused")
    assert verdict.ok == (not against), (verdict.reason, against)


@settings(max_examples=60, deadline=None, database=None)
@given(world=worlds(), want=wanted(), part=st.sampled_from(PartOfDay), narrow=st.booleans())
def test_openings_are_legal_and_none_means_none(
    world: FakeOpenDental, want: Wanted, part: PartOfDay, narrow: bool
) -> None:
    kind = OFFICE.types[want.type_number]
    last = FIRST + timedelta(days=6)
    board = Board(OFFICE, snapshot(world, OFFICE, FIRST, last, want.now), Held(), want.now)
    wish = Wish(kind, kind.pattern, FIRST, last, at=at(f"{FIRST} {hhmm(want.minute)}").time(), part=part)
    wish = replace(wish, prov_num=want.prov if narrow else None)
    offered = find_openings(board, wish)
    for opening in offered:
        minute = opening.start.hour * 60 + opening.start.minute
        place = Wanted(opening.start.date(), minute, want.type_number, opening.prov_num, opening.op, want.now)
        assert violations(world, place) == []
    assert len(offered) <= 3
    assert len({opening.start for opening in offered}) == len(offered)
    if not offered:
        assert not _any_legal(world, want, narrow)


def _any_legal(world: FakeOpenDental, want: Wanted, narrow: bool) -> bool:
    days = [FIRST + timedelta(days=offset) for offset in range(7)]
    provs = [want.prov] if narrow else [1, 2, 3, 4]
    return any(
        not violations(world, Wanted(day, minute, want.type_number, prov, op, want.now))
        for day in days
        for minute in range(8 * 60, 17 * 60, 10)
        for prov in provs
        for op in range(1, 6)
    )
