"""What staff have typed into Open Dental, as a model may see it: a few plain words."""

import re

LONGEST = 60


def plain(note: str) -> str:
    """A stored text cut down to a few plain words: it is data, and must not read like an instruction to a model."""
    return " ".join(re.sub(r"[^\w ,.'&/-]", " ", note).split())[:LONGEST]
