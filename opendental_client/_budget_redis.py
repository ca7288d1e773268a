"""A shared budget in Redis, for processes on several machines. The package `redis` is loaded only when it is asked for.

One key stands for one customer key; while it exists, the next turn is taken, and its time to live is the wait.
"""

import importlib
from typing import Protocol, Self

from opendental_client._budget import BudgetUnavailable
from opendental_client._errors import InvalidArgument

_PREFIX = "opendental-client:budget:"


class RedisCommands(Protocol):
    """The two commands used of an asynchronous Redis client, such as `redis.asyncio.Redis`."""

    async def set(self, name: str, value: str, *, px: int, nx: bool) -> object:
        """Set a key that lives `px` milliseconds; with `nx` only if it does not exist. None when it did."""

    async def pttl(self, name: str) -> int:
        """Milliseconds a key has left; negative when there is none."""


class RedisBudget:
    """One request budget for all processes that share a Redis server.

    Args:
        client: an asynchronous Redis client; whoever made it closes it.
        errors: what the client raises when the server cannot be used.
    """

    def __init__(self, client: RedisCommands, *, errors: tuple[type[Exception], ...] = (OSError,)) -> None:
        self._client = client
        self._errors = errors

    @classmethod
    def from_url(cls, url: str) -> Self:
        """A budget on the server at `url` (`redis://...`). Raises InvalidArgument when `redis` is not installed."""
        try:
            redis = importlib.import_module("redis.asyncio")
        except ImportError:
            raise InvalidArgument("RedisBudget.from_url needs the package redis") from None
        return cls(redis.Redis.from_url(url), errors=(OSError, redis.RedisError))

    async def take(self, key: str, interval: float) -> float:
        """See `Budget.take`."""
        try:
            if await self._client.set(_PREFIX + key, "1", px=_milliseconds(interval), nx=True):
                return 0.0
            left = await self._client.pttl(_PREFIX + key)
        except self._errors as error:
            raise _unavailable(error) from None
        return max(left, 1) / 1000

    async def hold(self, key: str, seconds: float) -> None:
        """See `Budget.hold`."""
        try:
            if await self._client.pttl(_PREFIX + key) < _milliseconds(seconds):
                await self._client.set(_PREFIX + key, "1", px=_milliseconds(seconds), nx=False)
        except self._errors as error:
            raise _unavailable(error) from None


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def _unavailable(error: Exception) -> BudgetUnavailable:
    return BudgetUnavailable(f"the Redis server cannot be used: {type(error).__name__}")
