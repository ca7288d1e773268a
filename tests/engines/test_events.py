"""Server events are read into house events; what is unknown or malformed is passed over."""

from typing import Any

import pytest

from receptionist.engines import events
from receptionist.engines.events import read_server_event

pytestmark = pytest.mark.unit

USAGE = {
    "input_tokens": 132,
    "output_tokens": 40,
    "total_tokens": 172,
    "input_token_details": {
        "text_tokens": 100,
        "audio_tokens": 32,
        "cached_tokens": 70,
        "cached_tokens_details": {"text_tokens": 64, "audio_tokens": 6},
    },
    "output_token_details": {"text_tokens": 10, "audio_tokens": 30},
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"type": "session.updated", "session": {}}, events.SessionReady()),
        ({"type": "response.created", "response": {"id": "r1"}}, events.ResponseStarted("r1")),
        ({"type": "response.output_text.delta", "item_id": "i", "delta": "Hi"}, events.WordsDelta("i", "Hi")),
        (
            {"type": "response.output_audio_transcript.delta", "item_id": "i", "delta": "Hi"},
            events.WordsDelta("i", "Hi"),
        ),
        ({"type": "response.output_text.done", "item_id": "i", "text": "Hi."}, events.WordsDone("i", "Hi.")),
        (
            {"type": "response.output_audio_transcript.done", "item_id": "i", "transcript": "Hi."},
            events.WordsDone("i", "Hi."),
        ),
        ({"type": "response.output_audio.delta", "item_id": "i", "delta": "AAA="}, events.AudioDelta("i", "AAA=")),
        (
            {"type": "response.output_item.done", "item": {"type": "function_call", "call_id": "c", "name": "f"}},
            events.FunctionCalled("c", "f"),
        ),
        ({"type": "response.output_item.done", "item": {"type": "message"}}, None),
        (
            {"type": "conversation.item.added", "item": {"type": "function_call_output", "call_id": "c"}},
            events.FunctionAnswered("c"),
        ),
        ({"type": "conversation.item.added", "item": {"type": "message"}}, None),
        ({"type": "input_audio_buffer.speech_started", "item_id": "i"}, events.CallerSpeechStarted("i")),
        ({"type": "input_audio_buffer.committed", "item_id": "i"}, events.CallerSpeechCommitted("i")),
        (
            {"type": "conversation.item.input_audio_transcription.completed", "item_id": "i", "transcript": " yes "},
            events.CallerTranscribed("i", "yes"),
        ),
        (
            {"type": "conversation.item.input_audio_transcription.failed", "item_id": "i"},
            events.CallerTranscribed("i", None),
        ),
        ({"type": "error", "error": {"code": "x", "event_id": "e"}}, events.ServerError("x", "e")),
        ({"type": "error", "error": {"type": "server_error"}}, events.ServerError("server_error", "")),
        ({"type": "response.audio.delta", "item_id": "i", "delta": "beta"}, None),
        ({"type": "rate_limits.updated"}, None),
        ({"type": "response.created"}, None),
        ({"type": "response.output_text.delta"}, None),
        ({"type": "error", "error": None}, None),
        ({}, None),
    ],
)
def test_reading(data: dict[str, Any], expected: events.ServerEvent | None) -> None:
    assert read_server_event(data) == expected


def test_a_finished_response_carries_its_usage_with_cached_tokens_inside_the_input() -> None:
    read = read_server_event({"type": "response.done", "response": {"id": "r", "status": "completed", "usage": USAGE}})
    assert read == events.ResponseFinished("r", "completed", "", events.Usage(100, 64, 10, 32, 6, 30))


def test_a_failed_response_says_why() -> None:
    details = {"type": "failed", "error": {"type": "server_error", "code": "rate_limit_exceeded"}}
    read = read_server_event({"type": "response.done", "response": {"status": "failed", "status_details": details}})
    assert read == events.ResponseFinished("", "failed", "rate_limit_exceeded", None)
