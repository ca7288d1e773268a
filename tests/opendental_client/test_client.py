"""The constructor."""

from typing import Any

import httpx
import pytest

from opendental_client import InvalidArgument, OpenDentalClient, ThrottleTier
from tests.opendental_client.office import CUSTOMER_KEY, DEVELOPER_KEY, NEW_YORK, Office, rows

pytestmark = pytest.mark.unit


def make(**changes: Any) -> OpenDentalClient:
    settings: dict[str, Any] = {
        "base_url": "https://api.opendental.com/api/v1",
        "developer_key": DEVELOPER_KEY,
        "customer_key": CUSTOMER_KEY,
        "time_zone": NEW_YORK,
    }
    return OpenDentalClient(**(settings | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"developer_key": ""},
        {"customer_key": "Secret Key"},
        {"customer_key": "Secret/Key"},
        {"customer_key": "SecretKey\r\nX: y"},
        {"base_url": "ftp://office"},
        {"base_url": "office"},
        {"base_url": "http://"},
        {"base_url": "http://user:Secret@office/api"},
        {"base_url": "http://office/api?key=Secret"},
        {"base_url": "http://office:port"},
        {"page_size": 0},
        {"page_size": 10_001},
        {"timeout": 0},
        {"timeout": float("nan")},
    ],
)
def test_settings_that_cannot_work_are_refused_without_being_repeated(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make(**changes)
    assert "Secret" not in str(caught.value)


async def test_keys_show_nowhere() -> None:
    async with make(tier=ThrottleTier.PAID) as client:
        assert repr(client) == "<OpenDentalClient api.opendental.com paid>"
        shown = repr([vars(client), vars(client._wire), vars(client.throttle)])
    assert CUSTOMER_KEY not in shown
    assert DEVELOPER_KEY not in shown


@pytest.mark.parametrize("base", ["http://office.test/api/v1", "http://office.test/api/v1/"])
async def test_a_slash_at_the_end_of_the_base_makes_no_difference(base: str) -> None:
    office = Office(rows())
    async with make(base_url=base, transport=httpx.MockTransport(office)) as client:
        await client.clinics.list()
    assert office.last.url.path == "/api/v1/clinics"
