"""A Realtime server of the fewest parts: it answers with the caller's own audio, frame by frame, and talks meanwhile.

Once a response was asked for, every appended frame comes back at once as an audio delta of the running item, with a
transcript delta each second and a transcribed turn of the caller's every five. `barge_in` begins a caller's turn: the
running response ends as cancelled, and after it a new one goes on with the echo under a new item.
"""

import json
import time

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest

SESSION = {
    "type": "realtime",
    "id": "sess_1",
    "object": "realtime.session",
    "model": "gpt-realtime-2.1-mini",
    "output_modalities": ["audio"],
    "audio": {
        "input": {
            "format": {"type": "audio/pcmu"},
            "turn_detection": {
                "type": "server_vad",
                "threshold": 0.6,
                "prefix_padding_ms": 300,
                "silence_duration_ms": 600,
                "create_response": True,
                "interrupt_response": True,
            },
        },
        "output": {"format": {"type": "audio/pcmu"}, "voice": "marin"},
    },
}
TRANSCRIPT_FRAMES, TURN_FRAMES = 50, 250


class _Client(msgspec.Struct):
    type: str
    audio: str = ""
    session: msgspec.Raw = msgspec.Raw(b"")


_read = msgspec.json.Decoder(_Client).decode


class EchoModel(WSListener):
    """One session. `on_barge_in` of the call that it serves is set by whoever pairs them."""

    sessions: "list[EchoModel]" = []

    def __init__(self) -> None:
        self.frames = 0
        self._item = 0
        self._responding = self._own_turns = False
        self._head = b""
        self._transport: WSTransport | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        EchoModel.sessions.append(self)
        self._send("session.created", session=SESSION)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._transport = None
        EchoModel.sessions.remove(self)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code())
            transport.disconnect()
            return
        if frame.msg_type != WSMsgType.TEXT:
            return
        message = _read(frame.get_payload_as_memoryview())
        if message.type == "input_audio_buffer.append":
            if self._responding:
                self._echo(transport, message.audio)
        elif message.type == "session.update":
            self._own_turns = self._own_turns or b'"create_response":false' in bytes(message.session)
            self._send("session.updated", session=SESSION)
        elif message.type == "response.cancel" and self._responding:
            self._end_response()
        elif message.type == "response.create" and not self._responding:
            self._respond()

    def barge_in(self) -> float:
        """The caller speaks up; the instant at which the server says so."""
        if self._transport is None:
            return 0.0
        self._send("input_audio_buffer.speech_started", item_id=f"caller_{self._item}", audio_start_ms=0)
        at = time.perf_counter()
        if not self._own_turns:
            self._end_response()
        return at

    def answer(self) -> None:
        """The turn after a barge-in is over: a new response, or the words that the client answers by itself."""
        if not self._own_turns:
            self._respond()
            return
        if self._responding:
            self._end_response()
        item_id = f"caller_{self._item}"
        self._send("input_audio_buffer.speech_stopped", item_id=item_id, audio_end_ms=10)
        self._send("input_audio_buffer.committed", item_id=item_id, previous_item_id=None)
        self._transcribed(item_id)

    def _respond(self) -> None:
        self._item += 1
        self._responding = True
        self._send("response.created", response=self._response("in_progress"))
        self._head = (
            f'{{"type":"response.output_audio.delta","event_id":"event_1","response_id":"resp_{self._item}",'
            f'"item_id":"item_{self._item}","output_index":0,"content_index":0,"delta":"'
        ).encode()

    def _end_response(self) -> None:
        self._responding = False
        self._send("response.done", response=self._response("cancelled"))

    def _response(self, status: str) -> dict[str, object]:
        return {"id": f"resp_{self._item}", "object": "realtime.response", "status": status, "output": []}

    def _echo(self, transport: WSTransport, audio: str) -> None:
        transport.send(WSMsgType.TEXT, self._head + audio.encode() + b'"}')
        self.frames += 1
        where = {"response_id": f"resp_{self._item}", "item_id": f"item_{self._item}", "output_index": 0}
        if self.frames % TRANSCRIPT_FRAMES == 0:
            self._send("response.output_audio_transcript.delta", **where, content_index=0, delta=" one two three")
        if self.frames % TURN_FRAMES == 0:
            self._transcribed(f"caller_{self.frames}")

    def _transcribed(self, item_id: str) -> None:
        self._send(
            "conversation.item.input_audio_transcription.completed",
            item_id=item_id,
            content_index=0,
            transcript="What are your hours on Friday?",
            usage={"type": "duration", "seconds": 2},
        )

    def _send(self, kind: str, **fields: object) -> None:
        if self._transport is not None:
            self._transport.send(WSMsgType.TEXT, json.dumps({"type": kind, "event_id": "event_1", **fields}))


def accept(_: WSUpgradeRequest) -> EchoModel:
    """A session for whoever connects."""
    return EchoModel()
