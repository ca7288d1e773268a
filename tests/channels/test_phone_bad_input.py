"""What should not reach the webhooks and does: late, twice, out of order, for calls that are over or never were.

Signatures, forms and unknown calls are in `test_phone_webhooks`, tokens in `test_phone_tokens`, everything on the
stream itself in `test_phone_stream`, callers who hang up in `test_phone_hang_ups`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from pathlib import Path

import pytest

from receptionist.channels.twilio_desk import CUT_OFF_FOR_A_MOMENT
from receptionist.channels.twilio_ledger import LOOK_SECONDS, LOOKS
from receptionist.channels.twilio_transfers import MAX_RETURNS
from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.twiml import ConnectStream, Dial, Hangup, Record, Say, Verb
from receptionist.store.phone import KEEP_CALLS, PhoneCallRow
from tests.channels.desk_house import CALL_SID, CALLER, GOING_ON, MONDAY_9, RINGING, DeskHouse, new_database

pytestmark = pytest.mark.unit

DESK = "+15550102001"
OVER = GOING_ON | {"CallStatus": "completed"}
RECORDING = {"RecordingUrl": "https://api.twilio.com/r/RE1", "RecordingSid": "RE1", "RecordingDuration": "9"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DeskHouse]:
    database = new_database(tmp_path)
    yield DeskHouse(ManualClock(MONDAY_9), database)
    database.close()


def another(house: DeskHouse) -> DeskHouse:
    """A second process with the same database."""
    return DeskHouse(house.clock, house.database)


async def test_a_call_that_is_over_when_it_is_answered_is_not_connected(house: DeskHouse) -> None:
    assert await house.verbs("/phone/incoming", OVER) == (Hangup(),)


async def test_reports_in_any_order_and_any_number_leave_a_call_over(house: DeskHouse) -> None:
    await house.streamed()
    for status in ("completed", "in-progress", "ringing", "completed", "nonsense", ""):
        answer = await house.post("/phone/status", GOING_ON | {"CallStatus": status})
        assert answer.status_code == 204
    assert house.known.over
    assert house.messages == []


async def test_a_report_before_the_stream_voids_its_token(house: DeskHouse) -> None:
    token = house.desk.tokens.issue(CALL_SID)
    await house.post("/phone/status", OVER)
    assert house.desk.tokens.redeem(CALL_SID, token) is None
    assert (house.known.over, house.known.call_id) == (True, "")


@pytest.mark.parametrize("path", ["/phone/after", "/phone/whisper?transfer=t_1", "/phone/incoming"])
async def test_webhooks_for_a_call_that_is_over_end_it(house: DeskHouse, path: str) -> None:
    house.asked_for()
    await house.streamed(dial=DESK)
    await house.post("/phone/status", OVER)
    assert await house.verbs(path, OVER) == (Hangup(),)


async def test_a_transfer_that_ends_after_its_call_is_settled_once(house: DeskHouse) -> None:
    house.asked_for()
    await house.streamed(dial=DESK)
    await house.verbs("/phone/after", GOING_ON)
    await house.post("/phone/status", OVER)
    assert await house.verbs("/phone/after", OVER | {"DialCallStatus": "completed"}) == (Hangup(),)
    assert house.transfer.result == "no_answer"
    assert len(house.messages) == 1


async def test_a_dial_status_without_a_dial_loses_nobody(house: DeskHouse) -> None:
    verbs = await house.verbs("/phone/after", GOING_ON | {"DialCallStatus": "no-answer"})
    assert any(isinstance(verb, Record) for verb in verbs)
    await house.streamed()
    say, connect = await house.verbs("/phone/after", GOING_ON | {"DialCallStatus": "no-answer"})
    assert isinstance(say, Say)
    assert isinstance(connect, ConnectStream)


async def test_a_caller_who_hangs_up_at_the_tone_has_left_a_message_all_the_same(house: DeskHouse) -> None:
    house.asked_for()
    await house.streamed(dial=DESK)
    await house.verbs("/phone/after", GOING_ON)
    await house.verbs("/phone/after", GOING_ON | {"DialCallStatus": "busy"})
    await house.post("/phone/voicemail", OVER | RECORDING | {"RecordingDuration": "0"})
    await house.post("/phone/status", OVER)
    (message,) = house.messages
    assert (message.callback_number, message.urgency) == (CALLER, "urgent")
    assert "Recording" not in message.text


async def test_a_recording_that_comes_after_the_end_is_kept(house: DeskHouse) -> None:
    await house.streamed()
    await house.post("/phone/status", OVER)
    assert await house.verbs("/phone/voicemail", OVER | RECORDING) == (Hangup(),)
    (message,) = house.messages
    assert message.call_id == "c_1"


async def test_a_broken_line_goes_on_with_lexi_and_not_for_ever(house: DeskHouse) -> None:
    """Also a caller whose process died: the row then says that the call streams, and nobody ends it."""
    await house.streamed(ended_by="line")
    process = house
    for number in range(MAX_RETURNS):
        process = another(process)
        say, connect = await process.verbs("/phone/after", GOING_ON)
        assert say == Say(CUT_OFF_FOR_A_MOMENT)
        assert isinstance(connect, ConnectStream)
        call = process.stream(dict(connect.parameters)["token"])
        assert (call.admitted.call_id, call.admitted.returns) == ("c_1", number + 1)
        call.call_id = "c_1"
        call.end("line")
        process.desk.calls.finish(CALL_SID)
        await process.desk.ledger.settled(CALL_SID)
    verbs = await another(process).verbs("/phone/after", GOING_ON)
    assert any(isinstance(verb, Record) for verb in verbs)


async def test_a_call_whose_process_was_killed_goes_on_in_another(house: DeskHouse) -> None:
    house.add(PhoneCallRow(call_sid=CALL_SID, call_id="c_1", caller=CALLER, updated_at=house.clock.now()))
    asking = house.verbs("/phone/after", GOING_ON)
    say, connect = await _with_time(house.clock, asking)
    assert say == Say(CUT_OFF_FOR_A_MOMENT)
    assert isinstance(connect, ConnectStream)


async def test_another_process_waits_for_the_word_of_the_one_whose_stream_ends(house: DeskHouse) -> None:
    """The stream has closed and its process has yet to store what the call came to."""
    house.desk.calls.expect(CALL_SID, CALLER)
    call = house.stream()
    call.call_id = "c_1"
    await house.desk.ledger.settled(CALL_SID)

    async def end() -> None:
        call.dial = DESK
        call.end("house")
        house.desk.calls.finish(CALL_SID)
        await house.desk.ledger.settled(CALL_SID)

    asking = asyncio.ensure_future(another(house).verbs("/phone/after", GOING_ON))
    await _let_pass(house.clock, asking, ticks=LOOKS // 2)
    assert not asking.done()
    await end()
    (dial,) = await _with_time(house.clock, asking)
    assert isinstance(dial, Dial)


async def test_what_is_kept_of_calls_is_forgotten_after_a_day(house: DeskHouse) -> None:
    await house.streamed()
    await house.clock.advance(KEEP_CALLS.total_seconds() + 1)
    house.stream(call_sid="CA2")
    await house.desk.ledger.settled("CA2")
    assert house.known.call_sid == "CA2"


async def test_numbers_and_words_stand_in_no_log(house: DeskHouse, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.asked_for()
    await house.streamed(dial=DESK, unheard="The caller said: my name is Dana Okafor")
    await house.verbs("/phone/after", GOING_ON)
    await house.verbs("/phone/after", GOING_ON | {"DialCallStatus": "busy"})
    await house.post("/phone/status", OVER)
    with house.database.engine.begin() as connection:  # type: ignore[union-attr]
        connection.exec_driver_sql("DROP TABLE phone_calls")
    await house.post("/phone/status", OVER)
    assert "was not stored" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("receptionist"))
    for hidden in ("0100101", "Okafor", "bill", "0102001"):
        assert hidden not in ours


async def test_a_new_call_is_answered_without_the_database(house: DeskHouse) -> None:
    house.database.close()  # type: ignore[union-attr]
    with house.database.engine.begin() as connection:  # type: ignore[union-attr]
        connection.exec_driver_sql("DROP TABLE phone_calls")
    _, connect = await house.verbs("/phone/incoming", RINGING)
    assert isinstance(connect, ConnectStream)
    assert house.stream(dict(connect.parameters)["token"]).caller == CALLER


async def _let_pass(clock: ManualClock, task: "asyncio.Future[tuple[Verb, ...]]", *, ticks: int) -> None:
    """Let time pass, and worker threads finish what they do for the database, until the webhook is answered."""
    for _ in range(ticks):
        if task.done():
            return
        await asyncio.wait({task}, timeout=0.02)
        await clock.advance(LOOK_SECONDS)


async def _with_time(clock: ManualClock, asking: Awaitable[tuple[Verb, ...]]) -> tuple[Verb, ...]:
    task = asyncio.ensure_future(asking)
    await _let_pass(clock, task, ticks=200)
    return await task
