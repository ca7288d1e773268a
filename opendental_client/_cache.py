"""Reference data kept for as long as each caller allows.

Nothing is kept unless a caller asks with `max_age`, and only resources without patient data let them ask. An age counts
from before the request was made. A write to a resource forgets what was read of it, and an answer that was asked for
before such a write is not kept.
"""

from collections import OrderedDict
from collections.abc import Hashable

from opendental_client._clock import Clock

MOST_ENTRIES = 256


class Cache:
    """Lists read earlier by one client, the least recently used ones dropped first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: OrderedDict[tuple[str, Hashable], tuple[float, object]] = OrderedDict()
        self._writes: dict[str, int] = {}

    def find(self, resource: str, key: Hashable, max_age: float) -> object | None:
        """What was read at most `max_age` seconds ago, else None."""
        entry = self._entries.get((resource, key))
        if entry is None or self._clock.monotonic() - entry[0] > max_age:
            return None
        self._entries.move_to_end((resource, key))
        return entry[1]

    def stamp(self, resource: str) -> tuple[float, int]:
        """What to hand to `keep` later: taken before the request is made."""
        return self._clock.monotonic(), self._writes.get(resource, 0)

    def keep(self, resource: str, key: Hashable, stamp: tuple[float, int], value: object) -> None:
        """Keep an answer, unless the resource was written to since the stamp."""
        asked_at, writes = stamp
        if writes != self._writes.get(resource, 0):
            return
        self._entries[resource, key] = (asked_at, value)
        self._entries.move_to_end((resource, key))
        if len(self._entries) > MOST_ENTRIES:
            self._entries.popitem(last=False)

    def forget(self, resource: str) -> None:
        """Drop what is known of a resource, because it is being written to."""
        self._writes[resource] = self._writes.get(resource, 0) + 1
        for entry in [entry for entry in self._entries if entry[0] == resource]:
            del self._entries[entry]
