"""Callers' text made plain before it is read: lower case, straight quotes, single spaces, no fillers' noise."""

from __future__ import annotations

import re

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
    r"\b(?:(don|can|won|doesn|didn|isn|couldn|wouldn|haven|hasn|wasn|"
    r"aren|shouldn)(t)|(that|what|where)(s)|(i)(m|ve))\b"
)


def tidy(text: str) -> str:
    """Straight quotes and dashes, single spaces and no "um"; letter case is kept."""
    straight = text[:LONGEST].translate(_MARKS)
    return _SPACES.sub(" ", _FILLERS.sub("", straight)).strip()


def plain(text: str) -> str:
    """The tidied text in lower case, with the apostrophe that typed "dont" and "im" leave out."""
    return _SHORTENED.sub(lambda match: "'".join(filter(None, match.groups())), tidy(text).lower())


def bare(text: str) -> str:
    """Lower-case words and apostrophes only, single-spaced: for phrase lists that do not care about punctuation."""
    return _SPACES.sub(" ", re.sub(r"[^\w' ]+", " ", plain(text))).strip()
