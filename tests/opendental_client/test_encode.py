"""What goes onto the wire."""

from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr

from opendental_client import AptStatus, Gender, InvalidArgument, PatientCreate, PatientUpdate
from opendental_client._encode import Value, encode_body, encode_query
from opendental_client._models.appointment import AppointmentUpdate
from opendental_client._zone import OfficeZone
from tests.opendental_client.office import NEW_YORK

pytestmark = pytest.mark.unit

OFFICE = OfficeZone(NEW_YORK)
SECOND_PASS = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_bodies_hold_only_what_was_given_in_the_vendors_types() -> None:
    patient = PatientCreate(
        l_name="Okafor",
        f_name="Dana",
        birthdate=date(1988, 11, 2),
        gender=Gender.FEMALE,
        ssn=SecretStr("999000000"),
        pri_prov=2,
        email="",
    )
    assert encode_body(patient, OFFICE) == {
        "LName": "Okafor",
        "FName": "Dana",
        "Birthdate": "1988-11-02",
        "Gender": "Female",
        "SSN": "999000000",
        "PriProv": 2,
        "Email": "",
    }


def test_booleans_and_moments_in_bodies() -> None:
    changes = AppointmentUpdate(
        is_hygiene=True, is_new_patient=False, apt_date_time=datetime(2026, 3, 17, 14, 20, tzinfo=UTC)
    )
    assert encode_body(changes, OFFICE) == {
        "IsHygiene": "true",
        "IsNewPatient": "false",
        "AptDateTime": "2026-03-17 10:20:00",
    }


def test_a_time_the_office_cannot_tell_is_not_written() -> None:
    with pytest.raises(InvalidArgument):
        encode_body(AppointmentUpdate(apt_date_time=SECOND_PASS), OFFICE)


def test_vendor_names_are_accepted_too() -> None:
    assert encode_body(PatientUpdate.model_validate({"LName": "Okafor"}), OFFICE) == {"LName": "Okafor"}


@pytest.mark.parametrize(
    ("name", "value", "wire"),
    [
        ("date_start", date(2026, 3, 17), {"dateStart": "2026-03-17"}),
        ("date_t_stamp", datetime(2026, 3, 17, 14, 20, tzinfo=UTC), {"DateTStamp": "2026-03-17 10:20:00"}),
        ("date_t_stamp", SECOND_PASS, {"DateTStamp": "2026-11-01 01:30:00"}),
        ("hide_inactive", True, {"hideInactive": "true"}),
        ("clinic_nums", (1, 2), {"clinicNums": "1,2"}),
        ("apt_status", AptStatus.SCHEDULED, {"AptStatus": "Scheduled"}),
        ("clinic_num", 0, {"ClinicNum": "0"}),
        ("l_name", None, {}),
    ],
)
def test_filters(name: str, value: Value, wire: dict[str, str]) -> None:
    assert encode_query({name: value}, OFFICE) == wire


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_filter_would_list_everybody_and_is_refused(blank: str) -> None:
    with pytest.raises(InvalidArgument, match="l_name is blank"):
        encode_query({"l_name": blank}, OFFICE)
