"""Spoken messages: what is stored, what the caller is told, and when."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from receptionist.channels.twilio_desk import THANKS
from receptionist.channels.twilio_voicemail import NoRecording, read_voicemail
from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.twiml import Hangup, Say, read_twiml
from receptionist.store.database import Database
from tests.channels.desk_house import CALL_SID, MONDAY_9, PROFILE, DeskHouse, new_database

pytestmark = pytest.mark.unit

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"
FORM = {
    "CallSid": CALL_SID,
    "From": "+15550100101",
    "CallStatus": "in-progress",
    "RecordingUrl": URL,
    "RecordingSid": "RE1",
    "RecordingDuration": "12",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DeskHouse]:
    database = new_database(tmp_path)
    yield DeskHouse(ManualClock(MONDAY_9), database)
    database.close()


async def test_a_message_is_kept_for_staff_and_then_thanked_for(
    house: DeskHouse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    call = house.desk.calls.begin(CALL_SID)
    call.call_id = "c_7"
    house.desk.calls.finish(CALL_SID)
    answer = await house.post("/phone/voicemail", FORM)
    assert read_twiml(answer.text) == (Say(THANKS), Hangup())
    (message,) = house.messages
    assert URL in message.text
    assert "12 seconds" in message.text
    assert (message.call_id, message.callback_number, message.urgency) == ("c_7", "+15550100101", "urgent")
    assert message.created_at == house.clock.now()
    assert message.closed_at is None
    assert "0100101" not in caplog.text
    assert "0100101" not in answer.text


async def test_a_message_told_of_twice_is_stored_once(house: DeskHouse) -> None:
    for _ in range(2):
        answer = await house.post("/phone/voicemail", FORM)
        assert "Thank you" in answer.text
    (message,) = house.messages
    assert message.call_id == CALL_SID


async def test_a_caller_who_hung_up_after_speaking_has_left_a_message(house: DeskHouse) -> None:
    answer = await house.post("/phone/voicemail", FORM | {"CallStatus": "completed", "Digits": "hangup"})
    assert read_twiml(answer.text) == (Hangup(),)
    assert len(house.messages) == 1


@pytest.mark.parametrize("number", ["anonymous", "", "client:web", "+266696687x"])
async def test_a_withheld_number_is_no_number_to_call_back(house: DeskHouse, number: str) -> None:
    await house.post("/phone/voicemail", FORM | {"From": number})
    assert house.messages[0].callback_number is None


@pytest.mark.parametrize("change", [{"RecordingUrl": ""}, {"RecordingUrl": "javascript:x"}, {"RecordingDuration": "0"}])
async def test_without_a_recording_nothing_is_thanked_for(house: DeskHouse, change: dict[str, str]) -> None:
    answer = await house.post("/phone/voicemail", FORM | change)
    say, hangup = read_twiml(answer.text)
    assert isinstance(say, Say)
    assert PROFILE.phone in say.text
    assert "Thank you" not in say.text
    assert hangup == Hangup()
    assert house.messages == []


async def test_a_message_that_cannot_be_stored_is_not_promised(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # A database without its tables, as before the first start.
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    answer = await DeskHouse(ManualClock(MONDAY_9), database).post("/phone/voicemail", FORM)
    database.close()
    assert "could not be saved" in answer.text
    assert PROFILE.phone in answer.text
    assert "OperationalError" in caplog.text
    assert "0100101" not in caplog.text


def test_an_odd_length_is_left_out() -> None:
    assert read_voicemail(FORM | {"RecordingDuration": "soon"}).seconds == ""


@pytest.mark.parametrize("url", ["ftp://x/y", "https://", "https://x/" + "y" * 600, "https://x/\n"])
def test_an_address_nobody_can_listen_at_is_no_recording(url: str) -> None:
    with pytest.raises(NoRecording):
        read_voicemail(FORM | {"RecordingUrl": url})
