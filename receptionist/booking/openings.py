"""Openings for a caller: the free starts ranked by what was wished, spread sensibly, three at most, each judged."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import product

from receptionist.booking.case import CallUsage, Candidate, Case, Held, Kind
from receptionist.booking.free_time import FreeStart, Search, free_starts
from receptionist.booking.rules import evaluate
from receptionist.booking.snapshot import ScheduleSnapshot
from receptionist.practice.office import Office
from receptionist.practice.people import VisitType
from receptionist.practice.wording import spoken_moment

MOST_OFFERED = 3
SPREADS = (120, 60, 30)  # Minutes between two offers of one day; the wider is tried first.
NOON = 12 * 60


class PartOfDay(StrEnum):
    """When the caller would like to come."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"

    def holds(self, minute: int) -> bool:
        """Whether a start at that minute of the day is in it."""
        return self is PartOfDay.ANY or (minute < NOON) == (self is PartOfDay.MORNING)


@dataclass(frozen=True)
class Opening:
    """A time that can be booked. `start` is aware, in the practice's zone; `provider` is the name as spoken."""

    start: datetime
    minutes: int
    prov_num: int
    op: int
    provider: str

    @property
    def spoken(self) -> str:
        """'Tuesday, December 1 at 2:00 PM with Sarah Kim'."""
        return f"{spoken_moment(self.start)} with {self.provider}"


@dataclass(frozen=True)
class Wish:
    """What openings are for: days `first` to `last`, inclusive, and what is preferred inside them."""

    type: VisitType
    pattern: str
    first: date
    last: date
    at: time | None = None
    part: PartOfDay = PartOfDay.ANY
    prov_num: int | None = None
    op: int | None = None
    apt_num: int | None = None
    likes_prov: int | None = None
    pat_num: int | None = None

    @property
    def minutes(self) -> int:
        """Length of the visit."""
        return 5 * len(self.pattern)


@dataclass(frozen=True)
class Board:
    """What openings are found on: the office, the schedule as read, other calls' holds, now, and the call so far."""

    office: Office
    schedule: ScheduleSnapshot
    held: Held
    now: datetime
    usage: CallUsage = CallUsage()


def candidate_at(wish: Wish, start: datetime, prov_num: int, op: int) -> Candidate:
    """The candidate for the wished visit at that place."""
    kind = Kind.CREATE if wish.apt_num is None else Kind.MOVE
    return Candidate(kind, wish.type, start, wish.pattern, prov_num, op, wish.apt_num)


def find_openings(board: Board, wish: Wish, search_to: date | None = None) -> list[Opening]:
    """At most three openings, best first. Looks past `wish.last`, up to `search_to`, for what the wish leaves open."""
    search = Search(wish.type, wish.minutes, wish.prov_num, wish.op, wish.apt_num, board.held, wish.pat_num)
    last = max(wish.last, search_to or wish.last)
    best: dict[tuple[date, int], FreeStart] = {}
    for start in free_starts(board.office, board.schedule, wish.first, last, search):
        known = best.get((start.day, start.minute))
        if known is None or _preference(wish, start) < _preference(wish, known):
            best[start.day, start.minute] = start
    ranked = sorted(best.values(), key=lambda start: _rank(wish, start))
    return _spread(board, wish, ranked)


def _preference(wish: Wish, start: FreeStart) -> tuple[bool, int, int, int]:
    """Between places at one time: the patient's own provider, then the chair that suits, then the first chair."""
    return (start.prov_num != wish.likes_prov, start.fit, start.op, start.prov_num)


def _rank(wish: Wish, start: FreeStart) -> tuple[bool, bool, int, date, int]:
    """Inside the wish first, then nearest to the wished time, then soonest."""
    outside = not wish.first <= start.day <= wish.last
    wished = wish.at.hour * 60 + wish.at.minute if wish.at else None
    distance = abs(start.minute - wished) if wished is not None else 0
    return (outside, not wish.part.holds(start.minute), distance, start.day, start.minute)


def _spread(board: Board, wish: Wish, ranked: list[FreeStart]) -> list[Opening]:
    """Take the best, then others far enough from it; at most two of one day while other days have some."""
    chosen: list[FreeStart] = []
    refused: set[FreeStart] = set()
    for per_day, spread in product((2, MOST_OFFERED), SPREADS):
        for start in ranked:
            if len(chosen) == MOST_OFFERED:
                break
            same_day = [other.minute for other in chosen if other.day == start.day]
            near = any(abs(start.minute - minute) < spread for minute in same_day)
            if near or len(same_day) >= per_day or start in refused:
                continue
            if _is_legal(board, wish, start):
                chosen.append(start)
            else:
                refused.add(start)
    order = {start: place for place, start in enumerate(ranked)}
    return [_opening(board, wish, start) for start in sorted(chosen, key=lambda start: order[start])]


def _is_legal(board: Board, wish: Wish, start: FreeStart) -> bool:
    candidate = candidate_at(wish, _moment(board, start), start.prov_num, start.op)
    return evaluate(Case(candidate, board.office, board.schedule, board.now, held=board.held, usage=board.usage)).ok


def _opening(board: Board, wish: Wish, start: FreeStart) -> Opening:
    name = board.office.provider_name(start.prov_num)
    return Opening(_moment(board, start), wish.minutes, start.prov_num, start.op, name)


def _moment(board: Board, start: FreeStart) -> datetime:
    midnight = datetime.combine(start.day, time.min, tzinfo=board.office.profile.zone)
    return midnight + timedelta(minutes=start.minute)
