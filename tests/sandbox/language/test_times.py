"""Times of day as callers say them."""

from datetime import time

import pytest

from receptionist.sandbox.language.times import Part, read_time

pytestmark = pytest.mark.unit

NAMED = [
    ("2 p.m.", time(14)),
    ("2pm", time(14)),
    ("2 PM on Tuesday", time(14)),
    ("2:15pm.", time(14, 15)),
    ("half past three", time(15, 30)),
    ("half past 10", time(10, 30)),
    ("quarter to ten", time(9, 45)),
    ("quarter past 9", time(9, 15)),
    ("a quarter of eleven", time(10, 45)),
    ("twenty past three", time(15, 20)),
    ("ten to four", time(15, 50)),
    ("930", time(9, 30)),
    ("9.30", time(9, 30)),
    ("9:30", time(9, 30)),
    ("nine-thirty", time(9, 30)),
    ("nine thirty", time(9, 30)),
    ("three thirty", time(15, 30)),
    ("ten fifteen", time(10, 15)),
    ("twelve thirty", time(12, 30)),
    ("ten oh five", time(10, 5)),
    ("noon", time(12)),
    ("tomorrow at noon", time(12)),
    ("lunch time", time(12)),
    ("midnight", time(0)),
    ("14:00", time(14)),
    ("around ten", time(10)),
    ("ten", time(10)),
    ("10", time(10)),
    ("ten please", time(10)),
    ("at 7", time(7)),
    ("at 1", time(13)),
    ("at one", time(13)),
    ("at 6", time(18)),
    ("at 11", time(11)),
    ("8 in the evening", time(20)),
    ("9 in the morning", time(9)),
    ("9:05 a.m.", time(9, 5)),
    ("12 am", time(0)),
    ("eleven o'clock", time(11)),
    ("2 o'clock", time(14)),
    ("the 2 o'clock one", time(14)),
    ("I'll take the 2:30", time(14, 30)),
    ("can we do 4 instead", time(16)),
    ("how about 11?", time(11)),
    ("December 3 at 2", time(14)),
    ("12/3 at 2:30", time(14, 30)),
    ("tuesday at 10", time(10)),
    ("tomorrow 10 am", time(10)),
    ("around 3ish", time(15)),
    ("move my 2 o'clock to 4", time(16)),
    ("move it from 2 to 3", time(15)),
    ("2, no, 3", time(15)),
    ("not at 2, at 3", time(15)),
    ("2026-11-24 14:00:00", time(14)),
    ("Wednesday, December 2nd at 9.30", time(9, 30)),
    ("the 10 works", time(10)),
    ("1030", time(10, 30)),
    ("good morning, do you have 2:30?", time(14, 30)),
    ("December 12 at 2 p.m.", time(14)),
]


@pytest.mark.parametrize(("said", "at"), NAMED)
def test_named_time(said: str, at: time) -> None:
    assert read_time(said).at == at


@pytest.mark.parametrize(
    "said",
    [
        "Tuesday the 3rd",
        "December 3",
        "the 3rd",
        "two of us",
        "in two weeks",
        "call 555-213-4876",
        "555 213 4876",
        "five five five oh one oh oh one oh one",
        "March 3rd, 1985.",
        "11/2/88",
        "1985",
        "the first one",
        "the second",
        "I live at 12 Larch Street",
        "he is 7 years old",
        "just the one",
        "that one",
        "good morning",
        "Dana Okafor, November 2nd 1988, 555-010-0101",
        "for 2 kids",
        "option 2",
        "2 weeks",
        "yes",
        "",
        "in half an hour",
        "12/03/2026",
        "next week",
    ],
)
def test_no_time(said: str) -> None:
    assert not read_time(said).found


@pytest.mark.parametrize(
    ("said", "after", "before"),
    [
        ("after 3", time(15), None),
        ("any time after 3", time(15), None),
        ("before eleven", None, time(11)),
        ("before noon", None, time(12)),
        ("between 2 and 4", time(14), time(16)),
        ("from nine to five", time(9), time(17)),
        ("no later than 4", None, time(16)),
        ("four or later", time(16), None),
        ("after lunch", time(13), None),
    ],
)
def test_bounds(said: str, after: time | None, before: time | None) -> None:
    reading = read_time(said)
    assert (reading.after, reading.before, reading.at) == (after, before, None)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("Tuesday morning", "morning"),
        ("in the afternoon", "afternoon"),
        ("mornings are best", "morning"),
        ("tomorrow evening", "afternoon"),
        ("not in the morning", "afternoon"),
        ("mornings don't work", "afternoon"),
        ("anything but afternoon", "morning"),
        ("morning or afternoon", "any"),
        ("any time", "any"),
        ("whenever", "any"),
        ("first thing", "morning"),
        ("good afternoon", None),
    ],
)
def test_part_of_day(said: str, part: Part | None) -> None:
    assert read_time(said).part == part


def test_alternatives_are_listed() -> None:
    assert read_time("Friday at 2 or 3").times == (time(14), time(15))


def test_the_time_of_a_visit_they_have_is_no_wish() -> None:
    reading = read_time("my appointment is on Monday the 30th at 9, can we push it to Tuesday at 2")
    assert (reading.visit_at, reading.at) == (time(9), time(14))


def test_a_dash_between_hour_and_minutes() -> None:
    assert read_time("how about 11-30").at == time(11, 30)
