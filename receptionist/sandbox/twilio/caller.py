"""The scripted caller: lines that are said one by one, and manners about whose turn it is."""

import math
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from receptionist.sandbox.captions import CaptionDecoder
from receptionist.sandbox.twilio.mouths import CAPTIONED, Manner
from receptionist.sandbox.twilio.playout import FRAME_BYTES

KEYS = frozenset("0123456789*#")
_ASKED_TO_HOLD = re.compile(r"\b(moment|one second|hold on|let me|still (looking|checking)|bear with)\b", re.IGNORECASE)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")

Step = Literal["listen", "speak", "press", "murmur", "leave"]
LeavesWhile = Literal["", "greeting", "speaking", "waiting"]
LEAVE_SECONDS = 0.3
# A listener murmurs this many seconds into an utterance of Lexi's.
MURMUR_SECONDS = (1.2, 2.6)


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
    spoken for that many seconds, if she speaks so long. With `leaves_while` it hangs up in the middle of Lexi's
    greeting, of its own first line, or of waiting for the answer to it. `answers` are the seconds from the end of each
    line to Lexi's first sound, `overlaps` those for which she went on after she was interrupted.

    Lexi's words are read from her audio's captions. Where it has none, `understood` says what an ear made of it.
    """

    def __init__(
        self,
        lines: Sequence[str],
        patience: Patience,
        interrupt: float | None = None,
        leaves_while: LeavesWhile = "",
        manner: Manner = CAPTIONED,
    ) -> None:
        self.answers: list[float] = []
        self.overlaps: list[float] = []
        self._lines = deque(lines)
        self._patience = patience
        self._interrupt = interrupt
        self._leaves_while = leaves_while
        self._half_said = 0
        self._ears = CaptionDecoder("audio/pcmu")
        self._mouth = manner.mouth
        self._murmurs = manner.murmurs
        self._luck = Random(manner.seed)  # noqa: S311
        self._may_murmur = bool(manner.murmurs)
        self._murmur_after = 0.0
        # What is being said, what a recording goes on with after its last word, and a murmur, each yet to be sent.
        self._speech = self._trailing = self._murmur = b""
        self._frames = 0
        self._words: list[str] = []
        self._audio = bytearray()
        self.heard_audio = b""
        self._answered = False
        self._last_heard = ""
        self._since: float | None = None
        self._lexi_began = self._lexi_last = -math.inf
        self._line_ended: float | None = None
        self._cut_in_at: float | None = None
        self.gave_up = False

    def connected(self) -> None:
        """A stream begins. After an earlier one of the same call, Lexi has yet to speak on it."""
        self._answered, self._since = False, None
        self._lexi_began = self._lexi_last = -math.inf
        self._line_ended = self._cut_in_at = None

    def next_line(self) -> str | None:
        """The next line for an ear that isn't on the stream; None when all are said."""
        return self._lines.popleft() if self._lines else None

    def hear(self, audio: bytes) -> None:
        """Audio of Lexi's that was just played."""
        self._words += self._ears.feed(audio)
        self._audio += audio

    def take_utterance(self) -> str:
        """What Lexi has said since this was last asked; `heard_audio` is then the sound of it."""
        said, self._words = " ".join(self._words), []
        self.heard_audio, self._audio = bytes(self._audio), bytearray()
        if said:
            self._last_heard = said
        return said

    def understood(self, text: str) -> None:
        """What an ear made of an utterance without captions, in time to tell a question from a statement."""
        if text and self._answered and not self._words:
            self._last_heard = text

    def step(self, now: float, *, lexi_speaks: bool) -> tuple[Step, str]:
        """What to do at this tick, with the line or key it is about; `now` is on the call's clock."""
        if lexi_speaks:
            self._note_lexi(now)
        if self._leaves_now(now, lexi_speaks=lexi_speaks):
            return "leave", ""
        if self._speech:
            return "listen", ""
        if self._since is None:
            self._since = now
        if lexi_speaks:
            self._answered, self._since = True, now
            if self._lines and self._interrupt is not None and now - self._lexi_began >= self._interrupt:
                self._cut_in_at = now
                return self._next_line(now)
            return self._maybe_murmur(now)
        if self._murmur:
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
        spoken = bool(self._words or self._audio)
        return spoken and self._since is not None and now - self._since >= self._patience.utterance_gap

    def next_frame(self, now: float) -> bytes:
        """The next 20 ms from the caller's side."""
        self._frames += 1
        if self._speech:
            frame, self._speech = self._speech[:FRAME_BYTES], self._speech[FRAME_BYTES:]
            if not self._speech:
                self._line_said(now)
        elif self._murmur:
            frame, self._murmur = self._murmur[:FRAME_BYTES], self._murmur[FRAME_BYTES:]
        elif self._trailing:
            frame, self._trailing = self._trailing[:FRAME_BYTES], self._trailing[FRAME_BYTES:]
        else:
            return self._mouth.quiet(self._frames)
        return frame.ljust(FRAME_BYTES, b"\xff")

    def _line_said(self, now: float) -> None:
        self._since = self._line_ended = now
        if self._cut_in_at is not None:
            self.overlaps.append(max(0.0, self._lexi_last - self._cut_in_at))
            self._cut_in_at = None
        self._may_murmur = bool(self._murmurs)
        # What Lexi says after a line is an utterance of its own, however soon it comes.
        self._lexi_last = -math.inf

    def _maybe_murmur(self, now: float) -> tuple[Step, str]:
        """Show that one listens, once in each turn of Lexi's that is long enough."""
        if not self._may_murmur or now - self._lexi_began < self._murmur_after:
            return "listen", ""
        self._may_murmur = False
        word = self._luck.choice(self._murmurs)
        self._murmur = self._mouth.say(word).audio
        return "murmur", word

    def _leaves_now(self, now: float, *, lexi_speaks: bool) -> bool:
        match self._leaves_while:
            case "greeting":
                return lexi_speaks and now - self._lexi_began >= LEAVE_SECONDS
            case "speaking":
                return 0 < len(self._speech) <= self._half_said
            case "waiting":
                return self._line_ended is not None and now - self._line_ended >= LEAVE_SECONDS
        return False

    def _note_lexi(self, now: float) -> None:
        if now - self._lexi_last > self._patience.utterance_gap:
            self._lexi_began = now
            self._murmur_after = self._luck.uniform(*MURMUR_SECONDS)
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
        said = self._mouth.say(line)
        voiced = -(-said.voiced // FRAME_BYTES) * FRAME_BYTES
        self._speech, self._trailing, self._murmur = said.audio[:voiced], said.audio[voiced:], b""
        self._half_said = len(self._speech) // 2
        return "speak", line

    def _wait(self) -> float:
        if not self._answered:
            return self._patience.give_up
        said = " ".join(self._words) or self._last_heard
        if said.endswith("?"):
            return self._patience.question
        last_sentence = _BETWEEN_SENTENCES.split(said)[-1]
        return self._patience.hold if _ASKED_TO_HOLD.search(last_sentence) else self._patience.statement
