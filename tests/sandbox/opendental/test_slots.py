"""The Slots engine: the reference's worked example, then what it ignores and what it refuses."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.sandbox.opendental.helpers import SMALL_WORLD, served

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)
DAY = "2026-03-17"
EXAMPLE = (
    SMALL_WORLD
    + """
schedules:
  - {provider: 2, days: tue, spans: ["8:00-12:00"], operatories: [3, 4]}
  - {provider: 2, days: tue, spans: ["13:00-17:00"], operatories: [4]}
  - {provider: 5, days: tue, spans: ["22:00-23:55"], operatories: [4]}
blockouts:
  - {definition: 7, date: 2026-03-17, span: "12:00-13:00", operatories: [4]}
  - {definition: 7, date: 2026-03-17, span: "15:00-16:00", operatories: [4]}
closures:
  - {date: 2026-03-24, note: Closed all day}
appointments:
  - {number: 1, patient: 1, provider: 2, operatory: 3, at: "2026-03-17 9:00", minutes: 30}
  - {number: 2, patient: 1, provider: 5, hygienist: 2, operatory: 4, at: 2026-03-17 10:00, minutes: 60, status: Broken}
  - {number: 3, patient: 1, provider: 5, operatory: 3, at: "2026-03-17 8:00", minutes: 60}
  - {number: 4, patient: 1, provider: 2, operatory: 3, at: "2026-03-17 11:00", minutes: 60, status: Planned}
"""
)
MORNING = [("08:00", "09:00", 3), ("09:30", "10:00", 3), ("11:00", "12:00", 3)]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "example.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def spans(reply: httpx.Response) -> list[tuple[str, str, int]]:
    assert reply.status_code == 200, reply.text
    rows = reply.json()
    assert all(row["DateTimeStart"][:10] == row["DateTimeEnd"][:10] for row in rows)
    return [(row["DateTimeStart"][11:16], row["DateTimeEnd"][11:16], row["OpNum"]) for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("OpNum=3", MORNING),
        ("OpNum=3&lengthMinutes=40", [MORNING[0], MORNING[2]]),
        ("", [*MORNING, ("13:00", "17:00", 3)]),
        ("OpNum=9", []),
        ("OpNum=4", [(start, stop, 4) for start, stop, _ in MORNING] + [("13:00", "17:00", 4)]),
        ("OpNum=3&Limit=1&Offset=1", [MORNING[1]]),
    ],
)
async def test_the_worked_example(world: Path, query: str, expected: list[tuple[str, str, int]]) -> None:
    async with served(world, NOW) as api:
        assert spans(await api.get(f"appointments/Slots?date={DAY}&ProvNum=2&{query}")) == expected


async def test_the_practices_provider_is_the_default_and_numbers_are_numbers(world: Path) -> None:
    async with served(world, NOW) as api:
        rows = (await api.get(f"appointments/Slots?date={DAY}&OpNum=3")).json()
    assert rows[0] == {
        "DateTimeStart": "2026-03-17 08:00:00",
        "DateTimeEnd": "2026-03-17 09:00:00",
        "ProvNum": 2,
        "OpNum": 3,
    }


async def test_a_closed_day_is_still_offered_and_the_default_range_is_two_weeks(world: Path) -> None:
    async with served(world, NOW) as api:
        days = [row["DateTimeStart"][:10] for row in (await api.get("appointments/Slots?ProvNum=2")).json()]
    assert set(days) == {"2026-03-17", "2026-03-24"}


async def test_an_opening_without_a_usual_chair_takes_the_days_linked_one(world: Path) -> None:
    async with served(world, NOW) as api:
        assert spans(await api.get(f"appointments/Slots?date={DAY}&ProvNum=5")) == [("22:00", "23:55", 4)]


@pytest.mark.parametrize("query", ["date=2026-03-15", "dateStart=2026-03-15&dateEnd=2026-03-20"])
async def test_the_past_is_refused(world: Path, query: str) -> None:
    async with served(world, NOW) as api:
        reply = await api.get(f"appointments/Slots?{query}")
    assert reply.status_code == 400
    assert "must be today or later" in reply.text


async def test_the_end_of_the_calendar_is_no_trouble(world: Path) -> None:
    async with served(world, NOW) as api:
        assert (await api.get("appointments/Slots?date=9999-12-31")).json() == []
        assert (await api.get("appointments/Slots?dateStart=9999-12-25")).json() == []
        assert (await api.get(f"appointments/Slots?date={DAY}&lengthMinutes={2**62}")).json() == []


async def test_a_booking_closes_its_cells(world: Path) -> None:
    async with served(world, NOW) as api:
        body = {"PatNum": 1, "Op": 3, "AptDateTime": f"{DAY} 08:20:00", "Pattern": "/XX/", "ProvNum": 2}
        assert (await api.post("appointments", json=body)).status_code == 201
        assert spans(await api.get(f"appointments/Slots?date={DAY}&OpNum=3"))[:2] == [
            ("08:00", "08:20", 3),
            ("08:40", "09:00", 3),
        ]
