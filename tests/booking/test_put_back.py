"""Visits that were cancelled or broken are put back on the schedule in their own row; dates carry their year."""

import pytest

from opendental_client import AptStatus
from receptionist.booking.finder import FindRequest
from receptionist.booking.outcome import (
    CancelRequest,
    CreateRequest,
    Done,
    Failed,
    MoveRequest,
    NotAgreed,
    Openings,
    Refused,
)
from tests.booking.fake import FakeOpenDental, at
from tests.booking.world import BARTON, CLEANING, DANA, KIM, TOM, Call, barton, clock_at, database, finish, office_of
from tests.booking.world import proposed as proposal_of

pytestmark = pytest.mark.unit
WAS, TEN = at("2026-11-12 09:00"), at("2026-12-01 10:00")
OFF = [AptStatus.UNSCHED_LIST, AptStatus.BROKEN]


def cancelled(world: FakeOpenDental, status: AptStatus, pat_num: int = DANA) -> int:
    return world.visit(
        pat_num, WAS, 60, 4, BARTON, prov_hyg=KIM, is_hygiene=True, appointment_type_num=CLEANING, apt_status=status
    )


@pytest.mark.parametrize("status", OFF)
async def test_a_cancelled_visit_is_put_back_in_one_change(call: Call, status: AptStatus) -> None:
    number = cancelled(call.world, status)
    found = await call.authority.find_openings(FindRequest(CLEANING, TEN.date(), TEN.date(), apt_num=number))
    assert isinstance(found, Openings)
    offer = await proposal_of(call, MoveRequest(number, TEN))
    assert offer.read_back.startswith("I'll reschedule Dana's Cleaning for Tuesday, December 1 at 10:00 AM")
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    row = call.world.appointments[number]
    assert (done.apt_num, row.apt_date_time, row.apt_status) == (number, TEN, AptStatus.SCHEDULED)
    assert call.world.writes == ["update"]


@pytest.mark.parametrize("status", OFF)
async def test_a_clash_after_the_write_puts_it_back_where_it_was(call: Call, status: AptStatus) -> None:
    number = cancelled(call.world, status)
    offer = await proposal_of(call, MoveRequest(number, TEN, prov_num=KIM))
    call.world.after_write = lambda: call.world.visit(TOM, TEN, 60, 4, KIM)
    result = await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert isinstance(result, Refused)
    assert result.reason == "R24_clash"
    row = call.world.appointments[number]
    assert (row.apt_date_time, row.apt_status) == (WAS, status)


async def test_a_visit_that_staff_have_put_back_meanwhile_is_left_to_them(call: Call) -> None:
    number = cancelled(call.world, AptStatus.UNSCHED_LIST)
    offer = await proposal_of(call, MoveRequest(number, TEN))
    row = call.world.appointments[number]
    call.world.appointments[number] = row.model_copy(update={"apt_status": AptStatus.SCHEDULED})
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert (result.reason, call.world.writes) == ("R26_changed", [])


async def test_somebody_elses_and_one_that_is_done_are_not_there(call: Call) -> None:
    theirs = cancelled(call.world, AptStatus.UNSCHED_LIST, TOM)
    done = cancelled(call.world, AptStatus.COMPLETE)
    gone = cancelled(call.world, AptStatus.UNSCHED_LIST)
    for request in (MoveRequest(theirs, TEN), MoveRequest(done, TEN), CancelRequest(gone)):
        refused = await call.authority.propose(request, 0)
        assert isinstance(refused, Refused)
        assert refused.reason in ("R21_identity", "R26_not_scheduled")


async def test_a_visit_next_year_carries_its_year_and_another_year_is_no_read_back() -> None:
    world = barton(at("2027-01-04 08:00").date())
    with database() as store:
        call = Call(world, await office_of(world), clock_at(), store).verified(DANA)
        offer = await proposal_of(call, CreateRequest(DANA, CLEANING, at("2027-01-05 10:00"), prov_num=KIM))
        assert "Tuesday, January 5, 2027 at 10:00 AM" in offer.read_back
        wrong = call.agree(offer.read_back.replace("2027", "2028"))
        assert isinstance(await call.authority.commit(offer.proposal_id, wrong), NotAgreed)
        turns = call.agree(offer.read_back, "Yes, January 5, 2027 is fine.")
        done = await call.authority.commit(offer.proposal_id, turns)
        assert isinstance(done, Done)
        assert "January 5, 2027" in done.say
        await call.authority.close()


async def test_what_was_read_a_moment_ago_is_not_read_again_but_the_last_look_is(call: Call) -> None:
    reads: list[str] = []
    object.__setattr__(call.world, "read", lambda: reads.append("read"))
    await call.authority.find_openings(FindRequest(CLEANING, TEN.date(), TEN.date()))
    offer = await proposal_of(call, CreateRequest(DANA, CLEANING, TEN, prov_num=KIM))
    assert len(reads) == 2 + 3  # The day, then the chart, its pop-ups and the patient's visits.
    call.world.visit(TOM, TEN, 60, 4, KIM)
    refused = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(refused, Refused | Failed)
    assert call.world.writes == []
    assert [row.pat_num for row in call.world.appointments.values()] == [TOM]
