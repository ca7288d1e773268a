"""Faults put into the house on purpose, to show that the judges bite: each must be found within the examples CI runs.

`python -m tests.authority.seeded` prints the table of docs/proof.md (`--write` writes it there); with the name of a
fault it shows the shortest way to it that Hypothesis finds.
"""

import contextlib
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from opendental_client import WriteOutcomeUnknown
from receptionist.booking.agreement import Agreement
from receptionist.booking.ledger import Ledger
from receptionist.booking.rules import RULES, evaluate
from receptionist.booking.writes import Fate, VisitWriter, Written
from tests.authority.hostile_driver import HostileDriver
from tests.authority.hostile_model import HostileModel

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"
Machine = type[HostileDriver] | type[HostileModel]
BOUNDS: dict[Machine, settings] = {
    machine: settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        # Shrinking takes minutes; the command does it.
        phases=[Phase.generate],
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    for machine, examples, steps in ((HostileDriver, 90, 40), (HostileModel, 30, 30))
}


@dataclass(frozen=True)
class Seeded:
    """An invariant, a fault that breaks it, the functions replaced, and what the judge then says.

    `quick` ones are found in every run of CI, the others by the command.
    """

    invariant: str
    fault: str
    complaint: str
    machine: Machine
    patches: dict[str, Any] = field(default_factory=dict)
    without: str = ""
    quick: bool = False


def _agreed(*_: object) -> Agreement:
    return Agreement(1, 2, "yes")


async def _writes_twice(writer: VisitWriter, plan: Any, mark: str) -> int:
    try:
        return await SEND(writer, plan, mark)
    except WriteOutcomeUnknown:
        return await SEND(writer, plan, mark)


async def _taken_as_written(writer: VisitWriter, plan: Any, mark: str, **_: Any) -> Written:
    found = await FIND(writer, plan, mark)
    return found if found.fate is Fate.STANDS else Written(Fate.STANDS, plan.apt_num or 4711)


async def _never_releases(ledger: Ledger, proposal_id: str, state: str, result: Any, **more: Any) -> None:
    await FINISH(ledger, proposal_id, state, result, **{**more, "release": False})


async def _no_message(ledger: Ledger, proposal_id: str, state: str, result: Any, **more: Any) -> None:
    await FINISH(ledger, proposal_id, state, result, **{**more, "message": None})


async def _nothing_stranded(*_: object) -> list[Any]:
    return []


def _verified_will_do(call: Any, pat_num: int) -> bool:
    return bool(call.identity.is_verified(pat_num))


async def _keeps_no_message(*_: object, **__: object) -> str:
    return "m_lost"


SEND, FIND, FINISH = VisitWriter._send, VisitWriter.find, Ledger.finish
BOOKING, TOOLS = "receptionist.booking", "receptionist.agents.tools"
ILLEGAL, DOUBLE, UNAGREED = "no illegal row", "no double booking", "no unagreed write"
FIELD, WORDS, CLOSED = "no field to the unentitled", "no success without its row", "every call closed, nothing hanging"
RULES_SEEN = {
    "R15_horizon": "horizon", "R03_weekday": "weekend", "R06_closure": "closed|holiday",
    "R04_hours": "hours",     "R05_lunch": "hours", "R14_lead": "lead", "R13_grid": "grid", "R11_role": "role",
    "R07_not_scheduled": "not at work",    "R05_blockout": "blockout", "R12_not_bookable": "",
}  # fmt: skip
FAULTS: tuple[Seeded, ...] = (
    *(
        Seeded(ILLEGAL, f"{reason} is not asked", complaint or "illegal|collide|length", HostileDriver, without=reason)
        for reason, complaint in RULES_SEEN.items()
    ),
    *(
        Seeded(DOUBLE, f"{reason} is not asked, nor is the day read again", "taken|collide", HostileDriver,
               {f"{BOOKING}.writes._clashes": lambda *_: False}, without=reason)
        for reason in ("R08_operatory_taken", "R09_provider_busy")
    ),
    Seeded(ILLEGAL, "no clash is seen after the write", "is illegal|collide", HostileDriver,
           {f"{BOOKING}.writes._clashes": lambda *_: False}),
    Seeded(DOUBLE, "nothing is held and no clash is seen", "collide|is illegal", HostileDriver,
           {f"{BOOKING}.authority.cells_of": lambda *_: frozenset(), f"{BOOKING}.writes._clashes": lambda *_: False}),
    Seeded(DOUBLE, "a write whose answer was lost is repeated", "has two rows", HostileDriver,
           {f"{BOOKING}.writes.VisitWriter._send": _writes_twice}, quick=True),
    Seeded(UNAGREED, "any words are a yes", "without a yes", HostileDriver,
           {f"{BOOKING}.authority.find_agreement": _agreed}, quick=True),
    Seeded(UNAGREED, "the read-back need not be heard", "without a yes", HostileDriver,
           {f"{BOOKING}.agreement.was_read_back": lambda *_: True}),
    Seeded(UNAGREED, "any words are a yes", "without a yes", HostileModel,
           {f"{BOOKING}.authority.find_agreement": _agreed}),
    Seeded(FIELD, "everybody counts as verified for booking", "never verified", HostileDriver,
           {f"{BOOKING}.identity.IdentityDesk.is_verified": lambda *_: True}, quick=True),
    Seeded(FIELD, "tools ask nobody who they are", "may not know", HostileModel,
           {f"{TOOLS}.declaration.ToolDeclaration._may": lambda *_: True,
            "receptionist.agents.context.CallContext.may_act_for": lambda *_: True}, quick=True),
    Seeded(FIELD, "a child needs no parent", "may not know", HostileModel,
           {"receptionist.agents.context.CallContext.may_act_for": _verified_will_do}),
    Seeded(FIELD, "a visit is shown with its note", "stored text", HostileModel,
           {f"{TOOLS}.visit_rows.type_name": lambda call, row: row.note}),
    Seeded(WORDS, "what left no trace counts as written", "is not so", HostileModel,
           {f"{BOOKING}.writes.VisitWriter.find": _taken_as_written}, quick=True),
    Seeded(WORDS, "a failed write is called done", "what was not done|is not so", HostileModel,
           {f"{BOOKING}.commit.NOT_WRITTEN": "The visit is booked."}),
    Seeded(WORDS, "messages are promised and not kept", "promised a message", HostileModel,
           {f"{TOOLS}.messages.leave_message": _keeps_no_message, f"{TOOLS}.records.leave_message": _keeps_no_message}),
    Seeded(WORDS, "an unknown write leaves no message", "left no message", HostileDriver,
           {f"{BOOKING}.ledger.Ledger.finish": _no_message}),
    Seeded(CLOSED, "the calls of the dead are left open", "not closed", HostileModel,
           {"receptionist.calls.abandoned.abandoned_calls": lambda *_: []}, quick=True),
    Seeded(CLOSED, "half-done writes are left as they are", "left hanging", HostileModel,
           {f"{BOOKING}.recovery._stranded": _nothing_stranded}),
    Seeded(CLOSED, "what was held is never freed", "held for nobody", HostileModel,
           {f"{BOOKING}.ledger.Ledger.finish": _never_releases, f"{BOOKING}.ledger.WRITING_SECONDS": 10**6}),
)  # fmt: skip


@contextlib.contextmanager
def sown(seeded: Seeded) -> Iterator[None]:
    """The house with that fault in it."""
    with contextlib.ExitStack() as patches:
        for target, value in seeded.patches.items():
            patches.enter_context(patch(target, value))
        if seeded.without:
            rest = tuple(
                replace(rule, check=lambda _: None) if rule.reason == seeded.without else rule for rule in RULES
            )
            patches.enter_context(patch.object(evaluate, "__defaults__", (rest,)))
        yield


def examples_until_found(seeded: Seeded) -> int | None:
    """How many worlds were opened until a judge complained of just that; None when none did."""
    seeded.machine.opened = 0
    with sown(seeded):
        try:
            run_state_machine_as_test(seeded.machine, settings=BOUNDS[seeded.machine])
        except AssertionError as error:
            found = re.search(seeded.complaint, str(error))
            # Hypothesis plays what it found once more, to be sure of it.
            return max(seeded.machine.opened - 1, 1) if found else None
    return None


def table() -> str:
    """Every fault, what the judges said, and after how many of CI's examples."""
    lines = ["| Invariant | Seeded fault | Machine | Found in example | of |", "|---|---|---|---|---|"]
    for each in FAULTS:
        place, most = examples_until_found(each), BOUNDS[each.machine].max_examples
        name = "authority" if each.machine is HostileDriver else "tools"
        lines.append(f"| {each.invariant} | {each.fault} | {name} | {place or 'NOT FOUND'} | {most} |")
        print(lines[-1], flush=True)  # noqa: T201
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    logging.disable(logging.CRITICAL)
    for each in FAULTS:
        if each.fault in arguments:
            with sown(each):
                shrinking = settings(BOUNDS[each.machine], phases=[Phase.generate, Phase.shrink])
                run_state_machine_as_test(each.machine, settings=shrinking)
    text = table()
    if "--write" in arguments:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 1 if "NOT FOUND" in text else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
