"""The documents list every rule and every key of the profile; a new one without its line fails here."""

from pathlib import Path

import pytest

from receptionist.booking.rules import RULES
from receptionist.practice.fields import WEEKDAYS
from receptionist.practice.holidays import RULES as HOLIDAYS
from receptionist.practice.schema import (
    AppointmentTypes,
    Closure,
    DayHours,
    Policies,
    PracticeProfile,
    Section,
    TypeOverride,
)

pytestmark = pytest.mark.unit
DOCS = Path(__file__).parents[2] / "docs"


def test_every_rule_is_in_the_table_in_its_order() -> None:
    text = (DOCS / "booking.md").read_text(encoding="utf-8")
    listed = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `R")]
    assert listed == [rule.reason for rule in RULES]


@pytest.mark.parametrize(
    "section", [PracticeProfile, DayHours, Closure, Policies, AppointmentTypes, TypeOverride], ids=lambda s: s.__name__
)
def test_every_key_of_the_profile_is_explained(section: type[Section]) -> None:
    text = (DOCS / "practice-profile.md").read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in section.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in text] == []


def test_every_holiday_and_default_is_explained() -> None:
    text = " ".join((DOCS / "practice-profile.md").read_text(encoding="utf-8").split())
    assert [name for name in HOLIDAYS if name not in text] == []
    assert "`monday`" in text
    assert WEEKDAYS[-1] in text
    for name, field in Policies.model_fields.items():
        default = "none" if field.default is None else str(field.default).lower()
        assert f"| `{name}` | {default} |" in text.replace("`next_working_day`", "next_working_day")
