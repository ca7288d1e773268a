"""Verification: exact after folding, a third identifier on a collision, three tries, constant words."""

from datetime import date

import pytest

from opendental_client import Popup, Unreachable
from receptionist.booking.identity import (
    LOOKUPS,
    IdentityDesk,
    Level,
    Locked,
    NeedThird,
    NotVerified,
    RouteToStaff,
    Unavailable,
    Verified,
    address_of,
    first_of,
    name_of,
)
from receptionist.booking.reader import Reader
from tests.booking.fake import FakeOpenDental
from tests.booking.world import DANA, MARIA, MARIA_TOO, MILO, barton, clock_at, office_of

pytestmark = pytest.mark.unit
BORN = date(1990, 3, 3)


@pytest.fixture
def world() -> FakeOpenDental:
    return barton()


@pytest.fixture
def desk(world: FakeOpenDental) -> IdentityDesk:
    return IdentityDesk(world.client)


@pytest.mark.parametrize(
    ("first", "last"),
    [("Dana", "Okafor"), ("dana", "OKAFOR"), (" Dana ", "O'kafor"), ("Daná", "Ok afor")],
)
async def test_names_match_after_folding(desk: IdentityDesk, first: str, last: str) -> None:
    result = await desk.verify(first, last, date(1988, 11, 2))
    assert isinstance(result, Verified)
    assert result.patient.pat_num == DANA
    assert desk.level is Level.VERIFIED


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [
        ("Dan", "Okafor", date(1988, 11, 2)),
        ("Dana", "Okaf", date(1988, 11, 2)),
        ("Dana", "Okafor", date(1988, 2, 11)),
        ("", "Okafor", date(1988, 11, 2)),
        ("%", "%", date(1988, 11, 2)),
    ],
)
async def test_anything_else_fails_in_the_same_words(desk: IdentityDesk, first: str, last: str, born: date) -> None:
    result = await desk.verify(first, last, born)
    assert isinstance(result, NotVerified)
    assert result == NotVerified(2)
    assert desk.level is Level.ANONYMOUS


async def test_a_collision_needs_a_third_identifier(desk: IdentityDesk) -> None:
    assert await desk.verify("Maria", "Lopez", BORN) == NeedThird()
    by_phone = await desk.verify("Maria", "Lopez", BORN, phone="+1 (555) 010-0105")
    assert isinstance(by_phone, Verified)
    assert by_phone.patient.pat_num == MARIA_TOO
    by_street = await desk.verify("María", "López", BORN, address="104 Larch St., Milltown")
    assert isinstance(by_street, Verified)
    assert by_street.patient.pat_num == MARIA


async def test_a_wrong_third_identifier_is_a_failure(desk: IdentityDesk) -> None:
    assert await desk.verify("Maria", "Lopez", BORN, phone="5550109999") == NotVerified(2)


async def test_three_failures_lock_the_call_for_everyone(desk: IdentityDesk) -> None:
    results = [await desk.verify("Dana", "Okafor", date(1988, 1, day)) for day in (1, 2, 3)]
    assert results == [NotVerified(2), NotVerified(1), Locked()]
    assert await desk.verify("Dana", "Okafor", date(1988, 11, 2)) == Locked()


async def test_the_same_failed_try_repeated_counts_once(desk: IdentityDesk) -> None:
    for _ in range(5):
        assert await desk.verify("Dana", "Okafor", date(1988, 1, 1)) == NotVerified(2)


async def test_success_between_failures_does_not_give_the_tries_back(desk: IdentityDesk) -> None:
    await desk.verify("Dana", "Okafor", date(1988, 1, 1))
    await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    assert await desk.verify("Tom", "Reyes", date(1988, 1, 1)) == NotVerified(1)


async def test_an_inactive_patient_goes_to_staff(desk: IdentityDesk) -> None:
    assert await desk.verify("Robert", "Miles", date(1950, 2, 11)) == RouteToStaff()
    assert desk.verified == {}


async def test_an_unreachable_office_costs_no_try(world: FakeOpenDental, desk: IdentityDesk) -> None:
    world.fault.unreadable = Unreachable()
    assert await desk.verify("Dana", "Okafor", date(1988, 1, 1)) == Unavailable()
    world.fault.unreadable = None
    assert await desk.verify("Dana", "Okafor", date(1988, 1, 1)) == NotVerified(2)


async def test_a_recognised_number_proves_nothing(desk: IdentityDesk) -> None:
    desk.recognise()
    assert desk.level is Level.RECOGNISED
    assert not desk.is_verified(DANA)


async def test_a_child_is_acted_for_only_with_its_guarantor(desk: IdentityDesk) -> None:
    await desk.verify("Milo", "Okafor", date(2017, 5, 14))
    assert not desk.may_act_for(MILO, date(2026, 12, 1))
    await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    assert desk.may_act_for(MILO, date(2026, 12, 1))
    assert desk.may_act_for(DANA, date(2026, 12, 1))
    assert not desk.may_act_for(MARIA, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("DO NOT SCHEDULE - see Emily", True),
        ("Don't book any more appts", True),
        ("No new appointments until balance is paid", True),
        ("Dismissed from practice 2025", True),
        ("Custody: court order on file", True),
        ("Prefers mornings", False),
        ("Schedule with Sarah", False),
    ],
)
async def test_staffs_notes_become_one_bit(world: FakeOpenDental, desk: IdentityDesk, text: str, stops: bool) -> None:
    world.popups.append(Popup(popup_num=1, pat_num=DANA, description=text))
    reader = Reader(world.client, await office_of(world), clock_at(), desk)
    facts, _ = await reader.patient(DANA)
    assert facts.do_not_schedule is stops


def test_folding() -> None:
    assert name_of("O'Brien-Peña") == "obrienpena"
    assert address_of("14 Larch Street, Milltown") == address_of("14 larch st") == "14 larch st"
    assert address_of("Larch Street") == ""


@pytest.mark.parametrize(
    ("on_file", "said"),
    [
        ("O'Brien", "O Brien"),
        ("O'Brien", "o apostrophe brien"),
        ("O\u2019Brien", "O-B-R-I-E-N"),
        ("Garcia-Lopez", "Garcia Lopez"),
        ("Garcia Lopez", "garcia hyphen lopez"),
        ("Wilson Jr.", "Wilson"),
        ("Wilson", "Wilson Junior"),
        ("Wilson, III", "Wilson III"),
        ("De la Cruz", "delacruz"),
        ("Stra\u00dfe", "Strasse"),
        ("S\u00f8rensen", "Sorensen"),
        ("\u0141ukasz", "Lukasz"),
        ("Pe\u00f1a", "Pena"),
    ],
)
async def test_one_name_in_several_spellings(world: FakeOpenDental, on_file: str, said: str) -> None:
    world.patients[DANA] = world.patients[DANA].model_copy(update={"l_name": on_file})
    assert isinstance(await IdentityDesk(world.client).verify("Dana", said, date(1988, 11, 2)), Verified)


@pytest.mark.parametrize(
    ("on_file", "said"),
    [
        ("Garcia-Lopez", "Garcia"),
        ("Garcia", "Garcia-Lopez"),
        ("Wilson Jr.", "Wilson Sr"),
        ("Wilson II", "Wilson III"),
        ("Jr", ""),
        ("Iii", "Wilson III"),
    ],
)
async def test_a_part_of_a_name_and_another_suffix_are_other_people(
    world: FakeOpenDental, on_file: str, said: str
) -> None:
    world.patients[DANA] = world.patients[DANA].model_copy(update={"l_name": on_file})
    assert isinstance(await IdentityDesk(world.client).verify("Dana", said, date(1988, 11, 2)), NotVerified)


async def test_a_title_before_the_first_name_is_left_out(desk: IdentityDesk) -> None:
    assert isinstance(await desk.verify("Mrs. Dana", "Okafor", date(1988, 11, 2)), Verified)
    assert first_of("Dr") == "dr"


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [
        ("Dana", "Okafor", date(1988, 11, 2)),
        ("Dana", "Okafor", date(1988, 1, 1)),
        ("Nobody", "Here", date(1988, 11, 2)),
        ("", "", date(1988, 11, 2)),
        ("Dana", "Okafor", date(1700, 1, 1)),
        ("Robert", "Miles", date(1950, 2, 11)),
        ("Maria", "Lopez", BORN),
    ],
)
async def test_every_answer_takes_one_request(world: FakeOpenDental, first: str, last: str, born: date) -> None:
    asked: list[str] = []
    object.__setattr__(world, "read", lambda: asked.append("read"))
    await IdentityDesk(world.client).verify(first, last, born)
    assert asked == ["read"]


async def test_a_call_that_is_over_knows_nobody(desk: IdentityDesk) -> None:
    await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    desk.close()
    assert (desk.verified, desk.is_verified(DANA), desk.level) == ({}, False, Level.ANONYMOUS)
    assert await desk.verify("Dana", "Okafor", date(1988, 11, 2)) == Locked()


async def test_another_call_starts_with_nobody(world: FakeOpenDental, desk: IdentityDesk) -> None:
    await desk.verify("Dana", "Okafor", date(1988, 11, 2))
    assert IdentityDesk(world.client).verified == {}


async def test_lookups_of_one_call_are_limited(desk: IdentityDesk) -> None:
    for _ in range(LOOKUPS):
        assert isinstance(await desk.verify("Dana", "Okafor", date(1988, 11, 2)), Verified)
    assert await desk.verify("Dana", "Okafor", date(1988, 11, 2)) == Locked()
