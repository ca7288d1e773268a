"""The health memory without flapping, and the rungs that a call climbs by policy."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from receptionist.calls.health import EngineHealth, HealthPolicy
from receptionist.calls.ladder import ALL_RUNGS, Ladder, Rung, key_of
from receptionist.clock import ManualClock
from receptionist.engines.realtime import RealtimeEngine

pytestmark = pytest.mark.unit

FIRST = RealtimeEngine("ws://127.0.0.1:1/v1/realtime", "key", "one", "marin", "gpt-transcribe")
SECOND = replace(FIRST, model="two")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))


@pytest.fixture
def health(clock: ManualClock) -> EngineHealth:
    return EngineHealth(clock, HealthPolicy(failures=3, window_seconds=60, rest_seconds=60))


def fail(health: EngineHealth, times: int) -> None:
    for _ in range(times):
        health.failed("e")


async def test_too_many_failures_in_the_window_mean_a_rest(health: EngineHealth, clock: ManualClock) -> None:
    fail(health, 2)
    assert health.admits("e")
    fail(health, 1)
    assert not health.admits("e")
    assert health.resting("e")
    await clock.advance(59)
    assert not health.admits("e")


async def test_failures_far_apart_do_not_add_up(health: EngineHealth, clock: ManualClock) -> None:
    for _ in range(5):
        fail(health, 1)
        await clock.advance(40)
    assert health.admits("e")


async def test_after_the_rest_one_call_tries_and_the_others_wait_for_it(
    health: EngineHealth, clock: ManualClock
) -> None:
    fail(health, 3)
    await clock.advance(60)
    assert [health.admits("e") for _ in range(3)] == [True, False, False]
    health.worked("e")
    assert [health.admits("e") for _ in range(3)] == [True, True, True]


async def test_a_trial_that_fails_doubles_the_rest(health: EngineHealth, clock: ManualClock) -> None:
    fail(health, 3)
    await clock.advance(60)
    assert health.admits("e")
    health.failed("e")
    await clock.advance(119)
    assert not health.admits("e")
    await clock.advance(1)
    assert health.admits("e")


async def test_an_engine_that_comes_and_goes_is_sent_back_by_one_failure(
    health: EngineHealth, clock: ManualClock
) -> None:
    fail(health, 3)
    await clock.advance(60)
    assert health.admits("e")
    health.worked("e")
    health.failed("e")
    assert not health.admits("e")
    await clock.advance(119)
    assert not health.admits("e")


async def test_an_engine_that_stays_well_is_trusted_again(health: EngineHealth, clock: ManualClock) -> None:
    fail(health, 3)
    await clock.advance(60)
    health.admits("e")
    health.worked("e")
    await clock.advance(61)
    health.worked("e")
    fail(health, 2)
    assert health.admits("e")


async def test_a_trial_that_never_tells_does_not_shut_the_engine_out(health: EngineHealth, clock: ManualClock) -> None:
    fail(health, 3)
    await clock.advance(60)
    assert health.admits("e")
    await clock.advance(60)
    assert health.admits("e")


def steps(ladder: Ladder, current: RealtimeEngine | None, *, again: bool = True, desperate: bool = False) -> list[str]:
    return [engine.model for engine in ladder.steps(current, again=again, desperate=desperate)]


@pytest.mark.parametrize(
    ("rungs", "at_start", "after_loss"),
    [
        (ALL_RUNGS, ["one", "one", "two"], ["one", "two"]),
        ((Rung.SECOND,), ["one", "two"], ["two"]),
        ((Rung.AGAIN,), ["one", "one"], ["one"]),
        ((), ["one"], []),
    ],
)
def test_the_policy_decides_what_is_tried(
    health: EngineHealth, rungs: tuple[Rung, ...], at_start: list[str], after_loss: list[str]
) -> None:
    ladder = Ladder((FIRST, SECOND), health, rungs)
    assert steps(ladder, None) == at_start
    assert steps(ladder, FIRST) == after_loss


def test_an_engine_that_had_its_second_chance_is_passed_over(health: EngineHealth) -> None:
    ladder = Ladder((FIRST, SECOND), health)
    assert steps(ladder, FIRST, again=False) == ["two"]
    assert steps(ladder, SECOND, again=False) == ["one"]
    assert not Ladder((FIRST,), health).has_step(FIRST, again=False)


def test_a_resting_engine_is_tried_only_by_a_caller_without_another_way(health: EngineHealth) -> None:
    ladder = Ladder((FIRST,), health)
    for _ in range(3):
        health.failed(key_of(FIRST))
    assert steps(ladder, None) == []
    assert steps(ladder, None, desperate=True) == ["one"]


def test_a_call_with_an_engine_of_its_own_has_no_other(health: EngineHealth) -> None:
    only = Ladder((FIRST,), health).only(SECOND)
    assert steps(only, SECOND) == ["two"]
    assert (only.gathers, only.remembers) == (False, True)
