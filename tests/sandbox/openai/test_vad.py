"""Turn detection by loudness: where speech starts and stops, and how long a silence must be."""

import dataclasses

import pytest

from receptionist.sandbox.captions import silence, speak
from receptionist.sandbox.openai.realtime.session import Session, TurnDetection
from receptionist.sandbox.openai.realtime.vad import Edge, EnergyVad, silence_needed

pytestmark = pytest.mark.unit

WORD = speak("hello", "audio/pcmu")
WORD_MS = len(WORD) // 8


def detection(**changes: float) -> TurnDetection:
    found = Session("m", 0).turn_detection
    assert found is not None
    return dataclasses.replace(found, **changes)  # type: ignore[arg-type]


def edges(audio: bytes, settings: TurnDetection, chunk: int = 160) -> list[Edge]:
    vad = EnergyVad(settings, "audio/pcmu", 0)
    found: list[Edge] = []
    for start in range(0, len(audio), chunk):
        found += vad.feed(audio[start : start + chunk], lambda: silence_needed(settings, []))
    return found


@pytest.mark.parametrize("chunk", [1, 33, 160, 100_000])
def test_edges_lie_where_the_speech_is_however_it_arrives(chunk: int) -> None:
    audio = silence(1000, "audio/pcmu") + WORD + silence(1000, "audio/pcmu")
    started, stopped = edges(audio, detection(prefix_padding_ms=300, silence_duration_ms=500), chunk)
    assert started == Edge("started", 700)
    assert stopped.kind == "stopped"
    assert 1000 + WORD_MS + 440 <= stopped.at_ms <= 1000 + WORD_MS + 500


def test_a_pause_shorter_than_the_silence_does_not_end_the_turn() -> None:
    audio = WORD + silence(400, "audio/pcmu") + WORD + silence(1000, "audio/pcmu")
    assert [edge.kind for edge in edges(audio, detection(silence_duration_ms=500))] == ["started", "stopped"]
    assert len(edges(audio, detection(silence_duration_ms=300))) == 4


def test_clicks_and_quiet_noise_are_no_speech() -> None:
    click = WORD[1600:1760]
    quiet = bytes([0xFA, 0x7A] * 4000)
    assert edges((click + silence(100, "audio/pcmu")) * 10 + quiet, detection()) == []


def test_the_threshold_decides_what_is_loud() -> None:
    murmur = bytes([0xE8, 0x68] * 4000)
    assert edges(murmur, detection(threshold=1.0)) == []
    assert [edge.kind for edge in edges(murmur, detection(threshold=0.0))] == ["started"]


def test_semantic_detection_is_patient_with_unfinished_sentences() -> None:
    settings = dataclasses.replace(detection(), semantic=True, patience_ms=4000)
    assert silence_needed(settings, ["I", "want", "to"]) == 4000
    assert silence_needed(settings, ["Well,"]) == 4000
    assert silence_needed(settings, ["Thanks."]) == 500
