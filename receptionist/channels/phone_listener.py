"""Takes media streams off the service's own port: uvicorn reads the request, picows carries the stream.

Give `PhoneOrWebSocket` to uvicorn as its WebSocket protocol (`ws=`). A request for the phone's stream is handed to
picows, whose callbacks take each frame with no task, queue or ASGI message between; any other WebSocket goes to
uvicorn's own protocol. Twilio's stream is never compressed.
"""

import asyncio
import functools
import logging
from collections.abc import Callable
from typing import Any, TypeGuard, cast

from fastapi import FastAPI
from picows import (
    WSAutoPingStrategy,
    WSListener,
    WSTransport,
    WSUpgradeRequest,
    WSUpgradeResponse,
    WSUpgradeResponseWithListener,
)
from picows.picows import WSProtocol  # type: ignore[attr-defined]
from starlette.requests import HTTPConnection
from uvicorn import Config
from uvicorn.protocols.websockets.auto import AutoWebSocketsProtocol
from uvicorn.server import ServerState

from receptionist.channels.phone_stream import MediaStream, Take
from receptionist.channels.twilio_desk import STREAM, phone_desk
from receptionist.channels.twilio_pacer import Pacer
from receptionist.engines.messages import TEXT, MessageListener

logger = logging.getLogger(__name__)

HANDSHAKE_SECONDS = 10.0
PING_SECONDS = 20.0
MAX_MESSAGE_BYTES = 1_000_000
READ_BUFFER_BYTES = 4096
# Little more than a second of audio: what lies in here can't be taken back when the caller interrupts.
WRITE_BUFFER_BYTES = 16 * 1024
RESTARTING = 1012


class PhoneOrWebSocket(asyncio.Protocol):
    """A connection that uvicorn upgrades, until it is known whose it is."""

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any], **others: Any) -> None:
        self._config = config
        self._state = server_state
        self._uvicorn = {"config": config, "server_state": server_state, "app_state": app_state, **others}
        self._transport: asyncio.Transport | None = None
        self._owner: asyncio.Protocol | asyncio.BufferedProtocol | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by uvicorn with a transport that is connected already."""
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """First the request's head, whole; then what comes before the connection has changed hands."""
        if self._owner is not None:
            if isinstance(self._owner, asyncio.Protocol):
                self._owner.data_received(data)
            return
        transport = self._transport
        if transport is None:
            return
        app: object = self._config.app
        if data.split(b" ", 2)[1].partition(b"?")[0] == STREAM.encode() and _has_a_phone(app):
            # No bytes may come while uvicorn's reader is exchanged for one that reads into picows' buffer.
            transport.pause_reading()
            phone = _media_protocol(app, self._state)
            self._owner = phone
            phone.connection_made(transport)
            _feed(phone, data)
            asyncio.get_running_loop().call_soon(_hand_over, transport, phone)
            return
        if AutoWebSocketsProtocol is None:
            raise RuntimeError("uvicorn found no WebSocket library")
        other = AutoWebSocketsProtocol(**self._uvicorn)
        self._owner = other
        other.connection_made(transport)
        other.data_received(data)
        # uvicorn makes this object the protocol once the head was taken, so the exchange has to come after that.
        asyncio.get_running_loop().call_soon(transport.set_protocol, other)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._owner is not None:
            self._owner.connection_lost(exc)

    def eof_received(self) -> bool | None:
        return self._owner.eof_received() if self._owner is not None else None

    def pause_writing(self) -> None:
        if self._owner is not None:
            self._owner.pause_writing()

    def resume_writing(self) -> None:
        if self._owner is not None:
            self._owner.resume_writing()


class MediaListener(MessageListener):
    """Twilio's end of a stream, as `phone_stream.Wire`. uvicorn counts it and its task among its own."""

    def __init__(self, app: FastAPI, request: HTTPConnection, state: ServerState) -> None:
        super().__init__(MAX_MESSAGE_BYTES)
        self._transport: WSTransport | None = None
        self._state = state
        # Bound to the transport itself once there is one, which takes no more after a close; it is called for every
        # frame of every call.
        self.send: Callable[[str], None] = self._send_early
        self._stream = MediaStream(self, phone_desk(request), app.state.switchboard, _pacer(app))
        self.listen(self._stream.message)

    # As the stream's wire

    def _send_early(self, message: str, /) -> None:
        """Before the connection is there, nothing is sent."""

    def close(self, code: int, reason: str, /) -> None:
        if self._transport is not None:
            self.close_with(self._transport, code, reason)

    def cut(self) -> None:
        if self._transport is not None:
            self._transport.disconnect(graceful=False)

    def listen(self, take: Take) -> None:
        # In the method's place, because what stands between is paid for with each frame of each call.
        self.on_message = take  # type: ignore[method-assign]

    # As one of uvicorn's connections

    def shutdown(self) -> None:
        """The server stops and tells the far end so."""
        self.close(RESTARTING, "")

    # What picows tells

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        self.send = functools.partial(transport.send, TEXT)
        transport.underlying_transport.set_write_buffer_limits(high=WRITE_BUFFER_BYTES)
        self._state.connections.add(self)  # type: ignore[arg-type]
        task = asyncio.get_running_loop().create_task(self._stream.serve(), name="phone stream")
        self._state.tasks.add(task)
        task.add_done_callback(self._served)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._transport = None
        self._state.connections.discard(self)
        self._stream.lost()

    def pause_writing(self) -> None:
        self._stream.pause()

    def resume_writing(self) -> None:
        self._stream.resume()

    def _served(self, task: "asyncio.Task[None]") -> None:
        self._state.tasks.discard(task)
        self.cut()
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("A media stream broke with %s", type(error).__name__)


def _has_a_phone(app: object) -> TypeGuard[FastAPI]:
    return isinstance(app, FastAPI) and hasattr(app.state, "switchboard")


def _pacer(app: FastAPI) -> Pacer:
    """The one beat of this service's telephone lines."""
    pacer: Pacer | None = getattr(app.state, "phone_pacer", None)
    if pacer is None:
        pacer = app.state.phone_pacer = Pacer(app.state.switchboard.clock)
    return pacer


def _media_protocol(app: FastAPI, state: ServerState) -> WSProtocol:
    def accept(request: WSUpgradeRequest) -> WSListener | WSUpgradeResponseWithListener:
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()]
        connection = HTTPConnection({"type": "websocket", "path": STREAM, "headers": headers, "app": app})
        if not phone_desk(connection).stream_is_signed(connection):
            logger.warning("A media stream with a wrong signature was refused")
            return WSUpgradeResponseWithListener(WSUpgradeResponse.create_error_response(403), None)
        return MediaListener(app, connection, state)

    # The library has no public way to take over a connection that someone else accepted; a test holds it to this one.
    return WSProtocol(
        None,
        None,
        False,
        accept,
        logging.getLogger("picows.server"),
        True,
        HANDSHAKE_SECONDS,
        True,
        PING_SECONDS,
        PING_SECONDS,
        WSAutoPingStrategy.PING_WHEN_IDLE,
        True,
        MAX_MESSAGE_BYTES,
        None,
        READ_BUFFER_BYTES,
    )


def _feed(protocol: WSProtocol, data: bytes) -> None:
    """Give bytes that were read already to a protocol that reads into its own buffer."""
    while data:
        room = protocol.get_buffer(-1)
        count = min(len(room), len(data))
        room[:count] = data[:count]
        protocol.buffer_updated(count)
        data = data[count:]


def _hand_over(transport: asyncio.Transport, protocol: WSProtocol) -> None:
    if not transport.is_closing():
        transport.set_protocol(protocol)
        transport.resume_reading()
