"""The office's lists and side resources, with their irregular types; and an office that shares nothing with Barton."""

from datetime import UTC, datetime

import httpx
import pytest

from tests.sandbox.opendental.helpers import TINY, served

pytestmark = pytest.mark.unit


async def test_every_value_of_a_schedule_is_a_string(api: httpx.AsyncClient) -> None:
    rows = (await api.get("schedules?date=2026-11-24")).json()
    assert all(isinstance(value, str) for row in rows for value in row.values())
    assert [row["StartTime"] for row in rows] == sorted(row["StartTime"] for row in rows)
    lunch = next(row for row in rows if row["SchedType"] == "Blockout")
    assert (lunch["StartTime"], lunch["StopTime"], lunch["blockoutType"]) == ("12:00:00", "13:00:00", "Lunch")
    assert (lunch["ProvNum"], lunch["operatories"]) == ("0", "1,2,3,4,5")
    barton = [row for row in rows if row["ProvNum"] == "1"]
    assert [(row["StartTime"], row["operatories"]) for row in barton] == [("08:00:00", "1,3"), ("13:00:00", "1,3")]


async def test_a_closure_is_a_practice_row_without_times(api: httpx.AsyncClient) -> None:
    rows = (await api.get("schedules?dateStart=2026-11-23&dateEnd=2026-12-23&SchedType=Practice")).json()
    assert {row["Note"] for row in rows} == {"Thanksgiving Day", "Staff training day"}
    assert {(row["StartTime"], row["StopTime"]) for row in rows} == {("00:00:00", "00:00:00")}


async def test_schedules_default_to_today_and_take_filters(api: httpx.AsyncClient) -> None:
    assert {row["SchedDate"] for row in (await api.get("schedules")).json()} == {"2026-11-23"}
    assert {row["ProvNum"] for row in (await api.get("schedules?ProvNum=3&dateStart=2026-12-01")).json()} == {"3"}
    assert (await api.get("schedules?date=2026-11-28")).json() == []
    assert (await api.get("schedules?BlockoutDefNum=141&dateStart=2026-11-23")).json()[0]["Note"] == "Doctors' meeting"


async def test_schedule_links_are_numbers(api: httpx.AsyncClient) -> None:
    schedule = (await api.get("schedules?date=2026-11-24&ProvNum=1")).json()[0]["ScheduleNum"]
    links = (await api.get(f"scheduleops?ScheduleNum={schedule}")).json()
    assert [(link["ScheduleNum"], link["OperatoryNum"]) for link in links] == [(int(schedule), 1), (int(schedule), 3)]
    assert (await api.get("scheduleops?ScheduleNum=1&OperatoryNum=1")).status_code == 400
    assert (await api.get(f"schedules/{schedule}")).json()["ScheduleNum"] == schedule


async def test_providers_operatories_and_types(api: httpx.AsyncClient) -> None:
    providers = (await api.get("providers")).json()
    assert [(row["Abbr"], row["IsSecondary"]) for row in providers] == [
        ("DRB", "false"),
        ("DRP", "false"),
        ("SKH", "true"),
        ("LOH", "true"),
    ]
    assert {row["serverDateTime"] for row in (await api.get("providers?ClinicNum=0")).json()} == {""}
    operatories = (await api.get("operatories")).json()
    assert [row["IsHidden"] for row in operatories] == ["false"] * 5 + ["true"]
    assert (await api.get("operatories/4")).json() == operatories[3]
    assert (await api.get("operatories/44")).text == "Operatory not found"
    types = (await api.get("appointmenttypes")).json()
    assert {row["AppointmentTypeName"]: 5 * len(row["Pattern"]) for row in types}["Crown Prep"] == 90


async def test_lists_and_settings(api: httpx.AsyncClient) -> None:
    assert (await api.get("clinics")).json() == []
    confirmed = (await api.get("definitions?Category=2")).json()
    assert confirmed[0] == {
        "DefNum": 19,
        "ItemName": "Unconfirmed",
        "ItemValue": "",
        "Category": 2,
        "category": "ApptConfirmed",
        "isHidden": "false",
    }
    version = (await api.get("preferences?PrefName=ProgramVersion")).json()
    assert [row["ValueString"] for row in version] == ["25.1.20.0"]
    assert (await api.get("recalltypes/1")).json()["TimePattern"] == "/XXXXXXXXXX/"
    assert [row["DateScheduled"] for row in (await api.get("recalls?PatNum=108")).json()] == ["2026-12-01"]


async def test_popups_show_the_family_and_a_us_datetime(api: httpx.AsyncClient) -> None:
    rows = (await api.get("popups?PatNum=113")).json()
    assert rows[0]["Description"] == "Do not schedule. Refer to the office manager."
    assert rows[0]["DateTimeDisabled"] == "1/1/0001 12:00:00 AM"
    created = await api.post("popups", json={"PatNum": 101, "Description": "Owes forms", "PopupLevel": "Family"})
    assert (created.status_code, created.text) == (201, "")
    assert [row["PatNum"] for row in (await api.get("popups?PatNum=102")).json()] == [101]
    assert (await api.get("popups?PatNum=104")).json() == []


async def test_a_commlog_has_a_numeric_string_type(api: httpx.AsyncClient) -> None:
    body = {"PatNum": 101, "Note": "Called\r\nback", "Mode_": "In Person", "commType": "apptrelated"}
    row = (await api.post("commlogs", json=body)).json()
    assert (row["CommType"], row["commType"], row["Mode_"], row["SentOrReceived"]) == (
        "236",
        "ApptRelated",
        "InPerson",
        "Sent",
    )
    assert (row["Note"], row["CommDateTime"]) == ("Called back", "2026-11-23 09:04:00")
    assert (await api.get("commlogs?PatNum=101")).json() == [row]
    plain = (await api.post("commlogs", json={"PatNum": 101, "Note": "x"})).json()
    assert (plain["CommType"], plain["Mode_"]) == ("240", "Phone")
    assert (await api.get("commlogs")).text == "PatNum is required"
    assert (await api.post("commlogs", json={"PatNum": 101, "Note": "x", "Mode_": 3})).text == "Mode_ is invalid"


async def test_a_task_reaches_its_list(api: httpx.AsyncClient) -> None:
    body = {"TaskListNum": 12, "UserNum": 4, "Descript": "Call back", "ObjectType": "Patient", "KeyNum": 101}
    created = await api.post("tasks", json=body)
    assert created.status_code == 201
    assert (await api.get("tasks?TaskListNum=12")).json() == [created.json()]
    assert (await api.get(f"tasks/{created.json()['TaskNum']}")).json()["TaskStatus"] == "New"
    assert (await api.post("tasks", json={**body, "TaskListNum": 99})).text == "TaskList not found"
    assert [row["Descript"] for row in (await api.get("tasklists")).json()] == ["Front desk", "Office manager"]


async def test_a_second_office_shares_nothing_with_the_first() -> None:
    async with served(TINY, datetime(2027, 3, 14, 9, 30, tzinfo=UTC)) as api:
        visit = (await api.get("appointments/801")).json()
        assert visit["serverDateTime"] == "2027-03-14 01:30:00"
        assert (visit["AptDateTime"], visit["ProvNum"], visit["ProvHyg"]) == ("2027-03-16 10:00:00", 31, 32)
        assert (await api.get("appointments/9001")).status_code == 404
        saturday = (await api.get("schedules?date=2027-03-20")).json()
        assert {row["ProvNum"] for row in saturday} == {"0", "31", "32"}
        cleared = (await api.get("schedules?dateStart=2027-03-14&dateEnd=2027-04-14&SchedType=Practice")).json()
        day = cleared[0]["SchedDate"]
        assert [row["SchedType"] for row in (await api.get(f"schedules?date={day}")).json()] == ["Practice"]


async def test_methods_newer_than_the_office_are_refused() -> None:
    async with served(TINY, datetime(2027, 3, 14, 9, 30, tzinfo=UTC)) as api:
        reply = await api.get("providers/31")
    assert (reply.status_code, reply.text) == (400, "providers GET requires Open Dental version 24.4.17 or greater.")
