"""The made-up front desk: it does what it says, never double-books alone, and repeats itself by seed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import create_app, load_world
from receptionist.sandbox.staff import Deed, StaffError, StaffUser
from tests.sandbox.opendental.helpers import BARTON, HEADERS

pytestmark = pytest.mark.unit

MONDAY = datetime(2026, 11, 23, 14, 4, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY)


@pytest.fixture
async def office(clock: ManualClock) -> AsyncIterator[httpx.AsyncClient]:
    async with fresh_office(clock) as client:
        yield client


def fresh_office(clock: ManualClock) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app(load_world(BARTON, MONDAY), clock))
    return httpx.AsyncClient(transport=transport, base_url="http://office")


async def overlaps(client: httpx.AsyncClient) -> int:
    rows = (await client.get("/api/v1/appointments?dateStart=2026-11-24&AptStatus=Scheduled", headers=HEADERS)).json()
    taken: set[tuple[int, str, int]] = set()
    twice = 0
    for row in rows:
        start = datetime.fromisoformat(row["AptDateTime"])
        for cell in range(len(row["Pattern"])):
            place = (row["Op"], start.date().isoformat(), start.hour * 12 + start.minute // 5 + cell)
            twice += place in taken
            taken.add(place)
    return twice


async def test_each_deed_leaves_its_row(office: httpx.AsyncClient, clock: ManualClock) -> None:
    async def only(kind: str) -> Deed:
        return await StaffUser(office, clock=clock, weights={kind: 1}).step()

    booked = await only("book")
    row = (await office.get(f"/api/v1/appointments/{booked.number}", headers=HEADERS)).json()
    assert (row["AptStatus"], row["Note"]) == ("Scheduled", "Booked by staff.")
    moved = await only("move")
    history = (await office.get(f"/api/v1/histappointments?AptNum={moved.number}", headers=HEADERS)).json()
    assert history[-1]["HistApptAction"] == "Changed"
    broken = await only("break")
    row = (await office.get(f"/api/v1/appointments/{broken.number}", headers=HEADERS)).json()
    assert row["AptStatus"] in ("UnschedList", "Broken")
    blocked = await only("block")
    row = (await office.get(f"/api/v1/schedules/{blocked.number}", headers=HEADERS)).json()
    assert (row["SchedType"], row["Note"]) == ("Blockout", "Blocked by staff")


async def test_the_same_seed_does_the_same(clock: ManualClock) -> None:
    async def worked(seed: str) -> list[Deed]:
        async with fresh_office(clock) as client:
            user = StaffUser(client, clock=clock, seed=seed)
            return [await user.step() for _ in range(8)]

    first = await worked("a")
    assert first == await worked("a")
    assert first != await worked("b")


async def test_alone_it_never_double_books(office: httpx.AsyncClient, clock: ManualClock) -> None:
    user = StaffUser(office, clock=clock, seed="tidy")
    for _ in range(40):
        await user.step()
    assert await overlaps(office) == 0


async def test_it_works_at_a_rate_on_the_clock(office: httpx.AsyncClient, clock: ManualClock) -> None:
    told: list[Deed] = []
    user = StaffUser(office, clock=clock)
    work = asyncio.create_task(user.run(rate=60, steps=5, tell=told.append))
    await asyncio.sleep(0)
    assert told == []
    for _ in range(60):
        await clock.advance(1)
        for _ in range(30):
            await asyncio.sleep(0)
    assert await asyncio.wait_for(work, 5) == told
    assert len(told) == 5


async def test_a_server_that_refuses_or_is_not_there_is_told(office: httpx.AsyncClient, clock: ManualClock) -> None:
    await office.post("/admin/faults", json={"kind": "server_error", "times": 5})
    with pytest.raises(StaffError, match=r"the server answered 500"):
        await StaffUser(office, clock=clock).step()

    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    async with httpx.AsyncClient(transport=httpx.MockTransport(nobody), base_url="http://office") as client:
        with pytest.raises(StaffError, match=r"gave no answer \(ConnectError\)"):
            await StaffUser(client, clock=clock).step()


@pytest.mark.parametrize("weights", [{}, {"book": 0}, {"dance": 1}])
async def test_bad_weights_are_refused(office: httpx.AsyncClient, clock: ManualClock, weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        StaffUser(office, clock=clock, weights=weights)


@pytest.mark.parametrize("rate", [0, -1, float("nan"), 1e9])
async def test_a_bad_rate_is_refused(office: httpx.AsyncClient, clock: ManualClock, rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        await StaffUser(office, clock=clock).run(rate=rate, steps=1)
