"""Own visits, past and to come, planned ones, their history, and when somebody is due."""

import json

import pytest

from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit

EVERYTHING = {"dateStart": None, "dateEnd": None, "AptStatus": None, "ProvNum": None}


async def test_one_visit_of_ones_own() -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run("GetAppointmentById", AptNum=9001)
    assert answer["status"] == "ok"
    assert answer["appointment"]["type"] == "Cleaning"
    assert answer["appointment"]["provider"] == "Sarah Kim"
    assert "spoken" in answer["appointment"]


@pytest.mark.parametrize("apt_num", [0, -1, 424_242])
async def test_a_visit_that_is_not_there_is_a_sentence(apt_num: int) -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run("GetAppointmentById", AptNum=apt_num)
    assert (answer["status"], answer["reason"], answer["instead"]) == ("refused", "T08_not_found", "GetAppointments")


async def test_confirming_a_visit_that_is_not_there_does_not_blame_the_system() -> None:
    async with desk() as here:
        await here.verify(108)
        assert (await here.run("ConfirmAppointment", AptNum=424_242))["status"] == "not_verified"


async def test_searching_finds_own_visits_of_other_times_newest_first() -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run("SearchAppointments", PatNum=108, **EVERYTHING)
        times = [row["AptDateTime"] for row in answer["appointments"]]
        assert times == sorted(times, reverse=True)
        assert 9001 in {row["AptNum"] for row in answer["appointments"]}
        other = await here.run("SearchAppointments", PatNum=108, **{**EVERYTHING, "ProvNum": 4})
        assert 9001 not in {row["AptNum"] for row in other["appointments"]}


async def test_searching_backwards_in_time_names_the_field() -> None:
    async with desk() as here:
        await here.verify(108)
        wanted = {**EVERYTHING, "dateStart": "2026-12-01", "dateEnd": "2026-11-01"}
        answer = await here.run("SearchAppointments", PatNum=108, **wanted)
        assert answer == {"status": "invalid_arguments", "problems": ["dateEnd: before dateStart"]}
        assert here.office.seen == []


@pytest.mark.parametrize(
    "tool", ["SearchAppointments", "GetRecalls", "GetPlannedAppointments", "GetAppointmentHistory", "GetPopups"]
)
async def test_a_child_needs_the_parent_verified_too(tool: str) -> None:
    wanted = EVERYTHING if tool == "SearchAppointments" else {}
    async with desk() as here:
        await here.verify(102)
        assert (await here.run(tool, PatNum=102, **wanted))["status"] == "not_verified"
        assert here.office.seen == []
        await here.verify(101)
        here.office.canned["/recalltypes"] = []
        assert (await here.run(tool, PatNum=102, **wanted))["status"] == "ok"


def planned(**fields: object) -> dict[str, object]:
    row = {
        "AptNum": 7001, "PatNum": 108, "AptStatus": "Planned", "Pattern": "X" * 18, "AppointmentTypeNum": 8,
        "ProvNum": 1, "Note": "sedate", "ProcDescript": "Crn #14", "NextAptNum": 0, "IsHygiene": "false",
    }  # fmt: skip
    return {**row, **fields}


async def test_a_planned_visit_is_kind_length_and_provider_and_nothing_of_the_treatment() -> None:
    async with desk() as here:
        await here.verify(108)
        here.office.canned["/appointments"] = [
            planned(),
            planned(AptNum=7002),
            planned(AptNum=7003, PatNum=109),
            planned(AptNum=9001, AptStatus="Scheduled", NextAptNum=7002),
        ]
        answer = await here.run("GetPlannedAppointments", PatNum=108)
    assert answer["planned"] == [
        {
            "AppointmentTypeNum": 8,
            "type": "Crown Prep",
            "minutes": 90,
            "ProvNum": 1,
            "provider": "Dr. Emily Barton",
            "bookable": False,
        }
    ]
    assert "sedate" not in json.dumps(answer)


async def test_the_history_of_visits_is_the_callers_own() -> None:
    change = {
        "HistApptNum": 1, "AptNum": 9001, "PatNum": 108, "HistApptAction": "Changed", "Note": "difficult",
        "HistDateTStamp": "2026-11-25 10:00:00", "AptDateTime": "2026-12-04 10:00:00", "HistUserNum": 7,
    }  # fmt: skip
    async with desk() as here:
        await here.verify(108)
        here.office.canned["/histappointments"] = [change, {**change, "PatNum": 109}]
        answer = await here.run("GetAppointmentHistory", PatNum=108)
    assert answer["changes"] == [
        {
            "AptNum": 9001,
            "action": "Changed",
            "changed": "Wednesday, November 25 at 10:00 AM",
            "spoken": "Friday, December 4 at 10:00 AM",
        }
    ]


RECALL = {"RecallNum": 1, "PatNum": 108, "RecallTypeNum": 1, "IsDisabled": "false", "Note": "scared"}


async def test_a_recall_is_its_kind_and_its_day() -> None:
    async with desk() as here:
        await here.verify(108)
        here.office.canned["/recalls"] = [
            {**RECALL, "DateDue": "2026-10-09", "DateScheduled": "0001-01-01"},
            {**RECALL, "RecallTypeNum": 3, "DateDue": "2027-01-04", "DateScheduled": "2027-01-08"},
            {**RECALL, "IsDisabled": "true"},
            {**RECALL, "PatNum": 109},
        ]
        here.office.canned["/recalltypes"] = [{"RecallTypeNum": 1, "Description": "Prophy", "DefaultInterval": "6m1d"}]
        answer = await here.run("GetRecalls", PatNum=108)
        types = await here.run("GetRecallTypes")
    first, second = answer["recalls"]
    assert first == {
        "RecallTypeNum": 1, "type": "Prophy", "DateDue": "2026-10-09", "spoken": "due on Friday, October 9, 2026",
        "overdue": True,
    }  # fmt: skip
    assert (second["type"], second["overdue"], second["DateScheduled"]) == ("visit", False, "2027-01-08")
    assert types["types"] == [{"RecallTypeNum": 1, "type": "Prophy", "interval": "6m1d"}]
