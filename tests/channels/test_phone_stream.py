"""`WS /phone/stream`: refusals one by one, frames both ways, and every way in which a call can end."""

import asyncio
import base64
import logging
from collections.abc import Callable
from typing import Any

import pytest

from receptionist.channels.keypad import PERSON_WORDS, RUN_PAUSE_SECONDS
from receptionist.channels.phone_stream import START_SECONDS
from receptionist.channels.twilio_line import MARK_GRACE_SECONDS, STALL_SECONDS
from receptionist.channels.twilio_reader import MAX_BAD_FRAMES
from receptionist.channels.twilio_tokens import TOKEN_SECONDS
from receptionist.engines.realtime import MEDIA_STREAM
from tests.channels.phone_house import CALL_SID, STREAM_SID, House, Socket, build_house, connected

pytestmark = pytest.mark.unit

FRAME = bytes(range(160))
MEDIA = {"event": "media", "streamSid": STREAM_SID, "media": {"payload": base64.b64encode(FRAME).decode()}}


@pytest.fixture
def house() -> House:
    return build_house()


async def refused(socket: Socket, reason: str) -> None:
    await socket.settle()
    await asyncio.wait_for(socket.task, 5)
    assert socket.closed is not None
    assert socket.closed[0] == 1008
    assert reason in socket.closed[1]
    assert socket.house.switchboard.started == []


@pytest.mark.parametrize("token", ["", "wrong"])
async def test_a_wrong_stream_token_is_refused(house: House, token: str) -> None:
    house.desk.tokens.issue(CALL_SID)
    socket = Socket(house)
    socket.start(token)
    await refused(socket, "token")


async def test_a_stale_token_is_refused(house: House) -> None:
    token = house.desk.tokens.issue(CALL_SID)
    await house.clock.advance(TOKEN_SECONDS)
    socket = Socket(house)
    socket.start(token)
    await refused(socket, "token")


async def test_another_calls_token_is_refused(house: House) -> None:
    socket = Socket(house)
    socket.start(house.desk.tokens.issue("CA9"))
    await refused(socket, "token")


def set_encoding(start: dict[str, Any]) -> None:
    start["mediaFormat"]["encoding"] = "audio/L16"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (set_encoding, "mu-law"),
        (lambda start: start.pop("mediaFormat"), "mu-law"),
        (lambda start: start.pop("callSid"), "identifier"),
        (lambda start: start.update(streamSid='x","y":"'), "identifier"),
    ],
)
async def test_a_start_that_cannot_be_served_is_refused(
    house: House, spoil: Callable[[dict[str, Any]], object], reason: str
) -> None:
    socket = Socket(house)
    socket.start(house.desk.tokens.issue(CALL_SID), spoil)
    await refused(socket, reason)


async def test_audio_before_the_start_is_refused(house: House) -> None:
    socket = Socket(house)
    socket.give({"event": "connected"})
    socket.give(MEDIA)
    await refused(socket, "start message is missing")


async def test_garbage_instead_of_a_start_is_refused(house: House) -> None:
    socket = Socket(house)
    socket.give("garbage")
    await refused(socket, "not JSON")


async def test_a_start_that_never_comes_is_not_waited_for(house: House) -> None:
    socket = Socket(house)
    socket.give({"event": "connected"})
    await house.clock.advance(START_SECONDS)
    await refused(socket, "in time")


async def test_a_stream_that_goes_before_it_started_is_finished(house: House) -> None:
    socket = Socket(house)
    socket.cut()
    await socket.settle()
    assert socket.task.done()
    assert house.switchboard.started == []


async def test_a_second_stream_for_a_call_is_refused_and_the_first_goes_on(house: House) -> None:
    first, runner, _ = await connected(house)
    second = Socket(house)
    second.start(house.desk.tokens.issue(CALL_SID))
    await second.settle()
    assert second.closed is not None
    assert second.closed[0] == 1008
    first.give(MEDIA)
    await first.settle()
    assert runner.audio == [FRAME]
    assert len(house.switchboard.started) == 1
    first.cut()
    await first.task


async def test_a_busy_house_says_so_after_the_stream(house: House) -> None:
    house.switchboard.busy = True
    socket = Socket(house)
    socket.start(house.desk.tokens.issue(CALL_SID))
    await socket.settle()
    assert socket.closed == (1013, "busy")
    twiml = await house.desk.what_follows({"CallSid": CALL_SID})
    assert "All lines are busy" in twiml
    assert "(555) 010-2000" in twiml


async def test_frames_go_to_the_call_and_audio_comes_back(house: House) -> None:
    socket, runner, caller = await connected(house)
    channel, medium, _, _ = house.switchboard.started[0]
    assert (channel, medium) == ("phone", MEDIA_STREAM)
    socket.give(MEDIA)
    caller.audio("fn9/", "i1")
    await caller.utterance("Hi!", 0)
    await socket.settle()
    assert runner.audio == [FRAME]
    # Less than a frame, because the utterance ended there.
    assert socket.raw[0] == f'{{"event":"media","streamSid":"{STREAM_SID}","media":{{"payload":"fn9/"}}}}'
    assert socket.sent[1]["event"] == "mark"
    socket.cut()
    await socket.task


async def test_when_the_caller_hangs_up_the_call_ends(house: House) -> None:
    socket, runner, _ = await connected(house)
    socket.give({"event": "stop", "streamSid": STREAM_SID, "stop": {"callSid": CALL_SID}})
    await socket.settle()
    assert runner.hung_up.is_set()
    assert socket.task.done()
    assert "<Say>" not in await house.desk.what_follows({"CallSid": CALL_SID})


async def test_when_the_line_breaks_the_call_ends_and_the_caller_hears_why(house: House) -> None:
    socket, runner, _ = await connected(house)
    socket.cut()
    await socket.settle()
    assert runner.hung_up.is_set()
    assert socket.task.done()
    assert "cut off" in await house.desk.what_follows({"CallSid": CALL_SID})


async def test_the_goodbye_is_played_out_before_the_stream_is_closed(house: House) -> None:
    socket, runner, caller = await connected(house)
    caller.audio("fn9/" * 2667, "i1")
    await caller.utterance("Goodbye!", 1)
    runner.hang_up()
    for _ in range(50):
        await house.clock.advance(0.02)
    assert socket.closed is None
    assert socket.sent[-1]["event"] == "mark"
    socket.give({"event": "mark", "streamSid": STREAM_SID, "mark": {"name": socket.sent[-1]["mark"]["name"]}})
    await socket.settle()
    assert socket.closed == (1000, "")
    assert socket.task.done()
    assert (await house.desk.what_follows({"CallSid": CALL_SID})).endswith("<Response><Hangup /></Response>")


async def test_a_mark_that_never_returns_does_not_keep_the_call(house: House) -> None:
    socket, runner, caller = await connected(house)
    caller.audio("fn9/" * 2667, "i1")
    runner.hang_up()
    await house.clock.advance(1 + MARK_GRACE_SECONDS - 0.1)
    assert socket.closed is None
    await house.clock.advance(0.2)
    assert socket.closed == (1000, "")


async def test_a_caller_who_hangs_up_during_the_goodbye_ends_the_wait(house: House) -> None:
    socket, runner, caller = await connected(house)
    caller.audio("fn9/" * 2667, "i1")
    runner.hang_up()
    await socket.settle()
    assert not socket.task.done()
    socket.cut()
    await socket.settle()
    assert socket.task.done()


async def test_neither_audio_nor_keys_are_passed_on_during_the_goodbye(house: House) -> None:
    socket, runner, caller = await connected(house)
    caller.audio("fn9/", "i1")
    runner.hang_up()
    await socket.settle()
    socket.give(MEDIA)
    socket.give({"event": "dtmf", "dtmf": {"digit": "0"}})
    await socket.settle()
    assert (runner.audio, runner.said) == ([], [])
    socket.cut()
    await socket.task


async def test_a_few_bad_frames_are_forgiven_and_logged_once_without_their_content(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    socket, runner, _ = await connected(house)
    socket.give("my birth date is 1988-11-02")
    socket.give_bytes(b"\x00")
    socket.give({"event": "media", "media": {"payload": "*"}})
    socket.give({"event": "start"})
    socket.give({"event": "something new"})
    socket.give(MEDIA)
    await socket.settle()
    assert runner.audio == [FRAME]
    assert caplog.text.count("malformed") == 1
    assert "1988" not in caplog.text
    socket.cut()
    await socket.task


async def test_nothing_but_bad_frames_ends_the_call_with_an_apology(house: House) -> None:
    socket, runner, _ = await connected(house)
    for _ in range(MAX_BAD_FRAMES + 1):
        socket.give("garbage")
    await socket.settle()
    assert runner.hung_up.is_set()
    assert socket.closed is not None
    assert "cut off" in await house.desk.what_follows({"CallSid": CALL_SID})


async def test_an_engine_that_takes_no_audio_does_not_break_the_stream(house: House) -> None:
    socket, runner, _ = await connected(house)
    runner.fails_with = AssertionError("Not connected")
    socket.give(MEDIA)
    await socket.settle()
    runner.fails_with = None
    socket.give(MEDIA)
    await socket.settle()
    assert runner.audio == [FRAME]
    socket.cut()
    await socket.task


def key(digit: str) -> dict[str, Any]:
    return {"event": "dtmf", "streamSid": STREAM_SID, "dtmf": {"track": "inbound_track", "digit": digit}}


async def test_the_key_0_hushes_lexi_and_asks_for_a_person(house: House) -> None:
    socket, runner, _ = await connected(house)
    socket.give(key("0"))
    await socket.settle()
    assert [message["event"] for message in socket.sent] == ["clear"]
    assert runner.cuts == [None]
    assert runner.said == [PERSON_WORDS]
    socket.cut()
    await socket.task


async def test_digits_are_one_turn_and_stand_in_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    socket, runner, _ = await connected(house)
    for digit in "11021988#":
        socket.give(key(digit))
    await socket.settle()
    assert runner.said == ["I typed 11021988 on my phone."]
    assert "11021988" not in caplog.text
    socket.cut()
    await socket.task


async def test_digits_of_a_caller_who_hangs_up_are_forgotten(house: House) -> None:
    socket, runner, _ = await connected(house)
    socket.give(key("5"))
    socket.give({"event": "stop", "streamSid": STREAM_SID, "stop": {"callSid": CALL_SID}})
    await socket.settle()
    await house.clock.advance(RUN_PAUSE_SECONDS)
    assert runner.said == []
    assert socket.task.done()


async def test_a_socket_that_takes_nothing_ends_the_call(house: House) -> None:
    socket, runner, caller = await connected(house)
    socket.flowing.clear()
    caller.audio("fn9/" * 2667, "i1")
    await house.clock.advance(STALL_SECONDS - 0.1)
    assert not runner.hung_up.is_set()
    await house.clock.advance(0.2)
    assert runner.hung_up.is_set()
    await house.clock.advance(10)
    assert socket.task.done()
    assert "cut off" in await house.desk.what_follows({"CallSid": CALL_SID})


async def test_a_transfer_is_dialled_after_lexi_has_finished(house: House) -> None:
    socket, runner, caller = await connected(house)
    assert caller.transfer("clinical")
    runner.hang_up()
    await socket.settle()
    assert socket.closed == (1000, "")
    assert "+15550102002" in await house.desk.what_follows({"CallSid": CALL_SID})


async def test_words_of_code_at_the_end_are_said_by_twilio(house: House) -> None:
    socket, runner, caller = await connected(house)
    await caller.code_says("I'm sorry. Please call (555) 010-2000.", 2)
    runner.hang_up()
    await socket.settle()
    assert socket.task.done()
    follows = await house.desk.what_follows({"CallSid": CALL_SID})
    assert "<Say>I'm sorry. Please call (555) 010-2000.</Say><Hangup />" in follows
