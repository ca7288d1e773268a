"""The scripted caller: ears that read captions, a mouth that babbles them, and manners about whose turn it is."""

import math
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from receptionist.sandbox.captions import CaptionDecoder, speak
from receptionist.sandbox.twilio.playout import FRAME_BYTES

SILENCE = b"\xff" * FRAME_BYTES
KEYS = frozenset("0123456789*#")
_ASKED_TO_HOLD = re.compile(r"\b(moment|one second|hold on|let me|still (looking|checking)|bear with)\b", re.IGNORECASE)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")

Step = Literal["listen", "speak", "press", "leave"]


@dataclass(frozen=True)
class Patience:
    """Seconds of Lexi's silence after which the caller goes on; `give_up` when she says nothing at all.

    People answer a question soon, wait a while after a statement, and longer when they were asked to hold.
    """

    question: float = 0.8
    statement: float = 4.0
    hold: float = 25.0
    give_up: float = 30.0
    utterance_gap: float = 0.5

    def times(self, factor: float) -> "Patience":
        """The same waits on a clock that runs `factor` times as fast."""
        return Patience(**{name: value * factor for name, value in vars(self).items()})


class ScriptedCaller:
    """Says its lines one by one, each when Lexi has spoken and been silent for a moment; then leaves.

    A line of telephone keys alone is pressed instead of spoken. With `interrupt`, a line starts already when Lexi has
    spoken for that many seconds, if she speaks so long. `answers` are the seconds from the end of each line to Lexi's
    first sound, `overlaps` those for which she went on after she was interrupted.
    """

    def __init__(self, lines: Sequence[str], patience: Patience, interrupt: float | None = None) -> None:
        self.answers: list[float] = []
        self.overlaps: list[float] = []
        self._lines = deque(lines)
        self._patience = patience
        self._interrupt = interrupt
        self._ears = CaptionDecoder("audio/pcmu")
        self._speech = b""
        self._words: list[str] = []
        self._answered = False
        self._last_heard = ""
        self._since: float | None = None
        self._lexi_began = self._lexi_last = -math.inf
        self._line_ended: float | None = None
        self._cut_in_at: float | None = None
        self.gave_up = False

    def hear(self, audio: bytes) -> None:
        """Audio of Lexi's that was just played."""
        self._words += self._ears.feed(audio)

    def take_utterance(self) -> str:
        """What Lexi has said since this was last asked."""
        said, self._words = " ".join(self._words), []
        if said:
            self._last_heard = said
        return said

    def step(self, now: float, *, lexi_speaks: bool) -> tuple[Step, str]:
        """What to do at this tick, with the line or key it is about; `now` is on the call's clock."""
        if lexi_speaks:
            self._note_lexi(now)
        if self._speech:
            return "listen", ""
        if self._since is None:
            self._since = now
        if lexi_speaks:
            self._answered, self._since = True, now
            if self._lines and self._interrupt is not None and now - self._lexi_began >= self._interrupt:
                self._cut_in_at = now
                return self._next_line(now)
            return "listen", ""
        quiet = now - self._since
        if quiet < self._wait():
            return "listen", ""
        if not self._answered:
            self.gave_up = True
            return "leave", ""
        if not self._lines:
            return "leave", ""
        return self._next_line(now)

    def quiet_long_enough(self, now: float) -> bool:
        """Whether Lexi's utterance can be taken as finished."""
        return bool(self._words) and self._since is not None and now - self._since >= self._patience.utterance_gap

    def next_frame(self, now: float) -> bytes:
        """The next 20 ms from the caller's side."""
        if not self._speech:
            return SILENCE
        frame, self._speech = self._speech[:FRAME_BYTES], self._speech[FRAME_BYTES:]
        if not self._speech:
            self._since = self._line_ended = now
            if self._cut_in_at is not None:
                self.overlaps.append(max(0.0, self._lexi_last - self._cut_in_at))
                self._cut_in_at = None
            # What Lexi says after a line is an utterance of its own, however soon it comes.
            self._lexi_last = -math.inf
        return frame.ljust(FRAME_BYTES, b"\xff")

    def _note_lexi(self, now: float) -> None:
        if now - self._lexi_last > self._patience.utterance_gap:
            self._lexi_began = now
        self._lexi_last = now
        if self._line_ended is not None:
            self.answers.append(now - self._line_ended)
            self._line_ended = None

    def _next_line(self, now: float) -> tuple[Step, str]:
        line = self._lines.popleft()
        self._answered, self._since = False, now
        self._last_heard = ""
        if set(line) <= KEYS:
            return "press", line
        self._speech = speak(line, "audio/pcmu")
        return "speak", line

    def _wait(self) -> float:
        if not self._answered:
            return self._patience.give_up
        said = " ".join(self._words) or self._last_heard
        if said.endswith("?"):
            return self._patience.question
        last_sentence = _BETWEEN_SENTENCES.split(said)[-1]
        return self._patience.hold if _ASKED_TO_HOLD.search(last_sentence) else self._patience.statement
