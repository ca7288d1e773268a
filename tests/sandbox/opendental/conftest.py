"""A Barton world on a Monday morning in Milltown, served in process."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app, load_world
from tests.sandbox.opendental.helpers import BARTON, HEADERS

MONDAY_9_04 = datetime(2026, 11, 23, 14, 4, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9_04)


@pytest.fixture(scope="session")
def barton() -> World:
    return load_world(BARTON, MONDAY_9_04)


@pytest.fixture
async def api(barton: World, clock: ManualClock) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(barton, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://office/api/v1/", headers=HEADERS) as client:
        yield client
