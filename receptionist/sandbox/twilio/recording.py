"""Both sides of a telephone call as one stereo WAV file: the caller left, Lexi right, 16 bits, 8 kHz."""

import sys
import wave
from array import array
from pathlib import Path

from receptionist.sandbox.openai.audio import SHAPES, expanded
from receptionist.sandbox.twilio.playout import FRAME_BYTES

_SILENT = b"\xff"


class Recording:
    """Collects what both sides heard, in frames of 20 ms of G.711 mu-law."""

    def __init__(self) -> None:
        self._caller = bytearray()
        self._lexi = bytearray()

    def add(self, caller: bytes, lexi: bytes) -> None:
        """A frame of each side; what a frame lacks is silence."""
        self._caller += caller.ljust(FRAME_BYTES, _SILENT)
        self._lexi += lexi.ljust(FRAME_BYTES, _SILENT)

    @property
    def seconds(self) -> float:
        return len(self._caller) / SHAPES["audio/pcmu"].rate

    def save(self, path: Path) -> None:
        """Write the file. Raises `OSError`. A long call takes a second: not for a loop."""
        levels = expanded("audio/pcmu")
        both = array("h", bytes(4 * len(self._caller)))
        both[0::2] = array("h", [levels[code] for code in self._caller])
        both[1::2] = array("h", [levels[code] for code in self._lexi])
        if sys.byteorder == "big":
            both.byteswap()
        with path.open("wb") as out, wave.open(out, "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(SHAPES["audio/pcmu"].rate)
            file.writeframes(both.tobytes())
