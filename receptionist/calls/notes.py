"""The call's log as the agents see it, with a wait for words that are still being transcribed."""

import asyncio
from collections.abc import Sequence

from agents import TResponseInputItem

from receptionist.booking.agreement import SpokenTurn
from receptionist.calls.log import CallLog
from receptionist.calls.prices import priced
from receptionist.calls.views import proposed_action, spoken_turns, supervisor_input
from receptionist.clock import Clock
from receptionist.events import BookingAction, CallerSilent, Event, TokensUsed

TRANSCRIPT_SECONDS = 3.0


class LogNotes:
    """Implements `agents.context.Notes` on a `CallLog`."""

    def __init__(self, log: CallLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._untranscribed: set[str] = set()
        self._transcribed = asyncio.Event()
        self._transcribed.set()

    @property
    def sequence(self) -> int:
        return self._log.sequence

    def record(self, event: Event) -> None:
        self._log.append(priced(event) if isinstance(event, TokensUsed) else event)

    def spoken_turns(self) -> Sequence[SpokenTurn]:
        """What was said. Silence that Lexi has asked about is a turn of its own, so that a "yes" to "are you still
        there?" is no answer to what was read back before it.
        """
        silences = [
            SpokenTurn("caller", "(silence)", entry.sequence)
            for entry in self._log.entries
            if isinstance(entry.event, CallerSilent)
        ]
        turns = spoken_turns(self._log.entries)
        return sorted([*turns, *silences], key=lambda turn: turn.sequence) if silences else turns

    def conversation(self) -> list[TResponseInputItem]:
        return supervisor_input(self._log.entries)

    def proposed_action(self, proposal_id: str) -> BookingAction | None:
        return proposed_action(self._log.entries, proposal_id)

    def awaiting_transcript(self, item_id: str) -> None:
        """The caller's turn `item_id` ended and its transcript is on the way."""
        self._untranscribed.add(item_id)
        self._transcribed.clear()

    def transcribed(self, item_id: str) -> None:
        """The transcript of `item_id` arrived, or never will."""
        self._untranscribed.discard(item_id)
        if not self._untranscribed:
            self._transcribed.set()

    async def caller_words(self) -> None:
        """Wait for the caller's newest words, for at most `TRANSCRIPT_SECONDS`.

        The model hears audio and may call a tool before the transcriber is done; what counts as the caller's
        agreement is the transcript, so the tool waits for it.
        """
        if self._transcribed.is_set():
            return
        arrival = asyncio.create_task(self._transcribed.wait())
        timer = asyncio.create_task(self._clock.sleep(TRANSCRIPT_SECONDS))
        try:
            await asyncio.wait({arrival, timer}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
            timer.cancel()
            await asyncio.gather(arrival, timer, return_exceptions=True)
        self._untranscribed.clear()
        self._transcribed.set()
