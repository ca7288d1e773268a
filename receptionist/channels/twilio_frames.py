"""The messages of a Twilio media stream as they arrive: JSON text, read with as little as a frame's rate allows."""

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

# A second of telephone audio in one frame would be fifty times what Twilio sends.
MAX_PAYLOAD = 12_000
_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}

Frame = dict[str, Any]


class BadFrame(ValueError):
    """What arrived is not a message of a media stream; the text never quotes it, for it may hold what was said."""


@dataclass(frozen=True)
class StreamStart:
    """The stream's first message of substance; `token` is the parameter that our TwiML gave it."""

    stream_sid: str
    call_sid: str
    token: str


def read_frame(message: dict[str, Any]) -> Frame:
    """The message in an ASGI `websocket.receive`. Raises `BadFrame`."""
    text = message.get("text")
    if text is None:
        raise BadFrame("a binary message")
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame("not JSON") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("event"), str):
        raise BadFrame("no event name")
    return frame


def read_start(frame: Frame) -> StreamStart:
    """The facts of a `start` message. Raises `BadFrame`, also when the audio isn't what telephones carry."""
    start = frame.get("start")
    if not isinstance(start, dict):
        raise BadFrame("a start without its facts")
    media = start.get("mediaFormat")
    if not isinstance(media, dict) or any(media.get(key) != value for key, value in _FORMAT.items()):
        raise BadFrame("audio that is not G.711 mu-law, 8000 Hz, one channel")
    parameters = start.get("customParameters")
    token = parameters.get("token") if isinstance(parameters, dict) else None
    return StreamStart(
        stream_sid=sid(start.get("streamSid", frame.get("streamSid"))),
        call_sid=sid(start.get("callSid")),
        token=token if isinstance(token, str) else "",
    )


def sid(value: object) -> str:
    """An identifier of Twilio's, checked because it is put into messages as it is. Raises `BadFrame`."""
    if not isinstance(value, str) or not _SID.fullmatch(value):
        raise BadFrame("an identifier is missing or malformed")
    return value


def media_audio(frame: Frame) -> bytes:
    """The mu-law bytes of a `media` message. Raises `BadFrame`."""
    try:
        payload: str = frame["media"]["payload"]
        too_long = len(payload) > MAX_PAYLOAD
        audio = b"" if too_long else base64.b64decode(payload, validate=True)
    except (KeyError, TypeError, ValueError):
        raise BadFrame("a media message without base64 audio") from None
    if too_long:
        raise BadFrame("a media payload of more than a second")
    return audio


def inner(frame: Frame, key: str, name: str) -> str:
    """The text `frame[key][name]`, as of a mark's name or a key's digit. Raises `BadFrame`."""
    part = frame.get(key)
    value = part.get(name) if isinstance(part, dict) else None
    if not isinstance(value, str):
        raise BadFrame(f"a {key} message without its {name}")
    return value
