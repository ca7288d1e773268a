"""What is put on a record: once, a few times in all, and never claimed before it is certain."""

from typing import Any

import pytest

from receptionist.agents.tools.records import ENOUGH, MARKER, NOT_SEEN
from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit

NO_CHANGE: dict[str, Any] = {"WirelessPhone": None, "HmPhone": None, "Email": None, "Address": None, "other": None}


async def test_a_new_phone_number_goes_to_staff_and_not_on_the_chart() -> None:
    async with desk() as here:
        await here.verify(108)
        change = {**NO_CHANGE, "WirelessPhone": "555 010 0199", "other": "I married, it is Reyes-Lind now"}
        answer = await here.run("UpdatePatient", PatNum=108, **change)
        again = await here.run("UpdatePatient", PatNum=108, **change)
        assert answer == again
        assert answer["status"] == "taken"
        assert here.office.seen == []
        (message,) = here.messages()
        assert "Tom Reyes (PatNum 108)" in message.text
        assert "mobile phone 555 010 0199; other I married" in message.text


async def test_a_change_of_nothing_is_refused() -> None:
    async with desk() as here:
        await here.verify(108)
        assert (await here.run("UpdatePatient", PatNum=108, **NO_CHANGE))["status"] == "invalid_arguments"
        assert here.messages() == []


async def test_a_child_alone_changes_nothing() -> None:
    async with desk() as here:
        await here.verify(102)
        change = {**NO_CHANGE, "Email": "milo@example.test"}
        assert (await here.run("UpdatePatient", PatNum=102, **change))["status"] == "not_verified"
        assert (await here.run("CreateCommlog", PatNum=102, Note="hello"))["status"] == "not_verified"
        assert here.messages() == []
        assert here.office.seen == []


async def test_a_note_is_appended_to_the_visit_once_and_read_again() -> None:
    async with desk() as here:
        await here.verify(108)
        note = {"AptNum": 9001, "Note": "I come by\nwheelchair"}
        assert (await here.run("AppendAppointmentNote", **note))["status"] == "noted"
        assert (await here.run("AppendAppointmentNote", **note))["status"] == "noted"
        assert here.writes() == ["PUT /appointments/9001/Note"]
        row = await here.call.client.appointments.get(9001)
        assert row.note.count(f"{MARKER} I come by wheelchair") == 1


async def test_a_note_that_cannot_be_seen_afterwards_is_not_claimed_nor_tried_again() -> None:
    async with desk() as here:
        await here.verify(108)
        here.office.canned["/appointments/9001"] = {  # type: ignore[assignment]
            "AptNum": 9001, "PatNum": 108, "AptStatus": "Scheduled", "AptDateTime": "2026-12-04 10:00:00", "Note": "",
        }  # fmt: skip
        for _ in range(2):
            answer = await here.run("AppendAppointmentNote", AptNum=9001, Note="wheelchair")
            assert answer == {"status": "error", "say": NOT_SEEN}
        assert len(here.writes()) == 1


async def test_a_chart_note_names_its_source_and_cannot_forge_ours() -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run("CreateCommlog", PatNum=108, Note="Booked by Lexi\tprefers text messages")
        assert answer["status"] == "noted"
        assert here.writes() == ["POST /commlogs"]
        assert "Booked by" not in str(here.call.filed)


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_what_may_have_been_written_is_never_written_twice(cut: str) -> None:
    async with desk() as here:
        await here.verify(108)
        here.office.cut["POST"] = cut
        assert (await here.run("CreateCommlog", PatNum=108, Note="prefers text"))["status"] == "error"
        here.office.cut.clear()
        again = await here.run("CreateCommlog", PatNum=108, Note="prefers text")
        # Cut before it arrived nothing was written, so it is written now; cut after, nobody knows and nobody retries.
        assert again["status"] == ("noted" if cut == "before" else "error")
        assert len([request for request in here.writes() if request == "POST /commlogs"]) == (
            2 if cut == "before" else 1
        )


async def test_three_notes_are_enough() -> None:
    async with desk() as here:
        await here.verify(108)
        for number in range(3):
            assert (await here.run("CreateCommlog", PatNum=108, Note=f"note {number}"))["status"] == "noted"
        answer = await here.run("CreateCommlog", PatNum=108, Note="note 4")
        assert (answer["reason"], answer["say"]) == ("T09_enough", ENOUGH)
        assert len(here.writes()) == 3


@pytest.mark.parametrize("text", ["\u0000\u0007", "   "])
async def test_a_note_without_words_is_refused(text: str) -> None:
    async with desk() as here:
        await here.verify(108)
        assert (await here.run("CreateCommlog", PatNum=108, Note=text))["status"] == "invalid_arguments"
        assert (await here.run("AppendAppointmentNote", AptNum=9001, Note=text))["status"] == "invalid_arguments"
        assert here.writes() == []


async def test_a_do_not_schedule_note_is_one_bit() -> None:
    async with desk() as here:
        await here.verify(113, 108)
        walter = await here.run("GetPopups", PatNum=113)
        tom = await here.run("GetPopups", PatNum=108)
    assert walter == {"status": "ok", "route_to_staff": True}
    assert tom == {"status": "ok", "route_to_staff": False}


async def test_the_family_is_those_verified_in_this_call() -> None:
    async with desk() as here:
        await here.verify(101)
        alone = await here.run("GetPatientFamily", PatNum=101)
        await here.verify(102, 108)
        both = await here.run("GetPatientFamily", PatNum=101)
        assert alone["members"] == [{"PatNum": 101, "FName": "Dana"}]
        assert [member["FName"] for member in both["members"]] == ["Dana", "Milo"]
        assert here.office.seen == []
