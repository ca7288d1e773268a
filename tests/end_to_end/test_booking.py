"""Patients talk to Lexi, and Open Dental holds exactly the rows that were agreed to: no more, no fewer, none else.

The clock stands at Monday, November 30, 2026, 9:00 in the practice. The working days after it are December 1 to 4.
"""

import pytest

from receptionist.events import BookingStep, CallEnded, IdentityChanged
from tests.end_to_end.house import House

pytestmark = pytest.mark.end_to_end

DANA = "Dana Okafor, November 2 1988"
DANA_NUM = 101


async def test_an_existing_patient_books_a_cleaning(house: House) -> None:
    answers = await house.talk(
        "I'd like a cleaning next Tuesday at 2 in the afternoon", "Yes I have", DANA, "yes please"
    )
    assert "Shall I book it?" in answers[2]
    assert "Tuesday, December 8 at 2:00 PM" in answers[2]
    assert "booked for Tuesday, December 8 at 2:00 PM" in answers[3]
    changes = await house.changes()
    assert not changes["patients"]
    (row,) = changes["appointments"]
    assert (row["PatNum"], row["AptDateTime"], row["AptStatus"]) == (DANA_NUM, "2026-12-08 14:00:00", "Scheduled")
    assert (row["AppointmentTypeNum"], len(row["Pattern"]), row["IsHygiene"]) == (2, 12, "true")
    assert row["Op"] in (4, 5)


async def test_everything_in_one_sentence(house: House) -> None:
    answers = await house.talk(
        "Hi, this is Dana Okafor, born November 2nd 1988, I've been there before. "
        "Can I get a cleaning on December 8th at 2 pm?",
        "Yes, that's right.",
    )
    assert "booked" in answers[1]
    (row,) = (await house.changes())["appointments"]
    assert row["AptDateTime"] == "2026-12-08 14:00:00"


async def test_a_new_patient_is_registered_and_booked(house: House) -> None:
    answers = await house.talk(
        "Hi, I'm a new patient and I'd like an appointment",
        "My name is Noor Haddad",
        "March 3rd 1990",
        "555 010 0777",
        "Yes, that's correct",
        "Tuesday December 8th at 2 pm",
        "yes",
    )
    assert "Noor Haddad" in answers[3]
    assert "born March 3, 1990" in answers[3]
    assert "booked" in answers[-1]
    changes = await house.changes()
    (patient,) = changes["patients"]
    assert (patient["FName"], patient["LName"], patient["Birthdate"]) == ("Noor", "Haddad", "1990-03-03")
    assert "".join(filter(str.isdigit, patient["WirelessPhone"])) == "5550100777"
    (visit,) = changes["appointments"]
    assert (visit["PatNum"], visit["AptDateTime"]) == (patient["PatNum"], "2026-12-08 14:00:00")
    assert (visit["AppointmentTypeNum"], visit["IsNewPatient"]) == (1, "true")


async def test_a_move_is_one_changed_row(house: House) -> None:
    visit = next(row for row in house.before["appointments"].values() if row["PatNum"] == 108 and row["AptNum"] >= 9001)
    answers = await house.talk(
        "I need to move my appointment", "Tom Reyes, July 19 1994", "Tuesday December 15th at 2 pm", "yes please"
    )
    assert "Tuesday, December 15 at 2:00 PM" in answers[-1]
    changes = await house.changes()
    assert not changes["patients"]
    (row,) = changes["appointments"]
    assert row["was"] == visit["AptNum"]
    assert row["AptDateTime"] == "2026-12-15 14:00:00"
    assert "AptStatus" not in row


async def test_a_cancellation_takes_the_visit_off_the_schedule(house: House) -> None:
    answers = await house.talk("Please cancel my appointment", "Priya Shah, 12/5/1982", "yes", "no thanks")
    assert "cancelled" in answers[2]
    (row,) = (await house.changes())["appointments"]
    assert row["AptStatus"] == "UnschedList"
    assert house.before["appointments"][row["was"]]["PatNum"] == 109


async def test_a_visit_is_confirmed(house: House) -> None:
    answers = await house.talk("I'm calling to confirm my appointment", "Grace Chen, April 18 1969")
    assert "confirmed" in answers[-1].lower()
    (row,) = (await house.changes())["appointments"]
    assert (house.before["appointments"][row["was"]]["PatNum"], row["confirmed"]) == (110, "Confirmed")


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("this Saturday at 10", "Monday to Friday"),
        ("last Friday at 2 pm", "already passed"),
        ("yesterday at 2 pm", "already passed"),
        ("December 8th at 12:15 pm", "lunch"),
        ("December 8th at 8 in the evening", "AM to"),
        ("Christmas Day at 2 pm", "Christmas"),
        ("December 25th at 10 am", "Christmas"),
    ],
)
async def test_impossible_times_are_refused_with_a_reason_and_nothing_is_written(
    house: House, wish: str, reason: str
) -> None:
    answers = await house.talk(f"I'd like a cleaning {wish}. I've been there before.", DANA, "no, never mind")
    assert reason in answers[1]
    assert house.before == await house.snapshot()


async def test_a_taken_time_is_refused_and_another_offered(house: House) -> None:
    taken = next(row for row in house.before["appointments"].values() if row["PatNum"] == 108 and row["AptNum"] >= 9001)
    day, clock = taken["AptDateTime"][8:10], taken["AptDateTime"][11:16]
    answers = await house.talk(
        f"A cleaning with Sarah Kim on December {int(day)}th at {clock} please. I'm an existing patient.", DANA
    )
    assert "Shall I book it?" not in answers[1]
    assert "Which would you like?" in answers[1]
    assert house.before == await house.snapshot()


async def test_a_changed_mind_at_the_read_back_books_only_the_second_choice(house: House) -> None:
    answers = await house.talk(
        "I'd like a cleaning December 8th at 2 pm, I'm an existing patient",
        DANA,
        "Actually, could we make it Wednesday the 9th at 2 instead?",
        "yes",
    )
    assert "Tuesday, December 8 at 2:00 PM" in answers[1]
    assert "Wednesday, December 9 at 2:00 PM" in answers[2]
    (row,) = (await house.changes())["appointments"]
    assert row["AptDateTime"] == "2026-12-09 14:00:00"


@pytest.mark.parametrize("answer", ["no", "hmm, I'm not sure", "what was that?", "yes but at 3"])
async def test_anything_but_a_plain_yes_writes_nothing(house: House, answer: str) -> None:
    await house.talk("I'd like a cleaning December 8th at 2 pm, I'm an existing patient", DANA, answer)
    assert house.before == await house.snapshot()


async def test_hanging_up_at_the_read_back_writes_nothing(house: House) -> None:
    async with house.call() as chat:
        await chat.say("I'd like a cleaning December 8th at 2 pm, I'm an existing patient")
        await chat.say(DANA)
        assert await chat.hang_up() == "answered"
    assert house.before == await house.snapshot()


async def test_two_people_with_one_name_and_birth_date_are_told_apart_by_a_third_identifier(house: House) -> None:
    answers = await house.talk(
        "I'd like a cleaning December 8th at 2 pm, I'm an existing patient",
        "Maria Lopez, March 3 1990",
        "555-010-0105",
        "yes",
    )
    assert "phone number or street address" in answers[1]
    (row,) = (await house.changes())["appointments"]
    assert row["PatNum"] == 105


async def test_wrong_birth_dates_lock_the_call_without_a_hint(house: House) -> None:
    answers = await house.talk(
        "I need to cancel my appointment",
        "Priya Shah, December 6 1982",
        "Priya Shah, December 7 1982",
        "Priya Shah, December 8 1982",
        "Priya Shah, December 5 1982",
    )
    assert not any("Filling" in answer for answer in answers)
    assert house.before == await house.snapshot()


async def test_the_log_tells_the_whole_story(house: House) -> None:
    async with house.call() as chat:
        for line in ("I'd like a cleaning December 8th at 2 pm, I've been there before", DANA, "yes"):
            await chat.say(line)
        assert await chat.hang_up() == "booked"
        call_id = chat.call_id
    events = [entry.event for entry in await house.log(call_id)]
    steps = [event.step for event in events if isinstance(event, BookingStep)]
    assert steps == ["proposed", "written"]
    assert [event.level for event in events if isinstance(event, IdentityChanged)] == ["verified"]
    assert isinstance(events[-1], CallEnded)
    assert events[-1].outcome == "booked"


@pytest.mark.parametrize("kind", ["reset_after", "reset_before"])
async def test_a_write_whose_answer_is_lost_is_never_doubled_and_never_lied_about(house: House, kind: str) -> None:
    async with house.call() as chat:
        await chat.say("I'd like a cleaning December 8th at 2 pm, I'm an existing patient")
        await chat.say(DANA)
        fault = {"kind": kind, "method": "POST", "path": "appointments", "times": 1}
        admin = str(house.dental.base_url.copy_with(path="/admin/faults"))
        (await house.dental.post(admin, json=fault)).raise_for_status()
        answer = await chat.say("yes please")
        await chat.hang_up()
    rows = (await house.changes())["appointments"]
    assert len(rows) == (1 if kind == "reset_after" else 0)
    assert ("is booked for" in answer) == (kind == "reset_after")
