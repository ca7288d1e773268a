"""No rule can be taken away or turned round without a test that fails; docs/proof.md lists which, and is complete."""

import logging

import pytest

from receptionist.booking.rules import GUARANTEES, RULES
from tests.authority.guarantees import BREAKS
from tests.authority.mutate import MUTATIONS, break_guarantees, mutate_rules, on_the_page

pytestmark = pytest.mark.unit


def test_every_mutant_of_a_rule_is_killed() -> None:
    mutants = mutate_rules()
    assert len(mutants) == len(RULES) * len(MUTATIONS)
    assert [mutant for mutant in mutants if not mutant.by] == []


def test_every_broken_guarantee_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    assert [mutant for mutant in break_guarantees() if not mutant.by] == []


def test_every_guarantee_is_taken_away_and_turned_round() -> None:
    ways = {(each.reason, each.mutation.split(":")[0]) for each in BREAKS}
    assert {(rule.reason, way) for rule in GUARANTEES for way in MUTATIONS} <= ways


def test_the_rules_from_r01_to_r31_are_all_there() -> None:
    numbers = {int(rule.id[1:]) for rule in RULES} | {int(kept.id[1:]) for kept in GUARANTEES}
    assert numbers == set(range(1, 32))


def test_the_page_names_every_rule_and_mutant() -> None:
    rows = [line.split(" | ") for line in on_the_page().splitlines() if line.startswith("| R")]
    named = {(row[0].removeprefix("| "), row[1]) for row in rows if len(row) == 3}
    mutants = {(rule.reason, way) for rule in RULES for way in MUTATIONS}
    assert named - {("Rule", "Mutant")} == mutants | {(each.reason, each.mutation) for each in BREAKS}
