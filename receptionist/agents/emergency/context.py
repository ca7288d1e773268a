"""What takes a word back: it is negated, it is over, it was long ago, or it is asked about in general.

Only what the words themselves say counts. A caller's opinion ("it's probably nothing") takes nothing back.
"""

import re
from collections.abc import Callable

from receptionist.agents.emergency.concepts import Hit
from receptionist.agents.emergency.text import Speech, word_set

_CUES = word_set("no not without never neither nor nothing none sin nada ni nunca tampoco jamas ningun ninguna")
# After these, "not" belongs to them and says nothing of what follows ("I can't sleep, swelling is bad").
_ABSORBERS = word_set(
    """know sure sleep eat chew wait want feel feeling well work working help helping afford open close drive come make
    get find call remember understand believe kidding only just stop use like care good great normal right okay ok
    doing idea insurance appointment one lie joke doubt luck matter way wonder clue regular patient yet able take
    even until answer available longer more dormir comer masticar hablar esperar abrir quiero quiere cerrar aguanto
    aguanta funciona deja para bajar solo solamente creer seguro cita manches sirve baja quita calma"""
)
_STOPS = word_set(
    """but though although except however because so and with my his her i he she it they we the now then pero aunque
    sino excepto porque y con mi mis su sus ahora ya"""
)
_AFTER_PREPOSITION = word_set("in on around of to at inside near from under behind with en de")
_REACH = 10
_SYMPTOMS = word_set(
    """BLEED SWELL FEVER PAIN HEAVY_PAIN CANNOT_BREATHE CANNOT_SWALLOW DROOL DIZZY ABSCESS NOT_STOPPING NIGHT"""
)
_PAST = (
    "years ago", "year ago", "months ago", "month ago", "last year", "last month", "last summer", "last winter",
    "when i was", "as a kid", "as a child", "used to", "in the past", "history of", "once had", "in college",
    "in high school", "a while back", "a long time", "hace anos", "hace un ano", "hace dos anos", "hace tres anos",
    "hace meses", "hace un mes", "hace dos meses", "el ano pasado", "el mes pasado", "cuando era", "de nino",
    "de nina", "cuando tenia", "hace mucho", "hace cinco anos", "hace tiempo", "hace varios anos",
    "as a teenager", "as a teen", "years back", "decades ago", "in the nineties", "in the eighties", "when she was",
    "when he was", "back in", "long gone", "long healed", "last spring", "last fall", "de joven", "de adolescente",
    "de chico", "de chica", "de chiquito", "de chiquita", "el verano pasado",
)  # fmt: skip
_IS_PAST = re.compile(f" (?:{'|'.join(_PAST)}) ")
_YEARS = word_set("anos ano meses")
_PRESENT = word_set(
    """is are am has have keeps still again now since today started getting hurts esta estoy tengo tiene sigue ahora
    desde otra hoy duele sangra"""
)
_GENERAL = (
    "do you treat", "do you see", "do you take", "do you handle", "do you do", "do you fix", "do you accept",
    "do you offer", "do you have", "do you guys", "do you provide", "can you treat", "can you fix",
    "does your office", "do you work with", "are you able to", "is there a", "how much", "what does it cost",
    "what is a", "what is an", "what are the", "what kind of", "charge", "cover a", "you treat", "treat there",
    "you guys treat", "price", "cost", "what happens during", "do you replace", "do you repair",
    "do you deal with", "do you specialize", "does the office", "does insurance", "is it covered", "do they treat",
    "do you also", "does the dentist", "do you perform", "do dentists", "does dr", "can the dentist", "atienden",
    "tratan", "hacen", "cuanto cuesta", "cuanto cobran", "que es un", "que es una", "reparan", "arreglan",
    "ofrecen", "manejan", "aceptan", "cuanto sale",
)  # fmt: skip
_IS_GENERAL = re.compile(f" (?:{'|'.join(_GENERAL)}) ")
_SOMEBODY = word_set(
    """i my me we our he she his her him son daughter kid child wife husband mom dad mother father someone somebody
    brother sister friend baby boy girl this mi mis me se le su nos yo hijo hija esposo esposa mama papa alguien
    nino nina tengo duele hermano hermana"""
)
_CONDITION = ("if", "in case", "si", "en caso")
_ASSURANCE = (
    "i will call", "i will go", "i would call", "i would go", "i know to", "i will let you", "i will head",
    "just in case", "just wondering", "llamare", "voy a llamar", "ire a", "voy a ir", "por si acaso",
    "we will call", "we will go", "i will come back", "i will call back",
)  # fmt: skip


def live_hits(speech: Speech, hits: list[Hit]) -> list[Hit]:
    """The hits that nothing takes back."""
    sentences = _sentences(speech)
    quiet = [_quiet_sentence(speech, start, end) for start, end in sentences]
    negated = _negated_tokens(speech, hits)
    past = past_clauses(speech)
    live = []
    for hit in hits:
        sentence = next(n for n, (start, end) in enumerate(sentences) if start <= hit.start < end)
        if quiet[sentence] or hit.start in negated or any(start <= hit.start < end for start, end in past):
            continue
        if hit.concept in _SYMPTOMS and _is_over(hit, hits, negated, sentences[sentence]):
            continue
        live.append(hit)
    return live


def _sentences(speech: Speech) -> list[tuple[int, int]]:
    return _cut(speech, lambda at: speech.before[at] == ".")


def _cut(speech: Speech, breaks: Callable[[int], bool]) -> list[tuple[int, int]]:
    starts = [0, *(at for at in range(1, len(speech.tokens)) if breaks(at))]
    return list(zip(starts, [*starts[1:], len(speech.tokens)], strict=True))


def _quiet_sentence(speech: Speech, start: int, end: int) -> bool:
    """Whether the sentence asks in general or only says what the caller would do."""
    words = f" {speech.excerpt(start, end)} "
    if _IS_GENERAL.search(words) and _SOMEBODY.isdisjoint(speech.tokens[start:end]):
        return True
    conditional = any(f" {condition} " in words for condition in _CONDITION)
    return conditional and any(f" {assurance} " in words for assurance in _ASSURANCE)


def clauses(speech: Speech) -> list[tuple[int, int]]:
    """The parts of `speech` between commas, sentence ends, "and" and "but"."""
    return _cut(speech, lambda at: bool(speech.before[at]) or speech.tokens[at] in ("and", "but", "y", "pero"))


def past_clauses(speech: Speech) -> list[tuple[int, int]]:
    """The clauses that tell of long ago and of nothing that is still so."""
    past = []
    for start, end in clauses(speech):
        words = f" {speech.excerpt(start, end)} ".replace(" used to have ", " used to ")
        said = words.split()
        if (_IS_PAST.search(words) or _years_back(said)) and _PRESENT.isdisjoint(said):
            past.append((start, end))
    return past


def _years_back(words: list[str]) -> bool:
    """Whether it says "hace diez años": a number of years or months ago."""
    return any(word == "hace" and not _YEARS.isdisjoint(words[at + 1 : at + 4]) for at, word in enumerate(words))


def _negated_tokens(speech: Speech, hits: list[Hit]) -> set[int]:
    """The tokens that a free negation reaches: one that is not itself part of a concept ("can not breathe")."""
    taken = {at for hit in hits if hit.concept != "RESOLVED" for at in hit.literal}
    negated: set[int] = set()
    for at, token in enumerate(speech.tokens):
        if token in _CUES and at not in taken and not _doubled(speech, at) and not _answers(speech, at):
            negated |= _scope(speech, at)
    return negated


def _doubled(speech: Speech, at: int) -> bool:
    """Whether this "nada" only closes an earlier "no": "no dormí nada por la muela"."""
    return speech.tokens[at].startswith("nada") and "no" in speech.tokens[max(0, at - 2) : at]


def _answers(speech: Speech, at: int) -> bool:
    """Whether this "no" is an answer of its own: "No, my face is swollen"."""
    return speech.tokens[at] == "no" and at + 1 < len(speech.tokens) and speech.before[at + 1] != ""


def _scope(speech: Speech, cue: int) -> set[int]:
    reached: set[int] = set()
    for at in range(cue + 1, min(cue + 1 + _REACH, len(speech.tokens))):
        token = speech.tokens[at]
        if speech.before[at] == ".":
            break
        if at <= cue + 2 and (token in _ABSORBERS or _does_not_know(speech, at)):
            break
        if token in _STOPS and speech.tokens[at - 1] not in _AFTER_PREPOSITION:
            break
        if token not in ("have", "any"):
            reached.add(at)
    return reached


def _does_not_know(speech: Speech, at: int) -> bool:
    """Whether this is "(no) sé que ...", which an accent tells from "no se cayó" only in writing."""
    following = speech.tokens[at + 1 : at + 2]
    return speech.tokens[at] == "se" and following in (("que",), ("si",), ("como",), ("donde",), ("cuando",))


def _is_over(symptom: Hit, hits: list[Hit], negated: set[int], sentence: tuple[int, int]) -> bool:
    """Whether the same sentence says that `symptom` has stopped, and not that it came back."""
    others = [hit for hit in hits if sentence[0] <= hit.start < sentence[1]]
    if any(hit.concept in ("AGAIN", "NOT_STOPPING") and hit.start not in negated for hit in others):
        return False
    for hit in others:
        if hit.concept != "RESOLVED" or hit.start in negated:
            continue
        owned = any(hit.literal & other.literal for other in others if other.concept in _SYMPTOMS)
        if not owned and -3 <= hit.start - symptom.end <= 6 or not owned and 0 <= symptom.start - hit.end <= 2:
            return True
    return False
