"""The world file's optional sections and written visits: contradictions are refused with file, line and reason."""

import re
from pathlib import Path

import pytest

from receptionist.sandbox.opendental import load_world
from tests.sandbox.opendental.helpers import ROOT
from tests.sandbox.opendental.test_world import LINE, NOW, WHOLE, problems

pytestmark = pytest.mark.unit

CARRIER = "carriers:\n  - {number: 1, name: A}\ninsurance_plans:\n  - {number: 2, carrier: 1}\n"
POLICY = CARRIER + "policies:\n  - {number: 3, plan: 2, subscriber: 1, id: X}\n"
VISIT = "  - {{number: {0}, patient: {1}, provider: {2}, operatory: {3}, minutes: 60, at: +1wd {4}{5}}}\n"


@pytest.mark.parametrize(
    ("added", "line", "problem"),
    [
        (
            "carriers:\n  - {number: 1, name: A}\n  - {number: 1, name: B}",
            2,
            "carriers[1].number: 1 is already carriers[0]",
        ),
        (
            "insurance_plans:\n  - {number: 2, carrier: 9}",
            1,
            "insurance_plans[0].carrier: there is no carrier 9; the world has none",
        ),
        (
            CARRIER + "policies:\n  - {number: 3, plan: 2, subscriber: 8, id: X}",
            5,
            "policies[0].subscriber: there is no patient 8; the world has 1",
        ),
        (
            POLICY + "coverages:\n  - {patient: 1, policy: 3}\n  - {patient: 1, policy: 3}",
            8,
            "coverages[1]: patient 1 already has policy 3 by coverages[0]",
        ),
        (
            POLICY + "coverages:\n  - {patient: 1, policy: 4}",
            7,
            "coverages[0].policy: there is no policy 4; the world has 3",
        ),
        ("claims:\n  - {number: 1, patient: 1, date: -3d}", 1, "claims[0].patient: patient 1 has no coverage"),
        (
            "procedures:\n  - {patient: 1, code: D9999, date: -3d}",
            1,
            "procedures[0].code: there is no procedure code 'D9999'; add it to procedure_codes",
        ),
        (
            "procedures:\n  - {patient: 1, code: D1110, date: never}",
            1,
            "procedures[0].date: 'never' is not a date; write 2026-12-01, today, +3d, -2w, +5wd (working days), "
            "next tue or last fri",
        ),
        (
            "users:\n  - {number: 1, name: A, groups: [7]}",
            1,
            "users[0].groups[0]: there is no user group 7; the world has none",
        ),
        (
            "adjustments:\n  - {patient: 1, amount: 5, date: today, type: 9}",
            1,
            "adjustments[0].type: there is no definition of category 1 with number 9; the world has none",
        ),
        ("tasks:\n  - {list: 4, text: A}", 1, "tasks[0].list: there is no task list 4; the world has none"),
    ],
)
def test_a_contradiction_names_line_and_reason(tmp_path: Path, added: str, line: int, problem: str) -> None:
    assert problems(tmp_path, WHOLE + added + "\n") == [f"x.yaml:{LINE + line}: {problem}"]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ((2, 1, 5, 4, "9:30", ""), "patient 1"),
        ((2, 2, 2, 4, "9:30", ""), "provider 2"),
        ((2, 2, 5, 3, "8:55", ""), "operatory 3"),
    ],
)
def test_written_visits_must_not_overlap_unmarked(tmp_path: Path, second: tuple[object, ...], reason: str) -> None:
    people = WHOLE + "  - {number: 2, first: Kim, last: Two}\n" if WHOLE.rstrip().endswith("Two}") else WHOLE
    people = people.replace("patients:\n", "patients:\n  - {number: 2, first: Kim, last: Two}\n")
    visits = "appointments:\n" + VISIT.format(1, 1, 2, 3, "9:00", "") + VISIT.format(*second)
    what, number = reason.split()
    assert problems(tmp_path, people + visits) == [
        f"x.yaml:{LINE + 3}: appointments[1].at: {what} {number} already has appointments[0] then; "
        "mark one of the two overlap: true"
    ]
    marked = "appointments:\n" + VISIT.format(1, 1, 2, 3, "9:00", ", overlap: true") + VISIT.format(*second)
    path = tmp_path / "marked.yaml"
    path.write_text(people + marked, encoding="utf-8")
    assert len(load_world(path, NOW).visits) == 2


def test_broken_visits_and_neighbours_do_not_overlap(tmp_path: Path) -> None:
    visits = "appointments:\n" + VISIT.format(1, 1, 2, 3, "9:00", "") + VISIT.format(2, 1, 2, 3, "10:00", "")
    path = tmp_path / "x.yaml"
    path.write_text(WHOLE + visits + VISIT.format(3, 1, 2, 3, "9:30", ", status: Broken"), encoding="utf-8")
    assert len(load_world(path, NOW).visits) == 3


def test_the_documents_sections_are_a_world_too(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "worlds.md").read_text(encoding="utf-8")
    whole, records = (re.search(rf"```yaml\n({start}:.*?)```", text, re.S) for start in ("practice", "employers"))
    assert whole is not None
    assert records is not None
    path = tmp_path / "larch.yaml"
    path.write_text(whole[1] + records[1], encoding="utf-8")
    assert [claim.number for claim in load_world(path, NOW).file.claims] == [901]
