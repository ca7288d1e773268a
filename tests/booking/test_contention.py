"""Many calls after the same minutes, over one database file and two connections to it, as two processes have."""

import asyncio
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from receptionist.booking.case import Kind, time_cells
from receptionist.booking.ledger import HeldElsewhere, Ledger, new_proposal_id
from receptionist.booking.outcome import CreateRequest, Done, Proposed, Refused
from receptionist.store.database import Database
from receptionist.store.proposals import ProposalRow
from tests.booking.fake import at
from tests.booking.world import CLEANING, DANA, KIM, TOM, Call, barton, clock_at, office_of

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")


def row(call_id: str) -> ProposalRow:
    return ProposalRow(
        proposal_id=new_proposal_id(), call_id=call_id, kind=Kind.CREATE.value, state="open", sequence=0,
        read_back="?", plan={}, created_at=TEN, expires_at=at("2026-12-01 10:05"),
    )  # fmt: skip


async def test_of_many_calls_one_holds_the_minutes(tmp_path: Path) -> None:
    stores = [Database(f"sqlite:///{tmp_path / 'holds.db'}") for _ in range(2)]
    SQLModel.metadata.create_all(stores[0].engine)

    async def attempt(number: int) -> bool:
        ledger = Ledger(stores[number % 2], f"c_{number}")
        start = at(f"2026-12-01 10:{number % 3}0")
        try:
            await ledger.place(row(f"c_{number}"), time_cells(start, "X" * 12, KIM, number), TEN)
        except HeldElsewhere:
            return False
        return True

    won = await asyncio.gather(*(attempt(number) for number in range(24)))
    assert sum(won) == 1
    assert [await Ledger(store, "c_x").held_by_others(TEN) for store in stores][0].cells
    for store in stores:
        store.close()


async def test_callers_racing_for_one_opening_end_with_one_row(tmp_path: Path) -> None:
    world = barton()
    office, clock = await office_of(world), clock_at()
    store = Database(f"sqlite:///{tmp_path / 'race.db'}")
    SQLModel.metadata.create_all(store.engine)

    async def caller(number: int) -> str:
        call = Call(world, office, clock, store, f"c_{number}").verified((DANA, TOM, 112)[number % 3])
        request = CreateRequest((DANA, TOM, 112)[number % 3], CLEANING, TEN, prov_num=KIM)
        offer = await call.authority.propose(request, 0)
        if isinstance(offer, Refused):
            assert offer.reason in ("R24_held", "R08_operatory_taken", "R16_already_booked")
            return "refused"
        assert isinstance(offer, Proposed)
        result = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
        return "done" if isinstance(result, Done) else "refused"

    results = await asyncio.gather(*(caller(number) for number in range(9)))
    assert results.count("done") == 1
    assert world.writes == ["create"]
    store.close()
