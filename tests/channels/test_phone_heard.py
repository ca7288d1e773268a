"""What the SDK is told of play-out when the caller interrupts."""

import pytest

from receptionist.calls.caller import Cut
from receptionist.channels.heard import HeardTracker

pytestmark = pytest.mark.unit


def state(tracker: HeardTracker) -> tuple[str | None, float | None]:
    told = tracker.get_state()
    return told["current_item_id"], told["elapsed_ms"]


def test_before_any_audio_there_is_nothing_to_truncate() -> None:
    assert state(HeardTracker()) == (None, None)


def test_an_item_stands_at_nothing_heard_from_its_first_audio_on() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    assert state(tracker) == ("a", 0)


def test_what_was_heard_is_rounded_up_to_whole_milliseconds() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.heard("a", 120.125, whole=False)
    assert state(tracker) == ("a", 121)


def test_the_item_being_heard_counts_not_the_newest() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.queued("b")
    tracker.heard("a", 400, whole=False)
    assert state(tracker) == ("a", 400)
    tracker.heard("a", 500, whole=True)
    assert state(tracker) == ("b", 0)


def test_an_item_heard_whole_stays_until_the_next_is_on_its_way() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.heard("a", 500, whole=True)
    assert state(tracker) == ("a", 500)
    tracker.queued("b")
    assert state(tracker) == ("b", 0)


def test_after_an_interruption_late_marks_and_late_audio_of_the_item_count_for_nothing() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.heard("a", 400, whole=False)
    tracker.on_interrupted()
    tracker.heard("a", 500, whole=False)
    tracker.queued("a")
    assert state(tracker) == (None, None)
    tracker.queued("b")
    tracker.queued("a")
    tracker.heard("a", 600, whole=False)
    assert state(tracker) == ("b", 0)


def test_a_cleared_line_without_an_interruption_keeps_its_place_until_lexi_speaks_again() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.heard("a", 400, whole=False)
    tracker.stopped()
    tracker.heard("a", 900, whole=True)
    assert state(tracker) == ("a", 400)
    tracker.queued("b")
    assert state(tracker) == ("b", 0)


def test_a_cut_names_what_was_heard_in_part_and_what_not_at_all() -> None:
    tracker = HeardTracker()
    for item_id in ("a", "b", "c"):
        tracker.queued(item_id)
    tracker.heard("a", 500, whole=True)
    tracker.heard("b", 99.5, whole=False)
    tracker.on_interrupted()
    assert tracker.stopped() == Cut("b", 100, ("c",))
    assert tracker.stopped() is None


def test_lexi_who_was_heard_to_the_end_was_not_cut() -> None:
    tracker = HeardTracker()
    tracker.queued("a")
    tracker.heard("a", 500, whole=True)
    assert tracker.stopped() is None
    assert HeardTracker().stopped() is None
