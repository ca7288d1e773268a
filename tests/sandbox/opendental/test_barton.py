"""The Barton world on any day of any year: what tests and demos rely on holds, and the filler keeps its promises."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.sandbox.opendental import World, load_world
from receptionist.sandbox.opendental.world_visits import Visit
from tests.sandbox.opendental.helpers import BARTON, TINY

pytestmark = pytest.mark.unit

NEW_YORK = ZoneInfo("America/New_York")
ODD_DAYS = [
    datetime(2026, 11, 21, 15, 0, tzinfo=UTC),  # a Saturday
    datetime(2026, 11, 26, 15, 0, tzinfo=UTC),  # Thanksgiving Day
    datetime(2027, 1, 1, 3, 30, tzinfo=UTC),  # New Year's Eve still, in Milltown
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2027, 3, 14, 6, 59, tzinfo=UTC),  # the night clocks go forward
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # the hour that happens twice
]


def closed_days(world: World) -> set[object]:
    return {row.day for row in world.schedules if row.kind == "Practice"}


def working_days(world: World, count: int) -> list[datetime]:
    """The next working days after today, as the tests of the house count them."""
    day, found = world.loaded_at, list[datetime]()
    while len(found) < count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day.date() not in closed_days(world):
            found.append(day)
    return found


def check_promises(world: World) -> None:
    by_number = {visit.number: visit for visit in world.visits}
    days = working_days(world, 12)
    expected = {9001: (5, 10, 108, 3, 4), 9002: (6, 14, 109, 1, 1), 9003: (7, 9, 110, 4, 5)}
    for number, (wd, hour, patient, provider, chair) in expected.items():
        visit = by_number[number]
        assert visit.starts.date() == days[wd - 1].date()
        assert (visit.starts.hour, visit.starts.minute) == (hour, 0)
        assert (visit.patient, visit.provider, visit.operatory) == (patient, provider, chair)
    upcoming = {visit.patient for visit in world.visits if visit.starts >= world.loaded_at}
    assert not upcoming & {101, 102, 103, 104, 105, 106, 107, 111, 112, 113}
    training = [row for row in world.schedules if row.note == "Staff training day"]
    assert len(training) == 1
    assert training[0].day <= world.loaded_at.date() + timedelta(days=31)
    assert {row.day.weekday() for row in world.schedules if row.kind == "Provider"} == {0, 1, 2, 3, 4}


def check_no_overlaps(world: World) -> None:
    lanes: dict[tuple[str, int], list[Visit]] = {}
    for visit in world.visits:
        for lane in (("chair", visit.operatory), ("provider", visit.provider), ("patient", visit.patient)):
            lanes.setdefault(lane, []).append(visit)
    for visits in lanes.values():
        for earlier, later in pairwise(sorted(visits, key=lambda visit: visit.starts)):
            assert earlier.ends <= later.starts


def check_inside_hours(world: World) -> None:
    rows = world.schedules
    spans = {
        (r.day, r.provider, chair, r.start, r.stop) for r in rows if r.kind == "Provider" for chair in r.operatories
    }
    blockouts = [(r.day, r.start, r.stop, set(r.operatories)) for r in rows if r.kind == "Blockout"]
    for visit in world.visits:
        day, start, stop = visit.starts.date(), visit.starts.time(), visit.ends.time()
        assert day not in closed_days(world)
        assert any(
            (d, p, c) == (day, visit.provider, visit.operatory) and s <= start and stop <= e for d, p, c, s, e in spans
        )
        for blocked_day, begins, ends, chairs in blockouts:
            if blocked_day == day and visit.operatory in chairs:
                assert stop <= begins or ends <= start


def check_afternoons(world: World) -> None:
    """Every coming working day has a free hour in the afternoon with a hygienist and with a dentist."""
    for day in working_days(world, 20):
        for providers in ({1, 2}, {3, 4}):
            assert any(free_hour(world, day, provider) for provider in providers), (day, providers)


def free_hour(world: World, day: datetime, provider: int) -> bool:
    scheduled = any(
        row.provider == provider and row.day == day.date() and row.start.hour == 13 for row in world.schedules
    )
    for half_hours in range(7):
        start = day.replace(hour=13, minute=0, second=0) + timedelta(minutes=30 * half_hours)
        stop = start + timedelta(hours=1)
        busy = any(v.provider == provider and v.starts < stop and start < v.ends for v in world.visits)
        if scheduled and not busy:
            return True
    return False


@pytest.mark.parametrize("now", ODD_DAYS, ids=str)
def test_promises_hold_on_odd_days(now: datetime) -> None:
    world = load_world(BARTON, now)
    check_promises(world)
    check_no_overlaps(world)
    check_inside_hours(world)
    check_afternoons(world)


@settings(max_examples=15, deadline=None)
@given(st.datetimes(datetime(2024, 1, 1), datetime(2036, 12, 31)))  # noqa: DTZ001  (given its zone below)
def test_promises_hold_on_any_day(moment: datetime) -> None:
    world = load_world(BARTON, moment.replace(tzinfo=NEW_YORK))
    check_promises(world)
    check_no_overlaps(world)
    check_afternoons(world)


def test_the_same_now_gives_the_same_month() -> None:
    first, second = load_world(BARTON, ODD_DAYS[0]), load_world(BARTON, ODD_DAYS[0])
    assert first.visits == second.visits
    assert first.people == second.people


def test_mornings_are_mostly_busy_and_the_past_is_done() -> None:
    world = load_world(BARTON, ODD_DAYS[0])
    minutes = {day.date(): 0 for day in working_days(world, 5)}
    for visit in world.visits:
        if visit.starts.date() in minutes and visit.starts.hour < 12:
            minutes[visit.starts.date()] += visit.minutes
    assert all(taken > 0.6 * 4 * 240 for taken in minutes.values()), minutes
    past = {visit.status for visit in world.visits if visit.ends <= world.loaded_at}
    assert past == {"Complete", "Broken"}
    assert {visit.status for visit in world.visits if visit.starts > world.loaded_at} == {"Scheduled"}


def test_children_and_grown_ups_get_visits_that_suit_them() -> None:
    world = load_world(BARTON, ODD_DAYS[0])
    born = {person.number: int((person.birthdate or "0")[:4]) for person in world.people}
    assert any(visit.type == 3 for visit in world.visits)
    assert all((visit.starts.year - born[visit.patient] < 14) == (visit.type == 3) for visit in world.visits)


def test_no_two_invented_people_share_a_name_and_children_have_a_guarantor() -> None:
    extra = [person for person in load_world(BARTON, ODD_DAYS[0]).people if person.number >= 1001]
    assert len(extra) == 140
    assert len({(person.first, person.last) for person in extra}) == 140
    children = [person for person in extra if person.position == "Child"]
    assert len(children) == 20
    assert all(child.guarantor == child.number - 1 for child in children)


def test_barton_has_its_people() -> None:
    people = {person.number: person for person in load_world(BARTON, ODD_DAYS[0]).people}
    dana, milo, ada = people[101], people[102], people[103]
    assert (dana.first, dana.last, dana.birthdate, dana.mobile) == ("Dana", "Okafor", "1988-11-02", "5550100101")
    assert {milo.guarantor, ada.guarantor} == {101}
    marias = [p for p in people.values() if (p.first, p.last, p.birthdate) == ("Maria", "Lopez", "1990-03-03")]
    assert len({(p.mobile, p.address) for p in marias}) == 2
    assert {p.number for p in people.values() if "5550100106" in (p.home, p.mobile)} == {106, 107}
    assert (people[111].status, people[113].popups) == (
        "Inactive",
        ["Do not schedule. Refer to the office manager."],
    )
    phones = [phone for p in people.values() for phone in (p.home, p.work, p.mobile) if phone]
    assert all("555010" in "".join(filter(str.isdigit, phone)) for phone in phones)


@pytest.mark.parametrize("path", [BARTON, TINY], ids=["barton", "tiny"])
def test_visits_are_local_to_the_practice(path: Path) -> None:
    world = load_world(path, datetime(2027, 1, 1, 6, 30, tzinfo=UTC))
    assert (
        world.loaded_at.isoformat()
        == {
            "America/New_York": "2027-01-01T01:30:00",
            "America/Los_Angeles": "2026-12-31T22:30:00",
        }[world.time_zone.key]
    )
