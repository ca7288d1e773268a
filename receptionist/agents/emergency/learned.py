"""The learned voice: weighs all that was said, trained from the phrases in `phrases.txt`.

The lexicon (`signs.py`) explains itself but hears only wordings somebody thought of. This voice hears wordings that are
like the known ones, through stems, neighbouring words, concepts and fields of meaning. It is a logistic model for each
question it answers (`linear_model.py`), the same on every machine, and trained in well under a second when first used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from receptionist.agents.emergency.alarm import Tier
from receptionist.agents.emergency.features import features, names_trouble
from receptionist.agents.emergency.lexicon import Hearing, first_sign, listen
from receptionist.agents.emergency.phrases import LEXICON_AUTHORS, Phrase, phrases
from receptionist.agents.emergency.text import read_speech
from receptionist.agents.linear_model import LinearModel, Vocabulary

# A missed emergency is worse than a needless warning, so a yes weighs more in training.
_MISS_COSTS = 1.5
# In doubt between the two it is an E0: its words send the caller to help that can also save a tooth.
_TOOTH_BELOW = -0.3
_WINDOW, _STRIDE = 60, 48


@dataclass(frozen=True)
class Judgement:
    """What the voice makes of a turn, in log-odds.

    `urgent` is for E0 or E1, `soon` for E2 and above, `dental` for any tier. `tier` and `sign` are what an E0 or E1
    would be, `danger` the log-odds that it is an E0 rather than an E1. `words` are the part of the turn that sounded
    most urgent. `names_trouble` is whether it speaks of a body or of self-harm at all: words that no phrase
    had, and little else, should not raise anything.
    """

    urgent: float
    soon: float
    dental: float
    danger: float
    tier: Tier
    sign: str
    words: str
    names_trouble: bool


@dataclass(frozen=True)
class LearnedVoice:
    """The trained models over one vocabulary."""

    vocabulary: Vocabulary
    urgent: LinearModel
    soon: LinearModel
    dental: LinearModel
    tooth: LinearModel
    signs: dict[str, LinearModel]

    @classmethod
    def train(cls, examples: Iterable[Phrase]) -> "LearnedVoice":
        """Train on `examples`.

        What the lexicon makes of its own authors' phrases is left out: it was built on them, and the voice would come
        to trust it blindly.
        """
        told = [phrase for phrase in examples if phrase.kind != "partial"]
        named = [_features(listen(read_speech(phrase.say)), phrase.source != LEXICON_AUTHORS) for phrase in told]
        vocabulary = Vocabulary.of(named)
        encoded = [vocabulary.encode(names) for names in named]
        size = len(vocabulary.numbers)

        def up_to(tier: Tier) -> LinearModel:
            labels = [phrase.tier is not None and phrase.tier <= tier for phrase in told]
            return LinearModel.train(encoded, labels, size, weight=_MISS_COSTS)

        among = [at for at, phrase in enumerate(told) if phrase.tier in (Tier.E0, Tier.E1)]
        rows = [encoded[at] for at in among]

        def sign(name: str) -> LinearModel:
            return LinearModel.train(rows, [told[at].sign == name for at in among], size)

        tooth = LinearModel.train(rows, [told[at].tier is Tier.E1 for at in among], size)
        names = ("self_harm", "tooth_knocked_out", "tooth_moved", "tooth_broken_pain")
        return cls(
            vocabulary, up_to(Tier.E1), up_to(Tier.E2), up_to(Tier.E3), tooth, {name: sign(name) for name in names}
        )

    def judge(self, hearing: Hearing) -> Judgement:
        """What the voice makes of a turn. A long one is judged by its most urgent stretch of words."""
        return max((self._judge(part) for part in _stretches(hearing)), key=lambda judgement: judgement.urgent)

    def _judge(self, hearing: Hearing) -> Judgement:
        encoded = self.vocabulary.encode(_features(hearing, with_verdict=True))
        danger = -self.tooth.score(encoded)
        tooth = danger < _TOOTH_BELOW
        scores = {name: model.score(encoded) for name, model in self.signs.items()}
        if tooth:
            sign = max((name for name in scores if name != "self_harm"), key=lambda name: scores[name])
        else:
            sign = "self_harm" if scores["self_harm"] > 0 else "described_danger"
        return Judgement(
            self.urgent.score(encoded),
            self.soon.score(encoded),
            self.dental.score(encoded),
            danger,
            Tier.E1 if tooth else Tier.E0,
            sign,
            hearing.speech.excerpt(0, len(hearing.speech.tokens)),
            names_trouble(hearing.speech),
        )


@lru_cache(maxsize=1)
def learned_voice() -> LearnedVoice:
    """The voice, trained on all phrases of the package when it is first asked for."""
    return LearnedVoice.train(phrases())


def _features(hearing: Hearing, with_verdict: bool) -> list[str]:
    found = features(hearing.speech, hearing.hits, hearing.live)
    sign = first_sign(hearing) if with_verdict else None
    if sign is not None:
        found += [f"l:{sign.tier.name}", f"l:{sign.name}"]
    return found


def _stretches(hearing: Hearing) -> Sequence[Hearing]:
    tokens = hearing.speech.tokens
    if len(tokens) <= _WINDOW:
        return [hearing]
    return [_part(hearing, start, start + _WINDOW) for start in range(0, len(tokens) - _STRIDE, _STRIDE)]


def _part(hearing: Hearing, start: int, end: int) -> Hearing:
    speech = hearing.speech
    inside = replace(speech, tokens=speech.tokens[start:end], before=speech.before[start:end])
    return listen(inside)
