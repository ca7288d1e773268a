"""R14: an emergency visit within the hour stands on the caller's own words, whatever a model calls it."""

import pytest

from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit
SOON = {"kind": "create", "PatNum": 101, "AppointmentTypeNum": 6, "AptDateTime": "2026-11-30 09:40:00"}


@pytest.mark.parametrize(
    "words",
    ["Can I get something today?", "There is no pain and no swelling.", "It's not an emergency.", "What does it cost?"],
)
async def test_a_model_that_says_emergency_is_asked_what_is_wrong(words: str) -> None:
    async with desk() as here:
        await here.verify(101)
        here.caller(words)
        here.lexi("Are you in pain? Is it an emergency?")
        here.call.begin_request("The caller has an emergency, severe pain and bleeding!")
        answer = await here.run("ProposeBooking", **SOON, Note="EMERGENCY, severe pain")
        assert (answer["status"], answer["reason"]) == ("refused", "R14_lead")
        assert "Are you in pain" in answer["say"]


@pytest.mark.parametrize(
    "words", ["My tooth is killing me.", "My crown fell off", "I need an emergency visit", "Me duele una muela"]
)
async def test_the_callers_own_words_open_it(words: str) -> None:
    async with desk() as here:
        await here.verify(101)
        here.caller(words)
        answer = await here.run("ProposeBooking", **SOON)
        assert answer["status"] == "proposed" or not answer["reason"].startswith("R14")
