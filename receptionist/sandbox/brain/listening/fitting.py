"""Which of the offered openings the words about day, time and provider fit."""

from collections.abc import Iterable

from receptionist.sandbox.brain.frame import Slot
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.language.times import TimeReading

_TITLES = frozenset({"doctor", "the", "miss", "mrs", "mister", "hygienist", "dentist"})


def matching(slots: Iterable[Slot], heard: Heard) -> list[Slot]:
    """The offered openings that every word about day, time and provider fits; none when nothing of these was said."""
    dates, times = heard.dates, heard.times
    provider = heard.intents.provider_words or ""
    if not (dates.found or times.found or times.not_part or provider or dates.not_weekdays):
        return [slot for slot in slots if _says_weekday(slot, heard.text)]
    left = [slot for slot in slots if _fits_day(slot, heard) and fits_time(slot, times)]
    if provider:
        names = name_parts(provider)
        left = [slot for slot in left if any(name in slot.provider.lower() for name in names)]
    return left


def name_parts(words: str) -> list[str]:
    """The parts of a spoken provider that name somebody: no titles."""
    parts = [part.strip(".,").lower() for part in words.split()]
    return [part for part in parts if len(part) > 2 and part not in _TITLES]


def _says_weekday(slot: Slot, text: str) -> bool:
    lowered = text.lower()
    day = f"{slot.starts:%A}".lower()
    surnames = [part.lower() for part in slot.provider.split()[1:] if len(part) > 2]
    return day in lowered or any(name in lowered for name in surnames)


def _fits_day(slot: Slot, heard: Heard) -> bool:
    dates, day = heard.dates, slot.starts.date()
    if day in dates.not_days or day.weekday() in dates.not_weekdays:
        return False
    if dates.days:
        return day in dates.days
    if dates.start and dates.start == dates.end:
        return day == dates.start
    after_start = dates.start is None or day >= dates.start
    return after_start and (dates.end is None or day <= dates.end)


def fits_time(slot: Slot, times: TimeReading) -> bool:
    """Whether an opening starts when the words wish."""
    at = slot.starts.time()
    if times.at is not None and at != times.at:
        return False
    if times.times and at not in times.times:
        return False
    if (times.after and at < times.after) or (times.before and at > times.before):
        return False
    part = times.part if times.part != "any" else None
    if part and ("morning" if at.hour < 12 else "afternoon") != part:
        return False
    return times.not_part != ("morning" if at.hour < 12 else "afternoon")
