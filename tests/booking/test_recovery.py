"""Writes whose process died, or whose fate stayed unknown: settled once, by anybody, and never written again."""

import asyncio

import pytest
from sqlmodel import select

from opendental_client import AptStatus, Unreachable
from receptionist.booking.ledger import GIVEN_UP_SECONDS
from receptionist.booking.outcome import CancelRequest, CreateRequest, Done, Failed, MoveRequest, Proposed, Request
from receptionist.booking.recovery import Recovered, recover
from receptionist.booking.writes import marker
from receptionist.store.calls import MessageRow
from receptionist.store.proposals import HoldRow, ProposalRow
from tests.booking.fake import at
from tests.booking.world import BARTON, CHILD_CLEANING, CLEANING, DANA, FILLING, KIM, MILO, TOM, Call, finish, proposed

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")
CLEAN = CreateRequest(DANA, CLEANING, TEN)


async def claimed(call: Call, request: Request = CLEAN) -> Proposed:
    """A proposal whose process died right after it claimed it."""
    offer = await proposed(call, request)
    assert await call.authority._ledger.claim(offer.proposal_id, call.clock.now())
    return offer


def ours(call: Call, offer: Proposed, **more: object) -> int:
    mark = marker("c_1", offer.proposal_id)
    fields = {"prov_hyg": KIM, "is_hygiene": True, "note": mark, **more}
    return call.world.visit(DANA, TEN, 60, 4, BARTON, **fields)


async def settle(call: Call, seconds: float = GIVEN_UP_SECONDS) -> list[Recovered]:
    await call.clock.advance(seconds)
    found = await finish(call, recover(call.world.client, call.office, call.store, call.clock))
    assert isinstance(found, list)
    return found


def messages(call: Call) -> list[str]:
    with call.store.session() as session:
        return [row.text for row in session.exec(select(MessageRow))]


def states(call: Call) -> list[str]:
    with call.store.session() as session:
        return [row.state for row in session.exec(select(ProposalRow))]


def holds(call: Call) -> int:
    with call.store.session() as session:
        return len(session.exec(select(HoldRow)).all())


async def test_a_row_that_was_written_is_found_and_finished(call: Call) -> None:
    offer = await claimed(call)
    number = ours(call, offer)
    (settled,) = await settle(call)
    assert (settled.proposal_id, settled.state) == (offer.proposal_id, "done")
    (text,) = messages(call)
    assert "This was done, but the caller could not be told" in text
    assert "a Cleaning for PatNum 101 on Tuesday, December 1 at 10:00 AM with Sarah Kim" in text
    result = await call.authority.commit(offer.proposal_id, [])
    assert isinstance(result, Done)
    assert result.apt_num == number
    assert (call.world.writes, holds(call)) == ([], 0)


async def test_what_was_never_written_is_handed_to_staff_and_not_written(call: Call) -> None:
    offer = await claimed(call)
    (settled,) = await settle(call)
    assert settled.state == "handed"
    (text,) = messages(call)
    assert "it does not stand so" in text
    assert await settle(call) == []
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Failed)
    assert (call.world.writes, call.world.appointments, holds(call)) == ([], {}, 0)


async def test_a_living_writer_keeps_its_lease(call: Call) -> None:
    await claimed(call)
    assert await settle(call, GIVEN_UP_SECONDS - 10) == []
    assert states(call) == ["writing"]


async def test_two_processes_settle_a_proposal_once(call: Call) -> None:
    ours(call, await claimed(call))
    await call.clock.advance(GIVEN_UP_SECONDS)
    both = await asyncio.gather(*(recover(call.world.client, call.office, call.store, call.clock) for _ in range(2)))
    assert sorted(len(found) for found in both) == [0, 1]
    assert len(messages(call)) == 1


async def test_a_row_that_staff_have_changed_since_is_left_alone(call: Call) -> None:
    offer = await claimed(call)
    number = ours(call, offer)
    row = call.world.appointments[number]
    call.world.appointments[number] = row.model_copy(update={"apt_date_time": at("2026-12-01 14:00")})
    (settled,) = await settle(call)
    assert settled.state == "handed"
    assert call.world.writes == []
    assert call.world.appointments[number].apt_status == AptStatus.SCHEDULED


async def test_an_unreadable_schedule_leaves_it_for_the_next_look(call: Call) -> None:
    ours(call, await claimed(call))
    call.world.fault.unreadable = Unreachable()
    (settled,) = await settle(call)
    assert (settled.state, messages(call)) == ("writing", [])
    call.world.fault.unreadable = None
    assert await settle(call, 1) == []
    (settled,) = await settle(call)
    assert settled.state == "done"


async def test_an_unknown_write_leaves_its_message_at_once_and_no_second_one(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.fault.lost_before = 1
    await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    (text,) = messages(call)
    assert "It is not known whether this was done" in text
    (settled,) = await settle(call)
    assert (settled.state, len(messages(call)), states(call)) == ("handed", 1, ["handed"])


async def test_an_unknown_write_that_shows_up_later_is_news(call: Call) -> None:
    offer = await proposed(call, CLEAN)
    call.world.fault.lost_before = 1
    await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    ours(call, offer)
    (settled,) = await settle(call)
    assert (settled.state, len(messages(call)), states(call)) == ("done", 2, ["done"])


@pytest.mark.parametrize("written", [True, False])
async def test_moves_and_cancellations_are_recognised_by_their_row(call: Call, written: bool) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    later = at("2026-12-03 14:00")
    await claimed(call, MoveRequest(apt, later))
    row = call.world.appointments[apt]
    if written:
        call.world.appointments[apt] = row.model_copy(update={"apt_date_time": later})
    assert [settled.state for settled in await settle(call)] == ["done" if written else "handed"]
    call.world.appointments[apt] = row
    await claimed(call, CancelRequest(apt))
    if written:
        call.world.appointments[apt] = row.model_copy(update={"apt_status": AptStatus.UNSCHED_LIST})
    assert [settled.state for settled in await settle(call)] == ["done" if written else "handed"]
    assert call.world.writes == []


@pytest.mark.parametrize("written", [0, 1, 2])
async def test_a_part_of_a_family_is_taken_back(call: Call, written: int) -> None:
    eleven = at("2026-12-01 11:00")
    visits = (CreateRequest(DANA, CLEANING, TEN), CreateRequest(MILO, CHILD_CLEANING, eleven, prov_num=KIM))
    offer = await call.verified(MILO).authority.propose_family(visits, 0)
    assert isinstance(offer, Proposed)
    assert await call.authority._ledger.claim(offer.proposal_id, call.clock.now())
    rows = ((DANA, TEN, 60), (MILO, eleven, 30))
    for member, (pat_num, start, minutes) in enumerate(rows[:written], start=1):
        note = marker("c_1", offer.proposal_id, member)
        call.world.visit(pat_num, start, minutes, 4, BARTON, prov_hyg=KIM, is_hygiene=True, note=note)
    (settled,) = await settle(call)
    assert settled.state == ("done" if written == 2 else "handed")
    standing = [row for row in call.world.appointments.values() if row.apt_status == AptStatus.SCHEDULED]
    assert len(standing) == (2 if written == 2 else 0)
    assert len(messages(call)) == 1


async def test_another_calls_open_proposal_is_none_of_its_business(call: Call) -> None:
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    await proposed(other, CreateRequest(TOM, CLEANING, at("2026-12-02 10:00")))
    assert await settle(call) == []
    assert states(call) == ["open"]


async def test_one_that_cannot_be_understood_does_not_keep_the_others(call: Call) -> None:
    broken = await claimed(call)
    offer = await claimed(call, CreateRequest(DANA, FILLING, at("2026-12-02 10:00")))
    with call.store.session() as session:
        row = session.get(ProposalRow, broken.proposal_id)
        assert row is not None
        row.plan = {"kind": "no plan at all"}
        session.add(row)
        session.commit()
    assert [each.proposal_id for each in await settle(call)] == [offer.proposal_id]
