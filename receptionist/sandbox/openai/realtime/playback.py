"""One response played out as events: created, its items with their deltas, done; or cut short at any point.

Everything between two waits is emitted at once, and `finish` emits the closing events itself, so a cancelled response
is still a complete sequence. Audio goes out faster than it plays, as the vendor's does, on the injected clock.
"""

import asyncio
import base64
import copy
import json
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal

from receptionist.sandbox.captions import speak_words
from receptionist.sandbox.openai.audio import SHAPES, AudioFormat
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.model import Call, Speech
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.usage import MODEL_TOKENS_PER_SECOND

TIMES_FASTER = 5.0
_ARGUMENT_CHUNK = 24
CancelReason = Literal["turn_detected", "client_cancelled"]
# Text, format and speed in; the words with the stretch of audio that says each out, as soon as each is there.
Say = Callable[[str, AudioFormat, float], AsyncGenerator[tuple[str, bytes], None]]


async def babble(text: str, format: AudioFormat, speed: float) -> AsyncGenerator[tuple[str, bytes], None]:
    """Speech where there is no voice; its captions keep their length whatever the speed."""
    for word, audio in speak_words(text, format):
        yield word, audio


@dataclass(frozen=True)
class Style:
    """How a response is delivered, and what of its request is echoed in the response object."""

    modality: Literal["text", "audio"]
    audio_format: AudioFormat
    audio_wire: dict[str, Any]
    max_output_tokens: int | str
    metadata: dict[str, str] | None
    speed: float = 1.0
    response_id: str = field(default_factory=lambda: new_id("resp"))


class OutputLimitReached(Exception):
    """The response has used up its `max_output_tokens`."""


class Playback:
    """Plays parts into the outbox and, unless out of band, into the conversation."""

    def __init__(self, style: Style, outbox: Outbox, conversation: Conversation | None, say: Say = babble) -> None:
        self.id = style.response_id
        self.entries: list[Entry] = []
        self._style = style
        self._outbox = outbox
        self._conversation = conversation
        self._say = say
        self._open: Entry | None = None
        self._said = ""
        self._spent = 0.0

    @property
    def audio_ms(self) -> float:
        """How much audio the response has produced."""
        return sum(entry.audio_ms for entry in self.entries)

    def begin(self) -> None:
        """Announce the response."""
        self._outbox.emit("response.created", response=self._response("in_progress", None, None))

    async def play(self, parts: tuple[Speech | Call, ...], wait: Callable[[float], Any]) -> None:
        """Play all parts; `wait` is given seconds and is awaited between pieces of audio. Raises OutputLimitReached."""
        for part in parts:
            if isinstance(part, Call):
                self._call(part)
            elif self._style.modality == "text":
                await self._write(part.text)
            else:
                await self._speak(part.text, wait)

    def settle(self) -> None:
        """Close a message that is still open, as incomplete."""
        if self._open is not None:
            self._close_message(self._open, "incomplete")

    def finish(self, status: str, details: dict[str, Any] | None, usage: dict[str, Any] | None) -> None:
        """End the response with this status."""
        self.settle()
        self._outbox.emit("response.done", response=self._response(status, details, usage))

    async def _write(self, text: str) -> None:
        entry = self._open_message({"type": "text", "text": ""})
        for piece in re.findall(r"\s*\S+(?:\s+$)?", text):
            self._spend(piece, 0.0)
            self._said += piece
            self._emit("response.output_text.delta", entry, content_index=0, delta=piece)
            await asyncio.sleep(0)
        self._close_message(entry, "completed")

    async def _speak(self, text: str, wait: Callable[[float], Any]) -> None:
        entry = self._open_message({"type": "audio", "transcript": ""})
        shape = SHAPES[self._style.audio_format]
        async with aclosing(self._say(text, self._style.audio_format, self._style.speed)) as said:
            async for word, audio in said:
                piece = f" {word}" if self._said else word
                length = shape.milliseconds(len(audio))
                self._spend(piece, length)
                self._said += piece
                entry.add_word(word, length)
                self._emit("response.output_audio_transcript.delta", entry, content_index=0, delta=piece)
                encoded = base64.b64encode(audio).decode()
                self._emit("response.output_audio.delta", entry, content_index=0, delta=encoded)
                await wait(length / 1000 / TIMES_FASTER)
        self._close_message(entry, "completed")

    def _spend(self, piece: str, audio_ms: float) -> None:
        self._spent += len(piece) / 4 + audio_ms * MODEL_TOKENS_PER_SECOND / 1000
        limit = self._style.max_output_tokens
        if isinstance(limit, int) and self._spent > limit:
            raise OutputLimitReached

    def _open_message(self, part: dict[str, Any]) -> Entry:
        message = {"id": new_id("item"), "object": "realtime.item", "type": "message", "role": "assistant"}
        entry = self._add(Entry({**message, "status": "in_progress", "content": []}))
        self._open, self._said = entry, ""
        self._emit("response.content_part.added", entry, content_index=0, part=part)
        return entry

    def _close_message(self, entry: Entry, status: str) -> None:
        self._open = None
        if self._style.modality == "text":
            content = {"type": "output_text", "text": self._said}
            part = {"type": "text", "text": self._said}
            self._emit("response.output_text.done", entry, content_index=0, text=self._said)
        else:
            content = {"type": "output_audio", "transcript": self._said}
            part = {"type": "audio", "transcript": self._said}
            self._emit("response.output_audio.done", entry, content_index=0)
            self._emit("response.output_audio_transcript.done", entry, content_index=0, transcript=self._said)
        self._emit("response.content_part.done", entry, content_index=0, part=part)
        if entry.cut_ms is not None:
            content.pop("transcript", None)
        entry.wire |= {"status": status, "content": [content]}
        self._close_item(entry)

    def _call(self, call: Call) -> None:
        arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
        call_id = new_id("call")
        item = {"id": new_id("item"), "object": "realtime.item", "type": "function_call", "call_id": call_id}
        entry = self._add(Entry({**item, "name": call.name, "arguments": "", "status": "in_progress"}))
        for start in range(0, len(arguments), _ARGUMENT_CHUNK):
            delta = arguments[start : start + _ARGUMENT_CHUNK]
            self._emit("response.function_call_arguments.delta", entry, call_id=call_id, delta=delta)
        self._emit("response.function_call_arguments.done", entry, call_id=call_id, name=call.name, arguments=arguments)
        entry.wire |= {"arguments": arguments, "status": "completed"}
        self._close_item(entry)

    def _add(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        self._item_event("response.output_item.added", entry)
        if self._conversation is not None:
            previous = self._conversation.add(entry)
            self._outbox.item("conversation.item.added", entry, previous)
        return entry

    def _close_item(self, entry: Entry) -> None:
        self._item_event("response.output_item.done", entry)
        if self._conversation is not None and (previous := self._conversation.before(entry)) is not False:
            self._outbox.item("conversation.item.done", entry, previous)

    def _item_event(self, kind: str, entry: Entry) -> None:
        index = self.entries.index(entry)
        self._outbox.emit(kind, response_id=self.id, output_index=index, item=copy.deepcopy(entry.wire))

    def _emit(self, kind: str, entry: Entry, **fields: Any) -> None:
        index = self.entries.index(entry)
        self._outbox.emit(kind, response_id=self.id, item_id=entry.id, output_index=index, **fields)

    def _response(self, status: str, details: Any, usage: Any) -> dict[str, Any]:
        style = self._style
        return {
            "object": "realtime.response",
            "id": self.id,
            "status": status,
            "status_details": details,
            "output": [copy.deepcopy(entry.wire) for entry in self.entries],
            "conversation_id": self._conversation.id if self._conversation is not None else None,
            "output_modalities": [style.modality],
            "max_output_tokens": style.max_output_tokens,
            "audio": {"output": style.audio_wire},
            "usage": usage,
            "metadata": style.metadata,
        }
