"""What Twilio has been sent and not yet played, frame by frame, and the marks between."""

from collections import deque

FRAME_BYTES = 160
FRAME_SECONDS = 0.02


class Playout:
    """Audio in, one 20 ms frame out a tick. A mark is due when all before it was played, or dropped by a clear."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._received = 0
        self._marks: deque[tuple[int, str]] = deque()

    @property
    def playing(self) -> bool:
        """Whether there is audio left to play."""
        return bool(self._waiting)

    def add(self, audio: bytes) -> None:
        """Queue audio behind what waits."""
        self._waiting += audio
        self._received += len(audio)

    def mark(self, name: str) -> None:
        """Put a mark behind what waits."""
        self._marks.append((self._received, name))

    def clear(self) -> list[str]:
        """Drop what waits; returns the marks that were behind it, all due now."""
        self._waiting.clear()
        due = [name for _, name in self._marks]
        self._marks.clear()
        return due

    def tick(self) -> tuple[bytes, list[str]]:
        """Play 20 ms: the audio that was heard (less than a frame at the end) and the marks that are due."""
        audio = bytes(self._waiting[:FRAME_BYTES])
        del self._waiting[:FRAME_BYTES]
        played = self._received - len(self._waiting)
        due = []
        while self._marks and self._marks[0][0] <= played:
            due.append(self._marks.popleft()[1])
        return audio, due
