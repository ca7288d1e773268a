"""The way out: what a stream is sent and when, byte by byte, and what of it counts as heard."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest

from receptionist.calls.caller import Cut
from receptionist.channels.twilio_line import (
    LEAD_SECONDS,
    LONGEST_WAIT_SECONDS,
    MARK_EVERY_FRAMES,
    MARK_GRACE_SECONDS,
    STALL_SECONDS,
    StreamLine,
)
from receptionist.channels.twilio_pacer import BEAT_SECONDS, Pacer
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit

SECOND = b"\x7f" * 8000
LEAD_FRAMES = 15


class Wire:
    """The far end: what arrived and when. One that is not `open` takes a message, and says that it takes no more."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.sent: list[str] = []
        self.times: list[float] = []
        self.open = True
        self.full: Callable[[], None] = lambda: None

    def send(self, message: str) -> None:
        if not self.open:
            self.full()
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
        self.pacer = Pacer(self.clock)
        self.line = StreamLine(self.wire.send, "MZ1", self.clock, self.pacer, self._stall)
        self.wire.full = self.line.pause
        self.stalled = 0

    def _stall(self) -> None:
        self.stalled += 1

    def play(self, audio: bytes, item_id: str) -> None:
        self.line.play(base64.b64encode(audio).decode(), item_id)

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


async def test_a_frame_is_exactly_what_twilio_reads(phone: Phone) -> None:
    phone.play(b"\x7f\x7f\xff\xf8" * 40, "i1")
    await phone.settle()
    payload = base64.b64encode(b"\x7f\x7f\xff\xf8" * 40).decode()
    assert phone.wire.sent == ['{"event":"media","streamSid":"MZ1","media":{"payload":"' + payload + '"}}']


async def test_the_first_frame_leaves_at_once_and_the_rest_keeps_pace(phone: Phone) -> None:
    phone.play(SECOND, "i1")
    await phone.settle()
    assert phone.wire.events.count("media") == LEAD_FRAMES
    await phone.pass_time(0.5)
    assert 25 + LEAD_FRAMES - 1 <= phone.wire.events.count("media") <= 25 + LEAD_FRAMES
    phone.line.end_utterance()
    await phone.pass_time(0.3)
    assert phone.wire.audio == SECOND


async def test_audio_that_comes_in_real_time_is_not_held_up(phone: Phone) -> None:
    for number in range(50):
        phone.play(bytes([number]) * 160, "i1")
        await phone.settle()
        assert phone.wire.events.count("media") == number + 1
        await phone.clock.advance(0.02)


async def test_no_more_than_the_lead_is_ever_ahead(phone: Phone) -> None:
    phone.play(SECOND * 3, "i1")
    await phone.pass_time(3)
    sent = 0
    for event, at in zip(phone.wire.events, phone.wire.times, strict=True):
        sent += event == "media"
        assert sent * 0.02 - at <= LEAD_SECONDS + 1e-6


async def test_marks_come_now_and_then_and_at_the_end_of_each_utterance(phone: Phone) -> None:
    phone.play(b"\x7f" * 160 * (2 * MARK_EVERY_FRAMES + 1), "i1")
    phone.line.end_utterance()
    phone.line.end_utterance()
    await phone.pass_time(0.5)
    frames = ["media"] * MARK_EVERY_FRAMES + ["mark"]
    assert phone.wire.events == [*frames, *frames, "media", "mark"]
    assert phone.wire.marks == ["g0.1", "g0.2", "g0.3"]


async def test_an_end_that_is_told_late_still_gets_its_mark(phone: Phone) -> None:
    phone.play(b"\x7f" * 160, "i1")
    await phone.settle()
    phone.line.end_utterance()
    await phone.settle()
    assert phone.wire.events == ["media", "mark"]


async def test_what_was_heard_follows_the_marks(phone: Phone) -> None:
    phone.play(SECOND, "i1")
    await phone.settle()
    assert phone.heard() == ("i1", 0)
    phone.line.mark_returned("g0.1")
    assert phone.heard() == ("i1", 20 * MARK_EVERY_FRAMES)
    phone.line.mark_returned("never sent")
    phone.line.mark_returned("g0.1")
    assert phone.heard() == ("i1", 20 * MARK_EVERY_FRAMES)


async def test_a_mark_that_was_lost_is_told_by_the_next(phone: Phone) -> None:
    phone.play(b"\x7f" * 160, "i1")
    phone.play(b"\x7f" * 160, "i2")
    phone.line.end_utterance()
    await phone.settle()
    assert phone.wire.marks == ["g0.1", "g0.2"]
    phone.line.mark_returned("g0.2")
    assert phone.heard() == ("i2", 20)


async def test_a_clear_leaves_at_once_and_nothing_old_after_it(phone: Phone) -> None:
    phone.play(SECOND, "i1")
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
    phone.play(SECOND, "i1")
    await phone.pass_time(0.1)
    before = len(phone.wire.sent)
    phone.line.clear()
    phone.play(b"\x00" * 160, "i2")
    await phone.pass_time(0.1)
    assert phone.wire.events[before:] == ["clear", "media"]
    assert json.loads(phone.wire.sent[-1])["media"]["payload"] == base64.b64encode(b"\x00" * 160).decode()


async def test_marks_echoed_after_a_clear_are_of_an_older_generation(phone: Phone) -> None:
    phone.play(SECOND, "i1")
    await phone.pass_time(0.1)
    old = phone.wire.marks[-1]
    phone.line.clear()
    phone.play(SECOND, "i2")
    await phone.pass_time(0.02)
    phone.line.mark_returned(old)
    assert phone.heard() == ("i2", 0)
    new = phone.wire.marks[-1]
    assert (old.partition(".")[0], new.partition(".")[0]) == ("g0", "g1")
    phone.line.mark_returned(new)
    assert phone.heard() == ("i2", 240)


async def test_a_far_end_that_plays_faster_is_followed(phone: Phone) -> None:
    phone.play(SECOND * 4, "i1")
    returned = 0
    for _ in range(50):
        await phone.clock.advance(0.02)
        # It plays four times as fast: 80 ms a tick.
        played = phone.clock.monotonic() * 4
        while returned < len(phone.wire.marks) and (returned + 1) * 0.02 * MARK_EVERY_FRAMES <= played:
            phone.line.mark_returned(phone.wire.marks[returned])
            returned += 1
    assert len(phone.wire.audio) >= 3.5 * len(SECOND)


async def test_what_a_fast_far_end_lacks_leaves_with_the_mark_and_not_with_the_beat(phone: Phone) -> None:
    phone.play(SECOND * 2, "i1")
    sent = len(phone.wire.audio)
    phone.line.mark_returned(phone.wire.marks[0])
    assert len(phone.wire.audio) == sent + 160 * MARK_EVERY_FRAMES
    phone.line.hold()
    sent = len(phone.wire.audio)
    phone.line.mark_returned(phone.wire.marks[1])
    assert len(phone.wire.audio) == sent


async def test_a_far_end_that_is_late_is_not_waited_for(phone: Phone) -> None:
    phone.play(SECOND * 2, "i1")
    await phone.pass_time(2)
    assert len(phone.wire.audio) == 2 * len(SECOND)


async def test_a_stalled_line_is_given_up(phone: Phone) -> None:
    phone.wire.open = False
    phone.play(SECOND, "i1")
    phone.line.clear()
    phone.play(SECOND, "i2")
    await phone.pass_time(STALL_SECONDS - 0.1)
    assert phone.stalled == 0
    await phone.pass_time(0.2)
    assert phone.stalled == 1
    await phone.line.played_out()
    phone.play(SECOND, "i3")
    await phone.pass_time(STALL_SECONDS)
    assert (phone.wire.events, phone.stalled) == (["media"], 1)


async def test_on_a_slow_line_the_clear_goes_first_and_what_it_dropped_never_leaves(phone: Phone) -> None:
    phone.wire.open = False
    phone.play(SECOND, "i1")
    phone.line.clear()
    phone.play(SECOND, "i2")
    phone.line.clear()
    phone.play(b"\x00" * 160, "i3")
    await phone.pass_time(1)
    # One frame was in the socket's hands already; the clear behind it makes Twilio drop it.
    assert phone.wire.events == ["media"]
    phone.wire.open = True
    phone.line.resume()
    assert phone.wire.events == ["media", "clear", "media"]
    assert phone.wire.audio[160:] == b"\x00" * 160
    await phone.pass_time(STALL_SECONDS)
    assert phone.stalled == 0


async def test_a_line_that_resumes_in_time_goes_on_at_its_pace(phone: Phone) -> None:
    phone.wire.open = False
    phone.play(SECOND, "i1")
    await phone.pass_time(1)
    phone.wire.open = True
    phone.line.resume()
    assert phone.wire.events.count("media") <= 1 + LEAD_FRAMES
    await phone.pass_time(1)
    assert phone.wire.audio == SECOND


async def test_a_line_that_is_gone_sends_nothing(phone: Phone) -> None:
    phone.line.gone()
    phone.play(SECOND, "i1")
    assert phone.line.clear() is None
    phone.line.pause()
    phone.line.resume()
    await phone.line.played_out()
    await phone.pass_time(STALL_SECONDS + 1)
    assert (phone.wire.sent, phone.stalled) == ([], 0)


async def test_played_out_waits_for_the_last_mark(phone: Phone) -> None:
    phone.play(SECOND, "i1")
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
    phone.play(SECOND, "i1")
    phone.line.clear()
    await phone.line.played_out()


async def test_a_lost_mark_is_waited_for_as_long_as_the_audio_plays(phone: Phone) -> None:
    phone.play(SECOND * 2, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.pass_time(2 + MARK_GRACE_SECONDS - 0.1)
    assert not waiting.done()
    await phone.pass_time(0.2)
    assert waiting.done()


async def test_the_wait_has_a_ceiling(phone: Phone) -> None:
    phone.play(SECOND * 120, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.pass_time(LONGEST_WAIT_SECONDS + 0.1)
    assert waiting.done()


async def test_waiting_ends_when_the_line_goes(phone: Phone) -> None:
    phone.play(SECOND, "i1")
    waiting = asyncio.ensure_future(phone.line.played_out())
    await phone.settle()
    phone.line.gone()
    await phone.settle()
    assert waiting.done()


async def test_an_endless_utterance_does_not_fill_the_memory(phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    phone.wire.open = False
    for _ in range(200):
        phone.play(SECOND, "i1")
    assert caplog.text.count("dropped") == 1
    phone.line.clear()
    phone.play(SECOND, "i2")
    phone.wire.open = True
    phone.line.resume()
    await phone.pass_time(1)
    assert phone.wire.audio.endswith(SECOND)


async def test_audio_in_real_time_waits_for_no_beat_and_is_told_by_marks(phone: Phone) -> None:
    for number in range(2 * MARK_EVERY_FRAMES):
        phone.play(bytes([number]) * 160, "i1")
        assert phone.wire.times[-1] == phone.clock.monotonic()
        await phone.clock.advance(0.02)
    assert phone.wire.marks == ["g0.1", "g0.2"]
    phone.line.mark_returned("g0.2")
    assert phone.heard() == ("i1", 2 * MARK_EVERY_FRAMES * 20)
    phone.line.end_utterance()
    assert phone.wire.marks == ["g0.1", "g0.2", "g0.3"]


async def test_audio_that_comes_twice_as_fast_is_held_to_the_lead_and_keeps_its_order(phone: Phone) -> None:
    frames = [bytes([number]) * 160 for number in range(100)]
    for first, second in zip(frames[::2], frames[1::2], strict=True):
        phone.play(first, "i1")
        phone.play(second, "i1")
        await phone.clock.advance(0.02)
    assert phone.line.heard.get_state()["current_item_id"] == "i1"
    await phone.pass_time(1)
    assert phone.wire.audio == b"".join(frames)
    sent = 0
    for event, at in zip(phone.wire.events, phone.wire.times, strict=True):
        sent += event == "media"
        assert sent * 0.02 - at <= LEAD_SECONDS + BEAT_SECONDS


async def test_one_beat_serves_every_line_and_rests_when_none_waits() -> None:
    first, second = Phone(), Phone()
    line = StreamLine(second.wire.send, "MZ2", first.clock, first.pacer, lambda: None)
    first.play(SECOND, "i1")
    line.play(base64.b64encode(SECOND).decode(), "i2")
    line.end_utterance()
    first.line.end_utterance()
    before = len(asyncio.all_tasks())
    await first.pass_time(1)
    assert first.wire.audio == second.wire.audio == SECOND
    await first.settle()
    assert len(asyncio.all_tasks()) == before - 1
    line.gone()
    first.line.gone()


async def test_what_is_not_base64_is_not_played(phone: Phone) -> None:
    phone.line.play('"}},{"event":"clear"', "i1")
    phone.line.play("", "i1")
    assert phone.wire.sent == []
