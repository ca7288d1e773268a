"""Rules about the day and the hour, which need no schedule: R01-R06 (less blockouts), R13, R14, R15."""

from datetime import UTC, timedelta

from receptionist.booking.case import Case
from receptionist.booking.rule import ANY_VISIT, Rule
from receptionist.practice.fields import Span
from receptionist.practice.hours import closings
from receptionist.practice.wording import DAYS, spoken_date, spoken_hours, spoken_time

WHAT_IS_WRONG = (
    "For a visit that soon I need to know what is wrong. Are you in pain, or is something broken or swollen?"
)


def _real_time(case: Case) -> str | None:
    start = case.candidate.start
    back = start.astimezone(UTC).astimezone(start.tzinfo)
    twice = start.replace(fold=0).utcoffset() != start.replace(fold=1).utcoffset()
    if back.replace(tzinfo=None) != start.replace(tzinfo=None) or twice:
        return "The clocks change in that hour, so I can't book it. What other time would suit you?"
    return None


def _not_past(case: Case) -> str | None:
    if case.candidate.start.astimezone(UTC) > case.now.astimezone(UTC):
        return None
    return "That time has already passed, so I can't book it."


def _weekday(case: Case) -> str | None:
    weekday = case.candidate.start.weekday()
    if weekday < 5:
        return None
    return f"We see patients Monday to Friday, so I can't book a {DAYS[weekday]}."


def _hours(case: Case) -> str | None:
    profile, start = case.office.profile, case.candidate.start
    hours = profile.hours.on(start.weekday())
    if hours is None:
        return f"We're not open on a {DAYS[start.weekday()]}. Our hours are: {spoken_hours(profile)}"
    if _inside(case, hours.open):
        return None
    opens, closes = spoken_time(hours.open.start), spoken_time(hours.open.stop)
    if hours.open.start <= start.time() < hours.open.stop:
        return f"A {case.candidate.type.name} takes {case.candidate.minutes} minutes, and we close at {closes}."
    return f"On a {DAYS[start.weekday()]} we're open from {opens} to {closes}."


def _lunch(case: Case) -> str | None:
    hours = case.office.profile.hours.on(case.candidate.start.weekday())
    if hours is None or hours.lunch is None or not _touches(case, hours.lunch):
        return None
    lunch = hours.lunch
    return f"That runs into our lunch break, from {spoken_time(lunch.start)} to {spoken_time(lunch.stop)}."


def _closure(case: Case) -> str | None:
    day = case.candidate.start.date()
    for closing in closings(case.office.profile, day):
        if closing.whole_day:
            return f"We're closed on {spoken_date(day)} ({closing.reason})."
        if _touches(case, closing.span):
            return f"We're closed at that time on {spoken_date(day)} ({closing.reason})."
    if day in case.office.day_closures or (case.day is not None and case.day.closure is not None):
        return f"We're closed on {spoken_date(day)}."
    return None


def _grid(case: Case) -> str | None:
    step, start = case.office.profile.policies.grid_minutes, case.candidate.start
    if (start.hour * 60 + start.minute) % step == 0 and start.second == start.microsecond == 0:
        return None
    return f"Visits start every {step} minutes, on the hour and from there."


def _lead(case: Case) -> str | None:
    policies, start = case.office.profile.policies, case.candidate.start
    ahead = start.astimezone(UTC) - case.now.astimezone(UTC)
    if not case.candidate.type.emergency:
        return _routine_lead(case)
    if not case.usage.urgent and _routine_lead(case) is not None:
        # The word of a model is no emergency: the caller has to have said what is wrong.
        return WHAT_IS_WRONG
    minutes = policies.emergency_lead_minutes
    return None if ahead >= timedelta(minutes=minutes) else _too_soon(minutes)


def _routine_lead(case: Case) -> str | None:
    policies, start = case.office.profile.policies, case.candidate.start
    ahead = start.astimezone(UTC) - case.now.astimezone(UTC)
    if policies.routine_lead == "next_working_day":
        if start.date() > case.today:
            return None
        return "For today I can't book that kind of visit; the earliest is our next working day."
    if ahead < timedelta(minutes=policies.routine_lead):
        return _too_soon(policies.routine_lead)
    local = case.now.astimezone(case.office.profile.zone)
    if policies.same_day_cutoff and start.date() == case.today and local.time() >= policies.same_day_cutoff:
        return f"We book visits for today only until {spoken_time(policies.same_day_cutoff)}."
    return None


def _type_kept(case: Case) -> str | None:
    """An emergency visit on a day that was just refused for a routine one, sooner than a routine one may be."""
    kind, day = case.candidate.type, case.candidate.start.date()
    if not kind.emergency or day not in case.usage.too_soon or _routine_lead(case) is None:
        return None
    return "For something that soon I'd like our team to decide. I can connect you, or have them call you right back."


def _horizon(case: Case) -> str | None:
    days = case.office.profile.policies.horizon_days
    if case.candidate.start.date() <= case.today + timedelta(days=days):
        return None
    return f"I can book up to {days} days ahead, and that is further out."


def _too_soon(minutes: int) -> str:
    return f"That is too soon; I can book visits that start at least {minutes} minutes from now."


def _inside(case: Case, span: Span) -> bool:
    start, end = case.candidate.start, case.candidate.end
    return end.date() == start.date() and span.start <= start.time() and end.time() <= span.stop


def _touches(case: Case, span: Span) -> bool:
    start, end = case.candidate.start, case.candidate.end
    return start.time() < span.stop and (end.date() > start.date() or span.start < end.time())


TIME = Rule("R01_time", "The time exists once in the practice's time zone", "always", _real_time, tuned_by="time_zone")
PAST = Rule("R02_past", "Not in the past", "always", _not_past, ANY_VISIT)
TYPE_KEPT = Rule(
    "R14_type",
    "The type is not changed to slip past the lead time",
    "an emergency on a day just refused goes to staff",
    _type_kept,
    route_to_staff=True,
)
WEEKDAY = Rule("R03_weekday", "Monday to Friday only, whatever the schedule says", "always", _weekday)
HOURS = Rule("R04_hours", "Starts and ends inside the opening hours", "hours of the profile", _hours, tuned_by="hours")
LUNCH = Rule("R05_lunch", "Does not touch lunch", "lunch of the profile", _lunch, tuned_by="hours.*.lunch")
CLOSURE = Rule(
    "R06_closure",
    "Not on a closure: the profile's, or a whole-day practice row of Open Dental",
    "closures of the profile",
    _closure,
    tuned_by="closures",
)
GRID = Rule("R13_grid", "Starts on the grid", "10 minutes", _grid, tuned_by="policies.grid_minutes")
LEAD = Rule(
    "R14_lead",
    "Far enough ahead",
    "routine: next working day; emergency, once the caller has said what is wrong: 30 minutes",
    _lead,
    tuned_by="policies.routine_lead, same_day_cutoff, emergency_lead_minutes",
)
HORIZON = Rule("R15_horizon", "Not too far ahead", "180 days, inclusive", _horizon, tuned_by="policies.horizon_days")
