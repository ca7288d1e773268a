"""What the learned voice sees in a speech: its words, their stems and neighbours, and its fields of meaning.

The names say where a feature comes from: `w:` a word, `s:` the beginning of a longer word, `b:` two words side by
side, `f:` a field, `n:` a field behind a denial, `o:` a field in a clause about long ago. What the lexicon makes of the
speech is not among them: the lexicon knows the training phrases too well, and the voice would come to trust it blindly.
"""

from collections import Counter

from receptionist.agents.emergency.context import past_clauses
from receptionist.agents.emergency.fields_body import BODY
from receptionist.agents.emergency.fields_talk import TALK
from receptionist.agents.emergency.text import Speech, word_set

_DENIAL_REACH = 4
_NEW_CLAUSE = frozenset({"but", "and", "pero", "y"})
_ABLE = frozenset({"can", "could", "able", "puedo", "puede", "podia", "podemos", "logro"})


def _fields_by_word() -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for name, words in sorted({**BODY, **TALK}.items()):
        for word in dict.fromkeys(words.split()):
            fields[word] = (*fields.get(word, ()), name)
    return fields


_FIELDS = _fields_by_word()
# Fields that are about something else as often as about a body. They weigh, but none of them names a trouble.
_VAGUE = word_set(
    """STOP SIZE SPREAD SHUT HIT FALL SPORT GONE KEEPTOOTH PLACE BREAK PIECE GUSH COLOR LIMB BABYT
    HEAVY"""
)
_NAMING = (frozenset(BODY) - _VAGUE) | {"DIE", "HARMTOOL", "HOPELESS"}
# What an E0 can be about. An E0 phrase of the corpus is learned as one of these families, since "cannot breathe" and
# "hit his head" have few words in common.
_DANGERS = (
    ("airway", word_set("BREATH THROAT SWALLOW TONGUE VOICE")),
    ("bleeding", word_set("BLOOD GAUZE")),
    ("injury", word_set("HIT FALL SPORT FAINT HEAD")),
    ("reaction", word_set("CHEST ALLERGY DRUG")),
)
DANGER_FAMILIES = ("other", *(name for name, _ in _DANGERS))


def features(speech: Speech) -> list[str]:
    """The features of `speech`, each once, in an order that is the same on every machine."""
    tokens = speech.tokens
    found: dict[str, None] = {}
    bounded = ("^", *tokens, "$")
    for token in tokens:
        found["w:" + token] = None
        if len(token) > 4:
            found["s:" + token[:4]] = None
            found["s:" + token[:5]] = None
        for field in _FIELDS.get(token, ()):
            found["f:" + field] = None
    for one, other in zip(bounded, bounded[1:], strict=False):
        found[f"b:{one} {other}"] = None
    _add_context(speech, found)
    if speech.asks:
        found["asks"] = None
    found[f"length {min(len(tokens) // 5, 5)}"] = None
    return list(found)


def names_trouble(speech: Speech) -> bool:
    """Whether any word of it is about a body, a symptom or self-harm at all."""
    return any(field in _NAMING for token in speech.tokens for field in _FIELDS.get(token, ()))


def danger_family(speech: Speech) -> str:
    """Which family of dangers most of its words are about; "other" for none."""
    counts = Counter(
        family
        for token in speech.tokens
        for field in _FIELDS.get(token, ())
        for family, fields in _DANGERS
        if field in fields
    )
    return counts.most_common(1)[0][0] if counts else "other"


def _add_context(speech: Speech, found: dict[str, None]) -> None:
    tokens = speech.tokens
    for at, kind in _denied(speech):
        found[f"n:{kind}{tokens[at]}"] = None
        for field in _FIELDS.get(tokens[at], ()):
            found[f"n:{kind}{field}"] = None
    for start, end in past_clauses(speech):
        for token in tokens[start:end]:
            for field in _FIELDS.get(token, ()):
                found["o:" + field] = None


def _denied(speech: Speech) -> list[tuple[int, str]]:
    """The tokens close behind a denial, and whether it denies an ability ("can not ...") or that something is so."""
    reached: list[tuple[int, str]] = []
    denial, kind = -_DENIAL_REACH - 1, ""
    for at, token in enumerate(speech.tokens):
        if speech.before[at] == "." or token in _NEW_CLAUSE:
            denial = -_DENIAL_REACH - 1
        if at - denial <= _DENIAL_REACH:
            reached.append((at, kind))
        if "NO" in _FIELDS.get(token, ()):
            beside = speech.tokens[max(at - 1, 0) : at + 2]
            denial, kind = at, "can " if not _ABLE.isdisjoint(beside) else "no "
    return reached
