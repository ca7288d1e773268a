"""The way out: what a stream is sent, byte by byte, and when all of it counts as heard."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from receptionist.channels.twilio_line import LONGEST_WAIT_SECONDS, MARK_GRACE_SECONDS, StreamLine
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit

SECOND = "f39/" * 2000 + "f39/" * 667  # 8001 bytes of mu-law: a second of sound.


class Sent(list[str]):
    broken: Exception | None = None

    async def __call__(self, message: str) -> None:
        if self.broken is not None:
            raise self.broken
        self.append(message)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def line(sent: Sent, clock: ManualClock) -> StreamLine:
    return StreamLine(sent, "MZ1", clock)


async def test_audio_goes_out_unchanged(line: StreamLine, sent: Sent) -> None:
    await line.play("fn9/+A==")
    assert sent == ['{"event":"media","streamSid":"MZ1","media":{"payload":"fn9/+A=="}}']


async def test_a_mark_follows_only_what_was_played(line: StreamLine, sent: Sent) -> None:
    await line.mark()
    await line.play("fn9/")
    await line.play("fn9/")
    await line.mark()
    await line.mark()
    assert [json.loads(message)["event"] for message in sent] == ["media", "media", "mark"]
    assert json.loads(sent[-1]) == {"event": "mark", "streamSid": "MZ1", "mark": {"name": "g0.1"}}


async def test_a_clear_starts_a_new_generation(line: StreamLine, sent: Sent) -> None:
    await line.play("fn9/")
    await line.mark()
    await line.clear()
    await line.play("fn9/")
    await line.mark()
    assert json.loads(sent[2]) == {"event": "clear", "streamSid": "MZ1"}
    assert json.loads(sent[-1])["mark"]["name"] == "g1.2"
    assert line.generation == 1


async def test_a_mark_of_an_older_generation_proves_nothing(line: StreamLine, clock: ManualClock) -> None:
    await line.play("fn9/")
    await line.mark()
    await line.clear()
    await line.play("fn9/")
    waiting = asyncio.ensure_future(line.played_out())
    await clock.advance(0)
    line.mark_returned("g0.1")
    await clock.advance(0)
    assert not waiting.done()
    line.mark_returned("g1.2")
    await clock.advance(0)
    assert waiting.done()


async def test_the_newest_mark_counts(line: StreamLine, clock: ManualClock) -> None:
    await line.play("fn9/")
    await line.mark()
    await line.play("fn9/")
    waiting = asyncio.ensure_future(line.played_out())
    await clock.advance(0)
    line.mark_returned("g0.1")
    await clock.advance(0)
    assert not waiting.done()
    line.mark_returned("g0.2")
    await waiting


async def test_nothing_is_waited_for_after_a_clear_or_without_audio(line: StreamLine) -> None:
    await line.played_out()
    await line.play("fn9/")
    await line.clear()
    await line.played_out()
    await line.play("fn9/")
    await line.mark()
    await line.clear()
    await line.played_out()


async def test_a_lost_mark_is_waited_for_as_long_as_the_audio_plays(line: StreamLine, clock: ManualClock) -> None:
    await line.play(SECOND)
    await line.play(SECOND)
    waiting = asyncio.ensure_future(line.played_out())
    await clock.advance(2 + MARK_GRACE_SECONDS - 0.1)
    assert not waiting.done()
    await clock.advance(0.2)
    assert waiting.done()


async def test_the_wait_has_a_ceiling(line: StreamLine, clock: ManualClock) -> None:
    for _ in range(120):
        await line.play(SECOND)
    waiting = asyncio.ensure_future(line.played_out())
    await clock.advance(LONGEST_WAIT_SECONDS + 0.1)
    assert waiting.done()


@pytest.mark.parametrize("error", [RuntimeError("closed"), OSError("reset")])
async def test_a_line_that_broke_is_gone_without_a_word(line: StreamLine, sent: Sent, error: Exception) -> None:
    sent.broken = error
    await line.play("fn9/")
    sent.broken = None
    await line.play("fn9/")
    await line.clear()
    await line.played_out()
    assert sent == []


async def test_waiting_ends_when_the_line_goes(line: StreamLine, clock: ManualClock) -> None:
    await line.play(SECOND)
    waiting = asyncio.ensure_future(line.played_out())
    await clock.advance(0)
    line.gone()
    await clock.advance(0)
    assert waiting.done()
