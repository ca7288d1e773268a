"""Sounds that are nobody speaking, as callers' lines have them: linear samples from -1 to 1 at 8 kHz."""

from collections.abc import Callable

import numpy as np

from receptionist.sandbox.voice.mel import Floats

RATE = 8000


def _tones(seconds: float, *hertz: float, level: float = 0.3) -> Floats:
    at = np.arange(int(seconds * RATE)) / RATE
    mixed = np.mean([np.sin(2 * np.pi * tone * at) for tone in hertz], axis=0)
    return np.asarray(level * mixed, np.float32)


def hush(seconds: float) -> Floats:
    return np.zeros(int(seconds * RATE), np.float32)


def chord(seconds: float = 3.0) -> Floats:
    return _tones(seconds, 261.6, 329.6, 392.0)


def music(seconds: float = 4.0) -> Floats:
    """A slow tune with overtones over a bass, as music on hold has it."""
    tune = [_plucked(hertz, 0.5) for hertz in (392, 440, 494, 523, 494, 440, 392, 330)]
    return np.concatenate(tune)[: int(seconds * RATE)]


def keys() -> Floats:
    """5, 5, 1 on a telephone's keypad."""
    five, one = _tones(0.2, 770, 1336), _tones(0.2, 697, 1209)
    return np.concatenate((five, hush(0.1), five, hush(0.1), one))


def static(seconds: float = 3.0) -> Floats:
    return np.random.default_rng(7).normal(0, 0.15, int(seconds * RATE)).astype(np.float32)


def clicks(seconds: float = 3.0) -> Floats:
    found = hush(seconds)
    found[:: RATE // 4] = 0.9
    return found


SIGNALS: dict[str, Callable[[], Floats]] = {
    "silence": lambda: hush(3),
    "chord": chord,
    "music": music,
    "keys": keys,
    "static": static,
    "clicks": clicks,
}


def _plucked(hertz: float, seconds: float) -> Floats:
    fading = np.exp(-4 * np.arange(int(seconds * RATE)) / RATE / seconds).astype(np.float32)
    return (_tones(seconds, hertz, 2 * hertz, 3 * hertz) + _tones(seconds, hertz / 2)) * fading
