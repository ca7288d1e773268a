"""The way out to a web page's loudspeaker: audio, marks and clears, and what of it was heard.

The page keeps the audio and plays it at its pace, so nothing is held back here. A mark follows the audio now and then
at the beginning and the end of each item; the page returns it when everything before it was played, or when a clear
dropped it. A clear starts a new generation, and marks of an older one say nothing about what was heard. While the line
is held the page keeps what it has and plays nothing, so its marks stand still too.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from receptionist.calls.caller import Cut
from receptionist.channels.heard import HeardTracker
from receptionist.clock import Clock, deadline

BYTES_PER_MS = 48
MARK_EVERY_MS = 120.0
MAX_MARKS = 2_000
# What the last mark may take beyond the audio before it, and the longest anybody waits for a goodbye.
GRACE_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 45.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    item_id: str
    heard_ms: float
    whole: bool
    begins: bool


class VoiceLine:
    """Sends 16-bit audio at 24 kHz through `put`, which never waits."""

    def __init__(self, put: Callable[[dict[str, Any]], None], clock: Clock) -> None:
        self.heard = HeardTracker()
        self._put = put
        self._clock = clock
        self._marks: deque[_Mark] = deque(maxlen=MAX_MARKS)
        self._generation = self._count = 0
        self._item_id = ""
        self._sent_ms = self._marked_ms = self._unplayed_ms = 0.0
        self._held = False
        self._told_playing: Callable[[str], None] | None = None
        self._silent = asyncio.Event()
        self._silent.set()

    @property
    def audible(self) -> bool:
        """Whether anything is still to be heard, what is held included."""
        return not self._silent.is_set()

    def hold(self) -> None:
        """Have the page fall silent at once and keep what it has not played."""
        if not self._held and self.audible:
            self._held = True
            self._put({"type": "voice.pause"})

    def go_on(self) -> None:
        """Have it play what was held."""
        if self._held:
            self._held = False
            self._put({"type": "voice.resume"})

    def tell_playing(self, told: Callable[[str], None]) -> None:
        """Have `told(item_id)` called when the page begins to play an item."""
        self._told_playing = told

    def play(self, payload: str, item_id: str) -> None:
        """Send audio of an item, base64."""
        if item_id != self._item_id:
            self.end_utterance()
            self._item_id, self._sent_ms, self._marked_ms = item_id, 0.0, 0.0
            self.heard.queued(item_id)
            self._mark(begins=True)
        if self._silent.is_set():
            self._silent.clear()
            self._unplayed_ms = 0.0
        self._put({"type": "voice.audio", "payload": payload})
        length = (len(payload) * 3 // 4 - payload.count("=", -2)) / BYTES_PER_MS
        self._sent_ms += length
        self._unplayed_ms += length
        if self._sent_ms - self._marked_ms >= MARK_EVERY_MS:
            self._mark()

    def end_utterance(self) -> None:
        """Nothing more comes of the newest item."""
        if self._item_id:
            self._mark(whole=True)
            self._item_id = ""

    def clear(self) -> Cut | None:
        """Drop everything the page has not played; returns where that cut Lexi off."""
        self._generation += 1
        self._marks.clear()
        self._item_id = ""
        self._held = False
        self._silent.set()
        self._put({"type": "voice.clear"})
        return self.heard.stopped()

    def mark_returned(self, name: str) -> None:
        """The page has played up to this mark; one of an older generation, or one never sent, is ignored."""
        if all(mark.name != name for mark in self._marks):
            return
        while self._marks:
            mark = self._marks.popleft()
            if not mark.begins:
                self.heard.heard(mark.item_id, mark.heard_ms, whole=mark.whole)
            elif self._told_playing is not None:
                self._told_playing(mark.item_id)
            if mark.name == name:
                break
        if not self._marks and not self._item_id:
            self._silent.set()

    def gone(self) -> None:
        """The page is gone: nothing is worth waiting for."""
        self._silent.set()

    async def played_out(self) -> None:
        """Wait until the page has played everything or is gone, but no longer than it can take to play."""
        self.go_on()
        ceiling = min(self._unplayed_ms / 1000 + GRACE_SECONDS, LONGEST_WAIT_SECONDS)
        try:
            async with deadline(self._clock, ceiling):
                await self._silent.wait()
        except TimeoutError:
            logger.warning("A page did not return its last mark in time; the call ends without it")

    def _mark(self, *, whole: bool = False, begins: bool = False) -> None:
        self._marked_ms = self._sent_ms
        self._count += 1
        name = f"g{self._generation}.{self._count}"
        self._marks.append(_Mark(name, self._item_id, self._sent_ms, whole, begins))
        self._put({"type": "voice.mark", "name": name})
