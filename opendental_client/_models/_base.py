"""What every model shares: names, leniency towards the vendor, and silence about patients.

Rows (what the server sends) keep fields they do not know, under the vendor's name, in `model_extra`, and have a
default for every field, since field sets differ by office version and method; `model_fields_set` tells what really
came. Requests (what the caller sends) refuse unknown fields. Neither shows its contents when printed: only keys.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from opendental_client._names import wire_name

_LONGEST_PATTERN = 108
_MINUTES_PER_CHARACTER = 5


class _Model(BaseModel):
    def __repr_args__(self) -> list[tuple[str | None, object]]:
        """Only keys: a model in a log line or a failed assertion must not tell who the patient is."""
        keys = [name for name in type(self).model_fields if name.endswith("_num")]
        # Some numbers are texts about a person: a cheque's, an insurance group's.
        return [(name, value) for name in keys if isinstance(value := getattr(self, name), int) and value]


class Row(_Model):
    """A row the server sent. Immutable.

    Built by Python names; `_decode` reads what the server sent by the vendor's alone. The two must not mix: `priority`
    is a field here, and the vendor's name of its text twin.
    """

    model_config = ConfigDict(
        alias_generator=wire_name,
        validate_by_alias=False,
        validate_by_name=True,
        extra="allow",
        frozen=True,
        hide_input_in_errors=True,
    )


class Request(_Model):
    """The body of a write. None means "not sent"; an empty string clears a text."""

    model_config = ConfigDict(
        alias_generator=wire_name,
        validate_by_alias=True,
        validate_by_name=True,
        extra="forbid",
        hide_input_in_errors=True,
    )


class Update(Request):
    """A partial update: only fields that are not None are sent, and only they change."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if all(getattr(self, name) is None for name in type(self).model_fields):
            raise ValueError("an update needs at least one field")
        return self


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _real_day(day: date) -> date:
    if day.year == 1:
        raise ValueError("0001-01-01 means no date; leave the field out")
    return day


Key = Annotated[int, Field(gt=0)]
"""The number of a row that must exist."""

NonBlank = Annotated[str, AfterValidator(_not_blank)]
RealDay = Annotated[date, AfterValidator(_real_day)]
Pattern = Annotated[str, StringConstraints(pattern=r"^[X/]+$", max_length=_LONGEST_PATTERN)]
"""A visit's length, one character per 5 minutes: `X` provider's time, `/` assistant's. The vendor cuts what is longer
than 108 characters (9 hours); here that is an error."""


def pattern_for_minutes(minutes: int) -> str:
    """A pattern at least `minutes` long, the assistant's time first and last: 20 -> `/XX/`.

    Offices whose schedule runs in steps of 10 or 15 minutes expect a multiple of them. Raises ValueError outside
    1..540 minutes.
    """
    count = -(-minutes // _MINUTES_PER_CHARACTER)
    if not 0 < count <= _LONGEST_PATTERN:
        raise ValueError("a visit lasts from 1 to 540 minutes")
    return "X" * count if count < 3 else "/" + "X" * (count - 2) + "/"


def pattern_minutes(pattern: str) -> int:
    """The length of a pattern in minutes."""
    return _MINUTES_PER_CHARACTER * len(pattern)
