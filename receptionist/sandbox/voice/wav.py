"""WAV files: a caller's recording of any sane shape.

The standard library's reader knows plain PCM only, and so does this one; 8 to 32 bits, one to eight channels.
"""

import io
import wave
from pathlib import Path

import numpy as np
import soxr

from receptionist.sandbox.voice.caller import UnusableRecording
from receptionist.sandbox.voice.mel import Floats

_RATES = range(4_000, 192_001)
_CHANNELS = range(1, 9)
_LONGEST_SECONDS = 600


def read_samples(path: Path, rate: int) -> Floats:
    """The file's audio, mixed down, from -1 to 1 at `rate`. Raises `UnusableRecording`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableRecording(f"{path} can't be read ({error.strerror}).") from None
    samples, own_rate = _decode(data, str(path))
    resampled: Floats = soxr.resample(samples, own_rate, rate)
    return resampled


def _decode(data: bytes, name: str) -> tuple[Floats, int]:
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate, count = file.getparams()[:4]
            raw = file.readframes(count)
    except EOFError:
        raise UnusableRecording(f"{name} is cut off before its audio begins.") from None
    except wave.Error as error:
        reason = "not a WAV file" if data[:4] != b"RIFF" else str(error)
        raise UnusableRecording(
            f"{name} can't be used ({reason}). It must be a WAV file with plain PCM samples; "
            "`ffmpeg -i FILE -ar 16000 -ac 1 -c:a pcm_s16le caller.wav` makes one."
        ) from None
    if rate not in _RATES or channels not in _CHANNELS or width not in (1, 2, 3, 4):
        raise UnusableRecording(
            f"{name} says {rate} Hz, {channels} channels, {8 * width} bits; "
            "use 4,000 to 192,000 Hz, up to 8 channels and 8 to 32 bits."
        )
    if len(raw) < count * channels * width:
        raise UnusableRecording(
            f"{name} is cut off: {len(raw) // (channels * width) / rate:.1f} of {count / rate:.1f} seconds are there."
        )
    if not count:
        raise UnusableRecording(f"{name} has no audio in it.")
    if count > _LONGEST_SECONDS * rate:
        raise UnusableRecording(f"{name} lasts {count / rate:.0f} seconds; at most {_LONGEST_SECONDS} are taken.")
    return _levels(raw, width).reshape(-1, channels).mean(axis=1, dtype=np.float32), rate


def _levels(raw: bytes, width: int) -> Floats:
    """Samples from -1 to 1; 8-bit samples are unsigned, wider ones signed and little-endian, as WAV has them."""
    if width == 1:
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - 128) / np.float32(128)
    if width == 3:
        parts = np.frombuffer(raw, np.uint8).reshape(-1, 3).astype(np.int32)
        wide = (parts[:, 0] << 8 | parts[:, 1] << 16 | parts[:, 2] << 24).astype(np.int32)
        return wide.astype(np.float32) / np.float32(2**31)
    kind, full = ("<i2", 2**15) if width == 2 else ("<i4", 2**31)
    return np.frombuffer(raw, kind).astype(np.float32) / np.float32(full)
