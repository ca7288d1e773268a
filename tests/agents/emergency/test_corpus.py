"""The detector on the phrase corpus, phrase by phrase where it was tuned and by measure where it was not."""

from collections import Counter

import pytest

from benchmarks.emergency_recall import Phrase, heard, phrases
from receptionist.agents.emergency import Tier

pytestmark = pytest.mark.unit

CORPUS = list(phrases())
URGENT = (Tier.E0, Tier.E1)
# Phrases that the detector is known to get wrong, so that the list can only shrink.
KNOWN_WRONG = {
    "swelling is under my tung",
    "The fever is gone and so is the swelling.",
    "we never needed the emergency room",
}


@pytest.mark.parametrize("phrase", [p for p in CORPUS if p.split == "tune"], ids=lambda p: p.say)
def test_every_tuned_phrase_gets_its_tier(phrase: Phrase) -> None:
    right = heard(phrase) == phrase.tier
    assert right != (phrase.say in KNOWN_WRONG)


def test_recall_of_what_is_urgent() -> None:
    def recall(split: str) -> float:
        wanted = [p for p in CORPUS if p.split == split and p.tier in URGENT]
        caught = [p for p in wanted if (tier := heard(p)) is not None and p.tier is not None and tier <= p.tier]
        return len(caught) / len(wanted)

    assert recall("tune") >= 0.99
    # Measured when it was written; a drop means that a change to the tables broke something general.
    assert recall("held_out") >= 0.80


def test_few_false_alarms() -> None:
    quiet = [p for p in CORPUS if p.split == "held_out" and p.tier is None]
    assert sum(heard(p) is not None for p in quiet) / len(quiet) <= 0.06


def test_no_phrase_stands_in_both_parts() -> None:
    assert [say for say, count in Counter(p.say for p in CORPUS if p.split == "held_out").items() if count > 1] == []
    assert not {p.say for p in CORPUS if p.split == "tune"} & {p.say for p in CORPUS if p.split == "held_out"}
    assert {p.kind for p in CORPUS} == {"plain", "colloquial", "negated", "past", "general", "noisy", "partial"}
    assert len(CORPUS) >= 300
