"""The three protocols of the spoken sandbox; audio is bytes, so that nothing here needs a speech package.

PCM means 16-bit little-endian mono. Ears and the sense of turns take it at 16 kHz, the mouth gives it at 24 kHz.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

EAR_RATE = 16_000
MOUTH_RATE = 24_000
VAD_SAMPLES = 512
VAD_FRAME_MS = VAD_SAMPLES * 1000 // EAR_RATE


@dataclass(frozen=True)
class Heard:
    """What an ear made of a stretch of audio; `text` is empty where it does not trust its own words.

    `log_probability` is the mean natural logarithm of the tokens' probabilities, `no_speech` the probability (0 to 1)
    that nobody spoke.
    """

    text: str
    log_probability: float = 0.0
    no_speech: float = 0.0

    @property
    def words(self) -> list[str]:
        return self.text.split()


@dataclass(frozen=True)
class Sentence:
    """One sentence with the PCM at 24 kHz that says it."""

    text: str
    pcm: bytes


class Ear(Protocol):
    """Speech to text, for whole turns; called from worker threads, several at once."""

    def transcribe(self, pcm16k: bytes, *, letters: bool = False) -> Heard:
        """The words of this stretch of audio, of any length; `letters`: the speaker was asked to spell."""


class Mouth(Protocol):
    """Text to speech; called from one worker thread."""

    def stream(self, text: str, speed: float = 1.0) -> Iterator[Sentence]:
        """The sentences of `text`, each as soon as it is synthesised; nothing for blank text."""


class Vad(Protocol):
    """Voice activity of one audio stream; it has state, so every stream has its own."""

    def __call__(self, frame: bytes) -> float:
        """The probability (0 to 1) that somebody speaks in this frame: 512 samples at 16 kHz, 1024 bytes."""
