"""Reading and writing visits: what the vendor checks, what it accepts, and the history every change leaves."""

from typing import Any

import httpx
import pytest

from receptionist.clock import ManualClock
from tests.sandbox.opendental.conftest import MONDAY_9_04
from tests.sandbox.opendental.helpers import TINY, served

pytestmark = pytest.mark.unit

BOOKING = {"PatNum": 101, "Op": 4, "AptDateTime": "2026-12-01 13:00:00", "AppointmentTypeNum": 2, "ProvNum": 3}


async def one(api: httpx.AsyncClient, number: int) -> dict[str, Any]:
    found: dict[str, Any] = (await api.get(f"appointments/{number}")).json()
    return found


async def actions(api: httpx.AsyncClient, number: int) -> list[str]:
    return [row["HistApptAction"] for row in (await api.get(f"histappointments?AptNum={number}")).json()]


async def test_a_written_visit_as_the_vendor_shows_it(api: httpx.AsyncClient) -> None:
    row = await one(api, 9001)
    assert list(row)[0] == "serverDateTime"
    assert row["serverDateTime"] == "2026-11-23 09:04:00"
    assert (row["PatNum"], row["Op"], row["ProvNum"], row["provAbbr"]) == (108, 4, 3, "SKH")
    assert (row["AptDateTime"], row["Pattern"]) == ("2026-12-01 10:00:00", "/XXXXXXXXXX/")
    assert (row["IsHygiene"], row["IsNewPatient"], row["TimeLocked"]) == ("true", "false", "false")
    assert (row["Confirmed"], row["confirmed"]) == (19, "Unconfirmed")
    assert row["DateTimeArrived"] == "0001-01-01 00:00:00"


async def test_a_booking_is_created_with_its_types_length(api: httpx.AsyncClient) -> None:
    reply = await api.post("appointments", json=BOOKING)
    row = reply.json()
    assert reply.status_code == 201
    assert reply.headers["location"] == f"http://office/api/v1/appointments/{row['AptNum']}"
    assert (row["AptStatus"], row["Pattern"], row["ProcDescript"]) == ("Scheduled", "/XXXXXXXXXX/", "PerEx, Pro")
    assert row["IsHygiene"] == "false"  # It is not copied from the operatory.
    assert "serverDateTime" not in row
    assert await actions(api, row["AptNum"]) == ["Created"]


async def test_defaults_are_twenty_minutes_with_the_patients_own_provider(api: httpx.AsyncClient) -> None:
    body = {"PatNum": "104", "Op": "2", "AptDateTime": "2026-12-01 13:00:00", "IsNewPatient": True}
    row = (await api.post("appointments", json=body)).json()
    assert (row["Pattern"], row["PatternSecondary"], row["ProvNum"], row["ProvHyg"]) == ("/XX/", "////", 2, 0)
    patient = (await api.get("patients/104")).json()
    assert (row["IsNewPatient"], patient["DateFirstVisit"]) == ("true", "2026-12-01")


@pytest.mark.parametrize(
    "when", ["2026-12-05 10:00:00", "2026-11-26 10:00:00", "2026-12-01 12:15:00", "2020-01-01 03:00:00"]
)
async def test_saturdays_closures_lunch_and_the_past_are_accepted(api: httpx.AsyncClient, when: str) -> None:
    assert (await api.post("appointments", json={**BOOKING, "AptDateTime": when})).status_code == 201


async def test_overlaps_are_accepted(api: httpx.AsyncClient) -> None:
    taken = {**BOOKING, "AptDateTime": "2026-12-01 10:00:00"}
    replies = [await api.post("appointments", json=taken) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 201]
    rows = (await api.get("appointments?date=2026-12-01&Op=4")).json()
    assert sum(row["AptDateTime"] == taken["AptDateTime"] for row in rows) == 3


@pytest.mark.parametrize(
    ("change", "status", "text"),
    [
        ({"PatNum": None}, 400, "PatNum is required"),
        ({"Op": None}, 400, "Op is required"),
        ({"AptDateTime": ""}, 400, "AptDateTime is required"),
        ({"AptDateTime": "2026-12-01T10:00:00"}, 400, "AptDateTime format must be yyyy-MM-dd HH:mm:ss"),
        ({"AptStatus": "Broken"}, 400, "AptStatus is invalid"),
        ({"AptStatus": 1}, 400, "AptStatus is invalid"),
        ({"Pattern": "XX\\"}, 400, "Pattern is invalid"),
        ({"PatternSecondary": "//"}, 400, "PatternSecondary must be the same length as Pattern."),
        ({"IsHygiene": "yes"}, 400, "IsHygiene is invalid"),
        ({"Confirmed": 40}, 400, "Confirmed is invalid"),
        ({"AptDateTime": "9999-12-31 23:55:00"}, 400, "AptDateTime is invalid"),
        ({"colorOverride": "red"}, 400, "colorOverride is invalid"),
        ({"AppointmentTypeNum": 99}, 400, "AppointmentTypeNum is invalid"),
        ({"PatNum": 4242}, 404, "Patient not found"),
        ({"Op": 9}, 404, "Operatory not found"),
        ({"ProvNum": 9}, 404, "Provider not found"),
        ({"ClinicNum": 1}, 404, "Clinic not found"),
    ],
)
async def test_a_bad_booking_changes_nothing(
    api: httpx.AsyncClient, change: dict[str, object], status: int, text: str
) -> None:
    reply = await api.post("appointments", json={**BOOKING, **change})
    assert (reply.status_code, reply.text) == (status, text)
    assert (await api.get("appointments?PatNum=101")).json() == []


async def test_a_long_pattern_is_cut_to_nine_hours(api: httpx.AsyncClient) -> None:
    row = (await api.post("appointments", json={**BOOKING, "Pattern": "X" * 200})).json()
    assert row["Pattern"] == "X" * 108


async def test_a_move_changes_only_what_was_sent(api: httpx.AsyncClient, clock: ManualClock) -> None:
    before = await one(api, 9001)
    await clock.advance(60)
    reply = await api.put("appointments/9001", json={"AptDateTime": "2026-12-02 15:00:00", "Op": 5, "Unknown": 1})
    after = await one(api, 9001)
    assert reply.status_code == 200
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"serverDateTime", "AptDateTime", "Op", "DateTStamp"}
    assert after["DateTStamp"] == "2026-11-23 09:05:00"
    assert await actions(api, 9001) == ["Changed"]


async def test_changes_can_be_followed_by_time_stamp(api: httpx.AsyncClient) -> None:
    assert (await api.get("appointments?DateTStamp=2026-11-23%2009:04:00")).json() == []
    await api.put("appointments/9002", json={"Note": "Moved"})
    rows = (await api.get("appointments?DateTStamp=2026-11-23%2009:04:00")).json()
    assert [row["AptNum"] for row in rows] == [9002]


@pytest.mark.parametrize(("send", "status"), [("true", "UnschedList"), ("false", "Broken"), (True, "UnschedList")])
async def test_break_works_once_and_only_from_scheduled(api: httpx.AsyncClient, send: object, status: str) -> None:
    reply = await api.put("appointments/9001/Break", json={"sendToUnscheduledList": send})
    assert (reply.status_code, reply.text) == (200, "")
    assert (await one(api, 9001))["AptStatus"] == status
    assert await actions(api, 9001) == ["Cancelled"]
    again = await api.put("appointments/9001/Break", json={"sendToUnscheduledList": send})
    assert again.status_code == 400
    assert len((await api.get("commlogs?PatNum=108")).json()) == 1


async def test_break_needs_its_flag_and_an_allowed_type(api: httpx.AsyncClient) -> None:
    assert (await api.put("appointments/9001/Break", json={})).text == "sendToUnscheduledList is required"
    body = {"sendToUnscheduledList": "true", "breakType": "Missed"}
    refused = await api.put("appointments/9001/Break", json=body)
    assert (refused.status_code, refused.text) == (400, "breakType is invalid")
    assert (await one(api, 9001))["AptStatus"] == "Scheduled"


async def test_another_office_allows_break_types() -> None:
    async with served(TINY, MONDAY_9_04) as api:
        body = {"sendToUnscheduledList": "false", "breakType": "Missed"}
        assert (await api.put("appointments/801/Break", json=body)).status_code == 200
        assert await actions(api, 801) == ["Missed"]


async def test_a_note_is_appended_and_shown_on_one_line(api: httpx.AsyncClient) -> None:
    await api.put("appointments/9001/Note", json={"Note": "First"})
    reply = await api.put("appointments/9001/Note", json={"Note": "Second"})
    assert reply.status_code == 200
    assert (await one(api, 9001))["Note"] == "First Second"
    await api.put("appointments/9001", json={"Note": "Over"})
    assert (await one(api, 9001))["Note"] == "Over"


async def test_confirm_takes_exactly_one_field(api: httpx.AsyncClient) -> None:
    assert (await api.put("appointments/9001/Confirm", json={"confirmVal": "Confirmed"})).status_code == 200
    assert (await one(api, 9001))["confirmed"] == "Confirmed"
    assert (await api.put("appointments/9001/Confirm", json={"defNum": 20})).status_code == 200
    assert (await one(api, 9001))["Confirmed"] == 20
    for body in ({}, {"confirmVal": "Confirmed", "defNum": 20}, {"confirmVal": "yes"}, {"defNum": 40}):
        assert (await api.put("appointments/9001/Confirm", json=body)).status_code == 400
    assert (await one(api, 9001))["Confirmed"] == 20


async def test_filters_are_kept_and_rows_come_in_order_of_time(api: httpx.AsyncClient) -> None:
    rows = (await api.get("appointments?dateStart=2026-12-01&dateEnd=2026-12-03&AptStatus=Scheduled")).json()
    times = [row["AptDateTime"] for row in rows]
    assert times == sorted(times)
    assert {time[:10] for time in times} == {"2026-12-01", "2026-12-02", "2026-12-03"}
    assert [row["AptNum"] for row in (await api.get("appointments?PatNum=109")).json()] == [9002]
    assert (await api.get("appointments/ASAP")).json() == []
    await api.put("appointments/9003", json={"Priority": "ASAP"})
    assert [row["AptNum"] for row in (await api.get("appointments/ASAP?ProvNum=4")).json()] == [9003]
