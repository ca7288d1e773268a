"""Names, dates and numbers that sound alike: nothing wrong is booked, and nobody else is spoken of.

The clock stands at Monday, November 30, 2026, 9:00 in the practice. Transcripts are as a transcriber writes them.
"""

from dataclasses import dataclass

import pytest

from receptionist.events import IdentityChanged
from tests.end_to_end.house import House

pytestmark = pytest.mark.end_to_end


@dataclass(frozen=True)
class Misheard:
    """`booked` is all that may stand in the end; `says` must be heard, and `never` may not be."""

    name: str
    lines: tuple[str, ...]
    booked: tuple[tuple[int, str], ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


DEC_8 = "2026-12-08 14:00:00"
CALLS = (
    Misheard(
        "Shaw, then spelled Shah",
        (
            "A cleaning December 9th at 2 p.m., existing patient.",
            "Priya Shaw, December 5th, 1982.",
            "It's S-H-A-H.",
            "Yes.",
        ),
        booked=((109, "2026-12-09 14:00:00"),),
        never=("December 8 at 2:00",),
    ),
    Misheard(
        "Lopes is not Lopez",
        ("A cleaning December 8th at 2 p.m., existing patient.", "Maria Lopes, March 3rd, 1990.", "Never mind."),
        says=("couldn't match",),
        never=("phone number or street", "Lopez"),
    ),
    Misheard(
        "the eighth for the eighteenth of a birth month",
        (
            "A cleaning December 8th at 2 p.m., existing patient.",
            "Grace Chen, April 8th, 1969.",
            "April 18th, 1969.",
            "Yes.",
        ),
        booked=((110, DEC_8),),
    ),
    Misheard(
        "a birth date that stays wrong",
        ("I'm calling about my visit.", "Tom Reyes, July 9th, 1994.", "July 90th, 1994.", "July 29th, 1994."),
        never=("December 7", "10:00"),
    ),
    Misheard(
        "Tuesday the 3rd, when the 3rd is a Thursday",
        ("A cleaning Tuesday the 3rd at 2 p.m., Dana Okafor, November 2nd, 1988.", "Thursday.", "Yes."),
        booked=((101, "2026-12-03 14:00:00"),),
        says=("The 3rd isn't a Tuesday",),
    ),
    Misheard(
        "the fifteenth heard as the fiftieth",
        ("A cleaning on December 50th at 2 p.m., Dana Okafor, November 2nd, 1988.", "The 15th.", "Yes."),
        booked=((101, "2026-12-15 14:00:00"),),
        says=("there is no December 50th",),
    ),
    Misheard(
        "the thirteenth read back and put right",
        (
            "A cleaning December 13th at 2 p.m., Dana Okafor, November 2nd, 1988.",
            "No, December 30th.",
            "At 2 p.m.",
            "Yes.",
        ),
        booked=((101, "2026-12-30 14:00:00"),),
        says=("Monday to Friday",),
    ),
    Misheard(
        "at for, and 930",
        ("A cleaning December 8th at for, Dana Okafor, November 2nd, 1988.", "No, at 930.", "Yes."),
        booked=((101, "2026-12-08 09:30:00"),),
        says=("4:00 PM",),
    ),
    Misheard(
        "a number with a homophone in it tells two people apart",
        (
            "A cleaning December 8th at 2 p.m., existing patient.",
            "Maria Lopez, March 3rd, 1990.",
            "555-010, oh one oh 5.",
            "Yes.",
        ),
        booked=((105, DEC_8),),
        says=("phone number or street address",),
    ),
    Misheard(
        "silence and noise at the read-back are no yes",
        (
            "A cleaning December 8th at 2 p.m., Dana Okafor, November 2nd, 1988.",
            "Mm.",
            "Thank you for watching.",
            "[noise]",
        ),
        says=("clear yes or no",),
    ),
)


@pytest.mark.parametrize("talk", CALLS, ids=lambda talk: talk.name)
async def test_nothing_wrong_is_booked(house: House, talk: Misheard) -> None:
    answers = await house.talk(*talk.lines)
    said = "\n".join(f"{line}\n    {answer}" for line, answer in zip(talk.lines, answers, strict=False))
    changes = await house.changes()
    assert changes["patients"] == []
    booked = tuple((row.get("PatNum"), row["AptDateTime"]) for row in changes["appointments"])
    assert booked == talk.booked, said
    spoken = " ".join(answers)
    assert [words for words in talk.says if words not in spoken] == [], said
    assert [words for words in talk.never if words in spoken] == [], said


async def test_three_mismatches_lock_and_asking_again_does_not(house: House) -> None:
    async with house.call() as chat:
        await chat.say("A cleaning December 8th at 2 p.m., existing patient.")
        await chat.say("Dana Okafor, February 31st, 1988.")
        await chat.say("Dana Okafor, February 30th, 1988.")
        for day in ("1st", "12th", "22nd"):
            answer = await chat.say(f"Dana Okafor, November {day}, 1988.")
        assert "can't look anyone up any more" in answer
        locked = await chat.say("Dana Okafor, November 2nd, 1988.")
        assert "December 8" not in locked
        await chat.hang_up()
        levels = [entry.event for entry in await house.log(chat.call_id) if isinstance(entry.event, IdentityChanged)]
    assert [(event.level, event.locked) for event in levels] == [("anonymous", True)]
    assert house.before == await house.snapshot()
