"""Callers as Twilio makes them: 20 ms frames without pause, marks returned, and each frame's way there and back timed.

A frame carries the instant at which it left, so that whatever comes back tells how long it took.
"""

import asyncio
import base64
import struct
import time
from dataclasses import dataclass, field

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

FRAME_SECONDS = 0.02
SLOTS = 20
FRAME_CHARACTERS = 216
_STAMP = struct.Struct("<dI")
_FILL = b"\x55" * (160 - _STAMP.size)


class _Payload(msgspec.Struct):
    payload: str


class _Name(msgspec.Struct):
    name: str


class _Out(msgspec.Struct):
    event: str = ""
    delta: str = ""
    media: _Payload | None = None
    mark: _Name | None = None


_read = msgspec.json.Decoder(_Out).decode


@dataclass
class Window:
    """What is measured between `opened` and `closed`, in perf_counter's seconds."""

    opened: float
    closed: float = float("inf")
    sent: int = 0
    ways: list[float] = field(default_factory=list)


class Call(WSListener):
    """One call. `window` is set while it is measured; `clears` and `first_audio` are instants."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.window: Window | None = None
        self.clears: list[float] = []
        self.last_audio = 0.0
        self.answered = asyncio.Event()
        self.gone = self._direct = False
        self._transport: WSTransport | None = None
        sid = f"MZ{number:032d}"
        self._head = (
            b'{"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"3","timestamp":"60","payload":"'
        )
        self._tail = f'"}},"streamSid":"{sid}"}}'.encode()
        self._sid = sid

    async def connect(self, url: str, headers: dict[str, str], call_sid: str, token: str) -> None:
        """Open the stream and say its start."""
        self._transport, _ = await ws_connect(lambda: self, url, extra_headers=headers)
        self._send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
        self._send(
            f'{{"event":"start","sequenceNumber":"1","streamSid":"{self._sid}","start":{{"streamSid":"{self._sid}",'
            f'"callSid":"{call_sid}","tracks":["inbound"],"mediaFormat":{{"encoding":"audio/x-mulaw",'
            f'"sampleRate":8000,"channels":1}},"customParameters":{{"token":"{token}"}}}}}}'
        )

    async def connect_to_model(self, url: str) -> None:
        """No relay: what is said goes to the model as it wants it, and its deltas are heard as they are."""
        self._head, self._tail = b'{"type":"input_audio_buffer.append","audio":"', b'"}'
        self._direct = True
        self._transport, _ = await ws_connect(lambda: self, url)
        self._send('{"type":"response.create"}')

    def speak(self, now: float) -> None:
        """Send one frame."""
        if self._transport is None:
            return
        audio = base64.b64encode(_STAMP.pack(now, self.number) + _FILL)
        self._transport.send(WSMsgType.TEXT, self._head + audio + self._tail)
        if self.window is not None and self.window.opened <= now < self.window.closed:
            self.window.sent += 1

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            if frame.msg_type == WSMsgType.CLOSE:
                transport.disconnect()
            return
        now = time.perf_counter()
        message = _read(frame.get_payload_as_memoryview())
        if message.media is not None:
            self._hear(message.media.payload, now)
        elif len(message.delta) == FRAME_CHARACTERS:
            self._hear(message.delta, now)
        elif message.mark is not None:
            self._send(f'{{"event":"mark","streamSid":"{self._sid}","mark":{{"name":"{message.mark.name}"}}}}')
        elif message.event == "clear":
            self.clears.append(now)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._transport = None
        self.gone = True
        self.answered.set()

    def hang_up(self) -> None:
        """End the call as a caller does."""
        if self._transport is not None:
            if not self._direct:
                self._send(f'{{"event":"stop","streamSid":"{self._sid}","stop":{{}}}}')
            self._transport.disconnect()

    def _hear(self, payload: str, now: float) -> None:
        stamp, number = _STAMP.unpack_from(base64.b64decode(payload[:16]))
        self.last_audio = now
        if not self.answered.is_set():
            self.answered.set()
        if number != self.number:
            raise RuntimeError("a caller heard another's audio")
        window = self.window
        if window is not None and window.opened <= stamp < window.closed:
            window.ways.append(now - stamp)

    def _send(self, message: str) -> None:
        if self._transport is not None:
            self._transport.send(WSMsgType.TEXT, message)


class Beat:
    """Has every call speak every 20 ms, each at a phase of its own."""

    def __init__(self) -> None:
        self.calls: list[list[Call]] = [[] for _ in range(SLOTS)]
        self._next = 0

    def add(self, call: Call) -> None:
        self.calls[self._next % SLOTS].append(call)
        self._next += 1

    async def run(self) -> None:
        """Never ends; a beat that comes late is caught up with, so that no frame is left out."""
        step = FRAME_SECONDS / SLOTS
        due, slot = time.perf_counter(), 0
        while True:
            now = time.perf_counter()
            while due <= now:
                for call in self.calls[slot % SLOTS]:
                    call.speak(time.perf_counter())
                slot += 1
                due += step
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
