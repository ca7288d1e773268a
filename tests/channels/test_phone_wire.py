"""The sandbox's Twilio calls the phone channel over real sockets; a script stands in for the rest of the house."""

import asyncio
import base64
import socket
from collections.abc import AsyncIterator, Sequence

import pytest
import uvicorn
from fastapi import FastAPI

from receptionist.calls.caller import CallerSide
from receptionist.channels import phone
from receptionist.channels.twilio_keys import PERSON_WORDS
from receptionist.clock import SystemClock
from receptionist.engines.realtime import Medium
from receptionist.sandbox.captions import CaptionDecoder, speak
from receptionist.sandbox.twilio.call import Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.sandbox.twilio.errors import ServiceUnreachable, WebhookFailed
from receptionist.settings import load_settings
from tests.channels.phone_house import PROFILE, FakeOngoing, FakeRunner

pytestmark = pytest.mark.wire

QUICK = Patience(question=0.05, statement=0.15, hold=2.0, give_up=5.0, utterance_gap=0.04)
SILENT_FRAMES = 30


class ScriptedLexi(FakeRunner):
    """Says its lines one by one, each when the caller has spoken and been silent for 600 ms of audio."""

    def __init__(self, caller: CallerSide, lines: Sequence[str], *, then: str) -> None:
        super().__init__()
        self.caller = caller
        self.heard: list[str] = []
        self._lines = list(lines)
        self._then = then
        self._ears = CaptionDecoder("audio/pcmu")
        self._quiet = 0
        self._pending: list[str] = []

    async def caller_audio(self, audio: bytes) -> None:
        self._pending += self._ears.feed(audio)
        self._quiet = self._quiet + 1 if audio.count(0xFF) == len(audio) else 0
        if self._pending and self._quiet >= SILENT_FRAMES:
            self.heard.append(" ".join(self._pending))
            self._pending = []
            await self.speak()

    async def caller_said(self, text: str) -> None:
        self.heard.append(text)
        await self.speak()

    async def speak(self) -> None:
        text = self._lines.pop(0)
        payload = base64.b64encode(speak(text, "audio/pcmu")).decode()
        await self.caller.audio(payload, f"item_{len(self._lines)}")
        await self.caller.utterance(text, len(self.heard))
        if not self._lines and self._then != "wait":
            if self._then == "transfer":
                assert self.caller.transfer("front desk")
            elif self._then == "fail":
                await self.caller.code_says("I'm sorry, something went wrong on our side.", 0)
            self.hang_up()


class ScriptedSwitchboard:
    clock = SystemClock()

    def __init__(self) -> None:
        self.lines: Sequence[str] = ("Hi! How can I help?", "Goodbye!")
        self.then = "end"
        self.runners: list[ScriptedLexi] = []

    def start(self, channel: str, medium: Medium, caller: CallerSide) -> FakeOngoing:
        runner = ScriptedLexi(caller, self.lines, then=self.then)
        self.runners.append(runner)

        async def run() -> None:
            await runner.speak()
            await runner.hung_up.wait()
            await caller.ended("answered")

        return FakeOngoing("c_1", runner, asyncio.create_task(run()))


class Service:
    def __init__(self, url: str, switchboard: ScriptedSwitchboard) -> None:
        self.url = url
        self.switchboard = switchboard

    def plan(self, *lines: str, token: str = "sandbox", staff_answer: bool = True) -> Plan:
        return Plan(lines, self.url, token, speed=20, patience=QUICK, staff_answer=staff_answer)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = FastAPI()
    app.include_router(phone.router)
    app.state.settings = load_settings({"PORT": str(port)})
    app.state.profile = PROFILE
    app.state.switchboard = switchboard = ScriptedSwitchboard()
    config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="websockets-sansio")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield Service(f"http://127.0.0.1:{port}", switchboard)
    finally:
        server.should_exit = True
        await task


async def test_a_call_from_the_notice_to_the_goodbye(service: Service) -> None:
    service.switchboard.lines = ("Hi! How can I help?", "We are open until five. Anything else?", "Goodbye!")
    heard: list[tuple[str, str]] = []
    plan = service.plan("When do you close?", "No, thanks")
    result = await place_call(plan, SystemClock(), lambda who, text: heard.append((who, text)))
    assert result.transcript == heard
    assert result.transcript == [
        ("phone", PROFILE.notice),
        ("lexi", "Hi! How can I help?"),
        ("caller", "When do you close?"),
        ("lexi", "We are open until five. Anything else?"),
        ("caller", "No, thanks"),
        ("lexi", "Goodbye!"),
    ]
    assert service.switchboard.runners[0].heard == ["When do you close?", "No, thanks"]
    assert (result.ended_by, result.after, result.problems) == ("service", "Hangup", [])


async def test_a_caller_who_hangs_up(service: Service) -> None:
    service.switchboard.then = "wait"
    result = await place_call(service.plan("Never mind"), SystemClock())
    assert (result.ended_by, result.after, result.problems) == ("caller", "Hangup", [])
    assert service.switchboard.runners[0].hung_up.is_set()


@pytest.mark.parametrize(
    ("answered", "after"), [(True, "Dial +15550102001, Hangup"), (False, "Dial +15550102001, Say")]
)
async def test_a_transfer(service: Service, answered: bool, after: str) -> None:
    service.switchboard.then = "transfer"
    result = await place_call(service.plan("0", staff_answer=answered), SystemClock())
    assert service.switchboard.runners[0].heard == [PERSON_WORDS]
    assert result.transcript[2] == ("caller", "(presses 0)")
    assert result.after.startswith(after)


async def test_a_failed_engine_is_apologised_for_aloud(service: Service) -> None:
    service.switchboard.then = "fail"
    result = await place_call(service.plan("Hello"), SystemClock())
    assert result.transcript[-1] == ("phone", "I'm sorry, something went wrong on our side.")
    assert result.after.endswith("Hangup")


async def test_a_wrong_token_is_refused(service: Service) -> None:
    with pytest.raises(WebhookFailed, match="PUBLIC_URL") as caught:
        await place_call(service.plan("Hello", token="wrong"), SystemClock())
    assert caught.value.status == 403


async def test_nobody_there() -> None:
    with pytest.raises(ServiceUnreachable, match="Nobody answers"):
        await place_call(Plan(("Hello",), "http://127.0.0.1:1", "sandbox"), SystemClock())


async def test_two_calls_at_once_do_not_hear_each_other(service: Service) -> None:
    first, second = await asyncio.gather(
        place_call(service.plan("I am the first"), SystemClock()),
        place_call(service.plan("I am the second"), SystemClock()),
    )
    heard = sorted(runner.heard[0] for runner in service.switchboard.runners)
    assert heard == ["I am the first", "I am the second"]
    assert first.call_sid != second.call_sid
