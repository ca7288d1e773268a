"""The reader of claims on its corpus: sentence by sentence where it was tuned, by measure where it was not."""

import pytest

from benchmarks.claim_recall import Sentence, deeds_in, sentences

pytestmark = pytest.mark.unit

CORPUS = list(sentences())
# Sentences known to be read wrong (missed, or taken for another deed), so that the list can only shrink.
KNOWN_WRONG = {
    "Alright, you have an appointment with Sarah on Friday at one, that went through just now.",
    "Great, so that's confirmed and booked for Monday.",
    "Su cita quedó para el nueve en lugar del dos.",
    "I've sent your call over to the manager.",
    "That's covered in the forms you'll get.",
}


@pytest.mark.parametrize("sentence", [s for s in CORPUS if s.split == "tune"], ids=lambda s: s.say)
def test_every_tuned_sentence_is_read_right(sentence: Sentence) -> None:
    found = deeds_in(sentence.say)
    right = (sentence.deed in found) if sentence.deed != "none" else not found
    assert right != (sentence.say in KNOWN_WRONG)


def test_recall_and_false_alarms_on_what_it_was_not_tuned_on() -> None:
    held = [s for s in CORPUS if s.split == "held_out"]
    claims = [s for s in held if s.deed != "none"]
    harmless = [s for s in held if s.deed == "none"]
    # Measured when it was written; a drop means that a change to the patterns broke something general.
    assert sum(s.deed in deeds_in(s.say) for s in claims) / len(claims) >= 0.85
    assert sum(bool(deeds_in(s.say)) for s in harmless) / len(harmless) <= 0.05


def test_no_sentence_stands_in_both_parts() -> None:
    assert not {s.say for s in CORPUS if s.split == "tune"} & {s.say for s in CORPUS if s.split == "held_out"}
    assert len(CORPUS) >= 200
