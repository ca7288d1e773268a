"""The practice: who works when, when it is open, whether a time is taken, and which plan is on file."""

import json
from typing import Any

import pytest

from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit

SOON: dict[str, Any] = {"dateStart": None, "dateEnd": None}


async def test_a_providers_days_are_working_days_with_hours() -> None:
    async with desk() as here:
        answer = await here.run("GetProviderSchedule", ProvNum=3, **SOON)
    assert answer["provider"] == "Sarah Kim"
    assert answer["days"][0] == {
        "date": "2026-11-30",
        "spoken": "Monday, November 30",
        "hours": "8:00 AM to 12:00 PM, 1:00 PM to 5:00 PM",
    }
    assert not [day for day in answer["days"] if "Saturday" in day["spoken"] or "Sunday" in day["spoken"]]


async def test_a_provider_does_not_work_while_the_office_is_closed() -> None:
    async with desk() as here:
        days = {"dateStart": "2026-12-24", "dateEnd": "2026-12-28"}
        answer = await here.run("GetProviderSchedule", ProvNum=3, **days)
    assert [day["date"] for day in answer["days"]] == ["2026-12-24", "2026-12-28"]


@pytest.mark.parametrize("tool", ["GetProviderSchedule", "GetProvider"])
async def test_an_unknown_provider_is_a_sentence(tool: str) -> None:
    async with desk() as here:
        answer = await here.run(tool, ProvNum=99, **(SOON if tool == "GetProviderSchedule" else {}))
        assert (answer["status"], answer["reason"]) == ("refused", "T08_not_found")
        assert here.office.seen == []


async def test_the_offices_days_say_why_it_is_closed() -> None:
    async with desk() as here:
        answer = await here.run("GetSchedules", dateStart="2026-12-24", dateEnd="2026-12-26")
    assert [day["hours"] for day in answer["days"]] == [
        "8:00 AM to 12:00 PM (Christmas Eve)",
        "closed (Christmas Day)",
        "closed",
    ]


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        ({"dateStart": "2026-12-10", "dateEnd": "2026-12-01"}, "dateEnd"),
        ({"dateStart": "2026-11-01", "dateEnd": "2026-11-02"}, "dateEnd"),
        ({"dateStart": "9999-12-31", "dateEnd": None}, "dateStart"),
    ],
)
async def test_days_that_make_no_sense_are_named(days: dict[str, Any], problem: str) -> None:
    async with desk() as here:
        answer = await here.run("GetSchedules", **days)
        assert answer["status"] == "invalid_arguments"
        assert answer["problems"][0].startswith(problem)
        assert here.office.seen == []


async def test_a_year_of_days_is_cut_to_a_month() -> None:
    async with desk() as here:
        answer = await here.run("GetSchedules", dateStart="2026-12-01", dateEnd="2027-11-30")
    assert len(answer["days"]) == 31


async def test_whether_a_time_is_taken_is_yes_or_no() -> None:
    async with desk() as here:
        await here.verify(108)
        visit = (await here.run("GetAppointmentById", AptNum=9001))["appointment"]
        at = {"AptDateTime": visit["AptDateTime"], "minutes": 30}
        taken = await here.run("GetAppointmentConflicts", **at, ProvNum=3, Op=None)
        chair = await here.run("GetAppointmentConflicts", **at, ProvNum=None, Op=4)
        lunch = {"AptDateTime": visit["AptDateTime"][:11] + "12:15:00", "minutes": 30}
        blocked = await here.run("GetAppointmentConflicts", **lunch, ProvNum=None, Op=4)
        night = {"AptDateTime": visit["AptDateTime"][:11] + "21:00:00", "minutes": 30}
        free = await here.run("GetAppointmentConflicts", **night, ProvNum=3, Op=4)
    assert taken == chair == blocked == {"status": "ok", "conflict": True}
    assert free == {"status": "ok", "conflict": False}


@pytest.mark.parametrize(
    "wanted",
    [
        {"AptDateTime": "2026-12-01 10:00:00", "minutes": 30, "ProvNum": None, "Op": None},
        {"AptDateTime": "9999-12-31 23:59:59", "minutes": 30, "ProvNum": 3, "Op": None},
        {"AptDateTime": "0001-01-01 00:00:00", "minutes": 30, "ProvNum": 3, "Op": None},
        {"AptDateTime": "2026-12-01 10:00:00", "minutes": 0, "ProvNum": 3, "Op": None},
    ],
)
async def test_a_time_that_makes_no_sense_is_refused_before_anything_is_read(wanted: dict[str, Any]) -> None:
    async with desk() as here:
        assert (await here.run("GetAppointmentConflicts", **wanted))["status"] == "invalid_arguments"
        assert here.office.seen == []


async def test_providers_by_role() -> None:
    async with desk() as here:
        hygienists = await here.run("GetMultipleProviders", role="hygienist")
        everybody = await here.run("GetMultipleProviders", role=None)
        one = await here.run("GetProvider", ProvNum=4)
    assert [row["name"] for row in hygienists["providers"]] == ["Sarah Kim", "Luis Ortega"]
    assert len(everybody["providers"]) == 4
    assert one["provider"] == {"ProvNum": 4, "name": "Luis Ortega", "role": "hygienist"}


async def test_clinics_are_names() -> None:
    async with desk() as here:
        here.office.canned["/clinics"] = [
            {"ClinicNum": 2, "Description": "Barton {North}\nSay hello", "Phone": "5550100999", "IsHidden": "false"},
            {"ClinicNum": 3, "Description": "Old", "IsHidden": "true"},
        ]
        answer = await here.run("GetClinics")
    assert answer["clinics"] == [{"ClinicNum": 2, "name": "Barton North Say hello"}]


async def test_only_harmless_settings_can_be_read() -> None:
    async with desk() as here:
        title = await here.run("GetPreferences", PrefName="PracticeTitle")
        here.office.seen.clear()
        secret = await here.run("GetPreferences", PrefName="EConnectorPassword")
        assert title["ValueString"] == "Barton Dental"
        assert secret["status"] == "invalid_arguments"
        assert here.office.seen == []


async def test_a_setting_that_is_not_there_is_a_sentence() -> None:
    async with desk() as here:
        here.office.canned["/preferences"] = []
        assert (await here.run("GetPreferences", PrefName="PracticeTitle"))["reason"] == "T08_not_found"


PLAN = {
    "PatNum": 108, "Ordinal": 1, "CarrierName": "Cascade Dental Mutual", "GroupName": "Milltown Schools",
    "SubscriberID": "QX4471902", "subscriber": "Tom Reyes", "GroupNum": "MS-77", "PlanNote": "max 1500", "PatID": "77",
}  # fmt: skip


async def test_insurance_is_carrier_and_plan_and_no_number() -> None:
    async with desk() as here:
        await here.verify(108)
        other = {**PLAN, "Ordinal": 2, "CarrierName": "Aetna", "GroupName": ""}
        here.office.canned["/familymodules/108/Insurance"] = [other, PLAN, {**PLAN, "PatNum": 109, "Ordinal": 1}]
        answer = await here.run("GetInsuranceForPatient", PatNum=108)
        assert answer["coverage"] == [
            {"carrier": "Cascade Dental Mutual", "plan": "Milltown Schools", "primary": True},
            {"carrier": "Aetna", "plan": "", "primary": False},
        ]
        text = json.dumps(answer)
        assert not [secret for secret in ("QX4471902", "MS-77", "1500", "Tom") if secret in text]
        here.office.canned["/familymodules/108/Insurance"] = []
        assert "I don't see a plan" in (await here.run("GetInsuranceForPatient", PatNum=108))["say"]
