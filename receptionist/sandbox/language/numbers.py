"""Spoken numbers turned into digits: "twenty third" becomes 23rd, "nineteen eighty five" becomes 1985."""

from __future__ import annotations

import re

UNITS = {
    "zero": 0,
    "oh": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
}
SMALL = {**UNITS, **TEENS, **TENS}

_WORD = "|".join(sorted({*SMALL, *ORDINALS, "hundred", "thousand"}, key=lambda word: (-len(word), word)))
_RUN = re.compile(rf"(?<![\w'-])(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*(?![\w'])")
_PRONOUN = re.compile(
    r"(?:\b(?:the|that|this|other|another|earlier|later|earliest|latest|"
    r"first|second|third|last|which|any|each|no|an|either|same|new|"
    r"every|next|good)"
    r"|o'clock|[ap]\.?m\.?|\d(?:st|nd|rd|th)) $"
    r"|\b(?:the|that|this) (?:[\w:'.]+ ){0,2}(?!(?:at|around|about|by|to|past|after|before|till|until|for|is|or|and) )"
    r"[\w:'.]+ $"
)
_ONE_OF_THEM = re.compile(r" (?:with|for|of|more|too)\b")
_AT = re.compile(r"\b(?:at|around|about|by|until|till|before|after|to) $")
_PAUSE = re.compile(r"\b(?:a|one|just a|half a) second\b")
_KEPT_ALONE = {"first", "second", "third", "oh", "hundred", "thousand"}


def suffix(number: int) -> str:
    """The ordinal ending of a number: "st" for 1, "th" for 11."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def digitise(text: str) -> str:
    """Replace number words in lower-case text by digits.

    A lone "first", "second" or "third" stays a word, since callers also choose with them ("the second one"), and so
    does "one" where it is a pronoun.
    """
    text = _PAUSE.sub("a moment", text)

    def replace(match: re.Match[str]) -> str:
        words = re.split(r"[ -]", match.group())
        if len(words) == 1 and words[0] in _KEPT_ALONE:
            return words[0]
        if words == ["one"] and _ONE_OF_THEM.match(text[match.end() :]) and not _AT.search(text[: match.start()]):
            return "one"
        if words == ["one"] and _PRONOUN.search(text[max(0, match.start() - 32) : match.start()]):
            return "one"
        if len(words) > 1 and words[-1] == "one" and words[-2] in ORDINALS:
            kept = words[:-1]
            return (kept[0] if kept[0] in _KEPT_ALONE and len(kept) == 1 else " ".join(_convert(kept))) + " one"
        return " ".join(_convert(words))

    return _RUN.sub(replace, text)


def _convert(words: list[str]) -> list[str]:
    """Group a run of number words into the numbers a speaker meant."""
    said: list[str] = []
    at = 0
    while at < len(words):
        piece, used = _year(words, at) or _ordinal(words, at) or _cardinal(words, at)
        if piece:
            said.append(piece)
        at += used
    return said


def _two_digits(words: list[str], at: int) -> tuple[int, int] | None:
    """A number from 1 to 99 at this place as (value, words used); "oh five" is 5."""
    word = words[at] if at < len(words) else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "oh" and UNITS.get(after):
        return UNITS[after], 2
    if word in TENS:
        return (TENS[word] + UNITS[after], 2) if UNITS.get(after) else (TENS[word], 1)
    if word in TEENS:
        return TEENS[word], 1
    return None


def _year(words: list[str], at: int) -> tuple[str, int] | None:
    """A spoken year: "nineteen eighty five", "twenty oh five", "two thousand and five"."""
    word = words[at]
    if word == "two" and words[at + 1 : at + 2] == ["thousand"]:
        used = 3 if words[at + 2 : at + 3] == ["and"] else 2
        low = _two_digits(words, at + used) or _one_digit(words, at + used)
        return (str(2000 + low[0]), used + low[1]) if low else ("2000", 2)
    if word not in ("nineteen", "twenty"):
        return None
    if words[at + 1 : at + 2] == ["hundred"] and word == "nineteen":
        return "1900", 2
    low = _two_digits(words, at + 1)
    if low is None:
        return None
    # "November twenty nineteen eighty eight" is the 20th and then a year of its own.
    if words[at + 1] in ("nineteen", "twenty") and low[1] == 1 and _two_digits(words, at + 2):
        return None
    return str((19 if word == "nineteen" else 20) * 100 + low[0]), 1 + low[1]


def _one_digit(words: list[str], at: int) -> tuple[int, int] | None:
    if at < len(words) and UNITS.get(words[at]):
        return UNITS[words[at]], 1
    return None


def _ordinal(words: list[str], at: int) -> tuple[str, int] | None:
    """ "twenty third" or "twelfth" as 23rd or 12th."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in TENS and ORDINALS.get(after, 99) < 10:
        value = TENS[word] + ORDINALS[after]
        return f"{value}{suffix(value)}", 2
    if word in ORDINALS:
        return f"{ORDINALS[word]}{suffix(ORDINALS[word])}", 1
    return None


def _cardinal(words: list[str], at: int) -> tuple[str, int]:
    """Any other number; "oh five" keeps its zero (05)."""
    word = words[at]
    if word == "and":
        return "", 1
    if word == "oh":
        low = _one_digit(words, at + 1)
        return (f"0{low[0]}", 2) if low else ("0", 1)
    found = _two_digits(words, at) or ((UNITS[word], 1) if word in UNITS else (1, 0))
    value, used = found
    scale = words[at + used] if at + used < len(words) else ""
    if scale in ("hundred", "thousand"):
        return str(value * (100 if scale == "hundred" else 1000)), used + 1
    return str(value), max(used, 1)
