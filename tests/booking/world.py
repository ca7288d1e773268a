"""A small Barton: its office, people and two open weeks, and one call's authority over it."""

import asyncio
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from opendental_client import AppointmentType, Operatory, Patient, Provider
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk
from receptionist.booking.outcome import Proposed, Request
from receptionist.clock import ManualClock
from receptionist.practice.office import Office, load_office
from receptionist.practice.profile import load_profile
from receptionist.practice.schema import Policies, PracticeProfile
from receptionist.store.database import Database
from tests.booking.fake import FakeOpenDental, at, weekdays

T = TypeVar("T")
NOW = "2026-11-30 09:00"  # A Monday.
TUESDAY = date(2026, 12, 1)
PROFILE = Path(__file__).parents[2] / "fixtures" / "practices" / "barton.yaml"
BARTON, PATEL, KIM, ORTEGA = 1, 2, 3, 4
EXAM, CLEANING, CHILD_CLEANING, FILLING, EMERGENCY, CROWN = 1, 2, 3, 5, 6, 8
DANA, MILO, MARIA, MARIA_TOO, TOM, ROBERT = 101, 102, 104, 105, 108, 111


def barton(first: date = TUESDAY, days: int = 12, profile: PracticeProfile | None = None) -> FakeOpenDental:
    """The practice with everyone at work, nobody booked."""
    world = FakeOpenDental()
    for number, f_name, l_name, hygienist in (
        (BARTON, "Emily", "Barton", False), (PATEL, "Raj", "Patel", False),
        (KIM, "Sarah", "Kim", True), (ORTEGA, "Luis", "Ortega", True),
    ):  # fmt: skip
        world.providers.append(Provider(prov_num=number, f_name=f_name, l_name=l_name, is_secondary=hygienist))
    for op, dentist, assistant in ((1, 1, 0), (2, 2, 0), (3, 0, 0), (4, 1, 3), (5, 2, 4)):
        name = f"Hygiene {op - 3}" if op > 3 else f"Op {op}"
        world.operatories.append(
            Operatory(
                operatory_num=op, op_name=name, item_order=op, prov_dentist=dentist, prov_hygienist=assistant,
                is_hygiene=op > 3,
            )
        )  # fmt: skip
    world.operatories.append(Operatory(operatory_num=6, op_name="Old", item_order=9, is_hidden=True))
    for type_number, type_name, minutes in (
        (EXAM, "New Patient Exam", 60), (CLEANING, "Cleaning", 60), (CHILD_CLEANING, "Child Cleaning", 30),
        (FILLING, "Filling", 60), (EMERGENCY, "Emergency Exam", 30), (CROWN, "Crown Prep", 90),
    ):  # fmt: skip
        pattern = "X" * (minutes // 5)
        world.types.append(
            AppointmentType(appointment_type_num=type_number, appointment_type_name=type_name, pattern=pattern)
        )
    _people(world)
    for day in weekdays(first, days):
        for prov, ops in ((BARTON, (1, 3)), (PATEL, (2, 3)), (KIM, (4,)), (ORTEGA, (5,))):
            world.shift(day, prov, ops)
    return world


def _people(world: FakeOpenDental) -> None:
    for number, f_name, l_name, born, phone, guarantor, status in (
        (DANA, "Dana", "Okafor", date(1988, 11, 2), "5550100101", DANA, "Patient"),
        (MILO, "Milo", "Okafor", date(2017, 5, 14), "5550100101", DANA, "Patient"),
        (MARIA, "Maria", "Lopez", date(1990, 3, 3), "(555) 010-0104", MARIA, "Patient"),
        (MARIA_TOO, "María", "López", date(1990, 3, 3), "1-555-010-0105", MARIA_TOO, "Patient"),
        (TOM, "Tom", "Reyes", date(1994, 7, 19), "5550100108", TOM, "Patient"),
        (ROBERT, "Robert", "Miles", date(1950, 2, 11), "", ROBERT, "Inactive"),
        (112, "Sean", "O'Brien", date(1986, 9, 27), "5550100112", 112, "Patient"),
    ):  # fmt: skip
        world.patients[number] = Patient(
            pat_num=number, f_name=f_name, l_name=l_name, birthdate=born, wireless_phone=phone, guarantor=guarantor,
            pat_status=status, pri_prov=BARTON, address=f"{number} Larch Street",
        )  # fmt: skip


class InlineDatabase(Database):
    """A store in memory whose transactions run one at a time in the loop, in an order that is always the same."""

    def __init__(self) -> None:
        super().__init__("sqlite://")
        self.engine.dispose()
        self.engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
        SQLModel.metadata.create_all(self.engine)

    async def run(self, work: Callable[[Session], T]) -> T:
        await asyncio.sleep(0)
        with self.session() as session:
            result = work(session)
        await asyncio.sleep(0)
        return result


@contextmanager
def database() -> Any:
    """An empty store in memory, shared by every session of the block."""
    store = InlineDatabase()
    try:
        yield store
    finally:
        store.close()


@dataclass
class Call:
    """One call: its authority, its desk, and what was said."""

    world: FakeOpenDental
    office: Office
    clock: ManualClock
    store: Database
    call_id: str = "c_1"
    turns: list[SpokenTurn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = IdentityDesk(self.world.client)
        self.authority = BookingAuthority(
            client=self.world.client, office=self.office, database=self.store, clock=self.clock, call_id=self.call_id,
            identity=self.desk,
        )  # fmt: skip

    def verified(self, *pat_nums: int) -> "Call":
        for pat_num in pat_nums:
            self.desk.admit(self.world.patients[pat_num])
        return self

    @property
    def sequence(self) -> int:
        return len(self.turns)

    def lexi(self, text: str) -> None:
        self.turns.append(SpokenTurn("lexi", text, self.sequence + 1))

    def caller(self, text: str) -> None:
        self.turns.append(SpokenTurn("caller", text, self.sequence + 1))

    def agree(self, read_back: str, words: str = "Yes, please.") -> list[SpokenTurn]:
        self.lexi(read_back)
        self.caller(words)
        return self.turns


async def office_of(
    world: FakeOpenDental, change: Callable[[PracticeProfile], PracticeProfile] | None = None
) -> Office:
    """Barton's office with the schema's own lead time; Barton itself books an hour ahead."""
    profile = load_profile(PROFILE)
    usual = profile.policies.model_copy(update={"routine_lead": Policies().routine_lead})
    profile = profile.model_copy(update={"policies": usual})
    return await load_office(world.client, change(profile) if change else profile)


def clock_at(text: str = NOW) -> ManualClock:
    return ManualClock(at(text))


def stamp(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


async def proposed(call: Call, request: Request) -> Proposed:
    result = await call.authority.propose(request, call.sequence)
    assert isinstance(result, Proposed), result
    return result


async def finish(call: Call, coroutine: object) -> object:
    """Run to the end, letting virtual time pass for the waits inside."""
    task = asyncio.ensure_future(coroutine)  # type: ignore[call-overload]
    for _ in range(400):
        await asyncio.sleep(0.002)
        if task.done():
            break
        await call.clock.advance(0.5)
    return await task
