"""Who goes first in the queue of a customer key: a live caller before a background job.

The priority of the work at hand is a context variable, so that it reaches every request made inside a `with` block
and in tasks started there, without being handed through every signature.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class QueuePriority(IntEnum):
    """How urgent requests are. Lower goes first; within one priority, first come first served."""

    LIVE = 0
    """Somebody is waiting on the line. The default."""
    BACKGROUND = 1
    """Synchronisation, reports, prefetching: whatever nobody waits for."""


_current: ContextVar[QueuePriority] = ContextVar("opendental_client_priority", default=QueuePriority.LIVE)


@contextmanager
def working_at(priority: QueuePriority) -> Iterator[None]:
    """Give that priority to every request made inside the block."""
    token = _current.set(priority)
    try:
        yield
    finally:
        _current.reset(token)


class Standing:
    """The priority of one request. It can rise while the request waits: when a more urgent caller joins it."""

    def __init__(self, priority: QueuePriority | None = None) -> None:
        self.priority = _current.get() if priority is None else priority

    def join(self) -> None:
        """Take over the priority of whoever asks for the same now, if it is the more urgent one."""
        self.priority = min(self.priority, _current.get())
