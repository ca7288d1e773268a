"""Cases for the rules: a legal booking to start from, and one change at a time."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from opendental_client import Schedule
from receptionist.booking.case import Candidate, Case, Kind, PatientFacts
from receptionist.booking.snapshot import ScheduleSnapshot, Visit, build_snapshot
from receptionist.practice.office import Office
from tests.booking.fake import FakeOpenDental, at
from tests.booking.world import CLEANING, KIM, NOW

ADULT = PatientFacts(
    pat_num=101,
    status="Patient",
    birthdate=date(1988, 11, 2),
    pri_prov=1,
    verified=True,
    guardian_verified=False,
    do_not_schedule=False,
)


def snapshot(
    world: FakeOpenDental, office: Office, first: date, last: date, read_at: datetime | None = None
) -> ScheduleSnapshot:
    rows = list(world.appointments.values())
    return build_snapshot(office, first, last, read_at or at(NOW), world.schedules, rows)


def legal(world: FakeOpenDental, office: Office, start: str = "2026-12-01 10:00", **candidate: Any) -> Case:
    """An adult's Cleaning with Sarah Kim in Hygiene 1, on Tuesday at ten, legal in an empty week."""
    kind = office.types[candidate.pop("type_number", CLEANING)]
    moment: datetime = at(start)
    fields = {"kind": Kind.CREATE, "type": kind, "start": moment, "pattern": kind.pattern, "prov_num": KIM, "op": 4}
    wanted = Candidate(**{**fields, **candidate})
    schedule = snapshot(world, office, moment.date(), moment.date())
    return Case(wanted, office, schedule, at(NOW), ADULT)


def judged_at(case: Case, now: datetime) -> Case:
    """The case at another moment, with the schedule just read then."""
    assert case.schedule is not None
    return replace(case, now=now, schedule=replace(case.schedule, read_at=now))


def with_patient(case: Case, **facts: Any) -> Case:
    return replace(case, patient=replace(ADULT, **facts))


def own_visit(start: str, type_number: int = CLEANING, apt_num: int = 9, minutes: int = 60) -> Visit:
    return Visit(
        apt_num=apt_num,
        pat_num=101,
        start=at(start),
        pattern="X" * (minutes // 5),
        op=9,
        prov_num=9,
        prov_hyg=0,
        is_hygiene=False,
        type_number=type_number,
        status="Scheduled",
        note="",
        busy=frozenset({9}),
        blocks=True,
    )


def add(world: FakeOpenDental, row: Schedule) -> FakeOpenDental:
    world.schedules.append(row)
    return world
