"""One media stream, from the handshake to whoever ends it: 20 ms frames both ways on the call's clock."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

import websockets

from receptionist.clock import Clock
from receptionist.sandbox.twilio.caller import ScriptedCaller
from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.jitter import Socket
from receptionist.sandbox.twilio.messages import Clear, Mark, Media, StreamMessages, read_message
from receptionist.sandbox.twilio.playout import FRAME_SECONDS, Playout
from receptionist.sandbox.twilio.recording import Recording

EndedBy = Literal["caller", "service"]
Heard = Callable[[str, str], None]
# What a caller's ear makes of G.711 mu-law; blocking.
Ear = Callable[[bytes], str]
MAX_MESSAGE = 1_000_000


async def connect(url: str, signature: str) -> websockets.ClientConnection:
    """Open a stream as Twilio does. Raises `StreamBroken` (Twilio's 31920) when the service refuses it."""
    try:
        return await websockets.connect(
            url,
            additional_headers={"X-Twilio-Signature": signature},
            compression=None,
            proxy=None,
            max_size=MAX_MESSAGE,
        )
    except websockets.InvalidStatus as error:
        raise StreamBroken(f"The stream's address {url} answered HTTP {error.response.status_code}.") from None
    except (OSError, TimeoutError, websockets.InvalidHandshake, websockets.InvalidURI) as error:
        raise StreamBroken(f"The stream at {url} could not be opened ({type(error).__name__}).") from None


class MediaStream:
    """Carries a scripted caller over an open socket. `heard(who, text)` is told of each utterance on either side.

    With an `ear` Lexi is listened to as well: what it makes of an utterance is told as "ear" where her audio has
    captions to compare it with, and else as Lexi's words. `recording` keeps both sides.
    """

    def __init__(
        self,
        socket: Socket,
        messages: StreamMessages,
        stream_sid: str,
        caller: ScriptedCaller,
        clock: Clock,
        heard: Heard,
        ear: Ear | None = None,
        recording: Recording | None = None,
    ) -> None:
        self._socket = socket
        self._messages = messages
        self._stream_sid = stream_sid
        self._caller = caller
        self._clock = clock
        self._heard = heard
        self._ear = ear
        self._recording = recording
        self._listening: list[asyncio.Task[None]] = []
        self._playout = Playout()
        self.frames_sent = 0

    async def run(self, parameters: dict[str, str]) -> EndedBy:
        """Start the stream and carry the call to its end. Raises `StreamBroken`."""
        try:
            await self._socket.send(self._messages.connected())
            await self._socket.send(self._messages.start(parameters))
            return await self._first_to_end(self._listen, self._talk)
        except websockets.ConnectionClosedError as error:
            raise StreamBroken(_why_closed(error)) from None
        except websockets.ConnectionClosed:
            return "service"
        finally:
            self._take_utterance()
            await asyncio.gather(*self._listening)

    async def _first_to_end(self, *sides: Callable[[], Awaitable[EndedBy]]) -> EndedBy:
        tasks = [asyncio.ensure_future(side()) for side in sides]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        # The service's word comes first: when both ended at once, sending failed because it had closed.
        return next(task for task in tasks if task in done).result()

    async def _listen(self) -> EndedBy:
        while True:
            message = read_message(await self._socket.recv(), self._stream_sid)
            match message:
                case Media():
                    self._playout.add(message.audio)
                case Mark():
                    self._playout.mark(message.name)
                case Clear():
                    await self._return_marks(self._playout.clear())

    async def _talk(self) -> EndedBy:
        began = self._clock.monotonic()
        while True:
            due = began + self.frames_sent * FRAME_SECONDS
            await self._clock.sleep(max(0.0, due - self._clock.monotonic()))
            if not await self._tick(due, round((due - began) * 1000)):
                await self._socket.send(self._messages.stop())
                return "caller"

    async def _tick(self, now: float, at_ms: int) -> bool:
        """20 ms of the call; False when the caller leaves."""
        audio, due = self._playout.tick()
        self._caller.hear(audio)
        await self._return_marks(due)
        step, line = self._caller.step(now, lexi_speaks=bool(audio))
        if step in ("speak", "press", "leave") or self._caller.quiet_long_enough(now):
            self._take_utterance()
        if step == "leave":
            return False
        if step == "press":
            self._tell("caller", f"(presses {line})")
            for key in line:
                await self._socket.send(self._messages.key(key))
        elif step == "speak":
            self._tell("caller", line)
        elif step == "murmur":
            self._tell("caller", f"(murmurs {line})")
        frame = self._caller.next_frame(now)
        if self._recording is not None:
            self._recording.add(frame, audio)
        await self._socket.send(self._messages.media(frame, at_ms))
        self.frames_sent += 1
        return True

    def _take_utterance(self) -> None:
        words = self._caller.take_utterance()
        self._tell("lexi", words)
        if self._ear is not None and self._caller.heard_audio:
            listening = self._listen_again(self._ear, words, self._caller.heard_audio)
            self._listening.append(asyncio.create_task(listening, name="caller's ear"))

    async def _listen_again(self, ear: Ear, words: str, audio: bytes) -> None:
        understood = await asyncio.to_thread(ear, audio)
        if words:
            self._tell("ear", understood or "(nothing)")
        else:
            self._caller.understood(understood)
            self._tell("lexi", understood)

    async def _return_marks(self, names: list[str]) -> None:
        for name in names:
            await self._socket.send(self._messages.mark(name))

    def _tell(self, who: str, text: str) -> None:
        if text:
            self._heard(who, text)


def _why_closed(error: websockets.ConnectionClosedError) -> str:
    if error.rcvd is None:
        return "The stream's connection broke off."
    return f"The service closed the stream with {error.rcvd.code}: {error.rcvd.reason or 'no reason given'}."
