"""Lexi's utterances as they play: whether the caller has already heard a question in what she is saying.

Words arrive well before the sound that says them is played, and no server tells which sample says which word. Within
an utterance the words are therefore taken to be spread evenly over its sound.
"""

import re
from dataclasses import dataclass

# Of G.711, eight bytes.
BASE64_A_MS = 8 * 4 / 3
# About a second of speech: a caller who says yes as the question comes to its point is answering it.
AHEAD_CHARACTERS = 15
MOST_KEPT = 8
_SENTENCE = re.compile(r"[^.!?]*[.!?]+|[^.!?]+$")


@dataclass(slots=True)
class Utterance:
    """One item of Lexi's: its words and its sound as far as they have come, in characters of text and of base64."""

    text: str = ""
    sound_characters: int = 0

    def asks_by(self, heard_ms: float | None) -> bool:
        """Whether a question had begun by then; None: all of the item was heard."""
        reached = float(len(self.text))
        if heard_ms is not None and self.sound_characters:
            reached = min(1.0, heard_ms * BASE64_A_MS / self.sound_characters) * len(self.text)
        elif heard_ms is not None:
            reached = 0.0
        return any(
            "?" in sentence.group() and sentence.start() <= reached + AHEAD_CHARACTERS
            for sentence in _SENTENCE.finditer(self.text)
        )


class Utterances:
    """The newest items of Lexi's."""

    def __init__(self) -> None:
        self._items: dict[str, Utterance] = {}

    def words(self, item_id: str, text: str) -> None:
        """More of an item's words."""
        self._of(item_id).text += text

    def complete(self, item_id: str, text: str) -> None:
        """All of an item's words."""
        self._of(item_id).text = text

    def sounding(self, item_id: str) -> Utterance:
        """The item that sound comes of; whoever brings the sound adds it up."""
        return self._of(item_id)

    def knows(self, item_id: str) -> bool:
        """Whether anything of this item is known."""
        return item_id in self._items

    def question_heard(self, item_id: str | None, heard_ms: float | None) -> bool:
        """Whether the caller, who has heard that much of the item, has been asked something.

        None for the item: everything was heard, so the newest one counts.
        """
        if item_id is None:
            newest = next(reversed(self._items.values()), None)
            return newest is not None and newest.asks_by(None)
        item = self._items.get(item_id)
        return item is not None and item.asks_by(heard_ms)

    def last_words(self, characters: int) -> str:
        """The end of what Lexi has said so far."""
        newest = next(reversed(self._items.values()), None)
        return newest.text[-characters:].strip() if newest is not None else ""

    def _of(self, item_id: str) -> Utterance:
        item = self._items.get(item_id)
        if item is None:
            item = self._items[item_id] = Utterance()
            while len(self._items) > MOST_KEPT:
                del self._items[next(iter(self._items))]
        return item
