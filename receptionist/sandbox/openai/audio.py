"""The three audio formats of the wire, and how loud a stretch of them is.

`audio/pcmu` and `audio/pcma` are G.711 (8 kHz, one byte a sample); `audio/pcm` is 16-bit little-endian mono at 24 kHz.
The G.711 expansion follows ITU-T G.711; compression picks the code whose expansion lies nearest.
"""

import math
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

AudioFormat = Literal["audio/pcmu", "audio/pcma", "audio/pcm"]


@dataclass(frozen=True)
class Shape:
    """Samples a second and bytes a sample of one format."""

    rate: int
    width: int

    @property
    def bytes_per_ms(self) -> int:
        return self.rate * self.width // 1000

    def milliseconds(self, size: int) -> float:
        """How long `size` bytes play."""
        return size / self.bytes_per_ms


SHAPES: dict[AudioFormat, Shape] = {
    "audio/pcmu": Shape(8000, 1),
    "audio/pcma": Shape(8000, 1),
    "audio/pcm": Shape(24000, 2),
}


def _expand_ulaw(code: int) -> int:
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    return 0x84 - magnitude if code & 0x80 else magnitude - 0x84


def _expand_alaw(code: int) -> int:
    code ^= 0x55
    mantissa, segment = (code & 0x0F) << 4, (code & 0x70) >> 4
    magnitude = mantissa + 8 if segment == 0 else (mantissa + 0x108) << (segment - 1)
    return magnitude if code & 0x80 else -magnitude


_EXPANDED: dict[AudioFormat, list[int]] = {
    "audio/pcmu": [_expand_ulaw(code) for code in range(256)],
    "audio/pcma": [_expand_alaw(code) for code in range(256)],
}
_SORTED = {name: sorted((value, code) for code, value in enumerate(table)) for name, table in _EXPANDED.items()}
_SQUARES = {name: [value * value for value in table] for name, table in _EXPANDED.items()}


def encode(samples: list[int], format: AudioFormat) -> bytes:
    """Linear 16-bit samples, already at the format's rate, as bytes of the format."""
    if format == "audio/pcm":
        words = array("h", samples)
        if sys.byteorder == "big":
            words.byteswap()
        return words.tobytes()
    ladder = _SORTED[format]
    return bytes(_nearest(ladder, sample) for sample in samples)


def expanded(format: AudioFormat) -> list[int]:
    """The linear sample behind each of the 256 codes of a G.711 format."""
    return list(_EXPANDED[format])


def _nearest(ladder: list[tuple[int, int]], sample: int) -> int:
    place = bisect_left(ladder, (sample, -1))
    around = ladder[max(0, place - 1) : place + 1] or ladder[-1:]
    return min(around, key=lambda rung: abs(rung[0] - sample))[1]


def loudness(audio: bytes, format: AudioFormat) -> float:
    """Root mean square of the samples as a share of full scale (0 to 1); 0 for no samples."""
    if format == "audio/pcm":
        words = array("h", audio[: len(audio) // 2 * 2])
        if sys.byteorder == "big":
            words.byteswap()
        total, count = sum(word * word for word in words), len(words)
    else:
        squares = _SQUARES[format]
        total, count = sum(squares[code] for code in audio), len(audio)
    return math.sqrt(total / count) / 32768 if count else 0.0
