"""A Realtime connection whose audio comes from a peer and plays on the server's side, as in a WebRTC or SIP call."""

import base64
import contextlib
from typing import Any

from receptionist.clock import Clock
from receptionist.sandbox.openai.audio import SHAPES, Shape
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.connection import Event, RealtimeConnection
from receptionist.sandbox.openai.realtime.control import ControlRoom
from receptionist.sandbox.openai.realtime.conversation import Entry
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.realtime.playback import Playback
from receptionist.sandbox.openai.realtime.playout import Playout
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.voice.voice import Voice

FRAME_MS = 20
_AUDIO = "response.output_audio.delta"


class _CallOutbox(Outbox):
    """Sends audio to the peer instead of the clients, and keeps the room informed of the session."""

    def __init__(self, room: ControlRoom, shape: Any, *, strict: bool) -> None:
        super().__init__(strict=strict)
        self._room = room
        self.playout = Playout(self.emit, shape)

    def emit(self, kind: str, **fields: Any) -> None:
        if kind == _AUDIO:
            self.playout.add(fields["response_id"], fields["item_id"], base64.b64decode(fields["delta"]))
            return
        if kind in ("session.created", "session.updated"):
            self._room.session = fields["session"]
            if kind == "session.created":
                # Each channel gets its own when it joins.
                return
        super().emit(kind, **fields)
        if kind == "response.done":
            self.playout.finished(fields["response"]["id"])


class CallConnection(RealtimeConnection):
    """The connection of one call. The peer calls `hear`, `play` and `key_pressed`; clients come through the room.

    With `own_format` the peer's format is the session's, whatever clients ask for, as in WebRTC.
    """

    def __init__(
        self,
        clock: Clock,
        model: SandboxModel,
        session: Session,
        room: ControlRoom,
        *,
        strict: bool,
        own_format: bool = False,
        voice: Voice | None = None,
    ) -> None:
        outbox = _CallOutbox(room, self._output_shape, strict=strict)
        super().__init__(clock, model, session, strict=strict, outbox=outbox, voice=voice)
        self._playout = outbox.playout
        self._own_format = own_format

    # What the peer does

    def hear(self, audio: bytes) -> None:
        """The caller's audio, in the session's input format."""
        self._ears.append(audio)

    def play(self) -> bytes:
        """The next 20 ms of the model's audio, in the session's output format; less, or nothing, when there is none."""
        return self._playout.take(FRAME_MS * self._output_shape().bytes_per_ms)

    def key_pressed(self, key: str) -> None:
        """The caller pressed a key of the telephone."""
        received = int(self._clock.now().timestamp())
        self._outbox.emit("input_audio_buffer.dtmf_event_received", event=key, received_at=received)

    # What the connection does otherwise than over a WebSocket

    def speech_started(self) -> None:
        active = self._responder.active
        super().speech_started()
        detection = self._session.turn_detection
        if detection is not None and detection.interrupt_response:
            self._silence(active)

    def turn_committed(self, entry: Entry, *, by_vad: bool) -> None:
        detection = self._session.turn_detection
        if by_vad and detection is not None and detection.interrupt_response:
            # What the client asked for while the caller was speaking makes way, and is not left to play on.
            active = self._responder.active
            self._responder.interrupt()
            self._silence(active)
        super().turn_committed(entry, by_vad=by_vad)

    def _output_clear(self, event: Event) -> None:
        self._silence(self._responder.active)

    def _session_update(self, event: Event) -> None:
        if self._own_format:
            event = {**event, "session": without_formats(event["session"])}
        super()._session_update(event)

    def _silence(self, active: Playback | None) -> None:
        """Stop what plays, and have the conversation hold no more of it than was heard."""
        cut = {unheard.item_id: unheard.heard_ms for unheard in self._playout.clear(active.id if active else None)}
        if active is not None:
            cut |= {entry.id: 0 for entry in active.entries if entry.is_model_audio and entry.id not in cut}
        for item_id, heard_ms in cut.items():
            # An item that a client has deleted meanwhile needs no truncation.
            with contextlib.suppress(ApiFault):
                self._conversation.truncate(item_id, 0, heard_ms)
                self._outbox.emit(
                    "conversation.item.truncated", item_id=item_id, content_index=0, audio_end_ms=heard_ms
                )

    def _output_shape(self) -> Shape:
        return SHAPES[self._session.output_format]


def without_formats(session: Any) -> Any:
    """A `session` object of a client's without its audio formats."""
    if not isinstance(session, dict) or not isinstance(session.get("audio"), dict):
        return session
    audio = {
        side: {name: value for name, value in part.items() if name != "format"} if isinstance(part, dict) else part
        for side, part in session["audio"].items()
    }
    return {**session, "audio": audio}
