"""The sideband of a call whose audio is the vendor's: the connection, what is heard over it, and what is sent.

It outlives the session that a call's runner opens on it, because what becomes of the last words is still to be heard
over it, and something may have to be said after them.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from agents.realtime import OpenAIRealtimeSIPModel, RealtimeModelConfig, RealtimeModelEvent, RealtimeModelListener

from receptionist.engines.realtime import HANDSHAKE_SECONDS, PING_TIMEOUT_SECONDS, EngineSession

C = TypeVar("C")


class CallWatch(Protocol):
    """Who is told what happens on the sideband, as it arrives. Neither method may raise or wait."""

    def server_event(self, event: Mapping[str, Any]) -> None:
        """A server event as the vendor sent it."""

    def gone(self) -> None:
        """The caller has hung up."""


class Sideband(OpenAIRealtimeSIPModel):
    """The SDK's model, whose connection its session does not take down with itself."""

    def __init__(self) -> None:
        super().__init__(
            transport_config={"ping_timeout": PING_TIMEOUT_SECONDS, "handshake_timeout": HANDSHAKE_SECONDS}
        )
        self._kept = False

    async def connect(self, options: RealtimeModelConfig) -> None:
        await super().connect(options)
        self._kept = True

    async def close(self) -> None:
        if not self._kept:
            await super().close()

    async def let_go(self) -> None:
        """Close the connection."""
        self._kept = False
        await super().close()


class SidebandListener(RealtimeModelListener):
    """Hands raw events on, and tells a caller's hang-up (a normal close) from a session that ran out or a broken line.

    `updated` is set once the vendor has taken our settings, `played` once something of Lexi's was played to its end;
    `finished` holds how each response ended.
    """

    def __init__(self, watch: CallWatch) -> None:
        self.updated = asyncio.Event()
        self.played = asyncio.Event()
        self.finished: asyncio.Queue[str] = asyncio.Queue()
        self._watch = watch
        self._expired = False

    async def on_event(self, event: RealtimeModelEvent) -> None:
        if event.type == "raw_server_event":
            self._note(event.data)
            self._watch.server_event(event.data)
        elif event.type == "connection_status" and event.status == "disconnected" and not self._expired:
            self._watch.gone()

    def _note(self, event: Mapping[str, Any]) -> None:
        match event.get("type"):
            case "session.updated":
                self.updated.set()
            case "output_audio_buffer.stopped" | "output_audio_buffer.cleared":
                self.played.set()
            case "response.done":
                self.finished.put_nowait(str((event.get("response") or {}).get("status")))
            case "error":
                self._expired = self._expired or (event.get("error") or {}).get("code") == "session_expired"


class AttachedSession(EngineSession[C]):
    """A session on a call's sideband. The caller's audio does not pass through it."""

    async def interrupt(self) -> None:
        """Stop the running response, and what of it waits to be played at the vendor."""
        await super().interrupt()
        await self._send("output_audio_buffer.clear", {})

    async def listen(self, turn_detection: Mapping[str, Any]) -> None:
        """Have the caller's turns heard from now on; what was said into the line before is forgotten."""
        session = {"type": "realtime", "audio": {"input": {"turn_detection": dict(turn_detection)}}}
        await self._send("input_audio_buffer.clear", {})
        await self._send("session.update", {"session": session})
