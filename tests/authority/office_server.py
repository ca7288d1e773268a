"""The sandboxed Open Dental on a loopback port, for tests whose calls live in processes of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from opendental_client import Appointment, OpenDentalClient
from receptionist.clock import ManualClock
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from tests.booking.fake import ZONE, at
from tests.serving import serving

NOW = "2026-11-30 09:00"
WORLD = Path(__file__).parents[2] / "fixtures" / "worlds" / "barton.yaml"


@asynccontextmanager
async def open_office() -> AsyncIterator[str]:
    """Serve Barton's Open Dental and yield its address."""
    app = create_app(load_world(WORLD, at(NOW)), ManualClock(at(NOW)))
    async with serving(app) as port:
        yield f"http://127.0.0.1:{port}/api/v1"


def client_of(address: str) -> OpenDentalClient:
    return OpenDentalClient(base_url=address, developer_key="sandbox", customer_key="default", time_zone=ZONE)


async def marked_rows(address: str) -> list[Appointment]:
    """The visits of ours that are on the schedule."""
    async with client_of(address) as client:
        rows = await client.appointments.list(date_start=at(NOW).date(), date_end=at("2027-02-28 00:00").date())
    return [row for row in rows if "Booked by Lexi" in row.note and row.apt_status == "Scheduled"]
