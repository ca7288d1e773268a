"""What a caller's sounds over Lexi's voice mean, measured on the phrases that built the table and on others."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from receptionist.calls.backchannel import Meaning, is_answer, meaning, takes_floor

pytestmark = pytest.mark.unit

PHRASES: dict[str, dict[str, list[Any]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures/phrases/backchannels.yaml").read_text()
)
KINDS = ("go_on", "noise", "floor")


@pytest.mark.parametrize("kind", KINDS)
def test_the_phrases_that_built_the_table(kind: str) -> None:
    wrong = [phrase for phrase in PHRASES["tune"][kind] if meaning(phrase) is not Meaning(kind)]
    assert not wrong


def test_phrases_that_did_not() -> None:
    """Every wish to speak is heard; of the backchannels nine in ten are."""
    held_out = PHRASES["held_out"]
    assert [phrase for phrase in held_out["floor"] if meaning(phrase) is not Meaning.FLOOR] == []
    harmless = [*held_out["go_on"], *held_out["noise"]]
    stopped = [phrase for phrase in harmless if meaning(phrase) is Meaning.FLOOR]
    assert len(stopped) / len(harmless) <= 0.2, stopped


def test_after_a_question_the_same_words_are_an_answer() -> None:
    for phrase in PHRASES["tune"]["after_question"]:
        assert meaning(phrase) is Meaning.GO_ON
        assert is_answer(phrase)


@pytest.mark.parametrize("sound", ["Hmm.", "Um", "uh", "ah"])
def test_a_sound_without_a_meaning_answers_nothing(sound: str) -> None:
    assert meaning(sound) is Meaning.GO_ON
    assert not is_answer(sound)


def test_a_beginning_decides_only_when_nothing_harmless_can_come_of_it() -> None:
    for phrase in (*PHRASES["tune"]["go_on"], *PHRASES["held_out"]["go_on"]):
        if meaning(phrase) is Meaning.GO_ON:
            assert not any(takes_floor(phrase[:length]) for length in range(len(phrase) + 1)), phrase
    for phrase in ("stop", "what abo", "okay but", "no, not", "wait"):
        assert takes_floor(phrase)
    for phrase in ("no", "o", "", "  ", "mm-"):
        assert not takes_floor(phrase)


@pytest.mark.parametrize("words", ["Bye", "Thank you, goodbye", "Okay, you too, bye bye", "Adiós"])
def test_a_goodbye_while_lexi_says_hers_is_no_wish_to_go_on(words: str) -> None:
    assert meaning(words, parting=True) is Meaning.GO_ON
    assert not takes_floor(words, parting=True)


@pytest.mark.parametrize("words", ["Wait", "One more thing", "Bye, oh no, wait"])
def test_other_words_are(words: str) -> None:
    assert meaning(words, parting=True) is Meaning.FLOOR
