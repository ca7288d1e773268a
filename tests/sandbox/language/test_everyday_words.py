"""Words as they are typed: without apostrophes, with slips, and days that only the talk can place."""

from datetime import date, time

import pytest

from receptionist.sandbox.brain.hearing import hear
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.anchored_days import TalkedOf, resolve
from receptionist.sandbox.language.dates import read_dates
from receptionist.sandbox.language.intents import Intent, is_no, is_yes, read_intents
from receptionist.sandbox.language.people import read_birthdate, read_name
from receptionist.sandbox.language.times import read_time
from receptionist.sandbox.language.typos import mended
from receptionist.sandbox.language.words import plain

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 30)
"""A Monday."""


@pytest.mark.parametrize("text", ["y", "Y.", "k", "yess", "Yes, I have", "yes i am", "lets do it", "thatll work"])
def test_yes(text: str) -> None:
    assert is_yes(text)
    assert not is_no(text)


@pytest.mark.parametrize("text", ["n", "N!", "nop", "nah", "no thanks", "i dont think so"])
def test_no(text: str) -> None:
    assert is_no(text)
    assert not is_yes(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("its dana", "it's dana"),
        ("id like to come", "i'd like to come"),
        ("photo id", "photo id"),
        ("ill take it", "i'll take it"),
        ("i feel ill", "i feel ill"),
        ("we were there", "we were there"),
        ("whens my appt", "when's my appt"),
    ],
)
def test_apostrophes_come_back(text: str, meant: str) -> None:
    assert plain(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("appoinment", "appointment"),
        ("clening", "cleaning"),
        ("cleanign", "cleaning"),
        ("scedule", "schedule"),
        ("tommorow", "tomorrow"),
        ("wendsday", "wednesday"),
        ("cancle", "cancel"),
        ("resched", "reschedule"),
    ],
)
def test_slips(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize(
    "text", ["cancer", "killing", "feeling", "cleaner", "cleanings", "scheduled", "confirmed", "mourning", "okafor"]
)
def test_other_words_stay(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("its dana okafor", "Dana", "Okafor"),
        ("im tom reyes", "Tom", "Reyes"),
        ("Dana Okafor nov 2 88", "Dana", "Okafor"),
        ("cleaning dec 16 at 2pm dana okafor 11/2/1988", "Dana", "Okafor"),
        ("cleaning dec 8 at midnight dana okafor 11/2/1988", "Dana", "Okafor"),
        ("11/2/88 dana okafor", "Dana", "Okafor"),
        ("i gotta cancel my appt. its tom reyes 7/19/94", "Tom", "Reyes"),
        ("returning patient, sean o'brien, 9/27/1986", "Sean", "O'Brien"),
    ],
)
def test_names_beside_a_birth_date(text: str, first: str, last: str) -> None:
    name = hear(text, None, TODAY).name
    assert name is not None
    assert (name.first, name.last) == (first, last)


@pytest.mark.parametrize("text", ["whenever", "soonest", "dob", "earliest", "either", "couple times", "nvm", "instead"])
def test_no_names(text: str) -> None:
    assert read_name(text, asked=True) is None


@pytest.mark.parametrize(
    "text", ["Dana Okafor nov 2 88", "7/19/94", "11-02-88", "11.2.88", "march 3 2027 dana 11/2/1988", "2 nov '88"]
)
def test_birth_dates_without_being_asked(text: str) -> None:
    reading = read_birthdate(text, TODAY)
    assert reading is not None
    assert reading.day in (date(1988, 11, 2), date(1994, 7, 19))


@pytest.mark.parametrize("text", ["dec 8, 10", "dec 8 14:00", "12/8/26", "december 8 at 2"])
def test_wishes_are_no_birth_dates(text: str) -> None:
    assert read_birthdate(text, TODAY) is None


def test_a_birth_date_in_pieces() -> None:
    first = read_birthdate("november 2nd", TODAY, asked=True)
    second = read_birthdate("'88", TODAY, asked=True)
    assert first is not None
    assert second is not None
    assert (first.month_day, second.year) == ((11, 2), 1988)


def test_a_bare_birth_date_is_no_wish() -> None:
    assert read_dates("7/19/94", TODAY).start is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("at 9 with Dr. Patel", time(9)),
        ("at 9 with dr patel on the 8th", time(9)),
        ("dec 8 14:00", time(14)),
        ("ok 11 then", time(11)),
        ("do you have 10", time(10)),
        ("monday at one", time(13)),
        ("the 8th at one", time(13)),
        ("at one with sarah", time(13)),
        ("the monday one", None),
        ("the later one", None),
        ("and one for my daughter", None),
        ("id like one with sarah", None),
    ],
)
def test_times(text: str, at: time | None) -> None:
    assert read_time(text).at == at


def test_working_mornings_leaves_the_afternoon() -> None:
    assert read_time("preferably in the afternoon because I work mornings").part == "afternoon"


@pytest.mark.parametrize(("text", "choice"), [("first", 1), ("2nd", 2), ("the second", 2), ("third please", 3)])
def test_choices(text: str, choice: int) -> None:
    assert read_intents(text).choice == choice


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("great, can you confirm it", Intent.CONFIRM_VISIT),
        ("i want to know when im coming in next", Intent.FIND_VISIT),
        ("i need to see someone about my tooth", Intent.BOOK),
        ("you kept me waiting for an hour", Intent.COMPLAINT),
        ("what does a crown cost", Intent.PRICE),
        ("who are your hygienists", Intent.TEAM),
        ("who is this", Intent.ARE_YOU_AI),
        ("what day was that", Intent.REPEAT),
    ],
)
def test_intents(text: str, intent: Intent) -> None:
    assert intent in read_intents(text)


@pytest.mark.parametrize("text", ["a person ... no wait, book me a cleaning", "agent, never mind, cancel my visit"])
def test_a_person_taken_back(text: str) -> None:
    assert Intent.PERSON not in read_intents(text)


def test_a_new_patient_who_wants_a_cleaning_wants_a_cleaning() -> None:
    assert read_intents("im a new patient and need a cleaning").visit == "cleaning"
    assert read_intents("i'm a new patient").visit == "exam_new"


TALK = TalkedOf(
    anchor=date(2026, 12, 9), first=date(2026, 12, 7), last=date(2026, 12, 11), offered=(date(2026, 12, 10),)
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the following monday", date(2026, 12, 14)),
        ("the monday after that", date(2026, 12, 14)),
        ("the day after", date(2026, 12, 10)),
        ("next day?", date(2026, 12, 10)),
        ("the day before", date(2026, 12, 8)),
        ("a week later", date(2026, 12, 16)),
        ("same time next week", date(2026, 12, 16)),
        ("same day at 4", date(2026, 12, 9)),
        ("the thursday one", date(2026, 12, 10)),
        ("friday", date(2026, 12, 11)),
        ("tuesday the 15th", date(2026, 12, 15)),
        ("the day after tomorrow", date(2026, 12, 2)),
        ("saturday", date(2026, 12, 12)),
    ],
)
def test_days_of_the_talk(text: str, day: date) -> None:
    reading = read_dates(resolve(text, TALK, TODAY), TODAY)
    assert (reading.start, reading.end) == (day, day)


def test_the_following_week_is_its_working_days() -> None:
    reading = hear("what about the following week", Ask.SLOT, TODAY, TALK).dates
    assert (reading.start, reading.end) == (date(2026, 12, 14), date(2026, 12, 18))


def test_without_a_talk_nothing_is_rewritten() -> None:
    assert (
        resolve("the following monday or the day after", TalkedOf(), TODAY) == "the following monday or the day after"
    )
