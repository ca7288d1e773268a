"""Lexi's audio that came before it is known whose it is.

Audio passes events on its way here. When the response that runs, or the next one, may be one that nobody wants, sound
of an item not heard of before is kept until the response is announced, and then played or forgotten.
"""


class EarlyAudio:
    """One connection's. Nothing waits here while what comes next is wanted."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, str]] = []
        self._unwanted: set[str] = set()

    def keep(self, payload: str, item_id: str) -> None:
        """Keep sound of an item until it is known whether it is wanted."""
        if item_id not in self._unwanted:
            self._kept.append((payload, item_id))

    def forget(self, item_id: str) -> None:
        """The item belongs to a response that nobody wants."""
        self._unwanted.add(item_id)
        self._kept = [kept for kept in self._kept if kept[1] != item_id]

    def release(self) -> list[tuple[str, str]]:
        """What was kept, in its order; it is wanted."""
        kept, self._kept = self._kept, []
        return kept
