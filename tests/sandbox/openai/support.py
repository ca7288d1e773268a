"""What the tests of the OpenAI server share: a scripted model, the server on loopback, and a raw Realtime client."""

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI
from openai.types.realtime import RealtimeServerEvent
from pydantic import Field, TypeAdapter
from websockets.asyncio.client import ClientConnection, connect

from receptionist.clock import ManualClock
from receptionist.sandbox.openai.app import create_app
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Speech
from receptionist.sandbox.voice.voice import Voice

START = datetime(2026, 11, 23, 14, 4, tzinfo=UTC)
SERVER_EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[RealtimeServerEvent, Field(discriminator="type")])
Event = dict[str, Any]


def says(*parts: str | Call) -> ModelReply:
    """A reply made of sentences and calls."""
    return ModelReply(tuple(Speech(part) if isinstance(part, str) else part for part in parts))


class ScriptedModel:
    """Answers with the given replies in order, the last one for ever, and remembers what it was asked."""

    def __init__(self, *replies: ModelReply | Callable[[ModelRequest], ModelReply]) -> None:
        self._replies = list(replies) or [says("Hello there.")]
        self.requests: list[ModelRequest] = []

    def reply(self, request: ModelRequest) -> ModelReply:
        self.requests.append(request)
        answer = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return answer if isinstance(answer, ModelReply) else answer(request)


class _Server(uvicorn.Server):
    """A server that says when it is listening."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[str]:
    """The app on a loopback port, as `127.0.0.1:port`."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await server.listening.wait()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()


@asynccontextmanager
async def openai_server(
    model: ScriptedModel, clock: ManualClock | None = None, voice: Voice | None = None
) -> AsyncIterator[str]:
    """The strict server under test around a scripted model."""
    async with serving(create_app(clock or ManualClock(START), model, voice=voice)) as address:
        yield address


class RawClient:
    """A Realtime client that trusts nothing: every event it receives must validate against the SDK's types."""

    def __init__(self, connection: ClientConnection, clock: ManualClock) -> None:
        self.connection = connection
        self.clock = clock

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send(json.dumps({"type": kind, **fields}))

    async def next(self) -> Event:
        text = await asyncio.wait_for(self.connection.recv(), 5)
        event: Event = json.loads(text)
        SERVER_EVENT.validate_python(event)
        return event

    async def until(self, kind: str) -> list[Event]:
        """Events up to and with the first of this type; virtual time moves on whenever nothing comes."""
        events: list[Event] = []
        while not events or events[-1]["type"] != kind:
            try:
                async with asyncio.timeout(0.02):
                    text = await self.connection.recv()
            except TimeoutError:
                await self.clock.advance(0.1)
                continue
            event: Event = json.loads(text)
            SERVER_EVENT.validate_python(event)
            events.append(event)
        return events

    async def update(self, **session: Any) -> Event:
        """Send a session update and return the effective session."""
        await self.send("session.update", session={"type": "realtime", **session})
        event = await self.next()
        assert event["type"] == "session.updated", event
        effective: Event = event["session"]
        return effective

    async def user_says(self, text: str) -> list[Event]:
        """Add a text message of the user; returns its two events."""
        content = [{"type": "input_text", "text": text}]
        await self.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        return [await self.next(), await self.next()]

    async def append(self, audio: bytes, frame: int = 160) -> None:
        """Send audio in frames."""
        for start in range(0, len(audio), frame):
            encoded = base64.b64encode(audio[start : start + frame]).decode()
            await self.send("input_audio_buffer.append", audio=encoded)


@asynccontextmanager
async def raw_client(
    model: ScriptedModel,
    *,
    session: Mapping[str, Any] | None = None,
    clock: ManualClock | None = None,
    voice: Voice | None = None,
) -> AsyncIterator[RawClient]:
    """A connected client of a fresh server, after `session.created` and an optional update."""
    clock = clock or ManualClock(START)
    async with openai_server(model, clock, voice) as address:
        headers = {"Authorization": "Bearer test"}
        url = f"ws://{address}/v1/realtime?model=gpt-realtime-2.1"
        async with connect(url, additional_headers=headers) as connection:
            client = RawClient(connection, clock)
            assert (await client.next())["type"] == "session.created"
            if session is not None:
                await client.update(**session)
            yield client


def kinds(events: list[Event]) -> list[str]:
    """The types of events, with runs of one type shown once."""
    found: list[str] = []
    for event in events:
        if not found or found[-1] != event["type"]:
            found.append(event["type"])
    return found
