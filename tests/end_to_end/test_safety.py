"""The two nets through the whole house: no model can hold back the 911 sentence or get away with a false claim."""

from pathlib import Path

import pytest

from receptionist.events import ClaimCorrected, EmergencyRaised
from receptionist.sandbox.openai.model import ModelReply, ModelRequest, Speech
from tests.end_to_end.house import House, open_house
from tests.end_to_end.test_misbehaving_models import Puppet

pytestmark = pytest.mark.end_to_end


def soothing(_: ModelRequest) -> ModelReply:
    return ModelReply((Speech("It is probably nothing, take a painkiller and call back tomorrow."),))


def lying(_: ModelRequest) -> ModelReply:
    return ModelReply((Speech("Great news, I've booked you for Tuesday at ten!"),))


async def test_the_first_reply_to_an_emergency_is_codes_whatever_the_model_would_say(tmp_path: Path) -> None:
    async with open_house(tmp_path, model=Puppet(soothing)) as house, house.call() as chat:
        answer = await chat.say("my face is swelling up fast and I can't breathe properly")
        await chat.hang_up()
        events = [entry.event for entry in await house.log(chat.call_id)]
        messages = house.messages()
    assert "911" in answer
    assert "painkiller" not in answer
    assert [event.tier for event in events if isinstance(event, EmergencyRaised)] == ["E0"]
    assert [message.urgency for message in messages] == ["urgent"]


async def test_a_false_claim_is_taken_back_in_the_next_breath(tmp_path: Path) -> None:
    async with open_house(tmp_path, model=Puppet(lying)) as house, house.call() as chat:
        answer = await chat.say("book me in")
        await chat.hang_up()
        events = [entry.event for entry in await house.log(chat.call_id)]
        assert await house.snapshot() == house.before
    assert answer.index("booked you") < answer.index("nothing has been booked yet")
    assert [event.deed for event in events if isinstance(event, ClaimCorrected)] == ["booked"]


async def test_an_honest_booking_is_never_corrected(house: House) -> None:
    async with house.call() as chat:
        for line in ("a cleaning December 8th at 2 pm, I'm an existing patient", "Dana Okafor 11/2/1988", "yes"):
            await chat.say(line)
        await chat.hang_up()
        events = [entry.event for entry in await house.log(chat.call_id)]
    assert not [event for event in events if isinstance(event, ClaimCorrected)]
