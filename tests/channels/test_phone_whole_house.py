"""The sandbox's telephone calls the whole house over real sockets: a booking by voice, faster than life."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from receptionist.clock import SystemClock
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
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


async def test_zero_puts_the_caller_through_and_unanswered_takes_a_message(house: House) -> None:
    plan = Plan(("0",), house.url, "sandbox", speed=8, patience=QUICK, staff_answer=False)
    result = await place_call(plan, SystemClock())
    assert result.after.startswith("Dial +1555010200")
    assert "Record" in result.after
    assert result.transcript[-1][1].startswith("Thank you. Your message is with the front desk")
    (message,) = [row for row in house.messages() if "Recording:" in row.text]
    assert message.callback_number == plan.caller
    assert message.call_id.startswith("c_")
