"""Sockets opened while it rings: taken by the call that comes, closed for one that doesn't, and the key's header."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from agents.realtime import RealtimeAgent
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from receptionist.clock import ManualClock
from receptionist.engines.realtime import MEDIA_STREAM, EngineSession, RealtimeEngine, key_header_of
from receptionist.engines.warm import FRESH_SECONDS, Reservation, WarmSockets
from tests.engines.scripts import READY

pytestmark = pytest.mark.wire

AGENT: RealtimeAgent[None] = RealtimeAgent(name="Lexi")


@dataclass
class Vendor:
    """A Realtime server that says hello at once, confirms settings, and remembers what happened in which order."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    connections: list[ServerConnection] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    refuses: bool = False
    holds: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def admit(self, connection: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        self.happened.append("handshake")
        self.asked.set()
        await self.holds.wait()
        return connection.respond(401, "no") if self.refuses else None

    async def talk(self, connection: ServerConnection) -> None:
        self.connections.append(connection)
        await connection.send(json.dumps(READY[0]))
        async for message in connection:
            kind = json.loads(message)["type"]
            self.happened.append(kind)
            if kind == "session.update":
                await connection.send(json.dumps(READY[1]))

    @property
    def engine(self) -> RealtimeEngine:
        return RealtimeEngine(f"ws://127.0.0.1:{self.port}/v1/realtime", "key", "one", "marin", "gpt-transcribe")


@asynccontextmanager
async def vendor() -> AsyncIterator[Vendor]:
    running = Vendor()
    running.holds.set()
    async with serve(running.talk, "127.0.0.1", 0, process_request=running.admit) as server:
        running.port = server.sockets[0].getsockname()[1]
        yield running


@pytest.fixture
async def sockets() -> AsyncIterator[WarmSockets]:
    pool = WarmSockets(ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
    yield pool
    await pool.close()
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("warm socket")]


async def pick_up(
    sockets: WarmSockets, engine: RealtimeEngine, call: str = "CA1"
) -> tuple[EngineSession[None], list[str]]:
    """A session of a call that was answered, and the server's first words on it."""
    session = await replace(engine, reserved=Reservation(sockets, call)).open(AGENT, None, MEDIA_STREAM)
    said: list[str] = []
    async for event in session.session:
        if event.type == "raw_model_event" and event.data.type == "raw_server_event":
            said.append(event.data.data["type"])
            if said[-1] == "session.updated":
                break
    return session, said


async def closed(connection: ServerConnection) -> int | None:
    async with asyncio.timeout(5):
        await connection.wait_closed()
    return connection.close_code


async def test_a_call_that_comes_finds_its_handshake_done_and_loses_no_message(sockets: WarmSockets) -> None:
    async with vendor() as there:
        await sockets.open("CA1", there.engine)
        assert there.happened == ["handshake"]
        there.happened.append("picked up")
        session, said = await pick_up(sockets, there.engine)
        assert there.happened == ["handshake", "picked up", "session.update"]
        assert said == ["session.created", "session.updated"]
        assert len(sockets) == 0
        await session.close()


async def test_a_handshake_under_way_is_waited_for(sockets: WarmSockets) -> None:
    async with vendor() as there:
        there.holds.clear()
        opening = asyncio.create_task(sockets.open("CA1", there.engine))
        await there.asked.wait()
        picking = asyncio.create_task(pick_up(sockets, there.engine))
        await asyncio.sleep(0)
        there.holds.set()
        session, _ = await picking
        await opening
        assert there.happened.count("handshake") == 1
        await session.close()


@pytest.mark.parametrize("spoilt", ["too old", "closed by the server", "another engine's"])
async def test_one_that_will_not_do_is_passed_over_and_closed(sockets: WarmSockets, spoilt: str) -> None:
    async with vendor() as there:
        first = replace(there.engine, model="two") if spoilt == "another engine's" else there.engine
        await sockets.open("CA1", first)
        if spoilt == "too old":
            await sockets._clock.advance(FRESH_SECONDS)  # type: ignore[attr-defined]
        elif spoilt == "closed by the server":
            await there.connections[0].close(1001)
            await sockets._spares["CA1"].task.result()._gone
        session, _ = await pick_up(sockets, there.engine)
        assert there.happened.count("handshake") == 2
        await closed(there.connections[0])
        await session.close()


async def test_a_call_that_never_comes_leaves_nothing_open(sockets: WarmSockets) -> None:
    async with vendor() as there:
        await sockets.open("CA1", there.engine)
        sockets.forget("CA1")
        assert await closed(there.connections[0]) == 1000
        assert len(sockets) == 0


async def test_a_caller_who_leaves_during_the_handshake_leaves_nothing_open(sockets: WarmSockets) -> None:
    async with vendor() as there:
        there.holds.clear()
        opening = asyncio.create_task(sockets.open("CA1", there.engine))
        await there.asked.wait()
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        sockets.forget("CA1")
        await sockets.close()
        there.holds.set()
        assert len(sockets) == 0
        assert there.connections == []


async def test_a_server_that_refuses_costs_nothing_but_the_warm_socket(
    sockets: WarmSockets, caplog: pytest.LogCaptureFixture
) -> None:
    async with vendor() as there:
        there.refuses = True
        await sockets.open("CA1", there.engine)
        assert "InvalidStatus" in caplog.text
        assert len(sockets) == 0
        there.refuses = False
        session, _ = await pick_up(sockets, there.engine)
        assert there.happened.count("handshake") == 2
        await session.close()


async def test_a_call_whose_telephone_rang_elsewhere_takes_anothers_which_gets_a_fresh_one(
    sockets: WarmSockets,
) -> None:
    async with vendor() as there:
        await sockets.open("CA2", there.engine)
        session, _ = await pick_up(sockets, there.engine, "CA1")
        assert there.happened.index("session.update") >= 1
        other, _ = await pick_up(sockets, there.engine, "CA2")
        assert there.happened.count("handshake") == 2
        assert len(sockets) == 0
        for each in (session, other):
            await each.close()


async def test_closing_the_house_closes_what_nobody_took(sockets: WarmSockets) -> None:
    async with vendor() as there:
        for call in ("CA1", "CA2"):
            await sockets.open(call, there.engine)
        await sockets.close()
        assert [await closed(connection) for connection in there.connections] == [1000, 1000]


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize(
    ("key_header", "header", "value"), [("bearer", "Authorization", "Bearer key"), ("api-key", "api-key", "key")]
)
async def test_the_key_stands_where_the_service_looks_for_it(
    sockets: WarmSockets, warm: bool, key_header: Any, header: str, value: str
) -> None:
    async with vendor() as there:
        engine = replace(there.engine, key_header=key_header)
        if warm:
            await sockets.open("CA1", engine)
        session, _ = await pick_up(sockets, engine)
        (request,) = there.requests
        assert request.headers[header] == value
        assert [name for name in ("Authorization", "api-key") if name in request.headers] == [header]
        assert request.headers["User-Agent"].startswith("Agents/Python")
        assert request.path == "/v1/realtime?model=one"
        await session.close()


def test_azure_is_known_by_its_name() -> None:
    assert key_header_of("wss://front-desk.openai.azure.com/openai/v1/realtime") == "api-key"
    assert key_header_of("wss://api.openai.com/v1/realtime") == "bearer"
    assert key_header_of("wss://azure.com.example/v1/realtime") == "bearer"


def test_a_key_is_not_printed() -> None:
    assert "'key'" not in repr(Vendor(1).engine)
