"""Identical reads under way at the same time are one request.

A `_Flight` is one request and everybody who waits for it. A caller who is cancelled leaves the others undisturbed; only
when the last one has left is the request given up. Whoever reads after a write was started or finished never joins
a read from before it, so a read that follows a write always sees it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from opendental_client._priority import Standing

Start = Callable[[Standing], Coroutine[Any, Any, object]]


class _Flight:
    """A request under way."""

    def __init__(self, start: Start) -> None:
        self.standing = Standing()
        self.waiting = 0
        self.task = asyncio.ensure_future(start(self.standing))


class Flights:
    """The reads of one client that are under way."""

    def __init__(self) -> None:
        self._flights: dict[Hashable, _Flight] = {}

    async def join(self, read: Hashable, start: Start, *, fresh: bool) -> object:
        """The answer to `read`: of the identical request under way, else of the one `start` makes.

        `fresh` never joins: what it returns was asked for after this call.
        """
        key = (asyncio.get_running_loop(), read)
        flight = self._flights.get(key)
        if flight is None or fresh:
            flight = self._flights[key] = _Flight(start)
        else:
            flight.standing.join()
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                flight.task.cancel()
            if self._flights.get(key) is flight and (flight.task.done() or not flight.waiting):
                del self._flights[key]

    def close_to_newcomers(self) -> None:
        """Let nobody join what is under way now; those who wait already get their answer."""
        self._flights.clear()
