"""The telephone when the voice engine fails: the caller keeps the line, by another session or by Twilio's own voice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from receptionist.clock import SystemClock
from receptionist.events import CallContinued, CallEnded, CallerSaid, EmergencyRaised, EngineReplaced, Event
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from tests.end_to_end.cutter import Cutter, Message, When
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

QUICK = Patience(question=0.3, statement=1.0, hold=10.0, give_up=15.0, utterance_gap=0.2)
WISH = ("I'd like a cleaning next Tuesday at 2", "Dana Okafor, November 2 1988", "yes please")


@asynccontextmanager
async def house_with(cut: Cutter, tmp_path: Path, **more: Any) -> AsyncIterator[House]:
    async with open_house(tmp_path, openai=cut, TWILIO_AUTH_TOKEN="sandbox", **more) as opened:
        settings = opened.app.state.settings
        opened.app.state.settings = settings.model_copy(update={"public_url": opened.url})
        yield opened


def cutter(when: When = lambda *_: False, code: int | None = 1011) -> Cutter:
    return Cutter(create_openai(SystemClock(), RuleModel()), when, code)


async def ring(house: House, *lines: str, speed: float = 8) -> CallResult:
    plan = Plan(lines, house.url, "sandbox", speed=speed, patience=QUICK)
    result = await place_call(plan, SystemClock(), seed=1)
    assert (result.problems, result.gave_up) == ([], False)
    return result


def said(result: CallResult, who: str) -> str:
    return " ".join(words for speaker, words in result.transcript if speaker == who)


async def newest_log(house: House) -> list[Event]:
    from sqlmodel import col, select

    from receptionist.store.calls import CallRow

    await house.app.state.writer.flush()
    with house.database.session() as session:
        call = session.exec(select(CallRow).order_by(col(CallRow.started_at).desc())).first()
    assert call is not None
    return [entry.event for entry in await house.log(call.call_id)]


def server_says(kind: str, nth: int) -> When:
    seen = 0

    def when(sender: str, message: Message) -> bool:
        nonlocal seen
        seen += sender == "server" and message.get("type") == kind
        return seen >= nth

    return when


@pytest.mark.parametrize(
    ("kind", "nth", "code"),
    [
        ("input_audio_buffer.speech_started", 2, 1001),
        ("input_audio_buffer.committed", 2, None),
        ("response.output_audio.delta", 12, 1011),
    ],
)
async def test_a_booking_by_voice_goes_on(tmp_path: Path, kind: str, nth: int, code: int | None) -> None:
    cut = cutter(server_says(kind, nth), code)
    async with house_with(cut, tmp_path) as house:
        lines = (WISH[0], *([WISH[1], WISH[1]] if "input" in kind else [WISH[1]]), WISH[2], "No, that's all")
        result = await ring(house, *lines)
        events = await newest_log(house)
        (booked,) = (await house.changes())["appointments"]
    assert cut.times == 0, "the cut did not happen"
    assert booked["PatNum"] == 101
    assert "is booked for Tuesday" in said(result, "lexi")
    assert len([event for event in events if isinstance(event, EngineReplaced)]) == 1
    assert said(result, "lexi").count("lost you") <= 1
    assert isinstance(events[-1], CallEnded)


async def test_without_any_engine_a_booking_is_made_by_turns(tmp_path: Path) -> None:
    cut = cutter()
    cut.refuse = True
    async with house_with(cut, tmp_path) as house:
        result = await ring(house, *WISH)
        (booked,) = (await house.changes())["appointments"]
        assert "is booked for Tuesday" in said(result, "phone")
        assert await house.app.state.switchboard.empty(10.0)
        events = await newest_log(house)
    assert booked["PatNum"] == 101
    assert [event.how for event in events if isinstance(event, CallContinued)] == ["by_turns"]
    assert isinstance(events[-1], CallEnded)
    assert events[-1].outcome == "booked"


async def test_a_call_that_loses_its_engine_keeps_caller_identity_and_log(tmp_path: Path) -> None:
    asked = 0

    def third_turn(sender: str, message: Message) -> bool:
        nonlocal asked
        asked += sender == "server" and message.get("type") == "input_audio_buffer.committed"
        cut.refuse = asked >= 3
        return cut.refuse

    cut = cutter(third_turn)
    async with house_with(cut, tmp_path) as house:
        result = await ring(house, *WISH, WISH[2])
        (booked,) = (await house.changes())["appointments"]
        events = await newest_log(house)
    assert booked["PatNum"] == 101
    assert "is booked for Tuesday" in said(result, "phone")
    assert said(result, "phone").count("full name") == 0
    assert len([event for event in events if isinstance(event, CallerSaid)]) == 3


async def test_the_emergency_net_stands_without_an_engine(tmp_path: Path) -> None:
    cut = cutter()
    cut.refuse = True
    async with house_with(cut, tmp_path) as house:
        result = await ring(house, "my face is swelling up fast and I can't breathe properly")
        events = await newest_log(house)
        assert [message.urgency for message in house.messages()] == ["urgent"]
    assert "911" in result.transcript[-1][1]
    assert [event.tier for event in events if isinstance(event, EmergencyRaised)] == ["E0"]


async def test_policy_without_gather_ends_with_the_offices_number(tmp_path: Path) -> None:
    cut = cutter()
    cut.refuse = True
    async with house_with(cut, tmp_path, RECEPTIONIST_FAILOVER="again") as house:
        result = await ring(house, *WISH)
    assert "(555) 010-2000" in result.after
    assert "Gather" not in result.after
