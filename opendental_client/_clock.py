"""The time the client waits on: a monotonic second count and a sleep, both replaceable.

The client never needs to know what day it is, so a `Clock` here is smaller than most; any object with these two
methods will do. Waits for the throttle and between retries run on it. (httpx's own time-outs run on real time.)
"""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """What the client asks of time. Instances must be hashable and weakly referable, as ordinary objects are."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; only differences mean anything."""

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds on this clock."""


class SystemClock:
    """The machine's own clock."""

    def monotonic(self) -> float:
        """Seconds of the machine's monotonic clock."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait in real time."""
        await asyncio.sleep(seconds)


SYSTEM_CLOCK = SystemClock()


def timeline(clock: Clock) -> Clock:
    """The clock that stands for all clocks that tell the same time as `clock`.

    Every clock that reads the machine's monotonic time is interchangeable with every other, so all of them share
    one timeline; any other clock (a test's) is a timeline of its own.
    """
    before = time.monotonic()
    reading = clock.monotonic()
    return SYSTEM_CLOCK if before <= reading <= time.monotonic() else clock
