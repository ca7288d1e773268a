"""The engine's WebSocket on picows, with the face of a `websockets` connection that the Agents SDK's model expects.

What the caller hears and says goes past it by plain calls: no task, queue or future for a frame of audio. Everything
else waits in order for the model's one listening task. Connection errors are those of `websockets`, so whoever
handles the stock model's handles these:

    OSError, TimeoutError             the server can't be reached, or doesn't answer the handshake in time
    websockets.InvalidStatus          it answers with anything but an upgrade
    websockets.InvalidHandshake       it answers with something that isn't a WebSocket's handshake
    websockets.ConnectionClosedOK     closed by either side with 1000 or 1001
    websockets.ConnectionClosedError  closed with another code, or cut
"""

import asyncio
import functools
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import picows
from picows import WSError, WSTransport
from websockets import ConnectionClosedError, ConnectionClosedOK, Headers, InvalidHandshake, InvalidStatus
from websockets.frames import Close
from websockets.http11 import Response
from websockets.proxy import get_proxy
from websockets.uri import parse_uri

from receptionist.engines.messages import TEXT, MessageListener

OK_CODES = frozenset({1000, 1001})
CLOSE_SECONDS = 10.0
MAX_MESSAGE_BYTES = 8 * 1024 * 1024
# Little, because audio frames are small and a buffer grows when a message needs it; there is one for each call.
READ_BUFFER_BYTES = 4096
WRITE_BUFFER_BYTES = 32 * 1024
# Five seconds of a caller's words wait for a server that takes nothing just now; older ones are of no use to anyone.
MAX_HELD = 250
MAX_WAITING, RESUME_WAITING = 512, 64


@dataclass(frozen=True)
class Keepalive:
    """A ping every `interval` seconds; the connection is given up when one isn't answered within `timeout`."""

    interval: float = 20.0
    timeout: float = 60.0


Take = Callable[["EngineSocket", memoryview | bytes], bool]


class EngineSocket(MessageListener):
    """A connected socket: `send`, `close` and iteration as of `websockets`, and `send_audio` beside them.

    `take` is shown every message as it arrives and returns True when nothing more is to be done with it. What belongs
    behind messages that still wait can be left in line with `wait_in_line`.
    """

    def __init__(self, take: Take, keepalive: Keepalive) -> None:
        super().__init__(MAX_MESSAGE_BYTES)
        self._take = take
        self._keepalive = keepalive
        self._loop = asyncio.get_running_loop()
        self._transport: WSTransport | None = None
        self._opened: WSTransport | None = None
        self._waiting: deque[bytes | Callable[[], None]] = deque()
        self._listener: asyncio.Future[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._held: deque[bytes] = deque(maxlen=MAX_HELD)
        self._gone: asyncio.Future[None] = self._loop.create_future()
        self.send_audio: Callable[[bytes], object] = _send_nowhere
        """Sends a message that carries audio; does nothing on a connection that is gone. While the server takes
        nothing the newest messages wait."""
        self._reading_paused = False
        # Whether everything that arrived so far has been handled; asked for each frame.
        self.settled = False
        self._timer: asyncio.TimerHandle | None = None
        self._silent_for = 0.0

    @property
    def alive(self) -> bool:
        """Whether messages still go both ways, as far as is known here."""
        return self._transport is not None and self.sent is None

    # What the model does

    def show_to(self, take: Take) -> None:
        """Have `take` shown what arrives from now on, in place of what was given at first."""
        self._take = take

    async def send(self, message: str) -> None:
        """Send a message, and wait while the server takes none. Raises `ConnectionClosed`."""
        self._check_open().send(TEXT, message)
        while self._drained is not None:
            await asyncio.shield(self._drained)
            self._check_open()

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Close, and wait until the connection is gone; one that doesn't answer is cut."""
        transport = self._opened
        if transport is None:
            return
        self.close_with(transport, code, reason)
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await transport.wait_disconnected()
        except (TimeoutError, WSError):
            # Why the connection ended has been told by the iteration.
            pass
        finally:
            transport.disconnect(graceful=False)

    def __aiter__(self) -> "EngineSocket":
        return self

    async def __anext__(self) -> bytes:
        """The next message for the listening task. Ends at a normal close, raises `ConnectionClosedError` at others."""
        while True:
            while self._waiting:
                first = self._waiting.popleft()
                if isinstance(first, bytes):
                    self._read_on()
                    return first
                first()
            if self._gone.done():
                closed = self._closed()
                if isinstance(closed, ConnectionClosedOK):
                    raise StopAsyncIteration
                raise closed
            self._listener = self._loop.create_future()
            self.settled = True
            try:
                await self._listener
            finally:
                self._listener, self.settled = None, False

    def wait_in_line(self, then: Callable[[], None]) -> None:
        """Call `then` once everything that arrived so far has been handled."""
        self._waiting.append(then)
        self._wake()

    # What picows tells

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = self._opened = transport
        self.send_audio = functools.partial(transport.send, TEXT)
        transport.underlying_transport.set_write_buffer_limits(high=WRITE_BUFFER_BYTES)
        self._timer = self._loop.call_later(self._keepalive.interval, self._ping)

    def on_message(self, data: memoryview | bytes, *, text: bool) -> None:
        if self._take(self, data):
            return
        self._waiting.append(bytes(data))
        self._wake()
        if len(self._waiting) > MAX_WAITING and not self._reading_paused and self._transport is not None:
            self._reading_paused = True
            self._transport.underlying_transport.pause_reading()

    def on_pong(self) -> None:
        self._silent_for = 0.0

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._transport = None
        self.send_audio = _send_nowhere
        self._held.clear()
        if not self._gone.done():
            self._gone.set_result(None)
        self.resume_writing()
        self._wake()

    def pause_writing(self) -> None:
        self._drained = self._drained or self._loop.create_future()
        if self._transport is not None:
            self.send_audio = self._held.append

    def resume_writing(self) -> None:
        drained, self._drained = self._drained, None
        if drained is None:
            return
        while self._held and self._transport is not None and self._drained is None:
            self._transport.send(TEXT, self._held.popleft())
        if self._transport is not None and self._drained is None:
            self.send_audio = functools.partial(self._transport.send, TEXT)
        if not drained.done():
            drained.set_result(None)

    # Inside

    def _wake(self) -> None:
        self.settled = False
        if self._listener is not None and not self._listener.done():
            self._listener.set_result(None)

    def _read_on(self) -> None:
        if self._reading_paused and len(self._waiting) <= RESUME_WAITING:
            self._reading_paused = False
            if self._transport is not None:
                self._transport.underlying_transport.resume_reading()

    def _ping(self) -> None:
        """On the loop's own time: the far end lives on it, whatever a call's clock says."""
        transport, keepalive = self._transport, self._keepalive
        if transport is None:
            return
        if self._silent_for >= keepalive.timeout:
            self.close_with(transport, 1011, "keepalive ping timeout")
            transport.disconnect(graceful=False)
            return
        transport.send_ping(b"")
        self._silent_for += keepalive.interval
        self._timer = self._loop.call_later(keepalive.interval, self._ping)

    def _check_open(self) -> WSTransport:
        if self._transport is None or self.sent is not None:
            raise self._closed()
        return self._transport

    def _closed(self) -> ConnectionClosedOK | ConnectionClosedError:
        received = Close(*self.received) if self.received else None
        sent = Close(*self.sent) if self.sent else None
        order = received is not None and sent is not None
        ok = order and received is not None and sent is not None and {received.code, sent.code} <= OK_CODES
        kind = ConnectionClosedOK if ok else ConnectionClosedError
        return kind(received, sent, order or None)


def _send_nowhere(message: bytes, /) -> None:
    """On a connection that is gone."""


async def connect(
    url: str,
    headers: Mapping[str, str],
    take: Take,
    *,
    handshake_seconds: float,
    keepalive: Keepalive,
) -> EngineSocket:
    """Open a socket to `url`, through the proxy that the environment names for it (`HTTPS_PROXY`, `NO_PROXY`).

    TLS is trusted as the operating system trusts; compression isn't offered. Raises as the module's docstring says.
    """
    try:
        async with asyncio.timeout(handshake_seconds):
            _, listener = await picows.ws_connect(
                lambda: EngineSocket(take, keepalive),
                url,
                extra_headers=dict(headers),
                websocket_handshake_timeout=None,
                max_frame_size=MAX_MESSAGE_BYTES,
                read_buffer_init_size=READ_BUFFER_BYTES,
                proxy=get_proxy(parse_uri(url)),
            )
    except picows.WSInvalidStatusError as error:
        answer = error.response
        if answer is None:
            raise InvalidHandshake("the server refused the connection") from error
        status = answer.status
        raise InvalidStatus(Response(status.value, status.phrase, Headers(), error.raw_body or b"")) from error
    except picows.WSHandshakeError as error:
        raise InvalidHandshake("the server answered with no WebSocket handshake") from error
    if not isinstance(listener, EngineSocket):
        raise TypeError("picows returned another listener than it was given")
    return listener
