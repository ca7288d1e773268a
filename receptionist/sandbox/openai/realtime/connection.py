"""One Realtime connection: client events in, each handled at once; server events out through the outbox.

A refused event is answered with an `error` event that carries the client's `event_id`, and the connection stays open.
"""

import asyncio
import contextlib
import copy
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from receptionist.clock import Clock
from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.openai.errors import ApiFault, invalid_type, invalid_value, missing
from receptionist.sandbox.openai.json_text import read_json
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry
from receptionist.sandbox.openai.realtime.ears import Ears
from receptionist.sandbox.openai.realtime.idle import IdleTimer
from receptionist.sandbox.openai.realtime.items import client_entry, decode_audio, item_audio
from receptionist.sandbox.openai.realtime.outbox import Outbox, Socket
from receptionist.sandbox.openai.realtime.playback import TIMES_FASTER, Playback, babble
from receptionist.sandbox.openai.realtime.responder import Responder
from receptionist.sandbox.openai.realtime.session import SESSION_SECONDS, Session, accepted_session
from receptionist.sandbox.openai.realtime.transcription import transcribe
from receptionist.sandbox.voice.slips import NO_SLIPS
from receptionist.sandbox.voice.voice import Voice

Event = dict[str, Any]


class RealtimeConnection:
    """Everything one client has: session, conversation, ears, responses. Construct, then `serve` an accepted socket."""

    def __init__(
        self,
        clock: Clock,
        model: SandboxModel,
        session: Session,
        *,
        strict: bool,
        outbox: Outbox | None = None,
        voice: Voice | None = None,
    ) -> None:
        self._clock = clock
        self._strict = strict
        self._tasks: set[asyncio.Task[None]] = set()
        self._group = asyncio.TaskGroup()
        self._session = session
        self._outbox = outbox or Outbox(strict=strict)
        self._conversation = Conversation()
        self._voice = voice
        self._turns = 0
        self._ears = Ears(lambda: self._session, self._conversation, self._outbox, self, self._spawn, voice)
        self._responder = Responder(
            clock,
            model,
            self._spawn,
            lambda: self._session,
            self._conversation,
            self._outbox,
            self._response_done,
            self._say,
        )
        self._idle = IdleTimer(clock, self._spawn)
        self._handlers: dict[str, Callable[[Event], None]] = {
            "session.update": self._session_update,
            "input_audio_buffer.append": self._buffer_append,
            "input_audio_buffer.commit": lambda _: self._ears.commit(),
            "input_audio_buffer.clear": lambda _: self._ears.clear(),
            "output_audio_buffer.clear": self._output_clear,
            "conversation.item.create": self._item_create,
            "conversation.item.retrieve": self._item_retrieve,
            "conversation.item.delete": self._item_delete,
            "conversation.item.truncate": self._item_truncate,
            "response.create": self._response_create,
            "response.cancel": lambda event: self._responder.cancel(event.get("response_id")),
        }

    async def serve(self, socket: Socket) -> None:
        """Talk until either side closes; a bug in here raises, as an exception group, and so closes the socket."""
        self._outbox.emit("session.created", session=copy.deepcopy(self._session.wire))
        async with self._group:
            self._spawn(self._outbox.pump(socket))
            self._spawn(self._expire())
            try:
                await self._read(socket)
            finally:
                for task in self._tasks:
                    task.cancel()

    def handle(self, text: str) -> None:
        """Handle one frame; whatever is wrong with it is answered, not raised."""
        client_event_id = None
        try:
            event = _parsed(text)
            if isinstance(event.get("event_id"), str):
                client_event_id = event["event_id"]
            self._check(event)
            self._handlers[event["type"]](event)
        except ApiFault as fault:
            self._outbox.fault(fault, client_event_id)

    def speech_started(self) -> None:
        """Barge-in: the ears heard somebody begin to speak."""
        self._idle.stop()
        detection = self._session.turn_detection
        if detection is not None and detection.interrupt_response:
            self._responder.interrupt()

    def turn_committed(self, entry: Entry, *, by_vad: bool) -> None:
        """The ears finished a turn: have it transcribed, and answered where turn detection says so."""
        transcriber = self._session.transcriber
        if transcriber is not None:
            self._turns += 1
            slips = self._voice.slips if self._voice is not None else NO_SLIPS
            self._spawn(transcribe(self._clock, self._outbox, entry, transcriber, slips, self._turns))
        detection = self._session.turn_detection
        if not by_vad or detection is None or not detection.create_response:
            return
        if detection.interrupt_response:
            # A response that the client asked for while the caller was speaking makes way for the caller's turn.
            self._responder.interrupt()
        with self._answering():
            self._responder.create({})

    def _say(self, text: str, format: AudioFormat, speed: float) -> AsyncGenerator[tuple[str, bytes], None]:
        """With the voice where there is one now, else by babble."""
        say = self._voice.say if self._voice is not None and self._voice.ready else babble
        return say(text, format, speed)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._group.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _read(self, socket: Socket) -> None:
        while (message := await socket.receive())["type"] != "websocket.disconnect":
            if message.get("text") is not None:
                self.handle(message["text"])
            else:
                self._outbox.fault(ApiFault("Binary frames are not supported; send JSON text.", code="invalid_value"))

    async def _expire(self) -> None:
        await self._clock.sleep(SESSION_SECONDS)
        minutes = SESSION_SECONDS // 60
        message = f"Your session hit the maximum duration of {minutes} minutes."
        self._outbox.fault(ApiFault(message, code="session_expired"))
        self._outbox.close(1001, message)

    def _check(self, event: Event) -> None:
        kind = event.get("type")
        if kind is None:
            raise missing("type")
        if not isinstance(kind, str):
            raise invalid_type("type", "a string", kind)
        if kind not in self._handlers:
            raise invalid_value("type", kind, wire.CLIENT_EVENT_TYPES)
        if kind == "session.update":
            # The session has two shapes; its own module tells them apart and explains what is wrong with it.
            if "session" not in event:
                raise missing("session")
            accepted_session(event["session"], strict=self._strict)
        typed = wire.client_event(_without_references(event))
        if self._strict:
            wire.reject_unknown(typed)

    @contextlib.contextmanager
    def _answering(self) -> Any:
        try:
            yield
        except ApiFault as fault:
            self._outbox.fault(fault)

    def _session_update(self, event: Event) -> None:
        self._session.update(event["session"], strict=self._strict, voice_is_fixed=self._responder.has_spoken)
        self._ears.configure()
        self._outbox.emit("session.updated", session=copy.deepcopy(self._session.wire))

    def _buffer_append(self, event: Event) -> None:
        self._ears.append(decode_audio(event["audio"], "audio"))

    def _output_clear(self, event: Event) -> None:
        message = "output_audio_buffer.clear is only supported for WebRTC and SIP connections."
        raise ApiFault(message, code="invalid_value", param="type")

    def _item_create(self, event: Event) -> None:
        entry = client_entry(event["item"], self._session.input_format)
        call_id = str(entry.wire.get("call_id"))
        if entry.wire["type"] == "function_call_output" and not self._conversation.has_call(call_id):
            message = f"Tool call ID '{call_id}' not found in conversation."
            raise ApiFault(message, code="invalid_tool_call_id", param="item.call_id")
        previous = self._conversation.add(entry, event.get("previous_item_id"))
        self._ears.hear_item(entry, item_audio(event["item"]))
        self._outbox.item("conversation.item.added", entry, previous)
        self._outbox.item("conversation.item.done", entry, previous)

    def _item_retrieve(self, event: Event) -> None:
        entry = self._conversation.find(event["item_id"], "retrieving")
        self._outbox.emit("conversation.item.retrieved", item=copy.deepcopy(entry.wire))

    def _item_delete(self, event: Event) -> None:
        self._conversation.delete(event["item_id"])
        self._outbox.emit("conversation.item.deleted", item_id=event["item_id"])

    def _item_truncate(self, event: Event) -> None:
        place = {name: event[name] for name in ("item_id", "content_index", "audio_end_ms")}
        self._conversation.truncate(**place)
        self._outbox.emit("conversation.item.truncated", **place)

    def _response_create(self, event: Event) -> None:
        self._responder.create(event.get("response") or {})
        self._idle.stop()

    def _response_done(self, playback: Playback) -> None:
        detection = self._session.turn_detection
        if detection is None or detection.idle_timeout_ms is None or self._ears.speaking:
            return
        # The caller hears the response to its end before the silence begins to count.
        unheard = playback.audio_ms * (1 - 1 / TIMES_FASTER)
        since = self._ears.position_ms + round(unheard)
        self._idle.start((unheard + detection.idle_timeout_ms) / 1000, lambda: self._idle_expired(since))

    def _idle_expired(self, since_ms: int) -> None:
        detection = self._session.turn_detection
        wanted = detection is not None and detection.idle_timeout_ms is not None
        if wanted and self._responder.active is None and not self._ears.speaking:
            self._ears.commit_silence(since_ms)


def _parsed(text: str) -> Event:
    try:
        event = read_json(text)
    except ValueError:
        message = "Could not parse the event: it is not valid JSON."
        raise ApiFault(message, code="invalid_json") from None
    if not isinstance(event, dict):
        raise invalid_type("event", "an object", event)
    return event


def _without_references(event: Event) -> Event:
    """The event without the item references in `response.input`, which the API knows and the SDK's type does not."""
    response = event.get("response")
    if not isinstance(response, dict) or not isinstance(response.get("input"), list):
        return event
    kept = [i for i in response["input"] if not (isinstance(i, dict) and i.get("type") == "item_reference")]
    return {**event, "response": {**response, "input": kept}}
