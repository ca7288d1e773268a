"""Plays a scenario in a house of its own: the whole service, real sockets, a typed caller or one on the telephone."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from receptionist.calls.log import Entry
from receptionist.sandbox.opendental.world import World, load_world
from receptionist.store.calls import MessageRow
from tests.end_to_end.house import House, Row, open_house
from tests.scenarios.actor import Actor
from tests.scenarios.scenario import Reaction, Scenario, StaffEdit, WorldPatch
from tests.scenarios.wire import Wire
from tests.scenarios.world import patched

# Alembic migrates one database of a process at a time.
OPENING = asyncio.Lock()
ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Ran:
    """What became of a call: both sides' words, what stands in Open Dental and in the store, and the log."""

    transcript: tuple[tuple[str, str], ...]
    outcome: str
    changes: dict[str, list[Row]]
    writes: tuple[str, ...]
    messages: tuple[MessageRow, ...]
    log: tuple[Entry, ...]
    world: World
    call_id: str = ""

    def said(self, who: str) -> str:
        return "\n".join(words for speaker, words in self.transcript if speaker == who)

    def printed(self) -> str:
        return "\n".join(f"{who:>6}: {words}" for who, words in self.transcript)


@dataclass
class Stage:
    """An open house with the wire to its Open Dental."""

    house: House
    wire: Wire
    world: World
    spoken: list[tuple[str, str]] = field(default_factory=list)

    async def staff(self, edit: StaffEdit) -> None:
        """Staff do it; what they leave is taken for having stood there before, so that only Lexi's own is a change."""
        dental, before = self.house.dental, self.house.before
        if edit.block is not None:
            await _sent(dental, "POST", "/admin/blockouts", edit.block)
        elif edit.delete:
            await _sent(dental, "DELETE", f"/admin/{edit.delete}", None)
            del before["appointments"][int(edit.delete.rpartition("/")[2])]
        else:
            verb, path = ("POST", edit.post) if edit.post else ("PUT", edit.put)
            await _sent(dental, verb, f"/api/v1/{path}", edit.body)
            stood = await self.house.snapshot()
            resource = path.partition("/")[0]
            theirs = {_number(path)} if edit.put else stood[resource].keys() - before[resource].keys()
            for number in theirs:
                before[resource][number] = stood[resource][number]

    async def react(self, reaction: Reaction | None) -> None:
        if reaction is None:
            return
        for edit in reaction.staff:
            await self.staff(edit)
        if reaction.race:

            async def meanwhile() -> None:
                for edit in reaction.race:
                    await self.staff(edit)

            self.wire.in_between = meanwhile

    async def ran(self, call_id: str, outcome: str) -> Ran:
        log = await self.house.log(call_id)
        return Ran(
            tuple(self.spoken),
            outcome,
            await self.house.changes(),
            tuple(self.wire.writes),
            tuple(row for row in self.house.messages() if row.call_id == call_id),
            tuple(log),
            self.world,
            call_id,
        )


@cache
def _loaded(patch: str, now: str) -> World:
    """A world loaded for the practice's wall clock `now`: laying out half a year of visits is what takes long."""
    with tempfile.TemporaryDirectory() as folder:
        path = patched(WorldPatch.model_validate_json(patch), Path(folder))
        return load_world(path, datetime.fromisoformat(now).replace(tzinfo=ZONE))


@asynccontextmanager
async def stage_for(scenario: Scenario, **options: Any) -> AsyncIterator[Stage]:
    """A house as the scenario wants it, at its hour."""
    wire = Wire()
    world = _loaded(scenario.world.model_dump_json(), scenario.now)
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            async with OPENING:
                house = await stack.enter_async_context(
                    open_house(Path(folder), now=scenario.now, world=world, wrap_opendental=wire.around, **options)
                )
            yield Stage(house, wire, world)


def _number(path: str) -> int:
    return next(int(part) for part in path.split("/") if part.isdigit())


async def _sent(dental: httpx.AsyncClient, verb: str, path: str, body: Any) -> None:
    answer = await dental.request(verb, str(dental.base_url.copy_with(path=path)), json=body)
    assert answer.is_success, f"staff could not {verb} {path}: {answer.text}"


async def play(scenario: Scenario, **options: Any) -> Ran:
    """The scenario by typed words, to its end."""
    async with stage_for(scenario, **options) as stage:
        actor = Actor(scenario)
        async with stage.house.call() as chat:
            heard = " ".join(message["text"] for message in chat.messages if message["type"] == "lexi.text")
            stage.spoken.append(("lexi", heard))
            while chat.last["type"] != "call.ended" and (words := actor.answer(heard)) is not None:
                await stage.react(actor.acted)
                stage.spoken.append(("caller", words))
                heard = await chat.say(words)
                stage.spoken.append(("lexi", heard))
            outcome = str(chat.last["outcome"]) if chat.last["type"] == "call.ended" else await chat.hang_up()
        return await stage.ran(chat.call_id, outcome)
