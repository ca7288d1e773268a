"""Finding out what became of a write, without ever writing again."""

from datetime import UTC, date, datetime

import httpx
import pytest

from opendental_client import AppointmentCreate, WriteOutcomeUnknown
from tests.opendental_client.exchange import NOON
from tests.opendental_client.office import Office, rows

pytestmark = pytest.mark.unit

WHEN = "2026-03-17 12:00:00"


def visit(apt_num: int, **fields: object) -> dict[str, object]:
    plain = {"PatNum": 7, "Op": 4, "AptDateTime": WHEN, "AptStatus": "Scheduled", "Note": "", "AptNum": apt_num}
    return plain | fields


async def test_the_visit_of_a_write_that_went_through_is_found() -> None:
    office = Office(
        httpx.ReadTimeout("x"),
        rows(
            visit(1, Note="ref-2"),
            visit(2, Note="Booked.  Lexi ref-1"),
            visit(3, Op=5, Note="Booked. Lexi ref-1"),
            visit(4, AptDateTime="2026-03-17 12:10:00", Note="Booked. Lexi ref-1"),
            visit(5, PatNum=8, Note="Booked. Lexi ref-1"),
        ),
    )
    client = office.client()
    with pytest.raises(WriteOutcomeUnknown):
        await client.appointments.create(AppointmentCreate(pat_num=7, op=4, apt_date_time=NOON))
    found = await client.appointments.find_written(
        pat_num=7, start=NOON.astimezone(UTC), op=4, marker="Booked.\r\nLexi ref-1", deadline=5.0
    )
    assert found is not None
    assert found.apt_num == 2
    assert [request.method for request in office.requests] == ["POST", "GET"]
    assert office.query == {"PatNum": "7", "date": "2026-03-17", "Limit": "100"}


async def test_a_visit_that_was_not_written_is_not_found() -> None:
    client = Office(rows(visit(1, Note="somebody else's"))).client()
    assert await client.appointments.find_written(pat_num=7, start=NOON, op=4, marker="ref-1") is None


async def test_without_a_marker_the_latest_scheduled_visit_counts() -> None:
    client = Office(rows(visit(1), visit(3), visit(2), visit(9, AptStatus="Broken"))).client()
    found = await client.appointments.find_written(pat_num=7, start=NOON, op=4)
    assert found is not None
    assert found.apt_num == 3


async def test_the_day_asked_for_is_the_offices() -> None:
    office = Office(rows())
    start = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
    assert await office.client().appointments.find_written(pat_num=7, start=start, op=4) is None
    assert office.query["date"] == "2026-03-17"


def patient(pat_num: int, **fields: object) -> dict[str, object]:
    plain = {"LName": "Reyes", "FName": "Mateo", "Birthdate": "1994-07-19", "WirelessPhone": "(555)010-4412"}
    return plain | {"PatNum": pat_num} | fields


async def test_a_patient_that_was_registered_is_found() -> None:
    office = Office(
        rows(
            patient(1, FName="Mateo Luis"),
            patient(2, LName="REYES "),
            patient(3, WirelessPhone="", WkPhone="1-555-010-4412"),
            patient(4, WirelessPhone="5550104413"),
            patient(5, Birthdate="1994-07-20"),
            patient(6, Birthdate="0001-01-01"),
            patient(7, LName="Reyes-Ortiz"),
        )
    )
    found = await office.client().patients.find_written(
        l_name="Reyes", f_name="mateo", birthdate=date(1994, 7, 19), phone="+1 555 010 4412"
    )
    assert found is not None
    assert found.pat_num == 3
    assert office.query == {"LName": "Reyes", "FName": "mateo", "Birthdate": "1994-07-19", "Limit": "100"}


async def test_a_patient_that_was_not_registered_is_not_found() -> None:
    client = Office(rows()).client()
    born = date(1994, 7, 19)
    assert (
        await client.patients.find_written(l_name="Reyes", f_name="Mateo", birthdate=born, phone="5550104412") is None
    )


async def test_communications_and_tasks_are_found_by_their_text() -> None:
    notes = rows({"CommlogNum": 1, "Note": "Call  ref-1"}, {"CommlogNum": 2, "Note": "Call"})
    assert [
        row.commlog_num for row in await Office(notes).client().commlogs.find_written(pat_num=7, marker="ref-1")
    ] == [1]
    tasks = rows({"TaskNum": 1, "Descript": "Call"}, {"TaskNum": 2, "Descript": "Call\nref-1"})
    found = await Office(tasks).client().tasks.find_written(task_list_num=7, marker="Call ref-1")
    assert [row.task_num for row in found] == [2]
