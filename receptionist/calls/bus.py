"""The live bus: whoever watches calls in this process is told of each entry of their logs as it is appended.

Publishing never waits and never fails. A reader who does not keep up is dropped rather than waited for; what it missed
is in the store.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from receptionist.calls.log import CallLog, Entry

MOST_WAITING = 1_000


class Subscription:
    """One reader's entries, in order. Iteration ends when the reader was too slow: `dropped` is True then."""

    def __init__(self, call_id: str | None) -> None:
        self.dropped = False
        self._call_id = call_id
        self._entries: deque[Entry] = deque()
        self._some = asyncio.Event()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Entry:
        """The next entry, as soon as there is one."""
        while not self._entries:
            if self.dropped:
                raise StopAsyncIteration
            self._some.clear()
            await self._some.wait()
        return self._entries.popleft()

    def offer(self, entry: Entry) -> bool:
        """Take an entry if it is of the call that is watched; False when the reader has fallen too far behind."""
        if self._call_id is not None and entry.call_id != self._call_id:
            return True
        if len(self._entries) >= MOST_WAITING:
            # Entries with a gap between them would tell something that never happened.
            self._entries.clear()
            self.dropped = True
        else:
            self._entries.append(entry)
        self._some.set()
        return not self.dropped


class LiveBus:
    """The bus of one process. It keeps nothing: a reader hears of what comes after it has subscribed."""

    def __init__(self) -> None:
        self._readers: list[Subscription] = []

    def follow(self, log: CallLog) -> None:
        """Tell of every entry that `log` gets from now on."""
        log.listen(self._publish)

    @contextmanager
    def subscribe(self, call_id: str | None = None) -> Iterator[Subscription]:
        """Listen to one call, or to all, for as long as the block lasts."""
        reader = Subscription(call_id)
        self._readers.append(reader)
        try:
            yield reader
        finally:
            if reader in self._readers:
                self._readers.remove(reader)

    def _publish(self, entry: Entry) -> None:
        if self._readers:
            self._readers = [reader for reader in self._readers if reader.offer(entry)]
