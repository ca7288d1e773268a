"""Rules about the schedule: who works where, what is blocked, taken or held: R05, R07-R11, R23, R24, R31."""

from datetime import UTC, datetime, timedelta

from receptionist.booking.case import Case, time_cells
from receptionist.booking.rule import Rule
from receptionist.practice.people import Role
from receptionist.practice.wording import spoken_moment

FRESH_SECONDS = 5  # Staff write to the schedule too: what was read longer ago than this is not its present.
_UNSEEN = "I can't see the schedule right now, so I can't book anything. Someone from the office can call you back."


def _readable(case: Case) -> str | None:
    if case.day is not None:
        return None
    return _UNSEEN


def _fresh(case: Case) -> str | None:
    if case.schedule is None:
        return None
    age = case.now.astimezone(UTC) - case.schedule.read_at.astimezone(UTC)
    return None if abs(age) <= timedelta(seconds=FRESH_SECONDS) else _UNSEEN


def _length(case: Case) -> str | None:
    wanted = case.candidate
    fits = 0 < len(wanted.pattern) <= 108 and set(wanted.pattern) <= {"X", "/"}
    # A visit that is moved keeps the length it was planned with; a new one takes at least its type's.
    if fits and (wanted.apt_num is not None or wanted.minutes >= wanted.type.minutes):
        return None
    return f"A {wanted.type.name} takes {wanted.type.minutes} minutes."


def _role(case: Case) -> str | None:
    wanted = case.candidate
    if case.provider_role is wanted.type.role:
        return None
    who = "a hygienist" if wanted.type.role is Role.HYGIENIST else "a dentist"
    return f"A {wanted.type.name} is done by {who}."


def _scheduled(case: Case) -> str | None:
    wanted, day = case.candidate, case.day
    name = case.office.provider_name(wanted.prov_num)
    sentence = f"{name[0].upper()}{name[1:]} isn't seeing patients on {spoken_moment(wanted.start)}."
    if day is None or wanted.op not in case.office.operatories or wanted.prov_num not in case.office.providers:
        return sentence
    shifts = sorted(
        (shift.start, shift.end)
        for shift in day.shifts
        if shift.prov_num == wanted.prov_num and wanted.op in shift.operatories
    )
    return None if _covered(shifts, wanted.start, wanted.end) else sentence


def _covered(shifts: list[tuple[datetime, datetime]], start: datetime, end: datetime) -> bool:
    """Whether shifts, sorted by start, cover [start, end) without a gap; touching shifts count as one."""
    reached = start
    for begin, stop in shifts:
        if begin <= reached < stop:
            reached = stop
    return reached >= end


def _blockout(case: Case) -> str | None:
    wanted, day = case.candidate, case.day
    for blockout in day.blockouts if day else []:
        allowed = blockout.kind in wanted.type.blockouts
        if not allowed and blockout.covers(wanted.op) and blockout.start < wanted.end and wanted.start < blockout.end:
            return "That time is set aside and not open for visits."
    return None


def _operatory_free(case: Case) -> str | None:
    if any(visit.op == case.candidate.op for visit in case.in_the_way):
        return f"{spoken_moment(case.candidate.start)} is already taken."
    return None


def _provider_free(case: Case) -> str | None:
    if any(case.candidate.prov_num in visit.busy for visit in case.in_the_way):
        name = case.office.provider_name(case.candidate.prov_num)
        return f"{name} is with another patient on {spoken_moment(case.candidate.start)}."
    return None


def _not_held(case: Case) -> str | None:
    wanted = case.candidate
    pat_num = case.patient.pat_num if case.patient else None
    if case.held.any_of(time_cells(wanted.start, wanted.pattern, wanted.prov_num, wanted.op, pat_num)):
        return f"{spoken_moment(case.candidate.start)} is just being booked by someone else."
    return None


READABLE = Rule("R31_unreadable", "Nothing is bookable on a schedule that was not read", "always", _readable)
FRESH = Rule("R23_stale", "Judged on a schedule read within the last seconds", "5 seconds", _fresh)
LENGTH = Rule(
    "R10_length",
    "At least as long as its type; a moved visit keeps its length",
    "the type's pattern",
    _length,
    tuned_by="overrides.*.minutes",
)
ROLE = Rule("R11_role", "A provider of the right role", "by the type's name", _role, tuned_by="overrides.*.role")
SCHEDULED = Rule("R07_not_scheduled", "The provider works in that operatory for the whole length", "always", _scheduled)
BLOCKOUT = Rule("R05_blockout", "Does not touch a blockout", "always, less the type's own blockouts", _blockout)
OPERATORY = Rule(
    "R08_operatory_taken",
    "The operatory is free for the whole length",
    "always",
    _operatory_free,
    tuned_by="policies.broken_visits_block",
)
PROVIDER = Rule(
    "R09_provider_busy",
    "The provider is free in every operatory for the whole length",
    "always",
    _provider_free,
    tuned_by="policies.dentist_free_during_hygiene",
)
HELD = Rule(
    "R24_held",
    "No other call holds that time, visit or patient",
    "5 minutes",
    _not_held,
    tuned_by="policies.hold_seconds",
)
