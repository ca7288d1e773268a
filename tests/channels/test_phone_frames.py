"""Inbound messages: what is read, and what is refused without quoting it."""

import base64
import json
from typing import Any

import pytest

from receptionist.channels.twilio_frames import (
    MAX_PAYLOAD,
    BadFrame,
    StreamStart,
    read_message,
    read_opening,
)

pytestmark = pytest.mark.unit


def a_start(**changes: Any) -> dict[str, Any]:
    start: dict[str, Any] = {
        "streamSid": "MZ1",
        "callSid": "CA1",
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {"token": "t"},
    }
    return {"event": "start", "start": start | changes, "streamSid": "MZ1"}


def opening(frame: object) -> StreamStart:
    start = read_opening(json.dumps(frame).encode())
    assert start is not None
    return start


def test_media_is_read_as_it_came() -> None:
    payload = base64.b64encode(bytes(range(160))).decode()
    text = json.dumps({"event": "media", "sequenceNumber": "4", "media": {"track": "inbound", "payload": payload}})
    message = read_message(memoryview(text.encode()))
    assert message.event == "media"
    assert message.media is not None
    assert message.media.payload == payload


@pytest.mark.parametrize("text", ["not json", "[]", "{}", '{"event": 3}', "[" * 100_000, "", "\xff"])
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(BadFrame):
        read_message(text.encode("latin-1"))
    with pytest.raises(BadFrame):
        read_opening(text.encode("latin-1"))


@pytest.mark.parametrize(
    "media", [None, {}, {"payload": None}, {"payload": 7}, {"payload": "*secret*"}, {"payload": "é"}, [], "secret"]
)
def test_media_without_audio_is_refused_unquoted(media: object) -> None:
    with pytest.raises(BadFrame) as caught:
        read_message(json.dumps({"event": "media", "media": media}).encode())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("event", ["media", "mark", "dtmf"])
def test_an_event_without_what_it_is_about_is_refused(event: str) -> None:
    with pytest.raises(BadFrame, match=event):
        read_message(json.dumps({"event": event}).encode())


def test_media_of_more_than_a_second_is_refused() -> None:
    with pytest.raises(BadFrame, match="more than a second"):
        read_message(json.dumps({"event": "media", "media": {"payload": "A" * (MAX_PAYLOAD + 4)}}).encode())


def test_only_connected_may_come_before_the_start() -> None:
    assert read_opening(b'{"event":"connected","protocol":"Call"}') is None
    with pytest.raises(BadFrame, match="start message is missing"):
        read_opening(b'{"event":"media","media":{"payload":""}}')


def test_a_start_is_read() -> None:
    start = opening(a_start())
    assert (start.stream_sid, start.call_sid, start.token) == ("MZ1", "CA1", "t")


@pytest.mark.parametrize("parameters", [None, {}, {"token": 3}, []])
def test_a_start_without_a_token_has_an_empty_one(parameters: object) -> None:
    assert opening(a_start(customParameters=parameters)).token == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"mediaFormat": None},
        {"mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 16000, "channels": 1}},
        {"mediaFormat": {"encoding": "audio/L16", "sampleRate": 8000, "channels": 1}},
        {"mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 2}},
        {"callSid": None},
        {"callSid": ""},
        {"streamSid": 'MZ1"},"x":{"'},
        {"streamSid": "M" * 65},
    ],
)
def test_a_start_that_cannot_be_served_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        opening(a_start(**changes))


@pytest.mark.parametrize("part", [5, None, {}, {"name": 1}, {"digit": 1}])
@pytest.mark.parametrize("event", ["mark", "dtmf"])
def test_a_mark_without_its_name_and_a_key_without_its_digit_are_refused(event: str, part: object) -> None:
    with pytest.raises(BadFrame):
        read_message(json.dumps({"event": event, event: part}).encode())
