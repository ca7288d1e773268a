"""What plays on the server's side of a WebRTC or SIP call: the buffer between generation and the peer's ear.

Audio is generated faster than it plays, waits here, and leaves when the peer takes it. The server therefore knows what
was heard, and truncates by it when the caller interrupts. `output_audio_buffer.*` tells clients how the buffer stands.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from receptionist.sandbox.openai.audio import Shape


@dataclass
class _Part:
    response_id: str
    item_id: str
    waiting: bytearray = field(default_factory=bytearray)
    played: int = 0


@dataclass(frozen=True)
class Unheard:
    """An item that was not heard to its end: of its audio `heard_ms` had been played."""

    item_id: str
    heard_ms: int


class Playout:
    """Audio in by item, out in the order of arrival; `emit(kind, response_id=...)` is told of each response's edges."""

    def __init__(self, emit: Callable[..., Any], shape: Callable[[], Shape]) -> None:
        self._emit = emit
        self._shape = shape
        self._parts: deque[_Part] = deque()
        self._playing: str | None = None
        self._done: set[str] = set()
        self._dropped: set[str] = set()

    def add(self, response_id: str, item_id: str, audio: bytes) -> None:
        """More audio of an item; what still comes of a response that was cleared is dropped."""
        if response_id in self._dropped:
            return
        if not self._parts or self._parts[-1].item_id != item_id:
            self._parts.append(_Part(response_id, item_id))
        self._parts[-1].waiting += audio

    def finished(self, response_id: str) -> None:
        """The response has been generated to its end."""
        self._done.add(response_id)
        self._settle()

    def take(self, size: int) -> bytes:
        """The next `size` bytes to play, or fewer when there are no more: silence is not kept here."""
        self._settle()
        if not self._parts or not self._parts[0].waiting:
            return b""
        part = self._parts[0]
        if self._playing is None:
            self._playing = part.response_id
            self._emit("output_audio_buffer.started", response_id=part.response_id)
        audio = bytes(part.waiting[:size])
        del part.waiting[:size]
        part.played += len(audio)
        self._settle()
        return audio

    def clear(self, running: str | None = None) -> list[Unheard]:
        """Drop what waits, and what is to come of the response `running`; returns the items so cut short, in order."""
        per_ms = self._shape().bytes_per_ms
        cut = [Unheard(part.item_id, part.played // per_ms) for part in self._parts if self._unfinished(part)]
        self._dropped |= {part.response_id for part in self._parts} | ({running} if running else set())
        self._parts.clear()
        playing, self._playing = self._playing, None
        if playing is not None:
            self._emit("output_audio_buffer.cleared", response_id=playing)
        return cut

    def _unfinished(self, part: _Part) -> bool:
        return bool(part.waiting) or part.response_id not in self._done

    def _settle(self) -> None:
        while self._parts and not self._parts[0].waiting:
            response_id = self._parts[0].response_id
            if len(self._parts) == 1 and response_id not in self._done:
                # More of this item may come.
                break
            self._parts.popleft()
        if self._playing is None or any(part.response_id == self._playing for part in self._parts):
            return
        if self._playing in self._done:
            playing, self._playing = self._playing, None
            self._emit("output_audio_buffer.stopped", response_id=playing)
