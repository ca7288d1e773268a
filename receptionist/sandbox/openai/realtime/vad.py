"""Voice activity by loudness: where in the input audio somebody starts and stops to speak.

Time here is the time of the audio received, in milliseconds since the session's first sample, not time on a clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from receptionist.sandbox.openai.audio import SHAPES, AudioFormat, loudness
from receptionist.sandbox.openai.realtime.session import TurnDetection

FRAME_MS = 20
# Speech on a phone line lies above 0.03 of full scale, a quiet line below 0.003.
_FLOOR, _STEP = 0.004, 0.018
_FRAMES_TO_START = 3


@dataclass(frozen=True)
class Edge:
    """Speech began or ended at this offset into the audio."""

    kind: Literal["started", "stopped"]
    at_ms: int


class EnergyVad:
    """Cuts audio into 20 ms frames and reports edges; `silence_needed` is asked at each quiet frame of speech."""

    def __init__(self, detection: TurnDetection, audio_format: AudioFormat, at_ms: float) -> None:
        self._detection = detection
        self._format = audio_format
        self._level = _FLOOR + _STEP * detection.threshold
        self._size = FRAME_MS * SHAPES[audio_format].bytes_per_ms
        self._rest = b""
        self._at_ms = at_ms
        self._loud = 0
        self._quiet_ms = 0
        self.speaking = False

    def feed(self, audio: bytes, silence_needed: Callable[[], int]) -> Iterator[Edge]:
        """The edges inside this audio, each yielded when it is reached."""
        audio = self._rest + audio
        whole = len(audio) // self._size * self._size
        self._rest = audio[whole:]
        for start in range(0, whole, self._size):
            self._at_ms += FRAME_MS
            loud = loudness(audio[start : start + self._size], self._format) >= self._level
            edge = self._step(loud, silence_needed)
            if edge is not None:
                yield edge

    def _step(self, loud: bool, silence_needed: Callable[[], int]) -> Edge | None:
        if not self.speaking:
            self._loud = self._loud + 1 if loud else 0
            if self._loud < _FRAMES_TO_START:
                return None
            self.speaking, self._quiet_ms = True, 0
            began = self._at_ms - _FRAMES_TO_START * FRAME_MS - self._detection.prefix_padding_ms
            return Edge("started", max(0, round(began)))
        self._quiet_ms = 0 if loud else self._quiet_ms + FRAME_MS
        if self._quiet_ms == 0 or self._quiet_ms < silence_needed():
            return None
        self.speaking, self._loud = False, 0
        return Edge("stopped", round(self._at_ms))


def silence_needed(detection: TurnDetection, words: list[str]) -> int:
    """How long (ms) a silence ends the turn; semantic detection waits out a sentence that sounds unfinished."""
    if not detection.semantic:
        return detection.silence_duration_ms
    return detection.patience_ms if _sounds_unfinished(words) else detection.silence_duration_ms


def _sounds_unfinished(words: list[str]) -> bool:
    if not words:
        return False
    last = words[-1].lower()
    return last.endswith((",", "-", "...", "…")) or last in {
        "um",
        "uh",
        "and",
        "but",
        "or",
        "so",
        "the",
        "a",
        "my",
        "to",
    }
