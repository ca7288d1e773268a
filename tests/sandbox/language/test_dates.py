"""Appointment wishes as callers say them. Today is Wednesday, November 18, 2026 unless a row says otherwise."""

from datetime import date

import pytest

from receptionist.sandbox.language.dates import read_dates

pytestmark = pytest.mark.unit

WEDNESDAY = date(2026, 11, 18)
SATURDAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 20)


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


SINGLE = [
    ("today", on(11, 18)),
    ("can you fit me in today?", on(11, 18)),
    ("this afternoon", on(11, 18)),
    ("tomorrow", on(11, 19)),
    ("Tomorrow at 2 p.m.", on(11, 19)),
    ("tommorow morning", on(11, 19)),
    ("the day after tomorrow", on(11, 20)),
    ("yesterday", on(11, 17)),
    ("Tuesday", on(11, 24)),
    ("this Friday", on(11, 20)),
    ("Wednesday", on(11, 25)),
    ("this Wednesday", on(11, 18)),
    ("on thursday please", on(11, 19)),
    ("thurs at 10", on(11, 19)),
    ("next Tuesday", on(11, 24)),
    ("next Friday", on(11, 27)),
    ("last Tuesday", on(11, 17)),
    ("a week from Tuesday", on(12, 1)),
    ("two weeks from Friday", on(12, 4)),
    ("a week from tomorrow", on(11, 26)),
    ("Tuesday after next", on(12, 1)),
    ("Tuesday next week", on(11, 24)),
    ("Monday of next week", on(11, 23)),
    ("next week on Thursday", on(11, 26)),
    ("Friday the week after next", on(12, 4)),
    ("in two weeks", on(12, 2)),
    ("in 10 days", on(11, 28)),
    ("two weeks from today", on(12, 2)),
    ("a month from today", on(12, 18)),
    ("six months from now", on(5, 18, 2027)),
    ("in a couple of weeks", on(12, 2)),
    ("the 3rd", on(12, 3)),
    ("the twenty third", on(11, 23)),
    ("how about the third", on(12, 3)),
    ("the 18th", on(11, 18)),
    ("December 3", on(12, 3)),
    ("December 3rd at 2", on(12, 3)),
    ("december third", on(12, 3)),
    ("3 December", on(12, 3)),
    ("the 3rd of December", on(12, 3)),
    ("the third of december", on(12, 3)),
    ("Dec. 3", on(12, 3)),
    ("12/3", on(12, 3)),
    ("12/3 at 9:30", on(12, 3)),
    ("12/03/2026", on(12, 3)),
    ("12/3/26", on(12, 3)),
    ("2026-12-03", on(12, 3)),
    ("December third twenty twenty six", on(12, 3)),
    ("january fifth", on(1, 5, 2027)),
    ("November 12th", on(11, 12, 2027)),
    ("March 3rd, 2025", on(3, 3, 2025)),
    ("May 5th", on(5, 5, 2027)),
    ("may I come in on Monday", on(11, 23)),
    ("Thursday, December 3rd", on(12, 3)),
    ("Thursday the 3rd", on(12, 3)),
    ("Tuesday the twenty fourth", on(11, 24)),
    ("the 5th of next month", on(12, 5)),
    ("next month on the 5th", on(12, 5)),
    ("the first Monday in December", on(12, 7)),
    ("the day after Thanksgiving", on(11, 27)),
    ("Christmas Eve", on(12, 24)),
    ("Tuesday, I mean Thursday", on(11, 19)),
    ("Tuesday... no, Monday", on(11, 23)),
    ("no, I said the 13th not the 30th", on(12, 13)),
    ("not Tuesday, Monday", on(11, 23)),
    ("I can't do Tuesday, how about Monday", on(11, 23)),
    ("Tuesday doesn't work. Monday?", on(11, 23)),
    ("move my appointment from Tuesday to Monday", on(11, 23)),
    ("move my Tuesday appointment to Monday", on(11, 23)),
    ("I have an appointment on Friday, can we do Monday instead?", on(11, 23)),
    ("my tooth has been hurting since Sunday, can I come in tomorrow", on(11, 19)),
    ("I need an appointment on Monday", on(11, 23)),
    ("why don't we do Monday", on(11, 23)),
    ("don't you have anything on Monday?", on(11, 23)),
    ("February 29th", on(2, 29, 2028)),
]


@pytest.mark.parametrize(("said", "day"), SINGLE)
def test_one_day(said: str, day: date) -> None:
    reading = read_dates(said, WEDNESDAY)
    assert (reading.start, reading.end) == (day, day)
    assert reading.found
    assert reading.ambiguous is None


RANGES = [
    ("next week", on(11, 23), on(11, 29)),
    ("sometime next week", on(11, 23), on(11, 29)),
    ("this week", on(11, 18), on(11, 22)),
    ("early next week", on(11, 23), on(11, 24)),
    ("the week after next", on(11, 30), on(12, 6)),
    ("the week of December 7th", on(12, 7), on(12, 13)),
    ("this month", on(11, 18), on(11, 30)),
    ("next month", on(12, 1), on(12, 31)),
    ("the end of the month", on(11, 24), on(11, 30)),
    ("the end of December", on(12, 25), on(12, 31)),
    ("early December", on(12, 1), on(12, 10)),
    ("the first week of December", on(12, 1), on(12, 7)),
    ("in January", on(1, 1, 2027), on(1, 31, 2027)),
    ("January", on(1, 1, 2027), on(1, 31, 2027)),
    ("sometime in october", on(10, 1, 2027), on(10, 31, 2027)),
    ("this weekend", on(11, 21), on(11, 22)),
    ("between Monday and Wednesday", on(11, 23), on(11, 25)),
    ("Monday through Thursday", on(11, 23), on(11, 26)),
    ("December 3 to 5", on(12, 3), on(12, 5)),
    ("within two weeks", on(11, 18), on(12, 2)),
    ("by Friday", on(11, 18), on(11, 20)),
    ("before the 10th of December", on(11, 18), on(12, 9)),
    ("after the 15th", on(12, 16), None),
    ("not before Tuesday", on(11, 24), None),
    ("any time after December 1st", on(12, 2), None),
    ("Tuesday or later", on(11, 24), None),
    ("Monday or Thursday", on(11, 19), on(11, 23)),
    ("last week", on(11, 9), on(11, 15)),
]


@pytest.mark.parametrize(("said", "start", "end"), RANGES)
def test_range(said: str, start: date, end: date | None) -> None:
    reading = read_dates(said, WEDNESDAY)
    assert (reading.start, reading.end) == (start, end)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Monday or Thursday", (on(11, 19), on(11, 23))),
        ("December 3rd or 4th", (on(12, 3), on(12, 4))),
        ("the 3rd or 4th of December", (on(12, 3), on(12, 4))),
        ("next week, Tuesday or Wednesday", (on(11, 24), on(11, 25))),
        ("12/3 or 12/4", (on(12, 3), on(12, 4))),
    ],
)
def test_alternatives(said: str, days: tuple[date, ...]) -> None:
    assert read_dates(said, WEDNESDAY).days == days


@pytest.mark.parametrize(
    ("said", "today", "candidates"),
    [
        ("Thursday the 12th", WEDNESDAY, (on(12, 12), on(11, 19))),
        ("next Friday", FRIDAY, (on(11, 27), on(12, 4))),
        ("next Saturday", SATURDAY, (on(11, 28), on(12, 5))),
        ("Thursday, November 27", WEDNESDAY, (on(11, 27), on(11, 26))),
        ("tomorrow, Tuesday", SATURDAY, (on(11, 22), on(11, 24))),
    ],
)
def test_unsure_is_a_question(said: str, today: date, candidates: tuple[date, ...]) -> None:
    reading = read_dates(said, today)
    assert reading.ambiguous is not None
    assert reading.ambiguous.endswith("?")
    assert reading.candidates == candidates
    assert reading.start is None


@pytest.mark.parametrize("said", ["February 31st", "2/30", "13/45", "the 32nd", "april 31", "February 29 2027"])
def test_impossible(said: str) -> None:
    reading = read_dates(said, WEDNESDAY)
    assert reading.impossible is not None
    assert reading.start is None


@pytest.mark.parametrize(
    ("said", "not_days"),
    [
        ("I can't do Tuesday", (on(11, 24),)),
        ("any day but Friday", (on(11, 20),)),
        ("Tuesday doesn't work for me", (on(11, 24),)),
        ("not Monday or Tuesday", (on(11, 23), on(11, 24))),
        ("Tuesday or Thursday don't work", (on(11, 24), on(11, 19))),
        ("I'm busy on Friday", (on(11, 20),)),
        ("except Friday", (on(11, 20),)),
        ("no, I said the 13th not the 30th", (on(11, 30),)),
        ("I work Mondays", (on(11, 23),)),
    ],
)
def test_ruled_out(said: str, not_days: tuple[date, ...]) -> None:
    assert read_dates(said, WEDNESDAY).not_days == not_days


def test_a_plural_rules_out_the_weekday() -> None:
    reading = read_dates("I can't do Tuesdays", WEDNESDAY)
    assert reading.not_weekdays == {1}
    assert not reading.found


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("cancel my appointment on Tuesday", on(11, 24)),
        ("move my Tuesday appointment", on(11, 24)),
        ("I need to cancel tomorrow", on(11, 19)),
        ("I can't make my appointment tomorrow", on(11, 19)),
        ("I have an appointment on Friday and I need to move it", on(11, 20)),
    ],
)
def test_a_visit_they_have_is_no_wish(said: str, day: date) -> None:
    reading = read_dates(said, WEDNESDAY)
    assert reading.visit_day == day
    assert reading.start is None


@pytest.mark.parametrize("said", ["as soon as possible", "the earliest you have", "first available", "ASAP please"])
def test_soonest(said: str) -> None:
    assert read_dates(said, WEDNESDAY).soonest


@pytest.mark.parametrize("said", ["any day works", "whenever", "it doesn't matter"])
def test_any_day(said: str) -> None:
    assert read_dates(said, WEDNESDAY).any_day


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yes please",
        "the second one",
        "the first option",
        "my name is April Jones",
        "555-213-4876",
        "call me at 555-010-0101",
        "Dana Okafor, November 2nd 1988, 555-010-0101",
        "I was born March 3rd 1985",
        "you're open 24/7?",
        "two of us",
        "just a second",
        "at 2:30",
        "I live on 5th Avenue",
        "my tooth started hurting yesterday",
        "first time here",
    ],
)
def test_no_wish(said: str) -> None:
    reading = read_dates(said, WEDNESDAY)
    assert not reading.found
    assert reading.start is None


def test_the_week_after_a_holiday() -> None:
    reading = read_dates("sometime the week after Thanksgiving", WEDNESDAY)
    assert (reading.start, reading.end) == (on(11, 30), on(12, 6))


def test_away_until_a_day_wishes_from_it() -> None:
    reading = read_dates("I'm out of town until December 5th", WEDNESDAY)
    assert (reading.start, reading.end) == (on(12, 5), None)


def test_the_same_day_for_two_is_not_today() -> None:
    assert not read_dates("can you see my kids on the same day", WEDNESDAY).found
