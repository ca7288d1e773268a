"""Spelling."""

import pytest

from opendental_client._names import wire_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("pat_num", "PatNum"),
        ("l_name", "LName"),
        ("sec_date_t_entry", "SecDateTEntry"),
        ("op", "Op"),
        ("address2", "Address2"),
        ("ins_plan1", "InsPlan1"),
        ("ssn", "SSN"),
        ("mode_", "Mode_"),
        ("confirmed", "Confirmed"),
        ("confirmed_text", "confirmed"),
        ("date_start", "dateStart"),
        ("date_time_start", "DateTimeStart"),
        ("send_to_unscheduled_list", "sendToUnscheduledList"),
        ("medicaid_id", "MedicaidID"),
    ],
)
def test_names_are_the_vendors(name: str, wire: str) -> None:
    assert wire_name(name) == wire
