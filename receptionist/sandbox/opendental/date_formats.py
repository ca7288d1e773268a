"""`DateFormatString` and `DateTimeFormatString`: replies in another spelling, by .NET custom format strings.

Everything in a reply that has exactly the vendor's spelling of a date or a datetime is written anew. The common tokens
are known; other letters stand for themselves, as do quoted and backslashed ones.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from receptionist.sandbox.opendental.method import Json

PARAMETERS = ("DateFormatString", "DateTimeFormatString")
LONGEST_FORMAT = 100
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_TOKEN = re.compile(r"d{1,4}|M{1,4}|yyyy|yy|y|HH?|hh?|mm?|ss?|tt?|z{1,3}|f{1,7}|'[^']*'|\"[^\"]*\"|\\.|%|.", re.DOTALL)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "d": lambda at: str(at.day),
    "dd": lambda at: f"{at.day:02}",
    "ddd": lambda at: _DAYS[at.weekday()][:3],
    "dddd": lambda at: _DAYS[at.weekday()],
    "M": lambda at: str(at.month),
    "MM": lambda at: f"{at.month:02}",
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "y": lambda at: str(at.year % 100),
    "yy": lambda at: f"{at.year % 100:02}",
    "yyyy": lambda at: f"{at.year:04}",
    "H": lambda at: str(at.hour),
    "HH": lambda at: f"{at.hour:02}",
    "h": lambda at: str(at.hour % 12 or 12),
    "hh": lambda at: f"{at.hour % 12 or 12:02}",
    "m": lambda at: str(at.minute),
    "mm": lambda at: f"{at.minute:02}",
    "s": lambda at: str(at.second),
    "ss": lambda at: f"{at.second:02}",
    "t": lambda at: "AP"[at.hour >= 12],
    "tt": lambda at: ("AM", "PM")[at.hour >= 12],
}


@dataclass(frozen=True)
class Formats:
    """What the request asked for; None leaves the vendor's own spelling."""

    date: str | None
    moment: str | None
    zone: ZoneInfo

    def applied(self, value: Json) -> Json:
        """The reply with its dates in the wished spelling, at any depth."""
        if self.date is None and self.moment is None:
            return value
        if isinstance(value, str):
            return self._spelled(value)
        if isinstance(value, dict):
            return {key: self.applied(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.applied(item) for item in value]
        return value

    def _spelled(self, text: str) -> str:
        wanted = self.date if _DATE.fullmatch(text) else self.moment if _DATETIME.fullmatch(text) else None
        if wanted is None:
            return text
        try:
            return spelled(datetime.fromisoformat(text), wanted, self.zone)
        except ValueError:
            return text


def spelled(moment: datetime, wanted: str, zone: ZoneInfo) -> str:
    """A naive office-local moment by a .NET custom format string; `z` tokens are the office's offset then."""
    return "".join(_part(moment, piece, zone) for piece in _TOKEN.findall(wanted))


def _part(moment: datetime, piece: str, zone: ZoneInfo) -> str:
    if piece in _PARTS:
        return _PARTS[piece](moment)
    if piece[0] == "f" and set(piece) == {"f"}:
        return "0" * len(piece)
    if piece[0] == "z":
        return _offset(moment, len(piece), zone)
    if piece[0] in "'\"" and len(piece) > 1:
        return piece[1:-1]
    if piece[0] == "\\" and len(piece) > 1:
        return piece[1:]
    return "" if piece == "%" else piece


def _offset(moment: datetime, width: int, zone: ZoneInfo) -> str:
    # Python's zones have no offset for the vendor's "no date"; it stands for no moment at all.
    offset = moment.replace(tzinfo=zone).utcoffset() if moment.year > 1 else None
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    hours = f"{minutes // 60}" if width == 1 else f"{minutes // 60:02}"
    return f"{sign}{hours}" + (f":{minutes % 60:02}" if width == 3 else "")
