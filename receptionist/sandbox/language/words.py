"""Callers' text made plain before it is read: lower case, straight quotes, single spaces, no fillers' noise."""

from __future__ import annotations

import re
from functools import lru_cache

from receptionist.sandbox.language.typos import mended

LONGEST = 1000
"""Readers look at no more characters than this, so that a pasted book costs no more than a long sentence."""

_MARKS = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "`": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": " - ",
        "\u2026": "... ",
    }
)
_SPACES = re.compile(r"\s+")
_FILLERS = re.compile(r"\b(?:u+h+m*|u+m+|e+r+m*|h+m+|mm+)\b[,.]*\s*", re.IGNORECASE)
_SHORTENED = re.compile(
    r"\b(?:(don|can|won|doesn|didn|isn|couldn|wouldn|haven|hasn|hadn|wasn|weren|aren|shouldn|ain)(t)"
    r"|(that|what|where|when|how|who|there|it|let|she|he(?=s\b))(s)(?!')|(i)(m|ve)|(you|they|we(?=ve))(re|ve)"
    r"|(i)(d)(?= (?:like|love|rather|prefer|need|want|appreciate|be|say|go|take)\b)"
    r"|(i)(ll)(?= (?:take|be|do|have|go|come|try|need|call|just|see|get|pick)\b)"
    r"|(that|it)(ll))\b",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """Straight quotes and dashes, single spaces and no "um"; letter case is kept."""
    straight = text[:LONGEST].translate(_MARKS)
    return _SPACES.sub(" ", _FILLERS.sub("", straight)).strip()


def apostrophes(text: str) -> str:
    """The text with the apostrophe that typed "dont", "im" and "its dana" leave out; letter case is kept."""
    return _SHORTENED.sub(lambda match: "'".join(filter(None, match.groups())), text)


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The tidied text in lower case, with its apostrophes and without slips in the words that matter."""
    return mended(apostrophes(tidy(text).lower()))


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """Lower-case words and apostrophes only, single-spaced: for phrase lists that do not care about punctuation."""
    return _SPACES.sub(" ", re.sub(r"[^\w' ]+", " ", plain(text))).strip()
