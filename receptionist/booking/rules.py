"""All booking rules, in the order they are asked, and their verdict. `docs/booking.md` prints this table.

The order decides which reason a caller hears: first who and what, then the calendar, then the schedule. A candidate
that fails later in the list came closer.
"""

from receptionist.booking import rules_calendar as calendar
from receptionist.booking import rules_patient as patient
from receptionist.booking import rules_place as place
from receptionist.booking.case import Case
from receptionist.booking.rule import Rule, Verdict

RULES: tuple[Rule, ...] = (
    patient.IDENTITY,
    patient.STATUS,
    patient.BOOKABLE,
    patient.LIMITS,
    place.LENGTH,
    calendar.TIME,
    calendar.PAST,
    calendar.HORIZON,
    calendar.WEEKDAY,
    calendar.CLOSURE,
    calendar.HOURS,
    calendar.LUNCH,
    calendar.LEAD,
    calendar.GRID,
    patient.GUARDIAN,
    patient.AGE,
    patient.ONE_UPCOMING,
    place.READABLE,
    patient.OWN_OVERLAP,
    place.ROLE,
    place.SCHEDULED,
    place.BLOCKOUT,
    place.OPERATORY,
    place.PROVIDER,
    place.HELD,
)

# What can be said of a day as a whole, before anybody asks for an hour of it.
DAY_RULES: tuple[Rule, ...] = (
    calendar.PAST,
    calendar.HORIZON,
    calendar.WEEKDAY,
    calendar.CLOSURE,
    calendar.HOURS,
    calendar.LEAD,
)


def evaluate(case: Case, rules: tuple[Rule, ...] = RULES) -> Verdict:
    """Ask every rule that concerns the case's kind; the first one broken decides."""
    for rank, rule in enumerate(rules):
        if case.candidate.kind not in rule.kinds or (rule.about_patient and case.patient is None):
            continue
        if (sentence := rule.check(case)) is not None:
            return Verdict(rule, sentence, rank)
    return Verdict(rank=len(rules))


def closest(verdicts: list[Verdict]) -> Verdict:
    """The verdict of the candidate that came furthest. `verdicts` must not be empty."""
    return max(verdicts, key=lambda verdict: verdict.rank)
