"""One budget for several processes: in a file, in Redis, and when neither can be asked."""

import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import httpx
import pytest

from opendental_client import (
    Budget,
    BudgetUnavailable,
    InvalidArgument,
    QueuePriority,
    RedisBudget,
    SQLiteBudget,
    Throttle,
    Throttled,
    ThrottleTier,
)
from opendental_client._priority import Standing
from tests.opendental_client.office import CUSTOMER_KEY, JumpClock, Office

pytestmark = pytest.mark.unit


class FakeRedis:
    """The two commands, on a clock that the test moves."""

    def __init__(self, clock: JumpClock) -> None:
        self.clock = clock
        self.ends: dict[str, float] = {}
        self.broken = False

    async def set(self, name: str, value: str, *, px: int, nx: bool) -> object:
        self._check()
        if nx and await self.pttl(name) > 0:
            return None
        self.ends[name] = self.clock.seconds + px / 1000
        return True

    async def pttl(self, name: str) -> int:
        self._check()
        left = round((self.ends.get(name, 0.0) - self.clock.seconds) * 1000)
        return left if left > 0 else -2

    def _check(self) -> None:
        if self.broken:
            raise ConnectionError("redis://:Secret@redis.test")


@pytest.fixture
def clock() -> JumpClock:
    return JumpClock()


@pytest.fixture(params=["sqlite", "redis"])
def budget(request: pytest.FixtureRequest, tmp_path: Path, clock: JumpClock) -> Budget:
    return (
        SQLiteBudget(tmp_path / "budget.db", clock=clock)
        if request.param == "sqlite"
        else RedisBudget(FakeRedis(clock))
    )


async def test_a_turn_is_taken_once_an_interval(budget: Budget, clock: JumpClock) -> None:
    assert await budget.take("key", 1.0) == 0.0
    assert await budget.take("key", 1.0) == pytest.approx(1.0)
    clock.seconds += 0.4
    assert await budget.take("key", 1.0) == pytest.approx(0.6)
    clock.seconds += 0.6
    assert await budget.take("key", 1.0) == 0.0


async def test_keys_have_budgets_of_their_own(budget: Budget) -> None:
    assert await budget.take("one", 1.0) == 0.0
    assert await budget.take("two", 1.0) == 0.0


async def test_a_hold_lengthens_and_never_shortens(budget: Budget, clock: JumpClock) -> None:
    await budget.hold("key", 5.0)
    await budget.hold("key", 1.0)
    assert await budget.take("key", 1.0) == pytest.approx(5.0)
    clock.seconds += 5.0
    assert await budget.take("key", 1.0) == 0.0


async def test_a_file_from_before_the_machine_started_does_not_count(tmp_path: Path, clock: JumpClock) -> None:
    clock.seconds = 90_000.0
    budget = SQLiteBudget(tmp_path / "budget.db", clock=clock)
    await budget.hold("key", 60.0)
    clock.seconds = 10.0
    assert await budget.take("key", 1.0) == 0.0


async def test_the_file_holds_no_key(tmp_path: Path, clock: JumpClock) -> None:
    path = tmp_path / "budget.db"
    throttle = Throttle(CUSTOMER_KEY, ThrottleTier.PAID, clock, budget=SQLiteBudget(path, clock=clock))
    await throttle.enter()
    assert CUSTOMER_KEY.encode() not in path.read_bytes()


async def test_a_file_that_cannot_be_used_says_so_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(BudgetUnavailable, match="OperationalError") as caught:
        await SQLiteBudget(tmp_path / "missing" / "budget.db").take("key", 1.0)
    assert str(tmp_path) not in str(caught.value)


async def test_a_server_that_cannot_be_used_says_so_without_its_address(clock: JumpClock) -> None:
    redis = FakeRedis(clock)
    redis.broken = True
    budget = RedisBudget(redis)
    with pytest.raises(BudgetUnavailable, match="ConnectionError") as caught:
        await budget.take("key", 1.0)
    assert "Secret" not in str(caught.value)
    with pytest.raises(BudgetUnavailable):
        await budget.hold("key", 1.0)


def test_redis_is_loaded_only_when_asked_for(monkeypatch: pytest.MonkeyPatch, clock: JumpClock) -> None:
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    with pytest.raises(InvalidArgument, match="package redis"):
        RedisBudget.from_url("redis://redis.test")
    made: list[str] = []

    class Redis:
        @classmethod
        def from_url(cls, url: str) -> FakeRedis:
            made.append(url)
            return FakeRedis(clock)

    module: Any = types.ModuleType("redis.asyncio")
    module.Redis, module.RedisError = Redis, type("RedisError", (Exception,), {})
    monkeypatch.setitem(sys.modules, "redis", types.ModuleType("redis"))
    monkeypatch.setitem(sys.modules, "redis.asyncio", module)
    budget = RedisBudget.from_url("redis://redis.test")
    assert made == ["redis://redis.test"]
    assert budget._errors == (OSError, module.RedisError)


async def test_a_process_waits_for_turns_that_others_took(budget: Budget, clock: JumpClock) -> None:
    throttle = Throttle("key", ThrottleTier.PAID, clock, budget=budget)
    assert throttle._gate is not None
    await budget.take(throttle._gate._key, 3.0)
    await throttle.enter()
    assert clock.seconds == pytest.approx(3.0, abs=0.01)
    assert await budget.take(throttle._gate._key, 1.0) == pytest.approx(1.0, abs=0.01)
    assert throttle.expected_wait() == pytest.approx(1.0, abs=0.01)


async def test_background_work_lets_callers_of_other_processes_go_first(budget: Budget, clock: JumpClock) -> None:
    throttle = Throttle("key", ThrottleTier.PAID, clock, budget=budget)
    assert throttle._gate is not None
    await budget.take(throttle._gate._key, 3.0)
    await throttle.enter(Standing(QueuePriority.BACKGROUND))
    assert clock.seconds == pytest.approx(3.25, abs=0.01)


async def test_a_429_holds_back_every_process(budget: Budget, clock: JumpClock) -> None:
    office = Office(httpx.Response(429, headers={"retry-after": "90"}))
    client = office.client(clock=clock, tier=ThrottleTier.PAID, budget=budget)
    with pytest.raises(Throttled):
        await client.patients.get(1)
    assert client.throttle._gate is not None
    assert await budget.take(client.throttle._gate._key, 1.0) == pytest.approx(90.0)


async def test_a_budget_that_cannot_be_asked_stops_nobody(clock: JumpClock) -> None:
    redis = FakeRedis(clock)
    redis.broken = True
    throttle = Throttle("key", ThrottleTier.PAID, clock, budget=RedisBudget(redis))
    await throttle.enter()
    await throttle.enter()
    assert clock.seconds == pytest.approx(1.0)
    await throttle.hold(4.0)
    assert throttle.expected_wait() == pytest.approx(4.0)


async def test_without_a_limit_nothing_is_shared(tmp_path: Path, clock: JumpClock) -> None:
    path = tmp_path / "budget.db"
    throttle = Throttle("key", ThrottleTier.NONE, clock, budget=SQLiteBudget(path, clock=clock))
    await throttle.enter()
    await throttle.hold(5.0)
    assert not path.exists()


WORKER = """
import asyncio, sys
from opendental_client import SQLiteBudget

async def main():
    budget, taken = SQLiteBudget(sys.argv[1]), 0
    for _ in range(20):
        taken += await budget.take("key", 3600.0) == 0.0
    print(taken)

asyncio.run(main())
"""


def test_processes_that_race_for_one_turn_get_it_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORKER, str(tmp_path / "budget.db")]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sum(int(worker.communicate(timeout=60)[0]) for worker in workers) == 1
