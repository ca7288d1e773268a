"""The voice of a test caller: Lexi's own, deeper and quicker, so that a spoken call needs no second model.

A caller has a seed, a pace and, if wished, a noisy line. The same settings give the same audio, sample for sample.
"""

import numpy as np
import soxr

from receptionist.sandbox.openai.audio import SHAPES, AudioFormat
from receptionist.sandbox.voice.caller import CallerManner
from receptionist.sandbox.voice.conversion import Shorts, bytes_of
from receptionist.sandbox.voice.mel import Floats
from receptionist.sandbox.voice.noise import with_noise
from receptionist.sandbox.voice.protocols import MOUTH_RATE, Mouth

# A voice made slower by resampling is made up for by quicker speech.
_USUAL_PACE = 1.15
_USUAL = CallerManner()


class CallerVoice:
    """Speaks with any `Mouth` in a manner of its own; blocking, for a worker thread."""

    def __init__(self, mouth: Mouth, manner: CallerManner = _USUAL) -> None:
        self._mouth = mouth
        self.manner = manner

    def speak(self, text: str, format: AudioFormat) -> bytes:
        """The text as audio of the format, without captions; whole frames of 20 ms, the last padded with silence."""
        audio = bytes_of(self.samples(text, SHAPES[format].rate), format)
        frame = 20 * SHAPES[format].bytes_per_ms
        missing = -len(audio) % frame
        return audio + bytes_of(np.zeros(missing // SHAPES[format].width, np.int16), format)

    def samples(self, text: str, rate: int) -> Shorts:
        """The text as linear samples at `rate`."""
        return (np.clip(self.wave(text, rate), -1.0, 1.0) * 32767).astype(np.int16)

    def wave(self, text: str, rate: int) -> Floats:
        """The same from -1 to 1, or a little beyond where noise comes on top."""
        manner = self.manner
        pcm = b"".join(said.pcm for said in self._mouth.stream(text, _USUAL_PACE * manner.speed))
        wave: Floats = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
        if len(wave):
            wave = soxr.resample(wave, MOUTH_RATE * manner.pitch, rate)
        lead, tail = (np.zeros(rate * ms // 1000, np.float32) for ms in (manner.lead_ms, manner.tail_ms))
        wave = np.concatenate((lead, wave, tail))
        if manner.noise_db is not None:
            wave = with_noise(wave, manner.noise_db, f"{manner.seed}/{text}")
        return wave
