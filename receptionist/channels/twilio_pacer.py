"""One beat for all telephone lines of a process: whoever has audio that waits for its time is called every 20 ms."""

import asyncio
from typing import Protocol

from receptionist.clock import Clock

BEAT_SECONDS = 0.02


class Paced(Protocol):
    """What waits for the beat."""

    def beat(self) -> bool:
        """Do what is due; False when nothing waits any more."""


class Pacer:
    """Its task runs only while something waits; the last to leave cancels it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[Paced, None] = {}
        self._task: asyncio.Task[None] | None = None

    def join(self, paced: Paced) -> None:
        """Call `paced.beat` on every beat until it returns False or leaves."""
        self._waiting[paced] = None
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="phone pacer")

    def leave(self, paced: Paced) -> None:
        """Call it no more."""
        self._waiting.pop(paced, None)
        if not self._waiting and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        while True:
            await self._clock.sleep(BEAT_SECONDS)
            for paced in tuple(self._waiting):
                if not paced.beat():
                    self.leave(paced)
