"""What is ready when a ringing call is picked up: the number's recognition, and the engine that is likely to serve."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from opendental_client import OpenDentalError
from receptionist.booking.identity import IdentityDesk, Level
from receptionist.calls.health import EngineHealth
from receptionist.calls.ladder import Ladder, Rung, key_of
from receptionist.calls.ringing import Ringing
from receptionist.clock import ManualClock
from receptionist.engines.realtime import RealtimeEngine
from receptionist.engines.transport import EngineSocket
from receptionist.store.database import Database
from receptionist.store.phone import PhoneCallRow

pytestmark = pytest.mark.unit

NUMBER, STRANGER = "+15550100101", "+15550100199"
FIRST = RealtimeEngine("ws://127.0.0.1:1/v1/realtime", "key", "one", "marin", "gpt-transcribe")
SECOND = replace(FIRST, model="two")
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)


class Row:
    hm_phone, wk_phone, wireless_phone = "(555)010-0101", "", ""


class OpenDental:
    """Knows one number, and answers when it is let."""

    def __init__(self) -> None:
        self.patients = self
        self.asked: list[str] = []
        self.answers = asyncio.Event()
        self.answers.set()
        self.down = False

    async def list(self, phone: str) -> list[Row]:
        self.asked.append(phone)
        await self.answers.wait()
        if self.down:
            raise OpenDentalError("down")
        return [Row()] if phone == "5550100101" else []


class Offices:
    def __init__(self) -> None:
        self.reads = 0

    async def current(self) -> None:
        self.reads += 1


class House:
    """Ringing over fakes, with engines that note who dials and never answer."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = ManualClock(MONDAY)
        self.dialled: list[str] = []
        self.open_dental, self.offices = OpenDental(), Offices()
        self.database = Database(f"sqlite:///{tmp_path}/house.db")
        SQLModel.metadata.create_all(self.database.engine)
        self.ladder = Ladder((FIRST, SECOND), EngineHealth(self.clock), (Rung.AGAIN, Rung.SECOND))
        client: Any = self.open_dental
        offices: Any = self.offices
        self.ringing = Ringing(self.ladder, offices, client, self.database)
        self.desk = IdentityDesk(client)

        async def dial(engine: RealtimeEngine) -> EngineSocket:
            self.dialled.append(engine.model)
            raise OSError("nobody there")

        monkeypatch.setattr(RealtimeEngine, "dial", dial)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    opened = House(tmp_path, monkeypatch)
    yield opened
    opened.database.close()


@pytest.mark.parametrize(
    ("number", "level"), [(NUMBER, Level.RECOGNISED), (STRANGER, Level.ANONYMOUS), ("", Level.ANONYMOUS)]
)
async def test_a_number_on_file_is_a_hint_for_the_calls_identity(house: House, number: str, level: Level) -> None:
    await house.ringing.prepare("CA1", number)
    assert (house.dialled, house.offices.reads) == (["one"], 1)
    await house.ringing.recognise("CA1", house.desk)
    assert house.desk.level == level
    assert len(house.open_dental.asked) == bool(number)


async def test_a_call_that_starts_before_the_answer_gets_it_when_it_comes(house: House) -> None:
    house.open_dental.answers.clear()
    preparing = asyncio.create_task(house.ringing.prepare("CA1", NUMBER))
    await asyncio.sleep(0)
    recognising = asyncio.create_task(house.ringing.recognise("CA1", house.desk))
    await asyncio.sleep(0)
    before = house.desk.level
    house.open_dental.answers.set()
    await asyncio.gather(preparing, recognising)
    assert (before, house.desk.level) == (Level.ANONYMOUS, Level.RECOGNISED)


async def test_a_preparation_that_is_cancelled_keeps_nobody_waiting(house: House) -> None:
    house.open_dental.answers.clear()
    preparing = asyncio.create_task(house.ringing.prepare("CA1", NUMBER))
    await asyncio.sleep(0)
    recognising = asyncio.create_task(house.ringing.recognise("CA1", house.desk))
    await asyncio.sleep(0)
    preparing.cancel()
    await asyncio.gather(preparing, recognising, return_exceptions=True)
    assert recognising.exception() is None
    assert house.desk.level == Level.ANONYMOUS


async def test_a_call_that_rang_at_another_process_is_looked_up_by_what_that_one_stored(house: House) -> None:
    await house.database.run(
        lambda session: session.add(PhoneCallRow(call_sid="CA1", caller=NUMBER, updated_at=MONDAY))
    )
    await house.ringing.recognise("CA1", house.desk)
    assert house.desk.level == Level.RECOGNISED


async def test_nothing_is_known_of_a_call_without_a_number_or_with_open_dental_down(house: House) -> None:
    await house.ringing.recognise("CA9", house.desk)
    house.open_dental.down = True
    await house.ringing.prepare("CA1", NUMBER)
    await house.ringing.recognise("CA1", house.desk)
    assert house.desk.level == Level.ANONYMOUS


async def test_the_socket_is_opened_to_the_engine_that_is_well(house: House) -> None:
    for _ in range(3):
        house.ladder.health.failed(key_of(FIRST))
    await house.ringing.prepare("CA1", "")
    for _ in range(3):
        house.ladder.health.failed(key_of(SECOND))
    await house.ringing.prepare("CA2", "")
    assert house.dialled == ["two"]


def test_a_reservation_makes_no_other_engine_of_it(house: House) -> None:
    ladder = house.ringing.reserved("CA1")
    assert list(ladder.engines) == [FIRST, SECOND]
    assert all(engine.reserved is not None for engine in ladder.engines)
    assert list(ladder.steps(None, again=True, desperate=False)) == [FIRST, FIRST, SECOND]
