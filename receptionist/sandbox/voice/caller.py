"""How a spoken caller comes about, from text or from recordings; importable without any speech package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from receptionist.sandbox.voice.weights import INSTALL, VoiceUnavailable

if TYPE_CHECKING:
    from receptionist.sandbox.voice.caller_voice import CallerVoice
    from receptionist.sandbox.voice.script import Script


@dataclass(frozen=True)
class CallerManner:
    """How a caller speaks and over what line.

    `pitch` below 1 is deeper (0.75 to 1.12 stays intelligible); `speed` 1 is Lexi's pace; `noise_db` is the
    signal-to-noise ratio of the line in decibels, None for a clean one; `lead_ms` and `tail_ms` are silence (or bare
    noise) around each utterance.
    """

    pitch: float = 0.82
    speed: float = 1.0
    noise_db: float | None = None
    seed: int = 0
    lead_ms: int = 0
    tail_ms: int = 0


class UnusableRecording(Exception):
    """A file that cannot be used as a caller's voice; the message is a sentence for whoever named it."""


def load_caller(manner: CallerManner) -> "CallerVoice":
    """A caller's voice for a process without a server's. Takes half a second; raises `VoiceUnavailable`."""
    try:
        from receptionist.sandbox.voice.caller_voice import CallerVoice
        from receptionist.sandbox.voice.hibari_mouth import HibariMouth
    except ImportError as error:
        raise VoiceUnavailable(f"The package {error.name} is not installed. {INSTALL}") from None
    return CallerVoice(HibariMouth(), manner)


def load_script(lines: Sequence[str | Path], manner: CallerManner) -> "Script":
    """A caller's lines as G.711 mu-law: texts by the second voice, paths as the WAV files that they name.

    Blocking. Raises `VoiceUnavailable` or `UnusableRecording`.
    """
    try:
        from receptionist.sandbox.voice.script import make_script
    except ImportError as error:
        raise VoiceUnavailable(f"The package {error.name} is not installed. {INSTALL}") from None
    return make_script(lines, manner)


def load_ear() -> Callable[[bytes], str]:
    """A caller's ear: what it makes of G.711 mu-law, blocking. Takes half a second; raises `VoiceUnavailable`."""
    try:
        from receptionist.sandbox.voice.conversion import ToEar
        from receptionist.sandbox.voice.whisper_ear import WhisperEar
    except ImportError as error:
        raise VoiceUnavailable(f"The package {error.name} is not installed. {INSTALL}") from None
    ear = WhisperEar(1)
    return lambda audio: ear.transcribe(ToEar("audio/pcmu").feed(audio, last=True)).text
