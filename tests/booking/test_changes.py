"""Moving and cancelling: one write, the old place kept until then, and only the caller's own visits."""

import pytest

from opendental_client import AptStatus
from receptionist.booking.outcome import (
    CancelRequest,
    CreateRequest,
    Done,
    Failed,
    MoveRequest,
    Proposed,
    Refused,
)
from tests.booking.fake import at
from tests.booking.world import (
    BARTON,
    CLEANING,
    DANA,
    FILLING,
    KIM,
    TOM,
    Call,
    finish,
    proposed,
    stamp,
)

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")
CLEAN = CreateRequest(DANA, CLEANING, TEN)


async def test_a_move_is_one_put_that_keeps_type_length_and_provider(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 4, BARTON, prov_hyg=KIM, is_hygiene=True, appointment_type_num=CLEANING)
    offer = await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    assert "from Tuesday, December 1 at 10:00 AM to Thursday, December 3 at 2:00 PM with Sarah Kim" in offer.read_back
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    row = call.world.appointments[apt]
    assert (stamp(row.apt_date_time), row.op, row.prov_hyg, row.minutes) == ("2026-12-03 14:00", 4, KIM, 60)
    assert call.world.writes == ["update"]


async def test_a_move_onto_itself_is_allowed_to_overlap_itself(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 4, BARTON, prov_hyg=KIM, is_hygiene=True, appointment_type_num=CLEANING)
    assert await proposed(call, MoveRequest(apt, at("2026-12-01 10:30")))


async def test_a_move_that_clashes_puts_the_visit_back(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    call.world.after_write = lambda: call.world.visit(TOM, at("2026-12-03 14:00"), 60, op=1, prov=BARTON)
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert "stays where it was" in result.say
    assert stamp(call.world.appointments[apt].apt_date_time) == "2026-12-01 10:00"


async def test_a_visit_that_staff_moved_meanwhile_is_not_moved(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    row = call.world.appointments[apt]
    call.world.appointments[apt] = row.model_copy(update={"apt_date_time": at("2026-12-02 10:00")})
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert call.world.writes == []


async def test_a_cancelled_visit_goes_to_the_unscheduled_list_once(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, CancelRequest(apt))
    assert offer.read_back == "I'll cancel Dana's Filling on Tuesday, December 1 at 10:00 AM. Shall I go ahead?"
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back, "Yes, cancel it."))
    assert isinstance(done, Done)
    assert done.say == "Dana's Filling on Tuesday, December 1 at 10:00 AM is cancelled."
    assert call.world.appointments[apt].apt_status == AptStatus.UNSCHED_LIST
    assert isinstance(await call.authority.propose(CancelRequest(apt), call.sequence), Refused | Proposed)
    assert call.world.writes == ["break"]


async def test_another_patients_visit_is_as_good_as_not_there(call: Call) -> None:
    theirs = call.world.visit(TOM, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    results = [await call.authority.propose(CancelRequest(number), 0) for number in (theirs, 999999)]
    assert results[0] == results[1]
    assert isinstance(results[0], Refused)


async def test_a_move_whose_answer_was_lost_is_looked_up(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    call.world.fault.lost_after = 1
    done = await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert isinstance(done, Done)
    assert call.world.writes == ["update"]


async def test_a_cancellation_lost_before_it_was_written_is_not_claimed(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, CancelRequest(apt))
    call.world.fault.lost_before = 1
    result = await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert isinstance(result, Failed)
    assert call.world.appointments[apt].apt_status == AptStatus.SCHEDULED


async def test_two_calls_cannot_change_one_visit_at_once(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(DANA)
    refused = await other.authority.propose(CancelRequest(apt), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R24_held"


@pytest.mark.parametrize("apt_num", [0, -5])
async def test_a_visit_number_that_cannot_be_is_not_there(call: Call, apt_num: int) -> None:
    assert isinstance(await call.authority.propose(CancelRequest(apt_num), 0), Refused)
