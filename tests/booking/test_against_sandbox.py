"""The authority with the real client, speaking HTTP to the sandbox's Open Dental: the rows that stand afterwards."""

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import httpx
import pytest

from opendental_client import Appointment, AptStatus, OpenDentalClient
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.finder import FindRequest
from receptionist.booking.identity import IdentityDesk, Verified
from receptionist.booking.outcome import (
    CancelRequest,
    CommitResult,
    Created,
    CreateRequest,
    Done,
    MoveRequest,
    Openings,
    Proposed,
    Refused,
    RegisterRequest,
    Request,
)
from receptionist.clock import ManualClock
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from tests.booking.fake import ZONE, at
from tests.booking.world import database

pytestmark = pytest.mark.unit
FIXTURES = Path(__file__).parents[2] / "fixtures"
NOW = "2026-11-30 09:00"


class Desk:
    """One call over the sandbox."""

    def __init__(self, client: OpenDentalClient, authority: BookingAuthority, identity: IdentityDesk) -> None:
        self.client, self.authority, self.identity = client, authority, identity
        self._sequence = 0

    async def verify(self, first: str, last: str, born: date) -> int:
        result = await self.identity.verify(first, last, born)
        assert isinstance(result, Verified), result
        return result.patient.pat_num

    async def openings(self, type_number: int, **wish: object) -> Openings:
        result = await self.authority.find_openings(FindRequest(type_number, **wish))  # type: ignore[arg-type]
        assert isinstance(result, Openings), result
        return result

    async def carry_out(self, request: Request) -> CommitResult:
        offer = await self.authority.propose(request, self._sequence)
        assert isinstance(offer, Proposed), offer
        turns = [
            SpokenTurn("lexi", offer.read_back, self._sequence + 1),
            SpokenTurn("caller", "Yes, please.", self._sequence + 2),
        ]
        self._sequence += 2
        return await self.authority.commit(offer.proposal_id, turns)

    async def rows(self) -> dict[int, Appointment]:
        rows = await self.client.appointments.list(date_start=date(2026, 11, 1), date_end=date(2027, 3, 1))
        return {row.apt_num: row for row in rows}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    clock = ManualClock(at(NOW))
    app = create_app(load_world(FIXTURES / "worlds" / "barton.yaml", at(NOW)), clock)
    client = OpenDentalClient(
        base_url="http://opendental.test/api/v1", developer_key="sandbox", customer_key="default", time_zone=ZONE,
        transport=httpx.ASGITransport(app),
    )  # fmt: skip
    async with client:
        office = await load_office(client, load_profile(FIXTURES / "practices" / "barton.yaml"), clock)
        assert office.warnings == ()
        identity = IdentityDesk(client)
        with database() as store:
            yield Desk(client, BookingAuthority(
                client=client, office=office, database=store, clock=clock, call_id="c_1", identity=identity,
            ), identity)  # fmt: skip


async def test_a_cleaning_is_booked_as_one_new_row(desk: Desk) -> None:
    dana = await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    before = await desk.rows()
    found = await desk.openings(2)
    assert found.openings
    wanted = found.openings[0]
    done = await desk.carry_out(CreateRequest(dana, 2, wanted.start))
    assert isinstance(done, Done), done
    after = await desk.rows()
    assert set(after) - set(before) == {done.apt_num}
    assert all(after[number] == row for number, row in before.items())
    row = after[done.apt_num]
    assert (row.pat_num, row.apt_date_time, row.minutes, row.apt_status) == (dana, wanted.start, 60, "Scheduled")
    assert (row.prov_hyg, row.op, row.is_hygiene) == (wanted.prov_num, wanted.op, True)


async def test_toms_cleaning_is_moved_in_place(desk: Desk) -> None:
    await desk.verify("Tom", "Reyes", date(1994, 7, 19))
    before = await desk.rows()
    found = await desk.openings(2, apt_num=9001)
    done = await desk.carry_out(MoveRequest(9001, found.openings[0].start))
    assert isinstance(done, Done), done
    after = await desk.rows()
    assert set(after) == set(before)
    assert {number for number, row in after.items() if row != before[number]} == {9001}
    assert (after[9001].prov_hyg, after[9001].minutes, after[9001].op) == (3, 60, 4)


async def test_a_visit_is_cancelled_to_the_unscheduled_list(desk: Desk) -> None:
    await desk.verify("Priya", "Shah", date(1982, 12, 5))
    assert isinstance(await desk.carry_out(CancelRequest(9002)), Done)
    assert (await desk.client.appointments.get(9002)).apt_status == AptStatus.UNSCHED_LIST


async def test_a_new_patient_is_registered_and_booked(desk: Desk) -> None:
    new = RegisterRequest("Nora", "Fielding", date(1991, 4, 9), "555 010 0177", "nora@example.test")
    created = await desk.carry_out(new)
    assert isinstance(created, Created), created
    found = await desk.openings(1, pat_num=created.pat_num)
    done = await desk.carry_out(CreateRequest(created.pat_num, 1, found.openings[0].start))
    assert isinstance(done, Done), done
    assert (await desk.client.appointments.get(done.apt_num)).is_new_patient


async def test_closures_lunch_and_weekends_of_the_world_are_refused(desk: Desk) -> None:
    dana = await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    reasons = []
    for start in ("2026-12-05 10:00", "2026-12-02 12:00", "2026-12-25 10:00", "2026-11-27 10:00", "2026-12-16 10:00"):
        refused = await desk.authority.propose(CreateRequest(dana, 2, at(start)), 0)
        assert isinstance(refused, Refused), start
        reasons.append(refused.reason)
    assert reasons == ["R03_weekday", "R05_lunch", "R06_closure", "R02_past", "R06_closure"]


async def test_every_type_the_practice_books_has_openings_soon(desk: Desk) -> None:
    for number in range(1, 8):
        found = await desk.openings(number)
        assert found.openings, number
        assert found.openings[0].start.date() <= date(2026, 11, 30) + timedelta(days=7)


async def test_a_taken_time_is_never_offered(desk: Desk) -> None:
    found = await desk.openings(4, first=date(2026, 12, 9), last=date(2026, 12, 9), at=time(9), prov_num=4)
    assert not found.exact
    assert found.reason in ("R08_operatory_taken", "R09_provider_busy")
