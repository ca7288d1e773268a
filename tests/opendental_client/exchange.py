"""Calls and what they must ask the office for, as tables."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from opendental_client import OpenDentalClient
from tests.opendental_client.office import NEW_YORK, Office, row, rows

Call = Callable[[OpenDentalClient], Awaitable[Any]]
Read = tuple[Call, str, dict[str, str]]
Write = tuple[Call, str, dict[str, object]]

DAY, NEXT = date(2026, 3, 17), date(2026, 3, 18)
NOON = datetime(2026, 3, 17, 12, tzinfo=NEW_YORK)
NOON_TEXT = "2026-03-17 12:00:00"


async def check_list(call: Call, path: str, query: dict[str, str], *, paged: bool = True) -> None:
    """A list asks once, with these filters, and returns its rows."""
    office = Office(rows({"PatNum": 7, "Note": "x"}))
    found = await call(office.client())
    assert len(found) == 1
    assert (office.last.method, office.last.url.path) == ("GET", f"/api/v1/{path}")
    assert office.query == query | ({"Limit": "100"} if paged else {})


async def check_get(call: Call, path: str, query: dict[str, str]) -> None:
    """A single read asks for one object."""
    office = Office(row({"Note": "x"}))
    assert (await call(office.client())).model_dump(by_alias=True)["Note"] == "x"
    assert (office.last.method, office.last.url.path) == ("GET", f"/api/v1/{path}")
    assert office.query == query


async def check_write(call: Call, request: str, body: dict[str, object], *, tells_row: bool) -> None:
    """A write sends exactly this body, and returns the row if the vendor documents one."""
    office = Office(row({"Note": "as stored"}, 201))
    stored = await call(office.client())
    assert f"{office.last.method} {office.last.url.path.removeprefix('/api/v1/')}" == request
    assert (office.body if office.last.content else {}) == body
    if tells_row:
        assert stored.model_dump(by_alias=True)["Note"] == "as stored"
    else:
        assert stored is None
        assert await call(Office(httpx.Response(200)).client()) is None


async def check_refused(call: Call) -> str:
    """The call raises before a request leaves, and does not repeat what it was given."""
    office = Office()
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        await call(office.client())
    assert office.requests == []
    assert "Okafor" not in str(caught.value)
    return str(caught.value)
