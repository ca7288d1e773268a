"""Booking for people on file: wishes of every form, choices, changed minds, traps."""

import pytest

from tests.sandbox.brain.dialogue import DANA, Script, play

pytestmark = pytest.mark.unit

SCRIPTS = (
    Script(
        "everything in one sentence",
        (
            (
                "Hi, this is Dana Okafor, born Nov 2 1988, can I get a cleaning next Tuesday at 2 in the afternoon?",
                "A cleaning on Tuesday, December 1 at 2:00 PM. Shall I book it?",
            ),
            ("yes please", "You're booked for Tuesday, December 1 at 2:00 PM. Is there anything else"),
            ("no thanks", "Goodbye"),
        ),
        booked=("12-01 14:00",),
        writes=1,
        kind=12,
    ),
    Script(
        "one thing at a time",
        (
            ("Hi there", "How can I help"),
            ("I'd like to book an appointment", "Have you been seen here before?"),
            ("Yes, I have", "full name and date of birth"),
            ("Dana Okafor", "What is your date of birth?"),
            ("November 2nd 1988", "What would you like to come in for?"),
            ("a cleaning", "What day and time work best for you?"),
            ("next Wednesday at 9", "A cleaning on Wednesday, December 2 at 9:00 AM"),
            ("yes", "You're booked"),
        ),
        booked=("12-02 09:00",),
    ),
    Script(
        "a taken time brings alternatives and the second is picked",
        (
            (f"I want a cleaning. {DANA}", "What day and time"),
            ("December 1st at 3", "That time is taken. I have Tuesday, December 1 at 2:00 PM"),
            ("the second one", "at 4:00 PM. Shall I book it?"),
            ("yes", "You're booked for Tuesday, December 1 at 4:00 PM"),
        ),
        booked=("12-01 16:00",),
    ),
    Script(
        "a pick by time",
        (
            (f"Cleaning on Friday please. {DANA}", "Friday, November 27 at 9:00 AM with Sarah Kim; "),
            ("the 10:30 one", "at 10:30 AM. Shall I book it?"),
            ("that works", "You're booked"),
        ),
        booked=("11-27 10:30",),
    ),
    Script(
        "a pick by weekday",
        (
            (f"Cleaning on Thanksgiving morning, the 26th. {DANA}", "for Thanksgiving Day. I have Friday"),
            ("the monday one", "Monday, November 30 at 9:00 AM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-30 09:00",),
    ),
    Script(
        "an unclear pick is asked about",
        (
            (f"Cleaning on Friday please. {DANA}", "Which would you like?"),
            ("yes", "Just so I get the right one"),
            ("Friday", "Just so I get the right one"),
            ("the last one", "at 1:00 PM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-27 13:00",),
    ),
    Script(
        "none of them",
        (
            (f"Cleaning on Friday please. {DANA}", "Which would you like?"),
            ("none of those work", "What other day or time would work for you?"),
            ("Monday at 4", "Monday, November 30 at 4:00 PM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-30 16:00",),
    ),
    Script(
        "later than offered",
        (
            (f"Cleaning tomorrow please. {DANA}", "Tuesday, November 24 at 9:00 AM"),
            (
                "anything later?",
                "I have Tuesday, November 24 at 2:00 PM with Sarah Kim or Tuesday, November 24 at 3:00 PM",
            ),
            ("the first", "at 2:00 PM. Shall I book it?"),
            ("no, the other one", "at 3:00 PM. Shall I book it?"),
            ("yes", "at 3:00 PM"),
        ),
        booked=("11-24 15:00",),
    ),
    Script(
        "a changed mind at the read-back: another day keeps the time",
        (
            (f"A filling next Friday at 2. {DANA}", "Friday, December 4 at 2:00 PM. Shall I book it?"),
            ("actually Monday", "Monday, November 30 at 2:00 PM. Shall I book it?"),
            ("yes", "You're booked for Monday, November 30"),
        ),
        booked=("11-30 14:00",),
        writes=1,
        kind=15,
    ),
    Script(
        "a yes with a change is no yes",
        (
            (f"A filling next Friday at 2. {DANA}", "at 2:00 PM. Shall I book it?"),
            ("yes, but can we make it 3 instead", "at 3:00 PM. Shall I book it?"),
            ("ok but with Dr. Patel", "at 3:00 PM. Shall I book it?"),
            ("yes", "You're booked for Friday, December 4 at 3:00 PM"),
        ),
        booked=("12-04 15:00",),
        writes=1,
    ),
    Script(
        "a plain no, then another wish",
        (
            (f"A filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("no", "What other day or time would work for you?"),
            ("9 in the morning", "Friday, December 4 at 9:00 AM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("12-04 09:00",),
    ),
    Script(
        "never mind",
        (
            (f"A filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("never mind", "I've left everything as it was. Is there anything else"),
            ("no", "Goodbye"),
        ),
        writes=0,
    ),
    Script(
        "murmuring at the read-back agrees to nothing",
        (
            (f"A filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("purple monkey", "I need a clear yes or no. A filling on Friday, December 4 at 2:00 PM. Shall I book it?"),
            ("purple monkey", "Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "hours in the middle, then on",
        (
            (f"A filling next Friday at 2. {DANA}", "Shall I book it?"),
            (
                "what are your hours?",
                "8:00 AM to 5:00 PM, lunch 12:00 PM to 1:00 PM. Closed Saturday and Sunday. Now, back",
            ),
            ("yes", "You're booked"),
        ),
        booked=("12-04 14:00",),
    ),
    Script(
        "are you open on a day is no wish for it",
        (
            (f"I want a filling. {DANA}", "What day and time"),
            ("are you open on Saturday?", "No, we're closed on Saturday, November 28."),
            ("ok next Friday at 2", "Friday, December 4 at 2:00 PM. Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "Saturday",
        (
            (f"Book me a cleaning on Saturday. {DANA}", "We're closed on Saturdays. I have Monday, November 30"),
            ("the first one", "Monday, November 30 at 9:00 AM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-30 09:00",),
    ),
    Script(
        "yesterday",
        ((f"A cleaning yesterday at 2. {DANA}", "That day has already passed. I have Tuesday, November 24"),),
        writes=0,
    ),
    Script(
        "a day no calendar has",
        (
            (f"A cleaning on February 31st. {DANA}", "I'm afraid there is no February 31"),
            ("tomorrow at 2", "Tuesday, November 24 at 2:00 PM. Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "an ambiguous day is asked about",
        (
            ("I'd like a cleaning on Thursday the 12th", "Did you mean"),
            ("yes", "Have you been seen here before?"),
            (DANA, "Did you mean"),
            ("the second one", "Thanksgiving"),
        ),
        writes=0,
    ),
    Script(
        "lunch time",
        ((f"A filling at noon tomorrow. {DANA}", "That time is taken. I have Tuesday, November 24 at"),),
        writes=0,
    ),
    Script(
        "as soon as possible with a named dentist",
        (
            (
                f"I want to see Dr. Patel for a filling as soon as possible. {DANA}",
                "November 24 at 9:00 AM with Dr. Raj Patel",
            ),
            ("the first", "Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-24 09:00",),
    ),
    Script(
        "a dentist nobody knows",
        (
            (
                f"A filling tomorrow at 9 with Dr. House. {DANA}",
                "I don't see Dr. House on our team. We have Dr. Emily Barton",
            ),
            ("anyone is fine", "Tuesday, November 24 at 9:00 AM. Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "the earliest one, after a narrower wish",
        (
            (f"A cleaning next week in the morning. {DANA}", "Monday, November 30 at 9:00 AM"),
            ("hmm what about after thanksgiving", "Friday, November 27 at 9:00 AM"),
            ("the earliest one", "Friday, November 27 at 9:00 AM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-27 09:00",),
    ),
    Script(
        "a bare time stays on the day talked about",
        (
            (f"A filling as soon as possible. {DANA}", "Tuesday, November 24 at 9:00 AM"),
            ("the first", "at 9:00 AM. Shall I book it?"),
            ("make it 2 please", "A filling on Tuesday, November 24 at 2:00 PM. Shall I book it?"),
            ("y", "You're booked"),
        ),
        booked=("11-24 14:00",),
        writes=1,
    ),
    Script(
        "a no with another pick",
        (
            (f"A cleaning tomorrow. {DANA}", "Tuesday, November 24 at 9:00 AM"),
            ("ok the first", "at 9:00 AM. Shall I book it?"),
            ("no sorry the second", "at 10:30 AM. Shall I book it?"),
            ("no, I am afraid I spoke too soon", "What other day or time would work for you?"),
        ),
        writes=0,
    ),
    Script(
        "not sure whether seen before",
        (
            ("I'd like a filling tomorrow at 9", "Have you been seen here before?"),
            ("I'm not sure", "full name and date of birth"),
            (DANA, "A filling on Tuesday, November 24 at 9:00 AM. Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "a provider instead of one of the offered times",
        (
            (f"Do you have any openings on December 3rd for a filling? {DANA}", "9:00 AM with Dr. Emily Barton"),
            ("with Dr. Patel", "9:00 AM with Dr. Raj Patel"),
            ("4pm", "Thursday, December 3 at 4:00 PM. Shall I book it?"),
            ("perfect", "You're booked"),
        ),
        booked=("12-03 16:00",),
    ),
    Script(
        "two days and a bound",
        (
            (f"A deep cleaning on Tuesday or Thursday after 2. {DANA}", "Tuesday, November 24 at 2:00 PM"),
            ("yes", "Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-24 14:00",),
        kind=14,
    ),
    Script(
        "any day but",
        (
            (f"A cleaning this week but not on Tuesday or Wednesday. {DANA}", "November 27"),
            ("the first", "Shall I book it?"),
        ),
        writes=0,
    ),
    Script(
        "a toothache gets the soonest emergency exam",
        (
            ("My tooth is killing me", "I'm sorry to hear that"),
            ("yes I've been there", "full name and date of birth"),
            ("Sean O'Brien, 9/27/1986", "I have Tuesday, November 24 at 9:00 AM"),
            ("the first one", "emergency exam on Tuesday, November 24 at 9:00 AM"),
            ("yes", "You're booked"),
        ),
        patient=112,
        booked=("11-24 09:00",),
        kind=16,
    ),
    Script(
        "a type only staff may book",
        (
            (f"I need a crown. {DANA}", "so I can't book it myself. Shall I take a message for the office?"),
            ("yes", "What number should they call you back on?"),
            ("555-010-0101", "I've passed your message on."),
        ),
        messages=1,
    ),
    Script(
        "a type nobody knows",
        (
            (f"I'd like to book an appointment. {DANA}", "What would you like to come in for?"),
            ("a brain transplant", "I can book, for example, new patient exam, cleaning"),
            ("ok a cleaning then", "What day and time"),
        ),
        writes=0,
    ),
    Script(
        "for a child",
        (
            ("I need an appointment for my son", "your own full name and date of birth"),
            (DANA, "What is the patient's full name and date of birth"),
            ("Milo Okafor, May 14 2017", "What would you like to come in for?"),
            ("a cleaning", "What day and time"),
            ("tomorrow at 2", "child cleaning on Tuesday, November 24 at 2:00 PM"),
            ("yes", "You're booked"),
        ),
        patient=102,
        booked=("11-24 14:00",),
        kind=13,
    ),
    Script(
        "for a child, the child's name first",
        (
            ("I'd like a cleaning for my daughter tomorrow at 2", "your own full name and date of birth"),
            ("Milo Okafor, May 14 2017", "your own full name and date of birth"),
            (DANA, "child cleaning on Tuesday, November 24 at 2:00 PM"),
        ),
        patient=102,
        writes=0,
    ),
    Script(
        "two bookings in one call",
        (
            (f"A filling next Friday at 2. {DANA}", "Shall I book it?"),
            ("yes", "You're booked"),
            (
                "yes, I also need a cleaning tomorrow at 9",
                "A cleaning on Tuesday, November 24 at 9:00 AM. Shall I book it?",
            ),
            ("yes", "You're booked"),
        ),
        booked=("11-24 09:00", "12-04 14:00"),
        writes=2,
    ),
    Script(
        "the calendar does not answer",
        (
            (f"A filling next Friday at 2. {DANA}", "our system isn't answering right now. Shall I take a message"),
            ("yes", "What number should they call you back on?"),
            ("555 010 0101", "I've passed your message on."),
        ),
        messages=1,
        broken=frozenset({"GetAvailableSlots"}),
    ),
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_booking(script: Script) -> None:
    play(script)
