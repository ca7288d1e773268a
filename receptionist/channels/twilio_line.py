"""The way out to the caller: audio, marks and clears on one media stream, and knowing when all of it has been heard."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.websockets import WebSocketDisconnect

from receptionist.clock import Clock, deadline

logger = logging.getLogger(__name__)

BYTES_A_SECOND = 8000
# What a mark may take beyond the audio before it: the way to Twilio and back, and a jittery line.
MARK_GRACE_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 45.0


class StreamLine:
    """Sends on one stream. No method raises when the line has gone; it then does nothing.

    Audio goes out as it comes, base64 unread, in a message put together as text. A mark follows each utterance; Twilio
    returns it when everything before it was played, or when a clear dropped it. A clear therefore starts a new
    generation, and marks of an older one say nothing about what was heard.
    """

    def __init__(self, send: Callable[[str], Awaitable[None]], stream_sid: str, clock: Clock) -> None:
        self._send_text = send
        self._clock = clock
        self._before_payload = f'{{"event":"media","streamSid":"{stream_sid}","media":{{"payload":"'
        self._mark_start = f'{{"event":"mark","streamSid":"{stream_sid}","mark":{{"name":"'
        self._clear = f'{{"event":"clear","streamSid":"{stream_sid}"}}'
        self._generation = 0
        self._marks = 0
        self._newest_mark = ""
        self._unmarked = False
        self._playing_until = clock.monotonic()
        self._silent = asyncio.Event()
        self._silent.set()
        self._gone = False

    @property
    def generation(self) -> int:
        """How often the line was cleared."""
        return self._generation

    async def play(self, payload: str) -> None:
        """Send audio: base64 G.711 mu-law."""
        self._unmarked = True
        now = self._clock.monotonic()
        self._playing_until = max(now, self._playing_until) + len(payload) * 3 / 4 / BYTES_A_SECOND
        await self._send(self._before_payload + payload + '"}}')

    async def mark(self) -> None:
        """Ask to be told when everything sent so far was played; nothing happens when that was asked already."""
        if not self._unmarked:
            return
        self._unmarked = False
        self._marks += 1
        self._newest_mark = f"g{self._generation}.{self._marks}"
        self._silent.clear()
        await self._send(self._mark_start + self._newest_mark + '"}}')

    async def clear(self) -> None:
        """Drop everything that was sent and not yet played."""
        self._generation += 1
        self._unmarked = False
        self._playing_until = self._clock.monotonic()
        self._silent.set()
        await self._send(self._clear)

    def mark_returned(self, name: str) -> None:
        """Twilio returned a mark."""
        if name == self._newest_mark:
            self._silent.set()

    def gone(self) -> None:
        """The stream is closed: nothing can be sent, nothing is worth waiting for."""
        self._gone = True
        self._silent.set()

    async def played_out(self) -> None:
        """Wait until the caller has heard everything, but no longer than it can take to play."""
        await self.mark()
        if self._gone:
            return
        unplayed = max(0.0, self._playing_until - self._clock.monotonic())
        ceiling = min(unplayed + MARK_GRACE_SECONDS, LONGEST_WAIT_SECONDS)
        try:
            async with deadline(self._clock, ceiling):
                await self._silent.wait()
        except TimeoutError:
            logger.warning("A mark was not returned in time; the stream is closed without it")

    async def _send(self, message: str) -> None:
        if self._gone:
            return
        try:
            await self._send_text(message)
        except (WebSocketDisconnect, RuntimeError, OSError):
            # The reader of the stream learns of the disconnection too, and ends the call.
            self.gone()
