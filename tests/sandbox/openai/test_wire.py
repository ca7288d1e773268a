"""The gate: the vendor's words for what is wrong, and our own events checked before they leave."""

from typing import Any

import pytest
from pydantic import ValidationError

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.json_text import read_json
from receptionist.sandbox.openai.realtime.outbox import Outbox

pytestmark = pytest.mark.unit


def item(**fields: Any) -> dict[str, Any]:
    return {"type": "conversation.item.create", "item": fields}


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            item(type="message", role="boss", content=[]),
            "Invalid value: 'boss'. Supported values are: 'system', 'user', and 'assistant'.",
        ),
        (
            item(type="function_call_output", call_id=3, output="x"),
            "Invalid type for 'item.call_id': expected a string, but got an integer instead.",
        ),
        (item(type="function_call", name="f"), "Missing required parameter: 'item.arguments'."),
        (
            {"type": "response.create", "response": {"tool_choice": "maybe"}},
            "Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'.",
        ),
        (
            {"type": "response.create", "response": {"metadata": {"a": 1}}},
            "Invalid type for 'response.metadata.a': expected a string, but got an integer instead.",
        ),
    ],
)
def test_faults_speak_the_vendors_language(event: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiFault) as fault:
        wire.client_event(event)
    assert fault.value.message == message


def test_unknown_parameters_are_found_wherever_they_are() -> None:
    event = wire.client_event(
        item(type="message", role="user", content=[{"type": "input_text", "text": "x", "zoom": 1}])
    )
    with pytest.raises(ApiFault, match=r"Unknown parameter: 'item.content\[0\].zoom'"):
        wire.reject_unknown(event)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("response.audio.delta", {"delta": ""}),
        ("conversation.item.deleted", {}),
        (
            "conversation.item.input_audio_transcription.completed",
            {"item_id": "i", "content_index": 0, "transcript": ""},
        ),
    ],
)
def test_an_event_the_sdk_would_reject_never_leaves(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Outbox(strict=True).emit(kind, **fields)


@pytest.mark.parametrize("text", ["{", "", "NaN", '{"a": Infinity}', '"\\ud83d"', "[" * 100_000, b'"\xff"', "1" * 5000])
def test_only_json_that_can_be_written_again_is_read(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds of ValueError are one answer to the client
        read_json(text)


def test_whole_surrogate_pairs_are_read() -> None:
    assert read_json('"\\ud83d\\ude00"') == "\N{GRINNING FACE}"
