"""R27: times at which a whole family can come: side by side in several chairs, or one right after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from receptionist.booking.case import CallUsage, Case, Held, Kind, time_cells
from receptionist.booking.free_time import FreeStart, Search, free_starts
from receptionist.booking.openings import MOST_OFFERED, Board, Opening, PartOfDay, Wish, candidate_at
from receptionist.booking.outcome import Refused
from receptionist.booking.planner import Planner
from receptionist.booking.rules import evaluate
from receptionist.booking.rules_patient import BOOKABLE, IDENTITY
from receptionist.practice.wording import spoken_moment

USUAL_RANGE = 14  # Days searched when none was wished.
LONGEST_RANGE = 31
LONGEST_WAIT = 30  # Minutes that one of a family may have to wait for another.
SPREAD = 60  # Minutes between two offers of one day.
NO_JOINT_TIME = "I have no time at which you could all come together. Shall we look for them one after the other?"


@dataclass(frozen=True)
class Member:
    """One of the family, and what for."""

    pat_num: int
    appointment_type_num: int


@dataclass(frozen=True)
class FamilyFindRequest:
    """A wish for times together; days are inclusive."""

    members: tuple[Member, ...]
    first: date | None = None
    last: date | None = None
    at: time | None = None
    part: PartOfDay = PartOfDay.ANY


@dataclass(frozen=True)
class FamilyOption:
    """One way for all of them to come, in the order they were asked for."""

    visits: tuple[tuple[Member, Opening], ...]

    @property
    def start(self) -> datetime:
        """When the first of them begins."""
        return min(opening.start for _, opening in self.visits)


@dataclass(frozen=True)
class FamilyOpenings:
    """At most three options, best first. `exact`: the first begins just when it was wished."""

    options: tuple[FamilyOption, ...] = ()
    exact: bool = False
    say: str = ""


@dataclass(frozen=True)
class _Party:
    """The wishes of a family's members, alike but for the kind of visit and who comes."""

    members: tuple[Member, ...]
    wishes: tuple[Wish, ...]

    @property
    def together(self) -> int:
        """Minutes that all of them take one after the other."""
        return sum(wish.minutes for wish in self.wishes)


@dataclass(frozen=True)
class FamilyFinder:
    """Finds for one call. Raises `OpenDentalError` when the schedule cannot be read."""

    planner: Planner

    async def find(self, request: FamilyFindRequest, held: Held, usage: CallUsage) -> FamilyOpenings | Refused:
        """The options for a request; refused for somebody who is not verified, or a visit that is not bookable."""
        party = self._party(request)
        if isinstance(party, Refused):
            return party
        reader, wish = self.planner.reader, party.wishes[0]
        schedule = await reader.days(wish.first, wish.last)
        board = Board(reader.office, schedule, held, reader.clock.now(), replace(usage, reads=0))
        options = _spread(_options(board, party), board, party)
        if not options:
            return FamilyOpenings(say=NO_JOINT_TIME)
        start = options[0].start
        wished = wish.part.holds(start.hour * 60 + start.minute) and wish.at in (None, start.time())
        say = "" if wished else "I have nothing for all of you just then."
        return FamilyOpenings(tuple(options), wished and wish.at is not None, say)

    def _party(self, request: FamilyFindRequest) -> _Party | Refused:
        reader = self.planner.reader
        today = reader.today
        limit = today + timedelta(days=reader.office.profile.policies.horizon_days)
        first = min(max(request.first or today, today), limit)
        last = min(max(request.last or request.first or first + timedelta(days=USUAL_RANGE), first), limit)
        last = min(last, first + timedelta(days=LONGEST_RANGE))
        wishes: list[Wish] = []
        for member in request.members:
            if not reader.identity.is_verified(member.pat_num):
                return Refused(IDENTITY.reason, "Before I can do that I need each one's full name and date of birth.")
            kind = reader.office.types.get(member.appointment_type_num)
            if kind is None or not kind.bookable:
                return Refused(BOOKABLE.reason, "That is something our team books personally.", route_to_staff=True)
            known = reader.identity.verified[member.pat_num]
            likes = known.pri_prov if reader.office.role_of(known.pri_prov) is kind.role else None
            wish = Wish(kind, kind.pattern, first, last, request.at, request.part, likes_prov=likes)
            wishes.append(replace(wish, pat_num=member.pat_num))
        return _Party(request.members, tuple(wishes))


def _options(board: Board, party: _Party) -> list[list[FreeStart]]:
    """Every way found, best ranked first: one for each free start of the first member."""
    days: list[dict[date, list[FreeStart]]] = [_by_day(board, wish) for wish in party.wishes]
    found: list[list[FreeStart]] = []
    for day, leads in days[0].items():
        others = [each.get(day, []) for each in days[1:]]
        if not all(others):
            continue
        for lead in leads:
            if (placed := _around(lead, others, party)) is not None:
                found.append(placed)
    return sorted(found, key=lambda placed: _rank(placed, party))


def _by_day(board: Board, wish: Wish) -> dict[date, list[FreeStart]]:
    search = Search(wish.type, wish.minutes, held=board.held, pat_num=wish.pat_num)
    starts: dict[date, list[FreeStart]] = {}
    for start in free_starts(board.office, board.schedule, wish.first, wish.last, search):
        starts.setdefault(start.day, []).append(start)
    return starts


def _around(lead: FreeStart, others: list[list[FreeStart]], party: _Party) -> list[FreeStart] | None:
    """Everybody else placed as close to the first as can be; None when somebody would wait too long."""
    placed = [lead]
    for starts, wish in zip(others, party.wishes[1:], strict=True):
        near = [start for start in starts if abs(start.minute - lead.minute) <= party.together]
        free = [start for start in near if not any(_in_the_way(start, wish, *other) for other in _pairs(placed, party))]
        if not free:
            return None
        placed.append(min(free, key=lambda start: (_span([*placed, start], party), start.fit, start.minute, start.op)))
    return placed if _span(placed, party) <= party.together + LONGEST_WAIT else None


def _pairs(placed: list[FreeStart], party: _Party) -> Iterator[tuple[FreeStart, Wish]]:
    return zip(placed, party.wishes, strict=False)


def _in_the_way(start: FreeStart, wish: Wish, other: FreeStart, others_wish: Wish) -> bool:
    apart = start.minute + wish.minutes <= other.minute or other.minute + others_wish.minutes <= start.minute
    return not apart and (start.op == other.op or start.prov_num == other.prov_num)


def _span(placed: list[FreeStart], party: _Party) -> int:
    """Minutes from the first one's beginning to the last one's end."""
    ends = [start.minute + wish.minutes for start, wish in _pairs(placed, party)]
    return max(ends) - min(start.minute for start in placed)


def _rank(placed: list[FreeStart], party: _Party) -> tuple[bool, int, date, int, int, int]:
    """Inside the wish first, then nearest to the wished time, then soonest, closest together, in the best chairs."""
    wish, first = party.wishes[0], min(start.minute for start in placed)
    outside = not all(wish.part.holds(start.minute) for start in placed)
    distance = abs(first - wish.at.hour * 60 - wish.at.minute) if wish.at else 0
    return outside, distance, placed[0].day, first, _span(placed, party), sum(start.fit for start in placed)


def _spread(ranked: list[list[FreeStart]], board: Board, party: _Party) -> list[FamilyOption]:
    """The best three that the rules accept and that are not all but the same."""
    chosen: list[FamilyOption] = []
    for placed in ranked:
        if len(chosen) == MOST_OFFERED:
            break
        option = _option(placed, board, party)
        same_day = [other for other in chosen if other.start.date() == option.start.date()]
        if any(abs((option.start - other.start).total_seconds()) < SPREAD * 60 for other in same_day):
            continue
        if len(same_day) < MOST_OFFERED - 1 and _is_legal(option, board, party):
            chosen.append(option)
    return chosen


def _option(placed: list[FreeStart], board: Board, party: _Party) -> FamilyOption:
    visits = []
    for member, wish, start in zip(party.members, party.wishes, placed, strict=True):
        midnight = datetime.combine(start.day, time.min, tzinfo=board.office.profile.zone)
        moment = midnight + timedelta(minutes=start.minute)
        name = board.office.provider_name(start.prov_num)
        visits.append((member, Opening(moment, wish.minutes, start.prov_num, start.op, name)))
    return FamilyOption(tuple(visits))


def _is_legal(option: FamilyOption, board: Board, party: _Party) -> bool:
    held = board.held
    for (_, opening), wish in zip(option.visits, party.wishes, strict=True):
        candidate = candidate_at(wish, opening.start, opening.prov_num, opening.op)
        case = Case(candidate, board.office, board.schedule, board.now, held=held, usage=board.usage)
        if candidate.kind is not Kind.CREATE or not evaluate(case).ok:
            return False
        held = held.and_also(time_cells(opening.start, wish.pattern, opening.prov_num, opening.op))
    return True


def spoken_option(option: FamilyOption, names: dict[int, str]) -> str:
    """'Milo on Tuesday, December 1 at 2:00 PM with Sarah Kim and Ada at 2:30 PM with Sarah Kim'."""
    parts = []
    for member, opening in option.visits:
        parts.append(f"{names[member.pat_num]} on {spoken_moment(opening.start)} with {opening.provider}")
    return " and ".join(parts) if len(parts) == 2 else ", ".join(parts)
