"""One request budget per customer key, shared by every client of the key in this process.

The vendor counts requests per customer key, so pacing inside one client is not enough. A `_Gate` stands for the
budget of one key: callers queue up in order of arrival and leave one per interval, measured from request start to
request start (which is what "including the execution time" means). The registry knows keys only by their hash.

Ownership: only the caller at the head of a queue sleeps, on the clock; the others wait for their turn. Whoever leaves,
served or cancelled, wakes the next. Queues are guarded by a thread lock held for no longer than a few
statements, so callers may sit in different event loops and threads; a loop that was closed with callers still queued
does not block those behind.
"""

import asyncio
import hashlib
import math
import threading
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from weakref import WeakKeyDictionary

from opendental_client._clock import Clock, timeline

OnWait = Callable[[float], None]

# Clocks add floating-point seconds; a remainder below this is no wait.
_NOTHING = 1e-6


class ThrottleTier(StrEnum):
    """How fast the vendor lets a customer key go in Remote mode. Local API and API Service offices have no limit."""

    READ_ONLY = "read_only"
    """Only ApiReadAll: one request per 5 seconds, the request's own time included."""
    PAID = "paid"
    """Any other permission: one request per second, reads included."""
    ENTERPRISE = "enterprise"
    """ApiEnterprise (23.3): one request per half second."""
    NONE = "none"
    """No limit: Local API, API Service, simulators."""

    @property
    def interval(self) -> float:
        """Seconds from the start of one request to the start of the next."""
        return _INTERVALS[self]


_INTERVALS = {
    ThrottleTier.READ_ONLY: 5.0,
    ThrottleTier.PAID: 1.0,
    ThrottleTier.ENTERPRISE: 0.5,
    ThrottleTier.NONE: 0.0,
}


class _Ticket:
    """One caller's place in a queue, in the caller's own event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.turn = asyncio.Event()

    def call(self) -> bool:
        """Tell the caller, from any thread, that it is at the head. False when its loop has closed meanwhile."""
        try:
            self.loop.call_soon_threadsafe(self.turn.set)
        except RuntimeError:
            return False
        return True


class _Gate:
    """The queue of one customer key. Clients that disagree about the tier all go at the slowest one's pace."""

    def __init__(self) -> None:
        # Re-entrant, because the garbage collector may close a forgotten caller, who then leaves, at any moment.
        self._lock = threading.RLock()
        self._queue: deque[_Ticket] = deque()
        self._free_at = -math.inf
        self._interval = 0.0

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def adopt(self, interval: float) -> None:
        with self._lock:
            self._interval = max(self._interval, interval)

    def expected_wait(self, clock: Clock) -> float:
        with self._lock:
            self._drop_lost()
            return self._ahead(clock)

    async def enter(self, clock: Clock, on_wait: OnWait | None) -> None:
        ticket = _Ticket()
        with self._lock:
            self._drop_lost()
            wait = self._ahead(clock)
            self._queue.append(ticket)
            if self._queue[0] is ticket:
                ticket.turn.set()
        try:
            if wait > _NOTHING and on_wait is not None:
                on_wait(wait)
            await ticket.turn.wait()
            # A pause may be ordered while we sleep, so ask again after every sleep.
            while (delay := self._free_at - clock.monotonic()) > _NOTHING:
                await clock.sleep(delay)
            self.pause(clock, self._interval)
        finally:
            self._leave(ticket)

    def pause(self, clock: Clock, seconds: float) -> None:
        with self._lock:
            self._free_at = max(self._free_at, clock.monotonic() + seconds)

    def _ahead(self, clock: Clock) -> float:
        return max(0.0, self._free_at - clock.monotonic()) + len(self._queue) * self._interval

    def _leave(self, ticket: _Ticket) -> None:
        with self._lock:
            if ticket not in self._queue:
                return
            was_head = self._queue[0] is ticket
            self._queue.remove(ticket)
            if was_head:
                self._call_head()

    def _drop_lost(self) -> None:
        """Let the queue move on when the event loop of its head was closed under it."""
        if self._queue and self._queue[0].loop.is_closed():
            self._call_head()

    def _call_head(self) -> None:
        while self._queue and not self._queue[0].call():
            self._queue.popleft()


_gates: WeakKeyDictionary[Clock, dict[str, _Gate]] = WeakKeyDictionary()
_gates_lock = threading.Lock()


def _gate_for(customer_key: str, clock: Clock) -> _Gate:
    """The process's one gate of a key. Clocks of another timeline (tests) have gates of their own."""
    fingerprint = hashlib.sha256(customer_key.encode()).hexdigest()
    with _gates_lock:
        return _gates.setdefault(timeline(clock), {}).setdefault(fingerprint, _Gate())


class Throttle:
    """A client's view of the budget of its customer key."""

    def __init__(self, customer_key: str, tier: ThrottleTier, clock: Clock, on_wait: OnWait | None = None) -> None:
        self.tier = tier
        self._clock = clock
        self._on_wait = on_wait
        self._gate = _gate_for(customer_key, clock) if tier.interval else None
        if self._gate is not None:
            self._gate.adopt(tier.interval)

    def __repr__(self) -> str:
        return f"<Throttle {self.tier} waiting={self.waiting}>"

    @property
    def waiting(self) -> int:
        """How many requests of this key, of all clients, are queued right now."""
        return 0 if self._gate is None else self._gate.waiting

    def expected_wait(self) -> float:
        """Seconds a request made now would wait for its turn."""
        return 0.0 if self._gate is None else self._gate.expected_wait(self._clock)

    async def enter(self) -> None:
        """Wait for the turn of one request, first come first served. Cancelling a waiter costs the others nothing."""
        if self._gate is not None:
            await self._gate.enter(self._clock, self._on_wait)

    def pause(self, seconds: float) -> None:
        """Hold back every request of this key that long, because the server asked for it."""
        if self._gate is not None:
            self._gate.pause(self._clock, seconds)
