"""Reads a media stream: the caller's audio and keys to the call, marks to the line."""

import logging
from typing import Any, Protocol

from starlette.websockets import WebSocket

from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_frames import BadFrame, inner, media_audio, read_frame
from receptionist.channels.twilio_keys import Keypad
from receptionist.channels.twilio_line import StreamLine
from receptionist.clock import Clock

logger = logging.getLogger(__name__)

MAX_BAD_FRAMES = 25


class Runner(Protocol):
    """What a stream gives to the call, as `calls.runner.CallRunner` takes it."""

    async def caller_audio(self, audio: bytes) -> None: ...

    async def caller_said(self, text: str) -> None: ...

    def hang_up(self) -> None: ...


class StreamReader:
    """Reads one stream from after its start to its end, and then hangs up."""

    def __init__(self, runner: Runner, caller: PhoneCaller, line: StreamLine, call: PhoneCall, clock: Clock) -> None:
        self._runner = runner
        self._caller = caller
        self._line = line
        self._call = call
        self._keypad = Keypad(clock, self._hush, self._say)
        self._bad = 0
        self._refused = False

    async def run(self, websocket: WebSocket) -> None:
        """Read until the stream ends, or brings so much that isn't a stream that it is given up."""
        try:
            while True:
                message = await websocket.receive()
                if message["type"] == "websocket.disconnect":
                    self._call.end("line")
                    break
                try:
                    if await self._take(message):
                        break
                except BadFrame as error:
                    if self._note_bad(error):
                        self._call.end("line")
                        break
        finally:
            self._line.gone()
            self._runner.hang_up()
            await self._keypad.close()

    async def _take(self, message: Any) -> bool:
        """Take one message; True when it was the last."""
        frame = read_frame(message)
        event = frame["event"]
        if event == "media":
            await self._hear(media_audio(frame))
        elif event == "mark":
            self._line.mark_returned(inner(frame, "mark", "name"))
        elif event == "dtmf":
            await self._keypad.press(inner(frame, "dtmf", "digit"))
        elif event == "stop":
            self._call.end("caller")
            return True
        elif event == "start":
            raise BadFrame("a second start")
        # Whatever else Twilio may come to send is not ours to judge.
        return False

    async def _hear(self, audio: bytes) -> None:
        if self._call.ended_by:
            return
        try:
            await self._runner.caller_audio(audio)
        except Exception as error:  # noqa: BLE001  (a dying engine connection; the call itself notices and acts)
            self._engine_refused(error)

    async def _hush(self) -> None:
        """Whoever presses a key no longer listens."""
        if not self._call.ended_by:
            await self._caller.stop_audio()

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

    def _note_bad(self, error: BadFrame) -> bool:
        """Count a bad message; True when there were too many."""
        self._bad += 1
        if self._bad == 1:
            logger.warning("A media stream brought a malformed message: %s", error)
        return self._bad > MAX_BAD_FRAMES
