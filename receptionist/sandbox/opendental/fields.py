"""Declared request fields and the checks of their formats, with the vendor's texts.

Values come out canonical: numbers as int or float, booleans as bool, dates and datetimes as text in the vendor's
spelling.
Both spellings of numbers and booleans are taken (`12` and `"12"`, `true` and `"true"`); everything else is exact.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.store import Value

LAST_YEAR = 9998  # So that a visit's end can always be told.
_BIGGEST = 2**63 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


class Kind(Enum):
    """What a field's value must look like."""

    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    FLAG = "flag"
    DATE = "date"
    DATETIME = "datetime"
    STAMP = "stamp"
    CHOICE = "choice"
    NUMBERS = "numbers"
    AMOUNTS = "amounts"


@dataclass(frozen=True)
class Field:
    """One allowed parameter: its exact name, kind and, for a choice, the allowed words."""

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()

    def read(self, raw: object) -> Value:
        """The canonical value, or 400."""
        if self.kind is Kind.TEXT:
            return self._text(raw)
        if self.kind is Kind.NUMBER:
            return self._number(raw)
        if self.kind is Kind.DECIMAL:
            return self._decimal(raw)
        if self.kind is Kind.FLAG:
            return self._flag(raw)
        if self.kind is Kind.CHOICE:
            return self._choice(raw)
        if self.kind is Kind.NUMBERS:
            return self._numbers(raw)
        if self.kind is Kind.AMOUNTS:
            return self._amounts(raw)
        return self._when(raw)

    def _text(self, raw: object) -> str:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise bad_request(f"{self.name} is invalid")
        text = str(raw)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise bad_request(f"{self.name} is invalid") from None
        return text.replace("\x00", "")

    def _number(self, raw: object) -> int:
        if isinstance(raw, str) and re.fullmatch(r"-?[0-9]{1,19}", raw):
            raw = int(raw)
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > _BIGGEST:
            raise bad_request(f"{self.name} is invalid")
        return raw

    def _decimal(self, raw: object) -> float:
        try:
            value = math.nan if isinstance(raw, bool) or not isinstance(raw, str | int | float) else float(raw)
        except (ValueError, OverflowError):
            value = math.nan
        if not math.isfinite(value):
            raise bad_request(f"{self.name} is invalid")
        return value

    def _flag(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("true", "false"):
            return raw.lower() == "true"
        raise bad_request(f"{self.name} is invalid")

    def _choice(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.choices:
            return raw
        raise bad_request(f"{self.name} is invalid")

    def _numbers(self, raw: object) -> str:
        """A JSON array, or `[2,3]` or `2,3` as text; canonical is `2,3`."""
        parts = raw.strip().strip("[]").split(",") if isinstance(raw, str) else raw
        if not isinstance(parts, list):
            raise bad_request(f"{self.name} is invalid")
        stripped = [part.strip() if isinstance(part, str) else part for part in parts]
        return ",".join(str(self._number(part)) for part in stripped if part != "")

    def _amounts(self, raw: object) -> str:
        """A JSON array of `{"ProcNum": 1, "Amount": 2.5}`; canonical is `1=2.5,...`."""
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            raise bad_request(f"{self.name} is invalid")
        return ",".join(f"{self._number(item.get('ProcNum'))}={self._decimal(item.get('Amount'))}" for item in raw)

    def _when(self, raw: object) -> str:
        try:
            if isinstance(raw, str) and self.kind is not Kind.DATETIME and _DATE.fullmatch(raw):
                day = date.fromisoformat(raw).isoformat()
                return day if self.kind is Kind.DATE else f"{day} 00:00:00"
            if isinstance(raw, str) and self.kind is not Kind.DATE and _DATETIME.fullmatch(raw):
                moment = datetime.fromisoformat(raw)
                if moment.year > LAST_YEAR:
                    raise bad_request(f"{self.name} is invalid")
                return moment.isoformat(sep=" ")
        except ValueError:
            pass
        shape = "yyyy-MM-dd" if self.kind is Kind.DATE else "yyyy-MM-dd HH:mm:ss"
        raise bad_request(f"{self.name} format must be {shape}")


class Args:
    """The request's values by field name, already checked."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def has(self, name: str) -> bool:
        """Whether the request gave this field."""
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        """A text, choice, date or datetime."""
        return str(self._values.get(name, default))

    def number(self, name: str, default: int = 0) -> int:
        """A whole number."""
        return int(self._values.get(name, default))

    def decimal(self, name: str, default: float = 0.0) -> float:
        """A number with decimals."""
        return float(self._values.get(name, default))

    def number_list(self, name: str) -> list[int]:
        """An array of numbers without repeats, in the order given."""
        return list(dict.fromkeys(int(part) for part in self.text(name).split(",") if part))

    def amount_list(self, name: str) -> list[tuple[int, float]]:
        """Keys with amounts, in the order given."""
        pairs = [part.partition("=") for part in self.text(name).split(",") if part]
        return [(int(key), float(amount)) for key, _, amount in pairs]

    def flag(self, name: str) -> bool:
        """A boolean; false when not given."""
        return bool(self._values.get(name, False))

    def given(self, names: Iterable[str]) -> dict[str, Value]:
        """The given ones of these fields as column values (booleans 0 or 1)."""
        found = {name: self._values[name] for name in names if name in self._values}
        return {name: int(value) if isinstance(value, bool) else value for name, value in found.items()}


def text(*names: str) -> tuple[Field, ...]:
    """Text fields."""
    return tuple(Field(name, Kind.TEXT) for name in names)


def numbers(*names: str) -> tuple[Field, ...]:
    """Whole-number fields."""
    return tuple(Field(name, Kind.NUMBER) for name in names)


def flags(*names: str) -> tuple[Field, ...]:
    """Boolean fields, `"true"` or `"false"`."""
    return tuple(Field(name, Kind.FLAG) for name in names)


def dates(*names: str) -> tuple[Field, ...]:
    """Date fields."""
    return tuple(Field(name, Kind.DATE) for name in names)


def choice(name: str, *choices: str, required: bool = False) -> Field:
    """A field that takes one of these words."""
    return Field(name, Kind.CHOICE, required, choices)


def needed(name: str, kind: Kind = Kind.NUMBER) -> Field:
    """A field the request must have."""
    return Field(name, kind, required=True)


DATE_RANGE = dates("date", "dateStart", "dateEnd")
STAMP = Field("DateTStamp", Kind.STAMP)
