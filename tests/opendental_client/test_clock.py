"""Which clocks tell the same time."""

import time
from datetime import UTC, datetime

import pytest

from opendental_client._clock import SYSTEM_CLOCK, Clock, SystemClock, timeline
from receptionist.clock import ManualClock
from receptionist.clock import SystemClock as HouseClock
from tests.opendental_client.office import JumpClock

pytestmark = pytest.mark.unit


async def test_the_system_clock_is_the_machines() -> None:
    before = time.monotonic()
    await SystemClock().sleep(0)
    assert before <= SystemClock().monotonic() <= time.monotonic()


@pytest.mark.parametrize("clock", [SystemClock(), HouseClock(), SYSTEM_CLOCK])
def test_clocks_that_read_the_machines_time_share_its_timeline(clock: Clock) -> None:
    assert timeline(clock) is SYSTEM_CLOCK


def test_virtual_clocks_stand_alone() -> None:
    clock, other = JumpClock(), ManualClock(_start())
    assert timeline(clock) is clock
    assert timeline(other) is other


def _start() -> datetime:
    return datetime(2026, 3, 17, tzinfo=UTC)
