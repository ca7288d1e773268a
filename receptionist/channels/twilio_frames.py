"""The messages of a Twilio media stream as they arrive: JSON text, read with as little as a frame's rate allows."""

import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

import msgspec

# A second of telephone audio in one frame would be fifty times what Twilio sends.
MAX_PAYLOAD = 12_000
_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}


class BadFrame(ValueError):
    """What arrived is not a message of a media stream; the text never quotes it, for it may hold what was said."""


class _Media(msgspec.Struct, gc=False):
    payload: str


class _Mark(msgspec.Struct, gc=False):
    name: str


class _Key(msgspec.Struct, gc=False):
    digit: str


class Message(msgspec.Struct, gc=False):
    """A message after the start; of the parts only the event's own is there."""

    event: str
    media: _Media | None = None
    mark: _Mark | None = None
    dtmf: _Key | None = None


@dataclass(frozen=True)
class StreamStart:
    """The stream's first message of substance; `token` is the parameter that our TwiML gave it."""

    stream_sid: str
    call_sid: str
    token: str


_decode = binascii.a2b_base64
_read = msgspec.json.Decoder(Message).decode


def read_message(data: memoryview | bytes) -> Message:
    """A message of a stream that has started, its audio surely base64 and not too long.

    Raises `BadFrame`, also when it lacks what its event is about.
    """
    try:
        message = _read(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BadFrame("not JSON as a media stream has it") from None
    media, event = message.media, message.event
    if media is not None:
        if len(media.payload) > MAX_PAYLOAD:
            raise BadFrame("a media payload of more than a second")
        try:
            _decode(media.payload, strict_mode=True)
        except ValueError:
            raise BadFrame("a media message without base64 audio") from None
    elif event == "media" or (event == "mark" and message.mark is None) or (event == "dtmf" and message.dtmf is None):
        raise BadFrame(f"a {event} message without its {event}")
    return message


def read_opening(data: memoryview | bytes) -> StreamStart | None:
    """A message before the stream has started: its start, or None for a `connected`. Raises `BadFrame` for others."""
    try:
        frame = json.loads(bytes(data))
    except (ValueError, RecursionError):
        raise BadFrame("not JSON") from None
    event = frame.get("event") if isinstance(frame, dict) else None
    if not isinstance(event, str):
        raise BadFrame("no event name")
    if event == "start":
        return _read_start(frame)
    if event != "connected":
        raise BadFrame("the start message is missing")
    return None


def _read_start(frame: dict[str, Any]) -> StreamStart:
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
