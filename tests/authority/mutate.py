"""Mutation test of the booking rules: take each away, turn each round, and see which test notices.

`python -m tests.authority.mutate` prints the table of docs/proof.md; `--check` compares it with the page instead. No
file is edited: a rule is replaced in memory, and the rules' own table of cases is asked again; what the order of work
guarantees is broken by replacing a function, and the test that is named after it is played again.

A rule taken away must be noticed by a case of its own. A rule turned round does two wrongs, and both must be noticed:
it lets pass what it should refuse (a case of its own), and it refuses what is allowed.
"""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest

from receptionist.booking.case import Case
from receptionist.booking.rule import Rule
from receptionist.booking.rules import RULES, evaluate
from tests.authority.guarantees import BREAKS, Break
from tests.booking.cases import judged_at, legal
from tests.booking.fake import at
from tests.booking.test_rules import ALLOWED, REFUSED
from tests.booking.world import DANA, Call, barton, clock_at, database, office_of

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
BEGIN, END = "<!-- mutants: begin -->", "<!-- mutants: end -->"


@dataclass(frozen=True)
class Mutant:
    """A rule, what was done to it, and the tests that noticed; none means that it survived."""

    rule: str
    mutation: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A case of the rules' table: its name, the reason expected ('' for allowed), and the case."""

    name: str
    reason: str
    case: Case


def removed(rule: Rule) -> Rule:
    """The rule, never refusing."""
    return replace(rule, check=lambda case: None)


def inverted(rule: Rule) -> Rule:
    """The rule, refusing what it lets pass and letting pass what it refuses."""
    return replace(rule, check=lambda case: None if rule.check(case) is not None else "No.")


MUTATIONS: dict[str, Callable[[Rule], Rule]] = {"removed": removed, "inverted": inverted}


def mutate_rules() -> list[Mutant]:
    """Every rule under every mutation, against the table of `tests/booking/test_rules.py`."""
    cases, found = list(_cases()), list[Mutant]()
    for rule in RULES:
        for name, mutation in MUTATIONS.items():
            mutated = tuple(mutation(each) if each is rule else each for each in RULES)
            own = _noticed(mutated, [each for each in cases if each.reason == rule.reason])
            allowed = _noticed(mutated, [each for each in cases if not each.reason]) if name == "inverted" else ()
            killed = own and (allowed or name != "inverted")
            found.append(Mutant(rule.reason, name, (*own, *allowed) if killed else ()))
    return found


def _noticed(rules: tuple[Rule, ...], cases: list[Named]) -> tuple[str, ...]:
    """The first of the cases whose verdict is not the expected one."""
    return next(((each.name,) for each in cases if evaluate(each.case, rules).reason != each.reason), ())


def _cases() -> Iterator[Named]:
    for number, (reason, make) in enumerate(REFUSED):
        world = barton()
        yield Named(f"refused: {reason} ({number})", reason, make(world, asyncio.run(office_of(world))))
    for start in ("2027-03-14 02:30", "2026-11-01 01:30"):
        world = barton()
        case = legal(world, asyncio.run(office_of(world)), start)
        yield Named(f"refused: {start}", "R01_time", judged_at(case, at("2026-10-30 09:00")))
    for name, make in ALLOWED:
        world = barton()
        yield Named(f"allowed: {name}", "", make(world, asyncio.run(office_of(world))))


def break_guarantees() -> list[Mutant]:
    """Every break, with its test played on an empty Barton; one whose test fails by itself counts as surviving."""
    return [Mutant(each.reason, each.mutation, (each.test,) if _killed(each) else ()) for each in BREAKS]


def _killed(broken: Break) -> bool:
    if asyncio.run(_fails(broken)):
        return False
    with contextlib.ExitStack() as patches:
        for target, value in broken.patches.items():
            patches.enter_context(patch(target, value))
        return asyncio.run(_fails(broken))


async def _fails(broken: Break) -> bool:
    world = barton()
    with database() as store:
        call = Call(world, await office_of(world), clock_at(), store).verified(DANA)
        try:
            await broken.scenario(call)
        except (AssertionError, pytest.fail.Exception):
            return True
        finally:
            with contextlib.suppress(Exception):
                await call.authority.close()
    return False


def table(mutants: list[Mutant]) -> str:
    """The mutants as the page shows them."""
    lines = ["| Rule | Mutant | Noticed by |", "|---|---|---|"]
    lines += [f"| {each.rule} | {each.mutation} | {'; '.join(each.by) or 'SURVIVED'} |" for each in mutants]
    survivors = sum(not each.by for each in mutants)
    return "\n".join([*lines, "", f"{len(mutants)} mutants, {len(mutants) - survivors} killed, {survivors} survived."])


def on_the_page() -> str:
    """The table as it stands in docs/proof.md."""
    return PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].strip()


def main(arguments: list[str]) -> int:
    """Print the table, or compare it with the page; 1 when a mutant survived or the page is behind."""
    logging.disable(logging.CRITICAL)
    mutants = [*mutate_rules(), *break_guarantees()]
    text = table(mutants)
    if "--write" in arguments:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(text)  # noqa: T201
    behind = "--check" in arguments and text != on_the_page()
    if behind:
        print("docs/proof.md is behind; run: python -m tests.authority.mutate --write")  # noqa: T201
    return 1 if behind or not all(each.by for each in mutants) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
