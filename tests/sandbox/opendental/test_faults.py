"""Faults over a real wire: what the client sees, and how many rows there are afterwards."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from tests.sandbox.opendental.helpers import HEADERS
from tests.serving import serving

pytestmark = pytest.mark.wire

BOOKING = {"PatNum": 101, "Op": 4, "AptDateTime": "2026-12-01 13:00:00", "AppointmentTypeNum": 2, "ProvNum": 3}


@dataclass
class Served:
    """A server on a port, and a client of its root."""

    client: httpx.AsyncClient

    async def fault(self, **wish: object) -> dict[str, Any]:
        reply = await self.client.post("/admin/faults", json=wish)
        assert reply.status_code == 201, reply.text
        row: dict[str, Any] = reply.json()
        return row

    async def book(self) -> httpx.Response:
        return await self.client.post("/api/v1/appointments", json=BOOKING)

    async def booked(self) -> int:
        return len((await self.client.get("/api/v1/appointments?PatNum=101")).json())


@pytest.fixture
async def served(barton: World, clock: ManualClock) -> AsyncIterator[Served]:
    async with (
        serving(create_app(barton, clock)) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=HEADERS) as client,
    ):
        yield Served(client)


@pytest.mark.parametrize(("kind", "rows"), [("reset_before", 0), ("reset_after", 1)])
async def test_a_cut_connection(served: Served, kind: str, rows: int) -> None:
    await served.fault(kind=kind, method="POST", path="appointments")
    with pytest.raises(httpx.ReadError):
        await served.book()
    assert await served.booked() == rows
    assert (await served.book()).status_code == 201  # It struck once.
    assert (await served.client.get("/admin/faults")).json() == []


async def test_half_an_answer(served: Served) -> None:
    await served.fault(kind="truncated", method="POST", path="appointments")
    with pytest.raises(httpx.RemoteProtocolError):
        await served.book()
    assert await served.booked() == 1


async def test_half_of_no_answer_is_a_cut_connection(served: Served) -> None:
    await served.fault(kind="truncated", path="appointments/*/Break")
    with pytest.raises(httpx.ReadError):
        await served.client.put("/api/v1/appointments/9001/Break", json={"sendToUnscheduledList": "true"})
    assert (await served.client.get("/api/v1/appointments/9001")).json()["AptStatus"] == "UnschedList"


@pytest.mark.parametrize(
    ("wish", "status", "rows"),
    [
        ({"kind": "econnector_down"}, 400, 0),
        ({"kind": "unauthorized"}, 401, 0),
        ({"kind": "throttled", "retry_after": 7}, 429, 0),
        ({"kind": "server_error"}, 500, 0),
        ({"kind": "timeout"}, 504, 0),
        ({"kind": "timeout", "commit": True}, 504, 1),
    ],
)
async def test_a_refusal(served: Served, wish: dict[str, object], status: int, rows: int) -> None:
    await served.fault(method="POST", **wish)
    reply = await served.book()
    assert reply.status_code == status
    assert reply.text
    assert reply.headers.get("retry-after") == ("7" if status == 429 else None)
    assert await served.booked() == rows


async def test_a_fault_strikes_the_chosen_requests_only(served: Served) -> None:
    await served.fault(kind="server_error", path="appointments/*/Break", times=2)
    await served.fault(kind="server_error", path="clinics", key="other")
    assert (await served.client.get("/api/v1/clinics")).status_code == 200
    other = {"Authorization": "ODFHIR sandbox/other"}
    assert (await served.client.get("/api/v1/clinics", headers=other)).status_code == 500
    for status in (500, 500, 200):
        reply = await served.client.put("/api/v1/appointments/9001/Break", json={"sendToUnscheduledList": "true"})
        assert reply.status_code == status


async def test_a_rate_is_seeded(served: Served) -> None:
    async def storm() -> list[int]:
        await served.fault(kind="server_error", rate=0.5, seed="storm")
        found = [(await served.client.get("/api/v1/clinics")).status_code for _ in range(40)]
        await served.client.delete("/admin/faults")
        return found

    first = await storm()
    assert first == await storm()
    assert 8 < first.count(500) < 32


async def test_latency_waits_on_the_clock(served: Served, clock: ManualClock) -> None:
    await served.fault(kind="latency", seconds=3)
    asked = asyncio.create_task(served.client.get("/api/v1/clinics"))
    for _ in range(100):
        if not (await served.client.get("/admin/faults")).json():
            break  # Gone from the list: the request has arrived.
    await clock.advance(2.9)
    assert not asked.done()
    await clock.advance(0.1)
    assert (await asyncio.wait_for(asked, 5)).status_code == 200


async def test_latency_adds_to_other_faults(served: Served) -> None:
    await served.fault(kind="latency", seconds=0)
    await served.fault(kind="server_error")
    assert (await served.client.get("/api/v1/clinics")).status_code == 500
    assert (await served.client.get("/admin/faults")).json() == []


@pytest.mark.parametrize(
    "wish", [{}, {"kind": "explode"}, {"kind": "timeout", "times": 1, "rate": 0.5}, {"kind": "timeout", "rate": 2}]
)
async def test_a_bad_wish_is_refused(served: Served, wish: dict[str, object]) -> None:
    assert (await served.client.post("/admin/faults", json=wish)).status_code == 422


async def test_one_fault_can_be_cleared(served: Served) -> None:
    first, second = await served.fault(kind="timeout"), await served.fault(kind="timeout")
    assert (await served.client.delete(f"/admin/faults/{first['number']}")).json() == {"cleared": 1}
    assert [row["number"] for row in (await served.client.get("/admin/faults")).json()] == [second["number"]]
    assert (await served.client.delete("/admin/faults/99")).status_code == 404


async def test_the_admin_api_answers_this_machine_only(barton: World, clock: ManualClock) -> None:
    app = create_app(barton, clock)
    far = httpx.ASGITransport(app=app, client=("192.0.2.7", 4000))
    async with httpx.AsyncClient(transport=far, base_url="http://office") as client:
        assert (await client.get("/admin/faults")).status_code == 403
    near = httpx.ASGITransport(app=app, client=("127.0.0.1", 4000))
    async with httpx.AsyncClient(transport=near, base_url="http://office") as client:
        assert (await client.get("/admin/faults")).status_code == 200
        foreign = {"Origin": "http://elsewhere.example"}
        assert (await client.post("/admin/faults/clear", headers=foreign)).status_code == 403
        assert (await client.get("/api/v1/admin/faults", headers=HEADERS)).status_code == 404
