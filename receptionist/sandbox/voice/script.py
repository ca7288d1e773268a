"""A spoken caller's lines, made before the call: by the second voice, or from recordings, over the same noisy line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from receptionist.sandbox.voice.caller import CallerManner
from receptionist.sandbox.voice.caller_voice import CallerVoice
from receptionist.sandbox.voice.conversion import Shorts, bytes_of
from receptionist.sandbox.voice.hibari_mouth import HibariMouth
from receptionist.sandbox.voice.mel import Floats
from receptionist.sandbox.voice.noise import bed, noise_level, with_noise
from receptionist.sandbox.voice.wav import read_samples

_RATE = 8000
_NOISE_SECONDS = 10
# The last 20 ms that are less than 30 dB below the loudest belong to the last word.
_FRAME = _RATE // 50
_AUDIBLE = 0.03


@dataclass(frozen=True)
class ScriptLine:
    """G.711 mu-law, and how many of its bytes there are up to the end of the last word."""

    audio: bytes
    voiced: int


@dataclass(frozen=True)
class Script:
    """The lines in the order asked for, and the noise that the line carries between them (empty when it is clean)."""

    lines: tuple[ScriptLine, ...]
    noise: bytes


def make_script(lines: Sequence[str | Path], manner: CallerManner) -> Script:
    """Speak the texts and read the WAV files. Blocking; raises `VoiceUnavailable` or `UnusableRecording`."""
    waves: dict[str | Path, Floats] = {line: read_samples(line, _RATE) for line in lines if isinstance(line, Path)}
    if texts := [line for line in lines if isinstance(line, str)]:
        voice = CallerVoice(HibariMouth(), replace(manner, noise_db=None))
        waves.update({text: voice.wave(text, _RATE) for text in texts})
    noise = b""
    if manner.noise_db is not None:
        level = next(filter(None, (noise_level(waves[line], manner.noise_db) for line in lines)), 0.0)
        noise = bytes_of(_shorts(bed(level, _RATE * _NOISE_SECONDS, f"{manner.seed}")), "audio/pcmu")
    return Script(tuple(_line(waves[line], f"{manner.seed}/{line}", manner.noise_db) for line in lines), noise)


def _line(wave: Floats, seed: str, noise_db: float | None) -> ScriptLine:
    heard = wave if noise_db is None else with_noise(wave, noise_db, seed)
    return ScriptLine(bytes_of(_shorts(heard), "audio/pcmu"), _voiced(wave))


def _voiced(wave: Floats) -> int:
    frames = wave[: len(wave) // _FRAME * _FRAME].reshape(-1, _FRAME)
    if not len(frames):
        return len(wave)
    loudness = np.sqrt(np.mean(np.square(frames), axis=1))
    return (int(np.flatnonzero(loudness >= _AUDIBLE * loudness.max())[-1]) + 1) * _FRAME


def _shorts(wave: Floats) -> Shorts:
    return (np.clip(wave, -1.0, 1.0) * 32767).astype(np.int16)
