"""A clock that runs at a multiple of another, so that a scripted call need not take as long as a real one."""

from datetime import datetime

from receptionist.clock import Clock


class PacedClock:
    """`clock` for the hands on the wall, `speed` times as fast for everything that is measured and waited."""

    def __init__(self, clock: Clock, speed: float) -> None:
        if speed <= 0:
            raise ValueError("speed must be more than 0")
        self._clock = clock
        self._speed = speed

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds / self._speed)
