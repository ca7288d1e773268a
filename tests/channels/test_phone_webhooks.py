"""The webhooks over HTTP: who is answered, and with which TwiML."""

from collections.abc import Mapping

import pytest

from receptionist.channels.twilio_calls import KEEP_SECONDS, PhoneCalls
from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.twiml import ConnectStream, Dial, Hangup, Record, Redirect, Say, read_twiml
from receptionist.sandbox.twilio.webhooks import signature as twilio_signature
from tests.channels.desk_house import (
    CALL_SID,
    CALLER,
    GOING_ON,
    MONDAY_9,
    PROFILE,
    PUBLIC_URL,
    RINGING,
    TOKEN,
    DeskHouse,
)

pytestmark = pytest.mark.unit

ALL = ["/phone/incoming", "/phone/after", "/phone/status", "/phone/voicemail", "/phone/whisper"]


def build_house(environment: Mapping[str, str] | None = None) -> DeskHouse:
    """A desk without a database: what it knows is its own."""
    clock = ManualClock(MONDAY_9)
    return DeskHouse(clock) if environment is None else DeskHouse(clock, environment=environment)


async def test_a_call_gets_the_notice_and_then_the_stream() -> None:
    house = build_house()
    answer = await house.post("/phone/incoming", RINGING)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    say, connect = read_twiml(answer.text)
    assert say == Say(PROFILE.notice)
    assert isinstance(connect, ConnectStream)
    assert connect.url == "wss://lexi.example/phone/stream"
    assert connect.action == "https://lexi.example/phone/after"
    ((name, token),) = connect.parameters
    assert name == "token"
    assert house.desk.tokens.redeem(CALL_SID, token)
    assert CALLER.removeprefix("+") not in answer.text


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("signature", ["", "bm9uc2Vuc2U=", twilio_signature(TOKEN, "https://other.example/", RINGING)])
async def test_a_wrong_signature_is_refused_in_words(
    path: str, signature: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await build_house().post(path, RINGING, signed=signature)
    assert answer.status_code == 403
    assert "TWILIO_AUTH_TOKEN" in answer.text
    assert "PUBLIC_URL" in answer.text
    assert CALLER not in caplog.text


async def test_a_changed_field_is_refused() -> None:
    signature = twilio_signature(TOKEN, f"{PUBLIC_URL}/phone/incoming", RINGING)
    answer = await build_house().post("/phone/incoming", RINGING | {"To": "+15550109999"}, signed=signature)
    assert answer.status_code == 403


async def test_in_the_sandbox_its_telephone_is_answered_without_a_token() -> None:
    house = build_house({"PORT": "8000"})
    here = "http://127.0.0.1:8000"
    answer = await house.post("/phone/incoming", RINGING, url=here, token="sandbox")
    assert answer.status_code == 200
    assert 'url="ws://127.0.0.1:8000/phone/stream"' in answer.text


@pytest.mark.parametrize("path", ALL)
async def test_with_real_charts_and_no_token_no_call_is_taken(path: str) -> None:
    house = build_house({"OPENDENTAL_DEVELOPER_KEY": "dev", "OPENDENTAL_CUSTOMER_KEY": "cust"})
    answer = await house.post(path, RINGING, url="http://127.0.0.1:8000", token="sandbox")
    assert answer.status_code == 503
    assert "set TWILIO_AUTH_TOKEN" in answer.text


@pytest.mark.parametrize("sid", ["", "CA 1", "C" * 65])
async def test_a_request_without_a_call_is_refused(sid: str) -> None:
    answer = await build_house().post("/phone/incoming", RINGING | {"CallSid": sid})
    assert answer.status_code == 400


async def test_a_huge_form_is_refused() -> None:
    answer = await build_house().post("/phone/incoming", RINGING | {"Extra": "x" * 70_000})
    assert answer.status_code == 413


async def test_what_is_no_form_is_refused() -> None:
    many = {f"field{number}": "1" for number in range(300)}
    answer = await build_house().post("/phone/incoming", many)
    assert answer.status_code == 400


async def test_an_unknown_call_hears_that_it_was_cut_off() -> None:
    answer = await build_house().post("/phone/after", GOING_ON)
    say, hangup = read_twiml(answer.text)
    assert isinstance(say, Say)
    assert "cut off" in say.text
    assert PROFILE.phone in say.text
    assert hangup == Hangup()


async def test_a_call_that_ended_well_is_hung_up() -> None:
    house = build_house()
    house.desk.calls.begin(CALL_SID).end("house")
    house.desk.calls.finish(CALL_SID)
    assert read_twiml((await house.post("/phone/after", GOING_ON)).text) == (Hangup(),)


async def test_a_transfer_dials_the_number_of_the_profile() -> None:
    house = build_house()
    call = house.desk.calls.begin(CALL_SID)
    call.dial = "+15550102001"
    call.end("house")
    (dial,) = read_twiml((await house.post("/phone/after", GOING_ON)).text)
    assert dial == Dial("+15550102001", "https://lexi.example/phone/after")


async def test_a_call_without_a_voice_engine_goes_on_by_turns() -> None:
    house = build_house()
    call = house.desk.calls.begin(CALL_SID)
    call.continue_by = "gather"
    call.unheard = "I'm sorry."
    call.end("house")
    assert await house.verbs("/phone/after", GOING_ON) == (Redirect("https://lexi.example/phone/gather"),)


async def test_a_failed_engine_is_apologised_for() -> None:
    house = build_house()
    call = house.desk.calls.begin(CALL_SID)
    call.unheard = "I'm sorry, something went wrong on our side. You can also call (555) 010-2000."
    call.end("house")
    say, hangup = read_twiml((await house.post("/phone/after", GOING_ON)).text)
    assert say == Say(call.unheard)
    assert hangup == Hangup()


async def test_a_broken_line_is_apologised_for_while_the_call_is_still_ending() -> None:
    house = build_house()
    house.desk.calls.begin(CALL_SID).end("line")
    say, _ = read_twiml((await house.post("/phone/after", GOING_ON)).text)
    assert isinstance(say, Say)


async def test_a_caller_who_left_is_not_transferred() -> None:
    house = build_house()
    call = house.desk.calls.begin(CALL_SID)
    call.dial = "+15550102001"
    call.end("caller")
    assert read_twiml((await house.post("/phone/after", GOING_ON)).text) == (Hangup(),)


async def test_a_completed_call_is_hung_up_whatever_it_was() -> None:
    answer = await build_house().post("/phone/after", GOING_ON | {"CallStatus": "completed"})
    assert read_twiml(answer.text) == (Hangup(),)


@pytest.mark.parametrize("status", ["completed", "answered"])
async def test_after_a_transfer_that_was_answered_the_call_is_over(status: str) -> None:
    answer = await build_house().post("/phone/after", GOING_ON | {"DialCallStatus": status})
    assert read_twiml(answer.text) == (Hangup(),)


@pytest.mark.parametrize("status", ["no-answer", "busy", "failed", "canceled"])
async def test_after_a_transfer_that_nobody_answered_a_message_is_taken(status: str) -> None:
    answer = await build_house().post("/phone/after", GOING_ON | {"DialCallStatus": status})
    please, record, fallback, hangup = read_twiml(answer.text)
    assert isinstance(please, Say)
    assert "911" in please.text
    assert record == Record("https://lexi.example/phone/voicemail")
    assert isinstance(fallback, Say)
    assert PROFILE.phone in fallback.text
    assert hangup == Hangup()


async def test_a_new_call_is_answered_without_waiting_for_anything_else() -> None:
    house = build_house()
    assert not hasattr(house.app.state, "switchboard")
    answer = await house.post("/phone/incoming", RINGING)
    assert answer.status_code == 200


async def test_a_status_is_taken_without_a_word_and_voids_an_unused_token() -> None:
    house = build_house()
    token = house.desk.tokens.issue(CALL_SID)
    answer = await house.post("/phone/status", GOING_ON | {"CallStatus": "completed"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert not house.desk.tokens.redeem(CALL_SID, token)


async def test_finished_calls_are_forgotten_after_a_while_and_in_number(monkeypatch: pytest.MonkeyPatch) -> None:
    house = build_house()
    calls = PhoneCalls(house.clock)
    for sid in ("CA1", "CA2"):
        calls.begin(sid)
        calls.finish(sid)
    await house.clock.advance(KEEP_SECONDS)
    assert calls.find("CA1") is None
    monkeypatch.setattr("receptionist.channels.twilio_calls.MAX_KEPT", 1)
    for sid in ("CA3", "CA4"):
        calls.begin(sid)
        calls.finish(sid)
    assert calls.find("CA3") is None
    assert calls.find("CA4") is not None
