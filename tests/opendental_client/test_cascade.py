"""The vendor's modes, and several ways to one office."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from opendental_client import (
    Address,
    AddressHealth,
    AppointmentUpdate,
    InvalidArgument,
    NotFound,
    OpenDentalClient,
    ThrottleTier,
    Timeout,
    Unreachable,
    WriteOutcomeUnknown,
)
from tests.opendental_client.office import CUSTOMER_KEY, DEVELOPER_KEY, NEW_YORK, JumpClock

pytestmark = pytest.mark.unit

KEYS: dict[str, Any] = {"developer_key": DEVELOPER_KEY, "customer_key": CUSTOMER_KEY, "time_zone": NEW_YORK}
Trouble = Callable[[str], httpx.TransportError]


class Town:
    """Several addresses; each answers, or fails in the way the test chose."""

    def __init__(self, **troubles: Trouble | None) -> None:
        self.troubles = troubles
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        trouble = self.troubles.get(request.url.host.split(".")[0])
        if trouble is not None:
            raise trouble("x")
        return httpx.Response(200, json={"PatNum": 1, "AptNum": 1})

    @property
    def hosts(self) -> list[str]:
        return [request.url.host.split(".")[0] for request in self.requests]

    def client(self, clock: JumpClock | None = None, *, tier: ThrottleTier = ThrottleTier.NONE) -> OpenDentalClient:
        return OpenDentalClient.cascade(
            addresses=[
                Address("http://first.test:30223/api/v1"),
                Address("http://second.test/open/dental/", tier),
                Address("http://third.test/api/v1"),
            ],
            transport=httpx.MockTransport(self),
            clock=clock or JumpClock(),
            **KEYS,
        )


@pytest.mark.parametrize(
    ("make", "url", "limit", "tier"),
    [
        (lambda o: OpenDentalClient.remote(**o), "https://api.opendental.com/api/v1/clinics", "100", ThrottleTier.PAID),
        (
            lambda o: OpenDentalClient.remote(tier=ThrottleTier.READ_ONLY, **o),
            "https://api.opendental.com/api/v1/clinics",
            "100",
            ThrottleTier.READ_ONLY,
        ),
        (lambda o: OpenDentalClient.local(**o), "http://localhost:30222/api/v1/clinics", "1000", ThrottleTier.NONE),
        (
            lambda o: OpenDentalClient.service(host="10.0.0.5", **o),
            "http://10.0.0.5:30223/api/v1/clinics",
            "1000",
            ThrottleTier.NONE,
        ),
    ],
)
async def test_modes(
    make: Callable[[dict[str, Any]], OpenDentalClient], url: str, limit: str, tier: ThrottleTier
) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[])

    async with make({**KEYS, "transport": httpx.MockTransport(answer), "clock": JumpClock()}) as client:
        await client.clinics.list()
        assert client.throttle.tier is tier
        assert client.health() == (AddressHealth(seen[0].url.host, 0.0),)
    assert str(seen[0].url) == f"{url}?Limit={limit}"


@pytest.mark.parametrize("host", ["", "a b", "user:Secret@office", "office/x?y=Secret"])
def test_hosts_that_cannot_work_are_refused(host: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        OpenDentalClient.service(host=host, **KEYS)
    assert "Secret" not in str(caught.value)


async def test_the_first_address_is_used_while_it_can_be_reached() -> None:
    town = Town()
    async with town.client() as client:
        await client.patients.get(1)
        await client.patients.get(2)
        assert repr(client) == "<OpenDentalClient first.test none>"
    assert town.hosts == ["first", "first"]


@pytest.mark.parametrize("trouble", [httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError])
async def test_a_read_goes_on_to_the_next_address(trouble: Trouble) -> None:
    town = Town(first=trouble)
    assert (await town.client().patients.get(5512)).pat_num == 1
    assert town.hosts == ["first", "second"]
    second = town.requests[1]
    assert str(second.url) == "http://second.test/open/dental/patients/5512"
    assert second.headers["host"] == "second.test"
    assert second.headers["authorization"] == f"ODFHIR {DEVELOPER_KEY}/{CUSTOMER_KEY}"
    assert [request.extensions["timeout"]["connect"] for request in town.requests] == [3.0, 3.0]


async def test_an_address_that_failed_is_tried_last_for_a_while() -> None:
    clock, town = JumpClock(), Town(first=httpx.ConnectError)
    client = town.client(clock)
    for _ in range(2):
        await client.patients.get(1)
    assert town.hosts == ["first", "second", "second"]
    assert client.health() == (
        AddressHealth("first.test", 30.0),
        AddressHealth("second.test", 0.0),
        AddressHealth("third.test", 0.0),
    )
    clock.seconds += 30.0
    town.troubles = {}
    await client.patients.get(2)
    assert town.hosts[3:] == ["first"]


async def test_a_resting_address_is_better_than_none() -> None:
    town = Town(first=httpx.ConnectError)
    client = town.client()
    await client.patients.get(1)
    town.troubles = {"second": httpx.ConnectError, "third": httpx.ConnectTimeout}
    await client.patients.get(1)
    assert town.hosts == ["first", "second", "second", "third", "first"]
    assert town.requests[-1].extensions["timeout"]["connect"] == 30.0
    assert client.health()[0].resting_for == 0.0


async def test_when_no_address_can_be_reached_the_read_fails() -> None:
    town = Town(first=httpx.ConnectError, second=httpx.ConnectError, third=httpx.ConnectError)
    with pytest.raises(Unreachable):
        await town.client().patients.get(1)
    assert town.hosts == ["first", "second", "third"] * 4


async def test_a_write_goes_on_only_when_it_never_left() -> None:
    town = Town(first=httpx.ConnectError)
    row = await town.client().appointments.update(9, AppointmentUpdate(op=2))
    assert row.apt_num == 1
    assert town.hosts == ["first", "second"]
    assert town.requests[1].content == b'{"Op":2}'
    assert town.requests[1].headers["content-length"] == "8"


@pytest.mark.parametrize("trouble", [httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadTimeout])
async def test_a_write_that_may_have_left_is_not_sent_again(trouble: Trouble) -> None:
    town = Town(first=trouble)
    with pytest.raises(WriteOutcomeUnknown):
        await town.client().appointments.update(9, AppointmentUpdate(op=2))
    assert town.hosts == ["first"]


async def test_a_full_pool_is_no_reason_to_go_elsewhere() -> None:
    town = Town(first=httpx.PoolTimeout)
    with pytest.raises(Timeout):
        await town.client().appointments.update(9, AppointmentUpdate(op=2))
    assert town.hosts == ["first"]


async def test_an_answer_is_an_answer() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, text="Patient not found")

    client = OpenDentalClient.cascade(
        addresses=[Address.service("office"), Address.remote()],
        transport=httpx.MockTransport(answer),
        clock=JumpClock(),
        **KEYS,
    )
    with pytest.raises(NotFound):
        await client.patients.get(1)
    assert [entry.resting_for for entry in client.health()] == [0.0, 0.0]
    assert client.throttle.tier is ThrottleTier.PAID


async def test_only_addresses_with_a_limit_are_paced() -> None:
    clock, town = JumpClock(), Town()
    client = town.client(clock, tier=ThrottleTier.READ_ONLY)
    for _ in range(3):
        await client.patients.get(1)
    assert clock.seconds == 0.0
    town.troubles = {"first": httpx.ConnectError}
    for _ in range(3):
        await client.patients.get(1)
    assert clock.seconds == pytest.approx(10.0)


def test_a_cascade_needs_an_address() -> None:
    with pytest.raises(InvalidArgument, match="at least one"):
        OpenDentalClient.cascade(addresses=[], **KEYS)


def test_addresses_are_checked_and_hold_no_secrets() -> None:
    with pytest.raises(InvalidArgument):
        Address("office")
    assert repr(Address.local()) == (
        "Address(url='http://localhost:30222/api/v1', tier=<ThrottleTier.NONE: 'none'>, page_size=1000)"
    )


async def test_without_a_transport_every_address_gets_one_of_its_own() -> None:
    client = OpenDentalClient.cascade(addresses=[Address.local(), Address.remote()], **KEYS)
    assert client._cascade is not None
    inner = [stop.transport._inner for stop in client._cascade._stops]  # type: ignore[attr-defined]
    assert inner[0] is not inner[1]
    await client.aclose()
