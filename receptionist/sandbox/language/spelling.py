"""Names spelled letter by letter: "O-K-A-F-O-R", "o k a f o r", "b as in boy", "double t"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Spelled:
    """A run of spelled letters, where it stands and the word they make."""

    at: int
    to: int
    word: str


_AS_IN = r"(?:,? (?:as in|like|for|is for) [a-z]+)?"
_LETTER = rf"(?:double[ -][a-z]\b|(?:capital )?[a-z]\b(?!'[a-z]){_AS_IN}|apostrophe|hyphen|dash)"
_RUN = re.compile(
    rf"(?<![\w'])(?:(?:that's|spelled|it's) )?(?P<run>{_LETTER}(?:(?:[ "
    rf",.]+|[ ]?-[ ]?){_LETTER}){{1,25}})(?![\w'])",
    re.IGNORECASE,
)
_AS_WORD = re.compile(r"\b([a-z]),? (?:as in|like|for|is for) [a-z]+", re.IGNORECASE)


def find_spelled(text: str) -> list[Spelled]:
    """Runs of at least three spelled letters, or of two that hyphens join ("L-I")."""
    found = []
    for match in _RUN.finditer(text):
        groups = list(re.finditer(r"[A-Za-z](?:-[A-Za-z])+", match["run"]))
        if len(groups) > 1 and sum(len(group.group()) for group in groups) + len(groups) - 1 == len(match["run"]):
            # "D-A-N-A O-K-A-F-O-R" is two words.
            start = match.start("run")
            found += [Spelled(start + group.start(), start + group.end(), _word(group.group())) for group in groups]
            continue
        word = _word(match["run"])
        hyphened = re.fullmatch(r"[A-Za-z](?:-[A-Za-z])+", match["run"]) is not None
        if sum(mark.isalpha() for mark in word) >= (2 if hyphened else 3):
            found.append(Spelled(match.start(), match.end(), word))
    return found


def _word(run: str) -> str:
    letters: list[str] = []
    run = _AS_WORD.sub(r"\1", run).lower()
    run = re.sub(r"double[ -]([a-z])", r"\1 \1", run).replace("capital ", "")
    for piece in re.findall(r"apostrophe|hyphen|dash|[a-z]", run):
        letters.append({"apostrophe": "'", "hyphen": "-", "dash": "-"}.get(piece, piece))
    return "".join(letters)


def resembles(one: str, other: str) -> bool:
    """True when two spellings are near enough to be the same name misheard."""
    low, high = one.lower(), other.lower()
    if low[:1] == high[:1] and (low.startswith(high) or high.startswith(low)):
        return True
    return SequenceMatcher(None, low, high, autojunk=False).ratio() >= 0.6
