"""The buffer between generation and the peer's ear."""

from typing import Any

import pytest

from receptionist.sandbox.openai.audio import SHAPES
from receptionist.sandbox.openai.realtime.playout import Playout, Unheard

pytestmark = pytest.mark.unit


class Told:
    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []
        self.playout = Playout(self.emit, lambda: SHAPES["audio/pcmu"])

    def emit(self, kind: str, **fields: Any) -> None:
        self.events.append((kind.removeprefix("output_audio_buffer."), fields["response_id"]))


def test_responses_play_one_after_another_and_each_has_its_edges() -> None:
    told = Told()
    told.playout.add("a", "a1", b"1" * 240)
    assert [len(told.playout.take(160)) for _ in range(3)] == [160, 80, 0]
    assert told.events == [("started", "a")]
    told.playout.add("a", "a2", b"2" * 160)
    told.playout.finished("a")
    told.playout.add("b", "b1", b"3" * 160)
    assert told.playout.take(160) == b"2" * 160
    assert told.events == [("started", "a"), ("stopped", "a")]
    told.playout.finished("b")
    assert told.playout.take(160) == b"3" * 160
    assert told.events[2:] == [("started", "b"), ("stopped", "b")]
    assert told.playout.take(160) == b""


def test_a_clear_says_what_was_heard_and_drops_what_is_to_come() -> None:
    told = Told()
    told.playout.add("a", "a1", b"1" * 160)
    told.playout.add("a", "a2", b"2" * 480)
    told.playout.finished("a")
    told.playout.add("b", "b1", b"3" * 160)
    told.playout.take(160)
    told.playout.take(160)
    assert told.playout.clear("c") == [Unheard("a2", 20), Unheard("b1", 0)]
    assert told.events == [("started", "a"), ("cleared", "a")]
    told.playout.add("b", "b2", b"4" * 160)
    told.playout.add("c", "c1", b"5" * 160)
    assert told.playout.take(160) == b""
    told.playout.add("d", "d1", b"6" * 160)
    assert told.playout.take(160) == b"6" * 160


def test_nothing_to_clear_is_nothing_to_tell() -> None:
    told = Told()
    assert told.playout.clear() == []
    told.playout.add("a", "a1", b"1" * 160)
    told.playout.finished("a")
    told.playout.take(160)
    assert told.playout.clear() == []
    assert told.events == [("started", "a"), ("stopped", "a")]
