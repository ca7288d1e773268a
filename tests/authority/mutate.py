"""Mutation test of the booking rules: take each away, turn each round, and see which test notices.

`python -m tests.authority.mutate` prints the table. No file is edited: a rule is replaced in memory, and the rules' own
table of cases is asked again; what the order of work guarantees is broken by replacing one function, and the scenarios
that are named after it are played again. A mutant that nobody notices is a rule without a test.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from receptionist.booking.agreement import Agreement
from receptionist.booking.case import Case
from receptionist.booking.rule import Rule, Verdict
from receptionist.booking.rules import RULES, evaluate
from tests.booking import test_changes, test_commit, test_family, test_recovery
from tests.booking.cases import judged_at, legal
from tests.booking.fake import at
from tests.booking.test_rules import ALLOWED, REFUSED
from tests.booking.world import DANA, Call, barton, clock_at, database, office_of

Scenario = Callable[[Call], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Killed:
    """A mutant and the first test that noticed it; `by` is '' when none did."""

    rule: str
    mutation: str
    by: str


def removed(rule: Rule) -> Rule:
    """The rule, never refusing."""
    return replace(rule, check=lambda case: None)


def inverted(rule: Rule) -> Rule:
    """The rule, refusing what it lets pass and letting pass what it refuses."""
    return replace(rule, check=lambda case: None if rule.check(case) is not None else "No.")


MUTATIONS: dict[str, Callable[[Rule], Rule]] = {"removed": removed, "inverted": inverted}


def mutate_rules() -> list[Killed]:
    """Every rule under every mutation, against the table of `tests/booking/test_rules.py`."""
    cases = list(_cases())
    found = []
    for rule in RULES:
        for name, mutation in MUTATIONS.items():
            mutated = tuple(mutation(each) if each is rule else each for each in RULES)
            found.append(Killed(rule.reason, name, _noticed(mutated, cases)))
    return found


def _noticed(rules: tuple[Rule, ...], cases: list[tuple[str, str, Case]]) -> str:
    for name, expected, case in cases:
        verdict: Verdict = evaluate(case, rules)
        if verdict.reason != expected:
            return name
    return ""


def _cases() -> Iterator[tuple[str, str, Case]]:
    """Name, expected reason ('' for allowed) and case of every line of the table."""
    for reason, make in REFUSED:
        world = barton()
        yield f"refused: {reason}", reason, make(world, asyncio.run(office_of(world)))
    for start in ("2027-03-14 02:30", "2026-11-01 01:30"):
        world = barton()
        case = legal(world, asyncio.run(office_of(world)), start)
        yield f"refused: R01_time {start}", "R01_time", judged_at(case, at("2026-10-30 09:00"))
    for name, make in ALLOWED:
        world = barton()
        yield f"allowed: {name}", "", make(world, asyncio.run(office_of(world)))


@dataclass(frozen=True)
class Break:
    """A guarantee, how it is broken, and the scenarios that should notice."""

    reason: str
    how: str
    target: str
    value: Any
    scenarios: tuple[tuple[str, Scenario], ...]


def _always_agreed(*_: object) -> Agreement:
    return Agreement(1, 2, "yes")


async def _never_found(*_: object, **__: object) -> None:
    return None


async def _never_taken_back(*_: object, **__: object) -> Any:
    from receptionist.booking.writes import Fate, Written

    return Written(Fate.UNDONE)


BREAKS = (
    Break(
        "R22_void", "any words count as agreement", "receptionist.booking.authority.find_agreement", _always_agreed,
        (
            ("a yes from before the proposal", test_commit.test_a_yes_from_before_the_proposal_does_not_count),
            ("'Yes, but Thursday.'", lambda call: test_commit.test_without_a_plain_yes_nothing_is_written(call, "No")),
        ),
    ),
    Break(
        "R22_void", "the read-back need not be heard", "receptionist.booking.agreement.was_read_back",
        lambda *_: True,
        (("times swapped", lambda call: test_family.test_everyone_must_have_been_read_back_with_their_own_time(
            call, "Shall I book both?")),),
    ),
    Break(
        "R24_clash", "no clash is seen after the write", "receptionist.booking.writes._clashes", lambda *_: False,
        (("a clash after the write", test_commit.test_a_clash_after_the_write_undoes_ours),),
    ),
    Break(
        "R24_held", "nothing is held", "receptionist.booking.authority.cells_of", lambda *_: frozenset(),
        (("two calls, the same minutes", test_commit.test_two_calls_cannot_hold_the_same_minutes),),
    ),
    Break(
        "R25_once", "the row is not looked for", "receptionist.booking.writes.VisitWriter._trace", _never_found,
        (("a lost answer", test_commit.test_a_lost_answer_after_the_write_is_found_by_its_marker),),
    ),
    Break(
        "R25_once", "the dead writer's row is not looked for", "receptionist.booking.writes.VisitWriter._trace",
        _never_found,
        (("recovery", test_recovery.test_a_row_that_was_written_is_found_and_finished),),
    ),
    Break(
        "R26_changed", "what staff changed is moved all the same", "receptionist.booking.commit._is_as_it_was",
        lambda *_: True,
        (("staff moved it meanwhile", test_changes.test_a_visit_that_staff_moved_meanwhile_is_not_moved),),
    ),
    Break(
        "R27_family", "what stands is not taken back", "receptionist.booking.writes.VisitWriter.take_back",
        _never_taken_back,
        (("one visit of two fails", lambda call: test_family.test_when_one_visit_fails_none_stands(
            call, "refused", 1)),),
    ),
)  # fmt: skip


def break_guarantees() -> list[Killed]:
    """Every break, with its scenarios played on an empty Barton."""
    return [Killed(each.reason, each.how, _played(each)) for each in BREAKS]


def _played(broken: Break) -> str:
    for name, scenario in broken.scenarios:
        assert not asyncio.run(_fails(scenario)), f"the scenario {name!r} fails without any mutation"
        with patch(broken.target, broken.value):
            if asyncio.run(_fails(scenario)):
                return name
    return ""


async def _fails(scenario: Scenario) -> bool:
    world = barton()
    with database() as store:
        call = Call(world, await office_of(world), clock_at(), store).verified(DANA)
        try:
            await scenario(call)
        except AssertionError:
            return True
        finally:
            with contextlib.suppress(Exception):
                await call.authority.close()
    return False


def main() -> int:
    """Print the table; 1 when a mutant survived."""
    logging.disable(logging.CRITICAL)
    results = [*mutate_rules(), *break_guarantees()]
    width = max(len(result.mutation) for result in results)
    for result in results:
        print(f"{result.rule:<20} {result.mutation:<{width}}  {result.by or 'SURVIVED'}")  # noqa: T201
    survivors = sum(not result.by for result in results)
    print(f"{len(results)} mutants, {len(results) - survivors} killed, {survivors} survived")  # noqa: T201
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
