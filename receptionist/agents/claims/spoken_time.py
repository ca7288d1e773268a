"""Weekday, date and time of day in a spoken sentence, English and Spanish. Relative days ("tomorrow") are left out."""

import re

from receptionist.agents.claims.claim import When

_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "lunes": 0, "martes": 1, "miercoles": 2, "jueves": 3, "viernes": 4, "sabado": 5, "domingo": 6,
}  # fmt: skip
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
}  # fmt: skip
_MINUTES = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty five": 45, "fifty": 50, "ten": 10,
            "forty-five": 45, "o'clock": 0, "y media": 30, "y cuarto": 15, "y quince": 15, "y treinta": 30}  # fmt: skip
_AM, _PM = r"a\.?m\b|in the morning|de la manana", r"p\.?m\b|in the afternoon|in the evening|de la tarde|de la noche"
_HALF = rf"(?:\s*(?P<am>{_AM})|\s*(?P<pm>{_PM}))"
_WORD_MINUTE = "|".join(sorted(_MINUTES, key=len, reverse=True))
_DIGITS = re.compile(rf"\b(?P<h>\d{{1,2}})(?::(?P<m>\d\d))?{_HALF}")
_CLOCK = re.compile(r"\b(?P<h>\d{1,2}):(?P<m>\d\d)\b")
_AT_DIGIT = re.compile(r"\b(?:at|a las|a la)\s+(?P<h>\d{1,2})\b(?![:/\d])")
_AT_WORD = re.compile(
    rf"\b(?P<before>at |a las |a la |for |day )?(?P<h>{'|'.join(_HOURS)})\b(?:\s+(?P<m>{_WORD_MINUTE})\b)?{_HALF}?"
)
_NOON = re.compile(r"\b(?:at noon|mediodia|12 noon|noon)\b")
_DATE = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b")
_DATE_ES = re.compile(rf"\b(?P<day>\d{{1,2}})\s+de\s+(?P<month>{'|'.join(_MONTHS)})\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b")


def read_when(text: str) -> When:
    """The first weekday, date and time of day in `text` (lower case, no accents)."""
    weekday = _WEEKDAY.search(text)
    date = _DATE.search(text) or _DATE_ES.search(text)
    hour, minute, half = _time_of_day(text)
    return When(
        weekday=_WEEKDAYS[weekday[1]] if weekday else None,
        month=_MONTHS[date["month"]] if date else None,
        day=int(date["day"]) if date else None,
        hour=hour,
        minute=minute,
        half=half,
    )


def _time_of_day(text: str) -> tuple[int | None, int, bool]:
    if _NOON.search(text):
        return 12, 0, True
    for pattern in (_DIGITS, _CLOCK, _AT_DIGIT):
        found = pattern.search(text)
        if found and int(found["h"]) < 24:
            parts = found.groupdict()
            return _on_the_day(int(found["h"]), int(parts.get("m") or 0), parts.get("am"), parts.get("pm"))
    for found in _AT_WORD.finditer(text):
        # A bare number word is a time only when something says so: "one moment" is not one o'clock.
        if found["before"] or found["am"] or found["pm"] or found["m"]:
            minute = _MINUTES[found["m"]] if found["m"] else 0
            return _on_the_day(_HOURS[found["h"]], minute, found["am"], found["pm"])
    return None, 0, False


def _on_the_day(hour: int, minute: int, am: str | None, pm: str | None) -> tuple[int, int, bool]:
    if pm:
        return hour % 12 + 12, minute, True
    return (hour % 12 if am else hour), minute, bool(am) or hour > 12
