"""Answers a caller's wish for a time: up to three openings, and why the wish itself can't be had."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from receptionist.booking.case import CallUsage, Candidate, Case, Held, Kind
from receptionist.booking.openings import Board, Opening, PartOfDay, Wish, find_openings
from receptionist.booking.outcome import Openings, Refused
from receptionist.booking.place import best_place
from receptionist.booking.planner import Declined, Planner
from receptionist.booking.rule import Verdict
from receptionist.booking.rules import DAY_RULES, evaluate
from receptionist.booking.rules_patient import BOOKABLE
from receptionist.booking.rules_place import OPERATORY
from receptionist.practice.wording import spoken_date

USUAL_RANGE = 7  # Days searched when no day was wished.
DAYS_BEYOND = 14  # Days searched after the wished ones, when those have too little.
ENOUGH = 2
LONGEST_RANGE = 62


@dataclass(frozen=True)
class FindRequest:
    """A wish for openings. `first` and `last` are inclusive; `apt_num` is a visit to be moved, `pat_num` who comes."""

    appointment_type_num: int
    first: date | None = None
    last: date | None = None
    at: time | None = None
    part: PartOfDay = PartOfDay.ANY
    prov_num: int | None = None
    op: int | None = None
    apt_num: int | None = None
    pat_num: int | None = None


@dataclass(frozen=True)
class Finder:
    """Finds for one call. Raises `OpenDentalError` when the schedule cannot be read."""

    planner: Planner

    async def find(self, request: FindRequest, held: Held, usage: CallUsage) -> Openings | Refused:
        """The openings for a request; refused for a type that is not bookable, or a visit that is not the caller's."""
        wish = await self._wish(request)
        if isinstance(wish, Refused):
            return wish
        asked_first, asked_last = wish.first, wish.last
        today = self.planner.reader.today
        limit = today + timedelta(days=self.planner.reader.office.profile.policies.horizon_days)
        first, last = (min(max(day, today), limit) for day in (asked_first, asked_last))
        searched = replace(wish, first=first, last=last)
        openings, board = await self._search(searched, held, usage)
        wished = _is_wished(openings, wish)
        if wished:
            return Openings(tuple(openings), exact=wish.at is not None)
        verdict = self._why_not(wish, board)
        say = verdict.say or f"I have nothing free {_when(wish)}."
        return Openings(tuple(openings), False, say, verdict.reason or OPERATORY.reason)

    async def alternatives(self, wish: Wish, held: Held, usage: CallUsage) -> tuple[Opening, ...]:
        """Openings near a wish that was refused."""
        today = self.planner.reader.today
        last = today + timedelta(days=self.planner.reader.office.profile.policies.horizon_days)
        first = min(max(wish.first, today), last)
        found, _ = await self._search(replace(wish, first=first, last=max(first, min(wish.last, last))), held, usage)
        return tuple(found)

    async def _search(self, wish: Wish, held: Held, usage: CallUsage) -> tuple[list[Opening], Board]:
        """Read the wished days; further ones only when those have too little, since reading may be slow."""
        last = min(wish.last, wish.first + timedelta(days=LONGEST_RANGE))
        asked = replace(wish, last=last)
        board = await self._board(asked.first, last, held, usage)
        found = find_openings(board, asked)
        exact = bool(found) and wish.at == found[0].start.time()
        if exact or len(found) >= ENOUGH:
            return found, board
        beyond = last + timedelta(days=DAYS_BEYOND)
        board = await self._board(asked.first, beyond, held, usage)
        return find_openings(board, asked, beyond), board

    async def _board(self, first: date, last: date, held: Held, usage: CallUsage) -> Board:
        reader = self.planner.reader
        schedule = await reader.days(first, last)
        # This look was counted and allowed before it began.
        return Board(reader.office, schedule, held, reader.clock.now(), replace(usage, reads=0))

    async def _wish(self, request: FindRequest) -> Wish | Refused:
        reader = self.planner.reader
        if request.apt_num is not None:
            visit = await self.planner.own_visit(request.apt_num, placeable=True)
            if isinstance(visit, Declined):
                return visit.refused
            base = self.planner.wish_for_move(visit)
        else:
            kind = reader.office.types.get(request.appointment_type_num)
            if kind is None:
                return Refused(BOOKABLE.reason, "I don't know that kind of visit. What do you need?")
            known = reader.identity.verified.get(request.pat_num or 0)
            likes = known.pri_prov if known and reader.office.role_of(known.pri_prov) is kind.role else None
            base = Wish(kind, kind.pattern, reader.today, reader.today, likes_prov=likes)
            base = replace(base, pat_num=known.pat_num if known else None)
        verdict = evaluate(self._case(base, None), (BOOKABLE,))
        if not verdict.ok:
            return Refused(verdict.reason, verdict.say, route_to_staff=True)
        # Days that no schedule has count as the nearest that one could have, so that dates can be computed with.
        earliest, latest = reader.today - timedelta(days=366), reader.today + timedelta(days=1000)
        wished = [min(max(day, earliest), latest) if day else None for day in (request.first, request.last)]
        first = wished[0] or wished[1] or reader.today
        last = wished[1] or wished[0] or first + timedelta(days=USUAL_RANGE)
        return replace(
            base, first=min(first, last), last=max(first, last), at=request.at, part=request.part,
            prov_num=request.prov_num or base.prov_num, op=request.op,
        )  # fmt: skip

    def _why_not(self, wish: Wish, board: Board) -> Verdict:
        """The rule that stands against a wish for one day, or one moment; a passing verdict when it is just full."""
        if wish.first != wish.last:
            return evaluate(self._case(wish, None), DAY_RULES) if wish.last < self.planner.reader.today else Verdict()
        case = replace(self._case(wish, wish.at), usage=board.usage)
        if wish.at is None:
            return evaluate(case, DAY_RULES)
        return best_place(replace(case, schedule=board.schedule, held=board.held), wish)[1]

    def _case(self, wish: Wish, at: time | None) -> Case:
        """The wish at a time of its first day; without one at the last start that day could have."""
        reader = self.planner.reader
        hours = reader.office.profile.hours.on(wish.first.weekday())
        close = hours.open.stop if hours else time(17)
        zone = reader.office.profile.zone
        moment = datetime.combine(wish.first, at or close, tzinfo=zone)
        start = moment if at else moment - timedelta(minutes=wish.minutes)
        kind = Kind.CREATE if wish.apt_num is None else Kind.MOVE
        candidate = Candidate(kind, wish.type, start, wish.pattern, wish.prov_num or 0, wish.op or 0, wish.apt_num)
        return Case(candidate, reader.office, None, reader.clock.now())


def _is_wished(openings: list[Opening], wish: Wish) -> bool:
    if not openings:
        return False
    start = openings[0].start
    on_day = wish.first <= start.date() <= wish.last
    return on_day and wish.part.holds(start.hour * 60 + start.minute) and wish.at in (None, start.time())


def _when(wish: Wish) -> str:
    part = "" if wish.part is PartOfDay.ANY else f" in the {wish.part.value}"
    if wish.first == wish.last:
        return f"for a {wish.type.name} on {spoken_date(wish.first)}{part}"
    return f"for a {wish.type.name} from {spoken_date(wish.first)} to {spoken_date(wish.last)}{part}"
