"""The live bus: every entry to whoever watches, in order, and nobody is waited for."""

import asyncio
from datetime import UTC, datetime

import pytest

from receptionist.calls.bus import MOST_WAITING, LiveBus
from receptionist.calls.log import CallLog
from receptionist.clock import ManualClock
from receptionist.events import CallerSaid

pytestmark = pytest.mark.unit


def logs(bus: LiveBus, *call_ids: str) -> list[CallLog]:
    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    made = [CallLog(call_id, clock) for call_id in call_ids]
    for log in made:
        bus.follow(log)
    return made


async def test_a_reader_hears_of_one_call_or_of_all_in_order_from_its_subscription_on() -> None:
    bus = LiveBus()
    first, second = logs(bus, "c_1", "c_2")
    first.append(CallerSaid(text="before"))
    with bus.subscribe() as everything, bus.subscribe("c_2") as one:
        entries = [first.append(CallerSaid(text="a")), second.append(CallerSaid(text="b"))]
        assert [await anext(everything), await anext(everything)] == entries
        assert await anext(one) == entries[1]


async def test_a_reader_who_waits_is_woken() -> None:
    bus = LiveBus()
    (log,) = logs(bus, "c_1")
    with bus.subscribe() as reader:
        waiting = asyncio.ensure_future(anext(reader))
        await asyncio.sleep(0)
        assert not waiting.done()
        entry = log.append(CallerSaid(text="a"))
        assert await waiting == entry


async def test_a_slow_reader_is_dropped_and_told_so_while_others_get_everything() -> None:
    bus = LiveBus()
    (log,) = logs(bus, "c_1")
    with bus.subscribe() as slow, bus.subscribe() as quick:
        for _ in range(MOST_WAITING + 5):
            entry = log.append(CallerSaid(text="a"))
            assert await anext(quick) == entry
        assert [seen async for seen in slow] == []
        assert (slow.dropped, quick.dropped) == (True, False)


async def test_who_has_left_is_not_told_any_more() -> None:
    bus = LiveBus()
    (log,) = logs(bus, "c_1")
    with bus.subscribe() as reader:
        pass
    log.append(CallerSaid(text="a"))
    assert not reader._entries
