"""All booking rules, in the order they are asked, and their verdict. `docs/booking.md` prints this table.

The order decides which reason a caller hears: first who and what, then the calendar, then the schedule. A candidate
that fails later in the list came closer.
"""

from receptionist.booking import rules_calendar as calendar
from receptionist.booking import rules_patient as patient
from receptionist.booking import rules_place as place
from receptionist.booking.case import Case
from receptionist.booking.rule import Guarantee, Rule, Verdict

RULES: tuple[Rule, ...] = (
    patient.IDENTITY,
    patient.STATUS,
    patient.BOOKABLE,
    patient.LIMITS,
    patient.READS,
    place.LENGTH,
    calendar.TIME,
    calendar.PAST,
    calendar.HORIZON,
    calendar.WEEKDAY,
    calendar.CLOSURE,
    calendar.HOURS,
    calendar.LUNCH,
    calendar.LEAD,
    calendar.TYPE_KEPT,
    calendar.GRID,
    patient.GUARDIAN,
    patient.AGE,
    patient.RECALL,
    patient.ONE_UPCOMING,
    place.READABLE,
    place.FRESH,
    patient.OWN_OVERLAP,
    place.ROLE,
    place.SCHEDULED,
    place.BLOCKOUT,
    place.OPERATORY,
    place.PROVIDER,
    place.HELD,
)

# What the way of a booking keeps, whatever is proposed. `receptionist rules` prints them with the others.
GUARANTEES: tuple[Guarantee, ...] = (
    Guarantee("R22_void", "Nothing is written that was not read back and then agreed to", "always", "agreement"),
    Guarantee(
        "R22_expired", "A proposal is written while its hold lasts", "5 minutes", "authority", "policies.hold_seconds"
    ),
    Guarantee("R24_clash", "The day is read again after a write; on a clash ours is undone", "always", "writes"),
    Guarantee("R25_once", "One row for a proposal, whatever is lost, repeated or killed", "always", "writes, recovery"),
    Guarantee("R26_changed", "A move is one change of the row, and only of what was read back", "always", "commit"),
    Guarantee("R27_family", "A family is booked together or not at all", "always", "family"),
    Guarantee("R28_rate", "Requests keep to the key's pace; none is repeated unread", "by key", "opendental_client"),
    Guarantee(
        "R30_consent",
        "No text or e-mail without the caller's consent in this call",
        "off",
        "outbound",
        "policies.outbound_messages",
    ),
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
