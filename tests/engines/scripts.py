"""What a Realtime server says and when, word for word, so that two models can be put before the same one."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from websockets.asyncio.server import ServerConnection, serve

Event = dict[str, Any]
Action = Callable[[Any], Coroutine[Any, Any, None]]
FORMAT = {"type": "audio/pcmu"}
TURNS = {"type": "server_vad", "interrupt_response": True, "create_response": True}
SESSION = {
    "type": "realtime",
    "model": "gpt-realtime-2.1-mini",
    "audio": {"input": {"format": FORMAT, "turn_detection": TURNS}, "output": {"format": FORMAT, "voice": "marin"}},
}
READY = [
    {"type": "session.created", "event_id": "e1", "session": SESSION},
    {"type": "session.updated", "event_id": "e2", "session": SESSION},
]
AUDIO = base64.b64encode(b"\x7f" * 1600).decode()
ITEM = {"response_id": "resp_1", "output_index": 0, "event_id": "e"}


def response(kind: str, status: str, response_id: str = "resp_1", **others: Any) -> Event:
    """`response.created` or `response.done`."""
    body = {"id": response_id, "object": "realtime.response", "status": status, "output": [], **others}
    return {"type": kind, "event_id": "e", "response": body}


def message(status: str = "completed") -> Event:
    return {"id": "item_1", "type": "message", "role": "assistant", "status": status, "content": []}


def audio(item_id: str = "item_1") -> Event:
    return {"type": "response.output_audio.delta", **ITEM, "item_id": item_id, "content_index": 0, "delta": AUDIO}


def words(text: str) -> Event:
    return {"type": "response.output_audio_transcript.delta", **ITEM, "item_id": "item_1", "content_index": 0,
            "delta": text}  # fmt: skip


def call(name: str, call_id: str) -> Event:
    item = {"id": f"fc_{call_id}", "type": "function_call", "status": "completed", "name": name, "call_id": call_id,
            "arguments": '{"topic":"hours"}'}  # fmt: skip
    return {"type": "response.output_item.done", **ITEM, "item": item}


@dataclass(frozen=True)
class Expect:
    """Wait for a client's message of this type."""

    kind: str


@dataclass(frozen=True)
class Close:
    """Close with a code, or cut the connection when there is none."""

    code: int | None


@dataclass(frozen=True)
class Raw:
    """Send this, in one frame or in several."""

    parts: tuple[str, ...]


Step = Event | Expect | Close | Raw


@dataclass
class Script:
    """The server's steps, and what the client does when it first sees a server event of a type."""

    steps: list[Step]
    actions: dict[str, Action] = field(default_factory=dict)


@asynccontextmanager
async def performing(script: Script, received: list[Event]) -> AsyncIterator[str]:
    """A server that plays the script to whoever connects; yields its address and keeps what it receives."""

    async def play(connection: ServerConnection) -> None:
        try:
            received.append(json.loads(await connection.recv()))
            for step in script.steps:
                if isinstance(step, Expect):
                    while not received or received[-1]["type"] != step.kind:
                        received.append(json.loads(await connection.recv()))
                elif isinstance(step, Raw):
                    await connection.send(step.parts if len(step.parts) > 1 else step.parts[0])
                elif isinstance(step, Close):
                    await _close(connection, step.code, received)
                else:
                    await connection.send(json.dumps(step))
        except websockets.ConnectionClosed:
            pass

    async with serve(play, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/realtime?model=m"


async def _close(connection: ServerConnection, code: int | None, received: list[Event]) -> None:
    # Whatever the client has sent by now belongs to what is compared.
    while True:
        try:
            async with asyncio.timeout(0.15):
                received.append(json.loads(await connection.recv()))
        except TimeoutError:
            break
    if code is None:
        connection.transport.abort()
    else:
        await connection.close(code, "over")
