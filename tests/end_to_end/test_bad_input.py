"""What can't be used is asked again kindly; nothing is guessed, and nothing that was said before is lost.

The clock stands at Monday, November 30, 2026, 9:00 in the practice.
"""

from typing import Any

import pytest

from tests.end_to_end.house import House
from tests.end_to_end.phrases import BAD_INPUT, story

pytestmark = pytest.mark.end_to_end


@pytest.mark.parametrize("talk", BAD_INPUT["calls"], ids=lambda talk: talk["name"])
async def test_a_call_recovers_and_leaves_exactly_these_rows(house: House, talk: dict[str, Any]) -> None:
    # The typed channel takes two thousand characters; `tests/sandbox/brain/test_monologue.py` goes beyond.
    lines = [line.format(story=story(330), unmarked=story(330, marks=False)) for line in talk["lines"]]
    answers = await house.talk(*lines)
    said = "\n".join(f"{line[:80]}\n    {answer}" for line, answer in zip(lines, answers, strict=False))
    assert talk["says"] in said, said
    changes = await house.changes()
    new = [(row["FName"], row["LName"], row["Birthdate"], row["WirelessPhone"]) for row in changes["patients"]]
    assert new == ([tuple(talk["registered"])] if "registered" in talk else []), said
    own = changes["patients"][0]["PatNum"] if new else None
    booked = [(row.get("PatNum"), row["AppointmentTypeNum"], row["AptDateTime"]) for row in changes["appointments"]]
    wanted = talk.get("booked")
    assert booked == ([(wanted[0] or own, *wanted[1:])] if wanted else []), said
    assert house.messages() == [], said
