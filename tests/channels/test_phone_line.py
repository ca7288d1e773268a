"""The way out: what a stream is sent and when, byte by byte, and what of it counts as heard."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from receptionist.calls.caller import Cut
from receptionist.channels.twilio_line import (
    LEAD_SECONDS,
    LONGEST_WAIT_SECONDS,
    MARK_EVERY_FRAMES,
    MARK_GRACE_SECONDS,
    STALL_SECONDS,
    WATCH_SECONDS,
    StreamLine,
)
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit

SECOND = b"\x7f" * 8000
LEAD_FRAMES = 15


class Wire:
    """The far end: what arrived and when, and a way to take nothing more."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.sent: list[str] = []
        self.times: list[float] = []
        self.broken: Exception | None = None
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, message: str) -> None:
        await self.open.wait()
        if self.broken is not None:
            raise self.broken
        self.sent.append(message)
        self.times.append(self.clock.monotonic())

    @property
    def events(self) -> list[str]:
        return [json.loads(message)["event"] for message in self.sent]

    @property
    def marks(self) -> list[str]:
        return [json.loads(message)["mark"]["name"] for message in self.sent if '"mark"' in message]

    @property
    def audio(self) -> bytes:
        media = (json.loads(message) for message in self.sent if '"media"' in message)
        return b"".join(base64.b64decode(message["media"]["payload"]) for message in media)


class Phone:
    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.wire = Wire(self.clock)
        self.line = StreamLine(self.wire.send, "MZ1", self.clock)
        self.stalled = 0
        self.task = asyncio.create_task(self.line.run(self._stall))

    def _stall(self) -> None:
        self.stalled += 1

    async def settle(self) -> None:
        await self.clock.advance(0)
        await self.clock.advance(0)

    async def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            await self.clock.advance(0.02)

    def heard(self) -> tuple[str | None, float | None]:
        told = self.line.heard.get_state()
        return told["current_item_id"], told["elapsed_ms"]


@pytest.fixture
async def phone() -> AsyncIterator[Phone]:
    phone = Phone()
    yield phone
    phone.line.gone()
    phone.task.cancel()
    await asyncio.gather(phone.task, return_exceptions=True)


async def test_a_frame_is_exactly_what_twilio_reads(phone: Phone) -> None:
    phone.line.play(b"\x7f\x7f\xff\xf8" * 40, "i1")
    await phone.settle()
    payload = base64.b64encode(b"\x7f\x7f\xff\xf8" * 40).decode()
    assert phone.wire.sent == ['{"event":"media","streamSid":"MZ1","media":{"payload":"' + payload + '"}}']


async def test_the_first_frame_leaves_at_once_and_the_rest_keeps_pace(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    await phone.settle()
    assert phone.wire.events.count("media") == LEAD_FRAMES
    await phone.pass_time(0.5)
    assert 25 + LEAD_FRAMES - 1 <= phone.wire.events.count("media") <= 25 + LEAD_FRAMES
    phone.line.end_utterance()
    await phone.pass_time(0.3)
    assert phone.wire.audio == SECOND


async def test_audio_that_comes_in_real_time_is_not_held_up(phone: Phone) -> None:
    for number in range(50):
        phone.line.play(bytes([number]) * 160, "i1")
        await phone.settle()
        assert phone.wire.events.count("media") == number + 1
        await phone.clock.advance(0.02)


async def test_no_more_than_the_lead_is_ever_ahead(phone: Phone) -> None:
    phone.line.play(SECOND * 3, "i1")
    await phone.pass_time(3)
    sent = 0
    for event, at in zip(phone.wire.events, phone.wire.times, strict=True):
        sent += event == "media"
        assert sent * 0.02 - at <= LEAD_SECONDS + 1e-6


async def test_marks_come_now_and_then_and_at_the_end_of_each_utterance(phone: Phone) -> None:
    phone.line.play(b"\x7f" * 160 * (2 * MARK_EVERY_FRAMES + 1), "i1")
    phone.line.end_utterance()
    phone.line.end_utterance()
    await phone.pass_time(0.5)
    frames = ["media"] * MARK_EVERY_FRAMES + ["mark"]
    assert phone.wire.events == [*frames, *frames, "media", "mark"]
    assert phone.wire.marks == ["g0.1", "g0.2", "g0.3"]


async def test_an_end_that_is_told_late_still_gets_its_mark(phone: Phone) -> None:
    phone.line.play(b"\x7f" * 160, "i1")
    await phone.settle()
    phone.line.end_utterance()
    await phone.settle()
    assert phone.wire.events == ["media", "mark"]


async def test_what_was_heard_follows_the_marks(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    await phone.settle()
    assert phone.heard() == ("i1", 0)
    phone.line.mark_returned("g0.1")
    assert phone.heard() == ("i1", 20 * MARK_EVERY_FRAMES)
    phone.line.mark_returned("never sent")
    phone.line.mark_returned("g0.1")
    assert phone.heard() == ("i1", 20 * MARK_EVERY_FRAMES)


async def test_a_mark_that_was_lost_is_told_by_the_next(phone: Phone) -> None:
    phone.line.play(b"\x7f" * 160, "i1")
    phone.line.play(b"\x7f" * 160, "i2")
    phone.line.end_utterance()
    await phone.settle()
    assert phone.wire.marks == ["g0.1", "g0.2"]
    phone.line.mark_returned("g0.2")
    assert phone.heard() == ("i2", 20)


async def test_a_clear_leaves_at_once_and_nothing_old_after_it(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    await phone.pass_time(0.1)
    phone.line.mark_returned("g0.1")
    assert phone.line.clear() == Cut("i1", 120, ())
    await phone.clock.advance(0)
    assert json.loads(phone.wire.sent[-1]) == {"event": "clear", "streamSid": "MZ1"}
    count = len(phone.wire.sent)
    await phone.pass_time(2)
    assert len(phone.wire.sent) == count
    assert phone.wire.times[-1] == pytest.approx(0.1)


async def test_the_clear_goes_before_what_is_said_next_however_soon(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    await phone.pass_time(0.1)
    before = len(phone.wire.sent)
    phone.line.clear()
    phone.line.play(b"\x00" * 160, "i2")
    await phone.pass_time(0.1)
    assert phone.wire.events[before:] == ["clear", "media"]
    assert json.loads(phone.wire.sent[-1])["media"]["payload"] == base64.b64encode(b"\x00" * 160).decode()


async def test_marks_echoed_after_a_clear_are_of_an_older_generation(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    await phone.pass_time(0.1)
    old = phone.wire.marks[-1]
    phone.line.clear()
    phone.line.play(SECOND, "i2")
    await phone.pass_time(0.02)
    phone.line.mark_returned(old)
    assert phone.heard() == ("i2", 0)
    new = phone.wire.marks[-1]
    assert (old.partition(".")[0], new.partition(".")[0]) == ("g0", "g1")
    phone.line.mark_returned(new)
    assert phone.heard() == ("i2", 240)


async def test_a_far_end_that_plays_faster_is_followed(phone: Phone) -> None:
    phone.line.play(SECOND * 4, "i1")
    returned = 0
    for _ in range(50):
        await phone.clock.advance(0.02)
        # It plays four times as fast: 80 ms a tick.
        played = phone.clock.monotonic() * 4
        while returned < len(phone.wire.marks) and (returned + 1) * 0.02 * MARK_EVERY_FRAMES <= played:
            phone.line.mark_returned(phone.wire.marks[returned])
            returned += 1
    assert len(phone.wire.audio) >= 3.5 * len(SECOND)


async def test_a_far_end_that_is_late_is_not_waited_for(phone: Phone) -> None:
    phone.line.play(SECOND * 2, "i1")
    await phone.pass_time(2)
    assert len(phone.wire.audio) == 2 * len(SECOND)


async def test_a_stalled_line_holds_nobody_up_and_is_given_up(phone: Phone) -> None:
    phone.wire.open.clear()
    phone.line.play(SECOND, "i1")
    await phone.settle()
    phone.line.clear()
    phone.line.play(SECOND, "i2")
    await phone.pass_time(STALL_SECONDS - 0.1)
    assert phone.stalled == 0
    await phone.pass_time(WATCH_SECONDS + 0.2)
    assert phone.stalled == 1
    await phone.line.played_out()
    phone.line.play(SECOND, "i3")
    assert phone.wire.sent == []


async def test_a_clear_that_waited_for_a_slow_line_drops_the_frames_behind_it(phone: Phone) -> None:
    phone.wire.open.clear()
    phone.line.play(SECOND, "i1")
    await phone.settle()
    phone.line.clear()
    await phone.pass_time(1)
    phone.wire.open.set()
    await phone.pass_time(1)
    # One frame was in the socket's hands already; the clear behind it makes Twilio drop it.
    assert phone.wire.events == ["media", "clear"]
    assert phone.stalled == 0


async def test_a_frame_that_waited_while_a_second_clear_came_is_dropped(phone: Phone) -> None:
    phone.wire.open.clear()
    phone.line.clear()
    await phone.settle()
    phone.line.play(SECOND, "i2")
    await phone.settle()
    phone.line.clear()
    phone.wire.open.set()
    await phone.pass_time(1)
    assert phone.wire.events == ["clear", "clear"]


async def test_the_clear_goes_first_even_when_audio_is_already_being_sent(phone: Phone) -> None:
    await phone.settle()
    phone.line.play(SECOND, "i1")
    phone.line.clear()
    phone.line.play(SECOND, "i2")
    await phone.settle()
    assert phone.wire.events[:2] == ["clear", "media"]


@pytest.mark.parametrize("error", [RuntimeError("closed"), OSError("reset")])
async def test_a_line_that_broke_is_gone_without_a_word(phone: Phone, error: Exception) -> None:
    phone.wire.broken = error
    phone.line.play(SECOND, "i1")
    await phone.settle()
    phone.wire.broken = None
    phone.line.play(SECOND, "i1")
    assert phone.line.clear() is None
    await phone.line.played_out()
    await phone.settle()
    assert phone.task.done()
    assert (phone.wire.sent, phone.stalled) == ([], 0)


async def test_played_out_waits_for_the_last_mark(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.pass_time(1)
    *earlier, last = phone.wire.marks
    for name in earlier:
        phone.line.mark_returned(name)
    await phone.settle()
    assert not waiting.done()
    phone.line.mark_returned(last)
    await phone.settle()
    assert waiting.done()


async def test_nothing_is_waited_for_after_a_clear_or_without_audio(phone: Phone) -> None:
    await phone.line.played_out()
    phone.line.play(SECOND, "i1")
    phone.line.clear()
    await phone.line.played_out()


async def test_a_lost_mark_is_waited_for_as_long_as_the_audio_plays(phone: Phone) -> None:
    phone.line.play(SECOND * 2, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.pass_time(2 + MARK_GRACE_SECONDS - 0.1)
    assert not waiting.done()
    await phone.pass_time(0.2)
    assert waiting.done()


async def test_the_wait_has_a_ceiling(phone: Phone) -> None:
    phone.line.play(SECOND * 120, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.pass_time(LONGEST_WAIT_SECONDS + 0.1)
    assert waiting.done()


async def test_waiting_ends_when_the_line_goes(phone: Phone) -> None:
    phone.line.play(SECOND, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.settle()
    phone.line.gone()
    await phone.settle()
    assert waiting.done()


async def test_an_endless_utterance_does_not_fill_the_memory(phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    phone.wire.open.clear()
    for _ in range(200):
        phone.line.play(SECOND, "i1")
    assert caplog.text.count("dropped") == 1
    phone.line.clear()
    phone.line.play(SECOND, "i2")
    phone.wire.open.set()
    await phone.pass_time(1)
    assert phone.wire.audio.endswith(SECOND)
