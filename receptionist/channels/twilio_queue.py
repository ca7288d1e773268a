"""Audio that waits for its time: in by the engine's deltas, out in telephone frames, with where each item stands."""

from collections import deque
from dataclasses import dataclass, field

FRAME_BYTES = 160
BYTES_A_SECOND = 8000
BYTES_A_MS = 8
# Models speak faster than life; what runs this far ahead is no conversation any more.
MAX_QUEUED_BYTES = 180 * BYTES_A_SECOND


@dataclass(slots=True)
class OutFrame:
    """Up to 20 ms of an item's mu-law audio; `heard_ms` is how far the item is when this frame has played.

    `last` says that the item ends here. A frame without audio only tells that end.
    """

    item_id: str
    audio: bytes
    heard_ms: float
    last: bool


@dataclass(slots=True)
class _Part:
    item_id: str
    waiting: bytearray = field(default_factory=bytearray)
    taken: int = 0
    closed: bool = False


class AudioQueue:
    """Items one behind the other. Whole frames leave as soon as they are whole, the rest when its item has ended."""

    __slots__ = (
        "_newest_bytes",
        "_newest_id",
        "_parts",
        "_waiting",
    )

    def __init__(self) -> None:
        self._parts: deque[_Part] = deque()
        self._waiting = 0
        self._newest_id, self._newest_bytes = "", 0

    @property
    def seconds(self) -> float:
        """How much audio waits."""
        return self._waiting / BYTES_A_SECOND

    @property
    def ready(self) -> bool:
        """Whether `take` has something to give."""
        if not self._parts:
            return False
        first = self._parts[0]
        return first.closed or len(first.waiting) >= FRAME_BYTES

    def add(self, item_id: str, audio: bytes) -> bool:
        """Queue audio of an item, which ends the item before it. False when there is no room left."""
        if not audio:
            return True
        if self._waiting + len(audio) > MAX_QUEUED_BYTES:
            return False
        if item_id != self._newest_id:
            self.end()
            self._newest_id, self._newest_bytes = item_id, 0
        if not self._parts or self._parts[-1].closed:
            # An item that goes on after it seemed to have ended goes on counting where it was.
            self._parts.append(_Part(item_id, taken=self._newest_bytes))
        self._parts[-1].waiting += audio
        self._newest_bytes += len(audio)
        self._waiting += len(audio)
        return True

    def pass_by(self, item_id: str, count: int) -> float | None:
        """Note `count` bytes of the newest item that leave without having waited; how far it is then, in ms.

        None when they can't, because something waits before them or the item is another: they are to be added.
        """
        if self._waiting or item_id != self._newest_id or not self._parts:
            return None
        part = self._parts[-1]
        if part.closed:
            return None
        part.taken += count
        self._newest_bytes += count
        return part.taken / BYTES_A_MS

    def end(self) -> None:
        """Nothing more comes of the newest item."""
        if self._parts:
            self._parts[-1].closed = True

    def take(self) -> OutFrame | None:
        """The next frame, or None when none is whole yet."""
        if not self.ready:
            return None
        part = self._parts[0]
        audio = bytes(part.waiting[:FRAME_BYTES])
        del part.waiting[:FRAME_BYTES]
        part.taken += len(audio)
        self._waiting -= len(audio)
        last = part.closed and not part.waiting
        if last:
            self._parts.popleft()
        return OutFrame(part.item_id, audio, part.taken / BYTES_A_MS, last)

    def put_back(self, frame: OutFrame) -> None:
        """Take a frame back that had left, before everything that waits; frames come back newest first."""
        first = self._parts[0] if self._parts else None
        if first is None or first.item_id != frame.item_id:
            first = _Part(frame.item_id, taken=round(frame.heard_ms * BYTES_A_MS), closed=True)
            self._parts.appendleft(first)
        first.waiting[:0] = frame.audio
        first.taken -= len(frame.audio)
        self._waiting += len(frame.audio)

    def clear(self) -> None:
        """Drop everything."""
        self._parts.clear()
        self._waiting = 0
        self._newest_id, self._newest_bytes = "", 0
