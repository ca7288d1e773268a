"""A family books together or not at all, in one read-back and with one yes."""

from typing import Any

import pytest

from receptionist.events import BookingStep
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end
DANA, MILO, ADA = "Dana Okafor, November 2 1988", "Milo Okafor, 5/14/2017", "Ada Okafor, 8/30/2019"
MILOS = (102, 3, "2026-12-01 13:00:00", "Scheduled")
ADAS = (103, 3, "2026-12-01 13:00:00", "Scheduled")


def rows(changes: dict[str, list[dict[str, Any]]]) -> list[tuple[Any, ...]]:
    keys = ("PatNum", "AppointmentTypeNum", "AptDateTime", "AptStatus")
    return sorted(tuple(row[key] for key in keys) for row in changes["appointments"])


async def test_cleanings_for_both_kids_on_tuesday_afternoon(house: House) -> None:
    answers = await house.talk(
        "Cleanings for both my kids Tuesday afternoon", DANA, MILO, ADA, "the first one", "yes, both please"
    )
    assert "Shall I book both?" in answers[4]
    assert "Milo" in answers[4]
    assert "Ada" in answers[4]
    assert answers[5].count("It's done") == 1
    changes = await house.changes()
    assert rows(changes) == [MILOS, ADAS]
    chairs = {(row["Op"], row["ProvHyg"]) for row in changes["appointments"]}
    assert len(chairs) == 2
    notes = sorted(row["Note"][-3:] for row in changes["appointments"])
    assert notes == ["/1)", "/2)"]


async def test_two_children_named_in_one_breath(house: House) -> None:
    answers = await house.talk(
        "I need cleanings for my kids Milo and Ada on December 9th at 2",
        DANA,
        "Milo Okafor 5/14/2017 and Ada Okafor 8/30/2019",
        "yes",
    )
    assert "Shall I book both?" in answers[2]
    assert {(who, kind) for who, kind, _, _ in rows(await house.changes())} == {(102, 3), (103, 3)}


@pytest.mark.parametrize("answer", ["yes for Milo", "yes, but only Ada", "mm", "no"])
async def test_a_yes_to_one_books_nobody(house: House, answer: str) -> None:
    await house.talk("Cleanings for both my kids Tuesday afternoon", DANA, MILO, ADA, "the first one", answer)
    assert house.before == await house.snapshot()


async def test_a_child_that_is_not_on_the_account_is_not_booked(house: House) -> None:
    answers = await house.talk(
        "Cleanings for both my kids Tuesday afternoon", DANA, MILO, "Nina Petrova, 4/4/2018", "never mind"
    )
    assert "couldn't match" in answers[3]
    assert house.before == await house.snapshot()


class SecondPostFails:
    """Open Dental that takes the first new visit and refuses the second."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.posts = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].endswith("/appointments"):
            self.posts += 1
            if self.posts == 2:
                await send(
                    {"type": "http.response.start", "status": 400, "headers": [(b"content-type", b"text/plain")]}
                )
                await send({"type": "http.response.body", "body": b"Op is invalid"})
                return
        await self.app(scope, receive, send)


async def test_when_the_second_visit_fails_the_first_is_taken_back(tmp_path: Any) -> None:
    async with open_house(tmp_path, wrap_opendental=SecondPostFails) as house:
        async with house.call() as chat:
            for line in ("Cleanings for both my kids Tuesday afternoon", DANA, MILO, ADA, "the first one"):
                await chat.say(line)
            answer = await chat.say("yes")
            await chat.hang_up()
            steps = [entry.event for entry in await house.log(chat.call_id) if isinstance(entry.event, BookingStep)]
        changes = await house.changes()
    assert "none of the visits is booked" in answer
    assert "It's done" not in answer
    assert [row[3] for row in rows(changes)] == ["UnschedList"]
    assert (steps[-1].step, steps[-1].reason) == ("refused", "R27_family")
