"""Rows as the vendor sends them, and bodies as it takes them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from pydantic import ValidationError

from opendental_client import (
    Appointment,
    AppointmentCreate,
    AppointmentType,
    AppointmentUpdate,
    AptStatus,
    Definition,
    Gender,
    Operatory,
    Patient,
    PatientCreate,
    PatientUpdate,
    PatStatus,
    Popup,
    Provider,
    Recall,
    SchedType,
    Schedule,
    Slot,
    pattern_for_minutes,
)
from opendental_client._decode import decode_row
from opendental_client._models._base import Row
from opendental_client._route import Route
from opendental_client._zone import OfficeZone
from tests.opendental_client.office import NEW_YORK

pytestmark = pytest.mark.unit

RowT = TypeVar("RowT", bound=Row)

NOON = datetime(2026, 3, 17, 12, tzinfo=NEW_YORK)


def read(model: type[RowT], **wire: object) -> RowT:
    return decode_row(model, wire, Route("GET", "/rows"), OfficeZone(NEW_YORK))


def visit(**fields: Any) -> AppointmentCreate:
    required: dict[str, Any] = {"pat_num": 101, "op": 1, "apt_date_time": NOON}
    return AppointmentCreate(**(required | fields))


def test_an_appointment_reads_like_python() -> None:
    row = read(
        Appointment,
        AptNum=9104,
        PatNum="5512",
        AptStatus="Scheduled",
        Pattern="/XXXXXXXXXX/",
        Confirmed=19,
        confirmed="Unconfirmed",
        AptDateTime="2026-03-17 10:20:00",
        DateTimeArrived="0001-01-01 00:00:00",
        IsHygiene="true",
        IsNewPatient="false",
        provAbbr="DRK",
        colorOverride="0,0,0",
        serverDateTime="",
    )
    assert (row.apt_num, row.pat_num, row.op) == (9104, 5512, 0)
    assert row.apt_status is AptStatus.SCHEDULED
    assert (row.confirmed, row.confirmed_text) == (19, "Unconfirmed")
    assert row.apt_date_time == datetime(2026, 3, 17, 14, 20, tzinfo=UTC)
    assert row.date_time_arrived is None
    assert row.server_date_time is None
    assert (row.is_hygiene, row.is_new_patient) == (True, False)
    assert row.minutes == 60
    assert row.ends_at == datetime(2026, 3, 17, 15, 20, tzinfo=UTC)


def test_a_visit_without_a_start_has_no_end() -> None:
    assert Appointment().ends_at is None
    assert Appointment().minutes == 0


def test_a_visit_across_the_change_of_clocks_ends_at_the_right_moment() -> None:
    row = read(Appointment, AptDateTime="2026-03-08 01:30:00", Pattern="X" * 12)
    assert row.ends_at is not None
    assert (row.ends_at.hour, row.ends_at.minute) == (3, 30)


def test_unknown_enum_texts_and_fields_are_kept() -> None:
    row = read(Appointment, AptStatus="Teleported", Priority=None, NewField="x")
    assert row.apt_status == "Teleported"
    assert not isinstance(row.apt_status, AptStatus)
    assert row.priority == ""
    assert row.model_extra == {"NewField": "x"}


def test_rows_are_immutable_and_can_be_built_by_python_names() -> None:
    row = Appointment(apt_num=1, apt_date_time=NOON, apt_status=AptStatus.BROKEN)
    assert row.apt_date_time == NOON
    with pytest.raises(ValidationError, match="frozen"):
        row.apt_num = 2


def test_a_printed_patient_tells_no_one_who_it_is() -> None:
    row = read(Patient, PatNum=101, LName="Okafor", Birthdate="1988-11-02", SSN="999000000", Nickname="Dee")
    assert repr(row) == "Patient(pat_num=101)"
    assert str(row) == f"{row}" == "pat_num=101"
    assert row.ssn.get_secret_value() == "999000000"
    assert "Okafor" not in repr(PatientCreate(l_name="Okafor", f_name="Dana"))


def test_a_patient_reads_like_python() -> None:
    row = read(
        Patient,
        PatNum=1,
        PatStatus="Patient",
        Birthdate="0001-01-01",
        Zip=97300,
        EstBalance=25.5,
        MedicaidID="M1",
        SSN=None,
        TxtMsgOk="Yes",
    )
    assert row.pat_status is PatStatus.PATIENT
    assert row.birthdate is None
    assert row.zip == "97300"
    assert row.est_balance == Decimal("25.5")
    assert row.bal_total is None
    assert row.medicaid_id == "M1"
    assert "guarantor" not in row.model_fields_set


def test_a_schedule_of_strings_becomes_numbers_and_moments() -> None:
    row = read(
        Schedule,
        ScheduleNum="70211",
        SchedDate="2026-03-17",
        StartTime="08:00:00",
        StopTime="12:00:00",
        SchedType="Provider",
        ProvNum="2",
        BlockoutType="0",
        blockoutType="",
        operatories="3,4",
        EmployeeNum="0",
    )
    assert (row.schedule_num, row.prov_num, row.operatories) == (70211, 2, (3, 4))
    assert (row.sched_date, row.start_time, row.stop_time) == (date(2026, 3, 17), time(8), time(12))
    assert row.sched_type is SchedType.PROVIDER
    assert row.starts_at == datetime(2026, 3, 17, 8, tzinfo=NEW_YORK)
    assert row.stops_at == datetime(2026, 3, 17, 12, tzinfo=NEW_YORK)


def test_a_schedule_without_times_has_no_moments() -> None:
    assert read(Schedule, SchedDate="2026-03-17").starts_at is None
    assert Schedule(sched_date=date(2026, 3, 17), start_time=time(8)).starts_at is None
    with pytest.raises(ValidationError):
        Schedule.model_validate("Okafor")


def test_the_remaining_rows_read_like_python() -> None:
    assert read(Popup, DateTimeDisabled="1/1/0001 12:00:00 AM").date_time_disabled is None
    assert read(Definition, DefNum=512, isHidden="true", Category=2, category="ApptConfirmed").is_hidden
    assert read(Definition, IsHidden="true").is_hidden
    assert read(Definition, Category=2, category="ApptConfirmed").category_text == "ApptConfirmed"
    assert read(Provider, NationalProvId="1", MI="Q", IsSecondary="true").national_prov_id == "1"
    assert read(Operatory, OperatoryNum=3, OperatoryType=0, operatoryType="Laser").operatory_type_text == "Laser"
    assert read(AppointmentType, Pattern="/XXXXXXXXXX/", RequiredProcCodesNeeded=0).minutes == 60
    assert read(Recall, DateDue="2026-04-09", DateScheduled="0001-01-01").date_scheduled is None


def test_a_text_twin_without_its_number_is_read() -> None:
    assert read(Definition, category="ApptConfirmed").category == 0
    assert read(Appointment, confirmed="Unconfirmed").confirmed_text == "Unconfirmed"


def test_slots_measure_themselves() -> None:
    row = read(Slot, DateTimeStart="2026-03-17 08:00:00", DateTimeEnd="2026-03-17 10:20:00", ProvNum=2, OpNum=3)
    assert row.minutes == 140
    assert Slot().minutes == 0


@pytest.mark.parametrize(
    ("minutes", "pattern"), [(20, "/XX/"), (18, "/XX/"), (5, "X"), (10, "XX"), (15, "/X/"), (60, "/XXXXXXXXXX/")]
)
def test_patterns_are_five_minutes_a_character(minutes: int, pattern: str) -> None:
    assert pattern_for_minutes(minutes) == pattern


@pytest.mark.parametrize("minutes", [0, -5, 541])
def test_impossible_lengths_are_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="1 to 540"):
        pattern_for_minutes(minutes)


@pytest.mark.parametrize("pattern", ["", "XXO", "x/x", "X" * 109, "/XX/\n"])
def test_patterns_the_vendor_would_refuse_or_cut_are_refused(pattern: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        visit(pattern=pattern)


def test_both_patterns_have_one_length() -> None:
    assert visit(pattern="/XX/", pattern_secondary="////").pattern_secondary == "////"
    assert visit(pattern_secondary="////").pattern is None
    with pytest.raises(ValidationError, match="as long as"):
        visit(pattern="/XX/", pattern_secondary="///")


@pytest.mark.parametrize("status", [AptStatus.BROKEN, AptStatus.PLANNED, AptStatus.ASAP, AptStatus.NONE])
def test_statuses_that_cannot_be_created_are_refused(status: AptStatus) -> None:
    with pytest.raises(ValidationError, match="can be created as"):
        visit(apt_status=status)


def test_statuses_that_are_never_written_are_refused() -> None:
    assert AppointmentUpdate(apt_status=AptStatus.BROKEN).apt_status is AptStatus.BROKEN
    with pytest.raises(ValidationError, match="does not write"):
        AppointmentUpdate(apt_status=AptStatus.ASAP)


@pytest.mark.parametrize(
    "fields",
    [{"apt_date_time": NOON.replace(tzinfo=None)}, {"op": 0}, {"pat_num": 0}, {"color_override": "red"}, {"x": 1}],
)
def test_other_wrong_visits_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        visit(**fields)
    assert "input_value" not in str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"l_name": " "},
        {"f_name": ""},
        {"pat_status": PatStatus.DELETED},
        {"gender": Gender.OTHER},
        {"guarantor": 1, "super_family": 1},
        {"birthdate": date(1, 1, 1)},
        {"chart_number": "1234567890123456"},
        {"nick_name": "Secretname"},
    ],
)
def test_wrong_patients_are_refused_without_personal_data(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        PatientCreate(**({"l_name": "Secretname", "f_name": "Dana"} | fields))
    assert "Secretname" not in str(caught.value)
    assert "Dana" not in str(caught.value)


def test_an_update_changes_something() -> None:
    assert PatientUpdate(email="").email == ""
    for empty in (PatientUpdate, AppointmentUpdate):
        with pytest.raises(ValidationError, match="at least one field"):
            empty()
