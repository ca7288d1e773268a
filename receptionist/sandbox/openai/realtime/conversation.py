"""The conversation of a Realtime session: its items in order, and what of them a model has heard and said."""

import asyncio
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.model import Called, Item, Returned, Said


@dataclass
class Entry:
    """One item: `wire` is what clients see; `words` what was said, each with the audio offset (ms) at which it ends.

    `words` of a message without audio is empty, and its text is in `wire`. `cut_ms` is where a truncation ended what
    was heard. `audio_ms` is the length of the audio received or generated. While an ear still works on the audio,
    `hearing` is that work; the words are there when it is done.
    """

    wire: dict[str, Any]
    words: list[tuple[float, str]] = field(default_factory=list)
    audio_ms: float = 0.0
    cut_ms: float | None = None
    hearing: "asyncio.Task[None] | None" = None

    @property
    def id(self) -> str:
        return str(self.wire["id"])

    @property
    def has_audio(self) -> bool:
        kinds = {part.get("type") for part in self.wire.get("content", ())}
        return bool(kinds & {"input_audio", "output_audio"})

    @property
    def is_model_audio(self) -> bool:
        return self.wire.get("role") == "assistant" and self.audio_ms > 0

    def add_word(self, word: str, audio_ms: float) -> None:
        """A word whose audio, `audio_ms` long, follows what there is."""
        self.audio_ms += audio_ms
        self.words.append((self.audio_ms, word))

    def text(self) -> str:
        """The words as a model has them in its context: without those that a truncation took away."""
        parts = self.wire.get("content", ())
        texts = [part.get("text") or "" for part in parts]
        if self.words:
            texts += [word for end, word in self.words if self.cut_ms is None or end <= self.cut_ms]
        else:
            texts += [part.get("transcript") or "" for part in parts]
        return " ".join(text for text in texts if text)

    def model_item(self) -> Item | None:
        """The item as a model reads it; None for kinds that a model does not read here."""
        kind = self.wire["type"]
        if kind == "message":
            return Said(self.wire["role"], self.text())
        if kind == "function_call":
            return Called(self.wire.get("call_id") or "", self.wire["name"], self.wire["arguments"])
        if kind == "function_call_output":
            return Returned(self.wire["call_id"], self.wire["output"])
        return None


class Conversation:
    """Items in order; every refusal is an ApiFault in the vendor's words."""

    def __init__(self) -> None:
        self.id = new_id("conv")
        self._entries: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    @property
    def last_id(self) -> str | None:
        return self._entries[-1].id if self._entries else None

    def find(self, item_id: str, doing: str) -> Entry:
        """The entry with this id; `doing` ("retrieving") goes into the error when there is none."""
        for entry in self._entries:
            if entry.id == item_id:
                return entry
        verb = {"retrieving": "retrieve", "deleting": "delete", "truncating": "truncate"}.get(doing, "create")
        raise ApiFault(
            f"Error {doing} item: the item with id '{item_id}' does not exist.",
            code=f"item_{verb}_invalid_item_id",
            param="item_id",
        )

    def add(self, entry: Entry, previous: str | None = None) -> str | None:
        """Insert after `previous` (None: at the end, "root": at the start); returns the id now standing before it."""
        if any(other.id == entry.id for other in self._entries):
            message = f"Error adding item: an item with id '{entry.id}' already exists."
            raise ApiFault(message, code="item_create_duplicate_item_id", param="item.id")
        place = self._place(previous)
        self._entries.insert(place, entry)
        return self._entries[place - 1].id if place else None

    def _place(self, previous: str | None) -> int:
        if previous is None:
            return len(self._entries)
        if previous == "root":
            return 0
        for index, entry in enumerate(self._entries):
            if entry.id == previous:
                return index + 1
        message = f"Error adding item: the previous item with id '{previous}' does not exist."
        raise ApiFault(message, code="item_create_invalid_previous_item_id", param="previous_item_id")

    def before(self, entry: Entry) -> str | None | Literal[False]:
        """The id standing before the entry (None: it is the first); False when the entry was deleted."""
        previous = None
        for other in self._entries:
            if other is entry:
                return previous
            previous = other.id
        return False

    def delete(self, item_id: str) -> None:
        self._entries.remove(self.find(item_id, "deleting"))

    def truncate(self, item_id: str, content_index: int, audio_end_ms: int) -> None:
        """Cut a message of the model to what was played; its transcript goes, as clients cannot know where it ended."""
        entry = self.find(item_id, "truncating")
        if not entry.is_model_audio or content_index != 0:
            message = "Only model output audio messages can be truncated."
            param = "content_index" if entry.is_model_audio else "item_id"
            raise ApiFault(message, code="invalid_value", param=param)
        length = entry.audio_ms if entry.cut_ms is None else min(entry.audio_ms, entry.cut_ms)
        if audio_end_ms < 0 or audio_end_ms > math.ceil(length):
            message = f"Audio content of {length:g}ms is already shorter than {audio_end_ms}ms"
            raise ApiFault(message, code="invalid_value", param="audio_end_ms")
        entry.cut_ms = float(audio_end_ms)
        for part in entry.wire["content"]:
            part.pop("transcript", None)

    def has_call(self, call_id: str) -> bool:
        """Whether a function call with this id stands in the conversation."""
        return any(e.wire["type"] == "function_call" and e.wire.get("call_id") == call_id for e in self._entries)


def model_items(entries: Iterable[Entry]) -> tuple[Item, ...]:
    """The entries as a model reads them."""
    found = (entry.model_item() for entry in entries)
    return tuple(item for item in found if item is not None)
