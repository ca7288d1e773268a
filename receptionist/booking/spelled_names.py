"""Names as callers spell them: 'R-E-Y-E-S', 'L as in Lima, O, double P, E, Z', 'capital O apostrophe B r i e n'.

A model may hand a spelling on as it was heard; code puts the letters together, so that nothing is guessed. What is not
a spelling is returned as it is.
"""

import re
import unicodedata

LONGEST = 60
_SIGNS = {"apostrophe": "'", "hyphen": "-", "dash": "-", "space": " "}
_REPEATS = {"double": 2, "triple": 3}
_BEFORE_A_LETTER = {"capital", "uppercase", "big", "small", "lowercase", "letter", "then", "and", "plus", "it's", "is"}
_SUCH_AS = (("as", "in"), ("like", "in"), ("as",), ("like",), ("for",), ("in",))
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|['\u2019](?=\s|$)")
_SAID_SIGN = re.compile(r"(?<=\w)\s+(apostrophe|hyphen|dash)\s+(?=\w)", re.IGNORECASE)
_FEWEST = 2


def name_from(text: str) -> str:
    """The name that `text` spells, or `text` itself with single blanks when it spells none.

    A name followed by its spelling ('Reyes, R-E-Y-E-S') is what was spelled.
    """
    said = " ".join(text.split())
    tokens = _TOKEN.findall(said.replace("-", " ").replace(".", " ").replace(",", " "))
    run = _letters(tokens)
    if run is not None:
        return _titled(run)
    return _SAID_SIGN.sub(lambda sign: _SIGNS[sign[1].casefold()], said)


def is_a_name(text: str) -> bool:
    """Whether it can be a name at all: some letters, no digits, not a speech."""
    letters = sum(letter.isalpha() for letter in text)
    return letters > 0 and len(text) <= LONGEST and not any(letter.isdigit() for letter in text)


def is_latin(text: str) -> bool:
    """Whether every letter is of the Latin script, accents and all, which is what the front desk can read and type."""
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def _letters(tokens: list[str]) -> str | None:
    """The letters of a run of spelled ones that ends the text; None when there is none."""
    for start in range(len(tokens)):
        if (run := _run(tokens[start:])) is not None:
            # 'Dana R' is a first name with an initial, 'Reyes R E Y E S' a name and its spelling.
            return run
    return None


def _run(tokens: list[str]) -> str | None:
    letters: list[str] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].casefold()
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if word in _BEFORE_A_LETTER and letters or word in _BEFORE_A_LETTER and _starts_a_letter(following):
            at += 1
        elif word in _REPEATS and len(following) == 1:
            letters.append(following * _REPEATS[word])
            at += 2 + _such_as(tokens[at + 2 :], following)
        elif len(word) == 1 and word.isalpha():
            letters.append(tokens[at])
            at += 1 + _such_as(tokens[at + 1 :], word)
        elif word in _SIGNS and letters:
            letters.append(_SIGNS[word])
            at += 1
        else:
            return None
    spelled = "".join(letters)
    return spelled if sum(letter.isalpha() for letter in spelled) >= _FEWEST else None


def _starts_a_letter(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _REPEATS or word.casefold() in _BEFORE_A_LETTER


def _such_as(tokens: list[str], letter: str) -> int:
    """How many words explain the letter before them: 'as in Lima' is three, if Lima begins with it."""
    words = [token.casefold() for token in tokens]
    for lead in _SUCH_AS:
        if tuple(words[: len(lead)]) == lead and words[len(lead) :][:1] and words[len(lead)][0] == letter.casefold():
            # 'F for Frank' explains; in 'A for E' nothing would be left of the E.
            return len(lead) + 1 if len(words[len(lead)]) > 1 else 0
    return 0


def _titled(letters: str) -> str:
    pieces = re.split(r"(['\- ])", letters)
    return "".join(piece.capitalize() for piece in pieces)
