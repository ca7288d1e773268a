"""The log-mel spectrogram that Whisper was trained on: 80 Slaney bands, 25 ms windows every 10 ms of 16 kHz audio."""

import numpy as np
import numpy.typing as npt

_RATE, _WINDOW, _HOP, _BANDS = 16_000, 400, 160, 80
_HZ_PER_MEL = 200 / 3
_BREAK_HZ = 1000.0
_STEP = np.log(6.4) / 27

Floats = npt.NDArray[np.float32]


def log_mel(samples: Floats) -> Floats:
    """Shape (80, frames) for samples from -1 to 1; a frame for every 160 samples."""
    padded = np.pad(samples, _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP][: len(samples) // _HOP]
    spectrum = np.fft.rfft(frames * _HANN, axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    logs = np.log10(np.maximum(_FILTERS @ power.T, 1e-10))
    logs = np.maximum(logs, logs.max() - 8.0)
    return np.ascontiguousarray((logs + 4.0) / 4.0, dtype=np.float32)


def _to_hz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Slaney's scale: even steps up to 1 kHz, even ratios above."""
    turn = _BREAK_HZ / _HZ_PER_MEL
    return np.where(mels < turn, mels * _HZ_PER_MEL, _BREAK_HZ * np.exp(_STEP * (mels - turn)))


def _filters() -> Floats:
    """Triangles of equal area, shape (80, 201)."""
    top = _BREAK_HZ / _HZ_PER_MEL + np.log(_RATE / 2 / _BREAK_HZ) / _STEP
    edges = _to_hz(np.linspace(0.0, top, _BANDS + 2))
    bins = np.linspace(0.0, _RATE / 2, _WINDOW // 2 + 1)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    area = 2.0 / (edges[2:] - edges[:-2])
    return (np.maximum(0.0, np.minimum(rising, falling)) * area[:, None]).astype(np.float32)


_HANN = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
_FILTERS = _filters()
