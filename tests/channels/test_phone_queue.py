"""Audio on its way out: cut into frames, counted by item, nothing lost and nothing doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.channels.twilio_queue import FRAME_BYTES, MAX_QUEUED_BYTES, AudioQueue, OutFrame

pytestmark = pytest.mark.unit


def drain(queue: AudioQueue) -> list[OutFrame]:
    frames = []
    while (frame := queue.take()) is not None:
        frames.append(frame)
    return frames


def test_whole_frames_leave_at_once_and_the_rest_at_the_end() -> None:
    queue = AudioQueue()
    queue.add("a", b"x" * 400)
    assert [(len(frame.audio), frame.heard_ms, frame.last) for frame in drain(queue)] == [
        (160, 20, False),
        (160, 40, False),
    ]
    assert queue.seconds == 80 / 8000
    queue.end()
    assert drain(queue) == [OutFrame("a", b"x" * 80, 50, True)]


def test_an_item_that_left_whole_still_tells_its_end() -> None:
    queue = AudioQueue()
    queue.add("a", b"x" * 160)
    drain(queue)
    queue.end()
    queue.end()
    assert drain(queue) == [OutFrame("a", b"", 20, True)]
    queue.end()
    assert drain(queue) == []


def test_the_next_item_ends_the_one_before_it() -> None:
    queue = AudioQueue()
    queue.add("a", b"x" * 100)
    queue.add("b", b"y" * 160)
    assert drain(queue) == [OutFrame("a", b"x" * 100, 12.5, True), OutFrame("b", b"y" * 160, 20, False)]


def test_an_item_that_goes_on_after_its_end_counts_on() -> None:
    queue = AudioQueue()
    queue.add("a", b"x" * 160)
    queue.end()
    queue.add("a", b"x" * 160)
    assert [frame.heard_ms for frame in drain(queue)] == [20, 40]


def test_nothing_is_left_after_a_clear() -> None:
    queue = AudioQueue()
    queue.add("a", b"x" * 1000)
    queue.clear()
    queue.end()
    assert (drain(queue), queue.seconds, queue.ready) == ([], 0, False)


def test_there_is_room_for_minutes_and_no_more() -> None:
    queue = AudioQueue()
    assert queue.add("a", bytes(MAX_QUEUED_BYTES))
    assert not queue.add("a", b"x")
    queue.take()
    assert queue.add("a", b"x")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=500), st.booleans()), max_size=30))
def test_whatever_comes_leaves_in_order_and_ends_once_per_stretch(deltas: list[tuple[str, bytes, bool]]) -> None:
    queue, frames = AudioQueue(), []
    for item_id, audio, end in deltas:
        assert queue.add(item_id, audio)
        if end:
            queue.end()
        if len(audio) % 2:
            frames += drain(queue)
    queue.end()
    frames += drain(queue)
    assert b"".join(frame.audio for frame in frames) == b"".join(audio for _, audio, _ in deltas)
    assert all(len(frame.audio) == FRAME_BYTES or frame.last for frame in frames)
    assert not frames or frames[-1].last
    assert queue.seconds == 0


def test_audio_passes_by_when_nothing_of_its_item_waits() -> None:
    queue = AudioQueue()
    assert queue.pass_by("i1", FRAME_BYTES) is None
    queue.add("i1", b"\x00" * FRAME_BYTES)
    assert queue.pass_by("i1", FRAME_BYTES) is None
    assert queue.take() == OutFrame("i1", b"\x00" * FRAME_BYTES, 20, last=False)
    assert queue.pass_by("i1", FRAME_BYTES) == 40
    assert queue.pass_by("i2", FRAME_BYTES) is None
    queue.add("i1", b"\x00" * FRAME_BYTES)
    assert queue.take() == OutFrame("i1", b"\x00" * FRAME_BYTES, 60, last=False)
    queue.end()
    assert queue.pass_by("i1", FRAME_BYTES) is None
    assert queue.take() == OutFrame("i1", b"", 60, last=True)
