"""People type as people do, and Open Dental holds exactly the rows they agreed to.

The clock stands at Monday, November 30, 2026, 9:00 in the practice. Upcoming: Tom Reyes (108) on Monday, December 7 at
10:00, Priya Shah (109) on Tuesday, December 8 at 14:00, Grace Chen (110) on Wednesday, December 9 at 9:00.
"""

from dataclasses import dataclass

import pytest

from tests.end_to_end.house import House, Row

pytestmark = pytest.mark.end_to_end


@dataclass(frozen=True)
class Talk:
    """`lines` are typed one by one; afterwards exactly these rows are new or changed.

    `booked`: (PatNum or None for the person registered in this talk, AppointmentTypeNum, AptDateTime). `moved`: the
    visit's number and its new time. `cancelled`, `confirmed`: numbers of visits. `registered`: (first, last, birth
    date). `messages`: how many were left.
    """

    name: str
    lines: tuple[str, ...]
    booked: tuple[tuple[int | None, int, str], ...] = ()
    moved: tuple[tuple[int, str], ...] = ()
    cancelled: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    registered: tuple[tuple[str, str, str], ...] = ()
    messages: int = 0


TALKS = (
    Talk(
        "terse",
        ("i need a cleaning", "existing", "dana okafor", "11/2/88", "tues at 2", "yes", "n"),
        booked=((101, 2, "2026-12-01 14:00:00"),),
    ),
    Talk(
        "terse and new",
        ("need an appt", "new", "sam rivera", "4/12/1991", "5550100888", "yep", "tomorrow", "the first one", "yep"),
        booked=((None, 1, "2026-12-01 13:00:00"),),
        registered=(("Sam", "Rivera", "1991-04-12"),),
    ),
    Talk(
        "a name instead of an answer, and not on file after all",
        ("i want a cleaning", "lena fischer", "3/3/85", "no", "555 010 0666", "yes", "dec 8 at 2", "yes"),
        booked=((None, 2, "2026-12-08 14:00:00"),),
        registered=(("Lena", "Fischer", "1985-03-03"),),
    ),
    Talk(
        "not found, then new",
        ("id like a cleaning", "yes", "Jonas Weber, June 1 1980", "i'm new", "555 010 0333", "yes", "dec 8 2pm", "yes"),
        booked=((None, 2, "2026-12-08 14:00:00"),),
        registered=(("Jonas", "Weber", "1980-06-01"),),
    ),
    Talk(
        "everything at once, in small letters",
        ("its dana okafor nov 2 88, cleaning on dec 8 at 2 with sarah pls", "yes"),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "out of order",
        ("dec 8 2pm", "cleaning", "i have been in before", "11-02-88", "dana okafor", "yes"),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "one word at a time",
        ("i need a cleaning", "yes", "dana", "okafor", "november 2", "1988", "on the 8th", "2pm", "yes please"),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "slips of the fingers",
        (
            "can i make an appoinment for a clening nxt tuesday at 2",
            "yes",
            "Dana Okafro 11/2/1988",
            "sorry okafor",
            "yes",
        ),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "a yes that is one letter, then a plain one",
        ("cleaning dec 8 at 2, dana okafor 11/2/1988", "y", "yes"),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "saturday, then the monday, then the first",
        (
            "can i come saturday for a cleaning? existing patient",
            "dana okafor nov 2nd 1988",
            "ok monday",
            "first",
            "yes",
        ),
        booked=((101, 2, "2026-12-07 13:00:00"),),
    ),
    Talk(
        "the following monday",
        ("cleaning on Wednesday the 9th, dana okafor 11/2/1988", "what about the following monday", "earliest", "ok"),
        booked=((101, 2, "2026-12-14 08:00:00"),),
    ),
    Talk(
        "a closed day, the day after, then the morning",
        (
            "cleaning dec 16 at 2pm dana okafor 11/2/1988",
            "the day after",
            "anything in the morning",
            "the first one",
            "yes",
        ),
        booked=((101, 2, "2026-12-17 08:00:00"),),
    ),
    Talk(
        "yesterday, tomorrow, and another time at the read-back",
        ("cleaning yesterday at 3. Dana Okafor 11/2/1988", "lol i meant tomorrow", "the 2:00 one", "yes"),
        booked=((101, 2, "2026-12-01 14:00:00"),),
    ),
    Talk(
        "no, not that one; make it 3",
        ("cleaning dec 8 at 2, dana okafor 11/2/1988", "no not that one", "make it 3 instead", "yes"),
        booked=((101, 2, "2026-12-08 15:00:00"),),
    ),
    Talk("actually cancel that", ("cleaning dec 8 at 2, dana okafor 11/2/1988", "actually cancel that", "no thanks")),
    Talk(
        "another kind of visit at the read-back",
        ("i need a cleaning dec 8 at 2, dana okafor 11/2/1988", "wait i meant a filling", "yes"),
        booked=((101, 5, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "questions all the way",
        (
            "id like a cleaning",
            "how much is it",
            "yes",
            "do you have parking",
            "dana okafor 11/2/88",
            "do you take cigna?",
            "tuesday the 8th at 2",
            "how long does it take",
            "what day was that",
            "yes",
        ),
        booked=((101, 2, "2026-12-08 14:00:00"),),
    ),
    Talk(
        "a parent, two children and herself",
        (
            "I need cleanings for my kids Milo and Ada",
            "dana okafor nov 2 1988",
            "okafor, 5/14/2017",
            "okafor 8/30/2019",
            "dec 9 at 2",
            "yes",
            "one for me too",
            "dec 9 at 3",
            "yes",
        ),
        booked=((101, 2, "2026-12-09 15:00:00"), (102, 3, "2026-12-09 14:30:00"), (103, 3, "2026-12-09 14:00:00")),
    ),
    Talk(
        "one child, and then the other",
        (
            "I need a cleaning for my son Milo",
            "dana okafor nov 2 1988",
            "okafor, 5/14/2017",
            "dec 9 at 2",
            "yes",
            "yes and one for my daughter ada",
            "okafor 8/30/2019",
            "same day at 2:30",
            "yes",
        ),
        booked=((102, 3, "2026-12-09 14:00:00"), (103, 3, "2026-12-09 14:30:00")),
    ),
    Talk(
        "earlier on the day of a visit moves it",
        ("Can I come in earlier on Monday?", "yes", "tom reyes 7/19/94", "yes", "yes"),
        moved=((9001, "2026-12-07 09:30:00"),),
    ),
    Talk(
        "a thought in two messages",
        ("I'd like a cleaning on", "Tuesday at 2", "yes", "dana okafor 11/2/88", "yes"),
        booked=((101, 2, "2026-12-01 14:00:00"),),
    ),
    Talk(
        "a cancelled visit put back, not booked anew",
        (
            "please cancel my appointment. Tom Reyes, July 19 1994",
            "yes",
            "no",
            "I want to rebook the visit I cancelled",
            "December 15th at 2",
            "yes",
        ),
        moved=((9001, "2026-12-15 14:00:00"),),
    ),
    Talk(
        "two people in one sentence: nobody is taken for the other",
        (
            "Hi this is Dana Okafor (11/2/1988), a cleaning for my son Milo, born 5/14/2017, on Dec 9 at 2",
            "okafor",
            "yes",
        ),
        booked=((102, 3, "2026-12-09 14:00:00"),),
    ),
    Talk(
        "a second visit of the same kind becomes a move",
        ("cleaning dec 9 at 11 please. tom reyes 7/19/94", "yes", "yes"),
        moved=((9001, "2026-12-09 11:00:00"),),
    ),
    Talk(
        "same time next week",
        ("i need to move my appointment", "priya shah december 5th 1982", "same time next week", "yep"),
        moved=((9002, "2026-12-15 14:00:00"),),
    ),
    Talk(
        "can't make it, so it is moved",
        ("i cant make my appointment", "its priya shah 12/5/1982", "move it", "friday at 3", "yes"),
        moved=((9002, "2026-12-04 15:00:00"),),
    ),
    Talk(
        "a corrected birth date",
        ("i need to reschedule", "Tom Reyes july 18 1994", "oh sorry july 19", "dec 9 at 11", "yes"),
        moved=((9001, "2026-12-09 11:00:00"),),
    ),
    Talk(
        "just cancel it",
        ("id like to reschedule. Tom Reyes, 7/19/1994", "you know what just cancel it", "yes", "no thank you"),
        cancelled=(9001,),
    ),
    Talk("kept after all", ("i gotta cancel my appt. its tom reyes 7/19/94", "actually no keep it", "thanks bye")),
    Talk(
        "told of, then confirmed",
        ("when is my next appointment", "grace chen april 18 1969", "great, can you confirm it", "thank you"),
        confirmed=(9003,),
    ),
    Talk(
        "a name corrected at the registration",
        (
            "im new here and want to come in",
            "Ana Duart",
            "june 5 1992",
            "5550100555",
            "no its duarte with an e",
            "yes",
            "tuesday the 8th at 3",
            "yes",
        ),
        booked=((None, 1, "2026-12-08 15:00:00"),),
        registered=(("Ana", "Duarte", "1992-06-05"),),
    ),
    Talk(
        "a number is the answer to the message",
        ("root canal", "yes", "dana okafor nov 2 1988", "555 010 0101"),
        messages=1,
    ),
    Talk("no message after all", ("whats my balance", "no thanks", "bye")),
    Talk("a person, no wait", ("a person please ... no wait, I just want to book a cleaning", "never mind")),
)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)
async def test_a_conversation_leaves_exactly_these_rows(house: House, talk: Talk) -> None:
    answers = await house.talk(*talk.lines)
    said = "\n".join(f"{line}\n    {answer}" for line, answer in zip(talk.lines, answers, strict=False))
    changes = await house.changes()
    new = [row for row in changes["patients"] if "was" not in row]
    assert [(row["FName"], row["LName"], row["Birthdate"]) for row in new] == list(talk.registered), said
    visits = changes["appointments"]
    own = new[0]["PatNum"] if new else None
    booked = sorted((row["PatNum"], row["AppointmentTypeNum"], row["AptDateTime"]) for row in visits if _is_new(row))
    assert booked == sorted((who or own, kind, at) for who, kind, at in talk.booked), said
    old = {row["was"]: row for row in visits if not _is_new(row)}
    assert {number: row["AptDateTime"] for number, row in old.items() if "AptDateTime" in row} == dict(talk.moved), said
    assert tuple(number for number, row in old.items() if row.get("AptStatus") == "UnschedList") == talk.cancelled, said
    assert tuple(number for number, row in old.items() if row.get("confirmed") == "Confirmed") == talk.confirmed, said
    assert len(old) == len(talk.moved) + len(talk.cancelled) + len(talk.confirmed), said
    assert len(house.messages()) == talk.messages, said


def _is_new(row: Row) -> bool:
    return "was" not in row
