"""Lexi's voice on its way to a page: marks, clears, and what they say was heard."""

import asyncio
import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.calls.caller import Cut
from receptionist.channels.web_line import GRACE_SECONDS, VoiceLine
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit


class Far:
    """The page's end of the line."""

    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, 12, tzinfo=UTC))
        self.sent: list[dict[str, Any]] = []
        self.line = VoiceLine(self.sent.append, self.clock)

    def play(self, item_id: str, milliseconds: int) -> None:
        """Lexi's voice arrives in pieces of 40 ms."""
        for _ in range(milliseconds // 40):
            self.line.play(base64.b64encode(bytes(48 * 40)).decode(), item_id)

    @property
    def marks(self) -> list[str]:
        return [message["name"] for message in self.sent if message["type"] == "voice.mark"]


def test_a_mark_comes_at_the_beginning_of_an_item_now_and_then_and_at_its_end() -> None:
    far = Far()
    far.play("a", 280)
    assert [message["type"] for message in far.sent].count("voice.mark") == 3
    far.line.end_utterance()
    assert len(far.marks) == 4
    far.line.end_utterance()
    assert len(far.marks) == 4


def test_what_was_heard_is_what_the_marks_say() -> None:
    far = Far()
    far.play("a", 400)
    far.line.mark_returned(far.marks[1])
    assert far.line.heard.get_state()["elapsed_ms"] == 120
    assert far.line.clear() == Cut("a", 120, ())
    assert far.sent[-1] == {"type": "voice.clear"}


def test_a_lost_mark_is_told_by_the_next() -> None:
    far = Far()
    far.play("a", 400)
    far.line.mark_returned(far.marks[3])
    assert far.line.heard.get_state()["elapsed_ms"] == 360


def test_marks_that_a_clear_returned_say_nothing() -> None:
    far = Far()
    far.play("a", 400)
    old = far.marks
    far.line.clear()
    far.play("b", 120)
    for name in old:
        far.line.mark_returned(name)
    assert far.line.heard.get_state() == {
        "current_item_id": "b",
        "current_item_content_index": 0,
        "elapsed_ms": 0,
    }


def test_an_item_behind_the_one_interrupted_is_unheard() -> None:
    far = Far()
    far.play("a", 160)
    far.play("b", 160)
    far.line.mark_returned(far.marks[1])
    assert far.line.clear() == Cut("a", 120, ("b",))


def test_nothing_was_cut_when_all_had_been_played() -> None:
    far = Far()
    far.play("a", 160)
    far.line.end_utterance()
    far.line.mark_returned(far.marks[-1])
    assert far.line.clear() is None


def test_the_beginning_of_each_item_is_told_once() -> None:
    far, told = Far(), list[str]()
    far.line.tell_playing(told.append)
    far.play("a", 160)
    far.play("b", 160)
    assert told == []
    far.line.mark_returned(far.marks[0])
    assert told == ["a"]
    far.line.end_utterance()
    far.line.mark_returned(far.marks[-1])
    assert told == ["a", "b"]


def test_a_held_line_stays_audible_and_goes_on_once() -> None:
    far = Far()
    far.line.hold()
    assert not far.line.audible
    far.play("a", 160)
    far.line.hold()
    far.line.hold()
    assert far.line.audible
    far.line.go_on()
    far.line.go_on()
    kinds = [message["type"] for message in far.sent if message["type"] in ("voice.pause", "voice.resume")]
    assert kinds == ["voice.pause", "voice.resume"]


def test_a_held_line_that_is_cleared_has_nothing_to_go_on_with() -> None:
    far = Far()
    far.play("a", 400)
    far.line.mark_returned(far.marks[1])
    far.line.hold()
    assert far.line.clear() == Cut("a", 120, ())
    assert not far.line.audible
    far.line.go_on()
    assert far.sent[-1] == {"type": "voice.clear"}


async def test_a_held_goodbye_is_played() -> None:
    far = Far()
    far.play("a", 160)
    far.line.end_utterance()
    far.line.hold()
    waiting = asyncio.create_task(far.line.played_out())
    await asyncio.sleep(0)
    assert far.sent[-1] == {"type": "voice.resume"}
    far.line.mark_returned(far.marks[-1])
    await waiting


async def test_the_goodbye_is_waited_for_until_its_last_mark_returns() -> None:
    far = Far()
    far.play("a", 400)
    far.line.end_utterance()
    waiting = asyncio.create_task(far.line.played_out())
    await asyncio.sleep(0)
    assert not waiting.done()
    far.line.mark_returned(far.marks[-1])
    await waiting


async def test_a_page_that_returns_no_marks_is_not_waited_for_longer_than_the_audio_takes() -> None:
    far = Far()
    far.play("a", 2000)
    far.line.end_utterance()
    waiting = asyncio.create_task(far.line.played_out())
    await asyncio.sleep(0)
    await far.clock.advance(2.0 + GRACE_SECONDS - 0.1)
    assert not waiting.done()
    await far.clock.advance(0.2)
    await waiting


async def test_a_page_that_is_gone_is_not_waited_for() -> None:
    far = Far()
    far.play("a", 2000)
    far.line.gone()
    await far.line.played_out()
