"""What the vendor still has to play, and how long that is waited for."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.channels.sip_playing import GRACE_SECONDS, LETTERS_A_SECOND, LONGEST_SECONDS, Playing
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit


@pytest.fixture
def clock() -> ManualClock:
    """Virtual time."""
    return ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))


def words(response_id: str, text: str) -> dict[str, Any]:
    return {"type": "response.output_audio_transcript.delta", "response_id": response_id, "delta": text}


def buffer(edge: str, response_id: str) -> dict[str, Any]:
    return {"type": f"output_audio_buffer.{edge}", "response_id": response_id}


async def is_over(clock: ManualClock, playing: Playing) -> bool:
    """Whether everything was heard, without any time passing."""
    task = asyncio.create_task(playing.finished())
    await clock.advance(0)
    over = task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return over


async def test_every_response_is_waited_for(clock: ManualClock) -> None:
    playing = Playing(clock)
    assert await is_over(clock, playing)
    playing.note(words("a", "Hello."))
    playing.note(words("b", "Goodbye."))
    playing.note(buffer("started", "a"))
    playing.note(buffer("stopped", "a"))
    assert not await is_over(clock, playing)
    playing.note(buffer("stopped", "b"))
    assert await is_over(clock, playing)
    assert playing.responses == 2


async def test_what_is_cleared_or_cancelled_unheard_is_not(clock: ManualClock) -> None:
    playing = Playing(clock)
    playing.note(words("a", "Hello."))
    playing.note(words("b", "Goodbye."))
    playing.note(buffer("cleared", "a"))
    assert await is_over(clock, playing)
    playing.note(words("c", "I was"))
    playing.note({"type": "response.done", "response": {"id": "c", "status": "completed"}})
    assert not await is_over(clock, playing)
    playing.note({"type": "response.done", "response": {"id": "c", "status": "cancelled"}})
    assert await is_over(clock, playing)


@pytest.mark.parametrize("letters", [12, 100_000])
async def test_a_vendor_who_does_not_tell_is_waited_for_as_long_as_it_can_take(
    clock: ManualClock, letters: int
) -> None:
    playing = Playing(clock)
    playing.note(words("a", "x" * letters))
    ceiling = min(letters / LETTERS_A_SECOND + GRACE_SECONDS, LONGEST_SECONDS)
    task = asyncio.create_task(playing.finished())
    await clock.advance(ceiling - 0.1)
    assert not task.done()
    await clock.advance(0.2)
    await task


async def test_another_response(clock: ManualClock) -> None:
    playing = Playing(clock)
    playing.note(words("a", "Hello."))
    task = asyncio.create_task(playing.another(playing.responses))
    await clock.advance(0)
    playing.note(words("a", " There."))
    await clock.advance(0)
    assert not task.done()
    playing.note(words("b", "Goodbye."))
    await clock.advance(0)
    assert task.done()
