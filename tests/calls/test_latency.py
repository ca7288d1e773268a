"""Three clocks on played audio, and our own share of each."""

import pytest

from receptionist.engines import events as engine
from receptionist.events import CallStarted, SoundTimed, ToolFinished
from tests.calls.fakes import PausingCaller
from tests.calls.stage import DONE, Stage

pytestmark = pytest.mark.unit

ASK = "getNextResponseFromSupervisor"


@pytest.fixture
def stage() -> Stage:
    stage = Stage(PausingCaller(hears_code=False), server_answers=False)
    stage.log.append(CallStarted(channel="phone", practice="Barton Dental"))
    return stage


async def lexi(stage: Stage, item: str, *, thinks: float, leaves: float = 0.0) -> None:
    await stage.play(engine.ResponseStarted("r"))
    await stage.clock.advance(thinks)
    stage.exchange.hear("AAAA", item)
    await stage.clock.advance(leaves)
    line = stage.caller
    assert isinstance(line, PausingCaller)
    line.plays(item, 20)
    await stage.play(engine.WordsDone(item, "..."), DONE)
    line.played_out()


async def turn(stage: Stage) -> None:
    await stage.play(engine.CallerSpeechStarted("u"), engine.CallerSpeechCommitted("u"))


async def test_from_picking_up_to_the_first_sound_is_told_once(stage: Stage) -> None:
    await stage.clock.advance(0.2)
    await stage.exchange.say("Hi!")
    await lexi(stage, "i", thinks=0.5, leaves=0.002)
    await turn(stage)
    await lexi(stage, "j", thinks=0.5)
    assert stage.logged(SoundTimed) == [
        SoundTimed(which="pick_up", turn=0, ms=702, own_ms=2),
        SoundTimed(which="turn", turn=1, ms=500, own_ms=0),
    ]


async def test_the_answer_has_a_clock_of_its_own_when_the_supervisor_was_asked(stage: Stage) -> None:
    await stage.exchange.say("Hi!")
    await lexi(stage, "i", thinks=0.1)
    await turn(stage)
    await stage.play(engine.ResponseStarted("r"), engine.WordsDone("j", "One moment."))
    stage.exchange.hear("AAAA", "j")
    await stage.clock.advance(0.4)
    stage.caller.playing[0]("j")  # type: ignore[attr-defined]
    await stage.play(engine.FunctionCalled("call", ASK), DONE)
    await stage.clock.advance(2.0)
    stage.log.append(ToolFinished(tier="lexi", name=ASK, tool_call_id="call", output="", status="ok", seconds=2))
    await lexi(stage, "k", thinks=0.6, leaves=0.001)
    assert stage.logged(SoundTimed)[1:] == [
        SoundTimed(which="turn", turn=1, ms=400, own_ms=400),
        SoundTimed(which="answer", turn=1, ms=3001, own_ms=1),
    ]


async def test_waiting_for_an_earlier_utterance_is_not_ours(stage: Stage) -> None:
    line = stage.caller
    assert isinstance(line, PausingCaller)
    await stage.exchange.say("Hi!")
    await lexi(stage, "i", thinks=0.1)
    await turn(stage)
    stage.exchange.hear("AAAA", "j")
    line.plays("j", 20)
    stage.exchange.hear("AAAA", "k")
    await stage.clock.advance(4.0)
    line.queued.remove("j")
    line.plays("k", 20)
    assert [timed.own_ms for timed in stage.logged(SoundTimed) if timed.which == "turn"] == [0]
