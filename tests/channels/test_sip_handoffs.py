"""What the store keeps of SIP calls: who has which, where it came from, and what came of its transfer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from receptionist.agents.handoff import HandoffCard
from receptionist.channels.sip_handoffs import NO_CARD, Handoffs
from receptionist.clock import ManualClock
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from receptionist.store.phone import TransferRow, caller_number

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
NUMBER = "+15550100123"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store."""
    store = Database(f"sqlite:///{tmp_path}/sip.db")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def handoffs(database: Database) -> Handoffs:
    """The store's side of SIP calls."""
    return Handoffs(database, ManualClock(NOW))


def transfer(database: Database) -> None:
    """A transfer that was asked for in the call c_1."""
    card = HandoffCard(reason="asked_for_person", urgency="routine").model_dump(mode="json")
    row = TransferRow(
        transfer_id="t_1",
        call_id="c_1",
        target="front desk",
        reason="asked_for_person",
        style="cold",
        card=card,
        requested_at=NOW,
    )
    with database.session() as session:
        session.add(row)


async def test_a_webhook_is_handled_by_one_process(database: Database, handoffs: Handoffs) -> None:
    other = Handoffs(database, ManualClock(NOW))
    assert await handoffs.claim("wh_1")
    assert not await other.claim("wh_1")
    assert await other.claim("wh_" + "2" * 300)


async def test_a_store_that_is_down_costs_no_call(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path}/never-migrated.db")
    handoffs = Handoffs(empty, ManualClock(NOW))
    assert await handoffs.claim("wh_1")
    await handoffs.remember("rtc_1", "c_1", NUMBER)
    assert not await handoffs.note("c_1", "refused", NUMBER)
    empty.close()


async def test_the_number_is_kept_for_calling_back(database: Database, handoffs: Handoffs) -> None:
    await handoffs.remember("rtc_1", "c_1", NUMBER)
    with database.session() as session:
        assert caller_number(session, "c_1") == NUMBER


@pytest.mark.parametrize(("kind", "result"), [("taken", "dialling"), ("refused", "refused"), ("gone", "no_answer")])
async def test_what_came_of_a_transfer(database: Database, handoffs: Handoffs, kind: str, result: str) -> None:
    transfer(database)
    assert await handoffs.note("c_1", kind, NUMBER)  # type: ignore[arg-type]
    with database.session() as session:
        (row,) = session.exec(select(TransferRow))
        messages = session.exec(select(MessageRow)).all()
    assert (row.result, row.ended_at) == (result, NOW)
    assert [message.message_id for message in messages] == ([row.message_id] if kind == "refused" else [])
    if messages:
        assert (messages[0].urgency, messages[0].callback_number) == ("urgent", NUMBER)
        assert messages[0].card is not None


async def test_a_refused_transfer_without_a_card_is_a_message_too(database: Database, handoffs: Handoffs) -> None:
    assert await handoffs.note("c_1", "refused", None)
    with database.session() as session:
        (message,) = session.exec(select(MessageRow))
    assert (message.text, message.callback_number) == (NO_CARD, None)
