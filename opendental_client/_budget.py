"""One request budget for several processes.

The vendor counts the requests of a customer key, whoever makes them. Inside one process `_throttle` keeps the count;
with a `Budget` the processes that share it keep one count together. `SQLiteBudget` serves the processes of one machine,
`RedisBudget` those of several. A budget that cannot be asked (`BudgetUnavailable`) never stops a request: the process
then goes on at its own pace, and the server's 429 is what is left.
"""

from typing import Protocol


class BudgetUnavailable(Exception):
    """The shared budget could not be asked. Handled inside the client; implementations of `Budget` raise it."""


class Budget(Protocol):
    """What the client asks of a shared budget. `key` is a fingerprint of a customer key, never the key itself.

    Both methods raise BudgetUnavailable when the store behind them fails.
    """

    async def take(self, key: str, interval: float) -> float:
        """Take the next turn if it is free now, and return 0.0; else the seconds after which to ask again.

        A turn that was taken makes the next one free `interval` seconds later.
        """

    async def hold(self, key: str, seconds: float) -> None:
        """Let nobody take a turn for that long. Never shortens a wait."""
