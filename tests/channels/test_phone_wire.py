"""The sandbox's Twilio calls the phone channel over real sockets; a script stands in for the rest of the house."""

import asyncio
import base64
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
import uvicorn
import uvloop
import websockets
from fastapi import FastAPI

from receptionist.calls.caller import CallerSide
from receptionist.channels import phone
from receptionist.channels.keypad import PERSON_WORDS
from receptionist.channels.phone_listener import PhoneOrWebSocket
from receptionist.clock import SystemClock
from receptionist.engines.realtime import Medium
from receptionist.sandbox.captions import CaptionDecoder, speak
from receptionist.sandbox.twilio.call import Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.sandbox.twilio.errors import ServiceUnreachable, WebhookFailed
from receptionist.settings import load_settings
from tests.channels.phone_house import PROFILE, FakeOngoing, FakeRunner, twilio_signature

pytestmark = pytest.mark.wire

QUICK = Patience(question=0.05, statement=0.15, hold=2.0, give_up=5.0, utterance_gap=0.08)
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

    def caller_frame(self, payload: str) -> None:
        audio = base64.b64decode(payload)
        self._pending += self._ears.feed(audio)
        self._quiet = self._quiet + 1 if audio.count(0xFF) == len(audio) else 0
        if self._pending and self._quiet >= SILENT_FRAMES:
            self.heard.append(" ".join(self._pending))
            self._pending = []
            self.speaking = asyncio.ensure_future(self.speak())

    async def caller_said(self, text: str) -> None:
        self.heard.append(text)
        await self.speak()

    async def speak(self) -> None:
        text = self._lines.pop(0)
        payload = base64.b64encode(speak(text, "audio/pcmu")).decode()
        self.caller.audio(payload, f"item_{len(self._lines)}")
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

    def start(
        self, channel: str, medium: Medium, caller: CallerSide, *, resumes: str = "", call_sid: str = ""
    ) -> FakeOngoing:
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


async def open_service() -> AsyncIterator[Service]:
    """The phone channel on a port of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = FastAPI()
    app.include_router(phone.router)
    app.state.settings = load_settings({"PORT": str(port)})
    app.state.profile = PROFILE
    app.state.database = None
    app.state.switchboard = switchboard = ScriptedSwitchboard()
    config = uvicorn.Config(app, log_level="warning", lifespan="off", ws=PhoneOrWebSocket)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield Service(f"http://127.0.0.1:{port}", switchboard)
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async for opened in open_service():
        yield opened


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


def signed(service: Service) -> str:
    """Twilio's signature of a stream to this service."""
    return twilio_signature(f"ws{service.url.removeprefix('http')}/phone/stream", {}, "sandbox")


async def test_a_stream_with_a_wrong_signature_is_refused_before_the_upgrade(service: Service) -> None:
    address = f"ws{service.url.removeprefix('http')}/phone/stream"
    with pytest.raises(websockets.InvalidStatus) as caught:
        await websockets.connect(address, additional_headers={"X-Twilio-Signature": "bm9uc2Vuc2U="}, proxy=None)
    assert caught.value.response.status_code == 403
    assert service.switchboard.runners == []


async def test_a_stream_in_fragments_is_put_together_and_a_refusal_names_its_reason(service: Service) -> None:
    address = f"ws{service.url.removeprefix('http')}/phone/stream?x=1"
    headers = {"X-Twilio-Signature": signed(service), "X-Long": "x" * 6000}
    async with websockets.connect(address, additional_headers=headers, proxy=None) as stream:
        assert stream.protocol.extensions == []
        await stream.send(['{"event":', '"connected"', "}"])
        await stream.send(['{"event":"start","start":{"streamSid":"MZ1","callSid":"CA1",', '"mediaFormat":{}}}'])
        with pytest.raises(websockets.ConnectionClosedError) as caught:
            await stream.recv()
    assert caught.value.rcvd is not None
    assert (caught.value.rcvd.code, caught.value.rcvd.reason) == (
        1008,
        "audio that is not G.711 mu-law, 8000 Hz, one channel",
    )


async def test_other_sockets_of_the_service_are_uvicorns(service: Service) -> None:
    with pytest.raises(websockets.InvalidStatus) as caught:
        await websockets.connect(f"ws{service.url.removeprefix('http')}/nowhere", proxy=None)
    assert caught.value.response.status_code == 403


def test_on_uvloop_too_a_stream_is_handed_over() -> None:
    """uvloop's transports are none of asyncio's classes, and it reads into a buffer in its own way."""

    async def refused_for_garbage() -> tuple[int, str]:
        async with asynccontextmanager(open_service)() as service:
            address = f"ws{service.url.removeprefix('http')}/phone/stream"
            headers = {"X-Twilio-Signature": signed(service)}
            async with websockets.connect(address, additional_headers=headers, proxy=None) as stream:
                await stream.send("garbage")
                with pytest.raises(websockets.ConnectionClosedError) as caught:
                    await stream.recv()
        assert caught.value.rcvd is not None
        return caught.value.rcvd.code, caught.value.rcvd.reason

    assert uvloop.run(refused_for_garbage()) == (1008, "not JSON")
