"""What the rules look at: a candidate booking, and everything that was known when it was judged."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from receptionist.booking.snapshot import Day, ScheduleSnapshot, Visit
from receptionist.practice.office import Office
from receptionist.practice.people import Role, VisitType


class Kind(StrEnum):
    """What a proposal does."""

    CREATE = "create"
    MOVE = "move"
    CANCEL = "cancel"
    REGISTER = "register"


@dataclass(frozen=True)
class Candidate:
    """A visit as it would stand: type, start (aware, in the practice's zone), length, who does it, and where.

    `apt_num` is the visit being moved or cancelled, which is not in its own way.
    """

    kind: Kind
    type: VisitType
    start: datetime
    pattern: str
    prov_num: int
    op: int
    apt_num: int | None = None

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return 5 * len(self.pattern)

    @property
    def end(self) -> datetime:
        """When it would end."""
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class RecallDue:
    """A recall of the patient: the number of its type, and the day from which it is due."""

    type_number: int
    due: date


@dataclass(frozen=True)
class PatientFacts:
    """What the rules need of the patient, as read for this proposal; `visits` are all from today on, any status.

    `recalls` are empty when the type maps to none, or when they cannot be read. `verified` and `guardian_verified` are
    about this call: the patient gave two identifiers, and so did the guarantor.
    """

    pat_num: int
    status: str
    birthdate: date | None
    pri_prov: int
    verified: bool
    guardian_verified: bool
    do_not_schedule: bool
    visits: tuple[Visit, ...] = ()
    recalls: tuple[RecallDue, ...] = ()


@dataclass(frozen=True)
class CallUsage:
    """What this call has done so far.

    `reads` counts its looks at the schedule, this one included. `too_soon` are the days for which it asked a routine
    visit and heard that it is too soon. `urgent`: the caller's own words spoke of pain or an emergency.
    """

    creates: int = 0
    changes: int = 0
    registrations: int = 0
    reads: int = 0
    too_soon: frozenset[date] = frozenset()
    urgent: bool = False


@dataclass(frozen=True)
class Held:
    """The five-minute cells other calls hold: (resource, cell) as in the `holds` table."""

    cells: frozenset[tuple[str, int]] = frozenset()

    def and_also(self, cells: frozenset[tuple[str, int]]) -> "Held":
        """These cells and those, as when the visits of one family must keep out of each other's way."""
        return Held(self.cells | cells)

    def any_of(self, wanted: frozenset[tuple[str, int]]) -> bool:
        """Whether one of `wanted` is held."""
        return not self.cells.isdisjoint(wanted)


@dataclass(frozen=True)
class Case:
    """A candidate and what was known. `patient` is None while nobody in particular is asking, as for openings.

    `schedule` is None when it could not be read; nothing is bookable then.
    """

    candidate: Candidate
    office: Office
    schedule: ScheduleSnapshot | None
    now: datetime
    patient: PatientFacts | None = None
    held: Held = Held()
    usage: CallUsage = field(default_factory=CallUsage)

    @property
    def today(self) -> date:
        """The practice's date."""
        return self.now.astimezone(self.office.profile.zone).date()

    @property
    def day(self) -> Day | None:
        """The candidate's day in the schedule; None when it was not read."""
        return self.schedule.day(self.candidate.start.date()) if self.schedule else None

    @property
    def in_the_way(self) -> list[Visit]:
        """Visits that take up time the candidate wants, whoever and wherever they are."""
        wanted = self.candidate
        visits = self.day.visits if self.day else []
        return [
            visit
            for visit in visits
            if visit.blocks and visit.apt_num != wanted.apt_num and visit.overlaps(wanted.start, wanted.end)
        ]

    @property
    def provider_role(self) -> Role | None:
        """The role of the provider who would do it."""
        return self.office.role_of(self.candidate.prov_num)


def cell_of(moment: datetime) -> int:
    """The five-minute cell, counted from 1970 in UTC, that `moment` (aware) lies in."""
    return int(moment.timestamp()) // 300


def provider_cells(start: datetime, pattern: str, prov_num: int) -> frozenset[tuple[str, int]]:
    """The cells of one provider's time."""
    first = cell_of(start)
    return frozenset((f"prov:{prov_num}", first + step) for step in range(len(pattern)))


def time_cells(
    start: datetime, pattern: str, prov_num: int, op: int, pat_num: int | None = None
) -> frozenset[tuple[str, int]]:
    """Every (resource, cell) a visit needs: its operatory, its provider, and the patient when known."""
    resources = [f"op:{op}", f"prov:{prov_num}"]
    if pat_num is not None:
        resources.append(f"pat:{pat_num}")
    first = cell_of(start)
    return frozenset((name, first + step) for name in resources for step in range(len(pattern)))
