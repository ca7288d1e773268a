"""The sandbox's telephone calls the whole house over real sockets: a booking by voice, faster than life."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from receptionist.clock import SystemClock
from receptionist.events import NoticeGiven, TransferRequested
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.sandbox.twilio.staff import Staff
from receptionist.store.phone import TransferRow
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

QUICK = Patience(question=0.3, statement=1.0, hold=10.0, give_up=15.0, utterance_gap=0.2)
WISH = ("I'd like a cleaning next Tuesday at 2", "Dana Okafor, November 2 1988", "yes please")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Barton Dental with its telephone, on Monday, November 30, 2026."""
    async with open_house(tmp_path, TWILIO_AUTH_TOKEN="sandbox") as opened:
        settings = opened.app.state.settings
        opened.app.state.settings = settings.model_copy(update={"public_url": opened.url})
        yield opened


async def ring(
    house: House, *lines: str, speed: float, interrupt: float | None = None, jitter: float = 0.0
) -> CallResult:
    plan = Plan(lines, house.url, "sandbox", speed=speed, patience=QUICK, interrupt=interrupt, jitter=jitter)
    result = await place_call(plan, SystemClock(), seed=1)
    assert (result.problems, result.gave_up) == ([], False)
    return result


def said(result: CallResult, who: str) -> str:
    return " ".join(words for speaker, words in result.transcript if speaker == who)


@pytest.mark.parametrize(("speed", "jitter"), [(4, 0.0), (8, 0.0), (4, 0.08)])
async def test_a_booking_by_voice(house: House, speed: float, jitter: float) -> None:
    result = await ring(house, *WISH, "No, that's all", speed=speed, jitter=jitter)
    assert "is booked for Tuesday, December" in said(result, "lexi")
    assert (result.ended_by, result.after) == ("service", "Hangup")
    (booked,) = (await house.changes())["appointments"]
    assert booked["PatNum"] == 101


async def test_lexi_is_stopped_and_what_was_not_heard_is_not_taken_as_heard(house: House) -> None:
    result = await ring(house, "What are your hours", "Where are you located", "Goodbye", speed=4, interrupt=1.5)
    lexi = [words for who, words in result.transcript if who == "lexi"]
    assert lexi[0].startswith("Hi! Welcome")
    assert "How can I help" not in lexi[0]
    assert any(words.startswith("Our hours are") and "Sunday" not in words for words in lexi)
    assert max(result.overlaps) < 0.5


async def test_digits_are_a_turn_of_the_callers(house: House) -> None:
    result = await ring(house, "11021988#", speed=8)
    assert ("caller", "(presses 11021988#)") in result.transcript
    assert len([words for who, words in result.transcript if who == "lexi"]) >= 2


async def through_to_staff(house: House, *lines: str, staff: Staff) -> CallResult:
    """A caller who presses 0, and what comes of it."""
    plan = Plan(("0", *lines), house.url, "sandbox", speed=8, patience=QUICK, staff=staff)
    result = await place_call(plan, SystemClock())
    assert result.problems == []
    await house.app.state.phone_desk.ledger.close()
    return result


def transfer(house: House) -> TransferRow:
    with house.database.session() as session:
        return session.exec(select(TransferRow)).one()


async def test_staff_hear_who_it_is_and_take_the_call(house: House) -> None:
    result = await through_to_staff(house, staff="answers")
    assert result.after == "Dial +15550102001, Hangup"
    heard = said(result, "staff")
    assert "A caller whom we have not verified asked for a person." in heard
    assert heard.endswith("(press 1)")
    assert (transfer(house).result, house.messages()) == ("answered", [])
    log = await house.log(transfer(house).call_id)
    results = [entry.event.result for entry in log if isinstance(entry.event, TransferRequested)]
    assert results == ["dialling", "answered"]


async def test_a_caller_whom_staff_refuse_comes_back_to_lexi_and_leaves_one_message(house: House) -> None:
    result = await through_to_staff(
        house, "Can I leave a message? Please call me about my bill", "555 010 0142", "No, that's all", staff="refuses"
    )
    assert result.streams == 2
    assert "nobody can take your call just now" in said(result, "phone")
    assert transfer(house).result == "refused"
    (message,) = house.messages()
    assert message.card is not None
    assert "5550100142" in (message.callback_number or "").replace("-", "").replace(" ", "")
    assert "about my bill" in message.text
    log = await house.log(message.call_id)
    assert [entry.sequence for entry in log] == list(range(1, len(log) + 1)), "one call, one log"
    assert sum(isinstance(entry.event, NoticeGiven) for entry in log) == 1
