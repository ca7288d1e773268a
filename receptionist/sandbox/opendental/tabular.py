"""Resources that are one table each: their columns are declared once, and schema, JSON and checks follow from that.

The methods over a `Table` are in `tabular_methods`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from receptionist.sandbox.opendental.columns import Column, Columns, Shape, literal
from receptionist.sandbox.opendental.errors import not_found
from receptionist.sandbox.opendental.fields import Kind
from receptionist.sandbox.opendental.method import JsonRow
from receptionist.sandbox.opendental.store import Row, Store, Value

_TYPES = {Kind.NUMBER: "INTEGER", Kind.FLAG: "INTEGER", Kind.DECIMAL: "REAL"}


@dataclass(frozen=True)
class Table:
    """A table and the resource that shows it. `stamp` moves with every change, `entered` is set once."""

    resource: str
    name: str
    key: str
    label: str
    columns: Columns
    stamp: str
    entered: str
    order: str

    @classmethod
    def of(
        cls, names: tuple[str, str, str, str], *columns: Column, stamp: str = "", entered: str = "", order: str = ""
    ) -> Self:
        """A table by its resource, its name in the database, its key, and what errors call a row."""
        resource, name, key, label = names
        return cls(resource, name, key, label, columns, stamp, entered, order or f"t.{key}")

    @property
    def schema(self) -> str:
        """The CREATE TABLE statement."""
        stored = [column for column in self.columns if not column.sql]
        types = [f"{c.name} {_TYPES.get(c.kind, 'TEXT')} NOT NULL DEFAULT {literal(c.default)}" for c in stored]
        return f"CREATE TABLE {self.name} ({self.key} INTEGER PRIMARY KEY AUTOINCREMENT, {', '.join(types)});"

    @property
    def select(self) -> str:
        """A SELECT of everything shown, from the table as `t`."""
        derived = "".join(f", coalesce(({c.sql}), '') AS {c.name}" for c in self.columns if c.sql)
        return f"SELECT t.*{derived} FROM {self.name} t"  # noqa: S608

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def row(self, store: Store, number: int) -> Row:
        """One row with its derived columns, or 404."""
        found = store.row(f"{self.select} WHERE t.{self.key} = ?", number)
        if found is None:
            raise not_found(self.label)
        return found

    def render(self, row: Row, server_time: str = "") -> JsonRow:
        """The vendor's object."""
        shown: JsonRow = {self.key: row[self.key]}
        for column in self.columns:
            if column.shape is not Shape.NEVER:
                shown[column.name] = server_time if column.shape is Shape.NOW else column.shown(row[column.name])
        return shown

    def rendered(self, store: Store, number: int) -> JsonRow:
        """The vendor's object of one row, or 404."""
        return self.render(self.row(store, number))

    def check(self, store: Store, values: Mapping[str, Value]) -> None:
        """Every definition and parent row the values point at."""
        for column in self.columns:
            if column.name in values:
                column.check(store, values[column.name])

    def insert(self, store: Store, values: Mapping[str, Value], now: str) -> int:
        """A new row with its time stamps; its key."""
        stamps = {name: now for name in (self.stamp, self.entered) if name}
        return store.insert(self.name, {**stamps, **values})

    def update(self, store: Store, number: int, values: Mapping[str, Value], now: str) -> None:
        """Change a row and move its time stamp."""
        store.update(self.name, self.key, number, {**values, **({self.stamp: now} if self.stamp else {})})
