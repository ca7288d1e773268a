"""A limit on the whole of a read: queueing, tries, pages and all."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from opendental_client._clock import Clock
from opendental_client._errors import InvalidArgument, Timeout
from opendental_client._route import Route

ResultT = TypeVar("ResultT")


def check_seconds(name: str, seconds: float | None) -> None:
    """Raise InvalidArgument unless `seconds` is None or more than 0."""
    if seconds is not None and not seconds > 0:
        raise InvalidArgument(f"{name} must be more than 0 seconds")


async def within(clock: Clock, seconds: float | None, work: Coroutine[Any, Any, ResultT], route: Route) -> ResultT:
    """The result of `work`, which is cancelled after that many seconds of `clock`. None means no limit.

    Raises Timeout when the deadline passed. Only for reads: a write that was cut off would leave its fate unknown.
    """
    if seconds is None:
        return await work
    task, timer = asyncio.ensure_future(work), asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({task, timer}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
    finally:
        task.cancel()
        timer.cancel()
        await asyncio.gather(task, timer, return_exceptions=True)
    raise Timeout("The deadline of this read passed.", method=route.method, path=route.template)
