"""The shared budget of a customer key, on virtual time."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest

from opendental_client import Throttle, ThrottleTier
from opendental_client import _throttle as module
from opendental_client._clock import SYSTEM_CLOCK, Clock
from receptionist.clock import ManualClock
from tests.opendental_client.office import JumpClock

pytestmark = pytest.mark.unit


def manual() -> ManualClock:
    return ManualClock(datetime(2026, 3, 17, 12, tzinfo=UTC))


def throttle(clock: Clock, tier: ThrottleTier = ThrottleTier.PAID, key: str = "key") -> Throttle:
    return Throttle(key, tier, clock)


class Queue:
    """Callers that enter and note when they were let in."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.entered: list[tuple[str, float]] = []

    def come(self, name: str, by: Throttle) -> "asyncio.Task[None]":
        return asyncio.create_task(self._enter(name, by))

    async def _enter(self, name: str, by: Throttle) -> None:
        await by.enter()
        self.entered.append((name, self.clock.monotonic()))


@pytest.mark.parametrize(
    ("tier", "interval"),
    [(ThrottleTier.READ_ONLY, 5.0), (ThrottleTier.PAID, 1.0), (ThrottleTier.ENTERPRISE, 0.5), (ThrottleTier.NONE, 0.0)],
)
async def test_each_tier_has_its_interval(tier: ThrottleTier, interval: float) -> None:
    clock = JumpClock()
    paced = throttle(clock, tier)
    for _ in range(3):
        await paced.enter()
    assert sum(clock.sleeps) == pytest.approx(2 * interval)
    assert paced.expected_wait() == pytest.approx(interval)


async def test_the_time_a_request_takes_counts() -> None:
    clock = JumpClock()
    paced = throttle(clock, ThrottleTier.READ_ONLY)
    await paced.enter()
    clock.seconds += 3.0
    await paced.enter()
    assert clock.sleeps == [2.0]


async def test_callers_are_served_in_order_of_arrival_across_clients_of_a_key() -> None:
    clock = manual()
    queue, one, two = Queue(clock), throttle(clock), throttle(clock)
    tasks = [queue.come("a", one), queue.come("b", two), queue.come("c", one)]
    await clock.advance(2.0)
    assert queue.entered == [("a", 0.0), ("b", 1.0), ("c", 2.0)]
    await asyncio.gather(*tasks)


async def test_different_keys_do_not_wait_for_each_other() -> None:
    clock = JumpClock()
    await throttle(clock, key="one").enter()
    await throttle(clock, key="two").enter()
    assert clock.sleeps == []


async def test_the_wait_can_be_seen_before_and_while_it_happens() -> None:
    clock, told = manual(), list[float]()
    paced = Throttle("key", ThrottleTier.PAID, clock, told.append)
    assert (paced.expected_wait(), paced.waiting) == (0.0, 0)
    await paced.enter()
    queue = Queue(clock)
    tasks = [queue.come("b", paced), queue.come("c", paced)]
    await clock.advance(0.25)
    assert paced.expected_wait() == pytest.approx(2.75)
    assert paced.waiting == 2
    assert told == [1.0, 2.0]
    assert repr(paced) == "<Throttle paid waiting=2>"
    await clock.advance(2.0)
    await asyncio.gather(*tasks)
    assert paced.waiting == 0


async def test_a_callback_that_fails_leaves_the_queue_in_order() -> None:
    def fail(_: float) -> None:
        raise RuntimeError("callback")

    clock = JumpClock()
    paced = Throttle("key", ThrottleTier.PAID, clock, fail)
    await paced.enter()
    with pytest.raises(RuntimeError, match="callback"):
        await paced.enter()
    assert paced.waiting == 0


@pytest.mark.parametrize("leaver", [0, 1])
async def test_a_cancelled_waiter_gives_its_turn_away(leaver: int) -> None:
    clock = manual()
    paced, queue = throttle(clock), Queue(clock)
    await paced.enter()
    tasks = [queue.come(name, paced) for name in "bcd"]
    await clock.advance(0.5)
    tasks[leaver].cancel()
    await clock.advance(1.5)
    assert [moment for _, moment in queue.entered] == [1.0, 2.0]
    assert [name for name, _ in queue.entered] == [name for name in "bcd" if name != "bcd"[leaver]]
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_pause_holds_everyone_back_even_who_sleeps_already() -> None:
    clock = manual()
    paced, queue = throttle(clock), Queue(clock)
    await paced.enter()
    task = queue.come("b", paced)
    await clock.advance(0.5)
    throttle(clock).pause(4.0)
    await clock.advance(3.5)
    assert queue.entered == []
    await clock.advance(0.5)
    assert queue.entered == [("b", 4.5)]
    await task


async def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    clock = JumpClock()
    paced = throttle(clock)
    paced.pause(4.0)
    paced.pause(1.0)
    assert paced.expected_wait() == 4.0
    await paced.enter()
    assert clock.sleeps == [4.0]


async def test_without_a_limit_nothing_waits() -> None:
    clock = JumpClock()
    free = throttle(clock, ThrottleTier.NONE)
    free.pause(5.0)
    for _ in range(10):
        await free.enter()
    assert clock.sleeps == []
    assert (free.expected_wait(), free.waiting) == (0.0, 0)


async def test_clients_that_disagree_go_at_the_slower_pace() -> None:
    clock = JumpClock()
    slow, fast = throttle(clock, ThrottleTier.READ_ONLY), throttle(clock, ThrottleTier.ENTERPRISE)
    await slow.enter()
    await fast.enter()
    await fast.enter()
    assert sum(clock.sleeps) == pytest.approx(10.0)


def test_the_budget_survives_event_loops() -> None:
    clock = JumpClock()
    paced = throttle(clock)
    asyncio.run(paced.enter())
    asyncio.run(paced.enter())
    asyncio.run(throttle(clock).enter())
    assert clock.sleeps == [1.0, 1.0]


def test_a_loop_that_died_with_callers_queued_does_not_block_others() -> None:
    clock = JumpClock()
    paced = throttle(clock)
    dead = asyncio.new_event_loop()
    stuck = StuckClock()
    blocked = Throttle("key", ThrottleTier.PAID, stuck)
    blocked._gate = paced._gate
    asyncio.run(paced.enter())
    tasks = [dead.create_task(blocked.enter()) for _ in range(2)]
    dead.run_until_complete(asyncio.sleep(0))
    dead.close()
    assert paced.waiting == 2
    asyncio.run(paced.enter())
    assert paced.expected_wait() == 1.0
    for task in tasks:
        # Closing the coroutine is what the garbage collector would do; it must not disturb the queue either.
        task.get_coro().close()
        task._log_destroy_pending = False  # type: ignore[attr-defined]
    assert paced.waiting == 0


class StuckClock(JumpClock):
    """A clock whose sleeps never end."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.get_running_loop().create_future()


def test_two_threads_share_a_budget() -> None:
    clock = JumpClock()
    first_inside = threading.Event()
    entered: list[str] = []

    async def enter(name: str) -> None:
        await throttle(clock).enter()
        entered.append(name)
        first_inside.set()

    thread = threading.Thread(target=lambda: asyncio.run(enter("a")))
    thread.start()
    assert first_inside.wait(10)
    asyncio.run(enter("b"))
    thread.join(10)
    assert entered == ["a", "b"]
    assert clock.sleeps == [1.0]


class HeldClock(JumpClock):
    """A clock whose sleeps end when the test lets them."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    async def sleep(self, seconds: float) -> None:
        await asyncio.to_thread(self.released.wait, 10)
        await super().sleep(seconds)


async def test_a_caller_of_another_threads_loop_is_called_when_its_turn_comes() -> None:
    clock, loop, queued = HeldClock(), asyncio.get_running_loop(), asyncio.Queue[float]()
    entered: list[str] = []

    def tell(seconds: float) -> None:
        loop.call_soon_threadsafe(queued.put_nowait, seconds)

    paced = Throttle("key", ThrottleTier.PAID, clock, tell)

    async def enter(name: str) -> None:
        await paced.enter()
        entered.append(name)

    await enter("a")
    head = asyncio.create_task(enter("b"))
    assert await queued.get() == 1.0
    follower = asyncio.create_task(asyncio.to_thread(lambda: asyncio.run(enter("c"))))
    assert await queued.get() == 2.0
    clock.released.set()
    await asyncio.gather(head, follower)
    assert entered == ["a", "b", "c"]
    assert clock.sleeps == [1.0, 1.0]


def test_machine_clocks_share_gates_and_the_registry_holds_no_keys() -> None:
    key = "NeverStoredKey01"
    one = Throttle(key, ThrottleTier.PAID, SYSTEM_CLOCK)
    two = Throttle(key, ThrottleTier.PAID, type(SYSTEM_CLOCK)())
    assert one._gate is two._gate
    assert key not in repr(dict(module._gates))


def test_gates_of_a_test_clock_die_with_it() -> None:
    clock = JumpClock()
    throttle(clock)
    before = len(module._gates)
    del clock
    assert len(module._gates) == before - 1
