"""The Realtime session: its defaults, what an update may change, and the effective session that clients are told.

The session is kept as the JSON object that goes on the wire, because clients are answered with all of it; typed views
of the parts that the server acts on stand beside it.
"""

import copy
from dataclasses import dataclass
from typing import Any, Literal

from openai.types.realtime import RealtimeSessionCreateRequest
from pydantic import TypeAdapter

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.openai.errors import ApiFault, invalid_type, invalid_value, missing, out_of_range
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.model import ToolSpec
from receptionist.sandbox.openai.tools import chosen, function_tools

SESSION_SECONDS = 3600
Modality = Literal["text", "audio"]

_REQUEST: TypeAdapter[RealtimeSessionCreateRequest] = TypeAdapter(RealtimeSessionCreateRequest)
_TURN_DETECTION: dict[str, dict[str, Any]] = {
    "server_vad": {
        "type": "server_vad",
        "threshold": 0.5,
        "prefix_padding_ms": 300,
        "silence_duration_ms": 500,
        "idle_timeout_ms": None,
        "create_response": True,
        "interrupt_response": True,
    },
    "semantic_vad": {
        "type": "semantic_vad",
        "eagerness": "auto",
        "create_response": True,
        "interrupt_response": True,
    },
}
# What null means: these are switched off by it; any other field goes back to its default.
_NULLABLE = {"turn_detection", "transcription", "noise_reduction", "tracing", "prompt", "include", "reasoning"}
_READ_ONLY = ("id", "object", "expires_at")


@dataclass(frozen=True)
class TurnDetection:
    """When a turn ends by itself; times in milliseconds of audio, `threshold` from 0 (everything is speech) to 1."""

    semantic: bool
    threshold: float
    prefix_padding_ms: int
    silence_duration_ms: int
    patience_ms: int
    idle_timeout_ms: int | None
    create_response: bool
    interrupt_response: bool


class Session:
    """One connection's session; `wire` is the effective session as sent to the client."""

    def __init__(self, model: str, started_at: int) -> None:
        self.wire: dict[str, Any] = _defaults(model)
        self.wire["expires_at"] = started_at + SESSION_SECONDS

    def update(self, change: Any, *, strict: bool, voice_is_fixed: bool = False) -> None:
        """Merge a `session` object into the session; raises ApiFault and changes nothing when any of it is refused."""
        accepted = accepted_session(change, strict=strict)
        merged = _merge(self.wire, accepted, _defaults(self.wire["model"]))
        if voice_is_fixed and merged["audio"]["output"]["voice"] != self.voice:
            message = "Cannot update a conversation's voice if assistant audio is present."
            raise ApiFault(message, code="cannot_update_voice", param="session.audio.output.voice")
        if merged["model"] != self.wire["model"] and voice_is_fixed:
            message = "The session model cannot be changed after the model has responded."
            raise ApiFault(message, code="invalid_value", param="session.model")
        chosen(function_tools(merged["tools"], "session.tools"), merged["tool_choice"], "session.tool_choice")
        self.wire = merged

    @property
    def instructions(self) -> str:
        return str(self.wire["instructions"])

    @property
    def voice(self) -> Any:
        return self.wire["audio"]["output"]["voice"]

    @property
    def speed(self) -> float:
        """How fast the model speaks; 1 is its usual pace."""
        return float(self.wire["audio"]["output"].get("speed") or 1.0)

    @property
    def modality(self) -> Modality:
        return "text" if self.wire["output_modalities"] == ["text"] else "audio"

    @property
    def input_format(self) -> AudioFormat:
        found: AudioFormat = self.wire["audio"]["input"]["format"]["type"]
        return found

    @property
    def output_format(self) -> AudioFormat:
        found: AudioFormat = self.wire["audio"]["output"]["format"]["type"]
        return found

    @property
    def transcriber(self) -> str | None:
        """The transcription model, or None when the caller's words are not transcribed."""
        transcription = self.wire["audio"]["input"]["transcription"]
        return None if transcription is None else str(transcription.get("model") or "gpt-4o-mini-transcribe")

    @property
    def tools(self) -> tuple[ToolSpec, ...]:
        return function_tools(self.wire["tools"], "session.tools")

    @property
    def turn_detection(self) -> TurnDetection | None:
        """The automatic turn detection, or None when the client commits turns itself."""
        found = self.wire["audio"]["input"]["turn_detection"]
        if found is None:
            return None
        patience = {"low": 8000, "high": 2000}.get(found.get("eagerness", "auto"), 4000)
        default = _TURN_DETECTION["server_vad"]
        return TurnDetection(
            semantic=found["type"] == "semantic_vad",
            threshold=found.get("threshold", default["threshold"]),
            prefix_padding_ms=found.get("prefix_padding_ms", default["prefix_padding_ms"]),
            silence_duration_ms=found.get("silence_duration_ms", default["silence_duration_ms"]),
            patience_ms=patience,
            idle_timeout_ms=found.get("idle_timeout_ms"),
            create_response=found["create_response"],
            interrupt_response=found["interrupt_response"],
        )


def accepted_session(change: Any, *, strict: bool) -> dict[str, Any]:
    """The client's `session` object once it passed the types and the vendor's own rules; else ApiFault."""
    if not isinstance(change, dict):
        raise invalid_type("session", "an object", change)
    if "type" not in change:
        raise missing("session.type")
    if change["type"] != "realtime":
        raise invalid_value("session.type", change["type"], ["realtime"])
    change = {name: value for name, value in change.items() if name not in _READ_ONLY}
    typed = wire.checked(_REQUEST, change, prefix="session")
    if strict:
        wire.reject_unknown(typed, "session")
    _check_bounds(change)
    return dict(change)


def check_modalities(modalities: Any, param: str) -> None:
    """Refuse text together with audio, and none at all."""
    if modalities is not None and modalities not in (["text"], ["audio"]):
        shown = ", ".join(modalities)
        message = f"Invalid modalities: [{shown}]. Supported combinations are: ['text'] and ['audio']."
        raise ApiFault(message, code="invalid_value", param=param)


def check_output_limit(limit: Any, param: str) -> None:
    """Refuse a `max_output_tokens` outside 1 to 4096."""
    if isinstance(limit, int) and not 1 <= limit <= 4096:
        raise out_of_range(param, 1, 4096, limit)


def _check_bounds(change: dict[str, Any]) -> None:
    check_modalities(change.get("output_modalities"), "session.output_modalities")
    check_output_limit(change.get("max_output_tokens"), "session.max_output_tokens")
    audio = change.get("audio") or {}
    detection = (audio.get("input") or {}).get("turn_detection") or {}
    output = audio.get("output") or {}
    for holder, path in (
        ((audio.get("input") or {}).get("turn_detection"), "session.audio.input.turn_detection"),
        ((audio.get("input") or {}).get("format"), "session.audio.input.format"),
        (output.get("format"), "session.audio.output.format"),
    ):
        if holder is not None and holder.get("type") is None:
            raise missing(f"{path}.type")
    for holder, path, name, low, high in (
        (detection, "session.audio.input.turn_detection", "threshold", 0.0, 1.0),
        (detection, "session.audio.input.turn_detection", "silence_duration_ms", 0, 600_000),
        (detection, "session.audio.input.turn_detection", "prefix_padding_ms", 0, 600_000),
        (detection, "session.audio.input.turn_detection", "idle_timeout_ms", 5_000, 30_000),
        (output, "session.audio.output", "speed", 0.25, 1.5),
    ):
        value = holder.get(name)
        if isinstance(value, int | float) and not low <= value <= high:
            raise out_of_range(f"{path}.{name}", low, high, value)


def _merge(old: dict[str, Any], change: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for name, value in change.items():
        if value is None:
            merged[name] = None if name in _NULLABLE else copy.deepcopy(defaults.get(name))
        elif name == "turn_detection":
            before = old.get(name) or {}
            same = before.get("type") == value["type"]
            base = before if same else _TURN_DETECTION[value["type"]]
            merged[name] = base | {key: entry for key, entry in value.items() if entry is not None}
        elif name == "format":
            merged[name] = {"type": value["type"], "rate": 24000} if value["type"] == "audio/pcm" else dict(value)
        elif name in ("audio", "input", "output"):
            merged[name] = _merge(old[name], value, defaults[name])
        else:
            merged[name] = copy.deepcopy(value)
    return merged


def _defaults(model: str) -> dict[str, Any]:
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": new_id("sess"),
        "model": model,
        "output_modalities": ["audio"],
        "instructions": "You are a helpful, witty, and friendly AI. Talk quickly and keep your answers short.",
        "tools": [],
        "tool_choice": "auto",
        "max_output_tokens": "inf",
        "tracing": None,
        "truncation": "auto",
        "prompt": None,
        "expires_at": None,
        "audio": {
            "input": {
                "format": {"type": "audio/pcm", "rate": 24000},
                "transcription": None,
                "noise_reduction": None,
                "turn_detection": dict(_TURN_DETECTION["server_vad"]),
            },
            "output": {"format": {"type": "audio/pcm", "rate": 24000}, "voice": "alloy", "speed": 1.0},
        },
        "include": None,
    }
