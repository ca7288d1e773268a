"""The messages of a media stream: those Twilio sends, and a strict reading of those it accepts."""

import base64
import binascii
import itertools
import json
from dataclasses import dataclass
from typing import Any

from receptionist.sandbox.twilio.errors import StreamBroken

MAX_MARK_NAME = 200


@dataclass(frozen=True)
class Media:
    """Audio for the caller's ear, G.711 mu-law."""

    audio: bytes


@dataclass(frozen=True)
class Mark:
    """To be returned when everything before it was played."""

    name: str


@dataclass(frozen=True)
class Clear:
    """Drop what was not played yet."""


def read_message(text: str | bytes, stream_sid: str) -> Media | Mark | Clear:
    """A message of the service's. Raises `StreamBroken` for what Twilio closes a stream over."""
    if isinstance(text, bytes):
        raise StreamBroken("The service sent a binary message; a media stream speaks JSON text.")
    try:
        message = json.loads(text)
    except ValueError:
        raise StreamBroken("The service sent a message that isn't JSON.") from None
    if not isinstance(message, dict) or message.get("streamSid") != stream_sid:
        raise StreamBroken("The service sent a message without this stream's streamSid.")
    match message:
        case {"event": "media", "media": {"payload": str(payload)}}:
            return Media(_audio(payload))
        case {"event": "mark", "mark": {"name": str(name)}} if 0 < len(name) <= MAX_MARK_NAME:
            return Mark(name)
        case {"event": "clear"}:
            return Clear()
        case _:
            raise StreamBroken("The service sent something other than a whole media, mark or clear message.")


def _audio(payload: str) -> bytes:
    try:
        audio = base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        raise StreamBroken("The service sent media whose payload isn't base64.") from None
    if not audio or audio.startswith(b"RIFF"):
        raise StreamBroken("The service sent media that is empty or has a file header; mu-law bytes alone are played.")
    return audio


class StreamMessages:
    """Twilio's side of one stream, numbered as Twilio numbers it."""

    def __init__(self, stream_sid: str, account_sid: str, call_sid: str) -> None:
        self._stream_sid = stream_sid
        self._account_sid = account_sid
        self._call_sid = call_sid
        self._sequence = itertools.count(1)
        self._chunks = itertools.count(1)

    def connected(self) -> str:
        """The first message."""
        return json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})

    def start(self, parameters: dict[str, str]) -> str:
        """What the stream is, with the parameters of its TwiML."""
        start = {
            "accountSid": self._account_sid,
            "streamSid": self._stream_sid,
            "callSid": self._call_sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": parameters,
        }
        return self._message("start", start=start)

    def media(self, audio: bytes, at_ms: int) -> str:
        """A frame of the caller's, `at_ms` after the stream began."""
        payload = base64.b64encode(audio).decode()
        chunk = str(next(self._chunks))
        return self._message(
            "media", media={"track": "inbound", "chunk": chunk, "timestamp": str(at_ms), "payload": payload}
        )

    def mark(self, name: str) -> str:
        """A mark returned."""
        return self._message("mark", mark={"name": name})

    def key(self, digit: str) -> str:
        """A key that the caller pressed."""
        return self._message("dtmf", dtmf={"track": "inbound_track", "digit": digit})

    def stop(self) -> str:
        """The last message: the caller is gone."""
        return self._message("stop", stop={"accountSid": self._account_sid, "callSid": self._call_sid})

    def _message(self, event: str, **facts: Any) -> str:
        number = str(next(self._sequence))
        return json.dumps({"event": event, "sequenceNumber": number, **facts, "streamSid": self._stream_sid})
