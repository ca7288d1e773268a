"""The calls that this server carries, WebRTC and SIP, by call id; and the sidebands that attach to them."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from fastapi import WebSocket, WebSocketDisconnect

from receptionist.clock import Clock
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.call_connection import CallConnection, without_formats
from receptionist.sandbox.openai.realtime.client_secrets import DEFAULT_MODEL
from receptionist.sandbox.openai.realtime.control import ControlRoom
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.voice.voice import Voice

Transport = Literal["webrtc", "sip"]
SIP_FORMAT = {"type": "audio/pcmu"}


class Call(Protocol):
    """A call as the HTTP endpoints and the sidebands see it; each method raises `ApiFault` when it does not apply."""

    id: str

    @property
    def room(self) -> ControlRoom:
        """Where its control channels meet."""

    def accept(self, session: Any) -> None: ...

    def reject(self, status: int) -> None: ...

    def refer(self, target: str) -> None: ...

    def hangup(self) -> None: ...

    def may_attach(self) -> None:
        """Raise when a sideband finds no session here (yet)."""


@dataclass(frozen=True)
class World:
    """What every call of this server stands on."""

    clock: Clock
    model: SandboxModel
    strict: bool
    voice: Voice | None = None

    def connection(self, transport: Transport, change: Any, room: ControlRoom) -> CallConnection:
        """The connection of a new call with this `session` object; raises `ApiFault` when any of it is refused."""
        named = change.get("model") if isinstance(change, dict) else None
        session = Session(named if isinstance(named, str) else DEFAULT_MODEL, int(self.clock.now().timestamp()))
        if transport == "sip":
            # A telephone line is G.711 unless a client insists otherwise, and then it hears static, as on a real one.
            audio = {"input": {"format": SIP_FORMAT}, "output": {"format": SIP_FORMAT}}
            session.update({"type": "realtime", "audio": audio}, strict=self.strict)
        else:
            change = without_formats(change)
        session.update(change, strict=self.strict)
        own_format = transport == "webrtc"
        return CallConnection(
            self.clock, self.model, session, room, strict=self.strict, own_format=own_format, voice=self.voice
        )


def not_found() -> ApiFault:
    """There is no such call, or no longer."""
    return ApiFault("No session found for the given call_id.", code="call_id_not_found", status=404)


@dataclass
class Calls:
    """The calls by id, and the tasks of those that no request carries."""

    world: World
    _calls: dict[str, Call] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def add(self, call: Call) -> None:
        """From now on the call can be found."""
        self._calls[call.id] = call

    def remove(self, call: Call) -> None:
        """The call is over."""
        self._calls.pop(call.id, None)

    def find(self, call_id: str) -> Call:
        """The call with this id; raises `ApiFault` (404)."""
        call = self._calls.get(call_id)
        if call is None or call.room.ended:
            raise not_found()
        return call

    def own(self, task: "asyncio.Task[None]") -> None:
        """Keep a call's task until it is done; `close` ends it."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End every call."""
        for call in tuple(self._calls.values()):
            call.room.end()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def serve_sideband(socket: WebSocket, call: Call) -> None:
    """Carry an accepted sideband WebSocket until it goes away or its call ends."""
    room = call.room
    await room.join(socket)
    reading = asyncio.create_task(_read(socket, room), name="sideband reader")
    ending = asyncio.create_task(room.over(), name="sideband end")
    try:
        await asyncio.wait({reading, ending}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        room.leave(socket)
        for task in (reading, ending):
            if not task.done():
                task.cancel()
        await asyncio.gather(reading, ending, return_exceptions=True)
    if not ending.cancelled():
        code, reason = ending.result()
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(code, reason)


async def _read(socket: WebSocket, room: ControlRoom) -> None:
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        text = message.get("text")
        # A binary frame is no event; handed on as what it is, it is refused like any other text that is no JSON.
        room.say(text if text is not None else json.dumps(None))
