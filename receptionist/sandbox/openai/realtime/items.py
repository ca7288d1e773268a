"""Items as clients create them, checked beyond the types and completed the way the server stores them."""

import base64
import binascii
from typing import Any

from receptionist.sandbox.captions import CaptionDecoder
from receptionist.sandbox.openai.audio import SHAPES, AudioFormat
from receptionist.sandbox.openai.errors import ApiFault, invalid_value, missing
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.conversation import Entry

_CONTENT_TYPES = {
    "user": ["input_text", "input_audio", "input_image"],
    "assistant": ["output_text"],
    "system": ["input_text"],
}
_KINDS = ["message", "function_call", "function_call_output"]


def client_entry(item: dict[str, Any], audio_format: AudioFormat, param: str = "item") -> Entry:
    """The entry for a client's item, which has passed the types; raises ApiFault for what they let through."""
    if item["type"] not in _KINDS:
        raise invalid_value(f"{param}.type", item["type"], _KINDS)
    stored = {"id": new_id("item"), **{name: value for name, value in item.items() if value is not None}}
    stored |= {"object": "realtime.item", "status": "completed"}
    entry = Entry(stored)
    if item["type"] == "message":
        _check_content(item, param)
        stored["content"] = [_stored_part(part, entry, audio_format, param) for part in item["content"]]
    elif item["type"] == "function_call":
        stored.setdefault("call_id", new_id("call"))
    return entry


def _check_content(item: dict[str, Any], param: str) -> None:
    allowed = _CONTENT_TYPES[item["role"]]
    if not item["content"]:
        raise missing(f"{param}.content[0]")
    for index, part in enumerate(item["content"]):
        kind = part.get("type")
        if kind is None:
            raise missing(f"{param}.content[{index}].type")
        if kind not in allowed:
            raise invalid_value(f"{param}.content[{index}].type", kind, allowed)
        needed = {"input_audio": "audio", "input_image": "image_url"}.get(kind, "text")
        if part.get(needed) is None:
            raise missing(f"{param}.content[{index}].{needed}")


def _stored_part(part: dict[str, Any], entry: Entry, audio_format: AudioFormat, param: str) -> dict[str, Any]:
    """The content part as clients see it again: without the audio, whose captions become the entry's words."""
    if part["type"] != "input_audio":
        return part
    audio = decode_audio(part["audio"], f"{param}.content.audio")
    length = SHAPES[audio_format].milliseconds(len(audio))
    for word in CaptionDecoder(audio_format).feed(audio):
        entry.words.append((entry.audio_ms + length, word))
    entry.audio_ms += length
    return {"type": "input_audio", "transcript": part.get("transcript") or " ".join(word for _, word in entry.words)}


def item_audio(item: dict[str, Any]) -> bytes:
    """All the audio in a client's item; empty where there is none."""
    parts = [part for part in item.get("content") or () if part.get("type") == "input_audio"]
    return b"".join(decode_audio(part["audio"], "item.content.audio") for part in parts)


def decode_audio(text: str, param: str) -> bytes:
    """The bytes behind base64, or ApiFault."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        message = f"Invalid '{param}'. Expected base64-encoded audio bytes but got an invalid value."
        raise ApiFault(message, code="invalid_value", param=param) from None


def heard_message(item_id: str, words: list[str], audio_ms: float) -> Entry:
    """The user message for a committed stretch of the input buffer; its transcript comes later, if at all."""
    wire = {
        "id": item_id,
        "object": "realtime.item",
        "type": "message",
        "status": "completed",
        "role": "user",
        "content": [{"type": "input_audio", "transcript": None}],
    }
    return Entry(wire, [(audio_ms, word) for word in words], audio_ms)
