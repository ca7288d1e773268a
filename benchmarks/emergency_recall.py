"""How many emergencies the detector hears and how many it imagines, on `fixtures/phrases/emergency.yaml`.

Recall counts a phrase as heard when the alarm is at least as urgent as the label. The baseline is a list of a few plain
words, which is what a first attempt would be.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.figures import milliseconds
from receptionist.agents.emergency import EmergencyDetector, Tier
from receptionist.settings import ROOT

CORPUS = ROOT / "fixtures/phrases/emergency.yaml"
_PLAIN_WORDS = {
    Tier.E0: ("breath", "swallow", "bleed", "fever", "911", "chest", "respirar", "sangr", "fiebre"),
    Tier.E1: ("knocked out", "fell out", "cayó"),
    Tier.E2: ("pain", "swell", "abscess", "dolor", "hinch"),
    Tier.E3: ("crown", "filling", "chip", "corona"),
}


@dataclass(frozen=True)
class Phrase:
    """One line of the corpus; `tier` None means that no alarm is right."""

    split: str
    tier: Tier | None
    language: str
    kind: str
    say: str


def phrases(path: Path = CORPUS) -> Iterator[Phrase]:
    """The corpus, in the order of the file."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    for split, tiers in tree.items():
        for tier, languages in tiers.items():
            for language, kinds in languages.items():
                for kind, said in kinds.items():
                    for say in said:
                        yield Phrase(split, None if tier == "none" else Tier[tier], language, kind, str(say))


def heard(phrase: Phrase) -> Tier | None:
    """The tier a fresh detector raises on `phrase`."""
    alarm = EmergencyDetector().hear(phrase.say, final=phrase.kind != "partial")
    return alarm.tier if alarm else None


def by_plain_words(phrase: Phrase) -> Tier | None:
    """The baseline: the most urgent tier one of whose words occurs."""
    said = phrase.say.casefold()
    return next((tier for tier, words in _PLAIN_WORDS.items() if any(word in said for word in words)), None)


async def run() -> list[str]:
    corpus = list(phrases())
    lines = []
    for split in ("tune", "held_out"):
        part = [phrase for phrase in corpus if phrase.split == split]
        lines.append(f"{split}: {len(part)} phrases")
        for tier in Tier:
            for language in ("en", "es"):
                lines.append(
                    f"  {_row(part, tier, language, heard)}; plain words {_row(part, tier, language, by_plain_words)}"
                )
        lines.append(f"  E0 and E1 together: recall {_share(*_caught(part, (Tier.E0, Tier.E1), heard))}")
        for language in ("en", "es"):
            lines.append(f"  {_false_alarms(part, language)}")
    lines.append(f"one turn {milliseconds(list(_seconds(corpus)))}")
    return lines


def _row(part: list[Phrase], tier: Tier, language: str, hear: Callable[[Phrase], Tier | None]) -> str:
    caught, of = _caught([p for p in part if p.language == language], (tier,), hear)
    return f"{tier.name} {language} recall {_share(caught, of)}" if hear is heard else _share(caught, of)


def _caught(part: list[Phrase], tiers: tuple[Tier, ...], hear: Callable[[Phrase], Tier | None]) -> tuple[int, int]:
    wanted = [phrase for phrase in part if phrase.tier in tiers]
    return sum(_enough(hear(phrase), phrase.tier) for phrase in wanted), len(wanted)


def _enough(raised: Tier | None, label: Tier | None) -> bool:
    return raised is not None and label is not None and raised <= label


def _false_alarms(part: list[Phrase], language: str) -> str:
    spoken = [phrase for phrase in part if phrase.language == language]
    quiet = [heard(phrase) for phrase in spoken if phrase.tier is None]
    raised = [tier for tier in quiet if tier is not None]
    urgent = sum(tier <= Tier.E1 for tier in raised)
    above = [phrase for phrase in spoken if phrase.tier is not None and (heard(phrase) or Tier.E3) < phrase.tier]
    return (
        f"false alarms {language}: {_share(len(raised), len(quiet))} of the harmless phrases, "
        f"{urgent} of them E0 or E1; {len(above)} real ones ranked too urgent"
    )


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.1%})" if of else "0/0"


def _seconds(corpus: list[Phrase]) -> Iterator[float]:
    for phrase in corpus:
        started = time.perf_counter()
        heard(phrase)
        yield time.perf_counter() - started
