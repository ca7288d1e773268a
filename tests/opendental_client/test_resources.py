"""Each method asks for the right thing, and refuses what cannot work before asking."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from opendental_client import (
    AppointmentCreate,
    AppointmentUpdate,
    AptStatus,
    BreakType,
    CommMode,
    ConfirmVal,
    OpenDentalClient,
    PatientCreate,
    PatientUpdate,
    PatStatus,
    SchedType,
    SentOrReceived,
)
from tests.opendental_client.office import NEW_YORK, Office, row, rows

pytestmark = pytest.mark.unit

DAY, NEXT = date(2026, 3, 17), date(2026, 3, 18)
NOON = datetime(2026, 3, 17, 12, tzinfo=NEW_YORK)
Call = Callable[[OpenDentalClient], Awaitable[Any]]

LISTS: list[tuple[Call, str, dict[str, str]]] = [
    (lambda c: c.patients.list(l_name="Oka", show_archived=True), "patients", {"LName": "Oka", "showArchived": "true"}),
    (lambda c: c.patients.list(phone="+1 (555) 010-0101"), "patients", {"Phone": "5550100101"}),
    (lambda c: c.patients.list(phone="0101"), "patients", {"Phone": "0101"}),
    (lambda c: c.patients.list(clinic_nums=[1, 2]), "patients", {"clinicNums": "1,2"}),
    (
        lambda c: c.patients.simple(guarantor=101, pat_status=PatStatus.PATIENT),
        "patients/Simple",
        {"Guarantor": "101", "PatStatus": "Patient"},
    ),
    (
        lambda c: c.appointments.list(pat_num=101, date_start=DAY, date_end=NEXT, apt_status=AptStatus.SCHEDULED, op=4),
        "appointments",
        {"PatNum": "101", "dateStart": "2026-03-17", "dateEnd": "2026-03-18", "AptStatus": "Scheduled", "Op": "4"},
    ),
    (
        lambda c: c.appointments.list(date=DAY, clinic_num=0, date_t_stamp=NOON, appointment_type_num=2),
        "appointments",
        {"date": "2026-03-17", "ClinicNum": "0", "DateTStamp": "2026-03-17 12:00:00", "AppointmentTypeNum": "2"},
    ),
    (lambda c: c.providers.list(clinic_num=1), "providers", {"ClinicNum": "1"}),
    (lambda c: c.providers.list(date_t_stamp=NOON), "providers", {"DateTStamp": "2026-03-17 12:00:00"}),
    (lambda c: c.operatories.list(), "operatories", {}),
    (lambda c: c.appointment_types.list(), "appointmenttypes", {}),
    (lambda c: c.clinics.list(), "clinics", {}),
    (
        lambda c: c.definitions.list(category=2, include_hidden=True),
        "definitions",
        {"Category": "2", "includeHidden": "true"},
    ),
    (lambda c: c.preferences.list(pref_name="ProgramVersion"), "preferences", {"PrefName": "ProgramVersion"}),
    (
        lambda c: c.schedules.list(date=DAY, sched_type=SchedType.BLOCKOUT, prov_num=0),
        "schedules",
        {"date": "2026-03-17", "SchedType": "Blockout", "ProvNum": "0"},
    ),
    (
        lambda c: c.schedules.list(date_start=DAY, date_end=DAY, blockout_def_num=318, employee_num=4),
        "schedules",
        {"dateStart": "2026-03-17", "dateEnd": "2026-03-17", "BlockoutDefNum": "318", "EmployeeNum": "4"},
    ),
    (lambda c: c.schedule_ops.list(schedule_num=7), "scheduleops", {"ScheduleNum": "7"}),
    (lambda c: c.schedule_ops.list(operatory_num=3), "scheduleops", {"OperatoryNum": "3"}),
    (lambda c: c.popups.list(pat_num=101), "popups", {"PatNum": "101"}),
    (lambda c: c.recalls.list(pat_num=101), "recalls", {"PatNum": "101"}),
]


@pytest.mark.parametrize(("call", "path", "query"), LISTS)
async def test_lists(call: Call, path: str, query: dict[str, str]) -> None:
    office = Office(rows({"Note": "x"}))
    assert len(await call(office.client())) == 1
    assert (office.last.method, office.last.url.path) == ("GET", f"/api/v1/{path}")
    assert office.query == query | {"Limit": "100"}


async def test_slots_are_not_paged() -> None:
    office = Office(rows({"DateTimeStart": "2026-03-17 08:00:00", "ProvNum": 2, "OpNum": 3}))
    found = await office.client().appointments.slots(date=DAY, length_minutes=60, prov_num=2, op_num=3)
    assert found[0].date_time_start == datetime(2026, 3, 17, 12, tzinfo=UTC)
    assert office.last.url.path == "/api/v1/appointments/Slots"
    assert office.query == {"date": "2026-03-17", "lengthMinutes": "60", "ProvNum": "2", "OpNum": "3"}


GETS: list[tuple[Call, str]] = [
    (lambda c: c.patients.get(101), "patients/101"),
    (lambda c: c.appointments.get(9), "appointments/9"),
    (lambda c: c.providers.get(3), "providers/3"),
    (lambda c: c.operatories.get(4), "operatories/4"),
    (lambda c: c.schedules.get(5), "schedules/5"),
]


@pytest.mark.parametrize(("call", "path"), GETS)
async def test_gets(call: Call, path: str) -> None:
    office = Office(row({"Note": "x"}))
    await call(office.client())
    assert (office.last.method, office.last.url.path) == ("GET", f"/api/v1/{path}")
    assert office.query == {}


WRITES: list[tuple[Call, str, str, dict[str, object]]] = [
    (
        lambda c: c.patients.create(PatientCreate(l_name="Reyes", f_name="Mateo", birthdate=date(1994, 7, 19))),
        "POST",
        "patients",
        {"LName": "Reyes", "FName": "Mateo", "Birthdate": "1994-07-19"},
    ),
    (lambda c: c.patients.update(5, PatientUpdate(preferred="Matt")), "PUT", "patients/5", {"Preferred": "Matt"}),
    (
        lambda c: c.appointments.create(AppointmentCreate(pat_num=5, op=4, apt_date_time=NOON, is_hygiene=True)),
        "POST",
        "appointments",
        {"PatNum": 5, "Op": 4, "AptDateTime": "2026-03-17 12:00:00", "IsHygiene": "true"},
    ),
    (
        lambda c: c.appointments.update(9, AppointmentUpdate(apt_status=AptStatus.SCHEDULED, op=4)),
        "PUT",
        "appointments/9",
        {"AptStatus": "Scheduled", "Op": 4},
    ),
    (
        lambda c: c.commlogs.create(
            pat_num=5,
            note="Booked.",
            comm_type_text="ApptRelated",
            mode_=CommMode.PHONE,
            sent_or_received=SentOrReceived.RECEIVED,
            comm_date_time=NOON,
        ),
        "POST",
        "commlogs",
        {
            "PatNum": 5,
            "Note": "Booked.",
            "commType": "ApptRelated",
            "Mode_": "Phone",
            "SentOrReceived": "Received",
            "CommDateTime": "2026-03-17 12:00:00",
        },
    ),
]


@pytest.mark.parametrize(("call", "method", "path", "body"), WRITES)
async def test_writes_return_the_row(call: Call, method: str, path: str, body: dict[str, object]) -> None:
    office = Office(row({"Note": "as stored"}, 201))
    stored = await call(office.client())
    assert stored.model_dump(by_alias=True)["Note"] == "as stored"
    assert (office.last.method, office.last.url.path) == (method, f"/api/v1/{path}")
    assert office.body == body


ACTIONS: list[tuple[Call, str, dict[str, object]]] = [
    (lambda c: c.appointments.break_(9, send_to_unscheduled_list=True), "Break", {"sendToUnscheduledList": "true"}),
    (
        lambda c: c.appointments.break_(9, send_to_unscheduled_list=False, break_type=BreakType.MISSED),
        "Break",
        {"sendToUnscheduledList": "false", "breakType": "Missed"},
    ),
    (lambda c: c.appointments.confirm(9, confirm_val="Not Accepted"), "Confirm", {"confirmVal": "Not Accepted"}),
    (lambda c: c.appointments.confirm(9, confirm_val=ConfirmVal.CONFIRMED), "Confirm", {"confirmVal": "Confirmed"}),
    (lambda c: c.appointments.confirm(9, def_num=512), "Confirm", {"defNum": 512}),
    (lambda c: c.appointments.note(9, "Running late"), "Note", {"Note": "Running late"}),
]


@pytest.mark.parametrize("answer", [httpx.Response(200), httpx.Response(200, json={"AptNum": 9})])
@pytest.mark.parametrize(("call", "action", "body"), ACTIONS)
async def test_actions_return_nothing(call: Call, action: str, body: dict[str, object], answer: httpx.Response) -> None:
    office = Office(answer)
    assert await call(office.client()) is None
    assert (office.last.method, office.last.url.path) == ("PUT", f"/api/v1/appointments/9/{action}")
    assert office.body == body


async def test_older_offices_return_no_commlog() -> None:
    office = Office(httpx.Response(201))
    assert await office.client().commlogs.create(pat_num=5, note="Booked.") is None


REFUSED: list[Call] = [
    lambda c: c.patients.get(0),
    lambda c: c.patients.get(True),
    lambda c: c.patients.list(l_name=" "),
    lambda c: c.patients.list(phone="Okafor"),
    lambda c: c.patients.list(nickname="Okafor"),  # type: ignore[call-arg]
    lambda c: c.patients.simple(phone="5550100101"),  # type: ignore[call-arg]
    lambda c: c.appointments.list(date=DAY, date_end=NEXT),
    lambda c: c.appointments.list(date=DAY, date_start=DAY),
    lambda c: c.appointments.list(date_start=NEXT, date_end=DAY),
    lambda c: c.appointments.list(date=NOON),
    lambda c: c.appointments.slots(date_start=NEXT, date_end=DAY),
    lambda c: c.schedules.list(date_start=NEXT, date_end=DAY),
    lambda c: c.schedule_ops.list(schedule_num=1, operatory_num=1),
    lambda c: c.providers.list(clinic_num=1, date_t_stamp=NOON),
    lambda c: c.providers.list(date_t_stamp=NOON.replace(tzinfo=None)),
    lambda c: c.appointments.confirm(9),
    lambda c: c.appointments.confirm(9, confirm_val="Confirmed", def_num=512),
    lambda c: c.appointments.confirm(9, confirm_val="Okafor"),
    lambda c: c.appointments.note(9, "  "),
    lambda c: c.appointments.break_(-9, send_to_unscheduled_list=True),
    lambda c: c.popups.list(pat_num=0),
    lambda c: c.recalls.list(pat_num=-1),
    lambda c: c.commlogs.create(pat_num=0, note="Okafor"),
    lambda c: c.commlogs.create(pat_num=5, note=""),
    lambda c: c.commlogs.create(pat_num=5, note="Okafor", comm_type=1, comm_type_text="Okafor"),
]


@pytest.mark.parametrize("call", REFUSED)
async def test_what_cannot_work_is_refused_before_a_request_leaves(call: Call) -> None:
    office = Office()
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        await call(office.client())
    assert office.requests == []
    assert "Okafor" not in str(caught.value)


async def test_iterate_is_available_where_lists_are_long() -> None:
    office = Office(rows({"AptNum": 1}), rows({"PatNum": 2}))
    client = office.client()
    assert [visit.apt_num async for visit in client.appointments.iterate(date=DAY)] == [1]
    assert [patient.pat_num async for patient in client.patients.iterate(email="example.test")] == [2]
