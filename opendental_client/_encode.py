"""Turning Python values into what the vendor takes, in bodies and in queries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from pydantic import SecretStr

from opendental_client._errors import InvalidArgument
from opendental_client._models._base import Request
from opendental_client._names import wire_name
from opendental_client._zone import OfficeZone

Json = str | int | float | list["Json"] | dict[str, "Json"]
Value = str | int | bool | date | datetime | Enum | Sequence[int] | None
"""What a filter may be. A datetime must be aware; a bool becomes "true" or "false"."""


Body = dict[str, Json]


def encode_body(body: Request, zone: OfficeZone) -> Body:
    """A request model as a JSON object. None is left out. Raises InvalidArgument for times the office cannot tell."""
    fields = type(body).model_fields.items()
    values = {field.serialization_alias or wire_name(name): getattr(body, name) for name, field in fields}
    return {name: _json(value, zone) for name, value in values.items() if value is not None}


def encode_query(filters: Mapping[str, Value], zone: OfficeZone) -> dict[str, str]:
    """Filters as query parameters. None is left out.

    Raises InvalidArgument for a blank text, since the vendor would ignore the filter and list everybody.
    """
    query: dict[str, str] = {}
    for name, value in filters.items():
        if value is None:
            continue
        if isinstance(value, str) and not value.strip():
            raise InvalidArgument(f"the filter {name} is blank; leave it out to list everything")
        query[wire_name(name)] = _query_text(value, zone)
    return query


def _query_text(value: Value, zone: OfficeZone) -> str:
    if isinstance(value, datetime):
        return zone.write(value, first_pass_will_do=True)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(str(number) for number in value)
    return str(_scalar(value, zone))


def _json(value: object, zone: OfficeZone) -> Json:
    if isinstance(value, Request):
        return encode_body(value, zone)
    if isinstance(value, tuple | list):
        return [_json(item, zone) for item in value]
    # Amounts travel as JSON numbers; a float of a few decimals is written with the same digits.
    return float(value) if isinstance(value, Decimal) else _scalar(value, zone)


def _scalar(value: object, zone: OfficeZone) -> str | int:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case SecretStr():
            return value.get_secret_value()
        case datetime():
            return zone.write(value)
        case date():
            return value.isoformat()
        case int():
            return value
        case _:
            return str(value)
