"""How many emergencies the detector hears and how many it imagines.

Three views: the phrases it was trained on (the package's), the same by cross-validation (each phrase heard by a
detector whose learned voice never saw it, or never saw its author), and `fixtures/phrases/emergency.yaml`, which
neither voice was made from. A phrase counts as heard when the alarm is at least as urgent as its label. The baseline
is a list of a few plain words, which is what a first attempt would be.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.figures import milliseconds
from receptionist.agents.emergency import EmergencyDetector, Tier
from receptionist.agents.emergency.learned import LearnedVoice, learned_voice
from receptionist.agents.emergency.phrases import LEXICON_AUTHORS, Phrase, phrases
from receptionist.settings import ROOT

HELD_OUT = ROOT / "fixtures/phrases/emergency.yaml"
URGENT = (Tier.E0, Tier.E1)
FOLDS = 5
_PLAIN_WORDS = {
    Tier.E0: ("breath", "swallow", "bleed", "fever", "911", "chest", "respirar", "sangr", "fiebre"),
    Tier.E1: ("knocked out", "fell out", "cayó"),
    Tier.E2: ("pain", "swell", "abscess", "dolor", "hinch"),
    Tier.E3: ("crown", "filling", "chip", "corona"),
}


@dataclass(frozen=True)
class Heard:
    """A phrase and the tier that a fresh detector raised on it."""

    phrase: Phrase
    tier: Tier | None

    @property
    def enough(self) -> bool:
        """Whether the alarm is at least as urgent as the label."""
        return self.tier is not None and self.phrase.tier is not None and self.tier <= self.phrase.tier


def held_out(path: Path = HELD_OUT) -> Iterator[Phrase]:
    """The phrases that nothing was made from, in the order of the file."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))["held_out"]
    for tier, languages in tree.items():
        for language, kinds in languages.items():
            for kind, said in kinds.items():
                for say in said:
                    yield Phrase("held out", None if tier == "none" else Tier[tier], "", language, kind, str(say))


def hear(phrase: Phrase, voice: LearnedVoice | None = None) -> Heard:
    """What a fresh detector with `voice`, by default the package's, raises on `phrase`."""
    alarm = EmergencyDetector(voice).hear(phrase.say, final=phrase.kind != "partial")
    return Heard(phrase, alarm.tier if alarm else None)


def by_plain_words(phrase: Phrase) -> Heard:
    """The baseline: the most urgent tier one of whose words occurs."""
    said = phrase.say.casefold()
    return Heard(phrase, next((t for t, words in _PLAIN_WORDS.items() if any(word in said for word in words)), None))


def without_author(source: str) -> list[Heard]:
    """The phrases of `source`, heard by a voice that was trained on all the others'."""
    voice = LearnedVoice.train(phrase for phrase in phrases() if phrase.source != source)
    return [hear(phrase, voice) for phrase in phrases() if phrase.source == source]


def by_folds() -> list[Heard]:
    """All phrases, each heard by a voice that was trained without its fold."""
    everything = list(phrases())
    heard = []
    for fold in range(FOLDS):
        voice = LearnedVoice.train(phrase for at, phrase in enumerate(everything) if at % FOLDS != fold)
        heard += [hear(phrase, voice) for phrase in everything[fold::FOLDS]]
    return heard


def recall(heard: list[Heard]) -> tuple[int, int]:
    """How many of the phrases labelled E0 and E1 were heard, of how many."""
    wanted = [one for one in heard if one.phrase.tier in URGENT]
    return sum(one.enough for one in wanted), len(wanted)


def false_urgent(heard: list[Heard]) -> tuple[int, int]:
    """How many of the harmless phrases raised an E0 or E1, of how many."""
    quiet = [one for one in heard if one.phrase.tier is None]
    return sum(one.tier in URGENT for one in quiet), len(quiet)


async def run() -> list[str]:
    started = time.process_time()
    learned_voice()
    lines = [f"training, once a process: {time.process_time() - started:.2f} s of processor time"]
    lines += _table("trained on", [hear(phrase) for phrase in phrases()])
    lines += _table("held out", [hear(phrase) for phrase in held_out()])
    lines.append("cross-validated, E0 and E1 together:")
    folded = by_folds()
    for source in dict.fromkeys(one.phrase.source for one in folded):
        lines.append(f"  {FOLDS} folds, {source}: {_summary([one for one in folded if one.phrase.source == source])}")
        if source != LEXICON_AUTHORS:  # The lexicon was made from its authors' phrases and cannot be held back.
            lines.append(f"  trained without {source}: {_summary(without_author(source))}")
    lines.append(f"one turn {milliseconds(list(_seconds(list(phrases()))))}")
    lines.append(f"a monologue of 500 words {milliseconds(list(_monologues()))}")
    return lines


def _table(title: str, heard: list[Heard]) -> list[str]:
    lines = [f"{title}: {len(heard)} phrases"]
    for tier in Tier:
        for language in ("en", "es"):
            part = [one for one in heard if one.phrase.tier is tier and one.phrase.language == language]
            plain = [by_plain_words(one.phrase) for one in part]
            lines.append(
                f"  {tier.name} {language} recall {_share(sum(one.enough for one in part), len(part))}; "
                f"plain words {_share(sum(one.enough for one in plain), len(part))}"
            )
    lines.append(f"  E0 and E1 together: {_summary(heard)}")
    for language in ("en", "es"):
        quiet = [one for one in heard if one.phrase.tier is None and one.phrase.language == language]
        lines.append(f"  any alarm on harmless phrases, {language}: {_count(quiet, lambda one: one.tier is not None)}")
    return lines


def _summary(heard: list[Heard]) -> str:
    mild = [one for one in heard if one.phrase.tier in (Tier.E2, Tier.E3)]
    return (
        f"recall {_share(*recall(heard))}, false E0 or E1 on harmless phrases {_share(*false_urgent(heard))}, "
        f"on E2 and E3 {_count(mild, lambda one: one.tier in URGENT)}"
    )


def _count(heard: list[Heard], counts: Callable[[Heard], bool]) -> str:
    return _share(sum(map(counts, heard)), len(heard))


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.1%})" if of else "0/0"


def _seconds(said: list[Phrase]) -> Iterator[float]:
    for phrase in said:
        started = time.perf_counter()
        hear(phrase)
        yield time.perf_counter() - started


def _monologues() -> Iterator[float]:
    words = " ".join(phrase.say for phrase in phrases() if phrase.tier is None).split()
    for start in range(0, 4000, 500):
        detector = EmergencyDetector()
        text = " ".join(words[start : start + 500])
        started = time.perf_counter()
        detector.hear(text, final=True)
        yield time.perf_counter() - started
