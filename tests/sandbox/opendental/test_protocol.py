"""What every request meets: keys, content type, the order of checks, texts, paging, throttling, the page."""

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from tests.sandbox.opendental.helpers import HEADERS

pytestmark = pytest.mark.unit


def as_key(name: str) -> dict[str, str]:
    return {"Authorization": f"ODFHIR sandbox/{name}"}


@pytest.mark.parametrize(
    "authorization",
    ["", "ODFHIR", "Bearer sandbox/default", "ODFHIR other/default", "ODFHIR sandbox/", "odfhir sandbox/a"],
)
async def test_only_sandbox_keys_are_let_in(api: httpx.AsyncClient, authorization: str) -> None:
    reply = await api.get("clinics", headers={"Authorization": authorization})
    assert reply.status_code == 401
    assert reply.headers["content-type"].startswith("text/plain")


async def test_any_name_is_a_key(api: httpx.AsyncClient) -> None:
    assert (await api.get("clinics", headers=as_key("somebody-new"))).json() == []


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml"])
async def test_content_type_is_demanded_even_on_reads(api: httpx.AsyncClient, content_type: str) -> None:
    reply = await api.get("clinics", headers={"Content-Type": content_type})
    assert (reply.status_code, reply.text) == (400, "Content-Type must be application/json.")


@pytest.mark.parametrize(
    ("verb", "path", "status", "text"),
    [
        ("GET", "patient/5601", 404, "patient is not a valid resource."),
        ("GET", "claimproc", 404, "claimproc is not a valid resource."),
        ("DELETE", "appointments/9001", 400, "appointments DELETE  is not a valid method."),
        ("PATCH", "appointments/9001", 400, "appointments PATCH  is not a valid method."),
        ("GET", "appointments/slots", 400, "appointments GET slots is not a valid method."),
        ("PUT", "appointments/9001/break", 400, "appointments PUT break is not a valid method."),
        ("GET", "patients?search=x", 400, "'search' is not a valid parameter"),
        ("GET", "patients?phone=555", 400, "'phone' is not a valid parameter"),
        ("GET", "patients?DateTStamp=2026-01-01", 400, "'DateTStamp' is not a valid parameter"),
        ("GET", "clinics?Limit=x", 400, "Limit is invalid"),
        ("GET", "clinics?Limit=0", 400, "Limit is invalid"),
        ("GET", "clinics?Offset=-1", 400, "Offset is invalid"),
        ("GET", "appointments?AptStatus=1", 400, "AptStatus is invalid"),
        ("GET", "appointments?date=12/01/2026", 400, "date format must be yyyy-MM-dd"),
        ("GET", "appointments?date=2026-02-30", 400, "date format must be yyyy-MM-dd"),
        ("GET", "appointments?DateTStamp=now", 400, "DateTStamp format must be yyyy-MM-dd HH:mm:ss"),
        ("GET", "appointments?PatNum=99999999999999999999", 400, "PatNum is invalid"),
        ("GET", "popups", 400, "PatNum is required"),
        ("GET", "patients/999999", 404, "Patient not found"),
        ("GET", "appointments/1", 404, "Appointment not found"),
        ("GET", "schedules/1", 404, "Schedule not found"),
        ("GET", "providers/77", 404, "Provider not found"),
        ("PUT", "appointments/1/Confirm", 404, "Appointment not found"),
    ],
)
async def test_refusals_are_short_plain_texts(
    api: httpx.AsyncClient, verb: str, path: str, status: int, text: str
) -> None:
    reply = await api.request(verb, path)
    assert (reply.status_code, reply.text) == (status, text)


async def test_checks_come_in_the_vendors_order(api: httpx.AsyncClient) -> None:
    bad = {"Content-Type": "text/plain"}
    assert (await api.get("nothing?x=1", headers={**bad, "Authorization": "none"})).status_code == 401
    assert (await api.get("nothing?x=1", headers=bad)).text.startswith("Content-Type")
    assert (await api.get("nothing?x=1")).status_code == 404
    write = {**as_key("readonly"), "Content-Type": "application/json"}
    refused = await api.post("popups?x=1", json={}, headers=write)
    assert (refused.status_code, refused.text) == (401, "The developer key does not have the ApiComm permission.")
    assert (await api.post("popups?x=1", json={})).text == "'x' is not a valid parameter"
    body = {"PatNum": 424242, "Op": 99, "AptDateTime": "tomorrow"}
    assert (await api.post("appointments", json=body)).text == "AptDateTime format must be yyyy-MM-dd HH:mm:ss"
    body["AptDateTime"] = "2026-12-01 10:00:00"
    assert (await api.post("appointments", json=body)).text == "Patient not found"


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"text"', b"\xff\xfe", b"[" * 100_000, b" " * 1_000_001])
async def test_a_broken_body_is_a_400(api: httpx.AsyncClient, body: bytes) -> None:
    reply = await api.post("commlogs", content=body)
    assert reply.status_code == 400
    assert len(reply.text) < 100


async def test_a_lone_surrogate_and_a_huge_number_are_refused_politely(api: httpx.AsyncClient) -> None:
    reply = await api.post("commlogs", content=b'{"PatNum": 101, "Note": "\\ud800"}')
    assert (reply.status_code, reply.text) == (400, "Note is invalid")
    reply = await api.post("commlogs", content=b'{"PatNum": 1e400, "Note": "x"}')
    assert (reply.status_code, reply.text) == (400, "PatNum is invalid")


async def test_a_very_long_search_finds_nobody(api: httpx.AsyncClient) -> None:
    assert (await api.get("patients", params={"LName": "x" * 60_000})).json() == []


async def test_pages_are_capped_by_key_and_offset_by_rows(api: httpx.AsyncClient, clock: ManualClock) -> None:
    everything = (await api.get("appointments")).json()
    assert 300 < len(everything) <= 1000
    remote = (await api.get("appointments?Limit=500", headers=as_key("remote"))).json()
    assert [row["AptNum"] for row in remote] == [row["AptNum"] for row in everything[:100]]
    await clock.advance(1)
    second = (await api.get("appointments?Offset=100", headers=as_key("remote"))).json()
    assert second[0]["AptNum"] == everything[100]["AptNum"]
    assert len((await api.get("appointments?Limit=500", headers=as_key("enterprise"))).json()) == min(
        500, len(everything)
    )
    assert (await api.get("appointments?Offset=100000")).json() == []


@pytest.mark.parametrize(
    ("key", "interval", "wait"), [("remote", 1.0, "1"), ("enterprise", 0.5, "1"), ("readonly", 5.0, "5")]
)
async def test_a_throttled_key_is_told_to_wait(
    api: httpx.AsyncClient, clock: ManualClock, key: str, interval: float, wait: str
) -> None:
    assert (await api.get("clinics", headers=as_key(key))).status_code == 200
    refused = await api.get("clinics", headers=as_key(key))
    assert (refused.status_code, refused.text, refused.headers["retry-after"]) == (429, "Too many requests", wait)
    assert (await api.get("clinics", headers=as_key("default"))).status_code == 200
    await clock.advance(interval - 0.01)
    assert (await api.get("clinics", headers=as_key(key))).status_code == 429
    await clock.advance(0.01)
    assert (await api.get("clinics", headers=as_key(key))).status_code == 200


async def test_permissions_are_listed_for_the_key(api: httpx.AsyncClient) -> None:
    mine = {row["Permission"]: row["HasPermission"] for row in (await api.get("securityperms")).json()}
    assert mine["ApiAppointments"] == "true"
    assert mine["ApiEnterprise"] == "false"
    reply = await api.get("securityperms", headers=as_key("readonly"))
    assert [row["Permission"] for row in reply.json() if row["HasPermission"] == "true"] == ["ApiReadAll"]


async def test_nothing_but_the_api_under_its_path_and_a_page_at_the_root(barton: World, clock: ManualClock) -> None:
    transport = httpx.ASGITransport(app=create_app(barton, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://office") as browser:
        assert (await browser.get("/healthz")).json() == {"status": "ok"}
        page = await browser.get("/?date=2026-12-01")
        assert "Tom Reyes" in page.text
        assert "Barton Dental" in page.text
        assert "Thanksgiving Day" in (await browser.get("/?date=2026-11-26")).text
        assert (await browser.get("/?date=nonsense")).status_code == 200
        assert (await browser.get("/?date=0001-01-01")).status_code == 200
        assert (await browser.get("/docs")).status_code == 404
        assert (await browser.get("/api/v1/healthz", headers=HEADERS)).text == "healthz is not a valid resource."


async def test_markup_in_data_is_shown_as_text(barton: World, clock: ManualClock) -> None:
    transport = httpx.ASGITransport(app=create_app(barton, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://office", headers=HEADERS) as client:
        await client.put("/api/v1/patients/108", json={"LName": "<script>alert(1)</script>"})
        page = (await client.get("/?date=2026-12-01")).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
