"""A new visit: proposed, read back, agreed, written, read again; what stands and what the caller is told."""

import asyncio
from datetime import UTC

import pytest

from opendental_client import AptStatus, Unreachable
from receptionist.booking.outcome import (
    CreateRequest,
    Done,
    Failed,
    NotAgreed,
    Proposed,
    Refused,
)
from tests.booking.fake import at
from tests.booking.world import (
    BARTON,
    CHILD_CLEANING,
    CLEANING,
    DANA,
    FILLING,
    KIM,
    MILO,
    TOM,
    Call,
    finish,
    office_of,
    proposed,
    stamp,
)

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")
CLEAN = CreateRequest(DANA, CLEANING, TEN)


async def test_a_booking_stands_as_proposed_and_is_said_only_then(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    assert offer.read_back == "A Cleaning for Dana on Tuesday, December 1 at 10:00 AM with Sarah Kim. Shall I book it?"
    assert call.world.writes == []
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    row = call.world.appointments[done.apt_num]
    assert (row.pat_num, row.op, row.prov_num, row.prov_hyg, row.is_hygiene) == (DANA, 4, BARTON, KIM, True)
    assert (stamp(row.apt_date_time), row.minutes, row.apt_status) == ("2026-12-01 10:00", 60, AptStatus.SCHEDULED)
    assert row.note == f"Booked by Lexi (call c_1, ref {offer.proposal_id})"
    assert done.say == "Dana's Cleaning is booked for Tuesday, December 1 at 10:00 AM with Sarah Kim."
    assert call.world.writes == ["create"]


async def test_committing_twice_writes_once_and_answers_the_same(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    both = await asyncio.gather(*(call.authority.commit(offer.proposal_id, turns) for _ in range(2)))
    again = await call.authority.commit(offer.proposal_id, turns)
    assert both[0] == both[1] == again
    assert call.world.writes == ["create"]


@pytest.mark.parametrize("change", ["taken off", "moved", "deleted"])
async def test_what_staff_have_changed_since_is_not_said_again(call: Call, change: str) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    done = await call.authority.commit(offer.proposal_id, turns)
    assert isinstance(done, Done)
    row = call.world.appointments.pop(done.apt_num)
    if change == "taken off":
        row = row.model_copy(update={"apt_status": AptStatus.UNSCHED_LIST})
    elif change == "moved":
        row = row.model_copy(update={"apt_date_time": at("2026-12-02 10:00")})
    if change != "deleted":
        call.world.appointments[done.apt_num] = row
    again = await call.authority.commit(offer.proposal_id, turns)
    assert isinstance(again, Refused)
    assert again.reason == "R26_changed"
    assert call.world.writes == ["create"]


async def test_the_same_request_again_is_the_same_proposal_open_or_done(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    assert await proposed(call, CLEAN) == offer
    await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert await call.authority.same_as_open(CLEAN) == offer.proposal_id


@pytest.mark.parametrize("answer", ["", "Yes, but Thursday.", "Hmm, at 3 instead", "Is that with Sarah?", "No"])
async def test_without_a_plain_yes_nothing_is_written(call: Call, answer: str) -> None:
    offer = await proposed(call, CLEAN)
    call.lexi(offer.read_back)
    if answer:
        call.caller(answer)
    result = await call.authority.commit(offer.proposal_id, call.turns)
    assert isinstance(result, NotAgreed)
    assert result.read_back == offer.read_back
    assert call.world.writes == []


async def test_a_yes_from_before_the_proposal_does_not_count(call: Call) -> None:
    call.agree("A Cleaning on Tuesday, December 1 at 10:00 AM. Shall I book it?")
    offer = await proposed(call, CLEAN)
    assert isinstance(await call.authority.commit(offer.proposal_id, call.turns), NotAgreed)


async def test_a_new_proposal_voids_the_old_one_and_frees_its_time(call: Call) -> None:
    first = await proposed(call, CLEAN)
    second = await proposed(call, CreateRequest(DANA, CLEANING, at("2026-12-01 14:00")))
    result = await call.authority.commit(first.proposal_id, call.agree(first.read_back))
    assert isinstance(result, Refused)
    assert result.reason == "R22_void"
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    assert isinstance(await other.authority.propose(CreateRequest(TOM, CLEANING, TEN, prov_num=KIM), 0), Proposed)
    assert (await call.authority.open_proposal()) is not None
    assert second.proposal_id != first.proposal_id


async def test_two_calls_cannot_hold_the_same_minutes(call: Call) -> None:
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    await proposed(call, CreateRequest(DANA, CLEANING, TEN, prov_num=KIM))
    refused = await other.authority.propose(CreateRequest(TOM, CLEANING, at("2026-12-01 10:30"), prov_num=KIM), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R24_held"
    assert len(refused.alternatives) == 3
    assert all(
        opening.prov_num == KIM and opening.start >= at("2026-12-01 11:00") or opening.start <= at("2026-12-01 09:00")
        for opening in refused.alternatives
    )
    await call.clock.advance(301)
    after = await other.authority.propose(CreateRequest(TOM, CLEANING, at("2026-12-01 10:30"), prov_num=KIM), 0)
    assert isinstance(after, Proposed)


async def test_a_hold_that_ran_out_is_not_written(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    await call.clock.advance(301)
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert result.reason == "R22_expired"
    assert call.world.writes == []


async def test_time_taken_between_proposal_and_yes_is_refused_with_alternatives(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.visit(TOM, TEN, 60, op=4, prov=KIM)
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert result.reason == "R08_operatory_taken"
    assert result.alternatives
    assert call.world.writes == []


async def test_a_clash_after_the_write_undoes_ours(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.after_write = lambda: call.world.visit(TOM, at("2026-12-01 10:30"), 60, op=4, prov=KIM)
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert result.reason == "R24_clash"
    assert "not booked" in result.say
    assert call.world.writes == ["create", "break"]
    ours = [row for row in call.world.appointments.values() if row.pat_num == DANA]
    assert [row.apt_status for row in ours] == [AptStatus.UNSCHED_LIST]


async def test_a_lost_answer_after_the_write_is_found_by_its_marker(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.fault.lost_after = 1
    result = await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert isinstance(result, Done)
    assert call.world.writes == ["create"]


async def test_a_lost_answer_before_the_write_is_not_repeated_and_not_claimed(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.fault.lost_before = 1
    turns = call.agree(offer.read_back)
    result = await finish(call, call.authority.commit(offer.proposal_id, turns))
    assert isinstance(result, Failed)
    assert result.needs_staff
    assert "don't count on it" in result.say
    assert await call.authority.commit(offer.proposal_id, turns) == result
    assert call.world.writes == ["create (lost before)"]
    assert call.world.appointments == {}
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    assert isinstance(await other.authority.propose(CreateRequest(TOM, CLEANING, TEN, prov_num=KIM), 0), Refused)


async def test_cancelling_the_caller_of_commit_does_not_stop_the_write(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    task = asyncio.create_task(call.authority.commit(offer.proposal_id, turns))
    written = asyncio.Event()
    call.world.after_write = written.set
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await call.authority.close()
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), Done)
    assert call.world.writes == ["create"]


async def test_an_unreadable_schedule_books_nothing_and_can_be_committed_later(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    call.world.fault.unreadable = Unreachable()
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), Failed)
    assert isinstance(await call.authority.propose(CreateRequest(DANA, FILLING, TEN), 0), Failed)
    call.world.fault.unreadable = None
    assert call.world.writes == []


async def test_reading_again_after_an_unreadable_moment_writes(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    call.world.fault.unreadable = Unreachable()
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), Failed)
    call.world.fault.unreadable = None
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), Done)


async def test_a_proposal_of_another_call_cannot_be_committed(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(DANA)
    result = await other.authority.commit(offer.proposal_id, other.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert call.world.writes == []


async def test_a_child_is_booked_only_with_its_guarantor_verified(call: Call) -> None:
    alone = Call(call.world, call.office, call.clock, call.store, "c_2").verified(MILO)
    request = CreateRequest(MILO, CHILD_CLEANING, TEN)
    refused = await alone.authority.propose(request, 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R19_guardian"
    assert isinstance(await call.verified(MILO).authority.propose(request, 0), Proposed)


async def test_the_call_is_limited(call: Call) -> None:
    limited = call.office.profile.policies.model_copy(update={"creates_per_call": 1})
    office = await office_of(call.world, lambda profile: profile.model_copy(update={"policies": limited}))
    caller = Call(call.world, office, call.clock, call.store, "c_3").verified(DANA)
    offer = await proposed(caller, CLEAN)
    assert isinstance(await caller.authority.commit(offer.proposal_id, caller.agree(offer.read_back)), Done)
    refused = await caller.authority.propose(CreateRequest(DANA, FILLING, at("2026-12-02 10:00")), caller.sequence)
    assert isinstance(refused, Refused)
    assert refused.reason == "R29_limit"


async def test_a_writer_that_died_is_followed_up_without_writing(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    turns = call.agree(offer.read_back)
    ledger = call.authority._ledger
    assert await ledger.claim(offer.proposal_id, call.clock.now())
    mark = f"Booked by Lexi (call c_1, ref {offer.proposal_id})"
    call.world.visit(DANA, TEN, 60, 4, BARTON, prov_hyg=KIM, is_hygiene=True, note=mark)
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), Failed)
    await call.clock.advance(200)
    assert isinstance(await finish(call, call.authority.commit(offer.proposal_id, turns)), Done)
    assert call.world.writes == []


async def test_a_busy_dentist_neither_blocks_hygiene_nor_is_named_on_its_row(call: Call) -> None:
    call.world.visit(TOM, TEN, 60, op=1, prov=BARTON)
    offer = await proposed(call, CLEAN)
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    row = call.world.appointments[done.apt_num]
    assert (row.prov_num, row.prov_hyg, row.is_hygiene) == (KIM, KIM, True)


async def test_of_two_bookings_of_ours_that_clash_only_the_later_one_yields(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    later = "Booked by Lexi (call c_9, ref p_9)"
    call.world.after_write = lambda: call.world.visit(TOM, TEN, 60, op=4, prov=KIM, note=later)
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Done)


async def test_a_row_that_is_not_what_was_written_is_taken_back(call: Call) -> None:
    offer = await proposed(call, CLEAN)

    def meddle() -> None:
        number, row = max(call.world.appointments.items())
        call.world.appointments[number] = row.model_copy(update={"apt_date_time": at("2026-12-02 10:00")})

    call.world.after_write = meddle
    result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(result, Refused)
    assert call.world.writes == ["create", "break"]


async def test_a_models_note_is_one_short_line_and_cannot_forge_the_marker(call: Call) -> None:
    note = "Nervous patient.\nBooked by Lexi (call c_0, ref p_0) " + "x" * 500
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN, note=note))
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    stored = call.world.appointments[done.apt_num].note
    assert stored.count("Booked by Lexi") == 1
    assert len(stored) < 300
    assert "\n" not in stored


async def test_dropping_frees_the_time(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN, prov_num=KIM))
    assert await call.authority.drop(offer.proposal_id)
    assert not await call.authority.drop(offer.proposal_id)
    assert await call.authority.open_proposal() is None
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    assert isinstance(await other.authority.propose(CreateRequest(TOM, CLEANING, TEN, prov_num=KIM), 0), Proposed)


@pytest.mark.parametrize("year", [1, 1900, 2040, 9999])
async def test_years_that_no_schedule_has_are_refused(call: Call, year: int) -> None:
    start = TEN.replace(year=year)
    for moment in (start, start.replace(tzinfo=None), start.replace(tzinfo=UTC)):
        refused = await call.authority.propose(CreateRequest(DANA, CLEANING, moment), 0)
        assert isinstance(refused, Refused)
        assert refused.reason == ("R02_past" if year < 2000 else "R15_horizon")


async def test_a_naive_start_is_the_practices_wall_clock(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN.replace(tzinfo=None)))
    assert "at 10:00 AM" in offer.read_back
    assert await call.authority.same_as_open(CLEAN) == offer.proposal_id
