"""The profile's own scalar types: times of the day, spans of them, and weekdays, read from the text people write."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"^\s*(\d{1,2}):(\d{2})\s*$")


def parse_time(value: Any) -> Any:
    """`8:00` or `17:30` as a `time`; the end of the day may be written 24:00 and becomes 23:59:59.999999."""
    if isinstance(value, time) or not isinstance(value, str):
        return value
    match = _TIME.match(value)
    if match and (match[1], match[2]) == ("24", "00"):
        return time.max
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError("write a time of the day as 8:00 or 17:30")
    return time(int(match[1]), int(match[2]))


TimeOfDay = Annotated[time, BeforeValidator(parse_time)]


@dataclass(frozen=True)
class Span:
    """A half-open stretch [start, stop) of one day, in the practice's wall-clock time."""

    start: time
    stop: time

    def __post_init__(self) -> None:
        if self.start >= self.stop:
            raise ValueError("the second time must be later than the first")


def parse_span(value: Any) -> Any:
    """`8:00-17:00` as a `Span`."""
    if isinstance(value, Span) or value is None:
        return value
    if isinstance(value, str) and value.count("-") == 1:
        first, second = value.split("-")
        return Span(parse_time(first), parse_time(second))
    raise ValueError("write a span of the day as 8:00-17:00")


SpanOfDay = Annotated[Span, BeforeValidator(parse_span)]
