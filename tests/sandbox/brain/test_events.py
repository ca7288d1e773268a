"""The wire's items as a story: duplicates of the caller's words, late transcripts, fillers, pairs."""

import pytest

from receptionist.sandbox.brain.events import CallerSaid, LexiSaid, read_events
from receptionist.sandbox.brain.wire import Exchange, build_call, number, spoken_output
from receptionist.sandbox.brain.wording import Ask, is_filler, last_question, listing, recognise
from receptionist.sandbox.openai.model import Called, Item, ModelRequest, Returned, Said, ToolSpec

pytestmark = pytest.mark.unit


def test_lexi_asks_repeats_the_callers_words_once() -> None:
    items: list[Item] = [
        Said("user", "Cancel my visit"),
        Said("assistant", "One moment please, let me look that up for you."),
        Said("developer", "Lexi asks: Cancel my visit"),
    ]
    assert read_events(items) == [CallerSaid("Cancel my visit")]


def test_lexi_asks_stands_in_for_a_late_transcript() -> None:
    items: list[Item] = [
        Said("user", "Cancel my visit"),
        Said("assistant", "What is your date of birth?"),
        Said("user", ""),
        Said("developer", "Lexi asks: March 3 1990"),
    ]
    assert read_events(items)[-1] == CallerSaid("March 3 1990")


def test_the_same_answer_twice_is_two_utterances_when_lexi_spoke_between() -> None:
    items: list[Item] = [
        Said("user", "yes"),
        Said("assistant", "Shall I book it?"),
        Said("developer", "Lexi asks: yes"),
    ]
    assert read_events(items) == [CallerSaid("yes"), LexiSaid("Shall I book it?"), CallerSaid("yes")]


def test_messages_in_a_row_are_one_utterance() -> None:
    assert read_events([Said("user", "A cleaning"), Said("user", "on Friday")]) == [CallerSaid("A cleaning. on Friday")]


def test_pairs_become_exchanges_and_orphans_are_dropped() -> None:
    items: list[Item] = [
        Called("a", "GetProviders", "not json"),
        Returned("a", '{"status":"ok"}'),
        Returned("b", "orphan"),
        Called("c", "GetProviders", "{}"),
    ]
    assert read_events(items) == [Exchange("GetProviders", {}, {"status": "ok"}, '{"status":"ok"}')]


def test_calls_carry_every_parameter_of_the_schema() -> None:
    spec = ToolSpec("T", "", {"type": "object", "properties": {"A": {}, "B": {}}})
    call = build_call(ModelRequest("", (), (spec,)), "T", A=1, C=3)
    assert call.arguments == {"A": 1, "B": None}


@pytest.mark.parametrize(("value", "expected"), [(3, 3), ("12", 12), (True, None), ("x", None), (None, None)])
def test_numbers_of_results(value: object, expected: int | None) -> None:
    assert number(value) == expected


def test_spoken_output_takes_say_or_plain_text() -> None:
    assert spoken_output('{"status":"ok","say":"Done."}') == "Done."
    assert spoken_output(" plain ") == "plain"
    assert spoken_output('{"status":"ok"}') == ""


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("May I have your full name and date of birth, please?", Ask.IDENTITY),
        ("Thank you. And what is your date of birth?", Ask.BIRTHDATE),
        ("What is the best mobile number for you?", Ask.PHONE),
        ("I have A or B. Which would you like?", Ask.SLOT),
        ("Is there anything else I can help with?", Ask.ANYTHING_ELSE),
        ("Could I have the phone number or street address on file?", Ask.THIRD),
        ("Have you been seen here before?", Ask.NEWNESS),
        ("Shall I take a message for the office?", Ask.MESSAGE),
        ("What other day or time would work for you?", Ask.WHEN),
        ("You're booked.", None),
    ],
)
def test_questions_are_known_again(text: str, ask: Ask | None) -> None:
    assert recognise(text) is ask


def test_fillers_and_lists() -> None:
    assert is_filler("One moment please, let me look that up for you.")
    assert is_filler("We're open until five. Sure, let me look into that for you.")
    assert not is_filler("Let me see: is Tuesday fine?")
    assert not is_filler("Our team will look into that.")
    assert listing(["A", "B"]) == "A or B"
    assert listing(["A", "B", "C"], "and") == "A; B; and C"
    assert last_question("Dr. Kim is here. Is 2:00 PM ok? Thanks.") == "Is 2:00 PM ok?"
