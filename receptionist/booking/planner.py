"""Turns a request into a plan, if the rules allow it: who, what, where, and exactly which row will be written."""

from dataclasses import dataclass, replace
from datetime import datetime

from opendental_client import NotFound
from receptionist.booking.case import CallUsage, Candidate, Case, Held, Kind, PatientFacts, provider_cells
from receptionist.booking.openings import Wish
from receptionist.booking.outcome import CancelRequest, CreateRequest, MoveRequest, Refused, VisitPlan
from receptionist.booking.place import best_place
from receptionist.booking.reader import Reader
from receptionist.booking.rules import evaluate
from receptionist.booking.rules_calendar import HORIZON, PAST
from receptionist.booking.rules_patient import IDENTITY, RECALL, recall_day
from receptionist.booking.snapshot import Day, ScheduleSnapshot, Visit
from receptionist.booking.wording import NO_VISIT
from receptionist.practice.office import Office
from receptionist.practice.people import Role, VisitType, pattern_for

NOTE_LENGTH = 200


@dataclass(frozen=True)
class Drafted:
    """A plan that every rule accepts, and the patient's first name for the read-back."""

    plan: VisitPlan
    name: str


@dataclass(frozen=True)
class Declined:
    """A refusal, with the wish that alternatives should be looked for; None when another time would not help."""

    refused: Refused
    wish: Wish | None = None


Draft = Drafted | Declined
OTHER_TIME_HELPS = {
    "R01",
    "R02",
    "R03",
    "R04",
    "R05",
    "R06",
    "R07",
    "R08",
    "R09",
    "R13",
    "R14",
    "R15",
    "R17",
    "R18",
    "R24",
}


@dataclass(frozen=True)
class Planner:
    """Plans for one call. Reads fresh each time; raises `OpenDentalError` when the schedule cannot be read."""

    reader: Reader

    @property
    def _office(self) -> Office:
        return self.reader.office

    async def create(self, request: CreateRequest, held: Held, usage: CallUsage) -> Draft:
        """A plan for a new visit."""
        if not self.reader.identity.is_verified(request.pat_num):
            return _unverified()
        kind = self._office.types.get(request.appointment_type_num)
        if kind is None:
            return Declined(Refused("R12_not_bookable", "I don't know that kind of visit. What do you need?"))
        start = self._local(request.start)
        if (refused := self._out_of_range(start)) is not None:
            return refused
        facts, name = await self.reader.patient(request.pat_num, kind.recall_types)
        schedule = await self.reader.recent_day(start.date())
        likes = facts.pri_prov if self._office.role_of(facts.pri_prov) is kind.role else None
        wish = Wish(
            kind, kind.pattern, start.date(), start.date(), start.time(),
            prov_num=request.prov_num, op=request.op, likes_prov=likes, pat_num=request.pat_num,
        )  # fmt: skip
        candidate = Candidate(Kind.CREATE, kind, start, kind.pattern, request.prov_num or 0, request.op or 0)
        case = Case(candidate, self._office, schedule, self.reader.clock.now(), facts, held, usage)
        chosen, declined = _judge(case, wish)
        if declined:
            return declined
        plan = self._visit_plan(chosen, facts, schedule, None, held)
        plan = replace(plan, asked_prov=request.prov_num, asked_op=request.op, note=clean_note(request.note))
        plan = replace(plan, urgent=usage.urgent)
        return Drafted(plan, name)

    async def move(self, request: MoveRequest, held: Held, usage: CallUsage) -> Draft:
        """A plan for another time of a visit, which keeps its length, and its provider unless another is asked for."""
        found = await self.own_visit(request.apt_num, placeable=True)
        if isinstance(found, Declined):
            return found
        start = self._local(request.start)
        if (refused := self._out_of_range(start)) is not None:
            return refused
        facts, name = await self.reader.patient(found.pat_num, self.type_of(found).recall_types)
        unconfirmed = await self.reader.unconfirmed()
        schedule = await self.reader.recent_day(start.date())
        wish = replace(
            self.wish_for_move(found), first=start.date(), last=start.date(), at=start.time(), op=request.op,
            prov_num=request.prov_num or self.usual_provider(found),
        )  # fmt: skip
        candidate = Candidate(
            Kind.MOVE, wish.type, start, wish.pattern, wish.prov_num or 0, request.op or found.op, found.apt_num
        )
        case = Case(candidate, self._office, schedule, self.reader.clock.now(), facts, held, usage)
        same = found.start.astimezone(self._office.profile.zone) == start and request.op in (None, found.op)
        if found.scheduled and same:
            return Declined(
                Refused("R26_same_time", "That is when the visit already is. What other time would you like?")
            )
        if found.scheduled and (past := self._already_past(case, found)) is not None:
            return Declined(past)
        chosen, declined = _judge(case, wish)
        if declined:
            return declined
        plan = self._visit_plan(chosen, facts, schedule, found, held)
        plan = replace(plan, confirmed=unconfirmed, was_confirmed=found.confirmed, was_status=found.status)
        plan = replace(plan, urgent=usage.urgent)
        return Drafted(replace(plan, asked_prov=request.prov_num, asked_op=request.op), name)

    async def cancel(self, request: CancelRequest, usage: CallUsage) -> Draft:
        """A plan to take a visit off the schedule."""
        found = await self.own_visit(request.apt_num)
        if isinstance(found, Declined):
            return found
        facts, name = await self.reader.patient(found.pat_num)
        kind = self.type_of(found)
        candidate = Candidate(Kind.CANCEL, kind, found.start, found.pattern, found.worker, found.op, found.apt_num)
        case = Case(candidate, self._office, None, self.reader.clock.now(), facts, usage=usage)
        verdict = evaluate(case)
        if not verdict.ok:
            return Declined(Refused(verdict.reason, verdict.say))
        return Drafted(self._visit_plan(candidate, facts, None, found, Held()), name)

    def wish_for_move(self, visit: Visit) -> Wish:
        """What is looked for when this visit is to be moved; its days and time are still to be set."""
        kind, day = self.type_of(visit), visit.start.date()
        pattern = visit.pattern or kind.pattern
        return Wish(
            kind, pattern, day, day, prov_num=self.usual_provider(visit), apt_num=visit.apt_num, pat_num=visit.pat_num
        )

    def usual_provider(self, visit: Visit) -> int | None:
        """The visit's provider, as long as they still work here in the role the visit needs."""
        return visit.worker if self._office.role_of(visit.worker) is self.type_of(visit).role else None

    def type_of(self, visit: Visit) -> VisitType:
        """The visit's type; for a visit without one a stand-in with its own length and role."""
        known = self._office.types.get(visit.type_number)
        if known:
            return known
        role = Role.HYGIENIST if visit.is_hygiene else self._office.role_of(visit.worker) or Role.DENTIST
        # A type that Open Dental hides or that is unknown is not one the practice allowed.
        return VisitType(visit.type_number, "visit", visit.pattern or pattern_for(60), role, bookable=False)

    async def own_visit(self, apt_num: int, *, placeable: bool = False) -> Visit | Declined:
        """A scheduled visit of a patient verified in this call; any other one is as good as not there.

        With `placeable` also one that was cancelled or broken.
        """
        if not self.reader.identity.verified:
            return _unverified()
        try:
            visit = await self.reader.visit(apt_num) if apt_num > 0 else None
        except NotFound:
            visit = None
        if visit is None or not self.reader.identity.is_verified(visit.pat_num):
            return Declined(Refused(IDENTITY.reason, NO_VISIT))
        if not (visit.scheduled or (placeable and visit.placeable)):
            return Declined(Refused("R26_not_scheduled", NO_VISIT))
        return visit

    def _already_past(self, case: Case, visit: Visit) -> Refused | None:
        was = replace(case.candidate, kind=Kind.CANCEL, start=visit.start)
        verdict = evaluate(replace(case, candidate=was))
        return Refused(verdict.reason, verdict.say) if not verdict.ok else None

    def _visit_plan(
        self,
        chosen: Candidate,
        facts: PatientFacts,
        schedule: ScheduleSnapshot | None,
        was: Visit | None,
        held: Held,
    ) -> VisitPlan:
        day = schedule.day(chosen.start.date()) if schedule else None
        prov, hyg, hygiene = self._row_providers(chosen, day, was, held)
        return VisitPlan(
            kind=chosen.kind,
            pat_num=facts.pat_num,
            type_number=chosen.type.number,
            start=chosen.start,
            pattern=chosen.pattern,
            prov_num=chosen.prov_num,
            op=chosen.op,
            row_prov=prov,
            row_hyg=hyg,
            is_hygiene=hygiene,
            is_new_patient=chosen.type.new_patients and was is None,
            apt_num=was.apt_num if was else None,
            was_start=was.start if was else None,
            was_op=was.op if was else 0,
            was_prov=was.prov_num if was else 0,
            was_hyg=was.prov_hyg if was else 0,
        )

    def _row_providers(
        self, chosen: Candidate, day: Day | None, was: Visit | None, held: Held
    ) -> tuple[int, int, bool]:
        """ProvNum, ProvHyg and IsHygiene of the row.

        A hygiene visit names the dentist who looks in, the chair's own, and only when free then and not held: a
        dentist's being busy never blocks hygiene, and a name on the row never double-books one.
        """
        if chosen.kind is Kind.CANCEL and was:
            return was.prov_num, was.prov_hyg, was.is_hygiene
        helpers = {was.prov_num, was.prov_hyg} if was else {self._office.operatories[chosen.op].prov_dentist}
        busy = {number for number in helpers if held.any_of(provider_cells(chosen.start, chosen.pattern, number))}
        busy |= busy_then(day, chosen.start, chosen.end, chosen.apt_num)
        if chosen.type.role is Role.DENTIST:
            helper = was.prov_hyg if was and was.prov_hyg not in busy else 0
            return chosen.prov_num, helper, False
        # A moved visit keeps its own shape: one that names no dentist is not given one.
        named = was.prov_num if was else self._office.operatories[chosen.op].prov_dentist
        dentist = named if self._is_dentist(named) and named not in busy else chosen.prov_num
        return dentist, chosen.prov_num, True

    def _is_dentist(self, prov_num: int) -> bool:
        return self._office.role_of(prov_num) is Role.DENTIST

    def _local(self, moment: datetime) -> datetime:
        """The moment on the practice's wall clock; a naive one is that already."""
        zone = self._office.profile.zone
        if moment.tzinfo is None:
            return moment.replace(tzinfo=zone)
        # At the ends of the calendar there is no room for an offset; such a moment is refused whatever its zone.
        return moment.replace(tzinfo=zone) if moment.year in (1, 9999) else moment.astimezone(zone)

    def _out_of_range(self, start: datetime) -> Declined | None:
        """Refuse years that no schedule has, before anything is computed with them."""
        year = self.reader.today.year
        if start.year < year - 1:
            return Declined(Refused(PAST.reason, "That time has already passed, so I can't book it."))
        if start.year > year + 3:
            return Declined(Refused(HORIZON.reason, "That is further ahead than I can book."))
        return None


def clean_note(text: str) -> str:
    """A note from a model: one line, no control characters, not long, and no forged marker of ours."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.replace("Booked by Lexi", "").split())[:NOTE_LENGTH]


def busy_then(day: Day | None, start: datetime, end: datetime, apt_num: int | None) -> set[int]:
    """Everyone whom visits besides `apt_num` occupy between `start` and `end`."""
    visits = day.visits if day else []
    others = [visit for visit in visits if visit.blocks and visit.apt_num != apt_num and visit.overlaps(start, end)]
    return set().union(*(visit.busy for visit in others))


def _judge(case: Case, wish: Wish) -> tuple[Candidate, Declined | None]:
    chosen, verdict = best_place(case, wish)
    if verdict.ok:
        return chosen, None
    staff = verdict.rule is not None and verdict.rule.route_to_staff
    helps = verdict.rule is not None and verdict.rule.id in OTHER_TIME_HELPS
    if verdict.rule is RECALL and (due := recall_day(case)) is not None:
        wish = replace(wish, first=due, last=due)
    return chosen, Declined(Refused(verdict.reason, verdict.say, route_to_staff=staff), wish if helps else None)


def _unverified() -> Declined:
    sentence = "Before I can do that I need the patient's full name and date of birth."
    return Declined(Refused(IDENTITY.reason, sentence))
