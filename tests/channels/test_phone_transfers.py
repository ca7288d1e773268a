"""Transfers at the webhooks: what is dialled, what staff hear and press, and what becomes of a caller nobody takes."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from receptionist.channels.twilio_transfers import MAX_RETURNS, STRAIGHT_BACK
from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.twiml import ConnectStream, Dial, Gather, Hangup, Record, Say
from receptionist.store.calls import CallRow, EventRow
from receptionist.store.phone import TransferRow
from tests.channels.desk_house import (
    CALL_SID,
    CALLER,
    GOING_ON,
    MONDAY_9,
    PUBLIC_URL,
    DeskHouse,
    new_database,
)

pytestmark = pytest.mark.unit

DESK = "+15550102001"
STAFF_LEG = {"CallSid": "CA" + "9" * 32, "ParentCallSid": CALL_SID, "CallStatus": "in-progress"}
WHISPER = "/phone/whisper?transfer=t_1"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DeskHouse]:
    database = new_database(tmp_path)
    yield DeskHouse(ManualClock(MONDAY_9), database)
    database.close()


async def dialling(house: DeskHouse, style: str = "warm") -> Dial:
    """The call has asked for the front desk, its stream has ended, and Twilio asks what next."""
    house.asked_for(style=style)
    await house.streamed(dial=DESK)
    (dial,) = await house.verbs("/phone/after", GOING_ON)
    assert isinstance(dial, Dial)
    return dial


async def dial_ended(house: DeskHouse, status: str) -> tuple[Any, ...]:
    return await house.verbs("/phone/after", GOING_ON | {"DialCallStatus": status})


async def test_a_cold_transfer_rings_and_nothing_is_whispered(house: DeskHouse) -> None:
    dial = await dialling(house, "cold")
    assert dial == Dial(DESK, f"{PUBLIC_URL}/phone/after")
    assert house.transfer.result == "dialling"
    assert await dial_ended(house, "completed") == (Hangup(),)
    assert house.transfer.result == "answered"
    assert house.messages == []


async def test_in_a_warm_transfer_the_caller_hears_it_ring_while_staff_hear_who_it_is(house: DeskHouse) -> None:
    dial = await dialling(house)
    assert dial == Dial(DESK, f"{PUBLIC_URL}/phone/after", f"{PUBLIC_URL}{WHISPER}", rings_on=True)
    gather, hangup = await house.verbs(WHISPER, STAFF_LEG)
    assert isinstance(gather, Gather)
    assert "Dana O., verified, asked for a person" in gather.words
    assert "Press 1 to take the call, or 2 to refuse it" in gather.words
    assert gather.keys == 1
    assert hangup == Hangup()
    for hidden in ("Okafor", "bill", "555", "1988"):
        assert hidden not in gather.words


async def test_staff_who_press_1_are_connected(house: DeskHouse) -> None:
    await dialling(house)
    assert await house.verbs(WHISPER, STAFF_LEG | {"Digits": "1"}) == ()
    assert await dial_ended(house, "completed") == (Hangup(),)
    assert (house.transfer.result, house.transfer.verdict) == ("answered", "accepted")
    assert house.transfer.ended_at == house.clock.now()
    assert house.events == [
        {"reason": "asked_for_person", "result": "answered", "target": "front desk", "transfer_id": "t_1"}
    ]
    assert house.messages == []


@pytest.mark.parametrize("twilios_word", ["completed", "no-answer", "canceled"])
async def test_staff_who_refuse_are_not_connected_and_have_a_message(house: DeskHouse, twilios_word: str) -> None:
    await dialling(house)
    assert await house.verbs(WHISPER, STAFF_LEG | {"Digits": "2"}) == (Hangup(),)
    await back_to_lexi(house, await dial_ended(house, twilios_word), "refused")
    assert "The call was refused" in house.messages[0].text


async def test_a_voice_mail_that_picks_up_has_not_taken_the_call(house: DeskHouse) -> None:
    await dialling(house)
    await house.verbs(WHISPER, STAFF_LEG)
    await back_to_lexi(house, await dial_ended(house, "completed"), "no_answer")


@pytest.mark.parametrize(
    ("twilios_word", "result"),
    [("busy", "busy"), ("no-answer", "no_answer"), ("failed", "no_staff"), ("something new", "no_answer")],
)
async def test_what_nobody_took_is_typed_told_to_staff_and_comes_back(
    house: DeskHouse, twilios_word: str, result: str
) -> None:
    await dialling(house)
    await back_to_lexi(house, await dial_ended(house, twilios_word), result)
    (message,) = house.messages
    assert (message.owner, message.urgency, message.callback_number) == ("front desk", "urgent", CALLER)
    assert message.card is not None
    assert message.card["callback_is"] == "caller id"
    assert "PatNum 101" in message.text
    assert "talk about my bill" in message.text
    assert "not checked: Upset about a bill." in message.text
    (call,) = house.rows(CallRow)
    assert call.outcome == "message_taken"


async def back_to_lexi(house: DeskHouse, verbs: tuple[Any, ...], result: str) -> None:
    """The caller hears why, and the same call goes on with Lexi on a stream of its own."""
    say, connect = verbs
    assert isinstance(say, Say)
    assert say.text.startswith(STRAIGHT_BACK[result])
    assert isinstance(connect, ConnectStream)
    assert house.transfer.result == result
    assert house.transfer.message_id == house.messages[0].message_id
    call = house.stream(dict(connect.parameters)["token"])
    admitted = call.admitted
    assert (admitted.call_id, admitted.transfer_id, admitted.returns) == ("c_1", "t_1", 1)
    assert call.caller == CALLER


async def test_another_process_goes_on_with_the_transfer(house: DeskHouse) -> None:
    house.asked_for()
    await house.streamed(dial=DESK)
    second, third, fourth = (DeskHouse(house.clock, house.database) for _ in range(3))
    (dial,) = await second.verbs("/phone/after", GOING_ON)
    assert isinstance(dial, Dial)
    assert (dial.number, dial.whisper) == (DESK, f"{PUBLIC_URL}{WHISPER}")
    gather, _ = await third.verbs(WHISPER, STAFF_LEG)
    assert isinstance(gather, Gather)
    _, connect = await dial_ended(third, "busy")
    assert fourth.stream(dict(connect.parameters)["token"]).admitted.call_id == "c_1"


async def test_twilio_asks_twice_and_one_message_is_left(house: DeskHouse) -> None:
    await dialling(house)
    first, second = await dial_ended(house, "busy"), await dial_ended(house, "busy")
    assert first[0] == second[0]
    assert len(house.messages) == 1
    assert len(house.events) == 1


async def test_processes_told_at_once_settle_it_once(house: DeskHouse) -> None:
    await dialling(house)
    processes = [DeskHouse(house.clock, house.database) for _ in range(4)]
    answers = await asyncio.gather(*(dial_ended(process, "busy") for process in processes))
    assert len({answer[0] for answer in answers}) == 1
    assert all(isinstance(answer[1], ConnectStream) for answer in answers)
    assert len(house.messages) == 1
    assert len(house.events) == 1


async def test_after_a_second_return_the_caller_speaks_to_a_tone(house: DeskHouse) -> None:
    await dialling(house)
    for number in range(MAX_RETURNS):
        _, connect = await dial_ended(house, "no-answer")
        call = house.stream(dict(connect.parameters)["token"])
        call.call_id, call.dial = "c_1", DESK
        call.end("house")
        house.desk.calls.finish(CALL_SID)
        await house.desk.ledger.settled(CALL_SID)
        assert house.known.returns == number + 1
        await house.verbs("/phone/after", GOING_ON)
    (say, record, *_) = await dial_ended(house, "no-answer")
    assert "nobody can take your call" in say.text
    assert isinstance(record, Record)


async def test_a_caller_who_comes_back_and_finds_no_voice_speaks_to_a_tone(house: DeskHouse) -> None:
    await dialling(house)
    _, connect = await dial_ended(house, "no-answer")
    call = house.stream(dict(connect.parameters)["token"])
    call.unheard = "All lines are busy."
    call.end("house")
    house.desk.calls.finish(CALL_SID)
    verbs = await house.verbs("/phone/after", GOING_ON)
    assert any(isinstance(verb, Record) for verb in verbs)


async def test_the_recording_joins_the_message_that_staff_have(house: DeskHouse) -> None:
    await dialling(house)
    await dial_ended(house, "no-answer")
    for _ in range(2):
        recording = {"RecordingUrl": "https://api.twilio.com/r/RE1", "RecordingSid": "RE1", "RecordingDuration": "9"}
        assert "Thank you" in (await house.post("/phone/voicemail", GOING_ON | recording)).text
    (message,) = house.messages
    assert message.text.count("https://api.twilio.com/r/RE1") == 1
    assert "PatNum 101" in message.text


async def test_a_caller_who_hangs_up_while_it_rings_is_missed_once(house: DeskHouse) -> None:
    await dialling(house)
    for _ in range(2):
        await house.post("/phone/status", GOING_ON | {"CallStatus": "completed"})
    assert house.transfer.result == "no_answer"
    assert len(house.messages) == 1
    assert await house.verbs("/phone/after", GOING_ON | {"CallStatus": "completed"}) == (Hangup(),)
    assert await house.verbs(WHISPER, STAFF_LEG) == (Hangup(),), "there is nobody to take any more"
    assert await house.verbs(WHISPER, STAFF_LEG | {"Digits": "1"}) == (Hangup(),)
    assert house.known.over


async def test_the_first_key_counts(house: DeskHouse) -> None:
    await dialling(house)
    await house.verbs(WHISPER, STAFF_LEG | {"Digits": "2"})
    assert await house.verbs(WHISPER, STAFF_LEG | {"Digits": "1"}) == (Hangup(),)
    assert house.transfer.verdict == "refused"


@pytest.mark.parametrize("key", ["5", "#", ""])
async def test_another_key_has_the_whisper_said_again(house: DeskHouse, key: str) -> None:
    await dialling(house)
    gather, _ = await house.verbs(WHISPER, STAFF_LEG | {"Digits": key})
    assert isinstance(gather, Gather)
    assert house.transfer.verdict == ""


async def test_a_whisper_for_a_transfer_nobody_knows_says_nothing_of_anyone(house: DeskHouse) -> None:
    gather, _ = await house.verbs("/phone/whisper?transfer=t_9", STAFF_LEG)
    assert "A caller of the assistant" in gather.words  # type: ignore[union-attr]
    assert await house.verbs("/phone/whisper?transfer=t_9", STAFF_LEG | {"Digits": "1"}) == ()


async def test_a_transfer_that_code_asked_for_has_a_card_too(house: DeskHouse) -> None:
    """In an emergency the caller is put through before anybody has written a card."""
    at = house.clock.now()
    house.add(CallRow(call_id="c_1", channel="phone", started_at=at))
    house.add(EventRow(call_id="c_1", sequence=1, at=at, kind="emergency.raised", payload={"tier": "E0", "sign": "x"}))
    await house.streamed(dial="+15550102002")
    (dial,) = await house.verbs("/phone/after", GOING_ON)
    assert isinstance(dial, Dial)
    row = house.transfer
    assert (row.target, row.style, row.result) == ("clinical", "warm", "dialling")
    assert dial.whisper == f"{PUBLIC_URL}/phone/whisper?transfer={row.transfer_id}"
    gather, _ = await house.verbs(f"/phone/whisper?transfer={row.transfer_id}", STAFF_LEG)
    assert "This is urgent. A caller whom we have not verified may have an emergency." in gather.words  # type: ignore[union-attr]


async def test_without_a_database_the_caller_is_put_through_all_the_same() -> None:
    house = DeskHouse(ManualClock(MONDAY_9))
    await house.streamed(dial=DESK)
    assert await house.verbs("/phone/after", GOING_ON) == (Dial(DESK, f"{PUBLIC_URL}/phone/after"),)
    verbs = await dial_ended(house, "busy")
    assert any(isinstance(verb, Record) for verb in verbs), "nothing is known of the call, so it can't go on with Lexi"


async def test_a_broken_database_costs_the_whisper_and_not_the_call(house: DeskHouse, tmp_path: Path) -> None:
    await house.streamed(dial=DESK)
    with house.database.engine.begin() as connection:  # type: ignore[union-attr]
        connection.exec_driver_sql("DROP TABLE transfers")
    assert await house.verbs("/phone/after", GOING_ON) == (Dial(DESK, f"{PUBLIC_URL}/phone/after"),)


async def test_the_log_is_added_to_only_once_it_is_closed(house: DeskHouse) -> None:
    at = house.clock.now()
    house.add(CallRow(call_id="c_1", channel="phone", started_at=at))
    house.add(EventRow(call_id="c_1", sequence=8, at=at, kind="lexi.said", payload={}))
    house.add(
        TransferRow(
            transfer_id="t_1",
            call_id="c_1",
            target="manager",
            reason="other",
            style="cold",
            card={"reason": "other", "urgency": "routine"},
            requested_at=at,
        )
    )
    await house.streamed(dial=DESK)
    await house.verbs("/phone/after", GOING_ON)
    await dial_ended(house, "completed")
    assert house.transfer.result == "answered"
    assert house.events == [{}]
