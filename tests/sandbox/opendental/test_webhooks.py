"""Webhook subscriptions: what is posted where, with which headers, and what happens when nobody answers."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from receptionist.sandbox.opendental.dispatch import Dispatcher, RawRequest
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.resources import METHODS
from receptionist.sandbox.opendental.seed import seeded
from receptionist.sandbox.opendental.webhooks import Webhooks
from tests.sandbox.opendental.helpers import HEADERS
from tests.serving import serving

pytestmark = pytest.mark.unit


class Listening:
    """An office, its poller, and an endpoint that keeps what it is sent."""

    def __init__(self, world: World, clock: ManualClock) -> None:
        self.store = seeded(world)
        office = Office(world, clock)
        self.clock = clock
        self.dispatcher = Dispatcher(self.store, office, METHODS)
        self.webhooks = Webhooks(self.store, office)
        self.status = 200
        self.sent: list[httpx.Request] = []

    def ask(self, verb: str, path: str, body: dict[str, object], key: str = "default") -> Any:
        raw = RawRequest(verb, path, "", f"ODFHIR sandbox/{key}", "application/json", json.dumps(body).encode())
        return self.dispatcher.answer(raw).body

    async def after(self, seconds: float) -> list[Any]:
        """Poll `seconds` later; the bodies that arrived."""
        self.sent.clear()
        await self.clock.advance(seconds)

        def receive(request: httpx.Request) -> httpx.Response:
            self.sent.append(request)
            return httpx.Response(self.status)

        async with httpx.AsyncClient(transport=httpx.MockTransport(receive)) as client:
            await self.webhooks.poll(client)
        return [json.loads(request.content) for request in self.sent]


@pytest.fixture
def office(barton: World, clock: ManualClock) -> Listening:
    return Listening(barton, clock)


SUBSCRIPTION = {"EndPointUrl": "http://hook.test/od", "WatchTable": "Appointment", "PollingSeconds": 5}


async def test_changed_rows_are_posted_once_with_the_vendors_headers(office: Listening) -> None:
    office.ask("POST", "subscriptions", {**SUBSCRIPTION, "Workstation": "FRONT1"})
    assert await office.after(6) == []
    office.ask("PUT", "appointments/9001", {"Note": "Changed"})
    (rows,) = await office.after(6)
    assert [(row["AptNum"], row["Note"]) for row in rows] == [(9001, "Changed")]
    headers = office.sent[0].headers
    assert (headers["authorization"], headers["workstation"]) == ("default", "FRONT1")
    assert headers["event-type"] == "WatchTable: Appointment"
    assert await office.after(6) == []


async def test_nothing_is_polled_before_its_time(office: Listening) -> None:
    office.ask("POST", "subscriptions", {**SUBSCRIPTION, "PollingSeconds": 60})
    await office.after(1)
    office.ask("PUT", "appointments/9001", {"Note": "Changed"})
    assert await office.after(30) == []
    assert len(await office.after(30)) == 1


async def test_a_subscription_that_is_never_due_again_holds_up_no_other(office: Listening) -> None:
    office.ask("POST", "subscriptions", {**SUBSCRIPTION, "PollingSeconds": 2**62})
    office.ask("POST", "subscriptions", SUBSCRIPTION)
    await office.after(6)
    office.ask("PUT", "appointments/9001", {"Note": "Changed"})
    assert len(await office.after(6)) == 1


async def test_a_failing_endpoint_gets_the_backlog_later(office: Listening) -> None:
    office.ask("POST", "subscriptions", SUBSCRIPTION)
    office.status = 500
    office.ask("PUT", "appointments/9001", {"Note": "One"})
    assert len(await office.after(6)) == 1
    office.ask("PUT", "appointments/9002", {"Note": "Two"})
    office.status = 200
    (rows,) = await office.after(6)
    assert [row["AptNum"] for row in rows] == [9001, 9002]
    assert await office.after(6) == []


async def test_a_stopped_or_deleted_subscription_is_silent(office: Listening) -> None:
    stop = {"DateTimeStop": "2026-11-23 09:04:03"}
    office.ask("POST", "subscriptions", {**SUBSCRIPTION, **stop})
    number = office.ask("POST", "subscriptions", SUBSCRIPTION)["SubscriptionNum"]
    office.ask("DELETE", f"subscriptions/{number}", {})
    office.ask("PUT", "appointments/9001", {"Note": "Changed"})
    assert await office.after(6) == []


@pytest.mark.parametrize(
    ("table", "verb", "path", "body"),
    [
        ("Patient", "PUT", "patients/101", {"Email": "dana@example.test"}),
        ("Provider", "PUT", "providers/1", {"SchedNote": "Away on Friday"}),
        ("PatField", "PUT", "patfields", {"PatNum": 101, "FieldName": "Wants a blanket", "FieldValue": "1"}),
    ],
)
async def test_other_tables_are_watched_too(
    office: Listening, table: str, verb: str, path: str, body: dict[str, object]
) -> None:
    office.ask("POST", "subscriptions", {**SUBSCRIPTION, "WatchTable": table})
    await office.after(6)
    office.ask(verb, path, body)
    (rows,) = await office.after(6)
    assert len(rows) == 1


async def test_each_key_sees_its_own_subscriptions(api: httpx.AsyncClient) -> None:
    created = await api.post("subscriptions", json=SUBSCRIPTION)
    assert (created.status_code, created.json()["CustomerKey"]) == (201, "default")
    number = created.json()["SubscriptionNum"]
    other = {"Authorization": "ODFHIR sandbox/other"}
    assert (await api.get("subscriptions", headers=other)).json() == []
    assert (await api.delete(f"subscriptions/{number}", headers=other)).status_code == 404
    assert (await api.put(f"subscriptions/{number}", json={"PollingSeconds": 9})).status_code == 200
    assert [row["PollingSeconds"] for row in (await api.get("subscriptions")).json()] == [9]


@pytest.mark.parametrize(
    "change",
    [{"EndPointUrl": "file:///x"}, {"PollingSeconds": 0}, {"WatchTable": "Claim"}, {"UiEventType": "PatientSelected"}],
)
async def test_a_bad_subscription_is_refused(api: httpx.AsyncClient, change: dict[str, object]) -> None:
    assert (await api.post("subscriptions", json={**SUBSCRIPTION, **change})).status_code == 400


@pytest.mark.wire
async def test_a_running_server_polls_by_itself(barton: World) -> None:
    clock = ManualClock(datetime(2026, 11, 23, 14, 4, tzinfo=UTC))
    arrived: list[bytes] = []

    async def endpoint(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            arrived.append((await receive())["body"])
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async with (
        serving(endpoint) as hook,
        serving(create_app(barton, clock)) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=HEADERS) as client,
    ):
        hooked = {**SUBSCRIPTION, "EndPointUrl": f"http://127.0.0.1:{hook}/", "WatchTable": "AppointmentDeleted"}
        assert (await client.post("/api/v1/subscriptions", json=hooked)).status_code == 201
        assert (await client.delete("/admin/appointments/9001")).status_code == 200
        for _ in range(200):
            await clock.advance(1)
            if arrived:
                break
    assert json.loads(arrived[0])[0]["HistApptAction"] == "Deleted"
