"""The messages of a stream, both ways."""

import base64
import json

import pytest

from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.messages import Clear, Mark, Media, StreamMessages, read_message

pytestmark = pytest.mark.unit


def test_what_twilio_accepts_is_read() -> None:
    media = '{"event":"media","streamSid":"MZ1","media":{"payload":"fn9/"}}'
    assert read_message(media, "MZ1") == Media(base64.b64decode("fn9/"))
    assert read_message('{"event":"mark","streamSid":"MZ1","mark":{"name":"m"}}', "MZ1") == Mark("m")
    assert read_message('{"event":"clear","streamSid":"MZ1"}', "MZ1") == Clear()


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"\x00", "binary"),
        ("{", "isn't JSON"),
        ("[]", "streamSid"),
        ('{"event":"clear"}', "streamSid"),
        ('{"event":"clear","streamSid":"MZ2"}', "streamSid"),
        ('{"event":"media","streamSid":"MZ1"}', "other than"),
        ('{"event":"media","streamSid":"MZ1","media":{"payload":"*"}}', "base64"),
        ('{"event":"media","streamSid":"MZ1","media":{"payload":""}}', "empty"),
        ('{"event":"media","streamSid":"MZ1","media":{"payload":"UklGRgAA"}}', "file header"),
        ('{"event":"mark","streamSid":"MZ1"}', "other than"),
        ('{"event":"mark","streamSid":"MZ1","mark":{"name":""}}', "other than"),
        ('{"event":"dtmf","streamSid":"MZ1","dtmf":{"digit":"1"}}', "other than"),
    ],
)
def test_what_twilio_refuses_is_refused(message: str | bytes, reason: str) -> None:
    with pytest.raises(StreamBroken, match=reason):
        read_message(message, "MZ1")


def test_messages_are_numbered_as_twilio_numbers_them() -> None:
    messages = StreamMessages("MZ1", "AC1", "CA1")
    assert json.loads(messages.connected())["event"] == "connected"
    start = json.loads(messages.start({"token": "t"}))
    assert (start["sequenceNumber"], start["start"]["customParameters"]) == ("1", {"token": "t"})
    assert start["start"]["mediaFormat"] == {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
    media = json.loads(messages.media(b"\xff" * 160, 40))
    assert (media["sequenceNumber"], media["media"]["chunk"], media["media"]["timestamp"]) == ("2", "1", "40")
    assert base64.b64decode(media["media"]["payload"]) == b"\xff" * 160
    assert json.loads(messages.key("5"))["dtmf"]["digit"] == "5"
    assert json.loads(messages.mark("m"))["mark"] == {"name": "m"}
    assert json.loads(messages.stop())["stop"] == {"accountSid": "AC1", "callSid": "CA1"}
