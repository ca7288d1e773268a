"""A phone channel without the rest of the house: a switchboard that starts nothing but a fake runner."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from receptionist.calls.caller import CallerSide, Cut
from receptionist.calls.switchboard import Busy
from receptionist.channels import phone
from receptionist.channels.phone_stream import MediaStream, Take
from receptionist.channels.twilio_desk import PhoneDesk
from receptionist.channels.twilio_pacer import Pacer
from receptionist.clock import Clock, ManualClock
from receptionist.engines.realtime import Medium
from receptionist.events import Outcome
from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.settings import load_settings

PUBLIC_URL = "https://lexi.example"
TOKEN = "test-token"
CALL_SID, STREAM_SID = "CA" + "1" * 32, "MZ" + "2" * 32
PROFILE = load_profile(Path(__file__).parents[2] / "fixtures/practices/barton.yaml")


def twilio_signature(url: str, fields: Mapping[str, str], token: str = TOKEN) -> str:
    """Twilio's documented recipe, written out here so that the code under test doesn't check itself."""
    text = url
    for name in sorted(fields):
        text += name + fields[name]
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


class FakeRunner:
    """Stands in for a CallRunner: keeps what it is given, and ends when told to or when the caller hangs up."""

    def __init__(self) -> None:
        self.audio: list[bytes] = []
        self.said: list[str] = []
        self.cuts: list[Cut | None] = []
        self.fails_with: Exception | None = None
        self.hung_up = asyncio.Event()

    def caller_frame(self, payload: str) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.audio.append(base64.b64decode(payload))

    async def caller_pressed(self, cut: Cut | None) -> None:
        self.cuts.append(cut)

    async def caller_said(self, text: str) -> None:
        self.said.append(text)

    def hang_up(self) -> None:
        self.hung_up.set()


@dataclass
class FakeOngoing:
    call_id: str
    runner: FakeRunner
    task: "asyncio.Task[None]"


class FakeSwitchboard:
    """Starts fake calls, each of which ends with `outcome` when its runner is told to hang up."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.busy = False
        self.started: list[tuple[str, Medium, CallerSide, FakeOngoing]] = []
        self.outcome: Outcome = "answered"

    def start(
        self, channel: str, medium: Medium, caller: CallerSide, *, resumes: str = "", call_sid: str = ""
    ) -> FakeOngoing:
        if self.busy:
            raise Busy("All lines are busy. Please try again in a moment.")
        runner = FakeRunner()

        async def run() -> None:
            await caller.started("c_1")
            await runner.hung_up.wait()
            await caller.ended(self.outcome)

        ongoing = FakeOngoing("c_1", runner, asyncio.create_task(run()))
        self.started.append((channel, medium, caller, ongoing))
        return ongoing


@dataclass
class House:
    """The application with its phone channel, on virtual time."""

    app: FastAPI
    switchboard: FakeSwitchboard
    clock: ManualClock
    desk: PhoneDesk
    pacer: Pacer


def build_house(environment: Mapping[str, str] | None = None, profile: PracticeProfile = PROFILE) -> House:
    """The phone channel of a service with these settings (by default a Twilio account's token and a public address)."""
    clock = ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))
    app = FastAPI()
    app.include_router(phone.router)
    app.state.settings = load_settings(environment or {"PUBLIC_URL": PUBLIC_URL, "TWILIO_AUTH_TOKEN": TOKEN})
    app.state.profile = profile
    app.state.switchboard = switchboard = FakeSwitchboard(clock)
    app.state.phone_desk = desk = PhoneDesk(app.state.settings, profile, clock)
    return House(app, switchboard, clock, desk, Pacer(clock))


@dataclass
class Socket:
    """Twilio's end of a media stream, wired straight to the channel; `flowing` cleared is a line that takes nothing."""

    house: House
    sent: list[dict[str, Any]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    closed: tuple[int, str] | None = None
    broken: bool = False
    flowing: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.flowing.set()
        switchboard: Any = self.house.switchboard
        self.stream = MediaStream(self, self.house.desk, switchboard, self.house.pacer)
        self.take: Take = self.stream.message
        self.task = asyncio.ensure_future(self.stream.serve())

    # As the channel's wire

    def send(self, message: str, /) -> None:
        if self.broken or self.closed is not None:
            return
        if not self.flowing.is_set():
            self.stream.pause()
        self.raw.append(message)
        self.sent.append(json.loads(message))

    def close(self, code: int, reason: str, /) -> None:
        self.closed = self.closed or (code, reason)
        if self.flowing.is_set():
            self.stream.lost()

    def cut(self) -> None:
        """The connection is gone: nothing can be sent any more, as with a real server."""
        self.broken = True
        self.stream.lost()

    def listen(self, take: Take) -> None:
        self.take = take

    # As Twilio

    def give(self, message: object) -> None:
        """Send a message as Twilio; a string goes out as it is."""
        text = message if isinstance(message, str) else json.dumps(message)
        self.take(text.encode(), text=True)

    def give_bytes(self, data: bytes) -> None:
        self.take(data, text=False)

    def start(self, token: str, change: Callable[[dict[str, Any]], object] = lambda start: None) -> None:
        """Send connected and start; `change` may spoil the start first."""
        self.give({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        start: dict[str, Any] = {
            "streamSid": STREAM_SID,
            "callSid": CALL_SID,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"token": token},
        }
        change(start)
        self.give({"event": "start", "sequenceNumber": "1", "start": start, "streamSid": STREAM_SID})

    async def settle(self) -> None:
        """Let everything that can run do so."""
        await self.house.clock.advance(0)
        await self.house.clock.advance(0)


async def connected(house: House) -> tuple[Socket, FakeRunner, CallerSide]:
    """A stream whose call has started."""
    socket = Socket(house)
    socket.start(house.desk.tokens.issue(CALL_SID))
    await socket.settle()
    _, _, caller, ongoing = house.switchboard.started[-1]
    return socket, ongoing.runner, caller
