"""What the order of work guarantees, broken in memory on purpose, each with the tests that should notice.

A break replaces product functions while the test runs; nothing is edited. `inverted` does the opposite of what the
product does; `removed` does not do it.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from opendental_client import ThrottleTier
from receptionist.booking.agreement import Agreement, find_agreement
from receptionist.booking.commit import _is_as_it_was
from receptionist.booking.family import FamilyWriter, FamilyWritten
from receptionist.booking.ledger import Ledger
from receptionist.booking.outbound import Consent, may_send
from receptionist.booking.writes import Fate, VisitWriter, Written, _clashes
from receptionist.store.proposals import ProposalRow
from tests.booking import test_call_rules, test_changes, test_commit, test_family, test_recovery
from tests.booking.world import Call
from tests.opendental_client import test_throttle

Scenario = Callable[[Call], Coroutine[Any, Any, None]]
BOOKING = "receptionist.booking"


@dataclass(frozen=True)
class Break:
    """A guarantee, how it is broken, the functions that are replaced, and the test that should notice."""

    reason: str
    mutation: str
    patches: dict[str, Any]
    test: str
    scenario: Scenario


def _always_agreed(*_: object) -> Agreement:
    return Agreement(1, 2, "yes")


def _disagreed(*arguments: Any) -> Agreement | None:
    return None if find_agreement(*arguments) is not None else Agreement(1, 2, "yes")


GET, CLAIM, WRITE_FAMILY = Ledger.get, Ledger.claim, FamilyWriter.write
AGES = timedelta(days=1)


async def _never_expires(ledger: Ledger, proposal_id: str) -> ProposalRow | None:
    row = await GET(ledger, proposal_id)
    if row is not None:
        row.expires_at += AGES
    return row


async def _expires_at_once(ledger: Ledger, proposal_id: str) -> ProposalRow | None:
    row = await GET(ledger, proposal_id)
    if row is not None:
        row.expires_at -= AGES
    return row


async def _claims_what_ran_out(ledger: Ledger, proposal_id: str, now: Any) -> bool:
    return await CLAIM(ledger, proposal_id, now - AGES)


async def _never_found(*_: object, **__: object) -> None:
    return None


async def _taken_as_written(*_: object, **__: object) -> Written:
    return Written(Fate.STANDS, 5000)


async def _not_taken_back(*_: object, **__: object) -> Written:
    return Written(Fate.UNDONE)


async def _takes_back_what_stands(writer: FamilyWriter, plan: Any, call_id: str, proposal_id: str) -> FamilyWritten:
    written = await WRITE_FAMILY(writer, plan, call_id, proposal_id)
    for visit, number in zip(plan.visits, written.numbers, strict=False):
        await VisitWriter(writer.reader).take_back(visit, number, "")
    return replace(written, fate=Fate.UNDONE) if written.fate is Fate.STANDS else written


async def _to_the_tier(tier: ThrottleTier, _: Call) -> None:
    await test_throttle.test_each_tier_has_its_interval(tier, {ThrottleTier.PAID: 1.0}.get(tier, 0.0))


async def _unlimited(_: Call) -> None:
    await test_throttle.test_without_a_limit_nothing_waits()


async def _sent(call: Call, consent: Consent, *, may: bool) -> None:
    test_call_rules.test_nothing_is_sent_without_the_practice_and_the_caller(call, True, True, consent, may)


async def _swapped_times(call: Call) -> None:
    await test_family.test_everyone_must_have_been_read_back_with_their_own_time(call, "Shall I book both?")


BREAKS = (
    Break("R22_void", "removed: any words count as agreement", {f"{BOOKING}.authority.find_agreement": _always_agreed},
          "a yes from before the proposal", test_commit.test_a_yes_from_before_the_proposal_does_not_count),
    Break("R22_void", "removed: the read-back need not be heard",
          {f"{BOOKING}.agreement.was_read_back": lambda *_: True},
          "times swapped in a family's read-back",
          _swapped_times),
    Break("R22_void", "inverted: a no is a yes", {f"{BOOKING}.authority.find_agreement": _disagreed},
          "'No' writes nothing", lambda call: test_commit.test_without_a_plain_yes_nothing_is_written(call, "No")),
    Break("R22_expired", "removed: a proposal never runs out",
          {f"{BOOKING}.ledger.Ledger.get": _never_expires, f"{BOOKING}.ledger.Ledger.claim": _claims_what_ran_out},
          "a hold that ran out", test_commit.test_a_hold_that_ran_out_is_not_written),
    Break("R22_expired", "inverted: a proposal has run out while it is held",
          {f"{BOOKING}.ledger.Ledger.get": _expires_at_once},
          "a booking stands", test_commit.test_a_booking_stands_as_proposed_and_is_said_only_then),
    Break("R24_clash", "removed: no clash is seen after the write", {f"{BOOKING}.writes._clashes": lambda *_: False},
          "a clash after the write", test_commit.test_a_clash_after_the_write_undoes_ours),
    Break("R24_clash", "inverted: what does not clash is undone",
          {f"{BOOKING}.writes._clashes": lambda *given: not _clashes(*given)},
          "a booking stands", test_commit.test_a_booking_stands_as_proposed_and_is_said_only_then),
    Break("R24_held", "removed: nothing is held", {f"{BOOKING}.authority.cells_of": lambda *_: frozenset()},
          "two calls, the same minutes", test_commit.test_two_calls_cannot_hold_the_same_minutes),
    Break("R25_once", "removed: the row is not looked for", {f"{BOOKING}.writes.VisitWriter._trace": _never_found},
          "a lost answer", test_commit.test_a_lost_answer_after_the_write_is_found_by_its_marker),
    Break("R25_once", "removed: a dead writer's row is not looked for",
          {f"{BOOKING}.writes.VisitWriter._trace": _never_found},
          "recovery", test_recovery.test_a_row_that_was_written_is_found_and_finished),
    Break("R25_once", "inverted: what left no trace counts as written",
          {f"{BOOKING}.writes.VisitWriter.find": _taken_as_written}, "an answer lost before the write",
          test_commit.test_a_lost_answer_before_the_write_is_not_repeated_and_not_claimed),
    Break("R26_changed", "removed: what staff changed is moved all the same",
          {f"{BOOKING}.commit._is_as_it_was": lambda *_: True},
          "staff moved it meanwhile", test_changes.test_a_visit_that_staff_moved_meanwhile_is_not_moved),
    Break("R26_changed", "inverted: only what staff changed is moved",
          {f"{BOOKING}.commit._is_as_it_was": lambda *given: not _is_as_it_was(*given)},
          "a move is one PUT", test_changes.test_a_move_is_one_put_that_keeps_type_length_and_provider),
    Break("R27_family", "removed: what stands is not taken back",
          {f"{BOOKING}.writes.VisitWriter.take_back": _not_taken_back}, "one visit of two fails",
          lambda call: test_family.test_when_one_visit_fails_none_stands(call, "refused", 1)),
    Break("R27_family", "inverted: what stands complete is taken back",
          {f"{BOOKING}.family.FamilyWriter.write": _takes_back_what_stands},
          "a family is one commit", test_family.test_a_family_is_one_proposal_with_one_read_back_and_one_commit),
    Break("R28_rate", "removed: requests leave without waiting",
          {"opendental_client._throttle._Gate.pause": lambda *_: None},
          "each tier has its interval", lambda call: _to_the_tier(ThrottleTier.PAID, call)),
    Break("R28_rate", "inverted: only a key without a limit waits",
          {"opendental_client._throttle._INTERVALS": {ThrottleTier.NONE: 1.0, ThrottleTier.PAID: 0.0}},
          "without a limit nothing waits", _unlimited),
    Break("R30_consent", "removed: it is sent without being asked",
          {"tests.booking.test_call_rules.may_send": lambda _: None},
          "a caller who said no", lambda call: _sent(call, Consent.REFUSED, may=False)),
    Break("R30_consent", "inverted: it is sent to whoever said no",
          {"tests.booking.test_call_rules.may_send": lambda case: None if may_send(case) is not None else "No."},
          "a caller who said yes", lambda call: _sent(call, Consent.GIVEN, may=True)),
)  # fmt: skip
