"""The whole house in one loop: the service, the sandbox's OpenAI and Open Dental, and a typed caller.

Open Dental is asked directly, over HTTP, what stands in it: `changes()` is what the calls since the start have written.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import websockets
from fastapi import FastAPI
from sqlmodel import col, select

from receptionist.app import create_app
from receptionist.calls.log import Entry
from receptionist.clock import Clock, OffsetClock
from receptionist.events import EVENTS
from receptionist.practice.profile import load_profile
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.opendental.app import create_app as create_opendental
from receptionist.sandbox.opendental.world import World, load_world
from receptionist.sandbox.voice.voice import Voice
from receptionist.settings import ROOT, load_settings
from receptionist.store.calls import EventRow, MessageRow
from receptionist.store.database import Database
from tests.serving import serving

MONDAY = "2026-11-30T09:00"
PATIENCE = 20.0
Row = dict[str, Any]


@dataclass
class Chat:
    """A typed call. `say` returns what Lexi said until she had finished her turn."""

    socket: websockets.ClientConnection
    call_id: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)

    async def listen(self) -> str:
        said: list[str] = []
        async with asyncio.timeout(PATIENCE):
            while True:
                message = json.loads(await self.socket.recv())
                self.messages.append(message)
                if message["type"] == "call.started":
                    self.call_id = message["call_id"]
                elif message["type"] == "lexi.text":
                    said.append(message["text"])
                elif message["type"] in ("turn.done", "call.ended", "error"):
                    return " ".join(said)

    async def say(self, text: str) -> str:
        await self.send({"type": "caller.text", "text": text})
        return await self.listen()

    async def send(self, message: dict[str, Any]) -> None:
        await self.socket.send(json.dumps(message))

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[-1]

    async def hang_up(self) -> str:
        """Hang up and return the outcome."""
        await self.send({"type": "caller.hangup"})
        async with asyncio.timeout(PATIENCE):
            async for frame in self.socket:
                self.messages.append(json.loads(frame))
        assert self.last["type"] == "call.ended"
        return str(self.last["outcome"])


@dataclass
class House:
    """A running house and its Open Dental."""

    url: str
    app: FastAPI
    dental: httpx.AsyncClient
    database: Database
    clock: Clock
    before: dict[str, dict[int, Row]] = field(default_factory=dict)

    @asynccontextmanager
    async def call(self) -> AsyncIterator[Chat]:
        """A call whose greeting has been heard."""
        async with websockets.connect(f"{self.url.replace('http', 'ws', 1)}/web/text", compression=None) as socket:
            chat = Chat(socket)
            await chat.listen()
            yield chat

    async def talk(self, *lines: str) -> list[str]:
        """A whole call: say each line, hang up, and return Lexi's answers."""
        async with self.call() as chat:
            answers = [await chat.say(line) for line in lines]
            if chat.last["type"] != "call.ended":
                await chat.hang_up()
        return answers

    async def rows(self, resource: str, key: str) -> dict[int, Row]:
        rows: list[Row] = []
        while True:
            page = (await self.dental.get(resource, params={"Offset": len(rows)})).raise_for_status().json()
            rows += page
            if len(page) < 1000:
                return {row[key]: {k: v for k, v in row.items() if k != "serverDateTime"} for row in rows}

    async def snapshot(self) -> dict[str, dict[int, Row]]:
        return {
            "appointments": await self.rows("appointments", "AptNum"),
            "patients": await self.rows("patients/Simple", "PatNum"),
        }

    async def changes(self) -> dict[str, list[Row]]:
        """Rows of each resource that are new or differ from the start; for those that differ, only what changed."""
        now, changed = await self.snapshot(), {}
        for resource, rows in now.items():
            before = self.before[resource]
            assert before.keys() <= rows.keys(), "a row has disappeared"
            changed[resource] = [
                row if number not in before else {**_difference(before[number], row), "was": number}
                for number, row in rows.items()
                if before.get(number) != row
            ]
        return changed

    async def log(self, call_id: str) -> list[Entry]:
        """The call's events as the store has them, once everything noted so far has been written."""
        await self.app.state.writer.flush()
        with self.database.session() as session:
            query = select(EventRow).where(EventRow.call_id == call_id).order_by(col(EventRow.sequence))
            return [
                Entry(row.call_id, row.sequence, row.at, EVENTS.validate_python({**row.payload, "kind": row.kind}))
                for row in session.exec(query)
            ]

    def messages(self) -> list[MessageRow]:
        with self.database.session() as session:
            return list(session.exec(select(MessageRow)))


def _difference(before: Row, after: Row) -> Row:
    return {name: value for name, value in after.items() if before.get(name) != value and name != "DateTStamp"}


@asynccontextmanager
async def open_house(
    tmp_path: Path,
    *,
    now: str = MONDAY,
    world: Path | World = ROOT / "fixtures/worlds/barton.yaml",
    profile: Path = ROOT / "fixtures/practices/barton.yaml",
    model: SandboxModel | None = None,
    voice: Voice | None = None,
    openai: Any = None,
    wrap_opendental: Callable[[Any], Any] = lambda app: app,
    **environment: str,
) -> AsyncIterator[House]:
    """Start everything on free ports with the clock at `now` (the practice's wall clock, running on from there).

    A `world` that is loaded already must have been loaded for about that `now`.
    """
    practice = load_profile(profile)
    clock = OffsetClock(datetime.fromisoformat(now).replace(tzinfo=practice.zone))
    async with AsyncExitStack() as stack:
        engine = openai or create_openai(clock, model or RuleModel(), voice=voice)
        openai_port = await stack.enter_async_context(serving(engine))
        loaded = world if isinstance(world, World) else load_world(world, clock.now())
        opendental = wrap_opendental(create_opendental(loaded, clock))
        dental_port = await stack.enter_async_context(serving(opendental))
        settings = load_settings(
            {
                "OPENAI_BASE_URL": f"http://127.0.0.1:{openai_port}/v1",
                "OPENDENTAL_BASE_URL": f"http://127.0.0.1:{dental_port}/api/v1",
                "DATABASE_URL": f"sqlite:///{tmp_path}/house.db",
                "RECEPTIONIST_PRACTICE": str(profile),
                **environment,
            }
        )
        app = create_app(settings, practice, clock)
        port = await stack.enter_async_context(serving(app))
        database = Database(settings.database_url)
        stack.callback(database.close)
        dental = await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{dental_port}/api/v1/",
                headers={"Authorization": "ODFHIR sandbox/inspector", "Content-Type": "application/json"},
                trust_env=False,
            )
        )
        house = House(f"http://127.0.0.1:{port}", app, dental, database, clock)
        house.before = await house.snapshot()
        yield house
