"""The service in a process of its own, as `receptionist run` starts it, with the outside world in the test's loop."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import websockets

from receptionist.clock import OffsetClock
from receptionist.practice.profile import load_profile
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.opendental.app import create_app as create_opendental
from receptionist.sandbox.opendental.world import load_world
from receptionist.settings import ROOT
from receptionist.store.database import Database
from tests.end_to_end.house import MONDAY, Chat
from tests.serving import serving

# Several processes that start at once on a busy machine take their time.
START_SECONDS = 120.0


@dataclass
class Service:
    """A running process, its address, and the store and practice that outlive it."""

    url: str
    process: asyncio.subprocess.Process
    database: Database
    clock: OffsetClock
    dental_url: str

    @asynccontextmanager
    async def call(self) -> AsyncIterator[Chat]:
        """A typed call whose greeting was heard; it may break off without a goodbye."""
        async with websockets.connect(f"{self.url.replace('http', 'ws', 1)}/web/text", compression=None) as socket:
            chat = Chat(socket)
            await chat.listen()
            yield chat

    async def ended(self) -> int:
        """Wait for the process to end; its exit code."""
        async with asyncio.timeout(START_SECONDS):
            return await self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def service(
    tmp_path: Path, wrap_opendental: Callable[[Any], Any] = lambda app: app, **environment: str
) -> AsyncIterator[Service]:
    """Start the process and wait until it is ready; whatever is left of it is killed at the end."""
    profile = load_profile(ROOT / "fixtures/practices/barton.yaml")
    clock = OffsetClock(datetime.fromisoformat(MONDAY).replace(tzinfo=profile.zone))
    async with AsyncExitStack() as stack:
        openai_port = await stack.enter_async_context(serving(create_openai(clock, RuleModel())))
        world = load_world(ROOT / "fixtures/worlds/barton.yaml", clock.now())
        dental_port = await stack.enter_async_context(serving(wrap_opendental(create_opendental(world, clock))))
        port, database_url = free_port(), f"sqlite:///{tmp_path}/house.db"
        dental_url = f"http://127.0.0.1:{dental_port}/api/v1"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "receptionist",
            "run",
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "PORT": str(port),
                "OPENAI_BASE_URL": f"http://127.0.0.1:{openai_port}/v1",
                "OPENDENTAL_BASE_URL": dental_url,
                "DATABASE_URL": database_url,
                "RECEPTIONIST_NOW": MONDAY,
                "TWILIO_AUTH_TOKEN": "sandbox",
                **environment,
            },
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await _ready(f"http://127.0.0.1:{port}/readyz", process)
            database = Database(database_url)
            stack.callback(database.close)
            yield Service(f"http://127.0.0.1:{port}", process, database, clock, dental_url)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _ready(url: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(START_SECONDS), httpx.AsyncClient(trust_env=False) as client:
        while process.returncode is None:
            try:
                if (await client.get(url)).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise RuntimeError("the service did not start")
