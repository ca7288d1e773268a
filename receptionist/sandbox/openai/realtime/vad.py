"""Where in the input audio somebody starts and stops to speak, judged by loudness or by a model of voices.

Time here is the time of the audio received, in milliseconds since the session's first sample, not time on a clock.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from receptionist.sandbox.openai.audio import SHAPES, AudioFormat, loudness
from receptionist.sandbox.openai.realtime.session import TurnDetection
from receptionist.sandbox.voice.protocols import VAD_FRAME_MS

FRAME_MS = 20
# Speech on a phone line lies above 0.03 of full scale, a quiet line below 0.003.
_FLOOR, _STEP = 0.004, 0.018
_LOUD_MS_TO_START = 60
# A voice that has begun goes on until the model is this much less sure of it than it had to be at the beginning.
_HYSTERESIS = 0.15


@dataclass(frozen=True)
class Edge:
    """Speech began or ended at this offset into the audio."""

    kind: Literal["started", "stopped"]
    at_ms: int


class _Edges:
    """Turns a judgement for each frame into edges: three loud frames begin speech, enough quiet ones end it."""

    def __init__(self, frame_ms: int, prefix_ms: int, at_ms: float) -> None:
        self._frame_ms = frame_ms
        self._prefix_ms = prefix_ms
        self._at_ms = at_ms
        self._loud_ms = 0
        self._since = at_ms
        self.quiet_ms = 0
        self.speaking = False

    @property
    def speech_ms(self) -> float:
        """How long the speech that is going on has lasted."""
        return self._at_ms - self._since if self.speaking else 0.0

    def step(self, loud: bool, silence_needed: Callable[[], int]) -> Edge | None:
        """Take one frame; `silence_needed` is asked at each quiet frame of speech."""
        self._at_ms += self._frame_ms
        if not self.speaking:
            self._loud_ms = self._loud_ms + self._frame_ms if loud else 0
            if self._loud_ms < _LOUD_MS_TO_START:
                return None
            self.speaking, self.quiet_ms = True, 0
            self._since = self._at_ms - self._loud_ms
            return Edge("started", max(0, round(self._since - self._prefix_ms)))
        self.quiet_ms = 0 if loud else self.quiet_ms + self._frame_ms
        if self.quiet_ms == 0 or self.quiet_ms < silence_needed():
            return None
        return self.stop()

    def stop(self) -> Edge:
        """End the speech here and now."""
        self.speaking, self._loud_ms = False, 0
        return Edge("stopped", round(self._at_ms))


class EnergyVad:
    """By loudness, 20 ms at a time; `silence_needed` is asked at each quiet frame of speech."""

    def __init__(self, detection: TurnDetection, audio_format: AudioFormat, at_ms: float) -> None:
        self._format = audio_format
        self._level = _FLOOR + _STEP * detection.threshold
        self._size = FRAME_MS * SHAPES[audio_format].bytes_per_ms
        self._rest = b""
        self._edges = _Edges(FRAME_MS, detection.prefix_padding_ms, at_ms)

    @property
    def speaking(self) -> bool:
        return self._edges.speaking

    def feed(self, audio: bytes, silence_needed: Callable[[], int]) -> Iterator[Edge]:
        """The edges inside this audio, each yielded when it is reached."""
        audio = self._rest + audio
        whole = len(audio) // self._size * self._size
        self._rest = audio[whole:]
        for start in range(0, whole, self._size):
            loud = loudness(audio[start : start + self._size], self._format) >= self._level
            edge = self._edges.step(loud, silence_needed)
            if edge is not None:
                yield edge


class VoiceVad:
    """By the probabilities of a voice activity model, one for each frame of 32 ms."""

    def __init__(self, detection: TurnDetection, at_ms: float) -> None:
        self._threshold = detection.threshold
        self._edges = _Edges(VAD_FRAME_MS, detection.prefix_padding_ms, at_ms)

    @property
    def speaking(self) -> bool:
        return self._edges.speaking

    @property
    def quiet_ms(self) -> int:
        """How long nobody has been heard within the speech that is going on."""
        return self._edges.quiet_ms

    @property
    def speech_ms(self) -> float:
        """How long the speech that is going on has lasted."""
        return self._edges.speech_ms

    def hear(self, probability: float, silence_needed: Callable[[], int]) -> Edge | None:
        """The edge at this frame, if there is one."""
        needed = self._threshold - (_HYSTERESIS if self.speaking else 0.0)
        return self._edges.step(probability >= max(needed, 0.01), silence_needed)

    def stop(self) -> Edge:
        """End the speech here and now."""
        return self._edges.stop()


def silence_needed(detection: TurnDetection, words: list[str]) -> int:
    """How long (ms) a silence ends the turn; semantic detection waits out a sentence that sounds unfinished."""
    if not detection.semantic:
        return detection.silence_duration_ms
    return detection.patience_ms if _sounds_unfinished(words) else detection.silence_duration_ms


_GO_ON = frozenset(
    ("um", "uh", "er", "and", "but", "or", "so", "because", "the", "a", "an", "my", "his", "her", "our", "your")
    + ("to", "for", "at", "on", "in", "of", "with", "is", "it's", "i'd", "i'm", "like")
)


def _sounds_unfinished(words: list[str]) -> bool:
    if not words:
        return False
    last = words[-1].lower()
    # An ear writes a full stop behind whatever it is given; the word before it tells more.
    return last.endswith((",", "-", "...", "…")) or last.rstrip(".") in _GO_ON
