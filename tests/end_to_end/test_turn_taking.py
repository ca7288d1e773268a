"""Turn-taking through the whole house: fixed words once, one answer to one question, and a polite end."""

from pathlib import Path

import pytest

from receptionist.calls import abuse
from receptionist.events import CallEnded, EmergencyRaised, LexiSaid, SupervisorAnswered
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Returned, Speech
from tests.end_to_end.house import House, open_house
from tests.end_to_end.test_misbehaving_models import ASK, Puppet

pytestmark = pytest.mark.end_to_end


async def test_the_same_day_sentence_comes_first_and_once_and_the_booking_goes_on(house: House) -> None:
    async with house.call() as chat:
        first = await chat.say("I have a terrible toothache and need to see someone, I'm Dana Okafor, 11/2/1988")
        second = await chat.say("No, none of those")
        third = await chat.say("I'd like an emergency visit, Dana Okafor, November 2 1988")
        await chat.hang_up()
        events = [entry.event for entry in await house.log(chat.call_id)]
    assert "the same day" in first
    assert first.count("?") == 1
    assert "the same day. First" not in second + third
    assert [event.tier for event in events if isinstance(event, EmergencyRaised)] == ["E2"]
    assert any(isinstance(event, SupervisorAnswered) for event in events)


async def test_abuse_is_warned_once_and_then_the_call_ends_with_words(house: House) -> None:
    async with house.call() as chat:
        assert await chat.say("You are a fucking idiot.") == abuse.WARNING
        assert await chat.say("Fuck you.") == abuse.GOODBYE
        assert chat.last["type"] == "call.ended"
        events = [entry.event for entry in await house.log(chat.call_id)]
    assert [event.reason for event in events if isinstance(event, CallEnded)] == ["abusive"]


async def test_somebody_who_swears_in_pain_is_helped(house: House) -> None:
    async with house.call() as chat:
        assert "the same day" in await chat.say("my tooth fucking hurts, it's killing me, please help")
        assert chat.last["type"] == "turn.done"


async def test_two_requests_in_one_response_are_answered_once(tmp_path: Path) -> None:
    """A model that asks the supervisor twice at once: the first request is taken along by the second."""

    def lexi(request: ModelRequest) -> ModelReply:
        answers = [item.output for item in request.items if isinstance(item, Returned)]
        if answers:
            return ModelReply((Speech(answers[-1]),))
        asks = (Call(ASK, {"relevantContextFromLastUserMessage": words}) for words in ("a cleaning", "on Tuesday"))
        return ModelReply((Speech("One moment."), *asks))

    def supervisor(_: ModelRequest) -> ModelReply:
        return ModelReply((Speech("Tuesday at ten is free. Shall I book it?"),))

    async with (
        open_house(tmp_path, model=Puppet(lexi, supervisor), RECEPTIONIST_REALTIME_MODEL="gpt-realtime-1.5") as house,
        house.call() as chat,
    ):
        await chat.say("a cleaning on Tuesday")
        await chat.hang_up()
        events = [entry.event for entry in await house.log(chat.call_id)]
    said = [event.text for event in events if isinstance(event, LexiSaid)]
    assert sum("Tuesday at ten" in text for text in said) == 1
    ended = sorted(event.ended for event in events if isinstance(event, SupervisorAnswered))
    assert ended == ["answered", "superseded"]
