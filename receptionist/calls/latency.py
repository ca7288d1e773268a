"""Three latency clocks on played audio, and how much of each was ours.

From picking up to the first sound; from the end of each turn of the caller's to Lexi's first sound; and, when the
supervisor was asked, to the first sound of the *answer*. A sound counts when its first frame has left our edge. The end
of a turn is when the server says so, which is its silence threshold after the caller's last sample.

Our own share is the time in which neither the vendor nor an earlier utterance was to be waited for: from the end of the
turn to our request, and from the first audio of the item to the frame that left. Where the caller has to be heard out
first (a sound over Lexi's voice), that wait is the transcriber's and not ours.
"""

from collections.abc import Callable
from typing import Literal

from receptionist.calls.log import CallLog
from receptionist.clock import Clock
from receptionist.events import CallStarted, SoundTimed, TurnTimed

Which = Literal["pick_up", "turn", "answer"]
MOST_ITEMS = 32


class LatencyClocks:
    """One connection's clocks. `turn` is asked for the number of the caller's turn when something is logged."""

    def __init__(self, log: CallLog, clock: Clock, turn: Callable[[], int]) -> None:
        self._log = log
        self._clock = clock
        self._turn = turn
        self._turn_ended: float | None = None
        self._began = self._decided_at = 0.0
        self._first_word_at: float | None = None
        self._requested_ms = 0.0
        self._answer_from: float | None = None
        self._answer_item = ""
        self._arrived: dict[str, float] = {}
        self._free_at = self._clock.monotonic()
        self._picked_up = any(isinstance(e.event, SoundTimed) and e.event.which == "pick_up" for e in log.entries)

    def turn_ended(self, at: float | None) -> None:
        """The caller's turn is over; a turn over Lexi's voice was over at `at` and is known to be one only now."""
        self._turn_ended = self._answer_from = self._began = self._clock.monotonic() if at is None else at
        self._decided_at = self._clock.monotonic()
        self._first_word_at = None
        self._requested_ms = 0.0
        self._answer_item = ""

    def requested(self) -> None:
        """The answer to that turn was asked for."""
        self._requested_ms = self._since(self._decided_at)

    def word(self) -> None:
        """Words of Lexi's came from the engine."""
        if self._first_word_at is None:
            self._first_word_at = self._clock.monotonic()

    def turn_over(self) -> None:
        """Lexi has finished: how long her first word and all of her answer took goes on the log."""
        if self._first_word_at is None or self._turn() == 0:
            return
        self._log.append(
            TurnTimed(
                turn=self._turn(),
                first_word_ms=round(1000 * (self._first_word_at - self._began)),
                answer_ms=round(self._since(self._began)),
            )
        )

    def supervisor_answered(self) -> None:
        """What the supervisor gave back is what the next new utterance says."""
        self._answer_item = "next"

    def arrived(self, item_id: str) -> None:
        """The first audio of an item came from the engine; does nothing for one that is known."""
        if item_id in self._arrived:
            return
        self._arrived[item_id] = self._clock.monotonic()
        if self._answer_item == "next":
            self._answer_item = item_id
        while len(self._arrived) > MOST_ITEMS:
            del self._arrived[next(iter(self._arrived))]

    def playing(self, item_id: str) -> None:
        """The first frame of an item has left our edge."""
        passed_on_ms = self._since(max(self._arrived.get(item_id, self._clock.monotonic()), self._free_at))
        if not self._picked_up:
            self._picked_up = True
            self._note("pick_up", self._since_pick_up(), passed_on_ms)
        if self._turn_ended is not None:
            self._note("turn", self._since(self._turn_ended), self._requested_ms + passed_on_ms)
            self._turn_ended = None
        if item_id == self._answer_item and self._answer_from is not None:
            self._note("answer", self._since(self._answer_from), self._requested_ms + passed_on_ms)
            self._answer_from, self._answer_item = None, ""

    def silent(self) -> None:
        """Nothing plays any more: what comes next waits for nothing."""
        self._free_at = self._clock.monotonic()

    def _since(self, at: float) -> float:
        return 1000 * (self._clock.monotonic() - at)

    def _since_pick_up(self) -> float:
        started = next((entry for entry in self._log.entries if isinstance(entry.event, CallStarted)), None)
        return 1000 * (self._clock.now() - started.at).total_seconds() if started is not None else 0.0

    def _note(self, which: Which, ms: float, own_ms: float) -> None:
        self._log.append(SoundTimed(which=which, turn=self._turn(), ms=round(ms), own_ms=round(own_ms)))
