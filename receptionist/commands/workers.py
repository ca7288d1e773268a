"""Several processes of the service behind one port: starts them, starts the dead again, and has them leave together.

Each listens on the port itself and the system spreads connections among those that listen, so a dead worker is sent
none. This process takes no calls: it holds the port, and serves the sandbox where that is used.
"""

import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

import msgspec

from receptionist.clock import Clock
from receptionist.commands.errors import CommandError
from receptionist.commands.servers import bind
from receptionist.commands.worker import HURRY, LEAVE, Crew, Door
from receptionist.settings import Settings

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 8.0
WINDOW_SECONDS = 60.0
# Each worker of a house that can't live dies at once and again, so this many deaths come within seconds.
MOST_DEATHS = 5
# Beyond what a worker takes to end its calls with an apology when it is in a hurry.
KILL_SECONDS = 45.0
CANNOT_START = "A worker could not start; the lines above say why. Mend that, or try with --workers 1."
KEEP_DYING = (
    "The workers keep dying: {deaths} in the last minute. The lines above say why; the service stops. "
    "Mend what they name, or try with --workers 1."
)
ONLY_LINUX = "Several workers share one port in a way that only Linux spreads evenly; use --workers 1 here."


def hold_port(settings: Settings) -> socket.socket:
    """Reserve the port for the workers. Raises `CommandError` when it is taken, or where workers can't share one."""
    if sys.platform != "linux":
        raise CommandError(ONLY_LINUX)
    # A shared socket could be bound beside a stranger's; one that is not shared tells that the port is taken.
    bind(settings.host, settings.port, "PORT").close()
    return bind(settings.host, settings.port, "PORT", shared=True)


@dataclass(eq=False)
class _Worker:
    process: asyncio.subprocess.Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    door: Door | None = None

    def tell(self, line: bytes) -> None:
        if not self.writer.is_closing():
            self.writer.write(line + b"\n")


class Workers:
    """`count` workers. `run` returns once all have left; `leave` and `hurry` have them do so.

    `environment` is asked, for each worker that starts, what it finds set beside this process's own variables.
    """

    def __init__(self, count: int, clock: Clock, environment: Callable[[], Mapping[str, str]]) -> None:
        self._count = count
        self._clock = clock
        self._environment = environment
        self._workers: set[_Worker] = set()
        self._deaths: deque[float] = deque()
        self._complete = asyncio.Event()
        self._leaving = asyncio.Event()

    async def run(self) -> None:
        """Keep them alive until told to leave. Raises `CommandError` when they can't start or keep dying."""
        keepers = [asyncio.create_task(self._keep(), name=f"worker {number}") for number in range(self._count)]
        try:
            await asyncio.gather(*keepers)
        finally:
            self.hurry()
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)

    async def complete(self) -> None:
        """Wait until all of them take calls."""
        await self._complete.wait()

    def leave(self) -> None:
        """Have every worker finish its calls and end; said again, end them now."""
        if self._leaving.is_set():
            self.hurry()
            return
        self._leaving.set()
        self._tell_all(LEAVE)

    def hurry(self) -> None:
        """Have every worker end now, with an apology to those on the line."""
        self._leaving.set()
        self._tell_all(HURRY)

    async def _keep(self) -> None:
        """One worker after another, until they leave."""
        pause = FIRST_PAUSE_SECONDS
        while not self._leaving.is_set():
            began = self._clock.monotonic()
            served = await self._live_one()
            if self._leaving.is_set():
                return
            if not served and not self._complete.is_set():
                raise CommandError(CANNOT_START)
            self._count_death()
            lived = self._clock.monotonic() - began
            pause = FIRST_PAUSE_SECONDS if lived > WINDOW_SECONDS else min(pause * 2, LONGEST_PAUSE_SECONDS)
            await self._unless_leaving(pause)

    async def _live_one(self) -> bool:
        """A worker from its start to its end; whether it ever took calls."""
        async with AsyncExitStack() as stack:
            worker = await self._start(stack)
            self._workers.add(worker)
            try:
                if self._leaving.is_set():
                    worker.tell(LEAVE)
                await self._listen_to(worker)
                code = await worker.process.wait()
            finally:
                self._workers.discard(worker)
                self._spread_news()
                await _end(worker, self._clock)
        if not self._leaving.is_set():
            logger.warning("A worker ended (code %s)", code)
        return worker.door is not None

    async def _listen_to(self, worker: _Worker) -> None:
        """Take what the worker tells, until it is gone."""
        # One that dies with something unread resets the connection.
        with contextlib.suppress(ConnectionError):
            while line := await worker.reader.readline():
                worker.door = msgspec.json.decode(line, type=Door)
                self._spread_news()

    async def _start(self, stack: AsyncExitStack) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            ours.setblocking(False)
            reader, writer = await asyncio.open_connection(sock=ours)
            stack.callback(writer.close)
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "receptionist",
                "worker",
                "--steer",
                str(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                env={**os.environ, **self._environment()},
                # Ctrl-C is for this process, which tells the workers in its own words.
                start_new_session=True,
            )
        return _Worker(process, reader, writer)

    def _count_death(self) -> None:
        now = self._clock.monotonic()
        self._deaths.append(now)
        while self._deaths[0] < now - WINDOW_SECONDS:
            self._deaths.popleft()
        if len(self._deaths) >= MOST_DEATHS:
            raise CommandError(KEEP_DYING.format(deaths=len(self._deaths)))

    async def _unless_leaving(self, seconds: float) -> None:
        waits = [asyncio.create_task(self._clock.sleep(seconds)), asyncio.create_task(self._leaving.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _spread_news(self) -> None:
        doors = [worker.door for worker in self._workers if worker.door is not None]
        if len(doors) == self._count:
            self._complete.set()
        self._tell_all(msgspec.json.encode(Crew(len(doors), self._count, doors)))

    def _tell_all(self, line: bytes) -> None:
        for worker in self._workers:
            worker.tell(line)


async def _end(worker: _Worker, clock: Clock) -> None:
    """See that the process is gone: one that was told to hurry gets the time for it."""
    if worker.process.returncode is not None:
        return
    worker.tell(HURRY)
    killer = asyncio.create_task(_kill_later(worker, clock))
    try:
        await worker.process.wait()
    finally:
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)


async def _kill_later(worker: _Worker, clock: Clock) -> None:
    await clock.sleep(KILL_SECONDS)
    worker.process.kill()
