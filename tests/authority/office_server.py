"""The sandboxed Open Dental on a loopback port, for tests whose calls live in processes of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from opendental_client import Appointment, OpenDentalClient, PatientCreate
from receptionist.clock import ManualClock
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from tests.booking.fake import ZONE, at
from tests.serving import serving

NOW = "2026-11-30 09:00"
CLOSED = ("01-01", "12-31", "01-18", "02-15")
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


async def new_people(address: str, count: int) -> list[tuple[str, str, str]]:
    """Register that many adults; first name, last name and birth date of each, all different."""
    people = []
    async with client_of(address) as client:
        for number in range(count):
            letters = "".join(chr(ord("a") + digit) for digit in divmod(number, 26))
            first, last, born = f"Caller{letters}", "Quick", date(1960, 1, 1) + timedelta(days=number)
            row = PatientCreate(f_name=first, l_name=last, birthdate=born, wireless_phone=f"555010{number:04d}")
            await client.patients.create(row)
            people.append((first, last, f"{born}"))
    return people


async def free_starts(address: str, count: int) -> list[str]:
    """Starts at which Dr. Barton's own chair is free for an hour, on days of their own, far enough ahead."""
    async with client_of(address) as client:
        rows = await client.appointments.list(date_start=at(NOW).date(), date_end=at("2027-03-31 00:00").date())
    found = []
    for offset in range(28, 110):
        day = at(NOW).date() + timedelta(days=offset)
        if day.weekday() > 4 or f"{day:%m-%d}" in CLOSED:
            continue
        for hour in (9, 10, 14, 15):
            start = at(f"{day} {hour:02d}:00")
            if not any(_in_the_way(row, start) for row in rows):
                found.append(f"{start:%Y-%m-%d %H:%M}")
                break
    return found[:count]


def _in_the_way(row: Appointment, start: datetime) -> bool:
    if not row.apt_date_time or not row.ends_at or (row.op != 1 and 1 not in (row.prov_num, row.prov_hyg)):
        return False
    return row.apt_date_time < start + timedelta(hours=1) and row.ends_at > start
