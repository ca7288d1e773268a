"""The silence ladder: after Lexi has finished and the caller says nothing, a gentle question, another, and a goodbye.

A caller who asked for a moment gets a minute first. A relay call has all its limits times six, because an operator
types or signs between the turns and a caller who uses a relay is never hung up on for being slow.
"""

import re
from dataclasses import dataclass

from receptionist.clock import Clock

PROMPT_SECONDS = 8.0
WAITING_SECONDS = 60.0
RELAY_FACTOR = 6.0

STILL_THERE = "Are you still there?"
CANNOT_HEAR = "I can't hear you right now. If you are still there, please say something."
GOODBYE = "I still can't hear you, so I'll end this call now. Please call us again any time. Goodbye."

_WAIT = re.compile(
    r"\b(hold on|hang on|one (moment|second|sec|minute)|just a (moment|second|sec|minute)|a (moment|second|sec|minute) "
    r"please|(give|gimme) me (a|one|two|a few|just a) (\w+ )?(moments?|seconds?|secs?|minutes?)|"
    r"let me (just )?(get|grab|find|check|look|ask|go|see|pull|put|write|pick)|"
    r"i'?(ll| will) (go )?(get|grab|find|check|look)|bear with me|wait a (moment|second|sec|minute)|"
    r"(getting|looking for|finding|grabbing) (my|the|a|it)|be right back|un momento|un segundo|un minuto|"
    r"esper[ea](me)?|d[eé]jeme|perm[ií]tame|ahorita (vuelvo|regreso))\b",
    re.IGNORECASE,
)


def asks_to_wait(text: str) -> bool:
    """Whether the caller asks for a moment: "hold on", "let me get my card"."""
    return _WAIT.search(text) is not None


@dataclass(frozen=True)
class Rung:
    """What to say on a step of the ladder; after the last the call ends."""

    number: int
    words: str
    last: bool = False


_RUNGS = (Rung(1, STILL_THERE), Rung(2, CANNOT_HEAR), Rung(3, GOODBYE, last=True))


class SilenceLadder:
    """One call's ladder. `look` is called about once a second with whether Lexi waits and nothing is to be heard."""

    def __init__(self, clock: Clock) -> None:
        self.relay = False
        self._clock = clock
        self._asked_to_wait = False
        self._since: float | None = None
        self._rung = 0

    def caller_sounded(self) -> None:
        """The caller made a sound: she is there."""
        self._since = None
        self._rung = 0

    def caller_said(self, text: str) -> None:
        """The caller's words; a request to wait holds until she says the next."""
        self.caller_sounded()
        self._asked_to_wait = asks_to_wait(text)

    def look(self, *, waiting: bool) -> Rung | None:
        """The step that is due now, once."""
        now = self._clock.monotonic()
        if not waiting:
            self._since = None
            return None
        if self._since is None:
            self._since = now
        if now - self._since < self._limit() or self._rung >= len(_RUNGS):
            return None
        rung = _RUNGS[self._rung]
        self._rung += 1
        self._since = None
        return rung

    def _limit(self) -> float:
        first = WAITING_SECONDS if self._asked_to_wait and self._rung == 0 else PROMPT_SECONDS
        return first * (RELAY_FACTOR if self.relay else 1.0)
