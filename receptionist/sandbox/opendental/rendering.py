"""How column values become the vendor's JSON: its booleans as text, its US-style datetimes, one line per string."""

from datetime import date, datetime

from receptionist.sandbox.opendental.method import Json, JsonRow
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tables import NO_DATE


def yes_no(value: object) -> str:
    """The vendor's boolean: the text `true` or `false`."""
    return "true" if value else "false"


def capital_yes_no(value: object) -> str:
    """The vendor's other boolean: the text `True` or `False`."""
    return "True" if value else "False"


def us_date(stored: str) -> str:
    """`12/21/2021`, from a stored date or datetime."""
    day = date.fromisoformat(stored[:10])
    return f"{day.month}/{day.day}/{day.year:04}"


def age(birthdate: str, today: date) -> str:
    """Whole years, empty for the vendor's "no date"."""
    if birthdate == NO_DATE:
        return ""
    born = date.fromisoformat(birthdate)
    return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def us_datetime(stored: str) -> str:
    """`12/21/2021 11:40:00 AM`, as a few resources write datetimes; stored values are ISO-like."""
    moment = datetime.fromisoformat(stored)
    half = "AM" if moment.hour < 12 else "PM"
    return f"{us_date(stored)} {moment.hour % 12 or 12}:{moment:%M:%S} {half}"


def columns(row: Row, *names: str) -> JsonRow:
    """These columns as they are."""
    return {name: row[name] for name in names}


def one_line(value: Json) -> Json:
    """The serializer's habit: line breaks inside strings become spaces, at any depth."""
    if isinstance(value, str):
        return value.replace("\r\n", " ").replace("\r", " ").replace("\n", " ")
    if isinstance(value, dict):
        return {key: one_line(item) for key, item in value.items()}
    if isinstance(value, list):
        return [one_line(item) for item in value]
    return value
