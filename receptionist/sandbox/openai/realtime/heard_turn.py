"""A turn while it is heard: its audio, its edges, and the ear's first guess at its words.

The ear is asked already after a fifth of a second of silence, so that its work hides inside the silence that ends the
turn. When the speech goes on, the guess is dropped; when the turn ends, the guess is the turn's words.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from receptionist.sandbox.openai.realtime.conversation import Entry
from receptionist.sandbox.openai.realtime.responder import Spawn
from receptionist.sandbox.openai.realtime.session import TurnDetection
from receptionist.sandbox.openai.realtime.vad import Edge, VoiceVad, silence_needed
from receptionist.sandbox.voice.protocols import EAR_RATE, Heard
from receptionist.sandbox.voice.voice import Voice

if TYPE_CHECKING:
    from receptionist.sandbox.voice.listening import Listening

_GUESS_AFTER_MS = 200
# What came before the speech was noticed belongs to its first word.
_RUN_UP_MS = 400
_LONGEST_TURN_MS = 30_000
_LONGEST_KEPT_MS = 120_000
_BYTES_PER_MS = 2 * EAR_RATE // 1000


class _Guess:
    """The ear's work on the turn as it stood when it was asked."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self.task = task
        self.heard: Heard | None = None


class HeardTurn:
    """Audio in, edges out; `take` gives the turn's words to an entry. `turned` gets edges that come of the guess.

    `letters` tells whether the speaker has just been asked to spell.
    """

    def __init__(
        self,
        voice: Voice,
        listening: "Listening",
        spawn: Spawn,
        turned: Callable[[Edge], None],
        letters: Callable[[], bool] = lambda: False,
    ) -> None:
        self._letters = letters
        self._voice = voice
        self._listening = listening
        self._spawn = spawn
        self._turned = turned
        self._detection: TurnDetection | None = None
        self._vad: VoiceVad | None = None
        self._audio = bytearray()
        self._guess: _Guess | None = None

    @property
    def speaking(self) -> bool:
        return self._vad is not None and self._vad.speaking

    def start_over(self, detection: TurnDetection | None, at_ms: float) -> None:
        """Judge from here on by this turn detection; None when the client ends turns itself."""
        self._detection = detection
        self._vad = None if detection is None else VoiceVad(detection, at_ms)
        self._drop_guess()

    def forget(self) -> None:
        """Drop the audio so far."""
        self._listening.finish()
        self._audio.clear()
        self._drop_guess()

    def feed(self, audio: bytes) -> Iterator[Edge]:
        """The edges inside this audio, each yielded when it is reached."""
        for probability, frame in self._listening.feed(audio, judge=self._vad is not None):
            self._keep(frame)
            if self._vad is None:
                continue
            edge = self._vad.hear(probability, self._silence_needed)
            if edge is None and self._vad.speech_ms >= _LONGEST_TURN_MS:
                edge = self._vad.stop()
            self._guess_or_not(self._vad)
            if edge is not None:
                yield edge

    def take(self, entry: Entry, *, by_vad: bool) -> asyncio.Task[None]:
        """The work that ends with the turn's words in `entry`; the next turn begins."""
        if not by_vad:
            # A client that ends the turn itself may do so on the last sound of the last word.
            self._audio += self._listening.finish()
        guess = self._guess or self._ask()
        self._guess = None
        self._audio.clear()
        return self._spawn(_fill(entry, guess))

    def _keep(self, frame: bytes) -> None:
        self._audio += frame
        most = _RUN_UP_MS if self._vad is not None and not self._vad.speaking else _LONGEST_KEPT_MS
        surplus = len(self._audio) - most * _BYTES_PER_MS
        if surplus > 0:
            del self._audio[:surplus]

    def _guess_or_not(self, vad: VoiceVad) -> None:
        if not vad.speaking:
            return
        if vad.quiet_ms == 0:
            self._drop_guess()
        elif self._guess is None and vad.quiet_ms >= _GUESS_AFTER_MS:
            self._guess = self._ask()

    def _drop_guess(self) -> None:
        if self._guess is not None:
            self._guess.task.cancel()
            self._guess = None

    def _ask(self) -> _Guess:
        audio, letters = bytes(self._audio), self._letters()

        async def work() -> None:
            guess.heard = await self._voice.hear(audio, letters=letters)
            if self._guess is guess:
                self._think_again()

        guess = _Guess(self._spawn(work()))
        return guess

    def _think_again(self) -> None:
        """The words are known now: a turn that waited for them ends, if it has been quiet for long enough."""
        if self._vad is not None and self._vad.speaking and self._vad.quiet_ms >= self._silence_needed():
            self._turned(self._vad.stop())

    def _silence_needed(self) -> int:
        heard = self._guess.heard if self._guess is not None else None
        if self._detection is None:
            return 0
        if self._detection.semantic and heard is None:
            return self._detection.patience_ms
        return silence_needed(self._detection, heard.words if heard is not None else [])


async def _fill(entry: Entry, guess: _Guess) -> None:
    await guess.task
    if guess.heard is not None:
        entry.words = [(entry.audio_ms, word) for word in guess.heard.words]
