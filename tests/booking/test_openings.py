"""Openings: what is offered, in which order, and why a wish cannot be had."""

from collections.abc import AsyncIterator
from datetime import date, time

import pytest

from opendental_client import SchedType, Unreachable
from receptionist.booking.finder import FindRequest
from receptionist.booking.openings import PartOfDay
from receptionist.booking.outcome import CreateRequest, Failed, Openings, Refused
from tests.booking.fake import at, schedule
from tests.booking.world import (
    CLEANING,
    CROWN,
    DANA,
    EMERGENCY,
    FILLING,
    KIM,
    ORTEGA,
    TOM,
    TUESDAY,
    Call,
    barton,
    clock_at,
    database,
    office_of,
    stamp,
)

pytestmark = pytest.mark.unit
SATURDAY = date(2026, 12, 5)


@pytest.fixture
async def call() -> AsyncIterator[Call]:
    world = barton()
    with database() as store:
        yield Call(world, await office_of(world), clock_at(), store).verified(DANA)


async def found(call: Call, request: FindRequest) -> Openings:
    result = await call.authority.find_openings(request)
    assert isinstance(result, Openings), result
    assert len(result.openings) <= 3
    return result


def starts(result: Openings | Refused) -> list[str]:
    openings = result.openings if isinstance(result, Openings) else result.alternatives
    return [stamp(opening.start) for opening in openings]


async def test_the_wished_time_comes_first_and_is_exact(call: Call) -> None:
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY, time(14)))
    assert result.exact
    assert starts(result)[0] == "2026-12-01 14:00"
    assert result.openings[0].spoken == "Tuesday, December 1 at 2:00 PM with Sarah Kim"
    assert result.say == ""


async def test_soonest_offers_are_spread_over_days(call: Call) -> None:
    result = await found(call, FindRequest(CLEANING))
    assert starts(result) == ["2026-12-01 08:00", "2026-12-01 10:00", "2026-12-02 08:00"]
    assert not result.exact


async def test_part_of_day_and_provider_narrow_the_offers(call: Call) -> None:
    request = FindRequest(CLEANING, TUESDAY, TUESDAY, part=PartOfDay.AFTERNOON, prov_num=ORTEGA)
    result = await found(call, request)
    assert all(opening.prov_num == ORTEGA and opening.start.hour >= 13 for opening in result.openings[:1])


@pytest.mark.parametrize(
    ("first", "at_time", "reason"),
    [
        (SATURDAY, None, "R03_weekday"),
        (SATURDAY, time(10), "R03_weekday"),
        (date(2026, 11, 27), None, "R02_past"),
        (date(2026, 11, 30), None, "R14_lead"),
        (date(2026, 12, 25), None, "R06_closure"),
        (TUESDAY, time(12), "R05_lunch"),
        (TUESDAY, time(18), "R04_hours"),
        (TUESDAY, time(10, 5), "R13_grid"),
        (date(2028, 1, 4), None, "R15_horizon"),
    ],
)
async def test_a_wish_that_breaks_a_rule_is_explained(
    call: Call, first: date, at_time: time | None, reason: str
) -> None:
    result = await found(call, FindRequest(CLEANING, first, first, at_time))
    assert result.reason == reason
    assert result.say
    assert not result.exact


async def test_a_taken_time_is_explained_and_neighbours_are_offered(call: Call) -> None:
    for prov, op in ((KIM, 4), (ORTEGA, 5)):
        call.world.visit(TOM, at("2026-12-01 14:00"), 60, op, prov)
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY, time(14)))
    assert result.reason in ("R08_operatory_taken", "R09_provider_busy")
    assert starts(result)[0] in ("2026-12-01 13:00", "2026-12-01 15:00")


async def test_a_full_day_is_said_and_the_next_days_are_offered(call: Call) -> None:
    for prov, op in ((KIM, 4), (ORTEGA, 5)):
        call.world.visit(TOM, at("2026-12-01 08:00"), 540, op, prov)
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY))
    assert result.reason == "R08_operatory_taken"
    assert "nothing free" in result.say
    assert starts(result)[0].startswith("2026-12-02")


async def test_trap_openings_are_never_offered(call: Call) -> None:
    call.world.shift(SATURDAY, KIM, (4,))
    wednesday = date(2026, 12, 2)
    call.world.schedules.append(schedule(wednesday, SchedType.PRACTICE, "00:00", "00:00", note="Closed"))
    call.world.schedules.append(schedule(TUESDAY, SchedType.BLOCKOUT, "08:00", "17:00"))
    result = await found(call, FindRequest(CLEANING, TUESDAY, SATURDAY))
    assert {start[:10] for start in starts(result)} <= {"2026-12-03", "2026-12-04"}
    assert result.openings


async def test_an_emergency_can_be_today(call: Call) -> None:
    call.world.shift(date(2026, 11, 30), 1, (1,))
    by_the_models_word = await found(call, FindRequest(EMERGENCY))
    assert starts(by_the_models_word)[0] == "2026-12-01 08:00"
    call.authority.note_urgency()
    result = await found(call, FindRequest(EMERGENCY))
    assert starts(result)[0] == "2026-11-30 09:30"


async def test_what_another_call_holds_is_not_offered(call: Call) -> None:
    for number, (prov, op) in enumerate(((KIM, 4), (ORTEGA, 5))):
        other = Call(call.world, call.office, call.clock, call.store, f"c_{number + 5}")
        other.verified((TOM, 112)[number])
        request = CreateRequest((TOM, 112)[number], CLEANING, at("2026-12-01 14:00"), prov, op)
        await other.authority.propose(request, 0)
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY, time(14)))
    assert result.reason == "R24_held"
    assert "2026-12-01 14:00" not in starts(result)


async def test_staff_only_and_unknown_types_are_refused(call: Call) -> None:
    for number in (CROWN, 77):
        result = await call.authority.find_openings(FindRequest(number))
        assert isinstance(result, Refused)
        assert result.reason == "R12_not_bookable"


async def test_openings_for_a_move_keep_the_provider_and_need_the_patient(call: Call) -> None:
    more = {"prov_hyg": ORTEGA, "is_hygiene": True, "appointment_type_num": CLEANING}
    theirs = call.world.visit(TOM, at("2026-12-01 10:00"), 60, 5, 2, **more)
    assert isinstance(await call.authority.find_openings(FindRequest(CLEANING, apt_num=theirs)), Refused)
    call.verified(TOM)
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY, time(10, 30), apt_num=theirs))
    assert starts(result)[0] == "2026-12-01 10:30"
    assert {opening.prov_num for opening in result.openings} == {ORTEGA}


async def test_an_unreadable_schedule_offers_nothing(call: Call) -> None:
    call.world.fault.unreadable = Unreachable()
    assert isinstance(await call.authority.find_openings(FindRequest(CLEANING)), Failed)


async def test_openings_around_the_change_of_the_clocks_keep_the_wall_clock() -> None:
    world = barton(date(2027, 3, 12), 5)
    with database() as store:
        call = Call(world, await office_of(world), clock_at("2027-03-11 09:00"), store)
        for day in (date(2027, 3, 12), date(2027, 3, 15)):
            result = await found(call, FindRequest(FILLING, day, day, time(8)))
            assert result.exact
            assert result.openings[0].start.hour == 8


async def test_a_refused_proposal_offers_the_nearest_times(call: Call) -> None:
    refused = await call.authority.propose(CreateRequest(DANA, CLEANING, at("2026-12-05 10:00")), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R03_weekday"
    assert starts(refused)[0] == "2026-12-07 10:00"


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_days_at_the_ends_of_the_calendar_are_explained(call: Call, day: date) -> None:
    result = await found(call, FindRequest(CLEANING, day, day, time(10)))
    assert result.reason in ("R02_past", "R15_horizon")


async def test_one_day_wished_gets_its_own_times_spread_wide(call: Call) -> None:
    result = await found(call, FindRequest(CLEANING, TUESDAY, TUESDAY))
    assert starts(result) == ["2026-12-01 08:00", "2026-12-01 10:00", "2026-12-01 13:00"]
