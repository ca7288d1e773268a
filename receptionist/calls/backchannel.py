"""What a caller's sounds over Lexi's voice mean: "go on", noise, or the wish to speak.

Lexi is stopped for everything that might be meant for her. Only words that people use to show that they listen, and
sounds without words, let her go on; any other word, a question, or a long utterance takes the floor. After a question
of Lexi's the same "okay" is an answer, which the caller of this module has to know. Words are compared without case,
accents and punctuation, English and Spanish alike.
"""

import re
import unicodedata
from enum import StrEnum

MOST_WORDS = 5


class Meaning(StrEnum):
    """How the caller's sound is to be taken while Lexi speaks."""

    GO_ON = "go_on"
    NOISE = "noise"
    FLOOR = "floor"


# Sounds that carry no answer, whatever was asked.
_SOUND_WORDS = "mm|mmm|hm|hmm|hmmm|mhm|mmhm|mmhmm|mhmm|ah|aha|oh|ooh|uh|huh|um|er|eh|ajam|mjm"
_SOUNDS = frozenset(_SOUND_WORDS.split("|"))
_ACKNOWLEDGE = (
    "uh huh|uhhuh|mm hm|mm hmm|m hm|i see|got it|gotcha|ok|okay|okey|k|kay|yeah|yep|yup|yea|ya|yes|right|sure|"
    "all right|alright|good|great|fine|cool|perfect|nice|wow|exactly|true|of course|sounds good|sounds great|"
    "makes sense|that makes sense|thanks|thank you|i understand|understood|no problem|no worries|go on|go ahead|"
    "uh|oh|mm|hm|ah|si|aja|vale|claro|claro que si|bueno|esta bien|de acuerdo|gracias|muy bien|entiendo|ya veo|"
    "perfecto|siga|asi es|correcto|absolutely|definitely|totally|interesting|awesome|lovely|wonderful|excellent|"
    "yes yes|that is fine|thats fine|thats good|thats great|good to know|oh good|oh great|oh nice|oh okay|mmm"
)
_PHRASES = frozenset(tuple(phrase.split()) for phrase in _ACKNOWLEDGE.split("|")) | {(sound,) for sound in _SOUNDS}
_GOODBYES = (
    "bye|goodbye|good bye|bye bye|see you|see you then|see you soon|see you later|you too|same to you|have a good day|"
    "have a nice day|have a good one|have a great day|take care|thank you so much|thank you very much|thanks so much|"
    "thanks a lot|adios|hasta luego|chao|igualmente|muchas gracias|que tenga buen dia|and|lexi|so much"
)
_FAREWELLS = frozenset(tuple(phrase.split()) for phrase in _GOODBYES.split("|"))
_LONGEST = max(len(phrase) for phrase in _PHRASES | _FAREWELLS)
# What transcribers write for sounds that are not words.
_ANNOTATION = re.compile(r"[\[(*<][^\])*>]{0,40}[\])*>]")
_COUGH_WORDS = "ahem|achoo|atchoo|cough|coughs|coughing|hack|tos|ejem|sniff|sigh|ugh|pff|psst|tsk|ha|haha"
_COUGHS = frozenset(_COUGH_WORDS.split("|"))


def meaning(text: str | None, *, parting: bool = False) -> Meaning:
    """The meaning of a finished sound; None or "" where the transcriber found no words.

    `parting`: Lexi is saying goodbye, and a goodbye is no wish to go on talking.
    """
    if not text:
        return Meaning.NOISE
    if "?" in text:
        return Meaning.FLOOR
    words = _without_coughs(text)
    if not words:
        return Meaning.NOISE
    return Meaning.GO_ON if _fits(words, parting=parting) else Meaning.FLOOR


def takes_floor(text: str, *, parting: bool = False) -> bool:
    """Whether the beginning of a sound, still being transcribed, already says that it is meant for Lexi.

    Its last word may be unfinished: "no" may become "no problem", and "o" "okay".
    """
    words = _without_coughs(text)
    return bool(words) and not _fits(words, parting=parting, unfinished=True)


def is_answer(text: str) -> bool:
    """Whether words that would only mean "go on" can be an answer to a question; every one but a bare "hm" can."""
    words = _words(text)
    return any(word not in _SOUNDS for word in words) or words in (["mhm"], ["mm", "hm"], ["uh", "huh"], ["mmhmm"])


def _without_coughs(text: str) -> list[str]:
    return [word for word in _words(_ANNOTATION.sub(" ", text)) if word not in _COUGHS]


def _fits(words: list[str], *, parting: bool, unfinished: bool = False) -> bool:
    if parting:
        return _covered(words, _PHRASES | _FAREWELLS, unfinished=unfinished)
    return len(words) <= MOST_WORDS and _covered(words, _PHRASES, unfinished=unfinished)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.findall(r"[a-z0-9]+", letters.replace("'", "").replace("’", ""))


def _covered(words: list[str], phrases: frozenset[tuple[str, ...]], *, unfinished: bool) -> bool:
    """Whether the words are nothing but such phrases; the last of them may be `unfinished`."""
    reachable = {0}
    for start in range(len(words)):
        if start not in reachable:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            part = tuple(words[start:end])
            if part in phrases or (unfinished and end == len(words) and _begins_one(part, phrases)):
                reachable.add(end)
    return len(words) in reachable


def _begins_one(part: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> bool:
    length = len(part)
    return any(
        len(phrase) >= length and phrase[: length - 1] == part[:-1] and phrase[length - 1].startswith(part[-1])
        for phrase in phrases
    )
