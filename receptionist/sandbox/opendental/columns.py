"""The columns of a table: how each is stored, how it is shown (the vendor's irregular types live here), what it points
at. Every function makes the columns of one kind, in the order given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.method import Json
from receptionist.sandbox.opendental.rendering import capital_yes_no, us_datetime, yes_no
from receptionist.sandbox.opendental.store import Store, Value
from receptionist.sandbox.opendental.tables import NO_DATE, NO_DATETIME


class Shape(Enum):
    """How a stored value appears in the JSON."""

    PLAIN = "as it is"
    FLAG = "true or false, as text"
    CAPITAL_FLAG = "True or False, as text"
    TEXT = "a number as text"
    MONEY = "a number as text with two decimals"
    US = "a datetime in the US culture's spelling"
    NOW = "the moment of the answer to a read"
    NEVER = "not shown"


_SHOWN: Mapping[Shape, Callable[[Value], Json]] = {
    Shape.FLAG: yes_no,
    Shape.CAPITAL_FLAG: capital_yes_no,
    Shape.TEXT: str,
    Shape.MONEY: lambda value: f"{float(value):.2f}",
    Shape.US: lambda value: us_datetime(str(value)),
}


@dataclass(frozen=True)
class Parent:
    """What a key points at. A missing row is a 404 in the vendor's words, or a 400 with a `text` of its own."""

    table: str
    key: str
    label: str
    text: str = ""


PATIENT = Parent("patient", "PatNum", "Patient")
PROVIDER = Parent("provider", "ProvNum", "Provider")
FEE_SCHEDULE = Parent("feesched", "FeeSchedNum", "FeeSched")


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

    def shown(self, value: Value) -> Json:
        """The stored value as the vendor's JSON has it."""
        return _SHOWN[self.shape](value) if self.shape in _SHOWN else value

    def check(self, store: Store, value: Value) -> None:
        """400 or 404 unless the definition or the parent row exists; 0 points at nothing."""
        if not value:
            return
        if self.category:
            parents.definition(store, int(value), self.category, self.name)
        if self.parent is PATIENT:
            parents.patient(store, int(value))
        elif self.parent is not None and not store.exists(self.parent.table, self.parent.key, int(value)):
            raise bad_request(self.parent.text) if self.parent.text else not_found(self.parent.label)


Columns = tuple[Column, ...]


def texts(*names: str, default: str = "", shape: Shape = Shape.PLAIN) -> Columns:
    """Text columns."""
    return tuple(Column(name, default=default, shape=shape) for name in names)


def whole(*names: str, default: int = 0, shape: Shape = Shape.PLAIN, parent: Parent | None = None) -> Columns:
    """Whole-number columns."""
    return tuple(Column(name, Kind.NUMBER, default, shape, parent=parent) for name in names)


def amounts(*names: str, default: float = 0.0, shape: Shape = Shape.PLAIN) -> Columns:
    """Money and other decimals; the vendor's -1 means "not set"."""
    return tuple(Column(name, Kind.DECIMAL, default, shape) for name in names)


def switches(*names: str, default: bool = False, shape: Shape = Shape.FLAG) -> Columns:
    """Boolean columns."""
    return tuple(Column(name, Kind.FLAG, int(default), shape) for name in names)


def days(*names: str) -> Columns:
    """Dates, `0001-01-01` when empty."""
    return tuple(Column(name, Kind.DATE, NO_DATE) for name in names)


def moments(*names: str, kind: Kind = Kind.DATETIME, shape: Shape = Shape.PLAIN) -> Columns:
    """Datetimes, `0001-01-01 00:00:00` when empty; those of the kind STAMP may be written as bare days."""
    return tuple(Column(name, kind, NO_DATETIME, shape) for name in names)


def one_of(name: str, *choices: str, default: str | None = None) -> Columns:
    """A column that takes one of these words; the first is the default."""
    return (Column(name, Kind.CHOICE, choices[0] if default is None else default, choices=choices),)


def server_time() -> Columns:
    """The office's clock in answers to reads; empty in those to writes."""
    return derived("serverDateTime", "SELECT ''", Shape.NOW)


def derived(name: str, sql: str, shape: Shape = Shape.PLAIN) -> Columns:
    """A read-only field from a scalar SELECT over the row `t`."""
    return (Column(name, sql=sql, shape=shape),)


def always(**values: Value) -> Columns:
    """Read-only fields that are the same in every row: what this office does not use."""
    return tuple(Column(name, sql=f"SELECT {literal(value)}") for name, value in values.items())


def definition(name: str, category: int, twin: str = "", shape: Shape = Shape.PLAIN) -> Columns:
    """A definition's number and, when the vendor has one, its lower-case text twin."""
    number = Column(name, Kind.NUMBER, 0, shape, category=category)
    named = derived(twin, f"SELECT ItemName FROM definition WHERE DefNum = t.{name}") if twin else ()  # noqa: S608
    return (number, *named)


def literal(value: Value) -> str:
    """A value of our own declarations as SQL."""
    return f"'{value}'" if isinstance(value, str) else str(value)
