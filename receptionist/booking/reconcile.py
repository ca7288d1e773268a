"""A day's attempted writes against Open Dental as it stands now: what a person at the front desk has to look at.

The proposals say what was to stand, the rows what does. Staff may move, change or cancel a visit of ours at any time:
that is drift, and theirs to do. What nobody can have meant is for a person: a row that is gone, one of ours that was
never agreed to, two rows of one proposal, and writes whose fate is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from sqlmodel import Session, col, select

from opendental_client import Appointment, AptStatus, NotFound, OpenDentalClient
from receptionist.booking.case import Kind
from receptionist.booking.codec import plan_from_json, result_from_json
from receptionist.booking.followup import described
from receptionist.booking.outcome import Created, Done, FamilyPlan, Plan, RegisterPlan, VisitPlan
from receptionist.booking.snapshot import visit_of
from receptionist.booking.writes import marked_refs
from receptionist.practice.office import Office
from receptionist.store.database import Database
from receptionist.store.proposals import ProposalRow

UNDONE = (AptStatus.UNSCHED_LIST, AptStatus.BROKEN)


class Finding(StrEnum):
    """What a comparison found."""

    STANDS = "stands"
    DRIFT = "changed since"
    MISSING = "missing"
    ORPHAN = "not agreed"
    DUPLICATE = "twice"
    UNKNOWN = "unknown"
    RUNNING = "being written"


NEEDS_PERSON = {Finding.MISSING, Finding.ORPHAN, Finding.DUPLICATE, Finding.UNKNOWN}


@dataclass(frozen=True)
class Compared:
    """One line for the front desk. `apt_num` is 0 where there is no visit; `what` names patients by number."""

    finding: Finding
    what: str
    call_id: str = ""
    proposal_id: str = ""
    apt_num: int = 0

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look at it."""
        return self.finding in NEEDS_PERSON


@dataclass(frozen=True)
class Attempt:
    """A visit or chart that a proposal tried to write; `number` is its row's, 0 when none is known."""

    row: ProposalRow
    plan: VisitPlan | RegisterPlan
    number: int
    ref: str


async def reconcile(client: OpenDentalClient, office: Office, database: Database, day: date) -> list[Compared]:
    """Compare the writes attempted on `day`, a date of the practice. Raises `OpenDentalError` when it can't be read."""
    zone = office.profile.zone
    begin = datetime.combine(day, time.min, tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    attempts = [each for row in await _attempted(database, begin, end) for each in _attempts(row, office)]
    touched = await client.appointments.list(date_t_stamp=begin)
    found = [await _compare(client, office, attempt, touched) for attempt in _last_of_each(attempts)]
    return found + await _unaccounted(database, [row for row in touched if _entered(row, begin, end)])


async def _compare(client: OpenDentalClient, office: Office, attempt: Attempt, touched: list[Appointment]) -> Compared:
    what = described(office, attempt.plan)

    def line(finding: Finding, apt_num: int = 0) -> Compared:
        return Compared(finding, what, attempt.row.call_id, attempt.row.proposal_id, apt_num)

    if attempt.row.state == "writing":
        return line(Finding.RUNNING)
    if attempt.row.state != "done":
        return line(Finding.UNKNOWN, attempt.number)
    if isinstance(attempt.plan, RegisterPlan):
        return line(await _chart(client, attempt.number))
    try:
        row = await client.appointments.get(attempt.number)
    except NotFound:
        return line(Finding.MISSING, attempt.number)
    copies = {each.apt_num for each in touched if attempt.ref in marked_refs(each.note) and _on_schedule(each)}
    if attempt.plan.kind is Kind.CREATE and copies - {attempt.number}:
        return line(Finding.DUPLICATE, attempt.number)
    return line(Finding.STANDS if _stands(row, attempt.plan, office) else Finding.DRIFT, attempt.number)


async def _chart(client: OpenDentalClient, pat_num: int) -> Finding:
    try:
        await client.patients.get(pat_num)
    except NotFound:
        return Finding.MISSING
    return Finding.STANDS


def _stands(row: Appointment, plan: VisitPlan, office: Office) -> bool:
    if plan.kind is Kind.CANCEL:
        return row.apt_status in UNDONE
    visit = visit_of(row, office)
    if visit is None or not _on_schedule(row):
        return False
    return (visit.start, visit.op, visit.prov_num, visit.prov_hyg, len(visit.pattern)) == (
        plan.start,
        plan.op,
        plan.row_prov,
        plan.row_hyg,
        len(plan.pattern),
    )


def _last_of_each(attempts: list[Attempt]) -> list[Attempt]:
    """Without what a later write of ours to the same visit has replaced."""
    last = {each.number: each.row.proposal_id for each in attempts if each.number and each.row.state == "done"}
    return [
        each
        for each in attempts
        if each.row.state != "done" or isinstance(each.plan, RegisterPlan) or last[each.number] == each.row.proposal_id
    ]


async def _unaccounted(database: Database, rows: list[Appointment]) -> list[Compared]:
    """Rows on the schedule with our marker for which no proposal says done, or is still under way."""
    marked = [(ref.split("/")[0], row) for row in rows if _on_schedule(row) for ref in marked_refs(row.note)]
    states = await _states(database, {ref for ref, _ in marked})
    orphans = sorted(((row.apt_num, ref) for ref, row in marked if states.get(ref) in (None, "void", "failed", "open")))
    return [
        Compared(Finding.ORPHAN, "a visit that names this proposal", "", next(refs)[1], apt_num)
        for apt_num, refs in groupby(orphans, key=lambda orphan: orphan[0])
    ]


def _on_schedule(row: Appointment) -> bool:
    return row.apt_status not in (*UNDONE, AptStatus.PLANNED)


def _entered(row: Appointment, begin: datetime, end: datetime) -> bool:
    """Whether the row was made that day; an office that does not say when gets every row that was touched since."""
    return row.sec_date_t_entry is None or begin <= row.sec_date_t_entry < end


def _attempts(row: ProposalRow, office: Office) -> list[Attempt]:
    zone = office.profile.zone
    plan: Plan = plan_from_json(row.kind, row.plan, zone)
    result = result_from_json(row.result, zone) if row.result is not None else None
    numbers: tuple[int, ...] = ()
    if isinstance(result, Done):
        numbers = (result.apt_num, *result.others)
    elif isinstance(result, Created):
        numbers = (result.pat_num,)
    if not isinstance(plan, FamilyPlan):
        return [Attempt(row, plan, numbers[0] if numbers else 0, row.proposal_id)]
    padded = numbers or (0,) * len(plan.visits)
    pairs = enumerate(zip(plan.visits, padded, strict=True), start=1)
    return [Attempt(row, visit, number, f"{row.proposal_id}/{member}") for member, (visit, number) in pairs]


async def _attempted(database: Database, begin: datetime, end: datetime) -> list[ProposalRow]:
    def work(session: Session) -> list[ProposalRow]:
        query = select(ProposalRow).where(
            col(ProposalRow.state).in_(["writing", "done", "unknown", "handed"]),
            ProposalRow.created_at >= begin,
            ProposalRow.created_at < end,
        )
        return list(session.exec(query.order_by(col(ProposalRow.created_at))))

    return await database.run(work)


async def _states(database: Database, proposal_ids: set[str]) -> dict[str, str]:
    def work(session: Session) -> dict[str, str]:
        query = select(ProposalRow.proposal_id, ProposalRow.state).where(col(ProposalRow.proposal_id).in_(proposal_ids))
        return dict(session.exec(query).all())

    return await database.run(work)
