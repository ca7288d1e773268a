"""Keys that a caller presses, on virtual time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from receptionist.channels.keypad import (
    MAX_DIGITS,
    PERSON_SECONDS,
    PERSON_WORDS,
    RUN_PAUSE_SECONDS,
    Keypad,
    asks_for_digits,
)
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit


class Phone:
    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.said: list[str] = []
        self.begun = 0
        self.expected = True
        self.keypad = Keypad(self.clock, self._begin, self._say, lambda: self.expected)

    async def _begin(self) -> None:
        self.begun += 1

    async def _say(self, words: str) -> None:
        self.said.append(words)

    async def press(self, keys: str, *, apart: float = 0.3) -> None:
        for key in keys:
            await self.keypad.press(key)
            await self.clock.advance(apart)


@pytest.fixture
async def phone() -> AsyncIterator[Phone]:
    phone = Phone()
    yield phone
    await phone.keypad.close()


async def test_a_run_ends_with_a_pause(phone: Phone) -> None:
    await phone.press("11021988", apart=1.5)
    await phone.clock.advance(RUN_PAUSE_SECONDS - 1.5 - 0.1)
    assert phone.said == []
    await phone.clock.advance(0.2)
    assert phone.said == ["I typed 11021988 on my phone."]
    assert phone.begun == 1


async def test_a_pound_key_ends_a_run_at_once_and_only_once(phone: Phone) -> None:
    await phone.press("5550100101#")
    assert phone.said == ["I typed 5550100101 on my phone."]
    await phone.clock.advance(10)
    await phone.press("#")
    assert len(phone.said) == 1


async def test_a_star_takes_the_run_back(phone: Phone) -> None:
    await phone.press("123*1102#")
    assert phone.said == ["I typed 1102 on my phone."]


async def test_runs_follow_each_other(phone: Phone) -> None:
    await phone.press("12#")
    await phone.press("34")
    await phone.clock.advance(RUN_PAUSE_SECONDS)
    await phone.press("56#")
    assert [words.split()[2] for words in phone.said] == ["12", "34", "56"]
    assert phone.begun == 3


async def test_zero_alone_asks_for_a_person_once(phone: Phone) -> None:
    await phone.press("000")
    assert phone.said == []
    await phone.clock.advance(RUN_PAUSE_SECONDS)
    await phone.press("0#")
    assert phone.said == [PERSON_WORDS]
    await phone.clock.advance(PERSON_SECONDS)
    await phone.press("0")
    await phone.clock.advance(RUN_PAUSE_SECONDS)
    assert phone.said == [PERSON_WORDS, PERSON_WORDS]


async def test_a_zero_in_front_of_digits_is_a_digit(phone: Phone) -> None:
    await phone.press("04181969#")
    assert phone.said == ["I typed 04181969 on my phone."]


async def test_a_run_without_end_is_ended(phone: Phone) -> None:
    await phone.press("1" * (MAX_DIGITS + 1), apart=0.1)
    assert phone.said == [f"I typed {'1' * MAX_DIGITS} on my phone."]


async def test_other_keys_mean_nothing(phone: Phone) -> None:
    await phone.press("AD")
    await phone.keypad.press("")
    await phone.keypad.press("12")
    await phone.clock.advance(RUN_PAUSE_SECONDS)
    assert (phone.said, phone.begun) == ([], 0)


async def test_after_the_call_nothing_is_said(phone: Phone) -> None:
    await phone.press("12")
    await phone.keypad.close()
    await phone.clock.advance(10)
    assert phone.said == []


async def test_zero_counts_at_once_when_no_digits_were_asked_for(phone: Phone) -> None:
    phone.expected = False
    await phone.keypad.press("0")
    assert (phone.said, phone.begun) == ([PERSON_WORDS], 1)
    await phone.press("00")
    assert phone.said == [PERSON_WORDS]


async def test_other_digits_are_still_gathered_then(phone: Phone) -> None:
    phone.expected = False
    await phone.press("5550100101#")
    assert phone.said == ["I typed 5550100101 on my phone."]


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("What is your full name and date of birth?", True),
        ("What number should they call you back on?", True),
        ("¿Cuál es su fecha de nacimiento?", True),
        ("Hi! Welcome to Barton Dental. How can I help you today?", False),
        ("I have Tuesday at ten. Shall I book it?", False),
    ],
)
def test_when_digits_were_asked_for(words: str, asks: bool) -> None:
    assert asks_for_digits(words) is asks
