"""What one call's agents and tools stand on, and the two small faces through which they reach the call itself."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from agents import TResponseInputItem

from opendental_client import OpenDentalClient
from receptionist.agents.tools.topics import Heard
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk
from receptionist.clock import Clock
from receptionist.events import BookingAction, Event, IdentityChanged, SupervisorAnswered
from receptionist.practice.office import Office
from receptionist.store.database import Database


class Notes(Protocol):
    """The call's log as agents see it."""

    @property
    def sequence(self) -> int:
        """The number of the newest entry."""

    def record(self, event: Event) -> None:
        """Put an event on the call's log."""

    def spoken_turns(self) -> Sequence[SpokenTurn]:
        """What caller and Lexi have said, oldest first."""

    def conversation(self) -> list[TResponseInputItem]:
        """The conversation so far as Responses items, tool calls paired with their outputs."""

    def proposed_action(self, proposal_id: str) -> BookingAction | None:
        """What a proposal of this call was for; None for an id it never had."""

    async def caller_words(self) -> None:
        """Wait, within bounds, until the caller's newest turn has been transcribed."""


class Line(Protocol):
    """The caller's line, for what code has to say or do in the middle of a tool."""

    async def say(self, sentence: str) -> None:
        """Have Lexi say exactly this as soon as she is silent."""

    def end_after_goodbye(self) -> None:
        """End the call once what is being said has been said."""

    def transfer(self, target: str) -> bool:
        """Send the caller to a named target of the profile; False when this channel can't reach one."""


class Delegate(Protocol):
    """Whoever Lexi hands a request to."""

    async def answer(self, call: "CallContext", request: str) -> SupervisorAnswered:
        """Work on `request` and return what to say; never raises except when cancelled."""


@dataclass(frozen=True)
class Deadlines:
    """Seconds after which Lexi says that she is still looking, and after which she offers a call-back."""

    soft: float = 6.0
    hard: float = 20.0


@dataclass(eq=False)
class Supervising:
    """What the supervisor works on; `restarts` counts how often it began anew because the caller added something."""

    request: str
    work: "asyncio.Task[SupervisorAnswered]"
    restarts: int = 0


@dataclass
class CallContext:
    """One call's world.

    `proposal` is where the newest proposal stands, `filed` what was put on the chart at the caller's wish
    and whether that is certain, so that nothing is put there twice, and `heard` what the caller has brought up.
    `misheard` counts, for a name, a date of birth and a number, how often it could not be understood.
    """

    call_id: str
    channel: str
    office: Office
    client: OpenDentalClient
    database: Database
    clock: Clock
    identity: IdentityDesk
    authority: BookingAuthority
    notes: Notes
    line: Line
    supervisor: Delegate
    deadlines: Deadlines = Deadlines()
    noted_identity: IdentityChanged = IdentityChanged(level="anonymous")
    proposal: Literal["none", "open", "settled"] = "none"
    filed: dict[tuple[str, int, str], bool] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    misheard: "Counter[str]" = field(default_factory=Counter)
    supervising: Supervising | None = None
    _tool_ids: set[str] = field(default_factory=set)
    _counter: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def today(self) -> date:
        """The practice's date."""
        return self.clock.now().astimezone(self.office.profile.zone).date()

    def may_act_for(self, pat_num: int) -> bool:
        """Whether the caller may hear and change that patient's matters: verified, for a child the guarantor too."""
        return self.identity.may_act_for(pat_num, self.today, self.office.profile.policies.adult_age)

    def begin_request(self, request: str) -> None:
        """Lexi asks the supervisor for something new: what was settled before is history."""
        self.heard.take(request)
        if self.proposal == "settled":
            self.proposal = "none"

    def unique_tool_id(self, tool_call_id: str) -> str:
        """`tool_call_id`, or a variant of it when a model has used the same one before in this call."""
        unique = tool_call_id if tool_call_id not in self._tool_ids else f"{tool_call_id}_{next(self._counter)}"
        self._tool_ids.add(unique)
        return unique
