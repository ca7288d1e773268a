"""The inspector's pages: what they show, that data stays text, and that a fault can be cleared from them."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from tests.sandbox.opendental.helpers import HEADERS

pytestmark = pytest.mark.unit


@pytest.fixture
async def browser(barton: World, clock: ManualClock) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(barton, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://office", headers=HEADERS) as client:
        yield client


async def test_a_day_has_a_column_for_each_operatory(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/?date=2026-12-01")).text
    assert re.findall(r'<section class="chair"><h2>(.*?)</h2>', page) == [
        "Op 1",
        "Op 2",
        "Op 3 overflow",
        "Hygiene 1",
        "Hygiene 2",
    ]
    assert "10:00 Tom Reyes" in page
    assert 'href="/?date=2026-11-30"' in page
    assert 'href="/?date=2026-12-02"' in page
    assert 'class="now"' not in page
    assert 'class="now"' in (await browser.get("/")).text


async def test_overlapping_visits_stand_side_by_side(browser: httpx.AsyncClient) -> None:
    body = {"PatNum": 101, "Op": 4, "AptDateTime": "2026-12-01 10:20:00", "ProvNum": 3, "Pattern": "/XX/"}
    await browser.post("/api/v1/appointments", json=body)
    page = (await browser.get("/?date=2026-12-01")).text
    places = re.findall(r'left: ([\d.]+)%; width: ([\d.]+)%" href="/changes\?visit=\d+"\s+title="10:[02]0', page)
    assert ("0.0", "50.0") in places
    assert ("50.0", "50.0") in places


@pytest.mark.parametrize(
    ("wanted", "names"),
    [("oka", ["Okafor, Ada", "Okafor, Dana", "Okafor, Milo"]), ("Helen Wilson", ["Wilson, Helen"]), ("108", None)],
)
async def test_patients_are_found(browser: httpx.AsyncClient, wanted: str, names: list[str] | None) -> None:
    page = (await browser.get("/patients", params={"q": wanted})).text
    found = re.findall(r'<a href="/patients/\d+">(.*?)</a>', page)
    assert found == names if names is not None else "Reyes, Tom" in found


async def test_nobody_found_and_no_such_patient(browser: httpx.AsyncClient) -> None:
    assert "Nobody is called that" in (await browser.get("/patients?q=%25")).text
    assert (await browser.get("/patients/424242")).status_code == 404
    assert (await browser.get(f"/patients/{10**30}")).status_code == 404


async def test_a_patients_card(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/patients/106")).text
    assert "Evergreen Benefits" in page
    assert "140.00" in page
    assert "Helen Wilson" in page


async def test_the_history_of_a_visit_and_of_the_office(browser: httpx.AsyncClient) -> None:
    assert "Nothing has changed" in (await browser.get("/changes")).text
    await browser.put("/api/v1/appointments/9001/Break", json={"sendToUnscheduledList": "false"})
    page = (await browser.get("/changes")).text
    assert "Cancelled" in page
    assert "AppointmentEdit" in page
    mine = (await browser.get("/changes?visit=9001")).text
    assert "Cancelled" in mine
    assert "AppointmentEdit" not in mine


async def test_a_fault_is_shown_and_cleared(browser: httpx.AsyncClient) -> None:
    for path in ("appointments", "<b>"):
        await browser.post("/admin/faults", json={"kind": "reset_after", "path": path})
    page = (await browser.get("/faults")).text
    assert "the next 1" in page
    assert "<b>" not in page
    number = re.findall(r"clear\?number=(\d+)", page)[0]
    assert (await browser.post(f"/admin/faults/clear?number={number}")).headers["location"] == "/faults"
    assert (await browser.post("/admin/faults/clear")).status_code == 303
    assert "No faults are pending" in (await browser.get("/faults")).text


async def test_style_and_script_are_served(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/inspector.css")).headers["content-type"].startswith("text/css")
    assert "ArrowLeft" in (await browser.get("/inspector.js")).text
