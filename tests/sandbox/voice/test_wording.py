"""What the mouth is given to say, sentence by sentence, and what is kept of what the ear wrote down."""

import pytest

from receptionist.sandbox.voice.echo import without_echo
from receptionist.sandbox.voice.wording import sentences, to_be_said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello. How are you?", ["Hello.", "How are you?"]),
        ("Dr. Barton is in. See Mrs. Kim!", ["Dr. Barton is in.", "See Mrs. Kim!"]),
        ("It is on Dec. 1 at 2 p.m. on Tuesday. Fine?", ["It is on Dec. 1 at 2 p.m. on Tuesday.", "Fine?"]),
        ("Come at 2 p.m. Bring the card.", ["Come at 2 p.m.", "Bring the card."]),
        ("J. Smith called.", ["J. Smith called."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("Wait... what?", ["Wait... what?"]),
        ('She said "yes." Then (at last!) it rang.', ['She said "yes."', "Then (at last!) it rang."]),
        ("  ", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("on Nov. 24 at 9", "on November 24 at 9"),
        ("on Dec 1", "on December 1"),
        ("You may come", "You may come"),
        ("call (555) 010-0123 now", "call five five five, zero one zero, zero one two three now"),
        ("call 555-010-0123.", "call five five five, zero one zero, zero one two three."),
        ("call +1 555 010 0123.", "call five five five, zero one zero, zero one two three."),
        ("born 1988-11-02", "born 1988-11-02"),
        ("reference 12345678901", "reference 12345678901"),
        ("Dr. Patel's day", "Dr. [Patel](/pətˈɛl/)'s day"),
    ],
)
def test_what_is_written_is_turned_into_what_is_said(written: str, said: str) -> None:
    assert to_be_said(written, {"Patel": "pətˈɛl"}) == said


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Can I bring my kids? Can I bring my", "Can I bring my kids?"),
        ("It is at two. It is at two.", "It is at two."),
        ("Call 555. Call 555.", "Call 555. Call 555."),
        ("Hi, I need a cleaning. Hi, I", "Hi, I need a cleaning."),
        ("I can come and I can come", "I can come and I can come"),
        ("Yes.", "Yes."),
        ("", ""),
    ],
)
def test_an_ear_that_begins_again_is_taken_back(heard: str, kept: str) -> None:
    assert without_echo(heard) == kept
