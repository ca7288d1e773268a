"""Audio that has come in and was not heard yet: a moment of it is heard at once, a long stretch in between others."""

import asyncio
from collections import deque
from collections.abc import Callable

from receptionist.sandbox.openai.realtime.responder import Spawn

# A client may append a minute at once; listening to it in one go would hold up every other call.
_STEPS_AT_ONCE = 10


class Backlog:
    """Hands audio to `hear` in order, in pieces of the size wished."""

    def __init__(self, hear: Callable[[bytes], None], spawn: Spawn) -> None:
        self._hear = hear
        self._spawn = spawn
        self._pieces: deque[bytes] = deque()
        self._working = False

    def add(self, audio: bytes, size: int) -> None:
        """Take in more; what is short, and does not stand behind something long, is heard before this returns."""
        self._pieces.extend(audio[start : start + size] for start in range(0, len(audio), size))
        if self._working:
            return
        if len(self._pieces) <= _STEPS_AT_ONCE:
            self.finish()
            return
        self._working = True
        self._spawn(self._work())

    def finish(self) -> None:
        """Hear all there is, now."""
        while self._pieces:
            self._hear(self._pieces.popleft())

    async def _work(self) -> None:
        try:
            while self._pieces:
                for _ in range(min(_STEPS_AT_ONCE, len(self._pieces))):
                    self._hear(self._pieces.popleft())
                await asyncio.sleep(0)
        finally:
            self._working = False
