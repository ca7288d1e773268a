"""The readers of the office and moment blocks, and answers about opening days."""

from datetime import date

import pytest

from receptionist.sandbox.brain.exact import exact_words, first_exact_words
from receptionist.sandbox.brain.facts import closures, read_facts
from receptionist.sandbox.brain.opening import open_on, weekday_hours
from receptionist.sandbox.language.dates import DateReading
from tests.sandbox.brain.house import NOW_LINE, OFFICE

pytestmark = pytest.mark.unit


def test_the_office_block_is_read_as_keys_and_values() -> None:
    facts = read_facts(f"# Prompt\nBe kind: always.\n{OFFICE}")
    assert facts.practice == "Barton Dental"
    assert facts.office["Address"] == "12 Larch Street, Milltown, NY 12500"
    assert "Be kind" not in facts.office


def test_now_gives_the_practices_date_wherever_the_line_stands() -> None:
    assert read_facts(f"Prompt\n{NOW_LINE}").today() == date(2026, 11, 23)
    assert read_facts("no time at all").today() is None
    assert read_facts("Now: soon (2026-99-99T00:00)").today() is None


def test_the_moment_block_names_the_caller_and_the_proposal() -> None:
    proposal = 'Open proposal: p_7; kind create; read back "Ok? "yes"?"'
    text = f"# The moment\nCaller: verified; PatNum 101 Dana Okafor\n{proposal}"
    facts = read_facts(text)
    assert (facts.verified_pat_num, facts.verified_name) == (101, "Dana Okafor")
    assert facts.proposal is not None
    assert (facts.proposal.proposal_id, facts.proposal.kind) == ("p_7", "create")
    assert facts.proposal.read_back == 'Ok? "yes"?'


def test_of_several_verified_people_the_newest_counts() -> None:
    facts = read_facts(
        "# The moment\nCaller: verified; PatNum 101 Dana Okafor; PatNum 102 Milo Okafor\nOpen proposal: none"
    )
    assert (facts.verified_pat_num, facts.verified_name) == (102, "Milo Okafor")


def test_a_locked_caller() -> None:
    assert read_facts("Caller: anonymous; verification is locked for this call, offer a message").locked


def test_an_anonymous_caller_and_no_proposal() -> None:
    facts = read_facts("# The moment\nCaller: anonymous\nOpen proposal: none")
    assert facts.verified_pat_num is None
    assert facts.proposal is None


def test_closures_are_days_with_reasons() -> None:
    found = closures("Thursday, November 26, 2026 (Thanksgiving Day); Monday, February 31, 2026; Friday, May 1, 2026")
    assert found == {date(2026, 11, 26): "Thanksgiving Day", date(2026, 5, 1): ""}


@pytest.mark.parametrize(
    ("line", "weekday", "expected"),
    [
        ("Monday to Friday 8:00 AM to 5:00 PM. Closed Saturday and Sunday.", 2, "8:00 AM to 5:00 PM"),
        ("Monday to Friday 8:00 AM to 5:00 PM. Closed Saturday and Sunday.", 6, ""),
        ("Mon-Thu 8-5, Fri 8-1", 3, "8-5"),
        ("Mon-Thu 8-5, Fri 8-1", 4, "8-1"),
        ("Monday and Tuesday 9 to 5; Saturday: closed", 0, "9 to 5"),
        ("Monday and Tuesday 9 to 5; Saturday: closed", 5, ""),
        ("By appointment", 1, None),
    ],
)
def test_hours_by_weekday(line: str, weekday: int, expected: str | None) -> None:
    assert weekday_hours(line).get(weekday) == expected


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 11, 27), "Yes, on Friday, November 27 we're open 8:00 AM to 5:00 PM"),
        (date(2026, 11, 28), "No, we're closed on Saturday, November 28."),
        (date(2026, 11, 26), "We're closed on Thursday, November 26 for Thanksgiving Day."),
    ],
)
def test_open_on_a_day(day: date, answer: str) -> None:
    facts = read_facts(f"{OFFICE}{NOW_LINE}")
    assert open_on(facts, DateReading(start=day, end=day), "are you open then?").startswith(answer)


def test_open_today_without_a_date_reading() -> None:
    facts = read_facts(f"{OFFICE}{NOW_LINE}")
    assert "Monday, November 23" in open_on(facts, DateReading(), "are you open right now?")
    assert open_on(facts, DateReading(), "what are your hours?") == ""


def test_exact_words_are_taken_to_the_last_quote() -> None:
    assert exact_words('Say exactly: "Hi! This is "Lexi"."') == 'Hi! This is "Lexi".'
    assert exact_words("Say exactly: \u201cOne moment.\u201d") == "One moment."
    assert exact_words("Say something nice") == ""
    assert first_exact_words('Prompt\nSay exactly: "Hello."\nmore "words"') == "Hello."
