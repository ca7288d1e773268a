"""Whether the caller agreed: evidence in the words that were spoken, not the model's word for it.

The read-back must stand in Lexi's own words, in a turn after the proposal: weekday and time for a visit, the name for
a registration. The caller's next words must be a plain yes, and nothing later may take it back. A yes with anything
new in it ('yes, but Thursday'), a question, a doubt, a backchannel ('mhm') or silence is not a yes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Literal

from receptionist.booking.case import Kind
from receptionist.booking.spoken_facts import (
    contradicts_date,
    echoed_names,
    fact_words,
    plain_words,
    says_time,
    says_weekday,
)


@dataclass(frozen=True)
class SpokenTurn:
    """What one side said, as heard or played; `sequence` orders the turns of a call."""

    speaker: Literal["caller", "lexi"]
    text: str
    sequence: int


@dataclass(frozen=True)
class ReadBack:
    """What Lexi must have said: the weekday and time of `start`, and each of `words` (a name, compared folded).

    `sentence` is the read-back as proposed; a caller may repeat its names ('yes, with Sarah') without adding anything.
    `also` are the starts of a family's further visits: then naming one time or one person is not a yes to all.
    """

    kind: Kind
    start: datetime | None = None
    words: tuple[str, ...] = ()
    sentence: str = ""
    also: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """The turns that prove it: the last of the read-back and the last of the yes, and the caller's words."""

    read_back_sequence: int
    yes_sequence: int
    quote: str


class Answer(StrEnum):
    """What a caller's words are, as an answer to a read-back."""

    YES = "yes"
    COURTESY = "courtesy"
    OTHER = "other"


# What people type for a yes. Inside a sentence these mean other things ("y" is "and" in Spanish), so they stand alone.
_TYPED_YES = frozenset({"y", "k", "kk"})
_YES = (
    "yes|yeah|yep|yup|ya|yea|yess|sure|sure thing|you bet|that will work|thatll work|ok|okay|correct|"
    "right|exactly|absolutely|definitely|certainly|perfect|great|fine|all right|"
    "alright|agreed|confirmed|of course|sounds good|sounds great|sounds perfect|looks good|go ahead|do it|do that|"
    "please do|that works|works for me|thats right|thats correct|thats fine|thats perfect|thats great|thats good|"
    "that is right|that is correct|that is fine|that is perfect|that is good|it is|i agree|i confirm|i do|all good|"
    "why not|no problem|not a problem|that would be great|that would be good|that would be perfect|lets do it|"
    "lets do that|thats the one|si|claro|claro que si|por supuesto|de acuerdo|esta bien|vale|perfecto|correcto|exacto|"
    "exactamente|adelante|confirmo|hagalo|me parece bien|asi es|eso es|muy bien|sin problema|como no"
)
# What a caller may add to a yes without changing anything, besides repeating the proposal's own date and time.
_HARMLESS = (
    "please|thank you|thanks|thank you very much|thanks a lot|thank you so much|maam|sir|lexi|um|uh|er|ah|oh|well|hey|"
    "good|wonderful|excellent|lovely|awesome|cool|that|is|its|thats|this|it|the|for|me|at|on|with|works|work|will work|"
    "would|be|lets|go|and|so|then|a|appointment|visit|time|day|just|you can|i would|i would like that|id like that|"
    "id love that|por favor|gracias|muchas gracias|bueno|pues|senorita|senora|senor|las|la|el|y|eso|esta|ese|esa|bien|"
    "goodbye|bye|have a nice day|have a good day|have a good one|you too|see you then|see you"
)
# What may follow a yes, in later turns, without taking it back.
_COURTESY = (
    "please|thank you|thanks|thank you very much|thanks a lot|thank you so much|good|wonderful|excellent|lovely|"
    "awesome|cool|um|uh|ah|oh|mhm|uh huh|gracias|muchas gracias|bye|goodbye|see you then|see you|you too|"
    "have a nice day|have a good day|have a good one|take your time|adios"
)
# Naming the very thing that was proposed is a yes; naming another ('cancel it', to a booking) is not.
_VERBS = {
    Kind.CREATE: ("book", "schedule", "reserve", "reservelo"),
    Kind.MOVE: ("move", "change", "reschedule", "cambielo"),
    Kind.CANCEL: ("cancel", "cancelelo", "cancele"),
    Kind.REGISTER: ("register", "add me", "sign me up"),
}


def _alternation(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w:])(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})(?![\w:])")


def _naming(verbs: tuple[str, ...]) -> list[str]:
    objects = ("", " it", " that", " me", " the appointment", " the visit", " my appointment", " it in", " me in")
    return [verb + thing for verb in verbs for thing in objects]


# A read-back of another deed at the same time is none of this one: its own has to be named, and the other not offered.
_NAMES_THE_DEED = {
    **dict.fromkeys(Kind, re.compile("")),
    Kind.MOVE: re.compile(r"\b(mov|chang|reschedul|cambi|reprogram)"),
    Kind.CANCEL: re.compile(r"\bcancel"),
}
_OFFERS_TO_CANCEL = re.compile(r"\b(ill|i will|shall i|can i|voy a|puedo) cancel")
_NAMES_ANOTHER = {**dict.fromkeys(Kind, _OFFERS_TO_CANCEL), Kind.CANCEL: re.compile(r"(?!)")}

_YES_RE = {kind: _alternation([*_YES.split("|"), *_naming(verbs)]) for kind, verbs in _VERBS.items()}
_ALL_OF_THEM_RE = _alternation(["both", "both of them", "all", "all of them", "them", "them all", "ambas", "todas"])
_HARMLESS_RE, _COURTESY_RE = _alternation(_HARMLESS.split("|")), _alternation(_COURTESY.split("|"))


def classify(text: str, wanted: ReadBack) -> Answer:
    """Read a caller's words as an answer to that read-back."""
    words = plain_words(text)
    if not words or "?" in words:
        return Answer.OTHER
    if words in _TYPED_YES:
        return Answer.YES
    rest, said_yes = _YES_RE[wanted.kind].subn(" | ", words)
    if wanted.also:
        rest = _ALL_OF_THEM_RE.sub(" ", rest)
    elif wanted.start is not None:
        rest = _alternation(fact_words(wanted.start)).sub(" | ", rest)
    rest = _HARMLESS_RE.sub(" ", rest)
    if wanted.sentence and not wanted.also:
        rest = " ".join(word for word in rest.split() if word not in echoed_names(wanted.sentence))
    if said_yes and not rest.replace("|", " ").strip():
        return Answer.YES
    return Answer.OTHER if _COURTESY_RE.sub(" ", words).strip() else Answer.COURTESY


def was_read_back(text: str, wanted: ReadBack) -> bool:
    """Whether Lexi's words contain the read-back."""
    words = plain_words(text.replace("?", " "))
    folded = re.sub(r"[^a-z0-9]", "", words)
    if not all(re.sub(r"[^a-z0-9]", "", plain_words(word)) in folded for word in wanted.words):
        return False
    if wanted.start is None:
        return True
    if not _NAMES_THE_DEED[wanted.kind].search(words) or _NAMES_ANOTHER[wanted.kind].search(words):
        return False
    if wanted.also:
        return _says_each(words, wanted.words, (wanted.start, *wanted.also))
    return _says_moment(words, wanted.start)


def _says_each(words: str, names: tuple[str, ...], starts: tuple[datetime, ...]) -> bool:
    """Whether each name is followed by its own day and time before the next name: nobody's time is another's."""
    places: list[int] = []
    for name in names:
        found = re.search(rf"(?<!\w){re.escape(plain_words(name))}(?!\w)", words[places[-1] + 1 if places else 0 :])
        if found is None:
            return False
        places.append(found.start() + (places[-1] + 1 if places else 0))
    ends = [*places[1:], len(words)]
    parts = [words[begin:end] for begin, end in zip(places, ends, strict=True)]
    return len(parts) == len(starts) and all(map(_says_moment, parts, starts))


def _says_moment(words: str, start: datetime) -> bool:
    return says_weekday(words, start) and not contradicts_date(words, start) and says_time(words, start)


def find_agreement(turns: Sequence[SpokenTurn], since: int, wanted: ReadBack) -> Agreement | None:
    """The proof that what was proposed after turn `since` was read back and then agreed to; None when there is none.

    Turns of one speaker in a row count as one. The last read-back counts: a caller who hears it again answers again.
    """
    after = sorted((turn for turn in turns if turn.sequence > since), key=lambda turn: turn.sequence)
    blocks = [list(block) for _, block in groupby(after, key=lambda turn: turn.speaker)]
    spoken = [place for place, block in enumerate(blocks) if _is_read_back(block, wanted)]
    if not spoken or spoken[-1] + 1 >= len(blocks):
        return None
    read_back, answer = blocks[spoken[-1]], blocks[spoken[-1] + 1]
    if classify(_text(answer), wanted) is not Answer.YES:
        return None
    later = [block for block in blocks[spoken[-1] + 2 :] if block[0].speaker == "caller"]
    if any(classify(_text(block), wanted) is Answer.OTHER for block in later):
        return None
    return Agreement(read_back[-1].sequence, answer[-1].sequence, _text(answer))


def _is_read_back(block: list[SpokenTurn], wanted: ReadBack) -> bool:
    return block[0].speaker == "lexi" and was_read_back(_text(block), wanted)


def _text(block: list[SpokenTurn]) -> str:
    return " ".join(turn.text for turn in block)
