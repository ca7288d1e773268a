"""What a scripted caller's lines sound like: babble that carries captions, or speech that was made before the call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from receptionist.sandbox.captions import speak
from receptionist.sandbox.twilio.playout import FRAME_BYTES

SILENCE = b"\xff" * FRAME_BYTES
# What people say while they listen, without wanting to speak.
MURMURS = ("Mm-hm.", "Uh-huh.", "Okay.", "Right.")


@dataclass(frozen=True)
class Utterance:
    """G.711 mu-law of one line. `voiced` is how many of its bytes there are up to the end of the last word.

    What follows is a recording's own silence or noise, during which the answer may already come.
    """

    audio: bytes
    voiced: int


class Mouth(Protocol):
    """Gives lines their sound, at once."""

    def say(self, line: str) -> Utterance:
        """The line as audio."""

    def quiet(self, frame: int) -> bytes:
        """What the line carries while nobody speaks: 20 ms, the `frame`th since the call began."""


class Captioned:
    """Babble with the words in its lowest bits, for a machine without speech packages."""

    def say(self, line: str) -> Utterance:
        audio = speak(line, "audio/pcmu")
        return Utterance(audio, len(audio))

    def quiet(self, frame: int) -> bytes:
        return SILENCE


@dataclass(frozen=True)
class Spoken:
    """Speech that was made before the call, by line. `noise` is what the line carries between, over and over."""

    lines: Mapping[str, Utterance]
    noise: bytes = b""

    def say(self, line: str) -> Utterance:
        return self.lines[line]

    def quiet(self, frame: int) -> bytes:
        if not self.noise:
            return SILENCE
        start = frame * FRAME_BYTES % len(self.noise)
        return self.noise[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\xff")


@dataclass(frozen=True)
class Manner:
    """How a scripted caller speaks: with which mouth, and what is murmured while Lexi speaks, if anything.

    The same `seed` gives the same murmurs at the same moments.
    """

    mouth: Mouth = field(default_factory=Captioned)
    murmurs: Sequence[str] = ()
    seed: int = 0


CAPTIONED = Manner()
