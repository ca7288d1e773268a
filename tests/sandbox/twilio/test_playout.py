"""Play-out: frames at their pace, marks when the audio before them was played or dropped."""

import pytest

from receptionist.sandbox.twilio.playout import Playout

pytestmark = pytest.mark.unit


def test_audio_is_played_a_frame_a_tick() -> None:
    playout = Playout()
    playout.add(b"a" * 160 + b"b" * 100)
    assert playout.playing
    assert playout.tick() == (b"a" * 160, [])
    assert playout.tick() == (b"b" * 100, [])
    assert not playout.playing
    assert playout.tick() == (b"", [])


def test_a_mark_returns_when_what_was_before_it_has_played() -> None:
    playout = Playout()
    playout.add(b"a" * 320)
    playout.mark("one")
    playout.add(b"b" * 160)
    playout.mark("two")
    assert [playout.tick()[1] for _ in range(4)] == [[], ["one"], ["two"], []]


def test_a_mark_behind_nothing_returns_at_once() -> None:
    playout = Playout()
    playout.mark("now")
    assert playout.tick() == (b"", ["now"])


def test_a_clear_drops_the_audio_and_returns_its_marks() -> None:
    playout = Playout()
    playout.add(b"a" * 800)
    playout.mark("one")
    playout.mark("two")
    playout.tick()
    assert playout.clear() == ["one", "two"]
    assert playout.tick() == (b"", [])
    playout.add(b"b" * 160)
    playout.mark("three")
    assert playout.tick() == (b"b" * 160, ["three"])
