"""The emergency detector: hears every caller turn of one call, partial transcripts included, and raises alarms."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from receptionist.agents.emergency.alarm import Alarm, Language, Tier
from receptionist.agents.emergency.concepts import Hit, find_concepts
from receptionist.agents.emergency.context import live_hits
from receptionist.agents.emergency.signs import COMPOUNDS, SIGNS, Sign
from receptionist.agents.emergency.spelling import mend
from receptionist.agents.emergency.text import Speech, read_speech, word_set
from receptionist.agents.emergency.words import words_key

SETTLE_WORDS = 2
_MAX_HITS = 12
_YES = word_set("yes yeah yep yup si correct right uh_huh mhm")
_NO = word_set("no not nope none nothing neither nada ninguno ninguna tampoco")
_RESISTS = (
    "i am not going", "i do not want to go", "i do not want an ambulance", "not calling 911", "not going to call",
    "can not afford", "i just want", "i would rather", "do not need an ambulance", "can i just", "can not you just",
    "i do not need", "not that bad", "i am fine", "not an emergency", "just book", "just need an appointment",
    "overreact", "no quiero ir", "no voy a ir", "no necesito ambulancia", "no quiero llamar", "solo quiero",
    "no es para tanto", "no tengo dinero", "no es una emergencia", "no puedo pagar", "prefiero", "no hace falta",
)  # fmt: skip
_RED_FLAGS = word_set("CANNOT_BREATHE CANNOT_SWALLOW FEVER SWELL BLEED")


class EmergencyDetector:
    """One call's detector. Deterministic; it never raises; nothing said lowers what was raised.

    An alarm is given once for each rise of tier. On E0 and E1 it is given again only when the fixed words differ from
    those already said (self-harm after bleeding), and once more, `repeated`, when the caller resists an E0.
    """

    def __init__(self) -> None:
        self.highest: Tier | None = None
        self._said: set[tuple[Tier, str]] = set()
        self._earlier: dict[str, Language] = {}
        self._asked_red_flags = False
        self._language: Language = "en"
        self._last_sign = ""
        self._may_repeat = False

    def hear(self, text: str, *, final: bool) -> Alarm | None:
        """Take the caller's turn as heard so far: the whole of it, not what was added; `final` when it is complete.

        Partial turns raise only E0 and E1, and only for words with two more behind them, since "I'm bleeding" may go on
        "... no more". A turn's `final` text replaces its partial ones.
        """
        speech = _mended(read_speech(text))
        if not speech.tokens:
            return None
        hits = live_hits(speech, find_concepts(speech))
        if not final:
            hits = [hit for hit in hits if hit.end + SETTLE_WORDS <= len(speech.tokens)]
        hits = [*hits, *_compounds(hits)]
        alarm = self._raise(speech, hits, final=final)
        if alarm is None and final:
            alarm = self._yes_to_red_flags(speech, hits) or self._resisted(speech)
        if final:
            self._earlier.update((hit.concept, hit.language) for hit in hits)
            self._asked_red_flags = False
        return alarm

    def asked(self, text: str) -> None:
        """Take what Lexi said, so that a bare "yes" to her question about red flags counts."""
        if "?" not in text:
            return
        found = {hit.concept for hit in find_concepts(read_speech(text))}
        self._asked_red_flags = bool(found & _RED_FLAGS)

    def _raise(self, speech: Speech, hits: list[Hit], *, final: bool) -> Alarm | None:
        by_concept: dict[str, list[Hit]] = {}
        for hit in hits:
            by_concept.setdefault(hit.concept, []).append(hit)
        for sign in SIGNS:
            if not final and sign.tier > Tier.E1:
                break
            if not self._is_news(sign.tier, sign.name):
                continue
            shown = self._shown(sign, by_concept)
            if shown:
                return self._alarm(sign.tier, sign.name, speech, shown)
        return None

    def _shown(self, sign: Sign, by_concept: dict[str, list[Hit]]) -> list[Hit]:
        """The hits that show `sign`; none when it is not shown."""
        if sign.reach == "near":
            return near(sign, by_concept)
        fresh = [by_concept[name][0] for name in sign.needs if name in by_concept]
        known = all(name in by_concept or name in self._earlier for name in sign.needs)
        return fresh if known else []

    def _is_news(self, tier: Tier, sign: str) -> bool:
        if self.highest is None or tier < self.highest:
            return True
        return tier == self.highest and tier <= Tier.E1 and (tier, words_key(sign)) not in self._said

    def _alarm(self, tier: Tier, sign: str, speech: Speech, shown: Iterable[Hit]) -> Alarm:
        shown = list(shown)
        if shown:
            spanish = sum(hit.language == "es" for hit in shown)
            self._language = "es" if 2 * spanish > len(shown) else "en"
            words = speech.excerpt(min(hit.start for hit in shown), max(hit.end for hit in shown))
        else:
            words = speech.excerpt(0, len(speech.tokens))
        self.highest, self._last_sign = tier, sign
        self._said.add((tier, words_key(sign)))
        self._may_repeat = tier == Tier.E0
        return Alarm(tier, sign, words, self._language)

    def _yes_to_red_flags(self, speech: Speech, hits: list[Hit]) -> Alarm | None:
        agreed = speech.tokens[0] in _YES and _NO.isdisjoint(speech.tokens)
        named = any(hit.concept in _RED_FLAGS for hit in hits)
        if not (self._asked_red_flags and agreed) or named or not self._is_news(Tier.E0, "yes_to_red_flags"):
            return None
        return self._alarm(Tier.E0, "yes_to_red_flags", speech, ())

    def _resisted(self, speech: Speech) -> Alarm | None:
        said = f" {speech.excerpt(0, len(speech.tokens))} "
        if not self._may_repeat or not any(f" {words} " in said for words in _RESISTS):
            return None
        self._may_repeat = False
        return Alarm(Tier.E0, self._last_sign, speech.excerpt(0, len(speech.tokens)), self._language, repeated=True)


def _mended(speech: Speech) -> Speech:
    return replace(speech, tokens=tuple(mend(token) for token in speech.tokens))


def near(sign: Sign, by_concept: dict[str, list[Hit]]) -> list[Hit]:
    """The closest hits that show a sign of reach "near"; none when there are none within its span."""
    if any(name not in by_concept for name in sign.needs):
        return []
    best: list[Hit] = []
    for chosen in product(*(by_concept[name][:_MAX_HITS] for name in sign.needs)):
        start, end = min(hit.start for hit in chosen), max(hit.end for hit in chosen)
        longest = max(hit.end - hit.start for hit in chosen)
        if end - start > max(sign.span, longest) or _taken_back(sign, by_concept, start, end):
            continue
        if not best or end - start < max(h.end for h in best) - min(h.start for h in best):
            best = list(chosen)
    return best


def _taken_back(sign: Sign, by_concept: dict[str, list[Hit]], start: int, end: int) -> bool:
    return any(
        hit.end >= start - sign.span and hit.start <= end + sign.span
        for name in sign.unless
        for hit in by_concept.get(name, ())
    )


def _compounds(hits: list[Hit]) -> list[Hit]:
    by_concept: dict[str, list[Hit]] = {}
    for hit in hits:
        by_concept.setdefault(hit.concept, []).append(hit)
    made = []
    for sign in COMPOUNDS:
        shown = near(sign, by_concept)
        if shown:
            start, end = min(hit.start for hit in shown), max(hit.end for hit in shown)
            literal = frozenset().union(*(hit.literal for hit in shown))
            made.append(Hit(sign.name, start, end, literal, shown[0].language))
    return made
