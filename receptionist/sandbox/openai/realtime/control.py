"""The control side of a WebRTC or SIP call: everyone attached hears every event, and anyone may send.

A Realtime connection talks to one socket. `ControlRoom` is that socket for a call, whose data channel and sideband
WebSockets come and go while the connection lives.
"""

import asyncio
import contextlib
import json
from typing import Any, Protocol

from fastapi import WebSocketDisconnect

from receptionist.sandbox.openai.ids import new_id

CALL_OVER = 1000


class ControlChannel(Protocol):
    """One who is attached; either method may raise when the other side has gone."""

    async def send_text(self, text: str) -> None: ...

    async def close(self, code: int = 1000, reason: str | None = None) -> None: ...


class ControlRoom:
    """Implements `outbox.Socket` for all channels of one call."""

    def __init__(self) -> None:
        self.session: dict[str, Any] | None = None
        self._channels: list[ControlChannel] = []
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._over = asyncio.Event()
        self._farewell: tuple[int, str] = (CALL_OVER, "")

    @property
    def attended(self) -> bool:
        """Whether anyone is attached."""
        return bool(self._channels)

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self._over.is_set()

    # What those attached do

    async def join(self, channel: ControlChannel) -> None:
        """Attach a channel; it is told of the session as it stands and hears what happens from now on."""
        if self.session is not None:
            event = {"type": "session.created", "event_id": new_id("event"), "session": self.session}
            await channel.send_text(json.dumps(event, ensure_ascii=False, separators=(",", ":")))
        self._channels.append(channel)

    def leave(self, channel: ControlChannel) -> None:
        """Detach a channel."""
        if channel in self._channels:
            self._channels.remove(channel)

    def say(self, text: str) -> None:
        """A client event came in over one of the channels."""
        self._incoming.put_nowait({"type": "websocket.receive", "text": text})

    def end(self) -> None:
        """The call is over: whoever is attached is let go."""
        if not self._over.is_set():
            self._over.set()
            self._incoming.put_nowait({"type": "websocket.disconnect"})

    async def cut(self, code: int = 1011) -> None:
        """Drop whoever is attached, as a network does that breaks: a fault for tests to inject."""
        channels, self._channels = self._channels, []
        for channel in channels:
            await channel.close(code, "")

    async def over(self) -> tuple[int, str]:
        """Wait for the end of the call; returns the code and reason with which channels are closed."""
        await self._over.wait()
        return self._farewell

    # What the connection does

    async def receive(self) -> dict[str, Any]:
        """The next client event, or the disconnection when the call is over."""
        return await self._incoming.get()

    async def send_text(self, text: str) -> None:
        """Send an event to everyone attached."""
        for channel in tuple(self._channels):
            # One who is gone is noticed by its own reader; the others must hear on.
            with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError):
                await channel.send_text(text)

    async def close(self, code: int = CALL_OVER, reason: str | None = None) -> None:
        """End the call for the server's own reasons."""
        self._farewell = (code, reason or "")
        self.end()
