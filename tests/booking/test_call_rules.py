"""Rules that look at the whole call, through the authority: R14, R18, R28, R30, and who was read back to."""

from dataclasses import replace
from datetime import date

import pytest

from opendental_client import AptStatus, Recall
from receptionist.booking.finder import FindRequest
from receptionist.booking.outbound import Consent, OutboundCase, may_send
from receptionist.booking.outcome import CancelRequest, CreateRequest, Done, MoveRequest, NotAgreed, Proposed, Refused
from receptionist.practice.office import Office
from tests.booking.fake import at
from tests.booking.world import (
    BARTON,
    CHILD_CLEANING,
    CLEANING,
    DANA,
    EMERGENCY,
    FILLING,
    KIM,
    MILO,
    TOM,
    Call,
    proposed,
)

pytestmark = pytest.mark.unit
TODAY = date(2026, 11, 30)
TEN, SOON = at("2026-12-01 10:00"), at("2026-11-30 10:00")


def tune(call: Call, **changes: object) -> None:
    policies = call.office.profile.policies.model_copy(update=changes)
    object.__setattr__(call.office, "profile", call.office.profile.model_copy(update={"policies": policies}))


def with_recalls(office: Office) -> None:
    office.types[CLEANING] = replace(office.types[CLEANING], recall_types=frozenset({1, 3}))


@pytest.mark.parametrize("how", ["propose", "find"])
async def test_a_routine_visit_refused_for_today_does_not_become_an_emergency(call: Call, how: str) -> None:
    call.world.shift(TODAY, BARTON, (1,))
    if how == "propose":
        await call.authority.propose(CreateRequest(DANA, FILLING, SOON), 0)
    else:
        await call.authority.find_openings(FindRequest(FILLING, TODAY, TODAY))
    call.authority.note_urgency()
    refused = await call.authority.propose(CreateRequest(DANA, EMERGENCY, SOON), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R14_type"
    assert refused.route_to_staff


async def test_an_emergency_that_only_the_model_speaks_of_is_asked_about_and_not_booked_today(call: Call) -> None:
    call.world.shift(TODAY, BARTON, (1,))
    refused = await call.authority.propose(CreateRequest(DANA, EMERGENCY, SOON), 0)
    assert isinstance(refused, Refused)
    assert (refused.reason, "Are you in pain" in refused.say) == ("R14_lead", True)
    assert all(opening.start.date() > TODAY for opening in refused.alternatives)
    call.authority.note_urgency()
    offer = await proposed(call, CreateRequest(DANA, EMERGENCY, SOON))
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)


async def test_an_emergency_asked_for_too_soon_can_still_be_later_that_day(call: Call) -> None:
    call.world.shift(TODAY, BARTON, (1,))
    call.authority.note_urgency()
    for start in (at("2026-11-30 09:10"), at("2026-11-30 09:20")):
        refused = await call.authority.propose(CreateRequest(DANA, EMERGENCY, start), 0)
        assert isinstance(refused, Refused)
        assert refused.reason == "R14_lead"
    assert isinstance(await call.authority.propose(CreateRequest(DANA, EMERGENCY, SOON), 0), Proposed)


async def test_who_had_said_what_hurts_before_slips_past_nothing(call: Call) -> None:
    call.world.shift(TODAY, BARTON, (1,))
    call.authority.note_urgency()
    await call.authority.propose(CreateRequest(DANA, FILLING, SOON), 0)
    assert isinstance(await call.authority.propose(CreateRequest(DANA, EMERGENCY, SOON), 0), Proposed)


async def test_a_recall_that_is_not_due_is_offered_from_its_day_on(call: Call) -> None:
    with_recalls(call.office)
    call.world.recalls.append(Recall(recall_num=1, pat_num=DANA, recall_type_num=1, date_due=date(2026, 12, 8)))
    call.world.recalls.append(Recall(recall_num=2, pat_num=DANA, recall_type_num=9, date_due=date(2026, 11, 1)))
    refused = await call.authority.propose(CreateRequest(DANA, CLEANING, TEN), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R18_not_due"
    assert "Tuesday, December 8, 2026" in refused.say
    assert refused.alternatives
    assert all(opening.start >= at("2026-12-08 00:00") for opening in refused.alternatives)
    assert isinstance(await call.authority.propose(CreateRequest(DANA, CLEANING, at("2026-12-08 10:00")), 0), Proposed)


@pytest.mark.parametrize("why", ["disabled", "unreadable", "none on file"])
async def test_without_a_recall_that_counts_the_rule_is_off(call: Call, why: str) -> None:
    with_recalls(call.office)
    if why == "disabled":
        row = Recall(recall_num=1, pat_num=DANA, recall_type_num=1, date_due=date(2027, 1, 1), is_disabled=True)
        call.world.recalls.append(row)
    call.world.fault.no_recalls = why == "unreadable"
    assert isinstance(await call.authority.propose(CreateRequest(DANA, CLEANING, TEN), 0), Proposed)


async def test_looks_at_the_schedule_are_counted_and_limited(call: Call) -> None:
    tune(call, reads_per_call=3)
    for _ in range(2):
        await call.authority.find_openings(FindRequest(CLEANING))
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN))
    for more in (
        await call.authority.find_openings(FindRequest(CLEANING)),
        await call.authority.propose(CreateRequest(DANA, CLEANING, at("2026-12-02 10:00")), 0),
    ):
        assert isinstance(more, Refused)
        assert more.reason == "R28_reads"
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Refused)


async def test_what_was_proposed_with_the_last_look_can_still_be_booked(call: Call) -> None:
    tune(call, reads_per_call=1)
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN))
    await call.authority.find_openings(FindRequest(CLEANING))
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Done)


@pytest.mark.parametrize(
    ("allowed", "verified", "consent", "may"),
    [
        (False, True, Consent.GIVEN, False),
        (True, False, Consent.GIVEN, False),
        (True, True, Consent.NOT_ASKED, False),
        (True, True, Consent.REFUSED, False),
        (True, True, Consent.GIVEN, True),
    ],
)
def test_nothing_is_sent_without_the_practice_and_the_caller(
    call: Call, allowed: bool, verified: bool, consent: Consent, may: bool
) -> None:
    tune(call, outbound_messages=allowed)
    sentence = may_send(OutboundCase(call.office, verified, consent))
    assert (sentence is None) is may
    tune(call, outbound_messages=False)
    assert may_send(OutboundCase(call.office, verified=True)) is not None


async def test_a_move_starts_the_confirmation_anew_and_a_failed_one_gives_it_back(call: Call) -> None:
    fields = {"appointment_type_num": FILLING, "confirmed": 21}
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, **fields)
    offer = await proposed(call, MoveRequest(apt, at("2026-12-03 14:00")))
    call.world.after_write = lambda: call.world.visit(TOM, at("2026-12-03 14:00"), 60, op=1, prov=BARTON)
    await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert call.world.appointments[apt].confirmed == 21
    offer = await proposed(call, MoveRequest(apt, at("2026-12-04 14:00")))
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Done)
    assert call.world.appointments[apt].confirmed == 19


async def test_a_read_back_of_another_deed_at_that_time_is_no_read_back(call: Call) -> None:
    apt = call.world.visit(DANA, TEN, 60, 1, BARTON, appointment_type_num=FILLING)
    offer = await proposed(call, CancelRequest(apt))
    turns = call.agree("A Filling for Dana on Tuesday, December 1 at 10:00 AM with Dr. Emily Barton. Shall I book it?")
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), NotAgreed)
    booking = await proposed(call, CreateRequest(DANA, CLEANING, at("2026-12-01 14:00")))
    turns = call.agree("I'll cancel Dana's visit on Tuesday, December 1 at 2:00 PM. Shall I go ahead?")
    assert isinstance(await call.authority.commit(booking.proposal_id, turns), NotAgreed)
    assert call.world.writes == []
    assert call.world.appointments[apt].apt_status == AptStatus.SCHEDULED


async def test_with_two_people_verified_the_right_one_must_be_named(call: Call) -> None:
    call.verified(MILO)
    offer = await proposed(call, CreateRequest(MILO, CHILD_CLEANING, TEN, prov_num=KIM))
    turns = call.agree("A Child Cleaning for Dana on Tuesday, December 1 at 10:00 AM with Sarah Kim. Shall I book it?")
    assert isinstance(await call.authority.commit(offer.proposal_id, turns), NotAgreed)
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back)), Done)


async def test_a_dentist_who_is_held_elsewhere_is_not_named_on_a_hygiene_row(call: Call) -> None:
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    await proposed(other, CreateRequest(TOM, FILLING, TEN, prov_num=BARTON))
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN, prov_num=KIM))
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    assert call.world.appointments[done.apt_num].prov_num == KIM


async def test_a_dentist_booked_by_staff_meanwhile_is_not_named_either(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN, prov_num=KIM))
    call.world.visit(TOM, TEN, 60, 1, BARTON)
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    assert call.world.appointments[done.apt_num].prov_num == KIM
