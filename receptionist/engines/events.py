"""The vendor's server events, read once into the few things a call cares about.

The Agents SDK hands every server event on untouched; reading them here keeps vendor field names out of the runner and
lets base64 audio pass without being decoded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SessionReady:
    """The server has taken our session settings."""


@dataclass(frozen=True)
class ResponseStarted:
    response_id: str


@dataclass(frozen=True)
class WordsDelta:
    """More of what Lexi is saying, on whichever modality."""

    item_id: str
    text: str


@dataclass(frozen=True)
class WordsDone:
    """One utterance of Lexi's, complete."""

    item_id: str
    text: str


@dataclass(frozen=True)
class AudioDelta:
    """Audio of Lexi's, base64 as it came, in the session's output format."""

    item_id: str
    payload: str


@dataclass(frozen=True)
class FunctionCalled:
    call_id: str
    name: str


@dataclass(frozen=True)
class FunctionAnswered:
    """The server has taken a function's output into the conversation."""

    call_id: str


@dataclass(frozen=True)
class Usage:
    """Tokens of one response; cached ones are part of the input."""

    text_in: int
    text_cached: int
    text_out: int
    audio_in: int
    audio_cached: int
    audio_out: int


@dataclass(frozen=True)
class ResponseFinished:
    """`status` is completed, cancelled, incomplete or failed; `code` says why it failed, if the server told."""

    response_id: str
    status: str
    code: str
    usage: Usage | None


@dataclass(frozen=True)
class CallerSpeechStarted:
    item_id: str


@dataclass(frozen=True)
class CallerSpeechCommitted:
    """The caller's turn is over and its transcript will follow."""

    item_id: str


@dataclass(frozen=True)
class CallerTranscribing:
    """More of the caller's words while the turn is still being transcribed."""

    item_id: str
    text: str


@dataclass(frozen=True)
class CallerTranscribed:
    """The caller's words; None when the transcriber failed."""

    item_id: str
    text: str | None


@dataclass(frozen=True)
class ServerError:
    code: str
    event_id: str


ServerEvent = (
    SessionReady
    | ResponseStarted
    | WordsDelta
    | WordsDone
    | AudioDelta
    | FunctionCalled
    | FunctionAnswered
    | ResponseFinished
    | CallerSpeechStarted
    | CallerSpeechCommitted
    | CallerTranscribing
    | CallerTranscribed
    | ServerError
)


def read_server_event(data: Mapping[str, Any]) -> ServerEvent | None:
    """The event if a call cares about it. Unknown and malformed events are None, never an exception."""
    try:
        return _read(str(data.get("type", "")), data)
    except (KeyError, TypeError, AttributeError, ValueError):
        return None


def _read(kind: str, data: Mapping[str, Any]) -> ServerEvent | None:
    match kind:
        case "response.output_audio.delta":
            return AudioDelta(data["item_id"], data["delta"])
        case "response.output_text.delta" | "response.output_audio_transcript.delta":
            return WordsDelta(data["item_id"], data["delta"])
        case "response.output_text.done":
            return WordsDone(data["item_id"], data["text"])
        case "response.output_audio_transcript.done":
            return WordsDone(data["item_id"], data["transcript"])
        case "response.created":
            return ResponseStarted(data["response"]["id"])
        case "response.done":
            return _finished(data["response"])
        case "response.output_item.done":
            item = data["item"]
            return FunctionCalled(item["call_id"], item["name"]) if item["type"] == "function_call" else None
        case "conversation.item.added" | "conversation.item.created":
            item = data["item"]
            return FunctionAnswered(item["call_id"]) if item["type"] == "function_call_output" else None
        case "session.updated":
            return SessionReady()
        case "error":
            error = data["error"]
            return ServerError(str(error.get("code") or error.get("type") or "error"), str(error.get("event_id") or ""))
        case _:
            return _read_input(kind, data)


def _read_input(kind: str, data: Mapping[str, Any]) -> ServerEvent | None:
    match kind:
        case "input_audio_buffer.speech_started":
            return CallerSpeechStarted(data["item_id"])
        case "input_audio_buffer.committed":
            return CallerSpeechCommitted(data["item_id"])
        case "conversation.item.input_audio_transcription.delta":
            return CallerTranscribing(data["item_id"], str(data.get("delta") or ""))
        case "conversation.item.input_audio_transcription.completed":
            return CallerTranscribed(data["item_id"], str(data["transcript"]).strip())
        case "conversation.item.input_audio_transcription.failed":
            return CallerTranscribed(data["item_id"], None)
        case _:
            return None


def _finished(response: Mapping[str, Any]) -> ResponseFinished:
    details = response.get("status_details") or {}
    error = details.get("error") or {}
    return ResponseFinished(
        response_id=str(response.get("id") or ""),
        status=str(response.get("status") or "completed"),
        code=str(error.get("code") or error.get("type") or details.get("reason") or ""),
        usage=_usage(response.get("usage")),
    )


def _usage(usage: Mapping[str, Any] | None) -> Usage | None:
    if not usage:
        return None
    given = usage.get("input_token_details") or {}
    cached = given.get("cached_tokens_details") or {}
    made = usage.get("output_token_details") or {}
    text_in = given.get("text_tokens")
    return Usage(
        text_in=int(text_in if text_in is not None else usage.get("input_tokens") or 0),
        text_cached=int(cached.get("text_tokens") or 0),
        text_out=int(made.get("text_tokens") or 0),
        audio_in=int(given.get("audio_tokens") or 0),
        audio_cached=int(cached.get("audio_tokens") or 0),
        audio_out=int(made.get("audio_tokens") or 0),
    )
