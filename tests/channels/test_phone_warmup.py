"""Warm-up while it rings: begun with the webhook, taken over by the stream, dropped when the call never comes."""

import asyncio
import logging

import pytest

from receptionist.channels.twilio_tokens import TOKEN_SECONDS
from receptionist.channels.twilio_warmup import NoPreparation, Preparing, WarmUps
from receptionist.clock import ManualClock
from tests.channels.desk_house import CALL_SID, CALLER, MONDAY_9, RINGING, DeskHouse

pytestmark = pytest.mark.unit


class Kitchen:
    """Prepares for `seconds` and remembers for whom, and what became of it."""

    def __init__(self, clock: ManualClock, seconds: float = 1.0, error: Exception | None = None) -> None:
        self.clock, self.seconds, self.error = clock, seconds, error
        self.prepared: list[tuple[str, str]] = []
        self.ready: list[str] = []
        self.forgotten: list[str] = []

    async def prepare(self, call_sid: str, caller_number: str) -> None:
        self.prepared.append((call_sid, caller_number))
        await self.clock.sleep(self.seconds)
        if self.error is not None:
            raise self.error
        self.ready.append(call_sid)

    def forget(self, call_sid: str) -> None:
        self.forgotten.append(call_sid)


def house(seconds: float = 1.0, error: Exception | None = None) -> tuple[DeskHouse, Kitchen]:
    clock = ManualClock(MONDAY_9)
    kitchen = Kitchen(clock, seconds, error)
    return DeskHouse(clock, preparing=kitchen), kitchen


def test_both_are_what_the_desk_can_ask() -> None:
    assert isinstance(Kitchen(ManualClock(MONDAY_9)), Preparing)
    assert isinstance(NoPreparation(), Preparing)


async def test_the_webhook_is_answered_before_anything_is_prepared() -> None:
    home, kitchen = house(seconds=1_000.0)
    answer = await home.post("/phone/incoming", RINGING)
    assert answer.status_code == 200
    await home.clock.advance(0)
    assert kitchen.prepared == [(CALL_SID, CALLER)]
    await home.desk.close()
    assert kitchen.forgotten == [CALL_SID]


async def test_what_is_warm_is_the_streams_own() -> None:
    home, kitchen = house()
    await home.post("/phone/incoming", RINGING)
    await home.clock.advance(2)
    home.stream()
    await home.clock.advance(TOKEN_SECONDS)
    assert (kitchen.ready, kitchen.forgotten) == ([CALL_SID], [])


@pytest.mark.parametrize("status", ["completed", "canceled", "busy", "no-answer", "failed"])
async def test_a_caller_who_leaves_while_it_rings_leaves_nothing_open(status: str) -> None:
    home, kitchen = house(seconds=50)
    await home.post("/phone/incoming", RINGING)
    await home.clock.advance(1)
    await home.post("/phone/status", RINGING | {"CallStatus": status})
    await home.clock.advance(0)
    assert (kitchen.ready, kitchen.forgotten) == ([], [CALL_SID])


async def test_a_stream_that_never_comes_is_not_waited_for() -> None:
    home, kitchen = house()
    await home.post("/phone/incoming", RINGING)
    await home.clock.advance(TOKEN_SECONDS)
    assert (kitchen.ready, kitchen.forgotten) == ([CALL_SID], [CALL_SID])


async def test_twilio_asking_twice_prepares_once_and_a_withheld_number_is_none() -> None:
    home, kitchen = house()
    for _ in range(2):
        await home.post("/phone/incoming", RINGING | {"From": "anonymous"})
    await home.clock.advance(0)
    assert kitchen.prepared == [(CALL_SID, "")]
    await home.desk.close()


async def test_what_cannot_be_prepared_costs_the_call_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    home, kitchen = house(error=OSError("no route to +15550100101"))
    await home.post("/phone/incoming", RINGING)
    await home.clock.advance(2)
    assert home.stream().call_sid == CALL_SID
    assert "OSError" in caplog.text
    assert "555" not in caplog.text
    assert kitchen.forgotten == [CALL_SID]


async def test_a_flood_of_calls_is_answered_without_preparing_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receptionist.channels.twilio_warmup.MAX_WARM", 1)
    clock = ManualClock(MONDAY_9)
    kitchen = Kitchen(clock)
    warm_ups = WarmUps(kitchen, clock)
    for sid in ("CA1", "CA2"):
        warm_ups.start(sid, "")
    await clock.advance(0)
    assert kitchen.prepared == [("CA1", "")]
    await warm_ups.close()
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "phone warm-up"]
