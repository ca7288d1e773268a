"""Every read of the client, asked of the sandbox's Open Dental: two readings of one documentation must agree."""

import inspect
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from opendental_client import NotFound, OpenDentalClient
from opendental_client._resources._base import Resource
from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import create_app, load_world
from tests.opendental_client.office import NEW_YORK
from tests.sandbox.opendental.helpers import BARTON

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 17, 14, tzinfo=UTC)
NEEDED: dict[str, Any] = {
    "pat_num": 108,
    "prov_num": 1,
    "operatory_num": 1,
    "field_name": "Lab",
    "sql_command": "SELECT PatNum FROM patient ORDER BY PatNum",
    "sig_date_time": NOW - timedelta(days=1),
}


def is_read(function: Any) -> bool:
    return any(p.kind is p.VAR_KEYWORD for p in inspect.signature(function).parameters.values())


async def test_every_read_is_understood_on_both_sides() -> None:
    transport = httpx.ASGITransport(app=create_app(load_world(BARTON, NOW), ManualClock(NOW)))
    found: set[str] = set()
    async with OpenDentalClient(
        base_url="http://office.test/api/v1",
        developer_key="sandbox",
        customer_key="default",
        time_zone=NEW_YORK,
        transport=transport,
    ) as client:
        for name, resource in vars(client).items():
            if not isinstance(resource, Resource):
                continue
            for method, function in inspect.getmembers(resource, inspect.iscoroutinefunction):
                if method.startswith("_") or not is_read(function):
                    continue
                parameters = inspect.signature(function).parameters.values()
                given = {p.name: NEEDED.get(p.name, 1) for p in parameters if p.default is p.empty}
                given.pop("options", None)
                given.pop("filters", None)
                if (name, method) in {("commlogs", "list"), ("payments", "list")}:
                    given["pat_num"] = NEEDED["pat_num"]
                try:
                    await function(**given)
                except NotFound:
                    # The world has no row of that number; everything else would be a misunderstanding.
                    continue
                found.add(f"{name}.{method}")
    assert {"appointments.slots", "patients.simple", "recalls.worklist", "account_modules.aging"} <= found
    assert len(found) > 60
