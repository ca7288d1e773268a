"""A line that is held: silent at once, nothing lost, and the same audio goes on."""

import base64
import json
from datetime import UTC, datetime

import pytest

from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twilio_pacer import Pacer
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit


class Far:
    """The far end: what arrives, and marks to return."""

    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))
        self.events: list[str] = []
        self.audio: list[int] = []
        self.marks: list[str] = []
        self.pacer = Pacer(self.clock)
        self.line = StreamLine(self.take, "MZ1", self.clock, self.pacer, lambda: None)

    def take(self, text: str) -> None:
        message = json.loads(text)
        self.events.append(message["event"])
        if message["event"] == "media":
            self.audio += set(base64.b64decode(message["media"]["payload"]))
        elif message["event"] == "mark":
            self.marks.append(message["mark"]["name"])
        else:
            self.audio.append(-1)


async def test_what_was_not_heard_is_played_again_and_nothing_is_lost() -> None:
    far = Far()
    # Each frame is made of its own number.
    far.line.play(base64.b64encode(b"".join(bytes([n]) * 160 for n in range(100))).decode(), "i")
    far.line.end_utterance()
    await far.clock.advance(0.5)
    far.line.mark_returned(far.marks[2])
    heard = far.line.heard.get_state()["elapsed_ms"]
    far.line.hold()
    held_at = len(far.events)
    assert far.events[-1] == "clear"
    far.line.play(base64.b64encode(bytes([100]) * 160).decode(), "j")
    await far.clock.advance(2)
    assert len(far.events) == held_at
    assert far.line.audible
    # Marks of what was dropped come back too, and say nothing.
    for name in far.marks[3:]:
        far.line.mark_returned(name)
    assert far.line.heard.get_state()["elapsed_ms"] == heard
    far.line.go_on()
    far.line.end_utterance()
    await far.clock.advance(5)
    after = far.audio[far.audio.index(-1) + 1 :]
    assert after == list(range(round(float(heard or 0)) // 20, 101))
    far.line.gone()


async def test_a_held_line_that_is_cleared_is_cut_where_it_was_heard() -> None:
    far = Far()
    far.line.play(base64.b64encode(b"\x01" * 16_000).decode(), "i")
    await far.clock.advance(0.5)
    far.line.mark_returned(far.marks[2])
    far.line.hold()
    cut = far.line.clear()
    assert cut is not None
    assert (cut.item_id, cut.heard_ms) == ("i", 360)
    assert not far.line.audible
    await far.clock.advance(1)
    assert far.events[-1] == "clear"
    far.line.gone()
