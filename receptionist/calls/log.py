"""A call's log: one append-only sequence of typed events, kept in memory for the call and written behind it.

`append` never waits: it numbers the event, tells the listeners and leaves the row to the `LogWriter`, so that no
database stands between the caller's ear and the model.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from receptionist.clock import Clock
from receptionist.events import Event

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """An event where it stands: `sequence` counts from 1 within the call, `at` is an aware UTC instant."""

    call_id: str
    sequence: int
    at: datetime
    event: Event


Listener = Callable[[Entry], None]


class CallLog:
    """The log of one call. Listeners are called in the order they were added, on the loop, and must not block."""

    def __init__(self, call_id: str, clock: Clock) -> None:
        self.call_id = call_id
        self.entries: list[Entry] = []
        self._clock = clock
        self._listeners: list[Listener] = []

    @property
    def sequence(self) -> int:
        """The number of the newest entry; 0 while the log is empty."""
        return len(self.entries)

    def restore(self, entries: Iterable[Entry]) -> None:
        """Begin with what a store has of this call; listeners are not told of it again."""
        self.entries[:] = entries

    def listen(self, listener: Listener) -> None:
        """Have `listener` told of every entry from now on."""
        self._listeners.append(listener)

    def append(self, event: Event) -> Entry:
        """Add `event` as the newest entry."""
        entry = Entry(self.call_id, len(self.entries) + 1, self._clock.now(), event)
        self.entries.append(entry)
        for listener in self._listeners:
            try:
                listener(entry)
            except Exception as error:  # noqa: BLE001  (one broken view must not cost the call its log)
                logger.error("A listener of the call log failed: %s", type(error).__name__)  # noqa: TRY400
        return entry
