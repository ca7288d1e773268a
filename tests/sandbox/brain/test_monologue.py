"""A speech of five hundred words is understood by what it says at its end, or in its middle."""

from datetime import date

import pytest

from receptionist.sandbox.brain.monologue import LONG, condensed
from tests.end_to_end.phrases import story
from tests.sandbox.brain.house import House

pytestmark = pytest.mark.unit
TODAY = date(2026, 11, 23)
WISH = "I need a cleaning on December 1st at 2 pm. I'm Dana Okafor, born November 2nd 1988."


def test_a_short_text_is_left_alone() -> None:
    assert condensed("Well, hello there. A cleaning please.", TODAY) == "Well, hello there. A cleaning please."


@pytest.mark.parametrize("marks", [True, False], ids=["sentences", "no end mark"])
def test_what_tells_something_is_kept_and_the_story_is_not(marks: bool) -> None:
    told = condensed(f"{story(500, marks=marks)} {WISH} {story(500, marks=marks)}", TODAY)
    assert "December 1st at 2 pm" in told
    assert "November 2nd 1988" in told
    assert len(told) < LONG


def test_a_story_that_wants_nothing_is_cut_and_not_guessed_at() -> None:
    assert len(condensed(story(4000), TODAY)) == LONG


def test_five_hundred_words_end_in_the_read_back_of_the_wish() -> None:
    house = House()
    answer = house.tell(f"{story(500)} {WISH} I've been there before.")
    assert "Tuesday, December 1 at 2:00 PM" in answer
    assert "Shall I book it?" in answer
