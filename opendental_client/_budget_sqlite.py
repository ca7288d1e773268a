"""A shared budget in a file, for the processes of one machine. Needs nothing that is not in Python.

Moments are those of the machine's monotonic clock, which all its processes share. It starts anew with the machine: an
entry made "later than now" is from before the last start, and does not count.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from opendental_client._budget import BudgetUnavailable
from opendental_client._clock import SYSTEM_CLOCK, Clock

_NOTHING = 1e-6
_PATIENCE = 2.0

_TABLE = "CREATE TABLE IF NOT EXISTS budget (key TEXT PRIMARY KEY, free_at REAL NOT NULL, noted_at REAL NOT NULL)"
_READ = "SELECT free_at FROM budget WHERE key = ? AND noted_at <= ?"
_NOTE = "INSERT OR REPLACE INTO budget VALUES (?, ?, ?)"

Step = Callable[[sqlite3.Connection], float]


class SQLiteBudget:
    """One request budget for all processes of this machine that name the same file.

    Args:
        path: the file; it is made when missing, its folder is not. It holds fingerprints of keys and moments, no more.
            Not for network folders.
        clock: for tests; the machine's clock by default.
    """

    def __init__(self, path: str | Path, *, clock: Clock | None = None) -> None:
        self._path = Path(path)
        self._clock = SYSTEM_CLOCK if clock is None else clock

    async def take(self, key: str, interval: float) -> float:
        """See `Budget.take`."""

        def step(file: sqlite3.Connection) -> float:
            now = self._clock.monotonic()
            wait = self._free_at(file, key, now) - now
            if wait > _NOTHING:
                return wait
            file.execute(_NOTE, (key, now + interval, now))
            return 0.0

        return await asyncio.to_thread(self._locked, step)

    async def hold(self, key: str, seconds: float) -> None:
        """See `Budget.hold`."""

        def step(file: sqlite3.Connection) -> float:
            now = self._clock.monotonic()
            file.execute(_NOTE, (key, max(self._free_at(file, key, now), now + seconds), now))
            return 0.0

        await asyncio.to_thread(self._locked, step)

    @staticmethod
    def _free_at(file: sqlite3.Connection, key: str, now: float) -> float:
        found = file.execute(_READ, (key, now)).fetchone()
        return now if found is None else float(found[0])

    def _locked(self, step: Step) -> float:
        """Do one step while no other process can, on a connection of its own since threads come and go."""
        try:
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)) as file:
                file.execute("BEGIN IMMEDIATE")
                file.execute(_TABLE)
                result = step(file)
                file.execute("COMMIT")
                return result
        except sqlite3.Error as error:
            raise BudgetUnavailable(f"the budget file cannot be used: {type(error).__name__}") from None
