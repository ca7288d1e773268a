"""Every rule by itself: a booking it lets pass and one it refuses, with its reason code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from opendental_client import AptStatus, SchedType
from receptionist.booking.case import CallUsage, Case, Held, Kind, RecallDue, cell_of
from receptionist.booking.rules import RULES, evaluate
from receptionist.practice.office import Office
from tests.booking.cases import add, judged_at, legal, own_visit, with_patient
from tests.booking.fake import FakeOpenDental, at, schedule
from tests.booking.world import (
    BARTON,
    CHILD_CLEANING,
    CLEANING,
    CROWN,
    EMERGENCY,
    FILLING,
    KIM,
    ORTEGA,
    TUESDAY,
    barton,
    office_of,
)

pytestmark = pytest.mark.unit
World = FakeOpenDental
Make = Callable[[World, Office], Case]


@pytest.fixture
def world() -> World:
    return barton()


@pytest.fixture
async def office(world: World) -> Office:
    return await office_of(world)


def policies(office: Office, **changes: Any) -> Office:
    tuned = office.profile.policies.model_copy(update=changes)
    return replace(office, profile=office.profile.model_copy(update={"policies": tuned}))


def blocked(world: World, start: str, stop: str, **more: Any) -> World:
    return add(world, schedule(TUESDAY, SchedType.BLOCKOUT, start, stop, **more))


def taken(world: World, start: str, op: int, prov: int, minutes: int = 60, **more: Any) -> World:
    world.visit(555, at(start), minutes, op, prov, **more)
    return world


def held(case: Case, resource: str, start: str) -> Case:
    return replace(case, held=Held(frozenset({(resource, cell_of(at(start)))})))


def at_ten(world: World, status: AptStatus) -> World:
    return taken(world, "2026-12-01 10:00", 4, KIM, apt_status=status)


def hygiene(world: World) -> World:
    return taken(world, "2026-12-01 10:00", 4, BARTON, prov_hyg=KIM, is_hygiene=True)


def broken_free(office: Office) -> Office:
    return policies(office, broken_visits_block=False)


def cut_off(office: Office, hour: time) -> Office:
    return policies(office, routine_lead=0, same_day_cutoff=hour)


def visiting(case: Case, start: str) -> Case:
    return with_patient(case, visits=(own_visit(start, FILLING),))


ALLOWED: list[tuple[str, Make]] = [
    ("a plain case", lambda w, o: legal(w, o)),
    ("ends at closing", lambda w, o: legal(w, o, "2026-12-01 16:00")),
    ("ends at lunch", lambda w, o: legal(w, o, "2026-12-01 11:00")),
    ("starts after lunch", lambda w, o: legal(w, o, "2026-12-01 13:00")),
    ("the last day of the horizon", lambda w, o: legal(w, policies(o, horizon_days=1))),
    ("an emergency in 30 minutes", lambda w, o: emergency(w, o, "2026-11-30 09:30")),
    ("an emergency tomorrow, whatever was said", lambda w, o: only_said_so(emergency(w, o, "2026-12-01 10:00"))),
    ("another grid", lambda w, o: legal(w, policies(o, grid_minutes=5), "2026-12-01 10:05")),
    ("routine today where allowed", lambda w, o: today(w, policies(o, routine_lead=60), "10:00")),
    ("before the cut-off", lambda w, o: today(w, cut_off(o, time(9, 1)), "10:00")),
    ("right after another visit", lambda w, o: legal(taken(w, "2026-12-01 09:00", 4, KIM), o)),
    ("right before another visit", lambda w, o: legal(taken(w, "2026-12-01 11:00", 4, KIM), o)),
    ("an unscheduled row there", lambda w, o: legal(at_ten(w, AptStatus.UNSCHED_LIST), o)),
    ("a broken row, where those are free", lambda w, o: legal(at_ten(w, AptStatus.BROKEN), broken_free(o))),
    ("the dentist busy elsewhere", lambda w, o: legal(taken(w, "2026-12-01 10:00", 1, BARTON), o)),
    ("a dentist free during hygiene", lambda w, o: filling(hygiene(w), policies(o, dentist_free_during_hygiene=True))),
    ("a blockout elsewhere", lambda w, o: legal(blocked(w, "10:00", "11:00", operatories=(5,)), o)),
    ("a blockout before", lambda w, o: legal(blocked(w, "09:00", "10:00"), o)),
    ("a timed practice note", lambda w, o: legal(add(w, schedule(TUESDAY, SchedType.PRACTICE, "10:00", "11:00")), o)),
    ("another call holds another chair", lambda w, o: held(legal(w, o), "op:5", "2026-12-01 10:00")),
    ("another type upcoming", lambda w, o: visiting(legal(w, o), "2026-12-02 10:00")),
    ("the same type in the past", lambda w, o: with_patient(legal(w, o), visits=(own_visit("2026-11-30 08:00"),))),
    ("own visit right before", lambda w, o: visiting(legal(w, o), "2026-12-01 09:00")),
    ("a child with its guardian", lambda w, o: child(w, o, guardian_verified=True)),
    ("eighteen on the day", lambda w, o: with_patient(legal(w, o), birthdate=date(2008, 12, 1))),
    ("a prospective patient", lambda w, o: with_patient(legal(w, o), status="Prospective")),
    ("under the limit", lambda w, o: replace(legal(w, o), usage=CallUsage(creates=3, changes=9))),
    ("an emergency on a day asked for before", lambda w, o: just_refused(hour_ahead(w, o, "2026-11-30 10:00"))),
    ("a recall due that day", lambda w, o: recall_due(legal(w, with_recalls(o)), date(2026, 12, 1))),
    ("a recall due soon enough", lambda w, o: recall_due(legal(w, two_days_early(o)), date(2026, 12, 3))),
    ("a recall of another type", lambda w, o: recall_due(legal(w, with_recalls(o)), date(2027, 1, 1), 9)),
    ("a type without recalls", lambda w, o: recall_due(legal(w, o), date(2027, 1, 1))),
    ("read a moment ago", lambda w, o: read_at(legal(w, o), "2026-11-30 08:59:55")),
    ("the last look of a call", lambda w, o: replace(legal(w, o), usage=CallUsage(reads=30))),
    ("no patient yet", lambda w, o: replace(legal(w, o), patient=None)),
    ("a moved visit keeps its short length", lambda w, o: legal(w, o, pattern="XXXX", apt_num=7, kind=Kind.MOVE)),
]  # fmt: skip

REFUSED: list[tuple[str, Make]] = [
    ("R02_past", lambda w, o: replace(legal(w, o), now=at("2026-12-01 10:00"))),
    ("R03_weekday", lambda w, o: legal(w, o, "2026-12-05 10:00")),
    ("R03_weekday", lambda w, o: legal(w, o, "2026-12-06 10:00")),
    ("R04_hours", lambda w, o: legal(w, o, "2026-12-01 07:50")),
    ("R04_hours", lambda w, o: legal(w, o, "2026-12-01 16:10")),
    ("R04_hours", lambda w, o: legal(w, o, "2026-12-01 23:30")),
    ("R05_lunch", lambda w, o: legal(w, o, "2026-12-01 12:00")),
    ("R05_lunch", lambda w, o: legal(w, o, "2026-12-01 11:10")),
    ("R05_blockout", lambda w, o: legal(blocked(w, "10:50", "11:10", operatories=(4,)), o)),
    ("R05_blockout", lambda w, o: legal(blocked(w, "10:50", "11:10"), o)),
    ("R06_closure", lambda w, o: legal(w, o, "2026-12-25 10:00")),
    ("R06_closure", lambda w, o: legal(w, o, "2026-12-24 14:00")),
    ("R06_closure", lambda w, o: legal(add(w, schedule(TUESDAY, SchedType.PRACTICE, "00:00", "00:00")), o)),
    ("R06_closure", lambda w, o: legal(w, replace(o, day_closures={TUESDAY: "Training"}))),
    ("R07_not_scheduled", lambda w, o: legal(w, o, op=5)),
    ("R07_not_scheduled", lambda w, o: legal(w, o, op=6)),
    ("R07_not_scheduled", lambda w, o: legal(w, o, op=99)),
    ("R07_not_scheduled", lambda w, o: legal(w, o, "2026-12-15 10:00")),
    ("R08_operatory_taken", lambda w, o: legal(taken(w, "2026-12-01 10:50", 4, ORTEGA), o)),
    ("R08_operatory_taken", lambda w, o: legal(taken(w, "2026-12-01 09:10", 4, ORTEGA), o)),
    ("R08_operatory_taken", lambda w, o: legal(taken(w, "2026-12-01 10:00", 4, 0, apt_status=AptStatus.BROKEN), o)),
    ("R08_operatory_taken", lambda w, o: legal(taken(w, "2026-12-01 10:00", 4, 0, apt_status=AptStatus.COMPLETE), o)),
    ("R09_provider_busy", lambda w, o: legal(taken(w, "2026-12-01 10:30", 1, KIM), o)),
    ("R09_provider_busy", lambda w, o: legal(taken(w, "2026-12-01 10:30", 1, BARTON, prov_hyg=KIM), o)),
    ("R09_provider_busy", lambda w, o: filling(hygiene(w), o)),
    ("R10_length", lambda w, o: legal(w, o, pattern="XXXX")),
    ("R10_length", lambda w, o: legal(w, o, pattern="")),
    ("R11_role", lambda w, o: legal(w, o, prov_num=BARTON, op=1)),
    ("R11_role", lambda w, o: legal(w, o, prov_num=99)),
    ("R12_not_bookable", lambda w, o: legal(w, o, type_number=CROWN, prov_num=BARTON, op=1)),
    ("R12_not_bookable", lambda w, o: legal(w, o, type_number=CROWN, prov_num=BARTON, op=1, apt_num=7, kind=Kind.MOVE)),
    ("R13_grid", lambda w, o: legal(w, o, "2026-12-01 10:05")),
    ("R13_grid", lambda w, o: legal(w, o, start="2026-12-01 10:00:30")),
    ("R14_lead", lambda w, o: today(w, o, "15:00")),
    ("R14_lead", lambda w, o: emergency(w, o, "2026-11-30 09:20")),
    ("R14_lead", lambda w, o: only_said_so(emergency(w, o, "2026-11-30 14:00"))),
    ("R14_lead", lambda w, o: today(w, policies(o, routine_lead=120), "10:30")),
    ("R14_lead", lambda w, o: today(w, cut_off(o, time(9)), "10:00")),
    ("R14_type", lambda w, o: just_refused(hour_ahead(w, o, "2026-11-30 09:40"))),
    ("R15_horizon", lambda w, o: legal(w, policies(o, horizon_days=1), "2026-12-02 10:00")),
    ("R16_already_booked", lambda w, o: with_patient(legal(w, o), visits=(own_visit("2026-12-09 10:00"),))),
    ("R17_overlap", lambda w, o: visiting(legal(w, o), "2026-12-01 10:50")),
    ("R17_overlap", lambda w, o: visiting(legal(w, policies(o, patient_gap_minutes=30)), "2026-12-01 08:50")),
    ("R18_not_due", lambda w, o: recall_due(legal(w, with_recalls(o)), date(2026, 12, 2))),
    ("R18_not_due", lambda w, o: recall_due(legal(w, two_days_early(o)), date(2026, 12, 4))),
    ("R19_guardian", lambda w, o: child(w, o, guardian_verified=False)),
    ("R19_guardian", lambda w, o: with_patient(legal(w, o), birthdate=date(2008, 12, 2))),
    ("R19_guardian", lambda w, o: with_patient(legal(w, o), birthdate=None)),
    ("R19_age", lambda w, o: legal(w, o, type_number=CHILD_CLEANING)),
    ("R20_status", lambda w, o: with_patient(legal(w, o), status="Inactive")),
    ("R20_status", lambda w, o: with_patient(legal(w, o), status="NonPatient")),
    ("R20_status", lambda w, o: with_patient(legal(w, o), do_not_schedule=True)),
    ("R21_identity", lambda w, o: with_patient(legal(w, o), verified=False)),
    ("R23_stale", lambda w, o: read_at(legal(w, o), "2026-11-30 08:59:54")),
    ("R23_stale", lambda w, o: read_at(legal(w, o), "2026-11-30 09:00:06")),
    ("R24_held", lambda w, o: held(legal(w, o), "op:4", "2026-12-01 10:55")),
    ("R24_held", lambda w, o: held(legal(w, o), "prov:3", "2026-12-01 10:00")),
    ("R24_held", lambda w, o: held(legal(w, o), "pat:101", "2026-12-01 10:00")),
    ("R28_reads", lambda w, o: replace(legal(w, o), usage=CallUsage(reads=31))),
    ("R29_limit", lambda w, o: replace(legal(w, o), usage=CallUsage(creates=4))),
    ("R29_limit", lambda w, o: replace(legal(w, o, apt_num=7, kind=Kind.MOVE), usage=CallUsage(changes=3))),
    ("R31_unreadable", lambda w, o: replace(legal(w, o), schedule=None)),
    ("R31_unreadable", lambda w, o: replace(legal(w, o, "2026-12-02 10:00"), schedule=legal(w, o).schedule)),
]  # fmt: skip


def just_refused(case: Case) -> Case:
    return replace(case, usage=CallUsage(too_soon=frozenset({case.candidate.start.date()}), urgent=True))


def with_recalls(office: Office) -> Office:
    kind = replace(office.types[CLEANING], recall_types=frozenset({1}))
    return replace(office, types={**office.types, CLEANING: kind})


def two_days_early(office: Office) -> Office:
    return with_recalls(policies(office, recall_early_days=2))


def hour_ahead(world: World, office: Office, start: str) -> Case:
    return emergency(world, policies(office, routine_lead=60), start)


def recall_due(case: Case, due: date, type_number: int = 1) -> Case:
    return with_patient(case, recalls=(RecallDue(type_number, due),))


def read_at(case: Case, moment: str) -> Case:
    assert case.schedule is not None
    return replace(case, schedule=replace(case.schedule, read_at=at(moment)))


def emergency(world: World, office: Office, start: str) -> Case:
    world.shift(at(start).date(), BARTON, (1,))
    case = legal(world, office, start, type_number=EMERGENCY, prov_num=BARTON, op=1)
    return replace(case, usage=CallUsage(urgent=True))


def only_said_so(case: Case) -> Case:
    """An emergency by the model's word alone."""
    return replace(case, usage=CallUsage())


def today(world: World, office: Office, hour: str) -> Case:
    world.shift(date(2026, 11, 30), KIM, (4,))
    return legal(world, office, f"2026-11-30 {hour}")


def filling(world: World, office: Office) -> Case:
    return legal(world, office, type_number=FILLING, prov_num=BARTON, op=1)


def child(world: World, office: Office, *, guardian_verified: bool) -> Case:
    return with_patient(
        legal(world, office, type_number=CHILD_CLEANING),
        birthdate=date(2017, 5, 14),
        guardian_verified=guardian_verified,
    )


@pytest.mark.parametrize(("name", "make"), ALLOWED, ids=[name for name, _ in ALLOWED])
def test_allowed(name: str, make: Make, world: World, office: Office) -> None:
    verdict = evaluate(make(world, office))
    assert verdict.ok, f"{name}: {verdict.reason}"


@pytest.mark.parametrize(("reason", "make"), REFUSED, ids=[f"{n}-{r}" for n, (r, _) in enumerate(REFUSED)])
def test_refused(reason: str, make: Make, world: World, office: Office) -> None:
    verdict = evaluate(make(world, office))
    assert verdict.reason == reason
    assert verdict.say.endswith((".", "?"))


@pytest.mark.parametrize(
    ("start", "zone_text"),
    [("2027-03-14 02:30", "spring"), ("2026-11-01 01:30", "autumn")],
)
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(
    start: str, zone_text: str, world: World, office: Office
) -> None:
    case = legal(world, office, start)
    early = replace(case, now=at(start) - timedelta(days=3))
    assert evaluate(early).reason == "R01_time", zone_text


def test_every_rule_refuses_somewhere_in_these_tests() -> None:
    tested = {reason for reason, _ in REFUSED} | {"R01_time"}
    assert tested == {rule.reason for rule in RULES}


def test_reason_codes_are_unique_and_start_with_the_rules_id() -> None:
    reasons = [rule.reason for rule in RULES]
    assert len(set(reasons)) == len(reasons)
    assert all(rule.id[0] == "R" and rule.id[1:].isdigit() and rule.title and rule.default for rule in RULES)


def test_a_cancellation_asks_only_what_concerns_it(world: World, office: Office) -> None:
    saturday = replace(legal(world, office, "2026-12-05 10:00", kind=Kind.CANCEL, apt_num=7), schedule=None)
    assert evaluate(saturday).ok
    assert evaluate(replace(saturday, now=at("2026-12-05 10:00"))).reason == "R02_past"
    assert evaluate(with_patient(saturday, verified=False)).reason == "R21_identity"


def test_shifts_that_touch_count_as_one_and_a_gap_does_not(world: World, office: Office) -> None:
    world.schedules = [
        schedule(TUESDAY, SchedType.PROVIDER, "08:00", "10:30", prov_num=KIM, operatories=(4,)),
        schedule(TUESDAY, SchedType.PROVIDER, "10:30", "17:00", prov_num=KIM, operatories=(4,)),
    ]
    assert evaluate(legal(world, office)).ok
    world.schedules[1] = schedule(TUESDAY, SchedType.PROVIDER, "10:40", "17:00", prov_num=KIM, operatories=(4,))
    assert evaluate(legal(world, office)).reason == "R07_not_scheduled"


def test_a_shift_without_operatories_counts_where_the_provider_is_set(world: World, office: Office) -> None:
    world.schedules = [schedule(TUESDAY, SchedType.PROVIDER, "08:00", "17:00", prov_num=KIM)]
    assert evaluate(legal(world, office)).ok
    assert evaluate(legal(world, office, op=5)).reason == "R07_not_scheduled"


def test_leap_day_is_an_ordinary_day(world: World, office: Office) -> None:
    leap = date(2028, 2, 29)
    world.shift(leap, KIM, (4,))
    case = judged_at(legal(world, office, "2028-02-29 10:00"), at("2028-02-28 10:00"))
    assert evaluate(case).ok
    born = with_patient(case, birthdate=date(2010, 3, 1))
    assert evaluate(replace(born, now=case.now)).reason == "R19_guardian"
