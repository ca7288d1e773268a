"""Silence, length and the end of a call, on virtual time: nobody is hurried, cut off, or left on a dead line."""

from datetime import UTC, datetime

import pytest

from receptionist.booking.agreement import Answer, ReadBack, classify
from receptionist.booking.case import Kind
from receptionist.calls.exchange import LONGEST_GOODBYE_SECONDS
from receptionist.calls.length import LONGEST, OVER, WARN, WARNING
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.silence import (
    CANNOT_HEAR,
    GOODBYE,
    PROMPT_SECONDS,
    RELAY_FACTOR,
    STILL_THERE,
    WAITING_SECONDS,
)
from receptionist.clock import ManualClock
from receptionist.engines import events as engine
from receptionist.events import CallerSaid, CallerSilent, LexiSaid, ToolFinished
from tests.calls.fakes import PausingCaller
from tests.calls.stage import CANCELLED, DONE, Stage

pytestmark = pytest.mark.unit


class Phone(Stage):
    """A call by telephone after its greeting, which was heard."""

    def __init__(self) -> None:
        self.line = PausingCaller(hears_code=False)
        super().__init__(self.line, server_answers=False)

    async def greet(self) -> None:
        await self.exchange.say("Hi!")
        await self.lexi("Hi!")

    async def lexi(self, words: str, *, heard: bool = True) -> None:
        await self.play(engine.ResponseStarted("r"), engine.WordsDone("i", words))
        self.exchange.hear("AAAA", "i")
        await self.play(DONE)
        if heard:
            self.line.played_out()

    async def hears(self, words: str) -> None:
        await self.play(
            engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"), engine.CallerTranscribed("u", words)
        )

    def asked(self, words: str) -> bool:
        return any(words in str(instructions) for _, instructions in self.session.sent)


@pytest.fixture
async def phone() -> Phone:
    phone = Phone()
    await phone.greet()
    phone.session.sent.clear()
    return phone


async def test_silence_is_asked_about_twice_and_then_the_call_ends_politely(phone: Phone) -> None:
    for words in (STILL_THERE, CANNOT_HEAR, GOODBYE):
        await phone.pass_time(PROMPT_SECONDS)
        assert not phone.asked(words)
        await phone.pass_time(2)
        assert phone.asked(words)
        assert not phone.over
        await phone.lexi(words)
    await phone.pass_time(1)
    assert phone.over == [("caller_silent", False)]
    assert [silent.rung for silent in phone.logged(CallerSilent)] == [1, 2, 3]


async def test_what_lexi_says_is_heard_out_before_silence_counts(phone: Phone) -> None:
    await phone.hears("when are you open")
    await phone.lexi("From eight to five.", heard=False)
    await phone.pass_time(30)
    assert not phone.asked(STILL_THERE)
    phone.line.played_out()
    await phone.pass_time(PROMPT_SECONDS + 2)
    assert phone.asked(STILL_THERE)


async def test_any_sound_begins_the_ladder_again(phone: Phone) -> None:
    await phone.pass_time(PROMPT_SECONDS + 2)
    await phone.lexi(STILL_THERE)
    await phone.hears("yes, sorry")
    await phone.lexi("How can I help?")
    phone.session.sent.clear()
    await phone.pass_time(PROMPT_SECONDS + 2)
    assert phone.asked(STILL_THERE)
    assert not phone.asked(CANNOT_HEAR)


async def test_a_caller_who_asked_for_a_moment_gets_a_minute(phone: Phone) -> None:
    await phone.hears("hold on, let me get my card")
    await phone.lexi("Of course, take your time.")
    await phone.pass_time(WAITING_SECONDS - 2)
    assert not phone.asked(STILL_THERE)
    await phone.pass_time(5)
    assert phone.asked(STILL_THERE)


async def test_a_relay_call_has_six_times_as_long(phone: Phone) -> None:
    await phone.hears("This is relay operator 4412 with a call for you.")
    await phone.lexi("Hello, how can I help?")
    await phone.pass_time(RELAY_FACTOR * PROMPT_SECONDS - 2)
    assert not phone.asked(STILL_THERE)
    await phone.pass_time(5)
    assert phone.asked(STILL_THERE)


async def test_nobody_is_asked_while_a_tool_works_or_while_speaking(phone: Phone) -> None:
    await phone.hears("book me in")
    await phone.play(engine.ResponseStarted("r"), engine.WordsDone("i", "One moment."))
    await phone.play(engine.FunctionCalled("call", "getNextResponseFromSupervisor"), DONE)
    await phone.pass_time(40)
    assert not phone.asked(STILL_THERE)
    await phone.play(engine.CallerSpeechStarted("v"))
    phone.log.append(
        ToolFinished(
            tier="lexi", name="getNextResponseFromSupervisor", tool_call_id="call", output="", status="ok", seconds=0
        )
    )
    await phone.pass_time(40)
    assert not phone.asked(STILL_THERE)


async def test_typed_callers_are_not_measured_by_the_second() -> None:
    stage = Stage()
    await stage.exchange.say("Hi!")
    await stage.speaks("Hi!")
    stage.session.sent.clear()
    await stage.pass_time(600)
    assert not stage.session.sent


def test_a_yes_to_are_you_still_there_agrees_to_nothing() -> None:
    clock = ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))
    log = CallLog("c_1", clock)
    for event in (
        LexiSaid(text="Tuesday at ten. Shall I book it?", turn=1),
        CallerSilent(rung=1),
        LexiSaid(text=STILL_THERE, turn=1),
        CallerSaid(text="Yes."),
    ):
        log.append(event)
    turns = LogNotes(log, clock).spoken_turns()
    # The turn that follows the read-back is silence, and silence is no yes.
    assert [turn.speaker for turn in turns] == ["lexi", "caller", "lexi", "caller"]
    assert classify(turns[1].text, ReadBack(Kind.CREATE)) is Answer.OTHER


async def test_a_long_call_is_warned_and_ended_at_the_end_of_a_turn(phone: Phone) -> None:
    await phone.clock.advance((LONGEST - WARNING).total_seconds())
    await phone.exchange.check_progress()
    assert phone.asked("about two more minutes")
    await phone.lexi(WARN)
    await phone.clock.advance(WARNING.total_seconds())
    await phone.hears("one last thing")
    await phone.play(engine.ResponseStarted("r"), engine.FunctionCalled("call", "getNextResponseFromSupervisor"))
    await phone.pass_time(5)
    assert not phone.asked("longest time")
    phone.log.append(
        ToolFinished(
            tier="lexi", name="getNextResponseFromSupervisor", tool_call_id="call", output="", status="ok", seconds=0
        )
    )
    await phone.play(DONE)
    await phone.lexi("You're all set.")
    await phone.pass_time(1)
    assert phone.asked("longest time")
    await phone.lexi(OVER)
    await phone.pass_time(1)
    assert phone.over == [("too_long", False)]


async def goodbye(phone: Phone) -> None:
    await phone.hears("that's all, thanks")
    phone.exchange.end_when_spoken("goodbye", new_speech=False)
    await phone.lexi("Goodbye!", heard=False)


async def test_the_goodbye_is_heard_out_before_the_call_ends(phone: Phone) -> None:
    await goodbye(phone)
    await phone.pass_time(3)
    assert not phone.over
    phone.line.played_out()
    await phone.pass_time(1)
    assert phone.over == [("goodbye", False)]


async def test_a_line_that_never_falls_silent_does_not_hold_the_call_up(phone: Phone) -> None:
    await goodbye(phone)
    await phone.pass_time(LONGEST_GOODBYE_SECONDS + 2)
    assert phone.over == [("goodbye", False)]


async def test_whoever_speaks_into_the_goodbye_is_listened_to(phone: Phone) -> None:
    await goodbye(phone)
    await phone.hears("wait, one more thing")
    assert phone.session.sent[-1] == ("response", None)
    phone.line.played_out()
    await phone.pass_time(3)
    assert not phone.over


async def test_saying_goodbye_as_well_ends_the_call(phone: Phone) -> None:
    await goodbye(phone)
    await phone.hears("bye bye, thank you")
    phone.line.played_out()
    await phone.pass_time(1)
    assert phone.over == [("goodbye", False)]


async def test_what_the_model_adds_to_its_goodbye_is_not_said(phone: Phone) -> None:
    await goodbye(phone)
    phone.session.sent.clear()
    await phone.play(engine.ResponseStarted("r9"), engine.WordsDone("j", "Take care!"), CANCELLED)
    assert phone.session.sent == [("cancel_only", "r9")]
    assert "Take care!" not in [said.text for said in phone.logged(LexiSaid)]
