"""Names spelled letter by letter: "O-K-A-F-O-R", "o k a f o r", "b as in boy", "double t", "oh kay a eff oh are"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from receptionist.sandbox.language.first_names import seam


@dataclass(frozen=True, slots=True)
class Spelled:
    """A run of spelled letters, where it stands and the word they make."""

    at: int
    to: int
    word: str


_SOUNDS = {
    "ay": "a", "bee": "b", "cee": "c", "see": "c", "dee": "d", "ee": "e", "eff": "f", "gee": "g", "aitch": "h",
    "jay": "j", "kay": "k", "ell": "l", "el": "l", "em": "m", "en": "n", "oh": "o", "pee": "p", "queue": "q",
    "cue": "q", "are": "r", "ar": "r", "ess": "s", "tee": "t", "you": "u", "vee": "v", "ex": "x", "why": "y",
    "wye": "y", "zee": "z", "zed": "z",
}  # fmt: skip
_ALSO_WORDS = frozenset({"a", "i", "see", "oh", "are", "you", "why", "gee", "ex", "en", "el", "em", "ay"})
_FEWEST_SOUNDS = 3
_SOUND = rf"(?:{'|'.join(sorted(_SOUNDS, key=len, reverse=True))}|[a-z])"
_SAID = re.compile(rf"(?<![\w'-])(?P<run>{_SOUND}(?:[ ,.]+{_SOUND}){{2,25}})(?![\w'-])", re.IGNORECASE)
_AS_IN = r"(?:,? (?:as in|is in|like|for|is for) [a-z]+)?"
# An ear may write letters that sound like a word together ("OK-AF-OR"), and words that follow them as letters.
_CHUNKS = re.compile(r"\b[A-Z]{1,4}(?:-[A-Z]{1,4})+\b(?!-)")
_LABEL_IN_LETTERS = re.compile(r"(?<=-[A-Z])-LAST?(?=[ -]name\b)")
_LETTER = r"(?:double[ -](?:[a-z]\b|you\b)|(?:capital )?[a-z]\b(?!'[a-z])" + _AS_IN + r"|apostrophe|hyphen|dash)"
_RUN = re.compile(
    rf"(?<![\w'])(?:(?:that's|spelled|it's) )?(?P<run>{_LETTER}(?:(?:[ "
    rf",.]+|[ ]?-[ ]?){_LETTER}){{1,25}})(?![\w'])",
    re.IGNORECASE,
)
_AS_WORD = re.compile(r"\b([a-z]),? (?:as in|is in|like|for|is for) [a-z]+", re.IGNORECASE)
_STRENGTH = {"-": 0, " ": 1, ",": 2, ".": 3}
_MOST_WORDS = 3
_NEAR, _LIKE = 0.6, 0.5


def find_spelled(text: str) -> list[Spelled]:
    """Runs of at least three spelled letters, or of two that hyphens join ("L-I").

    Letters of two names are two words where a stronger mark than those between the letters parts them.
    """
    text = as_written(text)
    found = []
    for match in _RUN.finditer(text):
        words = _words(match["run"])
        if len(words) > 1:
            found += [Spelled(match.start(), match.end(), word) for word in words]
            continue
        hyphened = re.fullmatch(r"[A-Za-z](?:-[A-Za-z])+", match["run"]) is not None
        if sum(mark.isalpha() for mark in words[0]) >= (2 if hyphened else 3):
            found.append(Spelled(match.start(), match.end(), words[0]))
    return found


def without_spelled(text: str) -> str:
    """The text with a bar in the place of every run of letters."""
    text = as_written(text)
    for at, to in sorted({(run.at, run.to) for run in find_spelled(text)}, reverse=True):
        text = f"{text[:at]} | {text[to:]}"
    return re.sub(r"\s+", " ", text).strip()


def as_written(text: str) -> str:
    """The text in which `Spelled.at` and `to` are places: each letter that an ear wrote otherwise stands by itself."""
    text = _SAID.sub(_as_letters, _LABEL_IN_LETTERS.sub(" last", text))
    return _CHUNKS.sub(lambda found: "-".join(found.group().replace("-", "")), text)


def split_names(word: str, first: str | None, last: str | None) -> tuple[str, str] | None:
    """First and last name of letters that run on ("danaokafor"), where the names that were heard tell the seam.

    Without them a common first name does. None when the letters are one name.
    """
    if last and resembles(word, last) and not (first and _ratio(word, first + last) > _ratio(word, last)):
        return None
    if first and last:
        cuts = range(2, len(word) - 1)
        scored = [(_ratio(word[:cut], first), _ratio(word[cut:], last), cut) for cut in cuts]
        one, other, cut = max(scored, key=lambda score: score[0] + score[1], default=(0.0, 0.0, 0))
        if min(one, other) >= _LIKE:
            return word[:cut], word[cut:]
    place = seam(word)
    return (word[:place], word[place:]) if place else None


def resembles(one: str, other: str) -> bool:
    """True when two spellings are near enough to be the same name misheard."""
    low, high = one.lower(), other.lower()
    if low[:1] == high[:1] and (low.startswith(high) or high.startswith(low)):
        return True
    return _ratio(low, high) >= _NEAR


def closer_to(word: str, one: str | None, other: str | None) -> bool:
    """Whether the word is like `one`, and more so than like `other`."""
    if not one or not resembles(word, one):
        return False
    return not other or _ratio(word, one) > _ratio(word, other)


def _ratio(one: str, other: str) -> float:
    low, high = (re.sub(r"[^a-z]", "", name.lower()) for name in (one, other))
    return SequenceMatcher(None, low, high, autojunk=False).ratio()


def _as_letters(said: re.Match[str]) -> str:
    """Letters for their sounds, if there are too many of them to be a sentence ("oh, are you")."""
    pieces = re.split(r"([ ,.]+)", said["run"])
    sounds = [piece.lower() for piece in pieces[::2]]
    plain = sum(sound in _SOUNDS for sound in sounds)
    sure = [sound for sound in sounds if sound not in _ALSO_WORDS]
    if not plain or len(sounds) <= _FEWEST_SOUNDS or len(sure) * 3 < len(sounds):
        return said.group()
    return "".join(_SOUNDS.get(piece.lower(), piece) for piece in pieces)


def _words(run: str) -> list[str]:
    """The words that a run's letters make: parted by a mark that is stronger and rarer than those between letters."""
    bare = _AS_WORD.sub(r"\1", run)
    marks = re.findall(r"(?<=[A-Za-z])(?:[ ,.]+|[ ]?-[ ]?)(?=[A-Za-z])", re.sub(r"double[ -]|capital ", "", bare))
    kinds = Counter(_kind(mark) for mark in marks)
    strongest = max(kinds, key=_STRENGTH.__getitem__, default="-")
    usual = kinds.most_common(1)[0][0] if kinds else "-"
    if _STRENGTH[strongest] > _STRENGTH[usual] and kinds[strongest] < _MOST_WORDS:
        stops = {"-": r"-", " ": r"[ ,.]+", ",": r"[ ]*[,.][ ,.]*", ".": r"[ ,]*\.[ ,.]*"}
        # The blank of "double L" parts no words.
        closed = re.sub(r"(double|capital)[ -]", r"\1_", bare, flags=re.IGNORECASE)
        words = [_word(piece.replace("_", " ")) for piece in re.split(stops[strongest], closed)]
        if all(sum(mark.isalpha() for mark in word) > 1 for word in words):
            return words
    return [_word(run)]


def _kind(mark: str) -> str:
    return max(mark.strip() or " ", key=lambda sign: _STRENGTH.get(sign, 1))


def _word(run: str) -> str:
    letters: list[str] = []
    run = _AS_WORD.sub(r"\1", run).lower()
    run = re.sub(r"double[ -]you\b", "w", run)
    run = re.sub(r"double[ -]([a-z])", r"\1 \1", run).replace("capital ", "")
    for piece in re.findall(r"apostrophe|hyphen|dash|[a-z]", run):
        letters.append({"apostrophe": "'", "hyphen": "-", "dash": "-"}.get(piece, piece))
    return "".join(letters)
