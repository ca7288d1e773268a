"""Virtual time moves only when told to, wakes sleepers in order, and a deadline runs on it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from receptionist.clock import ManualClock, OffsetClock, SystemClock, deadline

pytestmark = pytest.mark.unit

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


async def test_sleepers_wake_in_the_order_of_their_times() -> None:
    clock, woken = ManualClock(START), []

    async def sleeper(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((seconds, clock.monotonic()))

    tasks = [asyncio.create_task(sleeper(seconds)) for seconds in (3.0, 1.0, 2.0, 9.0)]
    await clock.advance(5.0)
    assert woken == [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]
    assert clock.now() == START + timedelta(seconds=5)
    await clock.advance(4.0)
    assert woken[-1] == (9.0, 9.0)
    await asyncio.gather(*tasks)


async def test_a_sleeper_started_by_a_waking_one_is_woken_too() -> None:
    clock = ManualClock(START)

    async def twice() -> float:
        await clock.sleep(1)
        await clock.sleep(1)
        return clock.monotonic()

    task = asyncio.create_task(twice())
    await clock.advance(2)
    assert task.done()
    assert task.result() == 2.0


async def test_a_deadline_cuts_a_block_off() -> None:
    clock = ManualClock(START)

    async def slow() -> None:
        async with deadline(clock, 5):
            await clock.sleep(60)

    task = asyncio.create_task(slow())
    await clock.advance(4.9)
    assert not task.done()
    await clock.advance(0.2)
    with pytest.raises(TimeoutError, match="5 s"):
        await task


async def test_a_deadline_lets_quick_work_and_foreign_cancellation_through() -> None:
    clock = ManualClock(START)
    async with deadline(clock, 5):
        result = 7
    assert result == 7

    async def slow() -> None:
        async with deadline(clock, 5):
            await clock.sleep(60)

    task = asyncio.create_task(slow())
    await clock.advance(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_an_offset_clock_starts_where_it_is_told_and_runs_on() -> None:
    clock = OffsetClock(START)
    first = clock.now()
    assert abs(first - START) < timedelta(seconds=5)
    assert clock.now() >= first
    assert clock.monotonic() <= clock.monotonic()


@pytest.mark.parametrize("kind", [OffsetClock, ManualClock])
def test_a_naive_start_is_refused(kind: type) -> None:
    with pytest.raises(ValueError, match="aware"):
        kind(datetime(2026, 1, 1))  # noqa: DTZ001


async def test_the_system_clock_is_aware() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    await clock.sleep(0)
