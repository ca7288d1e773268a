"""One request budget per customer key, shared by every client of the key in this process, and of others if wished.

The vendor counts requests per customer key, so pacing inside one client is not enough. A `_Gate` stands for the
budget of one key: callers queue up by urgency and order of arrival and leave one per interval, measured from request
start to request start (which is what "including the execution time" means). The registry knows keys only by their
hash. With a `Budget` whoever is first in this process also needs the turn that all processes share; background work
asks for it a little later than live callers do, who therefore win.

Ownership: only the caller that was called sleeps, on the clock; the others wait for their turn. Whoever leaves,
served or cancelled, calls the next. Queues are guarded by a thread lock held for no longer than a few
statements, so callers may sit in different event loops and threads; a loop that was closed with callers still queued
does not block those behind.
"""

import asyncio
import hashlib
import itertools
import math
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from weakref import WeakKeyDictionary

from opendental_client._budget import Budget, BudgetUnavailable
from opendental_client._clock import Clock, timeline
from opendental_client._priority import QueuePriority, Standing

OnWait = Callable[[float], None]

# Clocks add floating-point seconds; a remainder below this is no wait.
_NOTHING = 1e-6

LONGEST_BACKGROUND_WAIT = 60.0
"""Seconds after which a background request is served like a live one, so that it is not put off for ever."""

# The part of an interval by which background work lets live callers of other processes go first.
_COURTESY = 0.25


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


_INTERVALS = {ThrottleTier.READ_ONLY: 5.0, ThrottleTier.PAID: 1.0, ThrottleTier.ENTERPRISE: 0.5, ThrottleTier.NONE: 0.0}


class _Ticket:
    """One caller's place in a queue, in the caller's own event loop."""

    def __init__(self, standing: Standing, number: int, came_at: float) -> None:
        self.standing = standing
        self.number = number
        self.came_at = came_at
        self.loop = asyncio.get_running_loop()
        self.turn = asyncio.Event()

    def rank(self, now: float) -> tuple[int, int]:
        """Where the caller stands; lower goes first. Who has waited long enough counts as urgent."""
        patient = now - self.came_at < LONGEST_BACKGROUND_WAIT
        return (self.standing.priority if patient else QueuePriority.LIVE), self.number

    def call(self) -> bool:
        """Tell the caller, from any thread, that it is next. False when its loop has closed meanwhile."""
        try:
            self.loop.call_soon_threadsafe(self.turn.set)
        except RuntimeError:
            return False
        return True


class _Gate:
    """The queue of one customer key. Clients that disagree about the tier all go at the slowest one's pace."""

    def __init__(self, key: str) -> None:
        # Re-entrant, because the garbage collector may close a forgotten caller, who then leaves, at any moment.
        self._lock = threading.RLock()
        self._key = key
        self._queue: list[_Ticket] = []
        self._called: _Ticket | None = None
        self._numbers = itertools.count()
        self._free_at = -math.inf
        self._interval = 0.0

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def adopt(self, interval: float) -> None:
        with self._lock:
            self._interval = max(self._interval, interval)

    def expected_wait(self, clock: Clock, standing: Standing) -> float:
        with self._lock:
            self._drop_lost(clock)
            return self._ahead(clock, standing)

    async def enter(self, clock: Clock, on_wait: OnWait | None, standing: Standing, budget: Budget | None) -> None:
        with self._lock:
            self._drop_lost(clock)
            wait = self._ahead(clock, standing)
            ticket = _Ticket(standing, next(self._numbers), clock.monotonic())
            self._queue.append(ticket)
            if self._called is None:
                self._called = ticket
                ticket.turn.set()
        try:
            if wait > _NOTHING and on_wait is not None:
                on_wait(wait)
            await self._reach_front(ticket, clock)
            while budget is not None and (delay := await self._ask(budget)) > _NOTHING:
                self.pause(clock, delay)
                await self._reach_front(ticket, clock, others_first=True)
            self.pause(clock, self._interval)
        finally:
            self._leave(ticket, clock)

    async def _reach_front(self, ticket: _Ticket, clock: Clock, *, others_first: bool = False) -> None:
        """Return once the next request may start and nobody stands before this caller.

        Only the called one sleeps. It asks again after every sleep, since meanwhile a pause may have been ordered, or
        somebody more urgent may have come, who is then called in its place.
        """
        while True:
            await ticket.turn.wait()
            if (delay := self._free_at - clock.monotonic()) > _NOTHING:
                background = others_first and ticket.standing.priority is not QueuePriority.LIVE
                await clock.sleep(delay + (_COURTESY * self._interval if background else 0.0))
                continue
            with self._lock:
                now = clock.monotonic()
                first = min(self._queue, key=lambda waiting: waiting.rank(now))
                if first is ticket:
                    return
                ticket.turn.clear()
                self._call_next(clock)

    async def _ask(self, budget: Budget) -> float:
        try:
            return await budget.take(self._key, self._interval)
        except BudgetUnavailable:
            return 0.0

    async def hold(self, clock: Clock, seconds: float, budget: Budget | None) -> None:
        self.pause(clock, seconds)
        if budget is not None:
            with suppress(BudgetUnavailable):
                await budget.hold(self._key, seconds)

    def pause(self, clock: Clock, seconds: float) -> None:
        with self._lock:
            self._free_at = max(self._free_at, clock.monotonic() + seconds)

    def _ahead(self, clock: Clock, standing: Standing) -> float:
        now = clock.monotonic()
        before = sum(ticket.rank(now)[0] <= standing.priority for ticket in self._queue)
        return max(0.0, self._free_at - now) + before * self._interval

    def _leave(self, ticket: _Ticket, clock: Clock) -> None:
        with self._lock:
            if ticket not in self._queue:
                return
            self._queue.remove(ticket)
            if self._called is ticket:
                self._call_next(clock)

    def _drop_lost(self, clock: Clock) -> None:
        """Let the queue move on when the event loop of the called one was closed under it."""
        if self._called is not None and self._called.loop.is_closed():
            self._call_next(clock)

    def _call_next(self, clock: Clock) -> None:
        self._called = None
        now = clock.monotonic()
        while self._called is None and self._queue:
            first = min(self._queue, key=lambda waiting: waiting.rank(now))
            if first.call():
                self._called = first
            else:
                self._queue.remove(first)


_gates: WeakKeyDictionary[Clock, dict[str, _Gate]] = WeakKeyDictionary()
_gates_lock = threading.Lock()


def _gate_for(customer_key: str, clock: Clock) -> _Gate:
    """The process's one gate of a key. Clocks of another timeline (tests) have gates of their own."""
    fingerprint = hashlib.sha256(customer_key.encode()).hexdigest()
    with _gates_lock:
        return _gates.setdefault(timeline(clock), {}).setdefault(fingerprint, _Gate(fingerprint))


class Throttle:
    """A client's view of the budget of its customer key."""

    def __init__(
        self,
        customer_key: str,
        tier: ThrottleTier,
        clock: Clock,
        on_wait: OnWait | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.tier = tier
        self._clock = clock
        self._on_wait = on_wait
        self._budget = budget
        self._gate = _gate_for(customer_key, clock) if tier.interval else None
        if self._gate is not None:
            self._gate.adopt(tier.interval)

    def __repr__(self) -> str:
        return f"<Throttle {self.tier} waiting={self.waiting}>"

    @property
    def waiting(self) -> int:
        """How many requests of this key, of all clients in this process, are queued right now."""
        return 0 if self._gate is None else self._gate.waiting

    def expected_wait(self) -> float:
        """Seconds a request made now, at the priority of this context, would wait for its turn in this process."""
        return 0.0 if self._gate is None else self._gate.expected_wait(self._clock, Standing())

    async def enter(self, standing: Standing | None = None) -> None:
        """Wait for the turn of one request. Cancelling a waiter costs the others nothing."""
        if self._gate is not None:
            await self._gate.enter(self._clock, self._on_wait, standing or Standing(), self._budget)

    def pause(self, seconds: float) -> None:
        """Hold back every request of this key in this process that long."""
        if self._gate is not None:
            self._gate.pause(self._clock, seconds)

    async def hold(self, seconds: float) -> None:
        """Hold back every request of this key that long, in every process that shares the budget."""
        if self._gate is not None:
            await self._gate.hold(self._clock, seconds, self._budget)
