"""Between the wire's three formats and the rates of ear and mouth, quick enough for many calls."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import soxr

from receptionist.sandbox.openai.audio import SHAPES, AudioFormat, encode, expanded
from receptionist.sandbox.voice.protocols import EAR_RATE, MOUTH_RATE

Shorts = npt.NDArray[np.int16]


def samples_of(audio: bytes, format: AudioFormat) -> Shorts:
    """The linear samples of whole samples' bytes, at the format's own rate."""
    if format == "audio/pcm":
        return np.frombuffer(audio, "<i2").astype(np.int16)
    return _expansion(format)[np.frombuffer(audio, np.uint8)]


def bytes_of(samples: Shorts, format: AudioFormat) -> bytes:
    """Linear samples at the format's rate as bytes of the format."""
    if format == "audio/pcm":
        return samples.astype("<i2").tobytes()
    return _compression(format)[samples.astype(np.int32) + 32768].tobytes()


def from_mouth(pcm24k: bytes, format: AudioFormat) -> bytes:
    """The mouth's PCM in the wire's format and rate."""
    samples = np.frombuffer(pcm24k, "<i2").astype(np.int16)
    if SHAPES[format].rate != MOUTH_RATE and len(samples):
        samples = soxr.resample(samples, MOUTH_RATE, SHAPES[format].rate)
    return bytes_of(samples, format)


class ToEar:
    """Turns a stream of wire audio, cut anywhere, into PCM at 16 kHz."""

    def __init__(self, format: AudioFormat) -> None:
        self._format = format
        self._width = SHAPES[format].width
        self._odd = b""
        self._resampler = soxr.ResampleStream(SHAPES[format].rate, EAR_RATE, 1, dtype="int16")

    def feed(self, audio: bytes, *, last: bool = False) -> bytes:
        """The PCM that this audio completes; the resampler holds a few milliseconds back until `last`."""
        audio = self._odd + audio
        whole = len(audio) // self._width * self._width
        self._odd = audio[whole:]
        resampled: Shorts = self._resampler.resample_chunk(samples_of(audio[:whole], self._format), last=last)
        return resampled.astype("<i2").tobytes()


@lru_cache(maxsize=2)
def _expansion(format: AudioFormat) -> Shorts:
    return np.array(expanded(format), np.int16)


@lru_cache(maxsize=2)
def _compression(format: AudioFormat) -> npt.NDArray[np.uint8]:
    """The code of every 16-bit sample, at the sample plus 32768."""
    return np.frombuffer(encode(list(range(-32768, 32768)), format), np.uint8)
