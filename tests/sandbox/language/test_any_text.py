"""Readers survive any text, and read back what the house itself says and what callers make of it."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.sandbox.language.dates import read_dates
from receptionist.sandbox.language.intents import is_no, is_yes, read_intents
from receptionist.sandbox.language.people import (
    read_address,
    read_birthdate,
    read_email,
    read_name,
    read_phone,
    read_phone_problem,
)
from receptionist.sandbox.language.speech import say_date, say_digits, say_time, spell
from receptionist.sandbox.language.times import read_time

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 18)
WORDS = """
the next last first second half quarter past to from until after not no or and may march december 31st 30 2 0 99 999
in of week weeks month tuesday friday , . - / : 's o'clock a.m. double five oh one hundred thousand nineteen eighty
twenty my name is O-K yes can't dr. with at 2/30 24/7
"""
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), PIECES), st.dates())
def test_no_text_raises(text: str, today: date) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_dates(text, today),
        lambda: read_time(text),
        lambda: read_name(text),
        lambda: read_name(text, asked=True),
        lambda: read_birthdate(text, today),
        lambda: read_birthdate(text, today, asked=True),
        lambda: read_phone(text),
        lambda: read_phone_problem(text),
        lambda: read_email(text),
        lambda: read_address(text),
        lambda: read_intents(text),
    )
    for read in readers:
        read()
    assert not (is_yes(text) and is_no(text))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 330))
def test_a_coming_day_is_read_in_every_spelling(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    for said in (
        say_date(day, TODAY),
        f"{day:%B} {day.day}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B}",
        f"{day:%A} {day:%B} {day.day}".lower(),
        f"{day.month}/{day.day}",
        f"{day:%m/%d/%Y}",
        day.isoformat(),
        f"can I come in on {day:%B} {day.day}?",
    ):
        reading = read_dates(said, TODAY)
        assert (said, reading.start, reading.end) == (said, day, day)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1920, 1, 1), date(2021, 12, 31)))
def test_a_birth_date_is_read_in_every_spelling(day: date) -> None:
    spellings = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.day} {day:%B} {day.year}",
        day.isoformat(),
    )
    for said in spellings:
        reading = read_birthdate(said, TODAY, asked=True)
        assert reading is not None
        assert (said, reading.day) == (said, day)


@pytest.mark.parametrize("minutes", range(7 * 60, 19 * 60, 5))
def test_an_office_time_is_read_in_every_spelling(minutes: int) -> None:
    at = time(minutes // 60, minutes % 60)
    hour = at.hour % 12 or 12
    half = "a.m." if at.hour < 12 else "p.m."
    spellings = (
        say_time(at),
        f"at {hour}:{at.minute:02d}",
        f"{hour}.{at.minute:02d}",
        f"{hour}:{at.minute:02d} {half}",
        f"{at:%H:%M}",
    )
    for said in spellings:
        assert (said, read_time(said).at) == (said, at)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[2-9][0-9]{9}", fullmatch=True))
def test_a_phone_is_read_in_every_spelling(digits: str) -> None:
    area, exchange, line = digits[:3], digits[3:6], digits[6:]
    names = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    for said in (
        digits,
        f"({area}) {exchange}-{line}",
        f"{area}-{exchange}-{line}",
        f"+1 {area} {exchange} {line}",
        f"{area}.{exchange}.{line}",
        say_digits(digits),
        " ".join(names[int(digit)] for digit in digits),
        f"it's {area}, {exchange}, {line}.",
    ):
        assert (said, read_phone(said)) == (said, digits)


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True))
def test_a_spelled_name_is_read_back(name: str) -> None:
    reading = read_name(spell(name), asked=True)
    assert reading is not None
    assert reading.last is not None
    assert (reading.last.casefold(), reading.spelled) == (name.casefold(), True)


def test_speech() -> None:
    assert say_date(date(2026, 12, 1), TODAY) == "Tuesday, December 1"
    assert say_date(date(2027, 1, 5), TODAY) == "Tuesday, January 5, 2027"
    assert say_time(time(14)) == "2:00 PM"
    assert say_time(time(0, 5)) == "12:05 AM"
    assert say_digits("5550100101") == "5 5 5, 0 1 0, 0 1 0 1"
    assert spell("O'Brien") == "O, apostrophe, B, R, I, E, N"
