"""The server over a real loopback socket."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from tests.sandbox.opendental.helpers import HEADERS
from tests.serving import serving

pytestmark = pytest.mark.wire


@pytest.fixture
async def address(barton: World, clock: ManualClock) -> AsyncIterator[str]:
    async with serving(create_app(barton, clock)) as port:
        yield f"http://127.0.0.1:{port}"


async def test_a_booking_over_the_wire(address: str) -> None:
    async with httpx.AsyncClient(base_url=f"{address}/api/v1/", headers=HEADERS) as api:
        body = {"PatNum": 101, "Op": 4, "AptDateTime": "2026-12-01 13:00:00", "AppointmentTypeNum": 2, "ProvNum": 3}
        created = await api.post("appointments", json=body)
        assert created.status_code == 201
        assert created.headers["location"] == f"{address}/api/v1/appointments/{created.json()['AptNum']}"
        again = (await api.get(created.headers["location"])).json()
        assert again["AptDateTime"] == body["AptDateTime"]


async def test_many_clients_at_once_lose_nothing(address: str) -> None:
    async with httpx.AsyncClient(base_url=f"{address}/api/v1/", headers=HEADERS) as api:
        body = {"PatNum": 112, "Op": 1, "AptDateTime": "2026-12-01 13:00:00"}
        replies = await asyncio.gather(*(api.post("appointments", json=body) for _ in range(20)))
        assert len({reply.json()["AptNum"] for reply in replies}) == 20
        assert len((await api.get("appointments?PatNum=112")).json()) == 20
