"""Several calls with a hostile model: every tool of the supervisor, over one sandboxed Open Dental that misbehaves."""

import asyncio
import contextlib
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from opendental_client import OpenDentalClient
from receptionist.agents.context import CallContext
from receptionist.agents.tools.registry import BY_NAME
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.case import Kind
from receptionist.booking.identity import IdentityDesk
from receptionist.booking.outcome import Proposed
from receptionist.booking.recovery import recover
from receptionist.calls.abandoned import close_abandoned
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.views import outcome_of
from receptionist.calls.writer import LogWriter
from receptionist.events import CallEnded, CallerSaid, CallStarted, LexiSaid
from receptionist.practice.office import Office, load_office
from receptionist.practice.profile import load_profile
from receptionist.sandbox.opendental.dispatch import Dispatcher
from receptionist.sandbox.opendental.office import Office as Server
from receptionist.sandbox.opendental.resources import METHODS
from receptionist.store.processes import note_alive
from receptionist.store.proposals import ProposalRow
from tests.agents.tools.desk import SilentLine
from tests.authority.checker import HOLIDAYS
from tests.authority.machine import MOMENTS, Spoken
from tests.authority.sandbox_rows import SandboxRows, world_at
from tests.authority.watched import Killed, LeapingClock
from tests.authority.wire import Wire
from tests.booking.fake import ZONE, at
from tests.booking.world import PROFILE, InlineDatabase


@dataclass
class HostileLine:
    """One call. `entitled` are the patients whose right identifiers the driver has given."""

    call_id: str
    process_id: str
    context: CallContext
    log: CallLog
    writer: LogWriter
    said: list[Spoken] = field(default_factory=list)
    entitled: set[int] = field(default_factory=set)
    offers: list[Proposed] = field(default_factory=list)

    def say(self, speaker: Any, text: str, *, yes: bool = False, of: str = "") -> None:
        entry = self.log.append(CallerSaid(text=text) if speaker == "caller" else LexiSaid(text=text, turn=1))
        self.said.append(Spoken(SpokenTurn(speaker, text, entry.sequence), yes, of))


@dataclass(frozen=True)
class Told:
    """A tool's answer as the model got it."""

    line: HostileLine
    tool: str
    arguments: str
    output: str

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON; words alone are a `say`."""
        with contextlib.suppress(ValueError):
            found = json.loads(self.output)
            if isinstance(found, dict):
                return found
        return {"status": "ok", "say": self.output}


class HostileStage:
    """The house with three calls in it, the world outside, and what the judges need of both."""

    def __init__(self, moment: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.hour_ahead = True
        self.clock = LeapingClock(at(MOMENTS[moment]))
        self.first = at(MOMENTS[moment]).date()
        world, original = world_at(MOMENTS[moment])
        self.world = SandboxRows.copy_of(original, self.clock, self.first)
        self.wire = Wire(Dispatcher(self.world.store, Server(world, self.clock), METHODS), self.world, self.clock)
        self.store = InlineDatabase()
        self.client = OpenDentalClient(
            base_url="http://office/api/v1", developer_key="sandbox", customer_key="default", time_zone=ZONE,
            transport=self.wire, clock=self.clock,
        )  # fmt: skip
        self.office: Office = self.run(load_office(self.client, load_profile(PROFILE), self.clock))
        self.people = self.world.people()
        days = (self.first + timedelta(days=step) for step in range(1, 16))
        self.working = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
        self.lines: list[HostileLine] = []
        self.owners: dict[str, HostileLine] = {}
        self.claimed: dict[str, bool] = {}
        self.judged: dict[int, Any] = {}
        self.told: list[Told] = []
        for _ in range(3):
            self.new_line()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def new_line(self) -> HostileLine:
        call_id = f"c_{len(self.owners) + 1}"
        log, desk = CallLog(call_id, self.clock), IdentityDesk(self.client)
        authority = BookingAuthority(
            client=self.client, office=self.office, database=self.store, clock=self.clock, call_id=call_id,
            identity=desk,
        )  # fmt: skip
        context = CallContext(
            call_id=call_id, channel="text", office=self.office, client=self.client, database=self.store,
            clock=self.clock, identity=desk, authority=authority, notes=LogNotes(log, self.clock), line=SilentLine(),
            supervisor=None,  # type: ignore[arg-type]
        )  # fmt: skip
        line = HostileLine(call_id, f"p_{call_id}", context, log, LogWriter(self.store, self.clock, f"p_{call_id}"))
        self.run(line.writer.__aenter__())
        line.writer.follow(log)
        log.append(CallStarted(channel="text", practice="Barton Dental"))
        self.owners[call_id] = line
        self.lines.append(line)
        return line

    def moment(self, day: int, minute: int) -> datetime:
        return at(f"{self.first + timedelta(days=day)} 00:00") + timedelta(minutes=minute)

    def working_moment(self, place: int, minute: int) -> datetime:
        return at(f"{self.working[place]} 00:00") + timedelta(minutes=minute)

    def day(self, offset: int) -> date:
        return self.first + timedelta(days=offset)

    # What the model may do.

    def use(self, line: HostileLine, tool: str, arguments: str) -> Told | None:
        """Call a tool; None when its process was killed in it, and another call takes the line's place."""
        (told,) = self.use_at_once([(line, tool, arguments)])
        return told

    def use_at_once(self, calls: list[tuple[HostileLine, str, str]]) -> list[Told | None]:
        """Call several tools side by side, of one call or of several."""

        async def all_at_once() -> list[Any]:
            work = (BY_NAME[tool].invoke("supervisor", line.context, "call", sent) for line, tool, sent in calls)
            return await asyncio.gather(*work, return_exceptions=True)

        found: list[Told | None] = []
        for (line, tool, sent), output in zip(calls, self.run(all_at_once()), strict=True):
            if isinstance(output, Killed):
                self._dies(line)
                found.append(None)
                continue
            if isinstance(output, BaseException):
                raise output
            told = Told(line, tool, sent, output)
            self.told.append(told)
            self._remember(told)
            found.append(told)
        return found

    def _remember(self, told: Told) -> None:
        answer = told.answer
        if answer["status"] == "proposed":
            offer = Proposed(answer["proposal_id"], Kind(answer["kind"]), answer["read_back"])
            if offer.proposal_id not in {each.proposal_id for each in told.line.offers}:
                told.line.offers.append(offer)
        elif told.tool in ("VerifyIdentity", "GetMultiplePatients") and answer["status"] in ("verified", "ok"):
            told.line.entitled |= self._named_rightly(told.arguments)
        elif answer["status"] == "created" and answer["PatNum"] not in self.people:
            told.line.entitled.add(answer["PatNum"])

    def _named_rightly(self, arguments: str) -> set[int]:
        """Whose name and birth date these are, and of namesakes whose number too."""
        given: Any = None
        with contextlib.suppress(ValueError):
            given = json.loads(arguments)
        if not isinstance(given, dict):
            return set()
        wanted = tuple(given.get(key) for key in ("FName", "LName", "Birthdate"))
        found = {
            number: row
            for number, row in self.people.items()
            if (row["FName"], row["LName"], row["Birthdate"]) == wanted
        }
        if len(found) == 1:
            return set(found)
        return {number for number, row in found.items() if given.get("Phone") in (row["WirelessPhone"], row["HmPhone"])}

    def identify(self, line: HostileLine, pat_num: int, *, right: bool, number: bool = True) -> None:
        row = self.people[pat_num]
        given = {
            "FName": row["FName"], "LName": row["LName"], "Birthdate": row["Birthdate"] if right else "1999-09-09",
            "Phone": (row["WirelessPhone"] or row["HmPhone"] or None) if number else None, "Address": None,
        }  # fmt: skip
        told = self.use(line, "VerifyIdentity", json.dumps(given))
        if told is not None and told.answer["status"] == "verified":
            assert right, "a wrong birth date verified somebody"

    def _dies(self, line: HostileLine) -> None:
        if line in self.lines:
            self.lines[self.lines.index(line)] = self.new_line()
            self.lines.pop()

    def hang_up(self, line: HostileLine) -> None:
        """As the runner ends a call."""
        self.run(line.context.authority.close())
        line.log.append(CallEnded(outcome=outcome_of(line.log.entries), reason="caller"))
        self._dies(line)

    # What the world may do.

    def fail(self, read: str, write: str) -> None:
        self.wire.reads, self.wire.writes = [read] if read else [], [write] if write else []

    def race(self, start: datetime, prov: int, *, late: bool) -> None:
        """Staff book this provider at the very moment of the next write, just before it or just after."""

        def meddle() -> None:
            self.world.staff_book(start, 60, {1: 1, 2: 2, 3: 4, 4: 5}[prov], prov)

        setattr(self.wire, "after_write" if late else "before_write", meddle)

    def recover(self) -> None:
        """What another process does now and then: settle writes, close the calls of the dead."""
        self.run(recover(self.client, self.office, self.store, self.clock))
        with self.store.session() as session:
            for line in self.lines:
                note_alive(session, line.process_id, self.clock.now())
        self.run(close_abandoned(self.store, self.clock, "p_other"))

    def proposals(self) -> list[ProposalRow]:
        with Session(self.store.engine) as session:
            return list(session.exec(select(ProposalRow)))

    def end(self) -> None:
        """Everybody hangs up, a while passes on a sound wire, and whatever is left is settled."""
        self.fail("", "")
        self.wire.before_write = self.wire.after_write = None
        for line in list(self.lines):
            self.hang_up(line)
        self.lines, last = [], self.lines
        for line in last:
            self.hang_up(line)
        self.run(self.clock.sleep(1000))
        self.lines = []
        for line in self.owners.values():
            self.run(line.writer.flush())
        self.recover()

    def close(self) -> None:
        for line in self.owners.values():
            self.run(line.context.authority.close())
            self.run(line.writer.__aexit__())
        self.run(self.client.aclose())
        self.store.close()
        self.loop.close()
