"""Scalar types that absorb the vendor's irregularities, so that models read like ordinary Python.

Booleans arrive as "true", "True" or true; numbers sometimes as strings; "no date" is 0001-01-01; a few endpoints use
US 12-hour dates; postal codes may be numbers. Each type takes every spelling seen and yields one Python type. Office
datetimes need the office's zone, which `decode` supplies as pydantic validation context. Errors never repeat values.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationInfo

from opendental_client._zone import OfficeZone, parse_wall_clock

ZONE_CONTEXT = "office_zone"

_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP]M))?", re.IGNORECASE)
_TRUTHS = {"true": True, "false": False, "1": True, "0": False, "": False}


def _to_int(value: object) -> object:
    if value is None:
        return 0
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        return int(text) if text else 0
    except ValueError:
        raise ValueError("not a whole number") from None


def _to_decimal(value: object) -> object:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError("not a number") from None


def _to_bool(value: object) -> object:
    if value is None:
        return False
    truth = _TRUTHS.get(str(value).strip().lower())
    if truth is None:
        raise ValueError("neither true nor false")
    return truth


def _to_text(value: object) -> object:
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float | Decimal) else value


def _to_date(value: object) -> object:
    if isinstance(value, str):
        moment = parse_wall_clock(value)
        return None if moment is None else moment.date()
    if value is None or type(value) is date:
        return None if value is None or value.year == 1 else value
    # Pydantic would take a number for seconds since 1970, and cut a datetime.
    raise ValueError("not a date")


def _to_time(value: object) -> object:
    if value is None or isinstance(value, time):
        return value
    text = str(value).strip()
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("not a time of the form HH:mm:ss") from None


def _to_office_time(value: object, info: ValidationInfo) -> object:
    if value is None or value == "" or (isinstance(value, datetime) and value.tzinfo is not None):
        return value or None
    zone = (info.context or {}).get(ZONE_CONTEXT)
    if not isinstance(zone, OfficeZone):
        raise ValueError("an office time needs the office's time zone; use an aware datetime here")
    if isinstance(value, str):
        return zone.read(value)
    if isinstance(value, datetime):
        return zone.moment(value)
    # Pydantic would take a number for seconds since 1970.
    raise ValueError("not a datetime")


def _to_us_office_time(value: object, info: ValidationInfo) -> object:
    match = _US_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return _to_office_time(value, info)
    month, day, year, hour, minute, second, half = match.groups()
    hours = int(hour or 12) % 12 + (12 if (half or "AM").upper() == "PM" else 0)
    iso = f"{year}-{int(month):02}-{int(day):02} {hours:02}:{minute or '00'}:{second or '00'}"
    return _to_office_time(iso, info)


def _to_us_date(value: object) -> object:
    match = _US_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return _to_date(value)
    month, day, year = match.groups()[:3]
    return _to_date(f"{year}-{int(month):02}-{int(day):02}")


def _to_set_int(value: object) -> object:
    return None if value is None or value == "" else _to_int(value)


def _unset(value: object) -> object:
    return None if value == -1 else value


def _to_numbers(value: object) -> object:
    if value is None:
        return ()
    if not isinstance(value, str):
        return value
    return tuple(_to_int(part) for part in value.split(",") if part.strip())


ODInt = Annotated[int, BeforeValidator(_to_int)]
"""A whole number; 0 when empty. Keys use 0 for "none"."""

ODDecimal = Annotated[Decimal | None, BeforeValidator(_to_decimal)]
"""An amount; None when absent."""

ODSetDecimal = Annotated[Decimal | None, AfterValidator(_unset), BeforeValidator(_to_decimal)]
"""An insurance amount; None when absent and for the vendor's -1, which means "not set"."""

ODSetInt = Annotated[int | None, AfterValidator(_unset), BeforeValidator(_to_set_int)]
"""A whole number that may be "not set": None for the vendor's -1."""

ODBool = Annotated[bool, BeforeValidator(_to_bool)]
"""A real bool from "true"/"false" in any case."""

ODStr = Annotated[str, BeforeValidator(_to_text)]
"""Text; "" when absent; numbers as their digits."""

ODSecret = Annotated[SecretStr, BeforeValidator(_to_text)]
"""Text that hides itself when printed; `get_secret_value()` tells it."""

ODDate = Annotated[date | None, BeforeValidator(_to_date)]
"""A day; None for 0001-01-01."""

ODUSDate = Annotated[date | None, BeforeValidator(_to_us_date)]
"""The same where the vendor writes `3/9/2026` (the recall worklist)."""

ODTime = Annotated[time | None, BeforeValidator(_to_time)]
"""A naive wall-clock time of day at the office."""

ODDateTime = Annotated[datetime | None, BeforeValidator(_to_office_time)]
"""A moment, aware in the office's zone; None for 0001-01-01 00:00:00."""

ODUSDateTime = Annotated[datetime | None, BeforeValidator(_to_us_office_time)]
"""The same where the vendor writes `12/21/2021 11:40:00 AM` (popups, charts)."""

ODNumbers = Annotated[tuple[int, ...], BeforeValidator(_to_numbers)]
"""Keys from a comma list ("3,4")."""
