"""Events on their way to the client: numbered, checked against the SDK's types, and sent in the order of emission."""

import asyncio
import copy
import json
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import WebSocketDisconnect

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.conversation import Entry


class Socket(Protocol):
    """What a connection talks through: a WebSocket, or whatever stands for several."""

    async def receive(self) -> Any: ...

    async def send_text(self, text: str) -> None: ...

    async def close(self, code: int = 1000, reason: str | None = None) -> None: ...


@dataclass(frozen=True)
class Goodbye:
    """The close code and reason to end with."""

    code: int
    reason: str


class Outbox:
    """`emit` never waits, so a sequence of events cannot be torn apart by another task; `pump` does the sending."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._queue: asyncio.Queue[str | Goodbye] = asyncio.Queue()

    def emit(self, kind: str, **fields: Any) -> None:
        """Queue one event; raises pydantic's ValidationError when it is not one the SDK accepts, which is our bug."""
        event = {"type": kind, "event_id": new_id("event"), **fields}
        if self._strict:
            wire.check_server_event(event)
        self._queue.put_nowait(json.dumps(event, ensure_ascii=False, separators=(",", ":")))

    def item(self, kind: str, entry: Entry, previous: str | None) -> None:
        """Queue an event about a conversation item."""
        self.emit(kind, previous_item_id=previous, item=copy.deepcopy(entry.wire))

    def fault(self, fault: ApiFault, client_event_id: str | None = None) -> None:
        """Queue the `error` event for a refused client event."""
        self.emit("error", error=fault.event_error(client_event_id))

    def close(self, code: int, reason: str) -> None:
        """Close the socket once everything emitted before was sent."""
        self._queue.put_nowait(Goodbye(code, reason))

    async def pump(self, socket: Socket) -> None:
        """Send until closed from either side."""
        try:
            while not isinstance(text := await self._queue.get(), Goodbye):
                await socket.send_text(text)
            await socket.close(text.code, text.reason)
        except (WebSocketDisconnect, RuntimeError):
            # The client is gone; the reader notices as well and winds the connection up.
            return
