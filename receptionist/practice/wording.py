"""Dates, times and hours as they are said aloud: 'Tuesday, December 1 at 2:00 PM'. English, and of no locale."""

from datetime import date, datetime, time

from receptionist.practice.fields import WEEKDAYS
from receptionist.practice.schema import DayHours, PracticeProfile

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = tuple(day.capitalize() for day in WEEKDAYS)


def spoken_time(moment: time | datetime) -> str:
    """'2:00 PM'."""
    if moment == time.max:
        return "midnight"
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def spoken_date(day: date, *, year: bool = False) -> str:
    """'Tuesday, December 1', with `year` 'Tuesday, December 1, 2026'."""
    text = f"{DAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
    return f"{text}, {day.year}" if year else text


def spoken_moment(moment: datetime, *, year: bool = False) -> str:
    """'Tuesday, December 1 at 2:00 PM', as the datetime's own wall clock reads."""
    return f"{spoken_date(moment.date(), year=year)} at {spoken_time(moment)}"


def spoken_birthdate(day: date) -> str:
    """'March 3, 1990'."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def spelled(name: str) -> str:
    """'O-apostrophe-B-R-I-E-N': a name letter by letter, its signs by their names."""
    signs = {"'": "apostrophe", "\u2019": "apostrophe", "-": "hyphen", " ": "space", ".": "period"}
    return "-".join(signs.get(letter, letter.upper()) for letter in name)


def spoken_phone(text: str) -> str:
    """'555 010 0108' for a ten-digit number, an extra leading 1 dropped; anything else as given."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else text


def spoken_hours(profile: PracticeProfile) -> str:
    """'Monday to Friday 8:00 AM to 5:00 PM, lunch 12:00 PM to 1:00 PM. Closed Saturday and Sunday.'"""
    sentences: list[str] = []
    closed: list[str] = []
    for first, last, hours in _runs(profile):
        if hours is None:
            closed.extend(DAYS[first : last + 1])
            continue
        days = DAYS[first] if first == last else f"{DAYS[first]} {'and' if last == first + 1 else 'to'} {DAYS[last]}"
        text = f"{days} {spoken_time(hours.open.start)} to {spoken_time(hours.open.stop)}"
        if hours.lunch:
            text += f", lunch {spoken_time(hours.lunch.start)} to {spoken_time(hours.lunch.stop)}"
        sentences.append(f"{text}.")
    if closed:
        sentences.append(f"Closed {listed(closed)}.")
    return " ".join(sentences)


def listed(words: list[str], joiner: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}" if len(words) > 1 else "".join(words)


def _runs(profile: PracticeProfile) -> list[tuple[int, int, DayHours | None]]:
    """Neighbouring weekdays with the same hours, as (first weekday, last weekday, hours)."""
    runs: list[tuple[int, int, DayHours | None]] = []
    for weekday in range(7):
        hours = profile.hours.on(weekday)
        if runs and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], weekday, hours)
        else:
            runs.append((weekday, weekday, hours))
    return runs
