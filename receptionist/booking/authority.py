"""The booking authority of one call: propose, hold, read back, agree, judge again, write, read again.

Nothing is written but by `commit`, and `commit` writes only what was proposed, read back and then agreed to.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from opendental_client import NotFound, OpenDentalClient, OpenDentalError
from receptionist.booking.agreement import SpokenTurn, find_agreement
from receptionist.booking.case import CallUsage, Held, Kind
from receptionist.booking.codec import plan_from_json, plan_to_json, result_from_json, result_to_json
from receptionist.booking.commit import Committer, Settled
from receptionist.booking.family import plan_family
from receptionist.booking.family_openings import FamilyFinder, FamilyFindRequest, FamilyOpenings
from receptionist.booking.finder import Finder, FindRequest
from receptionist.booking.followup import Matter, message_about
from receptionist.booking.holds import cells_of
from receptionist.booking.identity import UNAVAILABLE, IdentityDesk
from receptionist.booking.ledger import GIVEN_UP_SECONDS, HeldElsewhere, Ledger, new_proposal_id
from receptionist.booking.matching import asks_for, evidence
from receptionist.booking.openings import Wish
from receptionist.booking.outcome import (
    CancelRequest,
    CommitResult,
    CreateRequest,
    Done,
    Failed,
    FamilyPlan,
    FamilyRequest,
    MoveRequest,
    NotAgreed,
    Openings,
    OpenProposal,
    Plan,
    Proposed,
    ProposeResult,
    Refused,
    RegisterRequest,
    Request,
    VisitPlan,
)
from receptionist.booking.planner import Declined, Draft, Planner
from receptionist.booking.reader import Reader
from receptionist.booking.registration import Registrar
from receptionist.booking.rules_patient import READS, READS_SPENT
from receptionist.booking.wording import CANT_REGISTER, EXPIRED, NOT_CONFIRMED, UNREADABLE, VOID, asks_again, read_back
from receptionist.clock import Clock
from receptionist.practice.office import Office
from receptionist.store.database import Database
from receptionist.store.proposals import ProposalRow

log = logging.getLogger(__name__)
LEAD = "R14_lead"


class BookingAuthority:
    """One call's way to the schedule. Its methods never raise for what Open Dental does or does not do."""

    def __init__(
        self,
        *,
        client: OpenDentalClient,
        office: Office,
        database: Database,
        clock: Clock,
        call_id: str,
        identity: IdentityDesk,
    ) -> None:
        self._clock = clock
        self._office = office
        self._call_id = call_id
        self._reader = Reader(client, office, clock, identity)
        self._planner = Planner(self._reader)
        self._finder = Finder(self._planner)
        self._ledger = Ledger(database, call_id)
        self._committer = Committer(self._reader, self._finder, self._ledger, call_id)
        self._writes: dict[str, asyncio.Task[CommitResult]] = {}
        self._reads = 0
        self._too_soon: set[date] = set()
        self._urgent = False
        self._proposing = asyncio.Lock()
        self._identity = identity

    @property
    def writing(self) -> bool:
        """Whether a write to Open Dental is under way."""
        return bool(self._writes)

    def note_urgency(self) -> None:
        """The caller's own words, as the log has them, spoke of pain or an emergency; it holds for the whole call."""
        self._urgent = True

    async def find_openings(self, request: FindRequest) -> Openings | Refused | Failed:
        """At most three openings for a wish; `Failed` when the schedule cannot be read."""
        self._reads += 1
        if self._reads > self._office.profile.policies.reads_per_call:
            return Refused(READS.reason, READS_SPENT, route_to_staff=True)
        try:
            found = await self._finder.find(request, await self._held(), await self._usage())
            if isinstance(found, Openings) and found.reason == LEAD and request.first is not None:
                self._note_too_soon(request.appointment_type_num, request.first)
            return found
        except OpenDentalError as error:
            return Failed(UNREADABLE, detail=str(error))

    async def find_family_openings(self, request: FamilyFindRequest) -> FamilyOpenings | Refused | Failed:
        """At most three ways for a family to come together; `Failed` when the schedule cannot be read."""
        self._reads += 1
        if self._reads > self._office.profile.policies.reads_per_call:
            return Refused(READS.reason, READS_SPENT, route_to_staff=True)
        try:
            finder = FamilyFinder(self._planner)
            return await finder.find(request, await self._held(), await self._usage())
        except OpenDentalError as error:
            return Failed(UNREADABLE, detail=str(error))

    async def propose(self, request: Request, sequence: int) -> ProposeResult:
        """Judge a request and hold its time. `sequence` is the last turn so far: the read-back must come after it.

        Asking for what is open already returns the open proposal; anything else voids it first.
        """
        return await self._propose(request, sequence)

    async def propose_family(self, requests: Sequence[CreateRequest], sequence: int) -> ProposeResult:
        """Judge several new visits and hold all their times: one proposal, one read-back, booked together or not."""
        return await self._propose(FamilyRequest(tuple(requests)), sequence)

    async def commit(self, proposal_id: str, turns: Sequence[SpokenTurn]) -> CommitResult:
        """Carry out a proposal if `turns` prove that it was read back and then agreed to.

        Once begun it runs to its end even when the caller of this method is cancelled; committing again waits for the
        same write, or returns its result.
        """
        if (running := self._writes.get(proposal_id)) is not None:
            return await asyncio.shield(running)
        row = await self._ledger.get(proposal_id)
        if row is None:
            return Refused("R22_unknown", VOID)
        zone = self._office.profile.zone
        if row.result is not None:
            return await self._if_it_stands(result_from_json(row.result, zone))
        plan = plan_from_json(row.kind, row.plan, zone)
        if row.state == "open":
            if (hindrance := await self._not_yet(row, plan, turns)) is not None:
                return hindrance
        elif row.state != "writing":
            return Refused("R22_void", VOID)
        elif row.claimed_at is None or row.claimed_at + timedelta(seconds=GIVEN_UP_SECONDS) > self._clock.now():
            return Failed(NOT_CONFIRMED, detail="another process is writing this proposal")
        return await asyncio.shield(self._start(row, plan))

    async def drop(self, proposal_id: str) -> bool:
        """Give up an open proposal and its hold; False when it was not open."""
        open_now = await self.open_proposal()
        if open_now is None or open_now.proposal_id != proposal_id:
            return False
        await self._ledger.void_open()
        return True

    async def open_proposal(self) -> OpenProposal | None:
        """The call's open proposal, if it has one that has not run out."""
        row = await self._ledger.latest()
        if row is None or row.state != "open" or row.expires_at <= self._clock.now():
            return None
        return OpenProposal(row.proposal_id, Kind(row.kind), row.read_back, row.expires_at)

    async def same_as_open(self, request: Request | FamilyRequest) -> str | None:
        """The id of the call's last proposal when `request` asks for just that and it is open, written or being so."""
        row = await self._ledger.latest()
        if row is None or row.state not in ("open", "writing", "done"):
            return None
        plan = plan_from_json(row.kind, row.plan, self._office.profile.zone)
        return row.proposal_id if asks_for(request, plan) else None

    async def close(self) -> None:
        """At the end of a call: wait for writes under way, free what is still held, and forget who was verified."""
        await asyncio.gather(*self._writes.values(), return_exceptions=True)
        await self._ledger.void_open()
        self._identity.close()

    async def _propose(self, request: Request | FamilyRequest, sequence: int) -> ProposeResult:
        # A model may call tools side by side; a call has one open proposal all the same.
        async with self._proposing:
            return await self._propose_alone(request, sequence)

    async def _propose_alone(self, request: Request | FamilyRequest, sequence: int) -> ProposeResult:
        same, open_now = await self.same_as_open(request), await self.open_proposal()
        if open_now is not None and same == open_now.proposal_id:
            return Proposed(open_now.proposal_id, open_now.kind, open_now.read_back)
        await self._ledger.void_open()
        self._reads += len(request.visits) if isinstance(request, FamilyRequest) else 1
        try:
            if isinstance(request, RegisterRequest):
                return await self._propose_registration(request, sequence)
            return await self._propose_visit(request, sequence)
        except OpenDentalError as error:
            sentence = UNAVAILABLE if isinstance(request, RegisterRequest) else UNREADABLE
            return Failed(sentence, detail=str(error))

    async def _propose_visit(
        self, request: CreateRequest | MoveRequest | CancelRequest | FamilyRequest, sequence: int
    ) -> ProposeResult:
        held, usage = await self._held(), await self._usage()
        draft: Draft | FamilyPlan
        if isinstance(request, FamilyRequest):
            draft = await plan_family(self._planner, request, held, usage)
        elif isinstance(request, CreateRequest):
            draft = await self._planner.create(request, held, usage)
        elif isinstance(request, MoveRequest):
            draft = await self._planner.move(request, held, usage)
        else:
            draft = await self._planner.cancel(request, usage)
        if isinstance(draft, Declined):
            if draft.refused.reason == LEAD and isinstance(request, CreateRequest | MoveRequest):
                wanted = request.appointment_type_num if isinstance(request, CreateRequest) else 0
                self._note_too_soon(wanted, _local_day(request.start, self._office))
            return await self._with_alternatives(draft.refused, draft.wish, held, usage)
        plan, name = (draft, "") if isinstance(draft, FamilyPlan) else (draft.plan, draft.name)
        placed = await self._place(plan, read_back(self._office, plan, name, self._reader.today), sequence)
        if placed is not None:
            return placed
        held = await self._held()
        return await self._with_alternatives(Refused("R24_held", _HELD), self._wish_of(plan), held, usage)

    async def _propose_registration(self, request: RegisterRequest, sequence: int) -> ProposeResult:
        plan = await Registrar(self._reader).plan(request, await self._usage())
        if isinstance(plan, Refused):
            return plan
        sentence = read_back(self._office, plan, plan.f_name, self._reader.today)
        placed = await self._place(plan, sentence, sequence)
        return placed or Refused("R24_held", CANT_REGISTER)

    async def _place(self, plan: Plan, sentence: str, sequence: int) -> Proposed | None:
        now = self._clock.now()
        row = ProposalRow(
            proposal_id=new_proposal_id(),
            call_id=self._call_id,
            kind=plan.kind.value,
            state="open",
            sequence=sequence,
            read_back=sentence,
            plan=plan_to_json(plan),
            created_at=now,
            expires_at=now + timedelta(seconds=self._office.profile.policies.hold_seconds),
        )
        try:
            await self._ledger.place(row, cells_of(plan), now)
        except HeldElsewhere:
            return None
        return Proposed(row.proposal_id, plan.kind, sentence)

    async def _not_yet(self, row: ProposalRow, plan: Plan, turns: Sequence[SpokenTurn]) -> CommitResult | None:
        """What stands against writing now: the hold ran out, or there is no proof of agreement."""
        if row.expires_at <= self._clock.now():
            await self._ledger.void_open()
            return Refused("R22_expired", EXPIRED)
        people = [known.preferred or known.f_name for known in self._identity.verified.values()]
        if find_agreement(turns, row.sequence, evidence(plan, row.read_back, people)) is None:
            return NotAgreed(row.read_back, asks_again(row.read_back))
        return None

    def _start(self, row: ProposalRow, plan: Plan) -> asyncio.Task[CommitResult]:
        running = self._writes.get(row.proposal_id)
        if running is None:
            running = asyncio.create_task(self._carry_out(row, plan), name=f"commit {row.proposal_id}")
            self._writes[row.proposal_id] = running
            running.add_done_callback(lambda task: self._ended(row.proposal_id, task))
        return running

    def _ended(self, proposal_id: str, task: asyncio.Task[CommitResult]) -> None:
        self._writes.pop(proposal_id, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            # The error's text may hold the plan, and with it a patient's name; its type is enough for the log.
            log.error("Committing %s failed with %s.", proposal_id, type(error).__name__)

    async def _carry_out(self, row: ProposalRow, plan: Plan) -> CommitResult:
        if row.state == "writing":
            if not await self._ledger.lease(row, self._clock.now()):
                return Failed(NOT_CONFIRMED, detail="another process is settling this proposal")
            settled = await self._committer.pick_up(row.proposal_id, plan)
            if settled.unread:
                return settled.result
        elif await self._ledger.claim(row.proposal_id, self._clock.now()):
            settled = await self._committer.carry_out(row.proposal_id, plan)
        else:
            return await self._settled_elsewhere(row.proposal_id)
        return await self._keep(row, settled)

    async def _keep(self, row: ProposalRow, settled: Settled) -> CommitResult:
        if settled.state == "open":
            hold = timedelta(seconds=self._office.profile.policies.hold_seconds)
            await self._ledger.reopen(row.proposal_id, self._clock.now() + hold)
            return settled.result
        message, result = None, settled.result
        if settled.state == "unknown":
            # What is said promises staff a note; it is stored with the result, so that neither is without the other.
            plan = plan_from_json(row.kind, row.plan, self._office.profile.zone)
            now = self._clock.now()
            message = message_about(Matter.UNKNOWN, self._office, plan, self._call_id, row.proposal_id, now)
            if isinstance(result, Failed):
                result = replace(result, message_id=message.message_id)
        data = result_to_json(result)
        await self._ledger.finish(row.proposal_id, settled.state, data, release=settled.release, message=message)
        return result

    async def _settled_elsewhere(self, proposal_id: str) -> CommitResult:
        row = await self._ledger.get(proposal_id)
        if row is not None and row.result is not None:
            return await self._if_it_stands(result_from_json(row.result, self._office.profile.zone))
        return Refused("R22_void", VOID)

    async def _if_it_stands(self, result: CommitResult) -> CommitResult:
        """A result that was stored before, unless staff have changed since what it says was done."""
        if not isinstance(result, Done):
            return result
        for apt_num in (result.apt_num, *result.others):
            try:
                visit = await self._reader.visit(apt_num)
            except NotFound:
                visit = None
            except OpenDentalError as error:
                return Failed(UNREADABLE, detail=str(error))
            stands = visit is not None and visit.blocks
            if stands is not (result.starts_at is not None):
                return Refused("R26_changed", VOID)
            if apt_num == result.apt_num and visit is not None and stands and visit.start != result.starts_at:
                return Refused("R26_changed", VOID)
        return result

    async def _with_alternatives(self, refused: Refused, wish: Wish | None, held: Held, usage: CallUsage) -> Refused:
        if wish is None:
            return refused
        openings = await self._finder.alternatives(wish, held, usage)
        return Refused(refused.reason, refused.say, openings, refused.route_to_staff)

    def _note_too_soon(self, type_number: int, day: date) -> None:
        """A routine visit was refused for that day. Who had said before that something hurts slips past nothing."""
        kind = self._office.types.get(type_number)
        if not self._urgent and not (kind and kind.emergency):
            self._too_soon.add(day)

    async def _usage(self) -> CallUsage:
        usage = await self._ledger.usage()
        return replace(usage, reads=self._reads, too_soon=frozenset(self._too_soon), urgent=self._urgent)

    async def _held(self) -> Held:
        return await self._ledger.held_by_others(self._clock.now())

    def _wish_of(self, plan: VisitPlan | FamilyPlan) -> Wish | None:
        if isinstance(plan, FamilyPlan) or plan.kind is Kind.CANCEL:
            return None
        kind = self._office.types.get(plan.type_number)
        if kind is None:
            return None
        day, at = plan.start.date(), plan.start.time()
        return Wish(kind, plan.pattern, day, day, at, apt_num=plan.apt_num, pat_num=plan.pat_num)


_HELD = "That is just being booked in another call."


def _local_day(start: datetime, office: Office) -> date:
    """The day a model named, on the practice's wall clock; only asked of starts that were judged."""
    return (start if start.tzinfo is None else start.astimezone(office.profile.zone)).date()
