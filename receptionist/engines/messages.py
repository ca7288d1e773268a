"""Whole WebSocket messages out of picows' frames, and the closing handshake: what either end of the audio path needs.

picows hands over single frames: a message in fragments, and the answer to a close, are left to its user.
"""

import logging

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

# Its lines at INFO name addresses, and its debug lines hold the headers with the key.
logger = logging.getLogger("picows")
logger.setLevel(logging.ERROR)

TEXT = WSMsgType.TEXT
# No set, because a lookup in one hashes the member, and an enumeration's hash is Python code.
_DATA = (WSMsgType.TEXT, WSMsgType.BINARY)


class MessageListener(WSListener):
    """Base of a connection's listener. Subclasses take messages, and know at the end how the connection closed.

    `received` is the far end's close code and reason, None when it went away without one; `sent` is ours.
    """

    def __init__(self, max_size: int) -> None:
        self.received: tuple[int, str] | None = None
        self.sent: tuple[int, str] | None = None
        self._max_size = max_size
        self._parts: bytearray | None = None
        self._parts_text = True

    def on_message(self, data: memoryview | bytes, *, text: bool) -> None:
        """Take one whole message. A memoryview is valid during this call only."""
        raise NotImplementedError

    def on_pong(self) -> None:
        """The far end answered a ping."""

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Put messages together; answer a close."""
        kind = frame.msg_type
        if kind in _DATA:
            if transport.is_close_frame_sent:
                # picows goes on reading for a moment after a message that it refused for its size.
                return
            if frame.fin:
                self.on_message(frame.get_payload_as_memoryview(), text=kind == TEXT)
            else:
                self._parts, self._parts_text = bytearray(frame.get_payload_as_memoryview()), kind == TEXT
        elif kind == WSMsgType.CONTINUATION:
            self._continue(transport, frame)
        elif kind == WSMsgType.CLOSE:
            self._answer_close(transport, frame)
        elif kind == WSMsgType.PONG:
            self.on_pong()

    def close_with(self, transport: WSTransport, code: int, reason: str = "") -> None:
        """Send a close; nothing is sent after it."""
        if self.sent is None and not transport.is_disconnected:
            self.sent = (code, reason)
            # The library's type names the registered codes only, and takes any.
            transport.send_close(code, reason.encode())  # type: ignore[arg-type]

    def _continue(self, transport: WSTransport, frame: WSFrame) -> None:
        if self._parts is None:
            self._give_up(transport, WSCloseCode.PROTOCOL_ERROR.value, "continuation of nothing")
            return
        self._parts += frame.get_payload_as_memoryview()
        if len(self._parts) > self._max_size:
            self._give_up(transport, WSCloseCode.MESSAGE_TOO_BIG.value, "message too big")
        elif frame.fin:
            whole, self._parts = bytes(self._parts), None
            self.on_message(whole, text=self._parts_text)

    def _give_up(self, transport: WSTransport, code: int, reason: str) -> None:
        self._parts = None
        self.close_with(transport, code, reason)
        transport.disconnect()

    def _answer_close(self, transport: WSTransport, frame: WSFrame) -> None:
        if transport.is_close_frame_sent and self.sent is None:
            # picows failed the connection over what it could not read; the echo of that is no word of the far end's.
            transport.disconnect()
            return
        # Read from the payload, because the library's type names the registered codes only.
        code = int.from_bytes(frame.get_payload_as_bytes()[:2], "big")
        self.received = (code or WSCloseCode.OK.value, frame.get_close_reason() or "")
        self.close_with(transport, self.received[0])
        transport.disconnect()
