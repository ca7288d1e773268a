"""The profile file: what it may say, what it means when it is silent, and how its faults are told."""

from pathlib import Path

import pytest

from receptionist.practice.profile import PracticeProfile, ProfileError, load_profile

pytestmark = pytest.mark.unit
BARTON = Path(__file__).parents[2] / "fixtures" / "practices" / "barton.yaml"
SMALL = """\
name: Small Dental
phone: (555) 010-0199
address: 1 Oak Road
time_zone: America/Chicago
hours:
  monday: {open: 8:00-12:00}
"""


def load(tmp_path: Path, text: str) -> PracticeProfile:
    path = tmp_path / "practice.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(ProfileError) as caught:
        load(tmp_path, text)
    return str(caught.value).removeprefix(str(tmp_path / "practice.yaml"))


def test_barton_loads_and_fails_closed_where_it_should() -> None:
    profile = load_profile(BARTON)
    assert profile.name == "Barton Dental"
    assert profile.welcome.startswith("Hi! Welcome to Barton Dental. This is Lexi")
    assert profile.policies.horizon_days == 180
    assert profile.policies.routine_lead == 60
    assert profile.transfer["front desk"] == "(555) 010-2001"
    assert "AI" in profile.notice
    assert "this conversation is recorded and transcribed" in profile.notice


def test_what_is_left_out_fails_closed(tmp_path: Path) -> None:
    profile = load(tmp_path, SMALL)
    assert profile.appointment_types.bookable == ()
    assert profile.policies.routine_lead == "next_working_day"
    assert profile.hours.on(1) is None


def test_times_are_not_read_as_yaml_numbers(tmp_path: Path) -> None:
    profile = load(tmp_path, SMALL + "closures:\n  - date: 2026-12-24\n    from: 12:00\n")
    assert profile.closures[0].from_ is not None
    assert profile.closures[0].from_.hour == 12


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SMALL + "opening: x\n", ", line 7, opening: unknown key"),
        (SMALL.replace("open: 8:00-12:00", "open: 8:00-12:00, launch: 1:00-2:00"), "line 6, hours.monday.launch"),
        (SMALL.replace("8:00-12:00", "8-12"), "line 6, hours.monday.open: write a time of the day"),
        (SMALL.replace("8:00-12:00", "12:00-8:00"), "later than the first"),
        (SMALL.replace("America/Chicago", "Central"), "line 4, time_zone: write an IANA time zone"),
        (SMALL.replace("(555) 010-0199", "0199"), "line 2, phone: write a phone number"),
        (SMALL.replace("phone: (555) 010-0199\n", ""), "phone: this key is required"),
        (SMALL + "notice: Hello there\n", "line 7, notice: the notice must say that the assistant is 'AI'"),
        (SMALL + "notice: This is an AI assistant.\n", "'recorded' or 'transcribed'"),
        (SMALL + "greeting: Hi, Lexi here\n", "line 7, greeting: the greeting must contain {practice}"),
        (SMALL + "emergency: Call us back\n", "line 7, emergency"),
        (SMALL + "closures:\n  - holiday: Pancake Day\n", "line 8, closures.0.holiday: use one of"),
        (SMALL + "closures:\n  - first: 2026-12-02\n", "give first and last together"),
        (SMALL + "closures:\n  - {date: 2026-12-02, holiday: Labor Day}\n", "exactly one of"),
        (SMALL + "closures:\n  - date: 2026-02-30\n", "line 8, closures.0"),
        (SMALL + "policies:\n  routine_lead: soon\n", "line 8, policies.routine_lead"),
        (SMALL + "policies:\n  grid_minutes: 7\n", "line 8, policies.grid_minutes"),
        (SMALL + "policies:\n  horizon_days: 0\n", "line 8, policies.horizon_days"),
        (SMALL + "facts:\n  Hours: never\n", "line 7, facts"),
        (SMALL + "name: Again\n", "line 7: 'name' is given twice"),
        (SMALL + "facts: [\n", "not valid YAML"),
        ("- a\n- b\n", "line 1: the file must be a mapping"),
        ("", "line 1: the file must be a mapping"),
        ("a: &x [*x]\n", "alias"),
        (SMALL.replace("monday: {open: 8:00-12:00}", "monday:"), "at least one weekday"),
        (SMALL.replace("8:00-12:00", "8:00-12:00, lunch: 7:00-8:30"), "lunch must lie inside"),
    ],
)
def test_a_fault_names_line_and_field_and_what_to_do(tmp_path: Path, text: str, told: str) -> None:
    assert told in fault(tmp_path, text)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = fault(tmp_path, SMALL.replace("America/Chicago", "Central") + "opening: x\n")
    assert len(text.splitlines()) == 2


def test_a_missing_file_and_one_that_is_not_text(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="no such file"):
        load_profile(tmp_path / "none.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="UTF-8"):
        load_profile(binary)
