"""Names as callers spell them: 'R-E-Y-E-S', 'L as in Lima, O, double P, E, Z', 'capital O apostrophe B r i e n'.

A model may hand a spelling on as it was heard; code puts the letters together, so that nothing is guessed. What is not
a spelling is returned as it is.
"""

import re
import unicodedata
from difflib import SequenceMatcher

LONGEST = 60
_SIGNS = {"apostrophe": "'", "hyphen": "-", "dash": "-", "space": " "}
_REPEATS = {"double": 2, "triple": 3}
_BEFORE_A_LETTER = {"capital", "uppercase", "big", "small", "lowercase", "letter", "then", "and", "plus", "it's", "is"}
_SUCH_AS = (("as", "in"), ("like", "in"), ("as",), ("like",), ("for",), ("in",))
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|['\u2019](?=\s|$)")
_SAID_SIGN = re.compile(r"(?<=\w)\s+(apostrophe|hyphen|dash)\s+(?=\w)", re.IGNORECASE)
_FEWEST = 2
_BOTH = 2
_SHORTEST_IN_CAPITALS = 4
_SHORTEST_SOUNDED = 3
_LIKE = 0.5
# A mark that parts two names, and what then stands between the letters of one.
_MARKS = (
    (
        re.compile(r"(?<=\b\w)[.;][ ,]+|,? ?(?:and |my )?last name(?: is)?[,:]? ", re.IGNORECASE),
        re.compile(r"\b\w[, -]+\w\b"),
    ),
    (re.compile(r"(?<=-\w)[ ,.]+(?=\w-)|(?<= \w)[,.]+ (?=\w )"), re.compile(r"\b\w[ -]\w\b")),
)
_SOUNDS = {
    "ay": "a", "bee": "b", "cee": "c", "see": "c", "dee": "d", "ee": "e", "eff": "f", "gee": "g", "aitch": "h",
    "jay": "j", "kay": "k", "ell": "l", "el": "l", "em": "m", "en": "n", "oh": "o", "pee": "p", "queue": "q",
    "cue": "q", "are": "r", "ar": "r", "ess": "s", "tee": "t", "you": "u", "vee": "v", "ex": "x", "why": "y",
    "wye": "y", "zee": "z", "zed": "z",
}  # fmt: skip
_WORDS_TOO = {"see", "oh", "are", "you", "why", "gee", "ex", "en", "el", "em", "ay"}


def name_from(text: str) -> str:
    """The name that `text` spells, or `text` itself with single blanks when it spells none.

    A name followed by its spelling ('Reyes, R-E-Y-E-S') is what was spelled; two of them ('M-A-R-Y A-N-N') are two
    words. A name that is all capitals is one that an ear wrote down from its letters.
    """
    said = " ".join(text.split())
    words = _spelled_words(said)
    if words:
        return " ".join(words)
    if said.isupper() and said.isalpha() and len(said) >= _SHORTEST_IN_CAPITALS:
        return said.capitalize()
    return _SAID_SIGN.sub(lambda sign: _SIGNS[sign[1].casefold()], said)


def names_from(first: str, last: str) -> tuple[str, str]:
    """First and last name, also where both spellings stand in the text of one of them.

    'Peter' and 'P, E, T, E, R. W, A, L, K, E, R.' are Peter Walker, and so are two texts that spell both names.
    """
    firsts, lasts = _spelled_words(" ".join(first.split())), _spelled_words(" ".join(last.split()))
    one, other = name_from(first), name_from(last)
    if len(lasts) == _BOTH and (firsts == lasts or _alike(lasts[0], one)):
        return lasts[0], lasts[1]
    if len(firsts) == _BOTH and _alike(firsts[1], other):
        return firsts[0], firsts[1]
    return one, other


def is_a_name(text: str) -> bool:
    """Whether it can be a name at all: some letters, no digits, not a speech."""
    letters = sum(letter.isalpha() for letter in text)
    return letters > 0 and len(text) <= LONGEST and not any(letter.isdigit() for letter in text)


def is_latin(text: str) -> bool:
    """Whether every letter is of the Latin script, accents and all, which is what the front desk can read and type."""
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def _spelled_words(said: str) -> list[str]:
    """The names that the end of the text spells, one for each run of letters that a stronger mark parts."""
    runs: list[str] = []
    for part in _parts(_letters_for_sounds(said)):
        run = _letters(_TOKEN.findall(part.replace("-", " ").replace(".", " ").replace(",", " ")))
        if run is None:
            # Words after a spelling begin anew: what they spell is the name, if anything.
            runs = []
        else:
            runs.append(_titled(run))
    return runs


def _parts(said: str) -> list[str]:
    """The text cut between two spelled names; whole where no mark is stronger than those between the letters."""
    for mark, within in _MARKS:
        pieces = [piece for piece in mark.split(said) if piece.strip(" .,")]
        if 1 < len(pieces) <= _BOTH + 1 and sum(within.search(piece) is not None for piece in pieces) > 1:
            return pieces
    return [said]


def _letters_for_sounds(said: str) -> str:
    """Letters for names of letters ('oh kay a eff oh are'), if all words are such and enough are no others."""
    words = [word.strip(",.").casefold() for word in said.split()]
    known = all(word in _SOUNDS or len(word) == 1 for word in words)
    sure = sum(word in _SOUNDS and word not in _WORDS_TOO for word in words)
    if known and len(words) > _SHORTEST_SOUNDED and sure * 3 >= len(words):
        return " ".join(_SOUNDS.get(word, word) for word in words)
    return said


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _LIKE


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
