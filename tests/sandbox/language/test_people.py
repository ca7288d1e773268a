"""Names, birth dates, telephone numbers and addresses as callers say them."""

from datetime import date

import pytest

from receptionist.sandbox.language.people import (
    NameReading,
    read_address,
    read_birthdate,
    read_email,
    read_name,
    read_phone,
    read_phone_problem,
)

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("said", "first", "last", "spelled"),
    [
        ("my name is dana okafor", "Dana", "Okafor", False),
        ("My name's Dana Okafor and I need a cleaning", "Dana", "Okafor", False),
        ("it's Okafor, Dana", "Dana", "Okafor", False),
        ("this is Dana Okafor", "Dana", "Okafor", False),
        ("Hi, this is Sean O'Brien calling", "Sean", "O'Brien", False),
        ("this is sean o'brien", "Sean", "O'Brien", False),
        ("I'm Dana", "Dana", None, False),
        ("My last name is O-K-A-F-O-R", None, "Okafor", True),
        ("It's Dana Okafour, O-K-A-F-O-R", "Dana", "Okafor", True),
        ("dana okafour o k a f o r", "Dana", "Okafor", True),
        ("my name is josé de la cruz", "José", "De La Cruz", False),
        ("my name is mary-jane smith-jones", "Mary-Jane", "Smith-Jones", False),
        ("my name is april jones", "April", "Jones", False),
        ("Dana Okafor, November 2nd 1988, 555-010-0101", "Dana", "Okafor", False),
        ("dana okafor november 2nd 1988 555 010 0101", "Dana", "Okafor", False),
        ("Tom Reyes. July nineteenth nineteen ninety four.", "Tom", "Reyes", False),
        ("first name Dana, last name Okafor", "Dana", "Okafor", False),
        ("it's for my son Milo Okafor", "Milo", "Okafor", False),
        ("my name is Ana Garcia Lopez", "Ana", "Garcia Lopez", False),
    ],
)
def test_name_in_passing(said: str, first: str | None, last: str | None, spelled: bool) -> None:
    assert read_name(said) == NameReading(first, last, spelled)


@pytest.mark.parametrize(
    ("said", "first", "last", "spelled"),
    [
        ("dana okafor", "Dana", "Okafor", False),
        ("Dana Okafor.", "Dana", "Okafor", False),
        ("sure, it's Dana Okafor.", "Dana", "Okafor", False),
        ("Okafor, Dana", "Dana", "Okafor", False),
        ("O'Brien, Sean", "Sean", "O'Brien", False),
        ("Dana", "Dana", None, False),
        ("o k a f o r", None, "Okafor", True),
        ("D-A-N-A O-K-A-F-O-R", "Dana", "Okafor", True),
        ("O apostrophe B R I E N", None, "O'Brien", True),
        ("S as in Sam, M as in Mary, I, T, H", None, "Smith", True),
        ("R E double E S E", None, "Reeese", True),
        ("James T. Wilson", "James", "Wilson", False),
        ("May Li", "May", "Li", False),
        ("Grace Chen", "Grace", "Chen", False),
        ("Dr. Patel", None, "Patel", False),
        ("Ronald McDonald", "Ronald", "McDonald", False),
    ],
)
def test_name_when_asked(said: str, first: str | None, last: str | None, spelled: bool) -> None:
    assert read_name(said, asked=True) == NameReading(first, last, spelled)


@pytest.mark.parametrize(
    "said",
    [
        "I need a cleaning",
        "yes please",
        "next Tuesday",
        "Tuesday at 2",
        "no",
        "what",
        "why do you need that",
        "",
        "I don't want to say",
        "in the morning",
        "can I talk to a person",
        "it's an emergency",
        "I'm bleeding",
        "i'm calling about my appointment",
        "this is ridiculous",
        "I'm new here",
        "555-010-0101",
        "the first one",
        "it's urgent",
        "goodbye",
        "my tooth hurts",
    ],
)
def test_not_a_name(said: str) -> None:
    assert read_name(said, asked=True) is None
    assert read_name(said) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("March 3rd, 1985.", date(1985, 3, 3)),
        ("march third nineteen eighty five", date(1985, 3, 3)),
        ("the third of march nineteen ninety", date(1990, 3, 3)),
        ("11/2/88", date(1988, 11, 2)),
        ("11-02-1988", date(1988, 11, 2)),
        ("11.2.1988", date(1988, 11, 2)),
        ("1988-11-02", date(1988, 11, 2)),
        ("11 2 1988", date(1988, 11, 2)),
        ("11021988", date(1988, 11, 2)),
        ("2 November 1988", date(1988, 11, 2)),
        ("eleven two eighty eight", date(1988, 11, 2)),
        ("November second, eighty eight", date(1988, 11, 2)),
        ("november 2 '88", date(1988, 11, 2)),
        ("july fourth oh five", date(2005, 7, 4)),
        ("july fourth two thousand and five", date(2005, 7, 4)),
        ("may fourteenth twenty seventeen", date(2017, 5, 14)),
        ("April eighteenth nineteen sixty nine", date(1969, 4, 18)),
        ("december twenty nineteen eighty", date(1980, 12, 20)),
        ("13/2/88", date(1988, 2, 13)),
        ("my birthday is the 2nd of November 1988", date(1988, 11, 2)),
        ("Dana Okafor, November 2nd 1988, 555-010-0101", date(1988, 11, 2)),
        ("March 3rd 1985, no, March 13th 1985", date(1985, 3, 13)),
    ],
)
def test_birthdate(said: str, day: date) -> None:
    reading = read_birthdate(said, TODAY, asked=True)
    assert reading is not None
    assert reading.day == day


@pytest.mark.parametrize("said", ["february 30 1988", "december 5 2030", "11/31/90", "1/1/1850"])
def test_impossible_birthdate(said: str) -> None:
    reading = read_birthdate(said, TODAY, asked=True)
    assert reading is not None
    assert reading.impossible is not None
    assert reading.day is None


@pytest.mark.parametrize("said", ["november 2nd", "11/2", "1988"])
def test_incomplete_birthdate_is_a_question(said: str) -> None:
    reading = read_birthdate(said, TODAY, asked=True)
    assert reading is not None
    assert reading.ambiguous is not None


@pytest.mark.parametrize("said", ["December 3rd, 2026", "12/3/26", "next Tuesday", "the 3rd at 2", "555-010-0101"])
def test_an_appointment_wish_is_no_birthdate(said: str) -> None:
    assert read_birthdate(said, TODAY, asked=False) is None


def test_birthdate_in_passing() -> None:
    reading = read_birthdate("I was born on 3/3/90 and need a cleaning", TODAY, asked=False)
    assert reading is not None
    assert reading.day == date(1990, 3, 3)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("555-010-0101", "5550100101"),
        ("(555) 010-0101", "5550100101"),
        ("+1 555 010 0101", "5550100101"),
        ("1-555-010-0101", "5550100101"),
        ("555.010.0101", "5550100101"),
        ("555 010 01 01", "5550100101"),
        ("555, 010, 0101", "5550100101"),
        ("my number is 5550100101 thanks", "5550100101"),
        ("five five five oh one oh oh one oh one", "5550100101"),
        ("five five five, zero one zero, zero one zero one", "5550100101"),
        ("triple five oh one oh oh one double two", "5550100122"),
        ("five five five two one three forty eight seventy six", "5552134876"),
        ("five five five five five five oh one hundred", "5555550100"),
        ("area code five five five, oh one oh, oh one oh one", "5550100101"),
        ("Dana Okafor, November 2nd 1988, 555-010-0101", "5550100101"),
        ("dana okafor 11/2/1988 555 010 0101", "5550100101"),
        ("555-010-0101, sorry, 555-010-0102", "5550100102"),
    ],
)
def test_phone(said: str, digits: str) -> None:
    assert read_phone(said) == digits
    assert read_phone_problem(said) is None


@pytest.mark.parametrize("said", ["555-0101", "555 010 010", "five five five oh one hundred", "555 010 0101 22"])
def test_wrong_length_is_a_problem(said: str) -> None:
    assert read_phone(said) is None
    assert read_phone_problem(said) is not None


@pytest.mark.parametrize("said", ["november 2 1988", "Tuesday at 2", "12 Larch Street", "yes", "11/2/88", "2:30", ""])
def test_no_phone(said: str) -> None:
    assert read_phone(said) is None
    assert read_phone_problem(said) is None


@pytest.mark.parametrize(
    ("said", "email"),
    [
        ("Dana.Okafor@example.com", "dana.okafor@example.com"),
        ("dana at example dot com", "dana@example.com"),
        ("it's dana dot okafor at example dot com", "dana.okafor@example.com"),
        ("my email is dana at example.com", "dana@example.com"),
        ("see you at 3", None),
    ],
)
def test_email(said: str, email: str | None) -> None:
    assert read_email(said) == email


@pytest.mark.parametrize(
    ("said", "street"),
    [
        ("I live at 12 Larch Street", "12 Larch Street"),
        ("twelve larch street", "12 Larch Street"),
        ("4500 N. 5th Ave", "4500 N. 5th Ave"),
        ("at 2 on tuesday", None),
        ("what street are you on", None),
    ],
)
def test_address(said: str, street: str | None) -> None:
    assert read_address(said) == street
