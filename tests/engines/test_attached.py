"""Accepting a call and attaching to it, against the sandbox's vendor over real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from agents.realtime import RealtimeAgent
from openai import AsyncOpenAI
from websockets.asyncio.client import ClientConnection, connect

from receptionist.clock import SystemClock
from receptionist.engines.attached import AcceptRefused, AttachedEngine, CallError, CallGone
from receptionist.engines.realtime import TELEPHONE, RealtimeEngine
from receptionist.sandbox.openai.app import create_app
from receptionist.sandbox.openai.model import ModelReply, ModelRequest, Speech
from receptionist.sandbox.openai.realtime.calls import Calls
from tests.serving import serving

pytestmark = pytest.mark.wire

AGENT: RealtimeAgent[None] = RealtimeAgent(name="Lexi", instructions="You are Lexi.")
OPENING = 'Say exactly: "This call is recorded."'
SILENCE = b"\xff" * 160


class Says:
    """Says the same whatever it is asked, and fails the first `fails` times."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.asked: list[str] = []

    def reply(self, request: ModelRequest) -> ModelReply:
        self.asked.append(request.override)
        if len(self.asked) <= self.fails:
            raise RuntimeError("not now")
        return ModelReply((Speech("This call is recorded."),))


@dataclass
class Watch:
    """What was told of the sideband."""

    events: list[str] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)

    def server_event(self, event: Mapping[str, Any]) -> None:
        self.events.append(str(event["type"]))

    def gone(self) -> None:
        self.left.set()


@dataclass
class Ringing:
    """A call that rings, the engine for it, and the vendor's view of it."""

    engine: AttachedEngine
    watch: Watch
    calls: Calls
    call_id: str
    telephone: ClientConnection

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """Frames go both ways, so that what the vendor has to play is played."""

        async def send() -> None:
            while True:
                await self.telephone.send(SILENCE)
                await asyncio.sleep(0)

        async def receive() -> None:
            async for _ in self.telephone:
                pass

        tasks = [asyncio.create_task(send()), asyncio.create_task(receive())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def session(self) -> dict[str, Any]:
        """The session as the vendor has it."""
        call: Any = self.calls.find(self.call_id)
        wire: dict[str, Any] = call._connection._session.wire
        return wire


@asynccontextmanager
async def ringing(model: Says, **invite: Any) -> AsyncIterator[Ringing]:
    """A telephone that rings the sandbox's vendor."""
    app = create_app(SystemClock(), model)
    async with (
        serving(app) as port,
        AsyncOpenAI(api_key="test", base_url=f"http://127.0.0.1:{port}/v1", max_retries=0) as client,
        connect(f"ws://127.0.0.1:{port}/sandbox/sip") as telephone,
    ):
        await telephone.send(json.dumps(invite))
        call_id = json.loads(await telephone.recv())["call_id"]
        like = RealtimeEngine(
            f"ws://127.0.0.1:{port}/v1/realtime", "test", "gpt-realtime-2.1-mini", "marin", "gpt-transcribe"
        )
        watch = Watch()
        engine = AttachedEngine(like, client.realtime.calls, call_id, SystemClock(), watch, OPENING)
        try:
            yield Ringing(engine, watch, app.state.calls, call_id, telephone)
        finally:
            await engine.leave()


async def until(what: str, true: Any) -> None:
    """Wait for something to become true."""
    clock = SystemClock()
    for _ in range(500):
        if true():
            return
        await clock.sleep(0.01)
    raise AssertionError(f"{what} never came")


def settings(session: dict[str, Any]) -> dict[str, Any]:
    """The parts of a session that a call depends on."""
    audio = session["audio"]
    return {
        **{name: session.get(name) for name in ("model", "instructions", "tracing", "truncation", "reasoning")},
        "formats": (audio["input"]["format"], audio["output"]["format"]),
        "voice": audio["output"]["voice"],
        "transcription": audio["input"]["transcription"]["model"],
    }


async def test_the_call_gets_our_settings_and_keeps_them_on_attaching() -> None:
    model = Says()
    async with ringing(model) as call:
        session = await call.engine.open(AGENT, None, TELEPHONE)
        wanted = {
            "model": "gpt-realtime-2.1-mini",
            "instructions": "You are Lexi.",
            "tracing": None,
            "truncation": {"type": "retention_ratio", "retention_ratio": 0.8},
            "reasoning": {"effort": "low"},
            "formats": ({"type": "audio/pcmu"}, {"type": "audio/pcmu"}),
            "voice": "marin",
            "transcription": "gpt-transcribe",
        }
        assert settings(call.session) == wanted
        assert model.asked == [OPENING]
        # Nobody is listened to before the notice was played, and then as on any telephone.
        assert call.session["audio"]["input"]["turn_detection"] is None
        async with call.talking():
            await until("the caller's turn", lambda: call.session["audio"]["input"]["turn_detection"] is not None)
        listening: Any = call.session["audio"]["input"]["turn_detection"]
        assert listening["silence_duration_ms"] == 600
        assert settings(call.session) == wanted
        # The sideband outlives the session, and speaks.
        await session.close()
        await call.engine.say("Say goodbye.")
        await until("the goodbye", lambda: model.asked[-1] == "Say goodbye.")
        await until("the end of it", lambda: call.watch.events[-1] == "response.done")


async def test_a_notice_that_fails_is_tried_again() -> None:
    model = Says(fails=1)
    async with ringing(model) as call:
        await call.engine.open(AGENT, None, TELEPHONE)
    assert model.asked == [OPENING, OPENING]
    async with ringing(Says(fails=2)) as call:
        with pytest.raises(ConnectionError):
            await call.engine.open(AGENT, None, TELEPHONE)


async def test_a_normal_close_is_a_caller_who_hung_up_and_a_broken_line_is_not() -> None:
    async with ringing(Says()) as call:
        await call.engine.open(AGENT, None, TELEPHONE)
        await call.calls.find(call.call_id).room.cut()
        await call.engine.open(AGENT, None, TELEPHONE)
        assert not call.watch.left.is_set()
        await until("listening", lambda: call.session["audio"]["input"]["turn_detection"] is not None)
        await call.telephone.send('{"signal": "bye"}')
        async with asyncio.timeout(5):
            await call.watch.left.wait()
        with pytest.raises(CallGone):
            await call.engine.open(AGENT, None, TELEPHONE)


async def test_a_call_that_is_gone_or_not_ours_is_refused_for_good() -> None:
    async with ringing(Says()) as call:
        call.calls.find(call.call_id).reject(486)
        for _ in range(2):
            with pytest.raises(CallGone):
                await call.engine.open(AGENT, None, TELEPHONE)
        assert call.watch.left.is_set()
    async with ringing(Says()) as call:
        call.calls.find(call.call_id).accept({"type": "realtime"})
        for _ in range(2):
            with pytest.raises(AcceptRefused):
                await call.engine.open(AGENT, None, TELEPHONE)
        assert not call.watch.left.is_set()


async def test_an_acceptance_whose_answer_got_lost_is_taken_as_given() -> None:
    async with ringing(Says()) as call:
        call.calls.find(call.call_id).accept({"type": "realtime"})
        call.engine.unsure = True
        await call.engine.open(AGENT, None, TELEPHONE)
        assert call.engine.accepted


async def test_no_sideband_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receptionist.engines.attached.ATTACH_WAITS", (0.01, 0.01))
    async with ringing(Says(), attach_refusals=2) as call:
        await call.engine.open(AGENT, None, TELEPHONE)
    async with ringing(Says(), attach_refusals=3) as call:
        with pytest.raises(CallError):
            await call.engine.open(AGENT, None, TELEPHONE)
        assert (call.engine.accepted, call.engine.attached) == (True, False)
