"""Calls as people really type them: terse, chatty, misspelt, out of order, with second thoughts."""

import pytest

from tests.sandbox.brain.dialogue import DANA, PRIYA, TOM, Script, play
from tests.sandbox.brain.house import House

pytestmark = pytest.mark.unit

NEWNESS = "Have you been seen here before?"
NAME = "full name and date of birth"

SCRIPTS = (
    Script(
        "one word answers",
        (
            ("cleaning", NEWNESS),
            ("existing", NAME),
            ("dana okafor", "What is your date of birth?"),
            ("11/2/88", "What day and time"),
            ("nxt wed at 9", "Wednesday, December 2 at 9:00 AM. Shall I book it?"),
            ("y", "You're booked"),
            ("n", "Goodbye"),
        ),
        booked=("12-02 09:00",),
        writes=1,
    ),
    Script(
        "a name instead of an answer",
        (
            ("can i get a cleaning tmrw at 2", NEWNESS),
            ("dana okafor", "What is your date of birth?"),
            ("nov 2 88", "Tuesday, November 24 at 2:00 PM. Shall I book it?"),
            ("yess", "You're booked"),
        ),
        booked=("11-24 14:00",),
    ),
    Script(
        "a name that is not on file: new or mistyped?",
        (
            ("i want a cleaning tomorrow at 2", NEWNESS),
            ("dana okafr", "What is your date of birth?"),
            ("11/2/88", NEWNESS),
            ("yes", "try once more"),
            ("sorry okafor", "Tuesday, November 24 at 2:00 PM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-24 14:00",),
    ),
    Script(
        "the birth date in pieces",
        (
            ("cleaning please, i have been there", NAME),
            ("dana okafor", "What is your date of birth?"),
            ("november 2nd", "And the year"),
            ("88", "What day and time"),
        ),
    ),
    Script(
        "the following Friday counts from the day spoken of",
        (
            (f"a cleaning on Wednesday December 2nd. {DANA}", "Wednesday, December 2 at 9:00 AM"),
            ("hmm, the following friday?", "Friday, December 4 at 9:00 AM"),
            ("the day before", "Thursday, December 3 at 9:00 AM"),
            ("and the week after that?", "Monday, December 7 at 9:00 AM"),
        ),
    ),
    Script(
        "a weekday is looked for among the offers, then in the week wished for",
        (
            (f"a cleaning next week in the afternoon. {DANA}", "Monday, November 30 at 1:00 PM"),
            ("the wednesday one", "Wednesday, December 2 at 1:00 PM"),
            ("nah friday", "Friday, December 4 at 1:00 PM"),
        ),
    ),
    Script(
        "a number picks by place when nothing starts then",
        (
            (f"a cleaning on friday. {DANA}", "Friday, November 27 at 9:00 AM with Sarah Kim; "),
            ("2", "at 10:30 AM. Shall I book it?"),
        ),
    ),
    Script(
        "cancel that is no yes to a booking",
        (
            (f"a filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("yes cancel that", "No problem, I've left everything as it was."),
        ),
        writes=0,
    ),
    Script(
        "move it is no yes to a cancellation",
        (
            (f"cancel my appointment, {TOM}", "Shall I cancel it?"),
            ("change it", "What day and time would you like instead?"),
            ("tomorrow at 2", "to Tuesday, November 24 at 2:00 PM. Shall I move it?"),
            ("yes", "Your visit is now"),
        ),
        patient=108,
        booked=("11-24 14:00",),
        writes=1,
    ),
    Script(
        "questions at the read-back",
        (
            (f"a filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("how long does that take", "It takes about 60 minutes. A filling on Friday"),
            ("let me check with my wife", "Take your time. A filling on Friday"),
            ("is that in the afternoon?", "A filling on Friday"),
            ("ok", "You're booked"),
        ),
        booked=("12-04 14:00",),
        writes=1,
    ),
    Script(
        "no to another time ends it",
        (
            (f"a filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("no", "What other day or time would work for you?"),
            ("no", "No problem, I've left everything as it was."),
        ),
    ),
    Script(
        "can't make it: move or cancel?",
        (
            ("i cant make my appointment", "move it to another time, or cancel it?"),
            (f"its {PRIYA}", "move it to another time, or cancel it?"),
            ("cancel", "I see a filling on Tuesday, December 1"),
            ("the filling", "cancel Tuesday, December 1 at 2:00 PM"),
            ("yep", "is cancelled"),
        ),
        patient=109,
        booked=("12-03 09:00",),
    ),
    Script(
        "same time next week",
        (
            (f"i need to move my cleaning. {TOM}", "What day and time would you like instead?"),
            ("same time next week", "to Monday, December 7 at 10:30 AM. Shall I move it?"),
            ("sure", "Your visit is now"),
        ),
        patient=108,
        booked=("12-07 10:30",),
    ),
    Script(
        "told of a visit, then confirmed in one word",
        (
            (f"when am i coming in? {TOM}", "a cleaning on Monday, November 30 at 10:30 AM"),
            ("great, can you confirm it", "is confirmed"),
        ),
        patient=108,
        booked=("11-30 10:30",),
    ),
    Script(
        "the parent is thanked, not the child",
        (
            ("a cleaning for my son milo, im dana okafor 11/2/1988", "And what is Milo's last name"),
            ("okafor 5/14/2017", "Thank you. What day and time"),
            ("tomorrow at 2", "A child cleaning on Tuesday, November 24 at 2:00 PM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        patient=102,
        booked=("11-24 14:00",),
    ),
    Script(
        "the number is the answer to the message",
        (
            (f"i need a crown. {DANA}", "Shall I take a message"),
            ("555 010 0101", "passed your message on"),
        ),
        messages=1,
    ),
    Script(
        "who works here",
        (
            (
                "who are your dentists",
                "Our dentists are Dr. Emily Barton and Dr. Raj Patel. Our hygienists are Sarah Kim",
            ),
        ),
    ),
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_everyday_talk(script: Script) -> None:
    play(script)


def test_a_message_says_who_wants_what() -> None:
    house = House()
    house.tell(f"I need a crown next Tuesday afternoon. {DANA}")
    house.tell("yes, 555 010 0101")
    (message,) = house.tools.messages
    wanted = "Dana Okafor would like to book a visit (crown), Tuesday, December 1, in the afternoon."
    assert message["text"].startswith(wanted)
    assert message["callback_number"] == "5550100101"


def test_not_understood_twice_in_a_booking_offers_a_person_and_yes_transfers() -> None:
    house = House()
    house.tell("i need a cleaning")
    assert f"I didn't quite catch that. {NEWNESS}" in house.tell("blorp")
    assert "Shall I connect you with a person?" in house.tell("zzzz")
    house.tell("yes")
    name, arguments = house.lexi_calls[-1]
    assert (name, arguments["summary"]) == ("transfer_to_person", "i need a cleaning / blorp / zzzz")


def test_the_question_before_the_offer_of_a_person_may_still_be_answered() -> None:
    house = House()
    for words in ("i need a cleaning", "blorp", "zzzz"):
        house.tell(words)
    assert NAME in house.tell("i have been there before")


def test_what_may_be_about_a_visit_is_the_supervisors() -> None:
    house = House()
    house.tell("something with my tooth, dunno")
    assert house.delegated
    house.tell(f"book it. {DANA}")
    house.tell("fnord")
    assert house.delegated


def test_a_person_and_on_second_thought_a_booking() -> None:
    house = House()
    assert NEWNESS in house.tell("a person please ... no wait, I just want to book a cleaning")


def test_a_clear_yes_after_an_unclear_one_is_tried_again() -> None:
    house = House()
    house.tell(f"a filling next Friday at 2. {DANA}")
    house.tools.heard.clear()  # The house has not heard the read-back, so the first yes does not count.
    assert "I need a clear yes or no." in house.tell("yes")
    assert "You're booked" in house.tell("yes")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("can i bring my kids", "I don't know that, but the front desk can tell you."),
        ("how much is a cleaning", "I don't have information about prices"),
        ("help", "Would you like to book, move or cancel a visit"),
        ("who is this", "I'm Lexi, an AI assistant"),
        ("whats your name", "I'm Lexi, an AI assistant"),
        ("yo", "Hello!"),
    ],
)
def test_lexi_alone(words: str, expected: str) -> None:
    house = House()
    assert expected in house.tell(words)
    assert not house.delegated
