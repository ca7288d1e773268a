"""The Agents SDK's Realtime model with an audio path of its own; everything but audio is the SDK's code, unchanged.

Lexi's audio becomes no event of the SDK's: base64 text goes from the socket's callback straight to a sink, and what
the SDK must know of it to truncate well (which item, how long) is noted before the next event is handled. The caller's
audio is wrapped into its message as the base64 text it came as.
"""

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import msgspec
from agents.realtime import OpenAIRealtimeWebSocketModel
from agents.realtime.model_events import RealtimeModelRawServerEvent
from agents.realtime.model_inputs import RealtimeModelSendEvent, RealtimeModelSendRawMessage
from agents.realtime.openai_realtime import TransportConfig
from agents.version import __version__ as agents_version
from openai.types.realtime import RealtimeClientEvent, ResponseCreateEvent
from pydantic import TypeAdapter, ValidationError
from websockets.asyncio.client import ClientConnection

from receptionist.engines.transport import EngineSocket, Keepalive, connect

logger = logging.getLogger(__name__)

OnAudio = Callable[[str, str], None]
"""A sink of Lexi's audio: base64 payload in the session's output format, and the item's id. It must not raise."""


Spare = Callable[[], Awaitable[EngineSocket | None]]
"""Gives a socket to the same address that is open already, if there is one. Whoever is given it closes it."""


class _AudioDelta(msgspec.Struct, tag_field="type", tag="response.output_audio.delta", gc=False):
    """What the vendor requires of the event; one that lacks any of it is left to the SDK to report."""

    event_id: str
    response_id: str
    item_id: str
    output_index: int
    content_index: int
    delta: str


class _Append(msgspec.Struct, tag_field="type", tag="input_audio_buffer.append", gc=False):
    audio: str


# The SDK builds this anew for each raw message, which would hold up every call for twenty milliseconds.
_CLIENT_EVENTS: TypeAdapter[RealtimeClientEvent] = TypeAdapter(RealtimeClientEvent)
_FOR_THE_CALL_ALONE = frozenset(
    {
        "response.output_audio_transcript.delta",
        "response.output_text.delta",
        "conversation.item.input_audio_transcription.delta",
    }
)
_read_delta = msgspec.json.Decoder(_AudioDelta).decode
_write = msgspec.json.Encoder().encode


def _client_event(event: RealtimeModelSendRawMessage) -> RealtimeClientEvent | None:
    """The message as the vendor's types have it; None when it isn't one of theirs."""
    try:
        return _CLIENT_EVENTS.validate_python({"type": event.message["type"], **event.message.get("other_data", {})})
    except (KeyError, ValidationError):
        return None


class PassThroughModel(OpenAIRealtimeWebSocketModel):
    """One connection of one call. Without `on_audio` audio takes the SDK's way, as events.

    Connecting takes the `spare` socket if there is one, whose first messages are then read like any others.
    """

    def __init__(
        self,
        on_audio: OnAudio | None,
        *,
        handshake_seconds: float,
        ping_timeout_seconds: float,
        own_turns: bool = False,
        spare: Spare | None = None,
    ) -> None:
        super().__init__()
        self._own_turns = own_turns
        self._spare = spare
        self._on_audio = on_audio
        self._handshake_seconds = handshake_seconds
        self._keepalive = Keepalive(timeout=ping_timeout_seconds)
        self._socket: EngineSocket | None = None
        self._uncounted: _AudioDelta | None = None
        self._uncounted_bytes = 0

    def append_audio(self, payload: str) -> None:
        """Send the caller's audio: base64 in the session's input format. Does nothing on a connection that is gone."""
        socket = self._socket
        if socket is not None:
            socket.send_audio(_write(_Append(payload)))

    async def send_event(self, event: RealtimeModelSendEvent) -> None:
        """Send an event of the SDK's."""
        self._note_audio()
        raw = _client_event(event) if isinstance(event, RealtimeModelSendRawMessage) else None
        if raw is None:
            # What is no raw message, or no valid one, is the SDK's to send or to complain about.
            await super().send_event(event)
        elif isinstance(raw, ResponseCreateEvent):
            version = await self._reserve_response_create_request(manual=True)
            self._start_response_create(version, response_create=raw, manual=True)
        else:
            await self._send_raw_message(raw)

    async def close(self) -> None:
        """Close the connection."""
        await super().close()
        self._socket = None

    async def _create_websocket_connection(
        self, url: str, headers: dict[str, str], transport_config: TransportConfig | None = None
    ) -> ClientConnection:
        socket = await self._spare() if self._spare is not None else None
        if socket is None:
            socket = await connect(
                url,
                {"User-Agent": f"Agents/Python {agents_version}", **headers},
                self._take,
                handshake_seconds=self._handshake_seconds,
                keepalive=self._keepalive,
            )
        else:
            socket.show_to(self._take)
        self._socket = socket
        # The model uses of a connection what `EngineSocket` has.
        return cast(ClientConnection, self._socket)

    async def _handle_ws_event(self, event: dict[str, Any]) -> None:
        self._note_audio()
        kind = event.get("type")
        # At the start of speech the SDK would cancel and truncate at once; whether that sound ends anything is the
        # call's to decide. And what only feeds the SDK's history of the call would cost every call many times a second.
        if (self._own_turns and kind == "input_audio_buffer.speech_started") or (
            self._on_audio is not None and kind in _FOR_THE_CALL_ALONE
        ):
            await self._emit_event(RealtimeModelRawServerEvent(data=event))
            return
        await super()._handle_ws_event(event)

    def _take(self, socket: EngineSocket, message: memoryview | bytes) -> bool:
        """Pass audio on; True when the message was audio."""
        on_audio = self._on_audio
        if on_audio is None:
            return False
        try:
            delta = _read_delta(message)
        except msgspec.DecodeError:
            return False
        if delta.response_id in self._interrupted_audio_response_ids:
            return True
        try:
            on_audio(delta.delta, delta.item_id)
        except Exception as error:  # noqa: BLE001  (a broken sink must not cost the call its connection)
            logger.error("Audio could not be passed on: %s", type(error).__name__)  # noqa: TRY400
        last = self._uncounted
        if not socket.settled:
            socket.wait_in_line(functools.partial(self._count, delta))
        elif last is not None and last.item_id == delta.item_id and last.content_index == delta.content_index:
            payload = delta.delta
            self._uncounted_bytes += len(payload) * 3 // 4 - (payload[-1:] == "=") - (payload[-2:] == "==")
        else:
            self._count(delta)
        return True

    def _count(self, delta: _AudioDelta) -> None:
        """Add audio up, in its turn among the events, until the tracker needs to know of it."""
        last, payload = self._uncounted, delta.delta
        if last is None or last.item_id != delta.item_id or last.content_index != delta.content_index:
            self._note_audio()
            self._uncounted = delta
        self._uncounted_bytes += len(payload) * 3 // 4 - (payload[-1:] == "=") - (payload[-2:] == "==")

    def _note_audio(self) -> None:
        delta, self._uncounted = self._uncounted, None
        if delta is None:
            return
        # The tracker asks of the audio only how long it is.
        audio, self._uncounted_bytes = bytes(self._uncounted_bytes), 0
        self._current_item_id = delta.item_id
        self._audio_state_tracker.on_audio_delta(
            delta.item_id, delta.content_index, audio, response_id=delta.response_id
        )
