"""Committing a claimed proposal: judge it again on the schedule of this moment, write it, and say only what stands."""

from dataclasses import dataclass

from opendental_client import NotFound, OpenDentalError
from receptionist.booking.case import Candidate, Case, Held, Kind
from receptionist.booking.finder import Finder
from receptionist.booking.ledger import Ledger
from receptionist.booking.openings import Opening, Wish
from receptionist.booking.outcome import CommitResult, Created, Done, Failed, Plan, Refused, RegisterPlan, VisitPlan
from receptionist.booking.planner import OTHER_TIME_HELPS
from receptionist.booking.reader import Reader
from receptionist.booking.registration import Registered, Registrar
from receptionist.booking.rules import evaluate
from receptionist.booking.snapshot import Visit
from receptionist.booking.wording import (
    CANT_REGISTER,
    MOVE_TAKEN,
    NO_VISIT,
    NOT_CONFIRMED,
    NOT_WRITTEN,
    TAKEN,
    UNREADABLE,
    success,
)
from receptionist.booking.writes import Fate, VisitWriter, Written, marker


@dataclass(frozen=True)
class Settled:
    """How a proposal ended: its state in the store, its result, and whether its minutes are free again.

    State 'open' means that nothing was tried, because Open Dental could not be read: it may be committed later.
    """

    state: str
    result: CommitResult
    release: bool = True


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
        try:
            refused, name = await self._judge_again(plan)
        except OpenDentalError as error:
            return Settled("open", Failed(UNREADABLE, detail=str(error)))
        if refused is not None:
            return Settled("void", refused)
        written = await VisitWriter(self.reader).write(plan, marker(self.call_id, proposal_id))
        return await self._visit_settled(plan, name, written)

    async def pick_up(self, proposal_id: str, plan: Plan) -> Settled:
        """Finish a proposal whose writer is gone: look for what it wrote, and never write again."""
        if isinstance(plan, RegisterPlan):
            return self._registered(plan, await Registrar(self.reader).find(plan))
        written = await VisitWriter(self.reader).find(plan, marker(self.call_id, proposal_id))
        return await self._visit_settled(plan, "", written)

    async def _judge_again(self, plan: VisitPlan) -> tuple[Refused | None, str]:
        """Every rule once more, on what Open Dental says now. Returns the refusal, and the patient's first name."""
        facts, name = await self.reader.patient(plan.pat_num)
        visit = await self._visit(plan)
        if plan.apt_num is not None and not _is_as_it_was(visit, plan):
            return Refused("R26_changed", NO_VISIT), name
        day = plan.start.date()
        schedule = None if plan.kind is Kind.CANCEL else await self.reader.days(day, day)
        now = self.reader.clock.now()
        held = await self.ledger.held_by_others(now)
        usage = await self.ledger.usage(besides_writing=True)
        candidate = self._candidate(plan, visit)
        verdict = evaluate(Case(candidate, self.reader.office, schedule, now, facts, held, usage))
        if verdict.ok:
            return None, name
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
        return await self.finder.alternatives(wish, held)

    async def _visit_settled(self, plan: VisitPlan, name: str, written: Written) -> Settled:
        if written.fate is Fate.STANDS:
            starts_at = None if plan.kind is Kind.CANCEL else plan.start
            sentence = success(self.reader.office, plan, name)
            return Settled("done", Done(written.number, starts_at, sentence, plan.kind))
        if written.fate is Fate.UNDONE:
            return Settled("void", await self._undone(plan))
        if written.fate is Fate.NOT_WRITTEN:
            return Settled("failed", Failed(NOT_WRITTEN, detail=written.detail))
        return Settled("unknown", Failed(NOT_CONFIRMED, detail=written.detail), release=False)

    async def _undone(self, plan: VisitPlan) -> Refused:
        sentence = MOVE_TAKEN if plan.kind is Kind.MOVE else TAKEN
        try:
            visit = await self._visit(plan)
            held = await self.ledger.held_by_others(self.reader.clock.now())
            openings = await self._alternatives(self._candidate(plan, visit), plan, held)
        except OpenDentalError:
            openings = ()
        return Refused("R24_clash", sentence, openings)

    def _registered(self, plan: RegisterPlan, registered: Registered) -> Settled:
        if registered.fate is Fate.STANDS and registered.row is not None:
            known = self.reader.identity.admit(registered.row)
            sentence = success(self.reader.office, plan, plan.f_name)
            return Settled("done", Created(known.pat_num, known.f_name, known.l_name, sentence))
        if registered.exists:
            return Settled("void", Refused("R21_register", CANT_REGISTER))
        if registered.fate is Fate.NOT_WRITTEN:
            return Settled("failed", Failed(NOT_WRITTEN, detail=registered.detail))
        return Settled("unknown", Failed(NOT_CONFIRMED, detail=registered.detail), release=False)


def _is_as_it_was(visit: Visit | None, plan: VisitPlan) -> bool:
    """Whether the visit still stands as it did when that was read back."""
    if visit is None or not visit.scheduled or visit.pat_num != plan.pat_num:
        return False
    return (visit.start, visit.op) == (plan.was_start, plan.was_op)
