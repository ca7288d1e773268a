"""Inbound messages: what is read, and what is refused without quoting it."""

import base64
import json
from typing import Any

import pytest

from receptionist.channels.twilio_frames import MAX_PAYLOAD, BadFrame, inner, media_audio, read_frame, read_start

pytestmark = pytest.mark.unit


def a_start(**changes: Any) -> dict[str, Any]:
    start: dict[str, Any] = {
        "streamSid": "MZ1",
        "callSid": "CA1",
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {"token": "t"},
    }
    return {"event": "start", "start": start | changes, "streamSid": "MZ1"}


def test_media_is_decoded() -> None:
    payload = base64.b64encode(bytes(range(160))).decode()
    frame = read_frame({"text": json.dumps({"event": "media", "media": {"payload": payload}})})
    assert media_audio(frame) == bytes(range(160))


@pytest.mark.parametrize(
    "message",
    [
        {"bytes": b"\x00"},
        {"text": "not json"},
        {"text": "[]"},
        {"text": "{}"},
        {"text": '{"event": 3}'},
        {"text": "[" * 100_000},
    ],
)
def test_what_is_no_frame_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        read_frame(message)


@pytest.mark.parametrize(
    "media", [None, {}, {"payload": None}, {"payload": 7}, {"payload": "*secret*"}, {"payload": "é"}, [], "x"]
)
def test_media_without_audio_is_refused_unquoted(media: object) -> None:
    with pytest.raises(BadFrame) as caught:
        media_audio({"event": "media", "media": media})
    assert "secret" not in str(caught.value)


def test_media_of_more_than_a_second_is_refused() -> None:
    with pytest.raises(BadFrame, match="more than a second"):
        media_audio({"media": {"payload": "A" * (MAX_PAYLOAD + 4)}})


def test_a_start_is_read() -> None:
    start = read_start(a_start())
    assert (start.stream_sid, start.call_sid, start.token) == ("MZ1", "CA1", "t")


@pytest.mark.parametrize("parameters", [None, {}, {"token": 3}, []])
def test_a_start_without_a_token_has_an_empty_one(parameters: object) -> None:
    assert read_start(a_start(customParameters=parameters)).token == ""


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
        read_start(a_start(**changes))


def test_inner_texts() -> None:
    assert inner({"mark": {"name": "g0.1"}}, "mark", "name") == "g0.1"
    bad: list[dict[str, Any]] = [{}, {"mark": None}, {"mark": {}}, {"mark": {"name": 1}}]
    for frame in bad:
        with pytest.raises(BadFrame):
            inner(frame, "mark", "name")
