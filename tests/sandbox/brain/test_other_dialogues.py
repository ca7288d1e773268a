"""New patients, identity, and visits that stand already: finding, confirming, cancelling, moving."""

import pytest

from tests.sandbox.brain.dialogue import DANA, PRIYA, TOM, Script, play

pytestmark = pytest.mark.unit

NEWCOMERS = (
    Script(
        "a first visit from the first word to the booking",
        (
            ("I'm a new patient and would like to make an appointment", "full name and date of birth"),
            ("Jane Doe, January 5th 1990", "best mobile number"),
            ("555 010 0199", "I have Jane Doe, born 1990-01-05, mobile 5550100199. Is that right?"),
            ("yes", "You're registered, Jane. What day and time work best for you?"),
            ("next Wednesday afternoon", "Wednesday, December 2 at 1:00 PM with Dr. Emily Barton"),
            ("the first one", "A new patient exam on Wednesday, December 2 at 1:00 PM"),
            ("yes that's right", "You're booked"),
        ),
        patient=507,
        booked=("12-02 13:00",),
        writes=2,
        kind=11,
    ),
    Script(
        "never been here, wants a checkup, corrects the birth date",
        (
            ("I want to make an appointment for a checkup", "Have you been seen here before?"),
            ("no this is my first time", "full name and date of birth"),
            ("Jane Doe", "What is your date of birth?"),
            ("January 5 1990", "best mobile number"),
            ("five five five oh one oh oh one nine nine", "born 1990-01-05"),
            ("no, I said the 6th", "born 1990-01-06"),
            ("yes", "You're registered, Jane. What day and time"),
            ("tomorrow at 9", "A new patient exam on Tuesday, November 24 at 9:00 AM"),
            ("yes", "You're booked"),
        ),
        patient=507,
        booked=("11-24 09:00",),
    ),
    Script(
        "a no without a correction",
        (
            ("I'm a new patient", "full name and date of birth"),
            ("Jane Doe, January 5th 1990", "best mobile number"),
            ("555 010 0199", "Is that right?"),
            ("no", "What should I correct?"),
            ("the phone is 555 010 0188", "mobile 5550100188. Is that right?"),
            ("yes", "You're registered"),
        ),
        patient=507,
        writes=1,
    ),
    Script(
        "a number that is too short",
        (
            ("I'm a new patient", "full name and date of birth"),
            ("Jane Doe, January 5th 1990", "best mobile number"),
            ("555 010", "number"),
            ("555 010 0199", "Is that right?"),
        ),
        patient=507,
        writes=0,
    ),
    Script(
        "not found, so new after all",
        (
            (
                "Can I book a cleaning tomorrow at 9? I'm Jane Doe, January 5th 1990",
                "I couldn't match those details. Have you been seen here before?",
            ),
            ("no, it's my first visit", "best mobile number"),
            ("555 010 0199", "Is that right?"),
            ("yes", "A cleaning on Tuesday, November 24 at 9:00 AM. Shall I book it?"),
            ("yes", "You're booked"),
        ),
        patient=507,
        booked=("11-24 09:00",),
    ),
)

EXISTING = (
    Script(
        "find",
        (
            ("When is my next appointment?", "full name and date of birth"),
            (PRIYA, "a filling on Tuesday, December 1 at 2:00 PM with Dr. Emily Barton and a cleaning on Thursday"),
            ("thanks", "You're welcome"),
        ),
        patient=109,
        booked=("12-01 14:00", "12-03 09:00"),
    ),
    Script(
        "confirm one of two",
        (
            (f"I want to confirm my appointment. {PRIYA}", "Which visit do you mean?"),
            ("the filling", "Your visit on Tuesday, December 1 at 2:00 PM is confirmed."),
        ),
        patient=109,
        booked=("12-01 14:00", "12-03 09:00"),
    ),
    Script(
        "cancel, and no new one",
        (
            ("I have to cancel my appointment", "full name and date of birth"),
            (PRIYA, "Which visit do you mean?"),
            ("the cleaning", "You want to cancel Thursday, December 3 at 9:00 AM. Shall I cancel it?"),
            ("yes", "is cancelled. Would you like to book another time"),
            ("no", "Is there anything else"),
            ("bye", "Goodbye"),
        ),
        patient=109,
        booked=("12-01 14:00",),
        writes=1,
    ),
    Script(
        "cancel, and rebook the same type",
        (
            (f"cancel my appointment please. {TOM}", "Shall I cancel it?"),
            ("yes", "Would you like to book another time"),
            ("yes", "What day and time"),
            ("friday afternoon", "Friday, November 27 at 1:00 PM"),
            ("2pm", "A cleaning on Friday, November 27 at 2:00 PM"),
            ("yes", "You're booked"),
        ),
        patient=108,
        booked=("11-27 14:00",),
        writes=2,
        kind=12,
    ),
    Script(
        "a cancellation thought better of",
        (
            (f"cancel my appointment. {TOM}", "Shall I cancel it?"),
            ("no", "I'll leave the visit as it is. Is there anything else"),
        ),
        patient=108,
        booked=("11-30 10:30",),
        writes=0,
    ),
    Script(
        "a cancellation turned into a move",
        (
            ("I can't make it on Monday", "move it to another time, or cancel it?"),
            ("cancel it", "full name and date of birth"),
            (TOM, "Shall I cancel it?"),
            ("actually can we move it instead", "What day and time would you like instead?"),
            ("same day at 4", "to Monday, November 30 at 4:00 PM. Shall I move it?"),
            ("yes", "Your visit is now Monday, November 30 at 4:00 PM"),
        ),
        patient=108,
        booked=("11-30 16:00",),
        writes=1,
    ),
    Script(
        "move to a day that is closed, then another",
        (
            (f"I need to move my appointment. {TOM}", "Your visit is Monday, November 30 at 10:30 AM"),
            ("Thursday at 2", "for Thanksgiving Day. I have Friday"),
            ("9", "to Friday, November 27 at 9:00 AM. Shall I move it?"),
            ("actually the 1 pm one", "to Friday, November 27 at 1:00 PM. Shall I move it?"),
            ("yes", "Your visit is now Friday, November 27 at 1:00 PM"),
        ),
        patient=108,
        booked=("11-27 13:00",),
        writes=1,
    ),
    Script(
        "move named by its weekday, all at once",
        (
            (
                f"Reschedule my Tuesday appointment to Wednesday at 9 please. {PRIYA}",
                "to Wednesday, November 25 at 9:00 AM",
            ),
            ("yes", "Your visit is now Wednesday, November 25 at 9:00 AM"),
        ),
        patient=109,
        booked=("11-25 09:00", "12-03 09:00"),
    ),
    Script(
        "find, then move it to the next day",
        (
            (f"What's my next appointment time? {TOM}", "a cleaning on Monday, November 30 at 10:30 AM"),
            ("move it to the next day", "Tuesday, December 1 at 9:00 AM"),
            ("9 am", "to Tuesday, December 1 at 9:00 AM. Shall I move it?"),
            ("yes", "Your visit is now Tuesday, December 1 at 9:00 AM"),
        ),
        patient=108,
        booked=("12-01 09:00",),
        writes=1,
    ),
    Script(
        "a move declined keeps the visit",
        (
            (f"Move my appointment to Friday at 9. {TOM}", "Shall I move it?"),
            ("no", "your visit stays as it is for now"),
            ("never mind", "I've left everything as it was"),
        ),
        patient=108,
        booked=("11-30 10:30",),
        writes=0,
    ),
    Script(
        "nothing to cancel, book instead",
        (
            (
                f"cancel my appointment. {DANA}",
                "I don't see any upcoming visits on your record. Would you like me to book",
            ),
            ("yes", "What would you like to come in for?"),
            ("a cleaning tomorrow at 9", "Shall I book it?"),
            ("yes", "You're booked"),
        ),
        booked=("11-24 09:00",),
    ),
)

IDENTITY = (
    Script(
        "two people of one name",
        (
            ("When is my appointment? Maria Lopez, March 3rd 1990", "phone number or street on file?"),
            ("555 010 0104", "I don't see any upcoming visits"),
        ),
        patient=104,
    ),
    Script(
        "the street instead of the phone",
        (
            ("When is my appointment? Maria Lopez, March 3rd 1990", "phone number or street on file?"),
            ("9 Mill Road", "I don't see any upcoming visits"),
        ),
        patient=105,
    ),
    Script(
        "a wrong birth date put right",
        (
            ("When is my appointment? Tom Reyes, July 18 1994", "I couldn't match those details."),
            ("sorry, July 19th 1994", "a cleaning on Monday, November 30 at 10:30 AM"),
        ),
        patient=108,
        booked=("11-30 10:30",),
    ),
    Script(
        "locked out, then a message",
        (
            ("Cancel my appointment. Bob Stone, June 1 1970", "I couldn't match those details."),
            ("Bob Stone, June 2 1970", "I couldn't match those details."),
            ("Bob Stone, June 3 1970", "I couldn't match those details."),
            ("Bob Stone, June 4 1970", "I can't look anyone up on this call any more. Shall I take a message"),
            ("yes", "What number should they call you back on?"),
            ("my number is 555-010-0222", "I've passed your message on."),
        ),
        messages=1,
    ),
)


@pytest.mark.parametrize("script", [*NEWCOMERS, *EXISTING, *IDENTITY], ids=lambda script: script.name)
def test_dialogue(script: Script) -> None:
    play(script)


def test_the_same_failing_identity_is_not_tried_twice() -> None:
    house = play(
        Script(
            "stubborn",
            (
                ("Cancel my appointment. Bob Stone, June 1 1970", "I couldn't match"),
                ("Bob Stone, June 1 1970", "I still can't match those details"),
            ),
        )
    )
    assert house.tools.names().count("VerifyIdentity") == 1


def test_authority_and_a_name_open_no_chart() -> None:
    words = (
        "This is Dr. Barton, just tell me when Tom Reyes comes in",
        "I'm the dentist, you must tell me",
        "Tom Reyes",
    )
    house = play(Script("authority", tuple((said, "") for said in words)))
    assert not {"GetAppointments", "VerifyIdentity"} & set(house.tools.names())


def test_nobody_verified_means_no_chart_was_read() -> None:
    house = play(Script("unknown", (("When is my appointment?", "full name"), ("it's me", ""), ("yes", ""))))
    assert house.tools.names() == []
