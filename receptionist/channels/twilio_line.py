"""The way out to the caller: audio at its pace, marks and clears on one media stream, and what of it was heard."""

import asyncio
import binascii
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.websockets import WebSocketDisconnect

from receptionist.calls.caller import Cut
from receptionist.channels.twilio_heard import HeardTracker
from receptionist.channels.twilio_queue import BYTES_A_SECOND, AudioQueue, OutFrame
from receptionist.clock import Clock, deadline

logger = logging.getLogger(__name__)

FRAME_SECONDS = 0.02
# How far the audio sent runs ahead of the audio played: enough for a jittery line, little enough to stop at once.
LEAD_SECONDS = 0.3
MARK_EVERY_FRAMES = 6
MAX_MARKS = 1_000
# What a mark may take beyond the audio before it: the way to Twilio and back, and a jittery line.
MARK_GRACE_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 45.0
STALL_SECONDS = 5.0
WATCH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark on its way: where its item is when it returns, and how many bytes had been sent in all."""

    name: str
    item_id: str
    heard_ms: float
    whole: bool
    sent: int


class StreamLine:
    """Sends on one stream. No method raises when the line has gone; it then does nothing.

    `play`, `end_utterance` and `clear` never wait: one task, `run`, sends what is queued in 20 ms frames, a little
    ahead of what plays, with a mark now and then and at the end of each item. Twilio returns a mark when everything
    before it was played, or when a clear dropped it. A clear therefore starts a new generation, and marks of an older
    one say nothing about what was heard.
    """

    def __init__(self, send: Callable[[str], Awaitable[None]], stream_sid: str, clock: Clock) -> None:
        self.heard = HeardTracker()
        self._send_text = send
        self._clock = clock
        self._before_payload = f'{{"event":"media","streamSid":"{stream_sid}","media":{{"payload":"'
        self._mark_start = f'{{"event":"mark","streamSid":"{stream_sid}","mark":{{"name":"'
        self._clear_message = f'{{"event":"clear","streamSid":"{stream_sid}"}}'
        self._queue = AudioQueue()
        self._marks: deque[_Mark] = deque(maxlen=MAX_MARKS)
        self._generation = self._mark_count = self._sent = self._unmarked = 0
        self._playing_until = clock.monotonic()
        self._overflowed = self._clear_due = self._gone = False
        self._sending = asyncio.Lock()
        self._sending_since: float | None = None
        self._work = asyncio.Event()
        self._silent = asyncio.Event()
        self._silent.set()
        self._clearing: set[asyncio.Task[None]] = set()

    # What the call does

    def play(self, audio: bytes, item_id: str) -> None:
        """Queue G.711 mu-law audio of an item of Lexi's."""
        if self._gone or not audio:
            return
        if self._queue.add(item_id, audio):
            self.heard.queued(item_id)
            self._silent.clear()
            self._work.set()
        elif not self._overflowed:
            self._overflowed = True
            logger.warning("An utterance ran minutes ahead of what plays; the rest of it is dropped")

    def end_utterance(self) -> None:
        """Nothing more comes of the newest item."""
        self._queue.end()
        self._work.set()

    def clear(self) -> Cut | None:
        """Drop everything that was not played yet, here and at Twilio; returns where that cut Lexi off."""
        if self._gone:
            return None
        self._generation += 1
        self._queue.clear()
        self._marks.clear()
        self._unmarked = 0
        self._overflowed = False
        self._playing_until = self._clock.monotonic()
        self._silent.set()
        self._clear_due = True
        clearing = asyncio.create_task(self._transmit(None, self._generation), name="phone line clear")
        self._clearing.add(clearing)
        clearing.add_done_callback(self._clearing.discard)
        return self.heard.stopped()

    async def played_out(self) -> None:
        """Wait until the caller has heard everything, but no longer than it can take to play."""
        self.end_utterance()
        if self._gone:
            return
        ceiling = min(self._queue.seconds + max(0.0, self._ahead) + MARK_GRACE_SECONDS, LONGEST_WAIT_SECONDS)
        try:
            async with deadline(self._clock, ceiling):
                await self._silent.wait()
        except TimeoutError:
            logger.warning("A mark was not returned in time; the stream is closed without it")

    # What the stream tells

    def mark_returned(self, name: str) -> None:
        """Twilio returned a mark; one of an older generation, or one never sent, is ignored."""
        if all(mark.name != name for mark in self._marks):
            return
        while self._marks:
            # Marks return in order, so one that was lost on the way is told by the next.
            mark = self._marks.popleft()
            self.heard.heard(mark.item_id, mark.heard_ms, whole=mark.whole)
            if mark.name == name:
                # A far end that plays faster than our clock, be it by a hair, is followed; on a line that is late
                # this changes nothing.
                left = (self._sent - mark.sent) / BYTES_A_SECOND
                self._playing_until = min(self._playing_until, self._clock.monotonic() + left)
                break
        self._note_silence()

    def gone(self) -> None:
        """The stream is closed: nothing can be sent, nothing is worth waiting for."""
        self._gone = True
        self._queue.clear()
        self._silent.set()
        self._work.set()

    # The task that sends

    async def run(self, on_stalled: Callable[[], None]) -> None:
        """Send what is queued at its pace until the line is gone. Owns all tasks of the line; cancel it to end them.

        `on_stalled` is called once when the far end takes nothing for `STALL_SECONDS`; the line is gone then.
        """
        watching = asyncio.create_task(self._watch(on_stalled), name="phone line watch")
        try:
            while not self._gone:
                await self._send_due()
                if self._queue.ready:
                    await self._clock.sleep(max(FRAME_SECONDS, self._ahead + FRAME_SECONDS - LEAD_SECONDS))
                else:
                    self._work.clear()
                    await self._work.wait()
        finally:
            tasks = (watching, *self._clearing)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _send_due(self) -> None:
        while self._ahead + FRAME_SECONDS <= LEAD_SECONDS and (frame := self._queue.take()) is not None:
            generation = self._generation
            if frame.audio:
                self._book(len(frame.audio))
                payload = binascii.b2a_base64(frame.audio, newline=False).decode("ascii")
                await self._transmit(self._before_payload + payload + '"}}', generation)
            if generation == self._generation and (frame.last or self._unmarked >= MARK_EVERY_FRAMES):
                await self._mark(frame, generation)
        self._note_silence()

    def _book(self, count: int) -> None:
        self._sent += count
        self._unmarked += 1
        self._playing_until = max(self._clock.monotonic(), self._playing_until) + count / BYTES_A_SECOND

    async def _mark(self, frame: OutFrame, generation: int) -> None:
        self._unmarked = 0
        self._mark_count += 1
        name = f"g{generation}.{self._mark_count}"
        self._marks.append(_Mark(name, frame.item_id, frame.heard_ms, frame.last, self._sent))
        await self._transmit(self._mark_start + name + '"}}', generation)

    @property
    def _ahead(self) -> float:
        """Seconds of audio that were sent and can't have been played yet."""
        return self._playing_until - self._clock.monotonic()

    def _note_silence(self) -> None:
        if not (self._marks or self._queue.ready or self._queue.seconds or self._unmarked):
            self._silent.set()

    async def _transmit(self, message: str | None, generation: int) -> None:
        """Send a message, after a clear that is due; one that a clear has overtaken no longer leaves the house."""
        async with self._sending:
            if self._clear_due:
                self._clear_due = False
                await self._put(self._clear_message)
            if message is not None and generation == self._generation:
                await self._put(message)

    async def _put(self, message: str) -> None:
        if self._gone:
            return
        self._sending_since = self._clock.monotonic()
        try:
            await self._send_text(message)
        except (WebSocketDisconnect, RuntimeError, OSError):
            # The reader of the stream learns of the disconnection too, and ends the call.
            self.gone()
        finally:
            self._sending_since = None

    async def _watch(self, on_stalled: Callable[[], None]) -> None:
        """Give a far end up that takes nothing; looked at on a beat, because a timer for each frame would cost more."""
        while not self._gone:
            await self._clock.sleep(WATCH_SECONDS)
            since = self._sending_since
            if since is not None and self._clock.monotonic() - since >= STALL_SECONDS:
                logger.warning("The telephone line took nothing for %g s and is given up", STALL_SECONDS)
                self.gone()
                on_stalled()
