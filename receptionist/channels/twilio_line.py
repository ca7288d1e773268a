"""The way out to the caller: audio at its pace, marks and clears on one media stream, and what of it was heard."""

import asyncio
import binascii
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from receptionist.calls.caller import Cut
from receptionist.channels.heard import HeardTracker
from receptionist.channels.twilio_pacer import Pacer
from receptionist.channels.twilio_queue import BYTES_A_SECOND, FRAME_BYTES, AudioQueue, OutFrame
from receptionist.clock import Clock, deadline

logger = logging.getLogger(__name__)

FRAME_SECONDS = 0.02
# How far the audio sent runs ahead of the audio played: enough for a jittery line, little enough to stop at once.
LEAD_SECONDS = 0.3
# What the sums of fractions may be off by; without it the last frame of the lead would leave a beat late.
_EPSILON = 1e-6
# How much may lie before a frame that leaves now.
_ROOM = LEAD_SECONDS - FRAME_SECONDS + _EPSILON
MARK_EVERY_FRAMES = 6
MAX_MARKS = 1_000
# What may be on its way unheard: the lead, the frames before the next mark, and a second of a late line.
MAX_UNHEARD_FRAMES = 100
# What a mark may take beyond the audio before it: the way to Twilio and back, and a jittery line.
MARK_GRACE_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 45.0
STALL_SECONDS = 5.0


_decode = binascii.a2b_base64


@dataclass(slots=True)
class _Mark:
    """A mark on its way: where its item is when it returns, and how many bytes had been sent in all."""

    name: str
    item_id: str
    heard_ms: float
    whole: bool
    sent: int


class StreamLine:
    """Sends on one stream. No method waits but `played_out`, none raises when the line has gone; it then does nothing.

    Audio that comes at life's pace leaves at once and as it came. What is ahead of it waits, and leaves on the pacer's
    beat in 20 ms frames, a little ahead of what plays, with a mark now and then and at the end of each item. Twilio
    returns a mark when everything before it was played, or when a clear dropped it. A clear therefore starts a new
    generation, and marks of an older one say nothing about what was heard.

    `send` takes one message and must not wait. `on_stalled` is called once when the far end takes nothing for
    `STALL_SECONDS` (between `pause` and `resume`); the line is gone then.
    """

    __slots__ = (
        "_before_payload",
        "_clear_due",
        "_clear_message",
        "_clock",
        "_generation",
        "_gone",
        "_held",
        "_mark_count",
        "_mark_start",
        "_marks",
        "_monotonic",
        "_newest_playing",
        "_on_stalled",
        "_overflowed",
        "_pacer",
        "_paused_at",
        "_playing_until",
        "_queue",
        "_send",
        "_sent",
        "_silence",
        "_told_playing",
        "_unheard",
        "_unmarked",
        "audible",
        "heard",
    )

    def __init__(
        self, send: Callable[[str], None], stream_sid: str, clock: Clock, pacer: Pacer, on_stalled: Callable[[], None]
    ) -> None:
        self.heard = HeardTracker()
        self._send = send
        self._clock = clock
        self._monotonic = clock.monotonic
        self._pacer = pacer
        self._on_stalled = on_stalled
        self._before_payload = f'{{"event":"media","streamSid":"{stream_sid}","media":{{"payload":"'
        self._mark_start = f'{{"event":"mark","streamSid":"{stream_sid}","mark":{{"name":"'
        self._clear_message = f'{{"event":"clear","streamSid":"{stream_sid}"}}'
        self._queue = AudioQueue()
        self._marks: deque[_Mark] = deque(maxlen=MAX_MARKS)
        # Frames that were sent and of which no mark has told yet: item, audio, where it is then, the bytes sent before.
        self._unheard: deque[tuple[str, bytes, float, int]] = deque(maxlen=MAX_UNHEARD_FRAMES)
        self._held = False
        self._told_playing: Callable[[str], None] | None = None
        self._newest_playing = ""
        self._generation = self._mark_count = self._sent = self._unmarked = 0
        self._playing_until = clock.monotonic()
        self._overflowed = self._clear_due = self._gone = False
        self._paused_at: float | None = None
        self.audible = False
        """Whether anything is still to be heard, what is held included."""
        self._silence: asyncio.Event | None = None

    # What the call does

    def play(self, payload: str, item_id: str) -> None:
        """Play G.711 mu-law audio of an item of Lexi's, given as base64; what is not base64 is dropped."""
        if self._gone:
            return
        try:
            audio = _decode(payload, strict_mode=True)
        except ValueError:
            return
        if len(audio) == FRAME_BYTES and self._paused_at is None and not self._held:
            now = self._monotonic()
            if self._playing_until - now <= _ROOM:
                heard_ms = self._queue.pass_by(item_id, FRAME_BYTES)
                if heard_ms is not None:
                    self.audible = True
                    self._transmit(payload, item_id, audio, heard_ms, now)
                    if self._unmarked >= MARK_EVERY_FRAMES:
                        self._mark(item_id, heard_ms, whole=False)
                    return
        self._enqueue(audio, item_id)

    def end_utterance(self) -> None:
        """Nothing more comes of the newest item."""
        self._queue.end()
        self._flow()

    def clear(self) -> Cut | None:
        """Drop everything that was not played yet, here and at Twilio; returns where that cut Lexi off."""
        if self._gone:
            return None
        self._queue.clear()
        self._overflowed = self._held = False
        self._silence_far_end()
        self._fall_silent()
        return self.heard.stopped()

    def hold(self) -> None:
        """Fall silent at once, here and at Twilio, and keep what was not heard.

        What was sent since the last mark that returned is put back before what waits: a few frames of it may have been
        played, and are then heard twice, which is better than not at all.
        """
        if self._gone or self._held or not self.audible:
            return
        self._held = True
        while self._unheard:
            item_id, audio, heard_ms, _ = self._unheard.pop()
            self._queue.put_back(OutFrame(item_id, audio, heard_ms, last=False))
        self._silence_far_end()

    def go_on(self) -> None:
        """Play what was held."""
        if self._held:
            self._held = False
            self._flow()

    def tell_playing(self, told: Callable[[str], None]) -> None:
        """Have `told(item_id)` called when the first frame of an item leaves."""
        self._told_playing = told

    async def played_out(self) -> None:
        """Wait until the caller has heard everything, but no longer than it can take to play."""
        self.end_utterance()
        self.go_on()
        if self._gone or not self.audible:
            return
        self._silence = asyncio.Event()
        ahead = max(0.0, self._playing_until - self._clock.monotonic())
        ceiling = min(self._queue.seconds + ahead + MARK_GRACE_SECONDS, LONGEST_WAIT_SECONDS)
        try:
            async with deadline(self._clock, ceiling):
                await self._silence.wait()
        except TimeoutError:
            logger.warning("A mark was not returned in time; the stream is closed without it")

    # What the stream tells

    def mark_returned(self, name: str) -> None:
        """Twilio returned a mark; one of an older generation, or one never sent, is ignored."""
        if not self._marks or (self._marks[0].name != name and all(mark.name != name for mark in self._marks)):
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
                while self._unheard and self._unheard[0][3] < mark.sent:
                    self._unheard.popleft()
                break
        if self._queue.ready:
            # A far end that plays much faster would run dry before the next beat.
            self._flow()
        else:
            self._note_silence()

    def pause(self) -> None:
        """The far end takes nothing just now."""
        if self._paused_at is None and not self._gone:
            self._paused_at = self._clock.monotonic()
            self._pacer.join(self)

    def resume(self) -> None:
        """It takes messages again: first a clear that was due, then what waited and is still wanted."""
        self._paused_at = None
        if self._gone:
            return
        if self._clear_due:
            self._clear_due = False
            self._send(self._clear_message)
        self._flow()

    def gone(self) -> None:
        """The stream is closed: nothing can be sent, nothing is worth waiting for."""
        self._gone = True
        self._queue.clear()
        self._fall_silent()
        self._pacer.leave(self)

    # What the pacer calls

    def beat(self) -> bool:
        """Send what is due; whether more waits."""
        if self._gone:
            return False
        now = self._clock.monotonic()
        if self._paused_at is not None:
            if now - self._paused_at >= STALL_SECONDS:
                logger.warning("The telephone line took nothing for %g s and is given up", STALL_SECONDS)
                self.gone()
                self._on_stalled()
            return not self._gone
        if self._held:
            return False
        self._send_due(now)
        return self._queue.ready

    # Inside

    def _enqueue(self, audio: bytes, item_id: str) -> None:
        if not audio:
            return
        if not self._queue.add(item_id, audio):
            if not self._overflowed:
                self._overflowed = True
                logger.warning("An utterance ran minutes ahead of what plays; the rest of it is dropped")
            return
        self.heard.queued(item_id)
        self.audible = True
        self._flow()

    def _flow(self) -> None:
        """Send what may leave now, and leave the rest to the pacer."""
        if self._gone or self._held or self._paused_at is not None:
            return
        self._send_due(self._clock.monotonic())
        if self._queue.ready:
            self._pacer.join(self)

    def _send_due(self, now: float) -> None:
        while (
            self._paused_at is None and self._playing_until - now <= _ROOM and (frame := self._queue.take()) is not None
        ):
            if frame.audio:
                payload = binascii.b2a_base64(frame.audio, newline=False).decode("ascii")
                self._transmit(payload, frame.item_id, frame.audio, frame.heard_ms, now)
            if frame.last or self._unmarked >= MARK_EVERY_FRAMES:
                self._mark(frame.item_id, frame.heard_ms, whole=frame.last)
        self._note_silence()

    def _silence_far_end(self) -> None:
        """Have Twilio drop what it holds; marks of what it held say nothing any more."""
        self._generation += 1
        self._marks.clear()
        self._unheard.clear()
        self._unmarked = 0
        self._playing_until = self._clock.monotonic()
        if self._paused_at is None:
            self._send(self._clear_message)
        else:
            self._clear_due = True

    def _transmit(self, payload: str, item_id: str, audio: bytes, heard_ms: float, now: float) -> None:
        # First of all, because every caller behind this one waits for what follows.
        self._send(f'{self._before_payload}{payload}"}}}}')
        count = len(audio)
        self._unheard.append((item_id, audio, heard_ms, self._sent))
        self._sent += count
        self._unmarked += 1
        until = self._playing_until
        self._playing_until = (until if until > now else now) + count / BYTES_A_SECOND
        if item_id != self._newest_playing:
            self._newest_playing = item_id
            if self._told_playing is not None:
                self._told_playing(item_id)

    def _mark(self, item_id: str, heard_ms: float, *, whole: bool) -> None:
        self._unmarked = 0
        self._mark_count += 1
        name = f"g{self._generation}.{self._mark_count}"
        self._marks.append(_Mark(name, item_id, heard_ms, whole, self._sent))
        self._send(f'{self._mark_start}{name}"}}}}')

    def _note_silence(self) -> None:
        if not (self._marks or self._queue.ready or self._queue.seconds or self._unmarked):
            self._fall_silent()

    def _fall_silent(self) -> None:
        self.audible = False
        if self._silence is not None:
            self._silence.set()
