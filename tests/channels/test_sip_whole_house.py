"""SIP calls through the whole house over real sockets: webhook, accept, sideband, a booking, refer, hang-up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from receptionist.events import SpeechCutShort
from receptionist.store.calls import CallRow
from receptionist.store.phone import TransferRow
from tests.channels.sip_house import SipHouse, said, sip_house

pytestmark = pytest.mark.end_to_end

WISH = ("I'd like a cleaning next Tuesday at 2", "Dana Okafor, November 2 1988", "yes please")
NOTICE = "You are speaking with an automated AI assistant, and this conversation is recorded and transcribed."


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SipHouse]:
    """The house as its SIP callers find it."""
    async with sip_house(tmp_path, monkeypatch) as opened:
        yield opened


async def outcomes(sip: SipHouse) -> list[tuple[str, str | None]]:
    """Channel and outcome of every call on the books."""
    await sip.house.app.state.writer.flush()
    with sip.house.database.session() as session:
        return [(row.channel, row.outcome) for row in session.exec(select(CallRow))]


async def test_a_booking_by_voice(house: SipHouse) -> None:
    result = await house.ring(*WISH, "No, that's all")
    lexi = said(result, "lexi")
    assert lexi.startswith(f"{NOTICE} Hi! Welcome to Barton Dental.")
    assert "is booked for Tuesday, December" in lexi
    assert lexi.endswith("Goodbye! Take care!")
    assert (result.gave_up, result.ended_by, result.referred_to) == (False, "service", "")
    (booked,) = (await house.house.changes())["appointments"]
    assert booked["PatNum"] == 101
    assert await outcomes(house) == [("sip", "booked")]


async def test_a_lost_sideband_is_attached_again_and_the_conversation_goes_on(house: SipHouse) -> None:
    cuts: list[asyncio.Task[None]] = []

    def heard(who: str, text: str) -> None:
        if who == "caller" and text == WISH[1]:
            (call,) = house.calls._calls.values()
            cuts.append(asyncio.ensure_future(call.room.cut()))

    result = await house.ring(*WISH, "No, that's all", heard=heard)
    assert cuts
    assert said(result, "lexi").count(NOTICE) == 1
    (booked,) = (await house.house.changes())["appointments"]
    assert booked["PatNum"] == 101


async def test_lexi_is_stopped_where_the_vendor_says_but_never_in_the_notice(house: SipHouse) -> None:
    result = await house.ring("Hello?", "What are your hours", "Goodbye", interrupt=2.0)
    assert NOTICE in said(result, "lexi")
    with house.house.database.session() as session:
        (row,) = session.exec(select(CallRow))
    log = [entry.event for entry in await house.house.log(row.call_id)]
    cut = [event.heard_ms for event in log if isinstance(event, SpeechCutShort)]
    assert cut
    assert all(0 < heard_ms < 4000 for heard_ms in cut)


async def test_zero_refers_the_caller_to_a_person(house: SipHouse) -> None:
    result = await house.ring("0")
    assert result.referred_to == "tel:+15550102001"
    assert "putting you through" in said(result, "lexi")
    assert await outcomes(house) == [("sip", "transferred")]


async def test_a_refused_refer_becomes_a_message_and_the_caller_hears_so(house: SipHouse) -> None:
    result = await house.ring("0", invite={"refer_status": 502})
    assert (result.referred_to, result.ended_by) == ("", "service")
    assert said(result, "lexi").endswith("You can also call (555) 010-2000. Goodbye.")
    (message,) = house.house.messages()
    assert (message.urgency, message.callback_number) == ("urgent", "+15550100199")
    with house.house.database.session() as session:
        (transfer,) = session.exec(select(TransferRow))
    assert (transfer.result, transfer.message_id) == ("refused", message.message_id)


async def test_a_sideband_refused_at_first_is_tried_again_and_one_webhook_is_one_call(house: SipHouse) -> None:
    result = await house.ring("What are your hours", invite={"attach_refusals": 3}, deliveries=3)
    assert "Our hours are" in said(result, "lexi")
    assert [signal["signal"] for signal in result.signals].count("answered") == 1
    assert await outcomes(house) == [("sip", "answered")]


async def test_without_any_sideband_the_caller_goes_to_a_person(house: SipHouse) -> None:
    result = await house.ring("What are your hours", invite={"attach_refusals": 99})
    assert result.referred_to == "tel:+15550102001"
    assert await outcomes(house) == [("sip", "failed")]


async def test_callers_who_leave_in_every_state_leave_nothing_behind(house: SipHouse) -> None:
    for leaves in ("before webhook", "ringing", "answered"):
        result = await house.ring("Hello", leaves=leaves)
        assert result.ended_by == "caller"
    result = await house.ring("Hello")
    assert result.ended_by == "caller"
    assert not house.calls._calls
    assert len(house.house.app.state.switchboard.running) == 0
    assert house.house.messages() == []


async def test_a_full_house_is_busy(house: SipHouse) -> None:
    house.house.app.state.switchboard._max_calls = 0
    assert (await house.ring("Hello")).rejected_with == 486
    assert await outcomes(house) == []
