"""Barge-in, proven against what the sandbox's Twilio has really played: on virtual time, at life's pace and faster.

Each of Lexi's utterances is made of one byte of its own, so that every frame tells which it is of.
"""

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Any

import pytest
import websockets
from websockets.frames import Close

from receptionist.calls.caller import CallerSide
from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_line import FRAME_SECONDS, MARK_EVERY_FRAMES
from receptionist.engines.realtime import Medium
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller
from receptionist.sandbox.twilio.messages import StreamMessages
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.stream import EndedBy, MediaStream
from tests.channels.phone_house import CALL_SID, STREAM_SID, FakeOngoing, FakeRunner, Socket, build_house

pytestmark = pytest.mark.unit

UTTERANCE_MS = 5000
FRAMES_TO_START, FRAMES_TO_END = 3, 30


@dataclass
class SpeechStart:
    """The caller began to speak: what the SDK would truncate by, and what had been played by then, in ms."""

    utterance: int
    told: tuple[str | None, float | None]
    played: float


class Engine(FakeRunner):
    """Stands in for the call and its engine: hears loudness, stops Lexi as the SDK and the exchange do, speaks on."""

    def __init__(self, caller: CallerSide, ears: "Ears") -> None:
        super().__init__()
        assert isinstance(caller, PhoneCaller)
        self.caller = caller
        self.ears = ears
        self.starts: list[SpeechStart] = []
        self.utterance = 0
        self._loud = self._quiet = 0
        self._speaking = False

    async def speak(self) -> None:
        """A whole utterance at once, as a model that is much faster than life."""
        self.utterance += 1
        audio = bytes([self.utterance]) * (UTTERANCE_MS * 8)
        for start in range(0, len(audio), 1700):
            self.caller.audio(base64.b64encode(audio[start : start + 1700]).decode(), f"i{self.utterance}")
        await self.caller.utterance("...", self.utterance)

    def caller_frame(self, payload: str) -> None:
        audio = base64.b64decode(payload)
        loud = audio.count(0xFF) < len(audio)
        self._loud, self._quiet = (self._loud + 1, 0) if loud else (0, self._quiet + 1)
        if not self._speaking and self._loud == FRAMES_TO_START:
            self._speaking = True
            self._acting = asyncio.ensure_future(self._stop())
        elif self._speaking and self._quiet == FRAMES_TO_END:
            self._speaking = False
            self._acting = asyncio.ensure_future(self.speak())

    async def _stop(self) -> None:
        tracker = self.caller.playback_tracker
        assert tracker is not None
        state = tracker.get_state()
        told = (state["current_item_id"], state["elapsed_ms"])
        self.starts.append(SpeechStart(self.utterance, told, self.ears.played.get(self.utterance, 0) / 8))
        tracker.on_interrupted()
        await self.caller.stop_audio()


class Ears(ScriptedCaller):
    """Counts what was played, by utterance."""

    def __init__(self, lines: tuple[str, ...], speed: float, interrupt: float | None) -> None:
        super().__init__(lines, Patience(give_up=10).times(speed), interrupt)
        self.played: dict[int, int] = {}

    def hear(self, audio: bytes) -> None:
        for byte in set(audio):
            self.played[byte] = self.played.get(byte, 0) + audio.count(byte)


@dataclass
class Bridge(Socket):
    """The service's socket, whose other end is the sandbox's Twilio."""

    back: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)

    def send(self, message: str, /) -> None:
        super().send(message)
        self.back.put_nowait(message)

    def close(self, code: int, reason: str, /) -> None:
        super().close(code, reason)
        self.back.put_nowait(None)


class TwilioEnd:
    """The other end, as the sandbox's Twilio has it."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    async def send(self, message: str, /) -> None:
        self._bridge.give(message)

    async def recv(self) -> str:
        message = await self._bridge.back.get()
        if message is None:
            raise websockets.ConnectionClosedOK(Close(1000, ""), Close(1000, ""), True)
        return message


@dataclass
class Held:
    """A call that was held."""

    engine: Engine
    ears: Ears
    sent: list[dict[str, Any]]

    @property
    def out(self) -> list[int | str]:
        """What left our edge, in order: the utterance of each frame, and each clear."""
        return [
            "clear" if message["event"] == "clear" else base64.b64decode(message["media"]["payload"])[0]
            for message in self.sent
            if message["event"] in ("clear", "media")
        ]


async def hold(speed: float, lines: tuple[str, ...], interrupt: float | None = None) -> Held:
    """Hold a call at `speed` times life's pace."""
    house = build_house()
    ears = Ears(lines, speed, interrupt)
    engines: list[Engine] = []

    def start(
        channel: str, medium: Medium, caller: CallerSide, *, resumes: str = "", call_sid: str = ""
    ) -> FakeOngoing:
        engine = Engine(caller, ears)
        engines.append(engine)

        async def run() -> None:
            await engine.speak()
            await engine.hung_up.wait()
            await caller.ended("answered")

        return FakeOngoing("c_1", engine, asyncio.create_task(run()))

    house.switchboard.start = start  # type: ignore[method-assign]
    socket = Bridge(house)
    messages = StreamMessages(STREAM_SID, "AC1", CALL_SID)
    stream = MediaStream(
        TwilioEnd(socket), messages, STREAM_SID, ears, PacedClock(house.clock, speed), lambda who, text: None
    )
    parameters = {"token": house.desk.tokens.issue(CALL_SID)}
    talking: asyncio.Task[EndedBy] = asyncio.create_task(stream.run(parameters))
    for _ in range(10_000):
        await house.clock.advance(FRAME_SECONDS / speed)
        if talking.done():
            break
    assert await talking == "caller"
    socket.cut()
    await socket.task
    return Held(engines[0], ears, socket.sent)


@pytest.mark.parametrize("speed", [1, 4, 8])
async def test_the_model_is_truncated_at_what_was_heard(speed: float) -> None:
    call = await hold(speed, ("Excuse me", "One more thing", "And another"), interrupt=1.7)
    assert [start.utterance for start in call.engine.starts] == [1, 2, 3]
    for start in call.engine.starts:
        item_id, told = start.told
        assert item_id == f"i{start.utterance}"
        assert told is not None
        # Marks come every few frames, and one may be on its way back.
        behind = start.played - told
        assert 0 <= behind <= 1000 * FRAME_SECONDS * (MARK_EVERY_FRAMES + 2)
        assert start.played >= 1000 * (1.7 + FRAME_SECONDS * FRAMES_TO_START) - 200
        assert start.played < UTTERANCE_MS


@pytest.mark.parametrize("speed", [1, 4, 8])
async def test_nothing_old_leaves_after_the_clear_and_little_is_heard_of_it(speed: float) -> None:
    call = await hold(speed, ("Excuse me", "One more thing"), interrupt=1.7)
    stretches = [key for key, before in zip(call.out, [None, *call.out], strict=False) if key != before]
    assert stretches == [1, "clear", 2, "clear", 3]
    for start in call.engine.starts:
        # Between the decision to clear and Twilio's taking it lies no more than a frame or two.
        assert call.ears.played[start.utterance] / 8 - start.played <= 1000 * FRAME_SECONDS * 2
    assert max(call.ears.overlaps) <= FRAME_SECONDS * (FRAMES_TO_START + 2)


@pytest.mark.parametrize("speed", [1, 4, 8])
async def test_a_caller_who_lets_lexi_finish_truncates_nothing(speed: float) -> None:
    call = await hold(speed, ("Yes please", "Thank you"))
    assert [start.told for start in call.engine.starts] == [("i1", UTTERANCE_MS), ("i2", UTTERANCE_MS)]
    assert [start.played for start in call.engine.starts] == [UTTERANCE_MS, UTTERANCE_MS]
    assert call.ears.played[3] == UTTERANCE_MS * 8
