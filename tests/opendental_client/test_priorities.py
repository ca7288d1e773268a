"""A live caller goes before a background job, which is not put off for ever."""

import asyncio
from datetime import UTC, datetime

import pytest

from opendental_client import QueuePriority, Throttle, ThrottleTier
from opendental_client._priority import Standing, working_at
from opendental_client._throttle import LONGEST_BACKGROUND_WAIT
from receptionist.clock import ManualClock
from tests.opendental_client.office import Office, row

pytestmark = pytest.mark.unit


class Line:
    """People at one throttle, and when each was let in."""

    def __init__(self, tier: ThrottleTier = ThrottleTier.PAID) -> None:
        self.clock = ManualClock(datetime(2026, 3, 17, 12, tzinfo=UTC))
        self.throttle = Throttle("key", tier, self.clock)
        self.entered: list[tuple[str, float]] = []

    def come(self, name: str, priority: QueuePriority = QueuePriority.LIVE) -> "asyncio.Task[None]":
        return asyncio.create_task(self._enter(name, Standing(priority)))

    async def _enter(self, name: str, standing: Standing) -> None:
        await self.throttle.enter(standing)
        self.entered.append((name, self.clock.monotonic()))


BACKGROUND = QueuePriority.BACKGROUND


async def test_a_live_caller_overtakes_background_work_that_waits() -> None:
    line = Line()
    tasks = [line.come("first"), line.come("sync 1", BACKGROUND), line.come("sync 2", BACKGROUND)]
    await line.clock.advance(0.5)
    tasks.append(line.come("caller"))
    await line.clock.advance(3.0)
    assert line.entered == [("first", 0.0), ("caller", 1.0), ("sync 1", 2.0), ("sync 2", 3.0)]
    await asyncio.gather(*tasks)


async def test_background_work_alone_loses_no_time() -> None:
    line = Line()
    tasks = [line.come(name, BACKGROUND) for name in "ab"]
    await line.clock.advance(1.0)
    assert line.entered == [("a", 0.0), ("b", 1.0)]
    await asyncio.gather(*tasks)


async def test_the_expected_wait_is_that_of_the_callers_priority() -> None:
    line = Line()
    tasks = [line.come("first"), line.come("sync 1", BACKGROUND), line.come("sync 2", BACKGROUND)]
    await line.clock.advance(0.25)
    assert line.throttle.expected_wait() == pytest.approx(0.75)
    with working_at(BACKGROUND):
        assert line.throttle.expected_wait() == pytest.approx(2.75)
    await line.clock.advance(3.0)
    await asyncio.gather(*tasks)


async def test_background_work_is_not_put_off_for_ever() -> None:
    line = Line(ThrottleTier.READ_ONLY)
    tasks = [line.come("first"), line.come("sync", BACKGROUND)]
    for number in range(16):
        tasks.append(line.come(f"caller {number}"))
    await line.clock.advance(LONGEST_BACKGROUND_WAIT)
    assert [name for name, _ in line.entered][-1] == "sync"
    assert [moment for name, moment in line.entered if name == "sync"] == [60.0]
    await line.clock.advance(60.0)
    await asyncio.gather(*tasks)


async def test_a_caller_that_overtook_and_left_gives_the_turn_back() -> None:
    line = Line()
    tasks = [line.come("first"), line.come("sync", BACKGROUND)]
    await line.clock.advance(0.5)
    caller = line.come("caller")
    await line.clock.advance(0.25)
    caller.cancel()
    await line.clock.advance(0.25)
    assert line.entered == [("first", 0.0), ("sync", 1.0)]
    await asyncio.gather(*tasks, caller, return_exceptions=True)


def test_a_standing_only_rises() -> None:
    standing = Standing(BACKGROUND)
    with working_at(BACKGROUND):
        standing.join()
    assert standing.priority is BACKGROUND
    standing.join()
    assert standing.priority is QueuePriority.LIVE
    with working_at(BACKGROUND):
        standing.join()
        assert Standing().priority is BACKGROUND
    assert Standing().priority is QueuePriority.LIVE
    assert standing.priority is QueuePriority.LIVE


async def test_the_clients_block_reaches_its_requests() -> None:
    clock = ManualClock(datetime(2026, 3, 17, 12, tzinfo=UTC))
    office = Office(*[row({"PatNum": 1})] * 4)
    client = office.client(clock=clock, tier=ThrottleTier.PAID)
    tasks = [asyncio.create_task(client.patients.get(1))]
    await clock.advance(0.0)
    with client.priority(BACKGROUND):
        tasks.append(asyncio.create_task(client.patients.get(2)))
        tasks.append(asyncio.create_task(client.patients.get(3)))
    await clock.advance(0.5)
    tasks.append(asyncio.create_task(client.patients.get(4)))
    await clock.advance(3.0)
    assert [request.url.path.rsplit("/", 1)[1] for request in office.requests] == ["1", "4", "2", "3"]
    await asyncio.gather(*tasks)
