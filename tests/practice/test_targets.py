"""Whom a caller is put through to: by reason and by the hour, and how a profile may say it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from receptionist.practice.profile import PracticeProfile, ProfileError, load_profile
from receptionist.practice.targets import candidates, reachable

pytestmark = pytest.mark.unit

MONDAY_9 = datetime(2026, 11, 23, 14, tzinfo=UTC)
LUNCH = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 3, tzinfo=UTC)
THANKSGIVING_10 = datetime(2026, 11, 26, 15, tzinfo=UTC)
HEAD = """
name: Small Dental
phone: (555) 010-2000
address: 1 Street
time_zone: America/New_York
hours:
  monday: &usual {open: 8:00-17:00, lunch: 12:00-13:00}
  thursday: *usual
closures:
  - {holiday: Thanksgiving Day}
transfer:
"""


def profile(tmp_path: Path, *targets: str) -> PracticeProfile:
    path = tmp_path / "small.yaml"
    path.write_text(HEAD + "\n".join(f"  {target}" for target in targets))
    return load_profile(path)


def chosen(given: PracticeProfile, reason: str, at: datetime = MONDAY_9) -> str | None:
    found = reachable(given, reason, at)
    return found.name if found is not None else None


def test_a_plain_number_is_a_cold_target_at_any_hour(tmp_path: Path) -> None:
    given = profile(tmp_path, "front desk: (555) 010-2001")
    found = reachable(given, "asked_for_person", NIGHT)
    assert found is not None
    assert (found.name, found.target.style, found.target.number) == ("front desk", "cold", "(555) 010-2001")
    assert given.transfer == {"front desk": "(555) 010-2001"}


def test_who_suits_the_reason_is_tried_first(tmp_path: Path) -> None:
    given = profile(
        tmp_path,
        "manager: (555) 010-2003",
        "clinical: (555) 010-2002",
        "front desk: (555) 010-2001",
        "interpreter: {number: (555) 010-2005, kind: manager}",
        "language: (555) 010-2006",
    )
    assert chosen(given, "asked_for_person") == "front desk"
    assert chosen(given, "emergency") == "clinical"
    assert chosen(given, "abusive") == "manager"
    assert chosen(given, "language") == "language"
    assert chosen(given, "anything else") == "front desk"


@pytest.mark.parametrize(
    ("hours", "at", "open_"),
    [
        ("office", MONDAY_9, True),
        ("office", LUNCH, False),
        ("office", NIGHT, False),
        ("office", THANKSGIVING_10, False),
        ("always", NIGHT, True),
        ("{monday: {open: 12:00-13:00}}", LUNCH, True),
        ("{monday: {open: 12:00-13:00}}", MONDAY_9, False),
        ("{thursday: {open: 8:00-17:00}}", THANKSGIVING_10, False),
    ],
)
def test_a_target_answers_in_its_hours(tmp_path: Path, hours: str, at: datetime, open_: bool) -> None:
    given = profile(tmp_path, f"front desk: {{number: (555) 010-2001, hours: {hours}}}")
    assert (chosen(given, "asked_for_person", at) is not None) is open_


def test_who_is_closed_is_passed_over(tmp_path: Path) -> None:
    given = profile(tmp_path, "clinical: {number: (555) 010-2002, hours: office}", "on call: (555) 010-2004")
    assert chosen(given, "emergency", NIGHT) == "on call"


def test_the_number_on_call_is_for_emergencies_alone(tmp_path: Path) -> None:
    given = profile(tmp_path, "on call: (555) 010-2004", "Dr. Night: {number: (555) 010-2005, kind: on_call}")
    assert chosen(given, "asked_for_person") is None
    assert candidates(given, "emergency") == ["on call", "Dr. Night"]


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("desk: 12345", "ten digits"),
        ("desk: {style: warm}", "required"),
        ("desk: {number: (555) 010-2001, style: tepid}", "cold"),
        ("desk: {number: (555) 010-2001, numbre: x}", "unknown key"),
    ],
)
def test_a_faulty_target_is_named_with_its_line(tmp_path: Path, target: str, advice: str) -> None:
    with pytest.raises(ProfileError) as error:
        profile(tmp_path, target)
    assert advice in str(error.value)
    assert "line 12" in str(error.value)
