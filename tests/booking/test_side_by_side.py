"""A model may call tools side by side, whatever it was told: what is counted and locked holds all the same."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlmodel import select

from opendental_client import Patient
from receptionist.booking.case import Kind
from receptionist.booking.identity import IdentityDesk, Locked, NotVerified
from receptionist.booking.ledger import Ledger
from receptionist.booking.outcome import CreateRequest, Done, Proposed, Refused
from receptionist.store.proposals import HoldRow, ProposalRow
from tests.booking.fake import FakeOpenDental, at
from tests.booking.world import CLEANING, DANA, FILLING, Call, barton, proposed

pytestmark = pytest.mark.unit
BORN = date(1988, 11, 2)


class Slow:
    """A client whose answers take their time, so that calls overlap."""

    def __init__(self, world: FakeOpenDental) -> None:
        self._patients = world.client.patients
        self.asked = 0
        self.patients = self

    async def simple(self, *, birthdate: date) -> list[Patient]:
        self.asked += 1
        await asyncio.sleep(0)
        return await self._patients.simple(birthdate=birthdate)


async def test_guesses_side_by_side_get_three_tries_like_any_others() -> None:
    client = Slow(barton())
    desk = IdentityDesk(client)  # type: ignore[arg-type]
    guesses = [desk.verify("Dana", "Okafor", BORN - timedelta(days=away)) for away in range(29, -1, -1)]
    results = await asyncio.gather(*guesses)
    assert results[:2] == [NotVerified(2), NotVerified(1)]
    assert set(results[2:]) == {Locked()}
    assert desk.verified == {}
    assert client.asked == 3


async def test_proposals_side_by_side_leave_one_open(call: Call) -> None:
    requests = [CreateRequest(DANA, CLEANING, at(f"2026-12-0{day} 10:00")) for day in (1, 2, 3)]
    offers = await asyncio.gather(*(call.authority.propose(request, 0) for request in requests))
    assert all(isinstance(offer, Proposed) for offer in offers)
    with call.store.session() as session:
        states = [row.state for row in session.exec(select(ProposalRow))]
        held = {row.proposal_id for row in session.exec(select(HoldRow))}
    assert sorted(states) == ["open", "void", "void"]
    open_now = await call.authority.open_proposal()
    assert open_now is not None
    assert held == {open_now.proposal_id}


async def test_a_claim_that_comes_too_late_keeps_no_minutes(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, at("2026-12-01 10:00")))
    late = call.clock.now() + timedelta(seconds=call.office.profile.policies.hold_seconds)
    assert not await Ledger(call.store, call.call_id).claim(offer.proposal_id, late)
    with call.store.session() as session:
        assert all(row.expires_at <= late for row in session.exec(select(HoldRow)))


async def test_a_hold_that_ran_out_is_refused_and_freed(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, FILLING, at("2026-12-01 10:00")))
    turns = call.agree(offer.read_back)
    await call.clock.advance(call.office.profile.policies.hold_seconds)
    refused = await call.authority.commit(offer.proposal_id, turns)
    assert isinstance(refused, Refused)
    assert refused.reason == "R22_expired"
    assert call.world.writes == []
    with call.store.session() as session:
        assert list(session.exec(select(HoldRow))) == []


async def test_a_commit_asked_for_twice_at_once_writes_once(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, at("2026-12-01 10:00")))
    turns = call.agree(offer.read_back)
    results = await asyncio.gather(*(call.authority.commit(offer.proposal_id, turns) for _ in range(3)))
    written = {(result.apt_num, result.kind) for result in results if isinstance(result, Done)}
    assert [kind for _, kind in written] == [Kind.CREATE]
    assert call.world.writes == ["create"]
