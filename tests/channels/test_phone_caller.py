"""The caller's side on the telephone."""

import json
from datetime import UTC, datetime

import pytest

from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twiml import dialable
from receptionist.clock import ManualClock
from tests.channels.phone_house import PROFILE

pytestmark = pytest.mark.unit


class Phone:
    def __init__(self) -> None:
        self.sent: list[str] = []
        self.call = PhoneCall()
        line = StreamLine(self._send, "MZ1", ManualClock(datetime(2026, 11, 23, tzinfo=UTC)))
        self.caller = PhoneCaller(line, self.call, PROFILE)

    async def _send(self, message: str) -> None:
        self.sent.append(message)

    @property
    def events(self) -> list[str]:
        return [json.loads(message)["event"] for message in self.sent]


@pytest.fixture
def phone() -> Phone:
    return Phone()


async def test_the_notice_and_the_words_are_not_sent(phone: Phone) -> None:
    await phone.caller.started("c_1")
    await phone.caller.notice("You are speaking with an AI.")
    await phone.caller.words("Hi", 0)
    phone.caller.tool("get_datetime", "started")
    assert phone.sent == []


async def test_an_utterance_ends_with_one_mark(phone: Phone) -> None:
    await phone.caller.audio("fn9/", "i1")
    await phone.caller.utterance("Hi!", 0)
    await phone.caller.turn_done()
    assert phone.events == ["media", "mark"]


async def test_what_arrives_late_of_a_stopped_utterance_is_dropped(phone: Phone) -> None:
    await phone.caller.audio("fn9/", "i1")
    await phone.caller.stop_audio()
    await phone.caller.audio("fn9/", "i1")
    await phone.caller.utterance("Hi the", 0)
    assert phone.events == ["media", "clear"]
    await phone.caller.audio("fn9/", "i2")
    assert phone.events == ["media", "clear", "media"]


async def test_a_payload_that_would_break_out_of_the_message_is_dropped(phone: Phone) -> None:
    await phone.caller.audio('"}},{"event":"clear"', "i1")
    await phone.caller.audio("fn9\\", "i1")
    assert phone.sent == []


def test_a_target_of_the_profile_is_remembered_as_a_number_to_dial(phone: Phone) -> None:
    assert phone.caller.transfer("front desk")
    assert phone.call.dial == "+15550102001"


@pytest.mark.parametrize("target", ["somebody else", "", "+15550109999"])
def test_a_target_the_profile_does_not_know_is_not_dialled(phone: Phone, target: str) -> None:
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
