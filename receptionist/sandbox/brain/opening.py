""" "Are you open on ...?": the Hours and 'Closed on' facts read for one day."""

import re
from datetime import date, timedelta

from receptionist.sandbox.brain.facts import Facts, closures
from receptionist.sandbox.language.dates import DateReading
from receptionist.sandbox.language.speech import say_date

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_SPAN = re.compile(rf"\b({_NAME})\b(?:\s*(?:to|through|thru|until|-|\u2013)\s*({_NAME})\b)?", re.IGNORECASE)
_GAP = re.compile(r"^[\s,]*(?:and|&)?[\s,]*$", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|right now|now|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


def open_on(facts: Facts, dates: DateReading, text: str) -> str:
    """The answer for the day or days asked about; empty when no day was named or the facts don't tell."""
    today = facts.today()
    if today is None:
        return ""
    days = _asked_days(dates, text, today)
    if not days or "Hours" not in facts.office:
        return ""
    answers = [_answer(facts, day, today) for day in days]
    return " ".join(answers) if all(answers) else ""


def _asked_days(dates: DateReading, text: str, today: date) -> list[date]:
    if dates.days:
        return list(dates.days)
    if dates.start and dates.end and (dates.end - dates.start).days < 3:
        return [dates.start + timedelta(days=count) for count in range((dates.end - dates.start).days + 1)]
    return [today] if _TODAY.search(text) and not dates.start else []


def _answer(facts: Facts, day: date, today: date) -> str:
    said = say_date(day, today)
    closed = closures(facts.office.get("Closed on", ""))
    if day in closed:
        reason = f" for {closed[day]}" if closed[day] else ""
        return f"We're closed on {said}{reason}."
    hours = weekday_hours(facts.office["Hours"]).get(day.weekday())
    if hours is None:
        return ""
    return f"Yes, on {said} we're open {hours}." if hours else f"No, we're closed on {said}."


def weekday_hours(text: str) -> dict[int, str]:
    """Hours by weekday (Monday 0) from a line such as "Monday to Friday 8:00 AM to 5:00 PM. Closed Sunday.".

    A closed day has the empty string; a day that the line does not name is missing.
    """
    found: dict[int, str] = {}
    for sentence in re.split(r"[.;]\s+|[.;]$|\n", text):
        closed = bool(re.match(r"\s*(?:we(?:'re| are) )?closed\b", sentence, re.IGNORECASE))
        spans = list(_SPAN.finditer(sentence))
        for index, span in enumerate(spans):
            hours = _hours_after(sentence, spans, index)
            if hours.lower().startswith("closed"):
                hours = ""
            for weekday in _weekdays(span.group(1), span.group(2)):
                found.setdefault(weekday, "" if closed else hours)
    return found


def _hours_after(sentence: str, spans: list[re.Match[str]], index: int) -> str:
    """The words after this span; "Monday and Tuesday 8 to 5" shares the words of the next span."""
    end = spans[index + 1].start() if index + 1 < len(spans) else len(sentence)
    between = sentence[spans[index].end() : end]
    if _GAP.match(between) and index + 1 < len(spans):
        return _hours_after(sentence, spans, index + 1)
    return re.sub(r"^[\s:,]+|[\s,]+(?:and)?\s*$", "", between)


def _weekdays(first: str, last: str | None) -> list[int]:
    start = _index(first)
    end = _index(last) if last else start
    return [(start + count) % 7 for count in range((end - start) % 7 + 1)]


def _index(name: str) -> int:
    return next(index for index, day in enumerate(_DAYS) if day.startswith(name.lower()[:3]))
