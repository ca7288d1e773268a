"""The corpus of bad input, and a long story to put before a wish."""

from typing import Any

import yaml

from receptionist.settings import ROOT

BAD_INPUT: dict[str, Any] = yaml.safe_load((ROOT / "fixtures/phrases/bad_input.yaml").read_text(encoding="utf-8"))
_SENTENCES = (
    "You would not believe the morning we have had over here.",
    "The dog ran off with one of the good shoes and hid it somewhere under the porch.",
    "My neighbour says it is because of the moon, but she says that about everything.",
    "Anyway the car would not start, so I walked all the way up the hill in the rain.",
    "I keep telling everybody that the hill gets steeper, and everybody just laughs.",
)


def story(words: int = 500, *, marks: bool = True) -> str:
    """A story of about so many words that wishes for nothing."""
    told: list[str] = []
    while sum(len(sentence.split()) for sentence in told) < words:
        told.append(_SENTENCES[len(told) % len(_SENTENCES)])
    text = " ".join(told)
    return text if marks else text.replace(".", "").replace(",", "").lower()
