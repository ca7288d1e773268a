"""The telephone call's audio: `WS /phone/stream`, one call a media stream, from the first frame to the last.

What the stream says is taken by plain calls as it arrives; only the call itself has a task. The connection is reached
through `Wire`, so that nothing here knows which library carries it (`phone_listener` is where it is picows).
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from receptionist.calls.switchboard import Busy, OngoingCall, Switchboard
from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import AlreadyStreaming, PhoneCall
from receptionist.channels.twilio_desk import PhoneDesk
from receptionist.channels.twilio_frames import BadFrame, StreamStart, read_opening
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twilio_pacer import Pacer
from receptionist.channels.twilio_reader import StreamReader
from receptionist.clock import deadline
from receptionist.engines.realtime import MEDIA_STREAM

logger = logging.getLogger(__name__)

START_SECONDS = 10.0
CLOSE_SECONDS = 5.0
MAX_EARLY = 50
NORMAL, POLICY, TRY_AGAIN = 1000, 1008, 1013


class StreamRefused(RuntimeError):
    """A stream that is not taken; the text is the reason given when it is closed."""


class Take(Protocol):
    """Takes one whole message; a memoryview is not kept."""

    def __call__(self, data: memoryview | bytes, *, text: bool) -> None: ...


class Wire(Protocol):
    """An accepted connection. None of this waits or raises; on one that is gone it does nothing."""

    @property
    def send(self) -> Callable[[str], None]:
        """Sends a text message."""

    def close(self, code: int, reason: str, /) -> None:
        """Begin to close; `MediaStream.lost` is called once it is closed."""

    def cut(self) -> None:
        """Drop the connection."""

    def listen(self, take: Take) -> None:
        """Give each whole message to `take` from now on."""


class MediaStream:
    """One stream. Its connection calls `pause`, `resume` and `lost`, and `message` until it is told to do otherwise;
    whoever accepted it runs `serve`.
    """

    __slots__ = (
        "_desk",
        "_early",
        "_gone",
        "_line",
        "_opening",
        "_pacer",
        "_reader",
        "_switchboard",
        "_wire",
    )

    def __init__(self, wire: Wire, desk: PhoneDesk, switchboard: Switchboard, pacer: Pacer) -> None:
        self._wire = wire
        self._desk = desk
        self._switchboard = switchboard
        self._pacer = pacer
        self._opening: asyncio.Future[StreamStart] = asyncio.get_running_loop().create_future()
        self._gone = asyncio.Event()
        self._early: list[tuple[bytes, bool]] = []
        self._line: StreamLine | None = None
        self._reader: StreamReader | None = None

    # What the connection tells

    def message(self, data: memoryview | bytes, *, text: bool) -> None:
        """Take one whole message of before the call; a memoryview is not kept."""
        if not self._opening.done():
            self._open(data, text=text)
        elif len(self._early) < MAX_EARLY:
            # The stream has just said its start, and its call is about to begin.
            self._early.append((bytes(data), text))

    def pause(self) -> None:
        """The far end takes nothing just now."""
        if self._line is not None:
            self._line.pause()

    def resume(self) -> None:
        """The far end takes messages again."""
        if self._line is not None:
            self._line.resume()

    def lost(self) -> None:
        """The connection is closed, by whichever side."""
        self._gone.set()
        if not self._opening.done():
            self._opening.set_exception(StreamRefused("it went away before it started"))
        if self._reader is not None:
            self._reader.end("line")

    # The stream's task

    async def serve(self) -> None:
        """Carry the call from its start message to its end, and close. What is refused is closed with a reason."""
        try:
            async with deadline(self._desk.clock, START_SECONDS):
                start = await self._opening
            call = self._admit(start)
        except (BadFrame, StreamRefused, TimeoutError) as refusal:
            reason = "no start message in time" if isinstance(refusal, TimeoutError) else str(refusal)
            logger.warning("A media stream was refused: %s", reason)
            await self._close(POLICY, reason)
            return
        try:
            await self._carry(start, call)
        finally:
            self._desk.calls.finish(start.call_sid)

    def _open(self, data: memoryview | bytes, *, text: bool) -> None:
        try:
            if not text:
                raise BadFrame("a binary message")
            start = read_opening(data)
        except BadFrame as error:
            self._opening.set_exception(error)
        else:
            if start is not None:
                self._opening.set_result(start)

    def _admit(self, start: StreamStart) -> PhoneCall:
        """Let the stream in if its token is this call's. Raises `StreamRefused`."""
        if not self._desk.tokens.redeem(start.call_sid, start.token):
            raise StreamRefused("the stream token is wrong, used or too old")
        try:
            return self._desk.calls.begin(start.call_sid)
        except AlreadyStreaming as error:
            raise StreamRefused(str(error)) from None

    async def _carry(self, start: StreamStart, call: PhoneCall) -> None:
        """Run the call, let the goodbye play out, and close."""
        desk = self._desk
        line = StreamLine(self._wire.send, start.stream_sid, desk.clock, self._pacer, lambda: self._stalled(call))
        caller = PhoneCaller(line, call, desk.profile)
        try:
            ongoing = self._switchboard.start(
                "phone", MEDIA_STREAM, caller, resumes=call.admitted.call_id, call_sid=start.call_sid
            )
        except Busy as error:
            call.unheard = f"{error} Or call {desk.profile.phone} later."
            call.end("house")
            await self._close(TRY_AGAIN, "busy")
            return
        reader = StreamReader(ongoing.runner, caller, line, call, desk.clock)
        self._connect(line, reader, call)
        try:
            await asyncio.wait({ongoing.task})
            await line.played_out()
            await self._close(NORMAL, "")
        finally:
            await self._release(line, reader, ongoing)

    def _connect(self, line: StreamLine, reader: StreamReader, call: PhoneCall) -> None:
        """From here on messages go to the reader; what came in between goes first."""
        self._line, self._reader = line, reader
        call.on_evicted = lambda: reader.end("line")
        for data, text in self._early:
            reader.take(data, text=text)
        self._early.clear()
        self._wire.listen(reader.take)
        if self._gone.is_set():
            reader.end("line")

    async def _release(self, line: StreamLine, reader: StreamReader, ongoing: OngoingCall) -> None:
        line.gone()
        ongoing.runner.hang_up()
        await reader.close()
        await asyncio.gather(ongoing.task, return_exceptions=True)

    def _stalled(self, call: PhoneCall) -> None:
        call.end("line")
        if self._reader is not None:
            self._reader.end("line")

    async def _close(self, code: int, reason: str) -> None:
        """Close the stream if the other side hasn't; one that doesn't answer is cut."""
        if self._gone.is_set():
            return
        self._wire.close(code, reason)
        try:
            async with deadline(self._desk.clock, CLOSE_SECONDS):
                await self._gone.wait()
        except TimeoutError:
            self._wire.cut()
