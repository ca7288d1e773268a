"""The learned voice: weighs all that was said, trained from the phrases in `phrases.txt`.

The lexicon (`signs.py`) explains itself but hears only wordings somebody thought of. This voice hears wordings that are
like the known ones, through stems, neighbouring words and fields of meaning. It is one linear model of what kind of
turn it hears (`linear_model.py`), the same on every machine, and trained in about a second when first used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from receptionist.agents.emergency.alarm import Tier
from receptionist.agents.emergency.features import DANGER_FAMILIES, danger_family, features, names_trouble
from receptionist.agents.emergency.phrases import Phrase, phrases
from receptionist.agents.emergency.spelling import mended
from receptionist.agents.emergency.text import Speech, read_speech
from receptionist.agents.linear_model import LinearModel, Vocabulary, odds

_TEETH = ("tooth_knocked_out", "tooth_moved", "tooth_broken_pain")
# What a turn can be, from the harmless to the urgent. A tier is what a kind is learned from, and what it stands for.
_KINDS = ("none", "E3", "E2", *_TEETH, "self_harm", *DANGER_FAMILIES)
_NONE, _E3, _E2, _FIRST_TOOTH, _SELF_HARM = 0, 1, 2, 3, 6
_TOOTH = range(_FIRST_TOOTH, _SELF_HARM)
_DANGER = range(_SELF_HARM, len(_KINDS))
_URGENT = range(_FIRST_TOOTH, len(_KINDS))
# A missed emergency is worse than a needless warning, so an urgent phrase weighs more in training.
_COSTS = [1.0] * _FIRST_TOOTH + [1.5] * len(_URGENT)
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
    """The trained model over its vocabulary."""

    vocabulary: Vocabulary
    model: LinearModel

    @classmethod
    def train(cls, examples: Iterable[Phrase]) -> "LearnedVoice":
        """Train on `examples`; beginnings of turns teach nothing, since they may go on either way."""
        told = [(mended(read_speech(phrase.say)), phrase) for phrase in examples if phrase.kind != "partial"]
        named = [features(speech) for speech, _ in told]
        vocabulary = Vocabulary.of(named)
        kinds = [_KINDS.index(_kind(speech, phrase)) for speech, phrase in told]
        encoded = [vocabulary.encode(names) for names in named]
        return cls(vocabulary, LinearModel.train(encoded, kinds, len(vocabulary.numbers), _COSTS))

    def judge(self, speech: Speech) -> Judgement:
        """What the voice makes of a turn, as `mended`. A long one is judged by its most urgent stretch of words."""
        return max((self._judge(part) for part in _stretches(speech)), key=lambda judgement: judgement.urgent)

    def _judge(self, speech: Speech) -> Judgement:
        scores = self.model.scores(self.vocabulary.encode(features(speech)))
        danger = odds(scores, _DANGER, _TOOTH)
        if danger < _TOOTH_BELOW:
            tier, sign = Tier.E1, _KINDS[max(_TOOTH, key=scores.__getitem__)]
        else:
            harms_self = odds(scores, [_SELF_HARM], _DANGER[1:]) > 0
            tier, sign = Tier.E0, "self_harm" if harms_self else "described_danger"
        return Judgement(
            odds(scores, _URGENT, range(_FIRST_TOOTH)),
            odds(scores, range(_E2, len(_KINDS)), (_NONE, _E3)),
            odds(scores, range(_E3, len(_KINDS)), (_NONE,)),
            danger,
            tier,
            sign,
            speech.excerpt(0, len(speech.tokens)),
            names_trouble(speech),
        )


@lru_cache(maxsize=1)
def learned_voice() -> LearnedVoice:
    """The voice, trained on all phrases of the package when it is first asked for."""
    return LearnedVoice.train(phrases())


def _kind(speech: Speech, phrase: Phrase) -> str:
    if phrase.tier is None:
        return "none"
    if phrase.tier in (Tier.E2, Tier.E3):
        return phrase.tier.name
    return phrase.sign or danger_family(speech)


def _stretches(speech: Speech) -> Sequence[Speech]:
    tokens = speech.tokens
    if len(tokens) <= _WINDOW:
        return [speech]
    return [_part(speech, start, start + _WINDOW) for start in range(0, len(tokens) - _STRIDE, _STRIDE)]


def _part(speech: Speech, start: int, end: int) -> Speech:
    return replace(speech, tokens=speech.tokens[start:end], before=speech.before[start:end])
