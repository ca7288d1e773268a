"""No rule can be taken away or turned round without a test that fails; `mutate.py` prints which."""

import logging

import pytest

from receptionist.booking.rules import GUARANTEES, RULES
from tests.authority.mutate import BREAKS, MUTATIONS, break_guarantees, mutate_rules

pytestmark = pytest.mark.unit


def test_every_mutant_of_a_rule_is_killed() -> None:
    results = mutate_rules()
    assert len(results) == len(RULES) * len(MUTATIONS)
    assert [result for result in results if not result.by] == []


def test_a_removed_rule_is_noticed_by_a_booking_it_should_have_refused() -> None:
    by = {result.rule: result.by for result in mutate_rules() if result.mutation == "removed"}
    assert {rule: name for rule, name in by.items() if not name.startswith(f"refused: {rule}")} == {}


def test_every_broken_guarantee_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    assert [result for result in break_guarantees() if not result.by] == []


def test_every_guarantee_of_this_room_has_a_break() -> None:
    elsewhere = {"R28_rate", "R30_consent", "R22_expired"}
    assert {rule.reason for rule in GUARANTEES} - {each.reason for each in BREAKS} == elsewhere
