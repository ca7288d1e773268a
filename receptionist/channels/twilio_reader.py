"""Reads a media stream: the caller's audio and keys to the call, marks to the line."""

import asyncio
import logging
from collections import deque
from typing import Literal, Protocol

from receptionist.calls.caller import Cut
from receptionist.channels.keypad import Keypad, asks_for_digits
from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_frames import BadFrame, read_message
from receptionist.channels.twilio_line import StreamLine
from receptionist.clock import Clock

logger = logging.getLogger(__name__)

MAX_BAD_FRAMES = 25


class Runner(Protocol):
    """What a stream gives to the call, as `calls.runner.CallRunner` takes it."""

    def caller_frame(self, payload: str) -> None: ...

    async def caller_said(self, text: str) -> None: ...

    async def caller_pressed(self, cut: Cut | None) -> None: ...

    def hang_up(self) -> None: ...


class StreamReader:
    """Takes the messages of one stream from after its start to its end, and then hangs up. `take` never waits.

    Keys are the exception to that: a task of its own hands them on, one after another, while there are any.
    """

    __slots__ = (
        "_bad",
        "_call",
        "_caller",
        "_give",
        "_keypad",
        "_keys",
        "_line",
        "_over",
        "_pressing",
        "_refused",
        "_runner",
    )

    def __init__(self, runner: Runner, caller: PhoneCaller, line: StreamLine, call: PhoneCall, clock: Clock) -> None:
        self._runner = runner
        self._give = runner.caller_frame
        self._caller = caller
        self._line = line
        self._call = call
        self._keypad = Keypad(clock, self._hush, self._say, lambda: asks_for_digits(caller.last_words))
        self._keys: deque[str] = deque()
        self._pressing: asyncio.Task[None] | None = None
        self._bad = 0
        self._refused = self._over = False

    def take(self, data: memoryview | bytes, *, text: bool) -> None:
        """Take one message. What isn't of a media stream is forgiven, up to a point."""
        if self._over:
            return
        try:
            if not text:
                raise BadFrame("a binary message")
            message = read_message(data)
            if (media := message.media) is not None and message.event == "media":
                if not self._call.ended_by:
                    try:
                        self._give(media.payload)
                    except Exception as error:  # noqa: BLE001  (a dying engine connection; the call itself notices)
                        self._engine_refused(error)
            elif (mark := message.mark) is not None and message.event == "mark":
                self._line.mark_returned(mark.name)
            elif (key := message.dtmf) is not None and message.event == "dtmf":
                self._press(key.digit)
            elif message.event == "stop":
                self.end("caller")
            elif message.event == "start":
                raise BadFrame("a second start")
            # Whatever else Twilio may come to send is not ours to judge.
        except BadFrame as error:
            self._bad += 1
            if self._bad == 1:
                logger.warning("A media stream brought a malformed message: %s", error)
            if self._bad > MAX_BAD_FRAMES:
                self.end("line")

    def end(self, by: Literal["caller", "line"]) -> None:
        """The stream is over; the call ends with it."""
        self._over = True
        self._call.end(by)
        self._line.gone()
        self._runner.hang_up()

    async def close(self) -> None:
        """Forget the keys that were pressed."""
        self._over = True
        if self._pressing is not None:
            self._pressing.cancel()
            await asyncio.gather(self._pressing, return_exceptions=True)
        await self._keypad.close()

    def _press(self, digit: str) -> None:
        self._keys.append(digit)
        if self._pressing is None or self._pressing.done():
            self._pressing = asyncio.create_task(self._press_all(), name="phone keys pressed")

    async def _press_all(self) -> None:
        while self._keys:
            await self._keypad.press(self._keys.popleft())

    async def _hush(self) -> None:
        """Whoever presses a key no longer listens."""
        if self._call.ended_by:
            return
        cut = await self._caller.stop_audio()
        try:
            await self._runner.caller_pressed(cut)
        except Exception as error:  # noqa: BLE001  (a dying engine connection; the call itself notices and acts)
            self._engine_refused(error)

    async def _say(self, words: str) -> None:
        if self._call.ended_by:
            return
        try:
            await self._runner.caller_said(words)
        except Exception as error:  # noqa: BLE001  (as above)
            self._engine_refused(error)

    def _engine_refused(self, error: Exception) -> None:
        if not self._refused:
            self._refused = True
            logger.info("The voice engine took no more from the caller: %s", type(error).__name__)
