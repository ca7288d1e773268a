"""Puts the two voices together: what the lexicon saw, and what the learned voice makes of the whole turn.

Either voice may raise alone; each may also keep the other quiet. The bars are log-odds of the learned voice. They were
chosen by cross-validation (`python -m benchmarks emergency_recall`), and a missed E0 weighs more than a needless E2.
"""

from dataclasses import dataclass

from receptionist.agents.emergency.alarm import Tier
from receptionist.agents.emergency.learned import Judgement
from receptionist.agents.emergency.signs import Sign


@dataclass(frozen=True)
class _Bars:
    """`with_sign` is passed when the lexicon saw a sign of that urgency, `alone` when it did not."""

    with_sign: float
    alone: float


_URGENT, _SOON, _DENTAL = _Bars(-0.7, 0.4), _Bars(-1.6, 0.5), _Bars(-0.4, 0.5)
_SELF_HARM_BAR = -1.0
# Words that name no part of a body, no symptom and no harm ("it's twice as big as an hour ago") must sound the part.
_UNNAMED_BAR = 1.0
# A lost tooth may come with worse: when the whole turn sounds so, the learned voice overrules an E1 of the lexicon.
_WORSE_THAN_A_TOOTH = 1.5

# The learned voice's own name for what is an ordinary visit soon.
DESCRIBED_SOON = "described_soon"


@dataclass(frozen=True)
class Verdict:
    """How urgent a turn is, and why. `sign` is a name of `signs.py`, or the learned voice's own."""

    tier: Tier
    sign: str
    by_lexicon: bool


def verdict(sign: Sign | None, judgement: Judgement) -> Verdict | None:
    """What a turn raises by itself; None for nothing."""
    if sign is None and not judgement.names_trouble:
        return _urgent(None, judgement) if judgement.urgent > _UNNAMED_BAR else None
    if judgement.urgent > _bar(_URGENT, sign, Tier.E1):
        return _urgent(sign, judgement)
    if judgement.soon > _bar(_SOON, sign, Tier.E2):
        return _of(sign, Tier.E2, "described_same_day")
    if judgement.dental > _bar(_DENTAL, sign, Tier.E3):
        return _of(sign, Tier.E3, DESCRIBED_SOON)
    return None


def stands(sign: Sign, judgement: Judgement) -> bool:
    """Whether an E0 or E1 that the lexicon saw in a partial turn stands, by what was heard of it so far."""
    return judgement.urgent > _bar(_URGENT, sign, Tier.E1)


def _bar(bars: _Bars, sign: Sign | None, tier: Tier) -> float:
    if sign is None or sign.tier > tier:
        return bars.alone
    return _SELF_HARM_BAR if sign.name == "self_harm" else bars.with_sign


def _urgent(sign: Sign | None, judgement: Judgement) -> Verdict:
    if sign is None or sign.tier > Tier.E1:
        return Verdict(judgement.tier, judgement.sign, by_lexicon=False)
    if sign.tier is Tier.E1 and judgement.tier is Tier.E0 and judgement.danger > _WORSE_THAN_A_TOOTH:
        return Verdict(Tier.E0, judgement.sign, by_lexicon=False)
    return Verdict(sign.tier, sign.name, by_lexicon=True)


def _of(sign: Sign | None, tier: Tier, described: str) -> Verdict:
    named = sign is not None and sign.tier is tier
    return Verdict(tier, sign.name if named and sign is not None else described, by_lexicon=named)
