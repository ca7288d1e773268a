"""Paths, headers and small worlds for the tests of the sandbox's Open Dental."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import create_app, load_world

ROOT = Path(__file__).parents[3]
BARTON = ROOT / "fixtures" / "worlds" / "barton.yaml"
TINY = ROOT / "fixtures" / "worlds" / "tiny.yaml"
HEADERS = {"Authorization": "ODFHIR sandbox/default", "Content-Type": "application/json"}

SMALL_WORLD = """
practice: {name: Test Office, time_zone: America/New_York, default_provider: 2, broken_procedure: missed}
definitions:
  - {number: 1, category: 2, name: Unconfirmed}
  - {number: 2, category: 2, name: Confirmed}
  - {number: 4, category: 4, name: Standard}
  - {number: 7, category: 25, name: Lunch}
  - {number: 8, category: 27, name: Misc, value: MISC}
confirmations: {None: 1, Confirmed: 2}
providers:
  - {number: 2, abbr: DR2, first: Ann, last: Two}
  - {number: 5, abbr: DR5, first: Bob, last: Five}
operatories:
  - {number: 3, name: Chair 3, dentist: 2}
  - {number: 4, name: Chair 4}
appointment_types: []
patients:
  - {number: 1, first: Pat, last: One, birthdate: 1990-01-01}
"""


@asynccontextmanager
async def served(path: Path, now: datetime) -> AsyncIterator[httpx.AsyncClient]:
    """A client of any world file, loaded at `now`."""
    transport = httpx.ASGITransport(app=create_app(load_world(path, now), ManualClock(now)))
    async with httpx.AsyncClient(transport=transport, base_url="http://office/api/v1/", headers=HEADERS) as client:
        yield client
