"""Resources that are one table each: their columns are declared once, and schema, JSON and checks follow from that.

A `Column` knows how it is stored, how it is shown (the vendor's irregular types live here) and what it points at. The
methods over a `Table` are in `tabular_methods`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.method import Json, JsonRow
from receptionist.sandbox.opendental.resources import parents
from receptionist.sandbox.opendental.resources.rendering import us_datetime, yes_no
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME


class Shape(Enum):
    """How a stored value appears in the JSON."""

    PLAIN = "as it is"
    FLAG = "true or false, as text"
    CAPITAL_FLAG = "True or False, as text"
    TEXT = "a number as text"
    MONEY = "a number as text with two decimals"
    US = "a datetime in the US culture's spelling"
    NEVER = "not shown"


@dataclass(frozen=True)
class Parent:
    """What a key points at. A missing row is a 404 in the vendor's words, `text` when it differs from the usual."""

    table: str
    key: str
    label: str
    text: str = ""


PATIENT = Parent("patient", "PatNum", "Patient")
PROVIDER = Parent("provider", "ProvNum", "Provider")
CLINIC = Parent("", "ClinicNum", "Clinic")


@dataclass(frozen=True)
class Column:
    """One field. `sql` makes it a derived, read-only one; `category` a definition of that category."""

    name: str
    kind: Kind = Kind.TEXT
    default: Value = ""
    shape: Shape = Shape.PLAIN
    choices: tuple[str, ...] = ()
    category: int = 0
    parent: Parent | None = None
    sql: str = ""

    def field(self, required: bool = False) -> Field:
        """The request's field that sets this column."""
        return Field(self.name, self.kind, required, self.choices)

    def shown(self, value: Value | None) -> Json:
        """The stored value as the vendor's JSON has it."""
        if self.shape is Shape.FLAG:
            return yes_no(value)
        if self.shape is Shape.CAPITAL_FLAG:
            return "True" if value else "False"
        if self.shape is Shape.TEXT:
            return str(value)
        if self.shape is Shape.MONEY:
            return f"{float(value or 0):.2f}"
        return us_datetime(str(value)) if self.shape is Shape.US else value

    def check(self, store: Store, value: Value) -> None:
        """400 or 404 unless the definition or the parent row exists; 0 points at nothing."""
        if self.category and value:
            parents.definition(store, int(value), self.category, self.name)
        if self.parent is PATIENT and value:
            parents.patient(store, int(value))
        elif self.parent is not None and value:
            found = self.parent.table and store.exists(self.parent.table, self.parent.key, int(value))
            if not found:
                raise _missing(self.parent)


@dataclass(frozen=True)
class Table:
    """A table and the resource that shows it. `stamp` moves with every change, `entered` is set once."""

    resource: str
    name: str
    key: str
    label: str
    columns: tuple[Column, ...]
    stamp: str = ""
    entered: str = ""
    order: str = ""

    @property
    def schema(self) -> str:
        """The CREATE TABLE statement."""
        stored = ", ".join(
            f"{c.name} {_TYPES.get(c.kind, 'TEXT')} NOT NULL DEFAULT {_literal(c)}" for c in self._stored
        )
        return f"CREATE TABLE {self.name} ({self.key} INTEGER PRIMARY KEY AUTOINCREMENT, {stored});"

    @property
    def select(self) -> str:
        """A SELECT of everything shown, from the table as `t`."""
        derived = "".join(f", coalesce(({c.sql}), '') AS {c.name}" for c in self.columns if c.sql)
        return f"SELECT t.*{derived} FROM {self.name} t"  # noqa: S608

    @property
    def _stored(self) -> list[Column]:
        return [column for column in self.columns if not column.sql]

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def row(self, store: Store, number: int) -> Row:
        """One row with its derived columns, or 404."""
        found = store.row(f"{self.select} WHERE t.{self.key} = ?", number)
        if found is None:
            raise not_found(self.label)
        return found

    def render(self, row: Row) -> JsonRow:
        """The vendor's object."""
        shown = [column for column in self.columns if column.shape is not Shape.NEVER]
        return {self.key: row[self.key], **{column.name: column.shown(row[column.name]) for column in shown}}

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


def texts(*names: str) -> tuple[Column, ...]:
    """Text columns."""
    return tuple(Column(name) for name in names)


def whole(
    *names: str, default: int = 0, shape: Shape = Shape.PLAIN, parent: Parent | None = None
) -> tuple[Column, ...]:
    """Whole-number columns."""
    return tuple(Column(name, Kind.NUMBER, default, shape, parent=parent) for name in names)


def amounts(*names: str, default: float = 0.0, shape: Shape = Shape.PLAIN) -> tuple[Column, ...]:
    """Money and other decimals; the vendor's -1 means "not set"."""
    return tuple(Column(name, Kind.DECIMAL, default, shape) for name in names)


def switches(*names: str, default: bool = False, shape: Shape = Shape.FLAG) -> tuple[Column, ...]:
    """Boolean columns."""
    return tuple(Column(name, Kind.FLAG, int(default), shape) for name in names)


def days(*names: str) -> tuple[Column, ...]:
    """Dates, `0001-01-01` when empty."""
    return tuple(Column(name, Kind.DATE, NO_DATE) for name in names)


def moments(*names: str, shape: Shape = Shape.PLAIN) -> tuple[Column, ...]:
    """Datetimes, `0001-01-01 00:00:00` when empty."""
    return tuple(Column(name, Kind.DATETIME, NO_DATETIME, shape) for name in names)


def one_of(name: str, *choices: str, default: str | None = None) -> Column:
    """A column that takes one of these words; the first is the default."""
    return Column(name, Kind.CHOICE, choices[0] if default is None else default, choices=choices)


def derived(name: str, sql: str, shape: Shape = Shape.PLAIN) -> Column:
    """A read-only field from a scalar SELECT over the row `t`."""
    return Column(name, sql=sql, shape=shape)


def definition(name: str, category: int, twin: str = "") -> tuple[Column, ...]:
    """A definition's number and, when the vendor has one, its lower-case text twin."""
    number = Column(name, Kind.NUMBER, 0, category=category)
    named = derived(twin, f"SELECT ItemName FROM definition WHERE DefNum = t.{name}") if twin else None  # noqa: S608
    return (number, named) if named else (number,)


def shown_as(shape: Shape, *columns: Column) -> tuple[Column, ...]:
    """The same columns in another shape."""
    return tuple(replace(column, shape=shape) for column in columns)


def require_one(given: Mapping[str, Value], *names: str) -> None:
    """400 unless at least one of the fields was given."""
    if not any(name in given for name in names):
        raise bad_request(f"{' or '.join(names)} is required")


_TYPES = {Kind.NUMBER: "INTEGER", Kind.FLAG: "INTEGER", Kind.DECIMAL: "REAL"}


def _literal(column: Column) -> str:
    return f"'{column.default}'" if isinstance(column.default, str) else str(column.default)


def _missing(parent: Parent) -> Exception:
    return not_found(parent.label) if not parent.text else bad_request(parent.text)
