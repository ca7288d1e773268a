"""The exchange of turns, event by event: when a turn is over, and that every failure has a next step."""

import asyncio

import pytest

from receptionist.agents.tools.lexi import ASK_SUPERVISOR
from receptionist.calls.caller import Cut
from receptionist.calls.exchange import AGAIN, MAX_TOOLS_A_TURN
from receptionist.calls.responses import CREATED_AGAIN_SECONDS, CREATED_SECONDS, QUIET_SECONDS
from receptionist.calls.safety import ALERTED
from receptionist.engines import events as engine
from receptionist.events import (
    BookingStep,
    CallerSaid,
    ClaimCorrected,
    EmergencyRaised,
    EngineTrouble,
    LexiSaid,
    SpeechCutShort,
    TokensUsed,
    ToolFinished,
    TurnTimed,
)
from tests.calls.stage import CANCELLED, DONE, FAILED, Stage

pytestmark = pytest.mark.unit


@pytest.fixture
async def stage() -> Stage:
    stage = Stage()
    await stage.exchange.say("Hi!")
    await stage.speaks("Hi!")
    stage.caller.told.clear()
    stage.session.sent.clear()
    return stage


async def test_the_greeting_is_asked_for_word_by_word_and_ends_a_turn() -> None:
    stage = Stage()
    await stage.exchange.say("Hi! Welcome.")
    assert stage.session.sent == [("response", 'Say exactly: "Hi! Welcome." Say nothing before or after it.')]
    await stage.speaks("Hi! Welcome.")
    assert stage.caller.told == [("words", "Hi! Welcome.", 0), ("utterance", "Hi! Welcome.", 0), ("turn_done",)]


async def test_a_typed_turn_waits_while_lexi_is_busy(stage: Stage) -> None:
    await stage.exchange.caller_typed("first")
    await stage.exchange.caller_typed("second")
    assert stage.session.sent == [("text", "first")]
    await stage.speaks("one")
    assert stage.session.sent == [("text", "first"), ("text", "second")]
    assert not stage.caller.of("turn_done")
    await stage.speaks("two")
    assert stage.caller.of("turn_done") == [("turn_done",)]
    assert [said.text for said in stage.logged(CallerSaid)] == ["first", "second"]


async def test_a_turn_is_over_only_after_the_answer_that_follows_a_tool(stage: Stage) -> None:
    await stage.exchange.caller_typed("when?")
    await stage.play(
        engine.ResponseStarted("r"),
        engine.WordsDone("i", "One moment."),
        engine.FunctionCalled("call", "get_datetime"),
        DONE,
    )
    assert not stage.caller.of("turn_done")
    stage.log.append(
        ToolFinished(tier="lexi", name="get_datetime", tool_call_id="call", output="", status="ok", seconds=0)
    )
    await stage.play(engine.FunctionAnswered("call"))
    assert not stage.caller.of("turn_done")
    await stage.speaks("It is nine.")
    assert stage.caller.of("turn_done") == [("turn_done",)]
    assert stage.session.sent == [("text", "when?")]


async def test_a_silent_delegation_gets_a_filler(stage: Stage) -> None:
    await stage.exchange.caller_typed("book")
    await stage.play(engine.ResponseStarted("r"), engine.FunctionCalled("call", ASK_SUPERVISOR.name), DONE)
    kind, instructions = stage.session.sent[-1]
    assert kind == "response"
    assert ASK_SUPERVISOR.progress in str(instructions)


async def test_a_delegation_after_a_sentence_gets_none(stage: Stage) -> None:
    await stage.exchange.caller_typed("book")
    await stage.play(
        engine.ResponseStarted("r"),
        engine.WordsDone("i", "One moment."),
        engine.FunctionCalled("call", ASK_SUPERVISOR.name),
    )
    assert stage.session.sent == [("text", "book")]


async def test_an_unknown_tool_is_followed_by_another_request(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(engine.ResponseStarted("r"), engine.FunctionCalled("call", "rm_rf"), DONE)
    await stage.play(engine.FunctionAnswered("call"))
    assert stage.session.sent[-1] == ("response", None)
    assert stage.caller.of("tool") == [("tool", "rm_rf", "unknown")]
    assert stage.logged(EngineTrouble)[0].code == "unknown_tool"


async def test_an_endless_tool_loop_ends_the_call(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    for number in range(MAX_TOOLS_A_TURN + 1):
        await stage.play(engine.FunctionCalled(f"call{number}", "get_datetime"))
    assert stage.over == [("tool_loop", True)]


async def test_a_failed_response_is_asked_for_again_then_apologised_for_then_ends_the_call(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(engine.ResponseStarted("r"), FAILED)
    assert stage.session.sent[-1] == ("response", None)
    assert not stage.caller.of("code")
    await stage.play(engine.ResponseStarted("r"), FAILED)
    assert stage.caller.of("code") == [("code", AGAIN)]
    assert stage.caller.of("turn_done") == [("turn_done",)]
    await stage.exchange.caller_typed("x again")
    await stage.play(engine.ResponseStarted("r"), FAILED, engine.ResponseStarted("r"), FAILED)
    assert stage.over == [("engine_failed", True)]


async def test_a_word_from_lexi_forgives_earlier_failures(stage: Stage) -> None:
    for _ in range(3):
        await stage.exchange.caller_typed("x")
        await stage.play(engine.ResponseStarted("r"), FAILED)
        await stage.speaks("Here you are.")
    assert not stage.over
    assert not stage.caller.of("code")


async def test_a_response_without_words_or_tools_counts_as_failed_and_a_cancelled_one_does_not(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(engine.ResponseStarted("r"), DONE)
    assert stage.session.sent[-1] == ("response", None)
    await stage.play(engine.ResponseStarted("r"), engine.ResponseFinished("r", "cancelled", "turn_detected", None))
    assert [trouble.code for trouble in stage.logged(EngineTrouble)] == ["silent_response"]


async def test_silence_from_the_server_is_noticed_on_the_clock(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.pass_time(CREATED_SECONDS)
    assert len(stage.session.sent) == 1
    await stage.pass_time(2)
    assert stage.session.sent[-1] == ("response", None)
    await stage.pass_time(CREATED_AGAIN_SECONDS)
    assert not stage.caller.of("code")
    await stage.pass_time(2)
    assert stage.caller.of("code") == [("code", AGAIN)]


async def test_a_response_that_goes_quiet_in_the_middle_is_ended_and_asked_for_again(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(engine.ResponseStarted("r"), engine.WordsDelta("i", "We are"))
    await stage.pass_time(QUIET_SECONDS)
    assert len(stage.session.sent) == 1
    await stage.pass_time(2)
    assert stage.session.sent[1:] == [("cancel", None), ("response", None)]


async def test_a_loop_that_was_busy_itself_does_not_take_the_server_for_lost(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.clock.advance(30)
    await stage.exchange.check_progress()
    await stage.play(engine.ResponseStarted("r"))
    await stage.exchange.check_progress()
    assert stage.session.sent == [("text", "x")]


async def test_a_working_tool_is_not_silence(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(engine.ResponseStarted("r"), engine.WordsDone("i", "One moment."))
    await stage.play(engine.FunctionCalled("call", ASK_SUPERVISOR.name), DONE)
    await stage.pass_time(60)
    assert stage.session.sent == [("text", "x")]


async def test_a_response_lost_to_the_active_response_race_is_sent_again(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(
        engine.ResponseStarted("r"),
        engine.ServerError("conversation_already_has_active_response", "agents_py_response_create_7"),
        engine.WordsDone("i", "Hello."),
        DONE,
    )
    assert stage.session.sent[-1] == ("response", None)
    assert not stage.caller.of("turn_done")


async def test_other_server_errors_are_noted_without_their_text(stage: Stage) -> None:
    await stage.play(engine.ServerError("response_cancel_not_active", ""), engine.ServerError("invalid_value", "e"))
    assert [trouble.code for trouble in stage.logged(EngineTrouble)] == ["invalid_value"]


async def test_goodbye_ends_the_call_once_it_has_been_said(stage: Stage) -> None:
    await stage.exchange.caller_typed("bye")
    await stage.play(engine.ResponseStarted("r"), engine.WordsDone("i", "Goodbye!"))
    stage.exchange.end_when_spoken("goodbye", new_speech=False)
    assert not stage.over
    await stage.play(DONE)
    assert stage.over == [("goodbye", False)]


async def test_nothing_is_said_after_goodbye(stage: Stage) -> None:
    await stage.exchange.caller_typed("bye")
    await stage.play(engine.ResponseStarted("r"), engine.WordsDone("i", "Goodbye!"))
    stage.exchange.end_when_spoken("goodbye", new_speech=False)
    await stage.play(DONE)
    stage.caller.told.clear()
    await stage.play(engine.ResponseStarted("r2"), engine.AudioDelta("j", "AAA="), engine.WordsDone("j", "Take care!"))
    assert not stage.caller.told


async def test_a_transfer_waits_for_its_announcement(stage: Stage) -> None:
    await stage.exchange.caller_typed("a person please")
    await stage.play(engine.ResponseStarted("r"), engine.WordsDone("i", "Of course."))
    stage.exchange.end_when_spoken("transfer", new_speech=True)
    await stage.play(DONE)
    assert not stage.over
    await stage.speaks("Putting you through.")
    assert stage.over == [("transfer", False)]


async def test_words_of_a_cut_off_response_are_kept(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.play(
        engine.ResponseStarted("r"),
        engine.WordsDelta("i", "We are op"),
        engine.ResponseFinished("r", "cancelled", "turn_detected", None),
    )
    assert stage.logged(LexiSaid)[-1].text == "We are op"


async def test_usage_is_logged_and_turns_are_timed(stage: Stage) -> None:
    await stage.exchange.caller_typed("x")
    await stage.clock.advance(0.3)
    await stage.play(engine.ResponseStarted("r"), engine.WordsDelta("i", "He"))
    await stage.clock.advance(0.5)
    usage = engine.Usage(100, 60, 10, 0, 0, 0)
    await stage.play(engine.WordsDone("i", "Hello."), engine.ResponseFinished("r", "completed", "", usage))
    assert stage.logged(TurnTimed) == [TurnTimed(turn=1, first_word_ms=300, answer_ms=800)]
    used = stage.logged(TokensUsed)[0]
    assert (used.tier, used.text_in, used.text_cached, used.text_out) == ("lexi", 100, 60, 10)


async def test_the_callers_speech_stops_lexi_and_its_transcript_is_awaited(stage: Stage) -> None:
    await stage.play(engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"))
    assert stage.caller.of("stop") == [("stop",)]
    waiting = asyncio.create_task(stage.notes.caller_words())
    await stage.clock.advance(0.5)
    assert not waiting.done()
    await stage.play(engine.CallerTranscribed("u", "yes please"))
    await waiting
    assert stage.logged(CallerSaid) == [CallerSaid(text="yes please", item_id="u")]


async def test_a_transcript_that_never_comes_is_not_waited_for_forever(stage: Stage) -> None:
    await stage.play(engine.CallerSpeechCommitted("u"))
    waiting = asyncio.create_task(stage.notes.caller_words())
    await stage.clock.advance(10)
    assert waiting.done()
    await stage.play(engine.CallerSpeechCommitted("v"), engine.CallerTranscribed("v", None))
    await stage.notes.caller_words()


DANGER = "my face is swelling and I can't breathe"


async def test_an_emergency_is_answered_by_code_before_any_model(stage: Stage) -> None:
    await stage.exchange.caller_typed(DANGER)
    assert ("text", DANGER) not in stage.session.sent
    assert stage.session.sent == [("note", DANGER)]
    first, second = (entry[1] for entry in stage.caller.of("code"))
    assert "911" in first
    assert second == ALERTED["en"]
    assert [alarm.tier.name for alarm in stage.alarms] == ["E0"]
    assert stage.logged(EmergencyRaised)[0].tier == "E0"
    assert stage.caller.told[-1] == ("turn_done",)


async def test_nobody_is_said_to_be_alerted_who_was_not(stage: Stage) -> None:
    stage.staff_can_be_told = False
    await stage.exchange.caller_typed(DANGER)
    assert len(stage.caller.of("code")) == 1


async def test_a_spoken_emergency_interrupts_the_model_with_the_fixed_words(stage: Stage) -> None:
    stage.caller.hears_code = False
    await stage.play(engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"), engine.ResponseStarted("r"))
    await stage.play(engine.CallerTranscribed("u", DANGER))
    assert stage.session.sent == [("cancel", None)]
    await stage.play(engine.ResponseFinished("r", "cancelled", "client_cancelled", None))
    kind, instructions = stage.session.sent[1]
    assert kind == "response"
    assert "911" in str(instructions)
    assert stage.alarms


async def test_a_caller_who_is_put_through_hears_the_fixed_words_first(stage: Stage) -> None:
    stage.caller.hears_code = False
    stage.on_alarm = lambda: stage.exchange.end_when_spoken("transfer", new_speech=True)
    await stage.play(engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"), engine.ResponseStarted("r"))
    await stage.play(engine.WordsDelta("i", "If this is a"), engine.CallerTranscribed("u", DANGER))
    await stage.play(engine.WordsDone("i", "If this is a"), CANCELLED)
    assert stage.over == []
    await stage.speaks("Please call 911 now.")
    assert stage.over == [("transfer", False)]


async def test_a_partial_transcript_is_enough(stage: Stage) -> None:
    stage.caller.hears_code = False
    await stage.play(engine.CallerSpeechCommitted("u"), engine.CallerTranscribing("u", "I can't breathe my throat "))
    await stage.play(engine.CallerTranscribing("u", "is closing up and"))
    assert stage.alarms


async def test_ordinary_words_raise_nothing(stage: Stage) -> None:
    await stage.exchange.caller_typed("I'd like a cleaning, no pain and no swelling")
    assert not stage.alarms
    assert stage.session.sent[-1][0] == "text"


async def test_a_claim_without_its_deed_is_taken_back_before_the_turn_ends(stage: Stage) -> None:
    await stage.exchange.caller_typed("book it")
    await stage.speaks("You're booked for Tuesday at ten.")
    told = [entry[0] for entry in stage.caller.told]
    assert told[-2:] == ["code", "turn_done"]
    assert "nothing has been booked" in stage.caller.of("code")[0][1]
    assert stage.logged(ClaimCorrected) == [ClaimCorrected(deed="booked", fault="not_done")]


async def test_a_claim_with_its_deed_stands(stage: Stage) -> None:
    await stage.exchange.caller_typed("book it")
    stage.log.append(BookingStep(step="written", action="create", apt_num=7))
    await stage.speaks("You're booked for Tuesday at ten.")
    assert not stage.caller.of("code")


async def test_on_a_telephone_the_engine_speaks_the_correction(stage: Stage) -> None:
    stage.caller.hears_code = False
    await stage.exchange.caller_typed("book it")
    await stage.speaks("You're booked for Tuesday at ten.")
    assert not stage.caller.of("turn_done")
    assert "nothing has been booked" in str(stage.session.sent[-1][1])
    await stage.speaks("I need to correct myself: nothing has been booked yet.")
    assert stage.caller.of("turn_done")


async def test_what_the_caller_did_not_hear_is_noted_and_forgotten(stage: Stage) -> None:
    stage.caller.cut = Cut("i1", 640, ("i2",))
    await stage.play(engine.CallerSpeechStarted("u"))
    assert stage.logged(SpeechCutShort) == [
        SpeechCutShort(item_id="i1", heard_ms=640),
        SpeechCutShort(item_id="i2", heard_ms=0),
    ]
    assert stage.session.sent == [("forget", "i2")]
