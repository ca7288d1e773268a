"""Finds the concepts of both languages in a speech. Compiled once from the tables when the module is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from receptionist.agents.emergency.alarm import Language
from receptionist.agents.emergency.concepts_en import ENGLISH
from receptionist.agents.emergency.concepts_es import SPANISH
from receptionist.agents.emergency.text import Speech, word_set

_GAP = 4
_SMALL = word_set(
    """a an the my his her our your their its it is are was be been being has have had got gets getting he she they i
    might may could looks like probably maybe kind of really all just now so sort too both whole own this that one
    feels sounds seems in on to at into out up from back with and some front top bottom of enough very also started
    right left starting his him me by for as la el los las un una mi su se me le en de del que esta muy bien lo al
    ya y con por parece creo mucho no puede"""
)


@dataclass(frozen=True)
class Hit:
    """A concept heard at the tokens from `start` up to, not including, `end`. `literal` are the words that say it."""

    concept: str
    start: int
    end: int
    literal: frozenset[int]
    language: Language


@dataclass(frozen=True)
class _Phrase:
    concept: str
    language: Language
    parts: tuple[str, ...]


@dataclass
class _Index:
    """Phrases by how they begin: of one word only, with a plain second word, or with a gap or a beginning after it."""

    alone: list[_Phrase] = field(default_factory=list)
    pairs: dict[str, list[_Phrase]] = field(default_factory=dict)
    others: list[_Phrase] = field(default_factory=list)

    def add(self, phrase: _Phrase) -> None:
        if len(phrase.parts) == 1:
            self.alone.append(phrase)
        elif phrase.parts[1] in ("~", "..") or phrase.parts[1].endswith("*"):
            self.others.append(phrase)
        else:
            self.pairs.setdefault(phrase.parts[1], []).append(phrase)


def _compile() -> tuple[dict[str, _Index], dict[str, list[_Phrase]]]:
    """Phrases by their first word; those whose first word is a beginning (`bleed*`) by its first two letters."""
    exact: dict[str, _Index] = {}
    beginnings: dict[str, list[_Phrase]] = {}
    tables: tuple[tuple[Language, dict[str, str]], ...] = (("en", ENGLISH), ("es", SPANISH))
    for language, table in tables:
        for concept, text in table.items():
            for words in text.split(";"):
                phrase = _Phrase(concept, language, tuple(words.split()))
                first = phrase.parts[0]
                if first.endswith("*"):
                    beginnings.setdefault(first[:2], []).append(phrase)
                else:
                    exact.setdefault(first, _Index()).add(phrase)
    return exact, beginnings


_EXACT, _BEGINNINGS = _compile()
_NOTHING: tuple[_Phrase, ...] = ()


def find_concepts(speech: Speech) -> list[Hit]:
    """Every concept in `speech`, in the order of the words; what lies inside an INERT phrase is left out."""
    hits = list(_all_hits(speech))
    inert = [hit for hit in hits if hit.concept == "INERT"]
    return [
        hit
        for hit in hits
        if hit.concept != "INERT" and not any(dead.start <= hit.start and hit.end <= dead.end for dead in inert)
    ]


def _all_hits(speech: Speech) -> Iterator[Hit]:
    seen: set[tuple[str, int, int]] = set()
    for start in range(len(speech.tokens)):
        for phrase in _starting_at(speech.tokens, start):
            literal = [start] if len(phrase.parts) == 1 else _match(speech, phrase.parts, start)
            if literal is None:
                continue
            end = literal[-1] + 1
            if (phrase.concept, start, end) not in seen:
                seen.add((phrase.concept, start, end))
                yield Hit(phrase.concept, start, end, frozenset(literal), phrase.language)


def _starting_at(tokens: tuple[str, ...], start: int) -> Iterator[_Phrase]:
    """The phrases that may begin at `start`: those whose first word, and plain second word, stand there."""
    token = tokens[start]
    index = _EXACT.get(token)
    if index is not None:
        yield from index.alone
        if start + 1 < len(tokens):
            yield from index.pairs.get(tokens[start + 1], _NOTHING)
            yield from index.others
    for phrase in _BEGINNINGS.get(token[:2], _NOTHING):
        if token.startswith(phrase.parts[0][:-1]):
            yield phrase


def _match(speech: Speech, parts: tuple[str, ...], start: int) -> list[int] | None:
    """The positions of the words of `parts` from `start` on, each as near as can be; None when they are not there."""
    literal: list[int] = []
    position, gap = start, ""
    for part in parts:
        if part in ("~", ".."):
            gap = part
            continue
        found = _next(speech, part, position, gap)
        if found is None:
            return None
        literal.append(found)
        position, gap = found + 1, ""
    return literal


def _next(speech: Speech, part: str, position: int, gap: str) -> int | None:
    for at in range(position, min(position + (_GAP if gap else 0) + 1, len(speech.tokens))):
        token = speech.tokens[at]
        if at > 0 and speech.before[at] == "." and at != position:
            return None
        if token.startswith(part[:-1]) if part.endswith("*") else token == part:
            return at
        if gap == "~" and token not in _SMALL:
            return None
    return None
