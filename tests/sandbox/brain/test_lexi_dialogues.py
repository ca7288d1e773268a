"""Lexi by herself: small talk, office facts, people, emergencies, messages, and what she hands on."""

import pytest

from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.brain.lexi_parts import HOLDS
from receptionist.sandbox.brain.wording import is_filler
from receptionist.sandbox.openai.model import ModelRequest, Said, Speech
from tests.sandbox.brain.house import LEXI_TOOLS, NOW_LINE, OFFICE, SUPERVISOR, House, specs

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hello!", "How can I help you today?"),
        ("How are you today?", "I'm doing well"),
        ("Are you a robot?", "I'm Lexi, an AI assistant for Barton Dental"),
        ("What are your hours?", "Our hours are Monday to Friday 8:00 AM to 5:00 PM"),
        ("Are you open this Thursday?", "We're closed on Thursday, November 26 for Thanksgiving Day."),
        ("Are you open on Saturday?", "No, we're closed on Saturday, November 28."),
        ("Are you open tomorrow?", "Yes, on Tuesday, November 24 we're open 8:00 AM to 5:00 PM"),
        ("Where are you located?", "We're at 12 Larch Street, Milltown, NY 12500."),
        ("Where can I park?", "Free parking behind the building."),
        ("Do you take Cigna?", "We work with Delta Dental, MetLife and Cigna."),
        ("What should I bring?", "Please bring a photo ID, your insurance card and a list of medicines."),
        ("What's your phone number?", "Our phone number is (555) 010-2000."),
        ("Is there a wheelchair ramp?", "There is a ramp at the front door."),
        ("Thank you", "You're welcome! Is there anything else I can help with?"),
        ("fnord blah", "I'm not sure I understood that."),
        ("", "I'm sorry, I couldn't hear that. Could you say it again, please?"),
    ],
)
def test_answers_without_the_supervisor(words: str, expected: str) -> None:
    house = House()
    assert expected in house.tell(words)
    assert house.lexi_calls == []


@pytest.mark.parametrize(
    ("words", "reason", "first"),
    [
        ("I can't breathe and my throat is swelling", "emergency", "call 911, or go to the nearest emergency room"),
        ("I want to kill myself", "emergency", "988"),
        ("Can I talk to a real person please", "asked_for_person", "I'm connecting you with a person"),
        ("you are a piece of shit", "abusive", "connect you with a person"),
        ("hola necesito una cita por favor", "language", "connecting you with a person"),
    ],
)
def test_callers_who_go_to_a_person(words: str, reason: str, first: str) -> None:
    house = House()
    answer = house.tell(words)
    assert first in answer
    assert [(name, call["reason"]) for name, call in house.lexi_calls] == [("transfer_to_person", reason)]
    assert answer.endswith("I'm connecting you now.")


def test_the_practices_own_emergency_sentence_comes_first() -> None:
    order = 'Emergency: your first sentence is "Please hang up and dial 911 now." Then transfer.'
    request = ModelRequest(f"{order}\n{OFFICE}{NOW_LINE}", (Said("user", "I can't breathe"),), specs(LEXI_TOOLS))
    part = RuleModel().reply(request).parts[0]
    assert isinstance(part, Speech)
    assert part.text.startswith("Please hang up and dial 911 now.")


@pytest.mark.parametrize(
    "words",
    [
        "I'd like to book a cleaning",
        "I need to move my appointment",
        "cancel my visit please",
        "When is my appointment?",
        "I'm a new patient",
        "My tooth hurts a lot",
        "Do you have anything next Tuesday at 2?",
        "My name is Dana Okafor",
        "I can't make it on Monday",
    ],
)
def test_the_chart_is_the_supervisors(words: str) -> None:
    house = House()
    answer = house.tell(words)
    assert house.lexi_calls == [(SUPERVISOR, {"relevantContextFromLastUserMessage": words})]
    assert answer.split(".")[0] + "." in HOLDS


def test_the_hold_sentence_varies_and_comes_before_the_call() -> None:
    house = House()
    holds = [house.tell(words).split(".")[0] for words in ("book a visit", "yes", "Dana Okafor", "November 2 1988")]
    assert len(set(holds)) == 4
    assert all(len(hold) < 25 and is_filler(hold) for hold in HOLDS)


def test_goodbye_ends_the_call() -> None:
    house = House()
    assert "Goodbye!" in house.tell("thanks, bye")
    assert [name for name, _ in house.lexi_calls] == ["end_call"]


def test_no_to_anything_else_is_a_goodbye() -> None:
    house = House()
    house.tell("What are your hours?")
    assert "Goodbye!" in house.tell("no, that's all")
    assert [name for name, _ in house.lexi_calls] == ["end_call"]


def test_hours_and_a_booking_in_one_breath() -> None:
    house = House()
    answer = house.tell("What are your hours and can I book an appointment?")
    assert "Our hours are" in answer
    assert house.delegated


@pytest.mark.parametrize(
    ("words", "lead", "topic"),
    [
        ("Can someone call me back?", "I can have someone call you back", "Message"),
        ("I have a question about my bill", "billing", "Billing question"),
        ("I need a refill of my amoxicillin", "The dentist decides about prescriptions", "Prescription request"),
        (
            "I take blood thinners, should I stop them before my cleaning?",
            "I'm not able to give medical advice",
            "Medical question",
        ),
        ("I'm running late", "I'll pass that on", "Running late"),
        ("you kept me waiting for an hour and I'm really annoyed", "I'm very sorry to hear that", "Complaint"),
    ],
)
def test_messages_ask_for_a_number_and_keep_the_callers_words(words: str, lead: str, topic: str) -> None:
    house = House()
    assert lead in house.tell(words)
    assert "I've passed your message on." in house.tell("555 010 0177")
    assert house.lexi_calls == [
        ("take_message", {"text": f'{topic}. The caller said: "{words}"', "callback_number": "5550100177"})
    ]


def test_a_message_with_its_number_is_taken_at_once() -> None:
    house = House()
    house.tell("Please have someone call me back at 555-010-0133")
    assert house.lexi_calls[0][1]["callback_number"] == "5550100133"


def test_a_bare_wish_for_a_message_asks_what_it_says() -> None:
    house = House()
    assert "What would you like me to tell them?" in house.tell("Can I leave a message?")
    assert "What number" in house.tell("The package for the practice has arrived")
    house.tell("5550100155")
    assert house.lexi_calls[0][1]["text"] == 'Message. The caller said: "The package for the practice has arrived"'


def test_a_caller_without_a_number_still_leaves_a_message() -> None:
    house = House()
    house.tell("Can someone call me back about my bill?")
    house.tell("you have it on file")
    assert house.lexi_calls[0][1]["callback_number"] is None


def test_not_understood_twice_offers_a_person() -> None:
    house = House()
    assert "You can say, for example" in house.tell("fnord")
    assert "Shall I connect you with a person?" in house.tell("fnord fnord")
    house.tell("yes")
    assert house.lexi_calls[0][0] == "transfer_to_person"


def test_the_clock_is_asked_only_when_wanted() -> None:
    house = House()
    assert "November 23, 2026" in house.tell("What time is it?")
    assert [name for name, _ in house.lexi_calls] == ["get_datetime"]


def test_a_fact_that_is_not_there_is_not_invented() -> None:
    house = House()
    answer = house.tell("Do you offer teeth whitening?")
    assert "I don't have information about that" in answer
    assert "What number" in house.tell("yes")


def test_repeat_says_the_last_words_again() -> None:
    house = House()
    first = house.tell("What are your hours?")
    assert house.tell("Could you repeat that?") == first


def test_an_emergency_in_the_middle_of_a_booking() -> None:
    house = House()
    house.tell("Book a cleaning for Dana Okafor, November 2nd 1988")
    assert "911" in house.tell("wait, I can't breathe")
    assert house.lexi_calls[-1][0] == "transfer_to_person"
