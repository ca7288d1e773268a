"""The caller's side on the telephone."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from receptionist.calls.caller import Cut
from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twilio_pacer import Pacer
from receptionist.channels.twiml import dialable
from receptionist.clock import ManualClock
from tests.channels.phone_house import PROFILE

pytestmark = pytest.mark.unit


AUDIO = base64.b64encode(b"\x7f" * 160).decode()


class Phone:
    def __init__(self) -> None:
        self.sent: list[str] = []
        self.call = PhoneCall()
        self.clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.line = StreamLine(self.sent.append, "MZ1", self.clock, Pacer(self.clock), lambda: None)
        self.caller = PhoneCaller(self.line, self.call, PROFILE)

    async def events(self) -> list[str]:
        await self.clock.advance(0.1)
        return [json.loads(message)["event"] for message in self.sent]


@pytest.fixture
async def phone() -> AsyncIterator[Phone]:
    phone = Phone()
    yield phone
    phone.line.gone()


async def test_the_notice_and_the_words_are_not_sent(phone: Phone) -> None:
    await phone.caller.started("c_1")
    await phone.caller.notice("You are speaking with an AI.")
    await phone.caller.words("Hi", 0)
    phone.caller.tool("get_datetime", "started")
    assert await phone.events() == []
    assert phone.call.call_id == "c_1"


async def test_an_utterance_ends_with_one_mark(phone: Phone) -> None:
    phone.caller.audio(AUDIO, "i1")
    await phone.caller.utterance("Hi!", 0)
    await phone.caller.turn_done()
    assert await phone.events() == ["media", "mark"]


async def test_what_arrives_late_of_a_stopped_utterance_is_dropped(phone: Phone) -> None:
    phone.caller.audio(AUDIO, "i1")
    assert await phone.events() == ["media"]
    await phone.caller.stop_audio()
    assert phone.caller.cut == Cut("i1", 0, ())
    phone.caller.audio(AUDIO, "i1")
    await phone.caller.utterance("Hi the", 0)
    assert await phone.events() == ["media", "clear"]
    phone.caller.audio(AUDIO, "i2")
    assert await phone.events() == ["media", "clear", "media"]


async def test_the_engine_is_told_what_was_heard(phone: Phone) -> None:
    tracker = phone.caller.playback_tracker
    assert tracker is not None
    phone.caller.audio(AUDIO, "i1")
    assert tracker.get_state()["current_item_id"] == "i1"
    await phone.caller.utterance("Hi!", 0)
    await phone.events()
    phone.line.mark_returned("g0.1")
    assert tracker.get_state()["elapsed_ms"] == 20


@pytest.mark.parametrize("payload", ['"}},{"event":"clear"', "fn9\\", "fn9", "é", "fn 9/"])
async def test_what_is_not_base64_is_dropped(phone: Phone, payload: str) -> None:
    phone.caller.audio(payload, "i1")
    await phone.caller.turn_done()
    assert await phone.events() == []


async def test_a_target_of_the_profile_is_remembered_as_a_number_to_dial(phone: Phone) -> None:
    assert phone.caller.transfer("front desk")
    assert phone.call.dial == "+15550102001"


@pytest.mark.parametrize("target", ["somebody else", "", "+15550109999"])
async def test_a_target_the_profile_does_not_know_is_not_dialled(phone: Phone, target: str) -> None:
    assert not phone.caller.transfer(target)
    assert phone.call.dial == ""


async def test_words_of_code_are_kept_until_lexi_speaks_again(phone: Phone) -> None:
    await phone.caller.code_says("I'm sorry.", 1)
    assert phone.call.unheard == "I'm sorry."
    await phone.caller.utterance("Here I am again.", 1)
    assert phone.call.unheard == ""


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(555) 010-2001", "+15550102001"),
        ("555.010.2001", "+15550102001"),
        ("1 555 010 2001", "+15550102001"),
        ("+44 20 7946 0958", "+442079460958"),
        ("(555) 010-2001 ext. 4", None),
        ("", None),
    ],
)
def test_numbers_are_dialled_as_e164_or_not_at_all(written: str, dialled: str | None) -> None:
    assert dialable(written) == dialled
