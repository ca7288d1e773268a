"""The emergency detector: hears every caller turn of one call, partial transcripts included, and raises alarms."""

from receptionist.agents.emergency.alarm import Alarm, Language, Tier
from receptionist.agents.emergency.concepts import Hit, find_concepts
from receptionist.agents.emergency.learned import Judgement, LearnedVoice, learned_voice
from receptionist.agents.emergency.lexicon import Hearing, by_concept, first_sign, listen, near
from receptionist.agents.emergency.signs import SIGNS, Sign
from receptionist.agents.emergency.text import Speech, language_of, read_speech, word_set
from receptionist.agents.emergency.verdict import Verdict, stands, verdict
from receptionist.agents.emergency.words import words_key

SETTLE_WORDS = 2
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

    def __init__(self, voice: LearnedVoice | None = None) -> None:
        """`voice` is the learned voice, the package's own when none is given; cross-validation gives others."""
        self._voice = voice or learned_voice()
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
        speech = read_speech(text)
        if not speech.tokens:
            return None
        hearing = listen(speech)
        if not final:
            return self._partly(hearing)
        alarm = self._raise(hearing) or self._yes_to_red_flags(hearing) or self._resisted(hearing.speech)
        self._earlier.update((hit.concept, hit.language) for hit in hearing.live)
        self._asked_red_flags = False
        return alarm

    def asked(self, text: str) -> None:
        """Take what Lexi said, so that a bare "yes" to her question about red flags counts."""
        if "?" not in text:
            return
        found = {hit.concept for hit in find_concepts(read_speech(text))}
        self._asked_red_flags = bool(found & _RED_FLAGS)

    def _raise(self, hearing: Hearing) -> Alarm | None:
        """The most urgent news: by this turn alone, or by what it adds to the earlier ones."""
        judgement = self._voice.judge(hearing.speech)
        alone = verdict(first_sign(hearing), judgement)
        if alone is not None and not self._is_news(alone.tier, alone.sign):
            alone = None
        found = by_concept(hearing.live)
        for sign in SIGNS:
            if alone is not None and sign.tier >= alone.tier:
                break
            if sign.reach == "call" and self._adds_up(sign, found) and self._is_news(sign.tier, sign.name):
                return self._alarm(sign.tier, sign.name, hearing.speech, self._shown(sign, found))
        if alone is None:
            return None
        if not alone.by_lexicon:
            return self._described(alone, judgement, hearing)
        sign = next(sign for sign in SIGNS if sign.name == alone.sign and self._shown(sign, found))
        return self._alarm(sign.tier, sign.name, hearing.speech, self._shown(sign, found))

    def _partly(self, hearing: Hearing) -> Alarm | None:
        """What a turn that is still being said raises: only what the lexicon can point to, and both voices agree on."""
        settled = [hit for hit in hearing.live if hit.end + SETTLE_WORDS <= len(hearing.speech.tokens)]
        found = by_concept(settled)
        for sign in SIGNS:
            if sign.tier > Tier.E1:
                break
            shown = self._shown(sign, found) if self._is_news(sign.tier, sign.name) else []
            if shown and (self._adds_up(sign, found) or stands(sign, self._voice.judge(hearing.speech))):
                return self._alarm(sign.tier, sign.name, hearing.speech, shown)
        return None

    def _adds_up(self, sign: Sign, found: dict[str, list[Hit]]) -> bool:
        """Whether `sign` is shown only together with what was said in earlier turns."""
        return bool(self._shown(sign, found)) and any(name not in found for name in sign.needs)

    def _shown(self, sign: Sign, found: dict[str, list[Hit]]) -> list[Hit]:
        """The hits that show `sign`; none when it is not shown."""
        if sign.reach == "near":
            return near(sign, found)
        fresh = [found[name][0] for name in sign.needs if name in found]
        known = all(name in found or name in self._earlier for name in sign.needs)
        return fresh if known else []

    def _is_news(self, tier: Tier, sign: str) -> bool:
        if self.highest is None or tier < self.highest:
            return True
        return tier == self.highest and tier <= Tier.E1 and (tier, words_key(sign)) not in self._said

    def _described(self, by_learning: Verdict, judgement: Judgement, hearing: Hearing) -> Alarm:
        """An alarm of the learned voice, whose words are the stretch that sounded so."""
        self._language = language_of(hearing.speech.tokens) or self._language
        return self._give(by_learning.tier, by_learning.sign, judgement.words)

    def _alarm(self, tier: Tier, sign: str, speech: Speech, shown: list[Hit]) -> Alarm:
        """An alarm of the lexicon, whose words are those that show the sign."""
        if not shown:
            return self._give(tier, sign, speech.excerpt(0, len(speech.tokens)))
        spanish = sum(hit.language == "es" for hit in shown)
        self._language = "es" if 2 * spanish > len(shown) else "en"
        return self._give(tier, sign, speech.excerpt(min(hit.start for hit in shown), max(hit.end for hit in shown)))

    def _give(self, tier: Tier, sign: str, words: str) -> Alarm:
        self.highest, self._last_sign = tier, sign
        self._said.add((tier, words_key(sign)))
        self._may_repeat = tier == Tier.E0
        return Alarm(tier, sign, words, self._language)

    def _yes_to_red_flags(self, hearing: Hearing) -> Alarm | None:
        speech = hearing.speech
        agreed = speech.tokens[0] in _YES and _NO.isdisjoint(speech.tokens)
        named = any(hit.concept in _RED_FLAGS for hit in hearing.live)
        if not (self._asked_red_flags and agreed) or named or not self._is_news(Tier.E0, "yes_to_red_flags"):
            return None
        return self._alarm(Tier.E0, "yes_to_red_flags", speech, [])

    def _resisted(self, speech: Speech) -> Alarm | None:
        said = f" {speech.excerpt(0, len(speech.tokens))} "
        if not self._may_repeat or not any(f" {words} " in said for words in _RESISTS):
            return None
        self._may_repeat = False
        return Alarm(Tier.E0, self._last_sign, speech.excerpt(0, len(speech.tokens)), self._language, repeated=True)
