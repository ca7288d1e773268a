"""The two state machines as CI runs them, and that their judges can say no; `docs/proof.md` has the whole table."""

import logging

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.authority.hostile_driver import HostileDriver
from tests.authority.hostile_model import HostileModel
from tests.authority.seeded import BEGIN, BOUNDS, END, FAULTS, PAGE, Machine, Seeded, examples_until_found

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("machine", [HostileDriver, HostileModel])
def test_nothing_breaks_a_promise(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    run_state_machine_as_test(machine, settings=BOUNDS[machine])


@pytest.mark.parametrize("seeded", [each for each in FAULTS if each.quick], ids=lambda each: each.fault)
def test_a_seeded_fault_is_found(seeded: Seeded, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    assert examples_until_found(seeded) is not None


def test_the_page_lists_every_seeded_fault_as_found() -> None:
    rows = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].strip().splitlines()[2:]
    listed = [tuple(cell.strip() for cell in row.strip("|").split("|"))[:2] for row in rows]
    assert listed == [(each.invariant, each.fault) for each in FAULTS]
    assert not [row for row in rows if "NOT FOUND" in row]
