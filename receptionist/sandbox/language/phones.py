"""US telephone numbers in a caller's words."""

from __future__ import annotations

import re

from receptionist.sandbox.language.calendar_words import MONTH
from receptionist.sandbox.language.numbers import SMALL, TEENS, TENS, UNITS
from receptionist.sandbox.language.words import plain

_WRITTEN = re.compile(r"(?<![\d/])(?:\+?1[ .-]*)?\(?(\d{3})\)?[ .,-]*(\d{3})[ .,-]*(\d{4})(?![\d/]|[ .-]+\d)")
_NOISE = re.compile(
    rf"\S+@\S+|\b\d{{1,4}}[/-]\d{{1,2}}[/-]\d{{2,4}}\b|\b{MONTH},? "
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:of )?\d{{2,4}}\b)"
    rf"?|\b\d{{1,2}}[:]\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? \d{{2,4}}\b)?"
)
_EXTENSION = re.compile(r"\b(?:extension|ext)\b\.? ?(?:number |is )?\d|(?<=\d) ?x ?\d{1,6}\b")
_ABROAD = re.compile(r"(?:\+|\bplus |(?<![\d .()-])(?:\b00 ?|\b011 ?))(?!1\b|1[ .-]|1\d{10}\b)[2-9]\d?")
_TEN = "with all ten digits"
_TOKEN = re.compile(r"[a-z']+|\d+|[,;]")
_SKIPPED = {"and", "dash", "hyphen", "dot", "then", "area", "code", ",", "plus", "parentheses", "it's", "space"}
_HOMOPHONES = {"for": "4", "fore": "4", "to": "2", "too": "2", "ate": "8", "won": "1"}
"""What transcribers write for a digit; read as one only in the middle of a number."""
_REPEATS = {"double": 2, "triple": 3, "treble": 3}


def read_phone(text: str) -> str | None:
    """Ten digits ("5550100101"), or None when no whole number was said.

    A leading country code 1 is dropped. Any area code is accepted, also the ones reserved for examples.
    """
    said = plain(text)
    if _EXTENSION.search(said) or _ABROAD.search(said):
        return None
    words = _NOISE.sub(" ; ", said)
    # The last one said is the corrected one.
    written = _WRITTEN.findall(words)
    if written:
        return "".join(written[-1])
    for chunks in reversed(_runs(words)):
        digits = "".join(chunks)
        if len(digits) == 11 and digits[0] == "1":
            return digits[1:]
        if len(digits) == 10:
            return digits
    return None


def read_phone_problem(text: str) -> str | None:
    """A sentence to say when digits were said that look like a telephone number of the wrong length, else None."""
    if read_phone(text) is not None:
        return None
    said = plain(text)
    if _EXTENSION.search(said):
        return f"I can't note an extension, I'm afraid. What phone number reaches you directly, {_TEN}?"
    if _ABROAD.search(said) and sum(letter.isdigit() for letter in said) > 7:
        return f"I can only note a number of the United States or Canada. What phone number may we use, {_TEN}?"
    lengths = [len("".join(chunks)) for chunks in _runs(_NOISE.sub(" ; ", plain(text)))]
    longest = max(lengths, default=0)
    if longest < 6:
        return None
    return (
        f"I heard {longest} digits, and I need all ten, with the area code. Could you say the phone number once more?"
    )


def _runs(words: str) -> list[list[str]]:
    """Runs of neighbouring digits and number words, each as its chunks: "double five" is "55"."""
    runs: list[list[str]] = [[]]
    tokens = _TOKEN.findall(words)
    at = 0
    while at < len(tokens):
        chunk, used = _chunk(tokens, at, bool(runs[-1]))
        if chunk:
            runs[-1].append(chunk)
        elif tokens[at] not in _SKIPPED and runs[-1]:
            runs.append([])
        at += used
    return [run for run in runs if run]


def _chunk(tokens: list[str], at: int, running: bool) -> tuple[str, int]:
    """The digits of one token or a few as (digits, tokens used); no digits when it is no number."""
    word = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word.isdecimal() and word.isascii():
        return word, 1
    if word in _REPEATS:
        digit, used = _chunk(tokens, at + 1, running) if after and after not in _REPEATS else ("", 1)
        return (digit * _REPEATS[word], used + 1) if len(digit) == 1 else ("", 1)
    if word in ("hundred", "thousand") and running:
        return "00" if word == "hundred" else "000", 1
    if word in ("o", "oh", "owe", "nought", "naught"):
        return "0", 1
    if word in _HOMOPHONES and running and _is_digit(after):
        return _HOMOPHONES[word], 1
    if word in TENS and UNITS.get(after):
        return str(SMALL[word] + UNITS[after]), 2
    if word in UNITS or word in TEENS or word in TENS:
        return str(SMALL[word]), 1
    return "", 1


def _is_digit(word: str) -> bool:
    return word.isdecimal() or word in UNITS or word in _HOMOPHONES or word in ("o", "oh")
