"""Committing a claimed proposal: judge it again on the schedule of this moment, write it, and say only what stands."""

from dataclasses import dataclass, replace
from datetime import timedelta

from opendental_client import NotFound, OpenDentalError
from receptionist.booking.case import CallUsage, Candidate, Case, Held, Kind
from receptionist.booking.codec import plan_to_json
from receptionist.booking.family import FamilyWriter, FamilyWritten
from receptionist.booking.finder import Finder
from receptionist.booking.ledger import Ledger
from receptionist.booking.openings import Opening, Wish
from receptionist.booking.outcome import (
    CommitResult,
    Created,
    Done,
    Failed,
    FamilyPlan,
    Plan,
    Refused,
    RegisterPlan,
    VisitPlan,
)
from receptionist.booking.planner import OTHER_TIME_HELPS, busy_then
from receptionist.booking.reader import Reader
from receptionist.booking.registration import Registered, Registrar
from receptionist.booking.rules import evaluate
from receptionist.booking.snapshot import Day, Visit
from receptionist.booking.wording import (
    CANT_REGISTER,
    MOVE_TAKEN,
    NO_VISIT,
    NONE_BOOKED,
    NOT_CONFIRMED,
    NOT_WRITTEN,
    TAKEN,
    UNREADABLE,
    VOID,
    success,
)
from receptionist.booking.writes import Fate, VisitWriter, Written, marker


@dataclass(frozen=True)
class Settled:
    """How a proposal ended: its state in the store, its result, and whether its minutes are free again.

    State 'open' means that nothing was tried, because Open Dental could not be read: it may be committed later.
    `unread` means that a look for what was written could not be had, and is worth trying again.
    """

    state: str
    result: CommitResult
    release: bool = True
    unread: bool = False


@dataclass(frozen=True)
class Committer:
    """Carries out the claimed proposals of one call."""

    reader: Reader
    finder: Finder
    ledger: Ledger
    call_id: str

    async def carry_out(self, proposal_id: str, plan: Plan) -> Settled:
        """Judge again, write, read again."""
        if isinstance(plan, RegisterPlan):
            return self._registered(plan, await Registrar(self.reader).write(plan))
        visits = plan.visits if isinstance(plan, FamilyPlan) else (plan,)
        judged: list[VisitPlan] = []
        name = ""
        try:
            for visit in visits:
                verdict, name = await self._judge_again(visit, len(judged))
                if isinstance(verdict, Refused):
                    return Settled("void", verdict)
                judged.append(verdict)
        except OpenDentalError as error:
            return Settled("open", Failed(UNREADABLE, detail=str(error)))
        if tuple(judged) != visits:
            plan = FamilyPlan(tuple(judged), plan.names) if isinstance(plan, FamilyPlan) else judged[0]
            await self.ledger.replan(proposal_id, plan_to_json(plan))
        if isinstance(plan, FamilyPlan):
            return self._family_settled(plan, await FamilyWriter(self.reader).write(plan, self.call_id, proposal_id))
        written = await VisitWriter(self.reader).write(plan, marker(self.call_id, proposal_id))
        return await self._visit_settled(plan, name, written)

    async def pick_up(self, proposal_id: str, plan: Plan) -> Settled:
        """Finish a proposal whose writer is gone: look for what it wrote, and never write again.

        Of a family only part of which was written, that part is taken back.
        """
        if isinstance(plan, RegisterPlan):
            return self._registered(plan, await Registrar(self.reader).find(plan))
        if isinstance(plan, FamilyPlan):
            return self._family_settled(plan, await FamilyWriter(self.reader).find(plan, self.call_id, proposal_id))
        written = await VisitWriter(self.reader).find(plan, marker(self.call_id, proposal_id), mend=False)
        return await self._visit_settled(plan, "", written)

    async def _judge_again(self, plan: VisitPlan, before: int) -> tuple[VisitPlan | Refused, str]:
        """Every rule once more, on what Open Dental says now.

        Returns the refusal or the plan, and the patient's first name. `before` visits of the same family come first.
        """
        types = self.reader.office.types
        recalls = types[plan.type_number].recall_types if plan.type_number in types else frozenset[int]()
        facts, name = await self.reader.patient(plan.pat_num, recalls)
        visit = await self._visit(plan)
        if plan.apt_num is not None and not _is_as_it_was(visit, plan):
            return Refused("R26_changed", NO_VISIT), name
        if plan.apt_num is None and plan.type_number not in types:
            return Refused("R12_not_bookable", VOID), name
        day = plan.start.date()
        schedule = None if plan.kind is Kind.CANCEL else await self.reader.days(day, day)
        now = self.reader.clock.now()
        held = await self.ledger.held_by_others(now)
        usage = await self.ledger.usage(besides_writing=True)
        usage = replace(usage, creates=usage.creates + before, urgent=plan.urgent)
        candidate = self._candidate(plan, visit)
        verdict = evaluate(Case(candidate, self.reader.office, schedule, now, facts, held, usage))
        if verdict.ok:
            return _without_busy_dentist(plan, schedule.day(day) if schedule else None), name
        helps = verdict.rule is not None and verdict.rule.id in OTHER_TIME_HELPS and plan.kind is not Kind.CANCEL
        openings = await self._alternatives(candidate, plan, held) if helps else ()
        return Refused(verdict.reason, verdict.say, openings), name

    async def _visit(self, plan: VisitPlan) -> Visit | None:
        """The visit to be moved or cancelled, as it stands now."""
        try:
            return None if plan.apt_num is None else await self.reader.visit(plan.apt_num)
        except NotFound:
            return None

    def _candidate(self, plan: VisitPlan, visit: Visit | None) -> Candidate:
        types = self.reader.office.types
        kind = types[plan.type_number] if visit is None else self.finder.planner.type_of(visit)
        return Candidate(plan.kind, kind, plan.start, plan.pattern, plan.prov_num, plan.op, plan.apt_num)

    async def _alternatives(self, candidate: Candidate, plan: VisitPlan, held: Held) -> tuple[Opening, ...]:
        day = candidate.start.date()
        wish = Wish(
            candidate.type, plan.pattern, day, day, candidate.start.time(),
            prov_num=plan.asked_prov, op=plan.asked_op, apt_num=plan.apt_num, likes_prov=plan.prov_num,
            pat_num=plan.pat_num,
        )  # fmt: skip
        return await self.finder.alternatives(wish, held, CallUsage(urgent=plan.urgent))

    async def _visit_settled(self, plan: VisitPlan, name: str, written: Written) -> Settled:
        if written.fate is Fate.STANDS:
            starts_at = None if plan.kind is Kind.CANCEL else plan.start
            sentence = success(self.reader.office, plan, name, self.reader.today)
            return Settled("done", Done(written.number, starts_at, sentence, plan.kind))
        if written.fate is Fate.UNDONE:
            return Settled("void", await self._undone(plan))
        if written.fate is Fate.NOT_WRITTEN:
            return Settled("failed", Failed(NOT_WRITTEN, detail=written.detail))
        return Settled("unknown", Failed(NOT_CONFIRMED, detail=written.detail), release=False, unread=written.unread)

    def _family_settled(self, plan: FamilyPlan, written: FamilyWritten) -> Settled:
        if written.fate is Fate.STANDS:
            first, *others = written.numbers
            sentence = success(self.reader.office, plan, "", self.reader.today)
            return Settled("done", Done(first, plan.visits[0].start, sentence, plan.kind, tuple(others)))
        if written.fate is Fate.UNKNOWN:
            failed = Failed(NOT_CONFIRMED, detail=written.detail)
            return Settled("unknown", failed, release=False, unread=written.unread)
        return Settled("void", Refused("R27_family", NONE_BOOKED))

    async def _undone(self, plan: VisitPlan) -> Refused:
        sentence = MOVE_TAKEN if plan.kind is Kind.MOVE else TAKEN
        try:
            visit = await self._visit(plan)
            if visit is None and plan.apt_num is not None:
                # Staff have taken the row away meanwhile; there is nothing left to look for another time for.
                return Refused("R24_clash", sentence)
            held = await self.ledger.held_by_others(self.reader.clock.now())
            openings = await self._alternatives(self._candidate(plan, visit), plan, held)
        except OpenDentalError:
            openings = ()
        return Refused("R24_clash", sentence, openings)

    def _registered(self, plan: RegisterPlan, registered: Registered) -> Settled:
        if registered.fate is Fate.STANDS and registered.row is not None:
            known = self.reader.identity.admit(registered.row)
            sentence = success(self.reader.office, plan, plan.f_name, self.reader.today)
            return Settled("done", Created(known.pat_num, known.f_name, known.l_name, sentence))
        if registered.exists:
            return Settled("void", Refused("R21_register", CANT_REGISTER))
        if registered.fate is Fate.NOT_WRITTEN:
            return Settled("failed", Failed(NOT_WRITTEN, detail=registered.detail))
        failed = Failed(NOT_CONFIRMED, detail=registered.detail)
        return Settled("unknown", failed, release=False, unread=registered.unread)


def _without_busy_dentist(plan: VisitPlan, day: Day | None) -> VisitPlan:
    """The plan, naming only its hygienist when the dentist who was to look in has been booked meanwhile."""
    if plan.kind is Kind.CANCEL or not plan.is_hygiene or plan.row_prov == plan.prov_num:
        return plan
    end = plan.start + timedelta(minutes=5 * len(plan.pattern))
    busy = busy_then(day, plan.start, end, plan.apt_num)
    return replace(plan, row_prov=plan.prov_num) if plan.row_prov in busy else plan


def _is_as_it_was(visit: Visit | None, plan: VisitPlan) -> bool:
    """Whether the visit still stands as it did when that was read back."""
    if visit is None or visit.pat_num != plan.pat_num:
        return False
    return (visit.start, visit.op, visit.status) == (plan.was_start, plan.was_op, plan.was_status)
