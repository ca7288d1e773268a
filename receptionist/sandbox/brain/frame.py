"""What the supervisor knows at one moment of a conversation: the typed result of folding over the wire's items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.party import Party
from receptionist.sandbox.brain.wire import Exchange
from receptionist.sandbox.brain.wording import Ask


class Goal(StrEnum):
    """What the caller is here for."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    FIND = "find"
    MESSAGE = "message"


@dataclass
class Person:
    """Identity facts as the caller said them. `phone` is ten digits.

    `birth_month_day` and `birth_year` are the parts of a birth date that came one by one.
    """

    first: str | None = None
    last: str | None = None
    born: date | None = None
    phone: str | None = None
    address: str | None = None
    email: str | None = None
    birth_month_day: tuple[int, int] | None = None
    birth_year: int | None = None

    @property
    def full_name(self) -> str:
        """First and last name, as far as known."""
        return " ".join(part for part in (self.first, self.last) if part)


@dataclass
class Wish:
    """When and with whom. `start`/`end` inclusive; bounds and times practice-local.

    `declined`: openings that were offered and not wanted.
    """

    start: date | None = None
    end: date | None = None
    days: tuple[date, ...] = ()
    soonest: bool = False
    any_day: bool = False
    at: time | None = None
    part: str | None = None
    after: time | None = None
    before: time | None = None
    not_days: frozenset[date] = frozenset()
    not_weekdays: frozenset[int] = frozenset()
    days_after_visit: int | None = None
    provider: str | None = None
    declined: frozenset[datetime] = frozenset()

    @property
    def says_day(self) -> bool:
        """Whether any wish about the day was said."""
        return bool(self.start or self.end or self.soonest or self.any_day or self.days_after_visit)

    @property
    def says_anything(self) -> bool:
        """Whether there is enough to search with."""
        return self.says_day or bool(self.at or self.part or self.after or self.before)


@dataclass(frozen=True)
class Slot:
    """An opening as a tool offered it; `together` are the visits of a family that this one option stands for."""

    starts: datetime
    date_time: str
    provider_number: int | None
    operatory: int | None
    provider: str
    spoken: str
    together: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Offer:
    """The openings of the latest search or refusal. `exact`: the first is the wished day and time."""

    slots: tuple[Slot, ...]
    exact: bool = False
    say: str = ""
    arguments: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Visit:
    """An upcoming visit as a tool listed it, or one that was cancelled and may be put back on the schedule."""

    number: int
    spoken: str
    starts: datetime | None
    kind: str
    kind_number: int | None
    provider: str
    provider_number: int | None
    confirmed: bool
    cancelled: bool = False


@dataclass(frozen=True)
class VisitKind:
    """An appointment type as a tool listed it."""

    number: int
    name: str
    minutes: int
    role: str
    bookable: bool


@dataclass(frozen=True)
class Provider:
    """A provider as a tool listed it."""

    number: int
    name: str
    role: str


@dataclass(frozen=True)
class Proposal:
    """What was proposed and waits for the caller's yes; `tool` is empty when only the moment block names it."""

    proposal_id: str
    kind: str
    read_back: str
    tool: str = ""
    arguments: tuple[tuple[str, Any], ...] = ()
    slot: Slot | None = None


@dataclass
class Turn:
    """The caller's newest utterance and what has been done about it since.

    `rejected`: the open proposal is not wanted as it is. `unclear_pick`: the offered openings that the words could
    mean. `wants_more`: none of the offered openings. `abandoned`: the whole task is off; `kept`: the cancellation
    alone is. `problem`: a question the readers need answered before the words can be used (an ambiguous or
    impossible date, a short phone number).
    `progressed`: something was understood.
    """

    heard: Heard | None = None
    asked: Ask | None = None
    exchanges: list[Exchange] = field(default_factory=list)
    agreed: bool = False
    rejected: bool = False
    unclear_pick: tuple[Slot, ...] = ()
    wants_more: bool = False
    abandoned: bool = False
    kept: bool = False
    corrected: bool = False
    progressed: bool = False
    problem: str = ""

    @property
    def last(self) -> Exchange | None:
        """The newest tool exchange of this turn."""
        return self.exchanges[-1] if self.exchanges else None

    def did(self, *names: str) -> bool:
        """Whether one of the tools was already called in this turn."""
        return any(exchange.name in names for exchange in self.exchanges)


@dataclass
class Frame:
    """Everything known now. Lists that are None were not asked for yet (or went stale).

    `person` is whoever is to be verified next. `guardian_first`: the visit is a child's, so the parent who is calling
    is verified before the child, whose facts wait in `child`.
    `for_someone_else`: the verified patient is not the caller; `guardian` is the caller's own PatNum and name then.
    `party`: several come together; `person` is then whoever of them is to be verified next.
    `done_kind` and `done_day` are what and when the last task was about, for "one for my daughter too".
    `maybe_move` ("earlier" or "later"): the caller may mean a visit they already have; their visits tell.
    `wanted` is what a message is about; `previous_words` what the caller said before the newest utterance.
    """

    today: date
    goal: Goal | None = None
    person: Person = field(default_factory=Person)
    pat_num: int | None = None
    verified_name: str = ""
    existing: bool | None = None
    unsure_newness: bool = False
    failed_identities: set[tuple[str | None, ...]] = field(default_factory=set)
    identity_closed: bool = False
    needs_third: bool = False
    for_other: bool = False
    guardian_first: bool = False
    for_someone_else: bool = False
    guardian: tuple[int, str] | None = None
    child: Person = field(default_factory=Person)
    party: Party | None = None
    kind_key: str | None = None
    kind_words: str | None = None
    kind_number: int | None = None
    done_day: date | None = None
    done_kind: tuple[str | None, str | None] | None = None
    wish: Wish = field(default_factory=Wish)
    kinds: list[VisitKind] | None = None
    providers: list[Provider] | None = None
    visits: list[Visit] | None = None
    visit_number: int | None = None
    visit_day: date | None = None
    offer: Offer | None = None
    chosen: Slot | None = None
    needs_wish: bool = False
    proposal: Proposal | None = None
    closed_proposals: set[str] = field(default_factory=set)
    asked: Ask | None = None
    expect: Ask | None = None
    last_lexi: str = ""
    last_exchange: Exchange | None = None
    request: str = ""
    wanted: str = ""
    previous_words: str = ""
    date_candidates: tuple[date, ...] = ()
    date_question: str = ""
    no_callback: bool = False
    maybe_move: str = ""
    turn: Turn = field(default_factory=Turn)

    def finish_task(self) -> None:
        """Forget the task that is done or given up; who the caller is stays known."""
        self.goal = None
        self.party = None
        if self.kind_key or self.kind_words:
            self.done_kind = (self.kind_key, self.kind_words)
        self.kind_key = self.kind_words = self.kind_number = None
        self.wish = Wish()
        self.visits = None
        self.visit_number = self.visit_day = None
        self.offer = self.chosen = self.proposal = None
        self.needs_wish, self.maybe_move = False, ""
        self.date_candidates, self.date_question = (), ""
        self.request = self.wanted = ""

    @property
    def visit(self) -> Visit | None:
        """The upcoming visit that is meant, once it is known."""
        return next((visit for visit in self.visits or () if visit.number == self.visit_number), None)
