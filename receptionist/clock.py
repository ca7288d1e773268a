"""One clock, injected: nothing else in the house asks the system for the time.

Instants are aware UTC datetimes; `practice/` turns them into the practice's wall clock. `SystemClock` is the
real one, `OffsetClock` starts at a chosen instant and then runs on (the sandbox's `RECEPTIONIST_NOW`), and
`ManualClock` moves only when a test moves it, waking sleepers in order, so that a twenty-second silence takes no time.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What everyone stands on: the present, a monotonic second count, and waiting."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; only differences mean anything."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long on this clock."""


class SystemClock:
    """The machine's own clock."""

    # Read several times for each frame of audio, so nothing of ours stands before it.
    monotonic = staticmethod(time.monotonic)

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class OffsetClock(SystemClock):
    """A clock that read `start` when it was made and has run at the usual pace since."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("an OffsetClock needs an aware start")
        self._offset = start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset


class ManualClock:
    """Virtual time for tests: stands still until `advance` is awaited."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a ManualClock needs an aware start")
        self._start = start.astimezone(UTC)
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), woken))
        await woken.wait()

    async def advance(self, seconds: float) -> None:
        """Move time on, waking every sleeper that falls due, in order, and letting each run."""
        target = self._elapsed + seconds
        await self._settle()
        while self._sleepers and self._sleepers[0][0] <= target:
            due, _, woken = heapq.heappop(self._sleepers)
            self._elapsed = due
            woken.set()
            await self._settle()
        self._elapsed = target
        await self._settle()

    async def _settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)


@asynccontextmanager
async def deadline(clock: Clock, seconds: float) -> AsyncIterator[None]:
    """Raise `TimeoutError` inside the block when it takes longer than `seconds` on `clock`."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("deadline() needs a running task")
    expired = False

    async def watch() -> None:
        nonlocal expired
        await clock.sleep(seconds)
        expired = True
        task.cancel()

    watcher = asyncio.create_task(watch())
    try:
        yield
    except asyncio.CancelledError:
        if expired and task.uncancel() == 0:
            raise TimeoutError(f"took longer than {seconds:g} s") from None
        raise
    finally:
        watcher.cancel()
