"""Small helpers that say dates, times, digits and names."""

from __future__ import annotations

from datetime import date, time


def say_date(day: date, today: date) -> str:
    """ "today", "tomorrow" are not used: "Tuesday, December 1", with the year when it is not today's year."""
    return f"{day:%A, %B} {day.day}" + ("" if day.year == today.year else f", {day.year}")


def say_time(at: time) -> str:
    """A time on the twelve-hour clock: "2:00 PM"."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"


def say_digits(digits: str) -> str:
    """Digits in groups a voice can read: a ten-digit telephone number as "5 5 5, 0 1 0, 0 1 0 1"."""
    plain = [mark for mark in digits if mark.isdigit()]
    if len(plain) == 10:
        return ", ".join(" ".join(plain[a:b]) for a, b in ((0, 3), (3, 6), (6, 10)))
    return " ".join(plain)


def spell(name: str) -> str:
    """A name letter by letter: "O, K, A, F, O, R"; an apostrophe, hyphen or space is named."""
    named = {"'": "apostrophe", "-": "hyphen", " ": "space"}
    return ", ".join(named.get(mark, mark.upper()) for mark in name.replace("\u2019", "'").strip())
