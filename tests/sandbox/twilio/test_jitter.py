"""A jittery network on virtual time: late, in order, and nothing lost."""

import asyncio
from datetime import UTC, datetime
from random import Random

import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.jitter import JitterySocket

pytestmark = pytest.mark.unit


class Ends:
    """The socket behind the network: when what arrived there, and what comes from there."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.arrived: list[tuple[float, str]] = []
        self.coming: asyncio.Queue[str | Exception] = asyncio.Queue()
        self.broken: Exception | None = None

    async def send(self, message: str, /) -> None:
        if self.broken is not None:
            raise self.broken
        self.arrived.append((self.clock.monotonic(), message))

    async def recv(self) -> str:
        message = await self.coming.get()
        if isinstance(message, Exception):
            raise message
        return message


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, tzinfo=UTC))


async def test_messages_out_are_late_by_no_more_than_the_jitter_and_in_order(clock: ManualClock) -> None:
    ends = Ends(clock)
    async with JitterySocket(ends, clock, 0.1, Random(1)) as network:
        for number in range(50):
            await network.send(str(number))
            await clock.advance(0.02)
        await clock.advance(0.1)
    assert [message for _, message in ends.arrived] == [str(number) for number in range(50)]
    delays = [at - int(message) * 0.02 for at, message in ends.arrived]
    assert max(delays) > 0.05
    assert all(-1e-6 <= delay <= 0.1 + 1e-6 for delay in delays)


async def test_messages_in_are_late_too_without_adding_up(clock: ManualClock) -> None:
    ends = Ends(clock)
    got: list[tuple[float, str | bytes]] = []

    async def read(network: JitterySocket) -> None:
        while True:
            message = await network.recv()
            got.append((clock.monotonic(), message))

    async with JitterySocket(ends, clock, 0.1, Random(1)) as network:
        reading = asyncio.create_task(read(network))
        for number in range(50):
            ends.coming.put_nowait(str(number))
            await clock.advance(0.02)
        ends.coming.put_nowait(OSError("gone"))
        await clock.advance(0.2)
    with pytest.raises(OSError, match="gone"):
        await reading
    assert [message for _, message in got] == [str(number) for number in range(50)]
    assert all(at - int(message) * 0.02 <= 0.1 + 1e-6 for at, message in got)


async def test_what_broke_the_connection_is_raised_at_the_next_send(clock: ManualClock) -> None:
    ends = Ends(clock)
    async with JitterySocket(ends, clock, 0.0, Random(1)) as network:
        ends.broken = OSError("gone")
        await network.send("one")
        await clock.advance(0.1)
        with pytest.raises(OSError, match="gone"):
            await network.send("two")
