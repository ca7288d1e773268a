"""World files: what is refused and where the finger points, and that the document's example is a true one."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from receptionist.sandbox.opendental import WorldError, load_world
from tests.sandbox.opendental.helpers import BARTON, ROOT, SMALL_WORLD

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 23, 14, 4, tzinfo=UTC)
WHOLE = SMALL_WORLD + 'schedules:\n  - {provider: 2, days: mon-fri, spans: ["8:00-12:00"], operatories: [3]}\n'


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        load_world(path, NOW)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return [problem.replace(str(path), "x.yaml") for problem in caught.value.problems]


def test_the_small_world_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    assert [person.last for person in load_world(path, NOW).people] == ["One"]


LINE = WHOLE.count("\n") + 1


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (
            'appointments:\n  - {number: 1, patient: 1, provider: 2, operatory: 9, minutes: 20, at: "+1d 8:00"}',
            f"x.yaml:{LINE + 1}: appointments[0].operatory: there is no operatory 9; the world has 3-4",
        ),
        (
            "appointments:\n  - {number: 1,\n patient: 7,\n provider: 2, operatory: 3, minutes: 20, at: +1d 8:00}",
            f"x.yaml:{LINE + 2}: appointments[0].patient: there is no patient 7; the world has 1",
        ),
        (
            "appointments:\n  - {number: 1, patient: 1, provider: 8, operatory: 3, minutes: 20, at: +1d 8:00}",
            f"x.yaml:{LINE + 1}: appointments[0].provider: there is no provider 8; the world has 2, 5",
        ),
        (
            "appointments:\n  - {number: 1, patient: 1, provider: 2, operatory: 3, type: 4, at: +1d 8:00}",
            f"x.yaml:{LINE + 1}: appointments[0].type: there is no appointment type 4; the world has none",
        ),
        (
            "appointments:\n  - {number: 1, patient: 1, provider: 2, operatory: 3, minutes: 20, at: someday 8:00}",
            f"x.yaml:{LINE + 1}: appointments[0].at: 'someday' is not a date; write 2026-12-01, today, +3d, -2w, "
            "+5wd (working days), next tue or last fri",
        ),
        (
            "appointments:\n  - {number: 1, patient: 1, provider: 2, operatory: 3, minutes: 20, at: +1d 8:03}",
            f"x.yaml:{LINE + 1}: appointments[0].at: '8:03' is not a time of day; write 8:00 or 13:30, "
            "on a five-minute step",
        ),
        (
            "closures:\n  - {date: 2026-02-30, note: Never}",
            f"x.yaml:{LINE + 1}: closures[0].date: '2026-02-30' is not a date; write 2026-12-01, today, +3d, -2w, "
            "+5wd (working days), next tue or last fri",
        ),
        (
            "closures:\n  - {yearly: 5th thu of nov, note: Never}",
            f"x.yaml:{LINE + 1}: closures[0].yearly: '5th thu of nov' is not a yearly rule; write 12-25, "
            "'4th thu of nov' or 'last mon of may'",
        ),
        ("closures:\n  - {note: When}", f"x.yaml:{LINE + 1}: closures[0]: give either date (once) or yearly (a rule)"),
        ("kyes: {a: none}", f"x.yaml:{LINE}: kyes: there is no such field"),
        ("keys: {a: slow}", f"x.yaml:{LINE}: keys.a: input should be 'none', 'enterprise', 'paid' or 'read_only'"),
        (
            "recalls:\n  - {patient: 1, type: 1, due: +1d}",
            f"x.yaml:{LINE + 1}: recalls[0].type: there is no recall type 1; the world has none",
        ),
        ("providers: []", f"x.yaml:{LINE}: providers: this field is given twice"),
        (
            "exceptions:\n  - {provider: 2, date: +1d}\n  - {provider: 2, date: +1d}",
            f"x.yaml:{LINE + 2}: exceptions[1]: provider 2 already has an exception on 2026-11-24",
        ),
    ],
)
def test_a_problem_names_file_line_and_field(tmp_path: Path, added: str, problem: str) -> None:
    found = problems(tmp_path, WHOLE + added + "\n")
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_overlapping_schedules_of_one_provider_are_refused(tmp_path: Path) -> None:
    overlapping = WHOLE + '  - {provider: 2, days: "wed,thu", spans: ["11:00-13:00"], operatories: [4]}\n'
    assert problems(tmp_path, overlapping) == [
        f"x.yaml:{LINE}: schedules[1].spans: provider 2 is already scheduled then by schedules[0]"
    ]


def test_a_patient_number_given_twice_is_refused(tmp_path: Path) -> None:
    twice = WHOLE.replace("patients:\n", "patients:\n  - {number: 1, first: A, last: B}\n")
    assert problems(tmp_path, twice)[0].endswith("patients[1].number: 1 is already patients[0]")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    broken = WHOLE.replace("birthdate: 1990-01-01", "birthdate: 1990-13-01").replace("name: Test Office, ", "")
    found = problems(tmp_path, broken)
    assert [problem.split(": ")[1] for problem in found] == ["practice.name", "patients[0].birthdate"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [1", r"x\.yaml:\d+: .+"),
        ("", r"x\.yaml:1: a world file is a mapping.*"),
        ("- 1", r"x\.yaml:1: a world file is a mapping.*"),
        ("practice: &a [*a]", r"x\.yaml:1: practice\[0\]: an anchor refers to itself"),
    ],
)
def test_a_file_that_is_no_world_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert re.fullmatch(problem, problems(tmp_path, text)[0])


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="nowhere.yaml: there is no such world file"):
        load_world(tmp_path / "nowhere.yaml", NOW)
    with pytest.raises(WorldError, match="cannot be read"):
        load_world(tmp_path, NOW)


def test_an_unknown_time_zone_is_refused(tmp_path: Path) -> None:
    assert (
        "'Mars/Olympus' is not a time zone" in problems(tmp_path, WHOLE.replace("America/New_York", "Mars/Olympus"))[0]
    )


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        load_world(BARTON, NOW.replace(tzinfo=None))


def test_the_documents_example_is_a_world(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(practice:.*?)```", (ROOT / "docs" / "worlds.md").read_text(encoding="utf-8"), re.S)
    assert example is not None
    path = tmp_path / "larch.yaml"
    path.write_text(example[1], encoding="utf-8")
    world = load_world(path, NOW)
    assert world.file.practice.name == "Larch Dental"
    assert {visit.number: str(visit.starts) for visit in world.visits if visit.number < 5001} == {
        1: "2026-11-25 09:00:00",
        2: "2026-11-30 14:00:00",
    }
    assert len(world.people) == 23
    assert any(visit.number >= 5001 for visit in world.visits)
