"""What the caller has heard of Lexi's items: the playback tracker that the Agents SDK truncates by."""

import math
from dataclasses import dataclass

from agents.realtime import RealtimePlaybackState, RealtimePlaybackTracker

from receptionist.calls.caller import Cut


@dataclass(slots=True)
class _Item:
    ms: float = 0.0
    whole: bool = False


class HeardTracker(RealtimePlaybackTracker):
    """Fed by the line, asked by the SDK. The item that counts is the oldest which was not heard to its end.

    An item stands at 0 ms from its first audio on: with nothing reported the SDK would truncate nothing, and the
    server would believe that all of it was heard. Once the SDK has interrupted, or the line was cleared, nothing more
    is taken of the items of that time, because Twilio returns the marks of dropped audio too, and a second truncation
    further on is an error to the server.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, _Item] = {}
        self._over: frozenset[str] = frozenset()
        self._interrupted = False
        self._stopped = False

    # What the line tells

    def queued(self, item_id: str) -> None:
        """Audio of this item is on its way to the caller."""
        if item_id in self._items or item_id in self._over:
            return
        if self._interrupted or self._stopped:
            self._over = frozenset(self._items)
            self._items.clear()
            self._interrupted = self._stopped = False
        for heard in [known for known, item in self._items.items() if item.whole]:
            del self._items[heard]
        self._items[item_id] = _Item()

    def heard(self, item_id: str, ms: float, *, whole: bool) -> None:
        """The item was played so far, from its start; `whole` when nothing of it is left."""
        item = self._items.get(item_id)
        if item is None or self._interrupted or self._stopped:
            return
        item.ms, item.whole = max(item.ms, ms), whole
        if whole and len(self._items) > 1:
            del self._items[item_id]

    def stopped(self) -> Cut | None:
        """The line was cleared; returns where that cut Lexi off, None when she had been heard to the end."""
        cut = None
        if not self._stopped:
            waiting = [(item_id, item) for item_id, item in self._items.items() if not item.whole]
            if waiting:
                item_id, item = waiting[0]
                cut = Cut(item_id, math.ceil(item.ms), tuple(behind for behind, _ in waiting[1:]))
        self._stopped = True
        return cut

    # What the SDK asks

    def get_state(self) -> RealtimePlaybackState:
        if self._interrupted or not self._items:
            return {"current_item_id": None, "current_item_content_index": None, "elapsed_ms": None}
        item_id, item = next(iter(self._items.items()))
        # Rounded up, as the SDK rounds an item's length: an item heard whole must not seem to lack its last half ms.
        return {"current_item_id": item_id, "current_item_content_index": 0, "elapsed_ms": math.ceil(item.ms)}

    def on_interrupted(self) -> None:
        super().on_interrupted()
        self._interrupted = True
