"""Session updates: what merges, what null means, what is refused, and that a refusal changes nothing."""

import copy
from typing import Any

import pytest
from openai.types.realtime.realtime_session_create_response import RealtimeSessionCreateResponse

from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.realtime.session import Session

pytestmark = pytest.mark.unit

TOOL = {"type": "function", "name": "end_call", "description": "d", "parameters": {"type": "object"}}


def fresh() -> Session:
    return Session("gpt-realtime-2.1", 1_000)


def update(session: Session, **change: Any) -> None:
    session.update({"type": "realtime", **change}, strict=True)


def test_a_fresh_session_is_complete_and_valid() -> None:
    session = fresh()
    RealtimeSessionCreateResponse.model_validate(session.wire)
    assert session.wire["expires_at"] == 4_600
    assert (session.modality, session.input_format, session.output_format) == ("audio", "audio/pcm", "audio/pcm")
    assert session.turn_detection is not None
    assert session.turn_detection.interrupt_response is True
    assert session.transcriber is None


def test_deep_merge_keeps_what_an_update_does_not_mention() -> None:
    session = fresh()
    update(session, instructions="Be Lexi.", tools=[TOOL], audio={"output": {"voice": "marin"}})
    update(session, audio={"output": {"format": {"type": "audio/pcmu"}}})
    assert session.voice == "marin"
    assert session.instructions == "Be Lexi."
    assert session.wire["audio"]["output"]["format"] == {"type": "audio/pcmu"}
    assert session.input_format == "audio/pcm"
    assert [tool.name for tool in session.tools] == ["end_call"]


def test_turn_detection_merges_within_a_kind_and_starts_afresh_with_another() -> None:
    session = fresh()
    update(session, audio={"input": {"turn_detection": {"type": "server_vad", "threshold": 0.7}}})
    update(session, audio={"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 300}}})
    detection = session.turn_detection
    assert detection is not None
    assert (detection.threshold, detection.silence_duration_ms) == (0.7, 300)
    update(session, audio={"input": {"turn_detection": {"type": "semantic_vad", "eagerness": "low"}}})
    assert "threshold" not in session.wire["audio"]["input"]["turn_detection"]
    detection = session.turn_detection
    assert detection is not None
    assert detection.semantic
    assert (detection.patience_ms, detection.create_response) == (8000, True)


def test_null_switches_off_or_restores_the_default() -> None:
    session = fresh()
    default = session.instructions
    update(session, instructions="Other.", audio={"input": {"transcription": {"model": "whisper-1"}}})
    assert session.transcriber == "whisper-1"
    update(session, instructions=None, audio={"input": {"transcription": None, "turn_detection": None}})
    assert session.transcriber is None
    assert session.turn_detection is None
    assert session.instructions == default


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"type": "transcription"}, "invalid_value", "session.type"),
        ({"type": "realtime", "temperature": 0.8}, "unknown_parameter", "session.temperature"),
        (
            {"type": "realtime", "tools": [{**TOOL, "strict": True}]},
            "unknown_parameter",
            "session.tools[0].strict",
        ),
        ({"type": "realtime", "tools": [{"name": "f"}]}, "missing_required_parameter", "session.tools[0].type"),
        ({"type": "realtime", "tools": [{"type": "function"}]}, "missing_required_parameter", "session.tools[0].name"),
        (
            {"type": "realtime", "tool_choice": {"type": "function", "name": "no"}},
            "invalid_value",
            "session.tool_choice",
        ),
        (
            {"type": "realtime", "audio": {"input": {"turn_detection": {"type": "server_vad", "threshold": 2}}}},
            "invalid_value",
            "session.audio.input.turn_detection.threshold",
        ),
        (
            {"type": "realtime", "audio": {"input": {"turn_detection": {"threshold": 0.1}}}},
            "missing_required_parameter",
            "session.audio.input.turn_detection.type",
        ),
        (
            {"type": "realtime", "audio": {"output": {"format": {"rate": 24000}}}},
            "missing_required_parameter",
            "session.audio.output.format.type",
        ),
        ({"type": "realtime", "audio": {"output": {"speed": 9}}}, "invalid_value", "session.audio.output.speed"),
        ({"type": "realtime", "max_output_tokens": 5000}, "invalid_value", "session.max_output_tokens"),
        ({"type": "realtime", "output_modalities": []}, "invalid_value", "session.output_modalities"),
        ("text", "invalid_type", "session"),
    ],
)
def test_refused_updates_change_nothing(change: Any, code: str, param: str) -> None:
    session = fresh()
    before = copy.deepcopy(session.wire)
    if isinstance(change, dict):
        change = {"instructions": "sneaked in", **change}
    with pytest.raises(ApiFault) as refused:
        session.update(change, strict=True)
    assert (refused.value.code, refused.value.param) == (code, param)
    assert session.wire == before


def test_a_lenient_session_passes_over_unknown_parameters() -> None:
    session = fresh()
    session.update({"type": "realtime", "temperature": 0.8, "instructions": "x"}, strict=False)
    assert session.instructions == "x"


def test_the_voice_may_be_repeated_but_not_changed_once_fixed() -> None:
    session = fresh()
    session.update({"type": "realtime", "audio": {"output": {"voice": "alloy"}}}, strict=True, voice_is_fixed=True)
    with pytest.raises(ApiFault) as refused:
        session.update({"type": "realtime", "audio": {"output": {"voice": "ash"}}}, strict=True, voice_is_fixed=True)
    assert refused.value.code == "cannot_update_voice"
