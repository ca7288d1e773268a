"""The sandbox's database: one SQLite connection in memory, guarded by a lock, with short statements run inline.

Rows are plain mappings of column to value; they never leave this package except as the API's JSON.
"""

import sqlite3
import threading
import unicodedata
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from receptionist.sandbox.opendental.tables import SCHEMA

Value = str | int | float
Row = dict[str, Value]
Shown = TypeVar("Shown")
LONGEST_TERM = 1000


@dataclass
class Where:
    """Conditions joined by AND, with their parameters kept apart from the text."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[Value] = field(default_factory=list)

    def add(self, condition: str, *parameters: Value) -> None:
        """One more condition, `AptDateTime >= ?`."""
        self.conditions.append(f"({condition})")
        self.parameters.extend(parameters)

    def __str__(self) -> str:
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


@dataclass(frozen=True)
class Page:
    """Which rows of a list to answer with."""

    limit: int = 1_000_000
    offset: int = 0

    def of(self, rows: Sequence[Shown]) -> Sequence[Shown]:
        """The page's part of a list that was made in memory."""
        return rows[self.offset :][: self.limit]


class Store:
    """All reads and writes of the sandbox's tables."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.row_factory = _as_mapping
        self._db.create_function("fold", 1, fold, deterministic=True)
        self._db.executescript(SCHEMA)
        weakref.finalize(self, self._db.close)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is one change, seen whole or not at all."""
        with self._lock:
            self._db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, *parameters: Value) -> list[Row]:
        """All rows of a SELECT."""
        with self._lock:
            return self._db.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: Value) -> Row | None:
        """The first row of a SELECT, if any."""
        with self._lock:
            found: Row | None = self._db.execute(sql, parameters).fetchone()
            return found

    def find(self, table: str, **values: Value) -> Row | None:
        """The first row with these values, if any."""
        conditions = " AND ".join(f"{name} = ?" for name in values)
        return self.row(f"SELECT * FROM {table} WHERE {conditions}", *values.values())  # noqa: S608

    def select(self, sql: str, where: Where, order: str, page: Page) -> list[Row]:
        """One page of a SELECT with conditions and a fixed order."""
        text = f"{sql}{where} ORDER BY {order} LIMIT ? OFFSET ?"
        return self.rows(text, *where.parameters, page.limit, page.offset)

    def exists(self, table: str, column: str, value: Value) -> bool:
        """Whether a row has that value in that column, usually its key."""
        return self.row(f"SELECT 1 AS found FROM {table} WHERE {column} = ?", value) is not None  # noqa: S608

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Insert one row; its key."""
        with self._lock:
            cursor = self._db.execute(_insertion(table, values), tuple(values.values()))
            return cursor.lastrowid or 0

    def remove(self, table: str, key: str, number: int) -> None:
        """Delete one row."""
        with self._lock:
            self._db.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))  # noqa: S608

    def script(self, statements: str) -> None:
        """Run schema statements, outside any transaction."""
        with self._lock:
            self._db.executescript(statements)

    def copy_into(self, other: sqlite3.Connection) -> None:
        """Copy every table into another database, which may then be read without touching this one."""
        with self._lock:
            self._db.backup(other)

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Insert rows that all have the same columns."""
        if rows:
            with self._lock:
                self._db.executemany(_insertion(table, rows[0]), [tuple(row.values()) for row in rows])

    def update(self, table: str, key: str, number: int, values: Mapping[str, Value]) -> None:
        """Change the given columns of one row."""
        if values:
            columns = ", ".join(f"{name} = ?" for name in values)
            with self._lock:
                # Table and column names come from our own declarations, never from a request.
                self._db.execute(f"UPDATE {table} SET {columns} WHERE {key} = ?", (*values.values(), number))  # noqa: S608


def fold(text: str) -> str:
    """Text as the vendor's database compares it: without case and accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def like(term: str, *, prefix: bool) -> str:
    """A folded LIKE pattern for use with ESCAPE '!' in which the caller's own wildcards mean themselves."""
    if len(term) > LONGEST_TERM:
        return "\x00"  # Longer than anything stored, and than SQLite takes: it matches nothing.
    safe = fold(term).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"{safe}%" if prefix else f"%{safe}%"


def _insertion(table: str, values: Mapping[str, Value]) -> str:
    marks = ", ".join("?" * len(values))
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608


def _as_mapping(cursor: sqlite3.Cursor, row: tuple[Value, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
