"""A noisy line, the same every time: hiss with the spectrum of a crowded room."""

import zlib

import numpy as np

from receptionist.sandbox.voice.mel import Floats


def with_noise(wave: Floats, snr_db: float, seed: str) -> Floats:
    """The wave (-1 to 1) with pink noise at this ratio to the loudness of its audible parts; silence stays silent."""
    level = noise_level(wave, snr_db)
    return (wave + bed(level, len(wave), seed)).astype(np.float32) if level else wave


def noise_level(wave: Floats, snr_db: float) -> float:
    """The loudness (root mean square) of noise at this ratio to the audible parts of a wave; 0 for silence."""
    audible = wave[np.abs(wave) > 0.01]
    return float(np.sqrt(np.mean(np.square(audible)))) / 10 ** (snr_db / 20) if len(audible) else 0.0


def bed(level: float, count: int, seed: str) -> Floats:
    """So many samples of noise alone; its power falls with the frequency, as that of most rooms does."""
    random = np.random.default_rng(zlib.crc32(seed.encode()))
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1.0))
    noise = np.fft.irfft(spectrum, count)
    found: Floats = (level * noise / np.sqrt(np.mean(np.square(noise)))).astype(np.float32)
    return found
