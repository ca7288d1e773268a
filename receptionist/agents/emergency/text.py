"""Speech as tokens: lower case, no accents, contractions opened, sentence and comma breaks kept beside the words."""

import re
import unicodedata
from dataclasses import dataclass

from receptionist.agents.emergency.alarm import Language

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_PIECE = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[.!?;:,\n\u2026]+|-")
_WHOLE = {
    "cannot": "can not", "cant": "can not", "can't": "can not", "wont": "will not", "won't": "will not",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "hasnt": "has not", "havent": "have not", "hadnt": "had not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "aint": "is not", "ain't": "is not",
    "im": "i am", "ive": "i have", "its": "it is", "hes": "he is", "shes": "she is", "theres": "there is",
    "thats": "that is", "theyre": "they are", "gonna": "going to", "gotta": "got to", "wanna": "want to",
    "kinda": "kind of", "outta": "out of", "y'all": "you all",
}  # fmt: skip
_SUFFIXES = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'ll", "will"), ("'d", "would"))
_IS_AFTER = frozenset({"it", "he", "she", "that", "there", "what", "who", "here", "everything", "nothing"})


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for lists that are easier to read as lines."""
    return frozenset(words.split())


_SPANISH = word_set(
    "que la el de se le lo los las una un mi su me y en con por para esta muy ya es tengo tiene como cuando del al"
)
_ENGLISH = word_set(
    "the a an is are was it i my he she his her and of to in on for with have has that this be not you they we at"
)


@dataclass(frozen=True)
class Speech:
    """`tokens`, and for each one what stood before it: "" nothing, "," a comma, "." a sentence's end."""

    tokens: tuple[str, ...]
    before: tuple[str, ...]
    asks: bool

    def excerpt(self, start: int, end: int) -> str:
        """The tokens from `start` up to, not including, `end`."""
        return " ".join(self.tokens[start:end])


def read_speech(text: str) -> Speech:
    """Cut `text` into tokens. Never raises; text without a word gives no tokens."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    tokens: list[str] = []
    before: list[str] = []
    pending = ""
    for piece in _PIECE.findall(plain):
        if not piece[0].isalnum():
            if piece != "-":
                pending = "." if pending == "." or any(mark in ".!?;\n\u2026" for mark in piece) else ","
            continue
        for word in _open(piece):
            tokens.append(word)
            before.append(pending)
            pending = ""
    return Speech(tuple(tokens), tuple(before), "?" in plain)


def language_of(tokens: tuple[str, ...]) -> Language | None:
    """The language most of the small words are of; None when they do not tell."""
    spanish = sum(token in _SPANISH for token in tokens)
    english = sum(token in _ENGLISH for token in tokens)
    if spanish == english:
        return None
    return "es" if spanish > english else "en"


def _open(piece: str) -> list[str]:
    if piece in _WHOLE:
        return _WHOLE[piece].split()
    for suffix, word in _SUFFIXES:
        if piece.endswith(suffix):
            return [*_open(piece[: -len(suffix)]), word]
    if piece.endswith("'s"):
        head = piece[:-2]
        return [head, "is"] if head in _IS_AFTER else [head]
    if "'" in piece:
        return [part for part in piece.split("'") if part]
    return [piece]
