"""Transcripts that are sometimes wrong, as a vendor's are: another model writes them than the one that answers.

What the ear heard is what the sandbox's model acts on; what the client reads may differ by a word that sounds alike.
"""

import random
from dataclasses import dataclass

_ALIKE = (
    ("fifteen", "fifty"),
    ("thirteen", "thirty"),
    ("Tuesday", "Thursday"),
    ("two", "to"),
    ("four", "for"),
    ("eight", "ate"),
    ("nine", "five"),
    ("cleaning", "clinic"),
    ("tooth", "truth"),
    ("crown", "brown"),
    ("filling", "feeling"),
    ("I'd", "I"),
    ("can", "can't"),
    ("a", "the"),
    ("Dana", "Donna"),
    ("Shah", "Shaw"),
)
_HEARD_AS = {word: other for pair in _ALIKE for word, other in (pair, pair[::-1])}


@dataclass(frozen=True)
class Slips:
    """`rate` is the share (0 to 1) of confusable words that come out as their neighbour; the same seed slips alike."""

    rate: float = 0.0
    seed: int = 0

    def of(self, words: list[str], turn: str) -> list[str]:
        """The words as the transcript has them; `turn` names the turn, so that each slips in its own way."""
        if self.rate <= 0:
            return words
        chance = random.Random(f"{self.seed}/{turn}")  # noqa: S311 - a seeded slip, not a secret
        return [self._slipped(word, chance) for word in words]

    def _slipped(self, word: str, chance: random.Random) -> str:
        bare = word.rstrip(".,?!")
        other = _HEARD_AS.get(bare)
        if other is None or chance.random() >= self.rate:
            return word
        return other + word[len(bare) :]


NO_SLIPS = Slips()
