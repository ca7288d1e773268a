"""The mouth: hibari, a small neural voice; its weights, dictionary and letter-to-sound rules are in its package."""

from collections.abc import Iterator, Mapping

import numpy as np
from hibari import Hibari

from receptionist.sandbox.voice.mel import Floats
from receptionist.sandbox.voice.protocols import MOUTH_RATE, Sentence
from receptionist.sandbox.voice.weights import MOUTH
from receptionist.sandbox.voice.wording import PRONUNCIATIONS, sentences, to_be_said

# The synthesiser follows its pace parameter between these bounds only.
_SLOWEST, _FASTEST = 0.5, 2.0
_AUDIBLE = 0.01
_LEAD, _PAUSE = MOUTH_RATE * 40 // 1000, MOUTH_RATE * 250 // 1000


class HibariMouth:
    """Implements `Mouth`; the same text and seed give the same audio."""

    def __init__(self, pronunciations: Mapping[str, str] = PRONUNCIATIONS, seed: int = 0) -> None:
        self._pronunciations = pronunciations
        self._seed = seed
        # The model is named by its path: a voice by any other name would be downloaded.
        self._tts = Hibari(model=str(MOUTH.verified()))

    def stream(self, text: str, speed: float = 1.0) -> Iterator[Sentence]:
        for sentence in sentences(text):
            said = to_be_said(sentence, self._pronunciations)
            wave = self._tts(said, speed=min(max(speed, _SLOWEST), _FASTEST), seed=self._seed)
            yield Sentence(sentence, (np.clip(_without_idle(wave), -1.0, 1.0) * 32767).astype("<i2").tobytes())


def _without_idle(wave: Floats) -> Floats:
    """The wave with little silence before it, which the caller would wait out, and a sentence's pause behind it."""
    audible = np.flatnonzero(np.abs(wave) > _AUDIBLE)
    if not len(audible):
        return wave
    return wave[max(0, int(audible[0]) - _LEAD) : int(audible[-1]) + _PAUSE]
