"""Registering a new patient: once, verified afterwards, and telling nothing about who is on file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receptionist.booking.outcome import (
    Created,
    CreateRequest,
    Refused,
    RegisterRequest,
)
from tests.booking.fake import at
from tests.booking.world import (
    CLEANING,
    DANA,
    Call,
    finish,
    proposed,
)

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")
CLEAN = CreateRequest(DANA, CLEANING, TEN)


NEW = RegisterRequest("Nora", "Fielding", date(1991, 4, 9), "(555) 010-0177", "nora@example.test")


async def test_a_new_patient_is_registered_verified_and_found_again(call: Call) -> None:
    offer = await proposed(call, NEW)
    assert offer.read_back == (
        "I have Nora Fielding, spelled N-O-R-A, F-I-E-L-D-I-N-G, born April 9, 1991, phone 555 010 0177. Is that right?"
    )
    created = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back, "That's right"))
    assert isinstance(created, Created)
    assert call.desk.is_verified(created.pat_num)
    again = await call.authority.propose(NEW, call.sequence)
    assert isinstance(again, Refused)
    assert again.reason == "R21_register"


async def test_a_lost_registration_is_found_and_not_repeated(call: Call) -> None:
    offer = await proposed(call, NEW)
    call.world.fault.lost_after = 1
    created = await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert isinstance(created, Created)
    assert call.world.writes == ["patient"]


async def test_registering_someone_on_file_tells_nothing_and_costs_a_try(call: Call) -> None:
    stranger = Call(call.world, call.office, call.clock, call.store, "c_4")
    for day in (1, 2):
        await stranger.desk.verify("Tom", "Reyes", date(1994, 7, day))
    on_file = RegisterRequest("Tom", "Reyes", date(1994, 7, 19), "5550100108")
    refused = await stranger.authority.propose(on_file, 0)
    assert isinstance(refused, Refused)
    assert "set up a new record with those details" in refused.say
    assert stranger.desk.locked


async def test_a_child_is_registered_under_its_verified_parent(call: Call) -> None:
    child = RegisterRequest("Ben", "Okafor", date(2022, 1, 5), "5550100101")
    stranger = Call(call.world, call.office, call.clock, call.store, "c_4")
    refused = await stranger.authority.propose(child, 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R19_guardian"
    offer = await proposed(call, child)
    created = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(created, Created)
    assert call.world.patients[created.pat_num].guarantor == DANA


@pytest.mark.parametrize(
    "change",
    [
        {"f_name": ""},
        {"l_name": "1234"},
        {"birthdate": date(2027, 1, 1)},
        {"birthdate": date(1850, 1, 1)},
        {"wireless_phone": "555-0177"},
        {"email": "nora at example"},
    ],
)
async def test_details_that_cannot_be_right_are_asked_for_again(call: Call, change: dict[str, Any]) -> None:
    refused = await call.authority.propose(replace(NEW, **change), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R21_details"
    assert refused.say.endswith("?")
