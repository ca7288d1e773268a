"""The media stream on virtual time: 20 ms frames, marks after play-out, clears, and who ends it."""

import asyncio
import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
import websockets
from websockets.frames import Close

from receptionist.clock import ManualClock
from receptionist.sandbox.captions import speak
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller
from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.messages import StreamMessages
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.stream import EndedBy, MediaStream

pytestmark = pytest.mark.unit


class FakeSocket:
    """The service's end: what Twilio sent, and what the service will send."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self._coming: asyncio.Queue[str | Exception] = asyncio.Queue()

    async def send(self, message: str, /) -> None:
        self.sent.append(json.loads(message))

    async def recv(self) -> str:
        message = await self._coming.get()
        if isinstance(message, Exception):
            raise message
        return message

    def service_sends(self, event: str, **facts: Any) -> None:
        self._coming.put_nowait(json.dumps({"event": event, "streamSid": "MZ1", **facts}))

    def service_speaks(self, text: str) -> float:
        """Say it; returns how many seconds it plays."""
        audio = speak(text, "audio/pcmu")
        self.service_sends("media", media={"payload": base64.b64encode(audio).decode()})
        return len(audio) / 8000

    def service_closes(self, code: int = 1000) -> None:
        frame = Close(code, "why")
        kind = websockets.ConnectionClosedOK if code == 1000 else websockets.ConnectionClosedError
        self._coming.put_nowait(kind(frame, frame, True))

    def of(self, event: str) -> list[dict[str, Any]]:
        return [message for message in self.sent if message["event"] == event]


class Line:
    def __init__(self, *lines: str) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.socket = FakeSocket()
        self.heard: list[tuple[str, str]] = []
        stream = MediaStream(
            self.socket,
            StreamMessages("MZ1", "AC1", "CA1"),
            "MZ1",
            ScriptedCaller(lines, Patience()),
            self.clock,
            lambda who, text: self.heard.append((who, text)),
        )
        self.task: asyncio.Task[EndedBy] = asyncio.create_task(stream.run({"token": "t"}))

    async def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            await self.clock.advance(0.02)


async def test_it_begins_as_twilio_does_and_sends_fifty_frames_a_second() -> None:
    line = Line()
    await line.pass_time(1.0)
    assert [message["event"] for message in line.socket.sent[:3]] == ["connected", "start", "media"]
    assert 50 <= len(line.socket.of("media")) <= 51
    assert line.socket.of("media")[-1]["media"]["timestamp"] in ("980", "1000")
    line.socket.service_closes()
    assert await line.task == "service"


async def test_a_mark_returns_after_the_audio_and_not_before() -> None:
    line = Line()
    seconds = line.socket.service_speaks("Welcome to Barton Dental")
    line.socket.service_sends("mark", mark={"name": "m1"})
    await line.pass_time(seconds - 0.1)
    assert line.socket.of("mark") == []
    await line.pass_time(0.2)
    assert [mark["mark"]["name"] for mark in line.socket.of("mark")] == ["m1"]
    line.socket.service_closes()
    await line.task
    assert line.heard == [("lexi", "Welcome to Barton Dental")]


async def test_a_clear_returns_the_marks_and_what_it_dropped_is_not_heard() -> None:
    line = Line()
    seconds = line.socket.service_speaks("Welcome to Barton Dental in Milltown")
    line.socket.service_sends("mark", mark={"name": "m1"})
    await line.pass_time(seconds / 2)
    line.socket.service_sends("clear")
    await line.pass_time(0.04)
    assert [mark["mark"]["name"] for mark in line.socket.of("mark")] == ["m1"]
    line.socket.service_closes()
    await line.task
    ((_, said),) = line.heard
    assert said.startswith("Welcome to")
    assert "Milltown" not in said


async def test_a_conversation_in_turns_and_the_caller_hangs_up() -> None:
    line = Line("Are you open today?", "0")
    await line.pass_time(line.socket.service_speaks("How can I help?") + 4)
    await line.pass_time(line.socket.service_speaks("Yes, until five. Anything else?") + 2)
    await line.pass_time(line.socket.service_speaks("A person will call you.") + 5)
    assert await line.task == "caller"
    assert line.heard == [
        ("lexi", "How can I help?"),
        ("caller", "Are you open today?"),
        ("lexi", "Yes, until five. Anything else?"),
        ("caller", "(presses 0)"),
        ("lexi", "A person will call you."),
    ]
    assert [key["dtmf"]["digit"] for key in line.socket.of("dtmf")] == ["0"]
    assert line.socket.sent[-1]["event"] == "stop"


@pytest.mark.parametrize("close", [True, False])
async def test_a_service_that_breaks_the_protocol_is_reported(close: bool) -> None:
    line = Line()
    await line.pass_time(0.1)
    if close:
        line.socket.service_closes(1008)
    else:
        line.socket.service_sends("hello")
    with pytest.raises(StreamBroken, match="1008: why" if close else "other than"):
        await line.task


async def test_a_paced_clock_runs_faster() -> None:
    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    paced = PacedClock(clock, 4)
    sleeping = asyncio.create_task(paced.sleep(2))
    await clock.advance(0.5)
    assert sleeping.done()
    assert paced.monotonic() == 2
    with pytest.raises(ValueError, match="more than 0"):
        PacedClock(clock, 0)
