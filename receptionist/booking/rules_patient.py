"""Rules about the patient and the call: R12, R16-R21, R28, R29. They speak of the own visits only."""

from datetime import UTC, date, timedelta

from receptionist.booking.case import Case, Kind, PatientFacts
from receptionist.booking.rule import ANY_VISIT, Rule
from receptionist.booking.snapshot import Visit
from receptionist.practice.wording import spoken_date, spoken_moment

READS_SPENT = (
    "I've looked at the schedule as often as I can in one call. Our team will gladly help you; I can take a message."
)
BOOKABLE_STATUSES = {"Patient", "Prospective"}


def age_on(birthdate: date, day: date) -> int:
    """Age in whole years on `day`; someone born on February 29 turns a year older on March 1."""
    return day.year - birthdate.year - ((day.month, day.day) < (birthdate.month, birthdate.day))


def _bookable(case: Case) -> str | None:
    wanted = case.candidate
    # A visit that staff booked without a type may be moved; it keeps its length, and its provider's role.
    if wanted.type.bookable or (wanted.apt_num is not None and wanted.type.number == 0):
        return None
    return f"A {wanted.type.name} is something our team books personally. I can take a message so they call you back."


def _identity(case: Case) -> str | None:
    if case.patient is not None and case.patient.verified:
        return None
    return "Before I can do that I need the patient's full name and date of birth."


def _status(case: Case) -> str | None:
    patient = _patient(case)
    if patient.status in BOOKABLE_STATUSES and not patient.do_not_schedule:
        return None
    return "I'd like someone from our team to help you with that. I can connect you, or have them call you back."


def _limits(case: Case) -> str | None:
    policies, usage = case.office.profile.policies, case.usage
    if case.candidate.kind is Kind.CREATE:
        over = usage.creates >= policies.creates_per_call
    else:
        over = usage.changes >= policies.changes_per_call
    return "I've done as much as I can in one call. Our team will gladly help you with more." if over else None


def _reads(case: Case) -> str | None:
    return READS_SPENT if case.usage.reads > case.office.profile.policies.reads_per_call else None


def _recall_due(case: Case) -> str | None:
    if (due := recall_day(case)) is None or case.candidate.start.date() >= due:
        return None
    return (
        f"The next {case.candidate.type.name} is due from {spoken_date(due, year=True)}; I can book one from then on."
    )


def recall_day(case: Case) -> date | None:
    """The first day that the type's recall allows; None when the type maps to no recall that the patient has."""
    dues = [recall.due for recall in _patient(case).recalls if recall.type_number in case.candidate.type.recall_types]
    return min(dues) - timedelta(days=case.office.profile.policies.recall_early_days) if dues else None


def _one_upcoming(case: Case) -> str | None:
    wanted = case.candidate
    if not case.office.profile.policies.one_upcoming_visit_per_type or not wanted.type.number:
        return None
    for visit in _others(case):
        if visit.type_number == wanted.type.number and visit.start.astimezone(UTC) > case.now.astimezone(UTC):
            return (
                f"There is already a {wanted.type.name} booked on {spoken_moment(visit.start)}. I can move it instead."
            )
    return None


def _no_overlap(case: Case) -> str | None:
    gap = timedelta(minutes=case.office.profile.policies.patient_gap_minutes)
    for visit in _others(case):
        if visit.overlaps(case.candidate.start - gap, case.candidate.end + gap):
            return f"That overlaps with the visit on {spoken_moment(visit.start)}."
    return None


def _guardian(case: Case) -> str | None:
    patient = _patient(case)
    if patient.birthdate is None:
        return "I'd like someone from our team to help you with that."
    adult = case.office.profile.policies.adult_age
    if age_on(patient.birthdate, case.candidate.start.date()) >= adult or patient.guardian_verified:
        return None
    return f"For a patient under {adult} I need the parent or guardian on the account, with name and date of birth."


def _age(case: Case) -> str | None:
    patient, kind = _patient(case), case.candidate.type
    if patient.birthdate is None:
        return None
    age = age_on(patient.birthdate, case.candidate.start.date())
    if kind.max_age is not None and age > kind.max_age:
        return f"A {kind.name} is for patients up to {kind.max_age} years old."
    if kind.min_age is not None and age < kind.min_age:
        return f"A {kind.name} is for patients from {kind.min_age} years old."
    return None


def _patient(case: Case) -> PatientFacts:
    if case.patient is None:
        raise ValueError("a rule about the patient needs one")
    return case.patient


def _others(case: Case) -> list[Visit]:
    """The patient's scheduled visits besides the one being moved, from the patient's list and from the day's."""
    patient = _patient(case)
    own = [visit for visit in (case.day.visits if case.day else []) if visit.pat_num == patient.pat_num]
    return [visit for visit in (*patient.visits, *own) if visit.scheduled and visit.apt_num != case.candidate.apt_num]


IDENTITY = Rule(
    "R21_identity", "The patient was verified in this call", "two identifiers", _identity, ANY_VISIT, about_patient=True
)
STATUS = Rule(
    "R20_status",
    "A current patient without a do-not-schedule note",
    "Patient, Prospective",
    _status,
    about_patient=True,
    route_to_staff=True,
)
BOOKABLE = Rule(
    "R12_not_bookable",
    "The type is bookable by the assistant",
    "none",
    _bookable,
    route_to_staff=True,
    tuned_by="appointment_types",
)
LIMITS = Rule(
    "R29_limit",
    "Not too much in one call",
    "2 bookings, 3 changes, 2 registrations",
    _limits,
    ANY_VISIT,
    True,
    route_to_staff=True,
    tuned_by="policies.*_per_call",
)
READS = Rule(
    "R28_reads",
    "Not too many looks at the schedule in one call",
    "30",
    _reads,
    ANY_VISIT,
    route_to_staff=True,
    tuned_by="policies.reads_per_call",
)
RECALL = Rule(
    "R18_not_due",
    "Not before the recall of its type is due",
    "off until a type names its recall types",
    _recall_due,
    about_patient=True,
    tuned_by="overrides.*.recall_types, policies.recall_early_days",
)
ONE_UPCOMING = Rule(
    "R16_already_booked",
    "One upcoming visit of a type",
    "on",
    _one_upcoming,
    about_patient=True,
    tuned_by="policies.one_upcoming_visit_per_type",
)
OWN_OVERLAP = Rule(
    "R17_overlap",
    "Does not overlap the patient's own visits",
    "gap 0",
    _no_overlap,
    about_patient=True,
    tuned_by="policies.patient_gap_minutes",
)
GUARDIAN = Rule(
    "R19_guardian",
    "A minor's guarantor was verified in this call too",
    "under 18 on the day",
    _guardian,
    ANY_VISIT,
    True,
    tuned_by="policies.adult_age",
)
AGE = Rule(
    "R19_age",
    "The age on the day suits the type",
    "any age",
    _age,
    about_patient=True,
    tuned_by="overrides.*.min_age, max_age",
)
