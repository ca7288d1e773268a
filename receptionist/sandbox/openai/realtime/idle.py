"""The idle timeout of server VAD: when nobody speaks for a while after a response, the model gets an empty turn."""

import asyncio
from collections.abc import Callable

from receptionist.clock import Clock
from receptionist.sandbox.openai.realtime.responder import Spawn


class IdleTimer:
    """One countdown at a time on the injected clock."""

    def __init__(self, clock: Clock, spawn: Spawn) -> None:
        self._clock = clock
        self._spawn = spawn
        self._task: asyncio.Task[None] | None = None

    def start(self, seconds: float, expired: Callable[[], None]) -> None:
        """Call `expired` in so many seconds, unless stopped or started again before."""
        self.stop()
        self._task = self._spawn(self._count_down(seconds, expired))

    def stop(self) -> None:
        """Forget the countdown; harmless from within `expired` itself."""
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()

    async def _count_down(self, seconds: float, expired: Callable[[], None]) -> None:
        await self._clock.sleep(seconds)
        expired()
