"""Nothing is hard-wired to the sandbox's usual practice: another world, zone and profile work the same way.

The profile says that Tiny Teeth sees patients on Saturdays; the project's rule is weekdays, and the rule wins.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from receptionist.settings import ROOT
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

PROFILE = """
name: Tiny Teeth
phone: (555) 014-0000
address: 3 Shore Road, Cove, CA 95000
time_zone: America/Los_Angeles
hours:
  tuesday: &usual {open: "9:00-18:00", lunch: "13:00-14:00"}
  wednesday: *usual
  thursday: *usual
  friday: *usual
  saturday: *usual
appointment_types:
  bookable: [Checkup, Hygiene visit]
facts:
  Parking: On the pier.
"""


@pytest.fixture
async def tiny(tmp_path: Path) -> AsyncIterator[House]:
    """Tiny Teeth on Monday, March 8, 2027, the week in which the clocks change."""
    profile = tmp_path / "tiny.yaml"
    profile.write_text(PROFILE)
    world = ROOT / "fixtures/worlds/tiny.yaml"
    async with open_house(tmp_path, now="2027-03-08T16:30", world=world, profile=profile) as opened:
        yield opened


async def test_booking_in_another_world_and_zone(tiny: House) -> None:
    answers = await tiny.talk(
        "I'd like a checkup on Thursday March 18th at 2 pm, I'm an existing patient", "Kamal Idris, June 15 1990", "yes"
    )
    assert "booked for Thursday, March 18 at 2:00 PM" in answers[-1]
    (row,) = (await tiny.changes())["appointments"]
    assert (row["PatNum"], row["AptDateTime"], row["Op"]) == (703, "2027-03-18 14:00:00", 71)
    assert (row["AppointmentTypeNum"], len(row["Pattern"])) == (91, 8)


async def test_saturday_is_refused_although_the_practice_works_then(tiny: House) -> None:
    answers = await tiny.talk(
        "I'd like a checkup this Saturday at 10 am, I'm an existing patient", "Kamal Idris, June 15 1990"
    )
    assert "Shall I book it" not in answers[-1]
    assert await tiny.snapshot() == tiny.before


async def test_the_office_is_the_profiles(tiny: House) -> None:
    hours, parking = await tiny.talk("when are you open?", "where do I park?")
    assert "9:00 AM to 6:00 PM" in hours
    assert "pier" in parking


async def test_moving_a_hygiene_visit_keeps_its_shape(tiny: House) -> None:
    answers = await tiny.talk(
        "I need to move my appointment", "Kamal Idris, June 15 1990", "Thursday March 18th at 11 am", "yes"
    )
    assert "Thursday, March 18 at 11:00 AM" in answers[-1]
    (row,) = (await tiny.changes())["appointments"]
    assert row["was"] == 801
    assert row["AptDateTime"] == "2027-03-18 11:00:00"
