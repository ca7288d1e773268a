"""An E2 in the caller's words: code says "the same day" and asks for danger signs, once; then the model goes on."""

import pytest

from receptionist.engines import events as engine
from receptionist.events import EmergencyRaised, LexiSaid
from tests.calls.fakes import PausingCaller
from tests.calls.stage import CANCELLED, DONE, Stage

pytestmark = pytest.mark.unit

PAIN = "I have a terrible toothache, can I come on Tuesday?"


async def test_typed_code_answers_the_turn_and_the_model_the_next() -> None:
    stage = Stage()
    await stage.exchange.say("Hi!")
    await stage.speaks("Hi!")
    stage.session.sent.clear()
    await stage.exchange.caller_typed(PAIN)
    (words,) = (said for _, said in stage.caller.of("code"))
    assert "the same day" in words
    assert "911" in words
    # One answer to this turn; the model learns of the wish and goes on from the next.
    assert stage.session.sent == [("note", PAIN)]
    assert stage.alarms == []
    assert [raised.tier for raised in stage.logged(EmergencyRaised)] == ["E2"]
    await stage.exchange.caller_typed("no, nothing like that")
    assert stage.session.sent[-1] == ("text", "no, nothing like that")
    await stage.speaks("I have today at three.")
    await stage.exchange.caller_typed("it really is a terrible toothache")
    assert len(stage.caller.of("code")) == 1


async def test_a_yes_to_its_question_is_an_emergency() -> None:
    stage = Stage()
    await stage.exchange.caller_typed(PAIN)
    await stage.exchange.caller_typed("yes")
    assert [raised.tier for raised in stage.logged(EmergencyRaised)] == ["E2", "E0"]
    assert [alarm.sign for alarm in stage.alarms] == ["yes_to_red_flags"]


async def test_spoken_the_fixed_words_come_in_the_models_place() -> None:
    stage = Stage(PausingCaller(hears_code=False), server_answers=False)
    await stage.play(engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"), engine.ResponseStarted("r1"))
    await stage.play(engine.CallerTranscribed("u", PAIN), CANCELLED)
    assert [kind for kind, _ in stage.session.sent] == ["response", "cancel", "response"]
    assert "the same day" in str(stage.session.sent[-1][1])
    assert not stage.alarms


async def test_spoken_a_lookup_that_has_begun_goes_on_and_the_words_fill_the_wait() -> None:
    stage = Stage(PausingCaller(hears_code=False), server_answers=False)
    await stage.play(
        engine.CallerSpeechStarted("u"),
        engine.CallerSpeechCommitted("u"),
        engine.ResponseStarted("r1"),
        engine.WordsDone("i", "One moment."),
        engine.FunctionCalled("call", "getNextResponseFromSupervisor"),
        DONE,
    )
    await stage.play(engine.CallerTranscribed("u", PAIN))
    assert ("cancel", None) not in stage.session.sent
    assert "the same day" in str(stage.session.sent[-1][1])
    assert stage.exchange.state.working
    assert len(stage.logged(LexiSaid)) == 1


async def test_in_spanish() -> None:
    stage = Stage()
    await stage.exchange.caller_typed("me duele muchisimo la muela, no aguanto el dolor")
    assert "el mismo día" in stage.caller.of("code")[0][1]


async def test_an_ordinary_short_notice_visit_is_the_models() -> None:
    stage = Stage()
    await stage.exchange.caller_typed("I lost a filling, it doesn't hurt")
    assert stage.session.sent[-1][0] == "text"
    assert not stage.caller.of("code")
