"""Starts calls and keeps track of them: every channel comes here, and every call gets the same world around it."""

import asyncio
import secrets
from dataclasses import dataclass

from opendental_client import OpenDentalClient
from receptionist.agents.context import CallContext, Deadlines, Line, Notes
from receptionist.agents.lexi import build_lexi, load_lexi_prompt
from receptionist.agents.supervisor import Supervisor
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk
from receptionist.calls.by_turns import NoLineYet, TurnByTurn
from receptionist.calls.caller import CallerSide
from receptionist.calls.kept_tools import KeptTools
from receptionist.calls.ladder import Ladder
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.offices import Offices
from receptionist.calls.ringing import Ringing
from receptionist.calls.runner import CallRunner, Limits
from receptionist.calls.safety import SafetyNets
from receptionist.calls.stored import stored_entries
from receptionist.calls.views import nobody_took_it, was_locked
from receptionist.calls.writer import LogWriter
from receptionist.clock import Clock
from receptionist.engines.realtime import Medium, RealtimeEngine
from receptionist.events import CallContinued, CallStarted
from receptionist.practice.profile import PracticeProfile
from receptionist.store.database import Database
from receptionist.store.processes import inherit_call

CHECK_SECONDS = 0.5
# Nothing may hold up the end of the process for good.
CLOSE_SECONDS = 30.0


class Busy(RuntimeError):
    """As many calls are running as this process may carry, or it takes no more because it is about to stop."""


@dataclass(frozen=True)
class OngoingCall:
    """A call that runs; `task` ends when it is over, or goes on by turns."""

    call_id: str
    runner: CallRunner
    task: "asyncio.Task[None]"


class Switchboard:
    """Starts calls on any channel. `close` ends those that run and waits for their logs."""

    def __init__(
        self,
        *,
        ladder: Ladder,
        supervisor: Supervisor,
        client: OpenDentalClient,
        database: Database,
        writer: LogWriter,
        offices: Offices,
        profile: PracticeProfile,
        clock: Clock,
        deadlines: Deadlines,
        max_calls: int,
        limits: Limits | None = None,
        process_id: str = "",
    ) -> None:
        self.clock = clock
        self.profile = profile
        self.draining = False
        self._ladder = ladder
        self._supervisor = supervisor
        self._client = client
        self._database = database
        self._writer = writer
        self._deadlines = deadlines
        self._max_calls = max_calls
        self._process_id = process_id
        self._limits = limits or Limits()
        self._offices = offices
        self._ringing = Ringing(ladder, offices, client, database)
        self._prompt = load_lexi_prompt()
        self._calls: dict[str, OngoingCall] = {}
        self._by_turns: dict[str, TurnByTurn] = {}

    @property
    def running(self) -> tuple[OngoingCall, ...]:
        """The calls that run now on a voice engine, or look for one."""
        return tuple(self._calls.values())

    @property
    def carrying(self) -> int:
        """How many calls would break off if the process ended now."""
        return len(self._calls) + len(self._by_turns)

    def start(
        self,
        channel: str,
        medium: Medium,
        caller: CallerSide,
        *,
        resumes: str = "",
        engine: RealtimeEngine | None = None,
        call_sid: str = "",
    ) -> OngoingCall:
        """Start a call and return at once. Raises `Busy`.

        `resumes` names a call that is to go on here: one whose transfer nobody took, or whose process is gone. It
        keeps its name and its log; a name that the store doesn't know begins a call like any other. `engine` is for
        a call that can be served by that one alone, which remembers the conversation itself, as on SIP. `call_sid` is
        the telephone's name for a call that `prepare` may have made things ready for.
        """
        # A call that goes on is somebody who is on the line already, so it is let in even while the house empties.
        if not resumes and self.draining:
            self.forget(call_sid)
            raise Busy("We can't take this call right now. Please try again in a moment.")
        if len(self._calls) >= self._max_calls:
            self.forget(call_sid)
            raise Busy("All lines are busy. Please try again in a moment.")
        call_id = resumes or f"c_{secrets.token_hex(8)}"
        log = CallLog(call_id, self.clock)
        ladder = self._ladder.only(engine) if engine is not None else self._ladder
        if call_sid:
            ladder = self._ringing.reserved(call_sid)
        runner = CallRunner(log, self.clock, ladder, medium, caller, self._limits)
        running = self._run(runner, log, channel, resumes=bool(resumes), call_sid=call_sid)
        task = asyncio.create_task(running, name=f"call {call_id}")
        ongoing = OngoingCall(call_id, runner, task)
        self._calls[call_id] = ongoing
        task.add_done_callback(lambda _: self._over(call_id, call_sid))
        return ongoing

    def _over(self, call_id: str, call_sid: str) -> None:
        self._calls.pop(call_id, None)
        self.forget(call_sid)

    def by_turns(self, call_id: str) -> TurnByTurn | None:
        """The call that goes on here without a voice engine; None when there is none of that name."""
        return self._by_turns.get(call_id)

    async def prepare(self, call_sid: str, caller_number: str) -> None:
        """Make ready what a call that rings will need: the office, a socket, and whether its number is on file."""
        if not self.draining:
            await self._ringing.prepare(call_sid, caller_number)

    def forget(self, call_sid: str) -> None:
        """A call that was prepared for never came, or can't be taken."""
        self._ringing.forget(call_sid)

    async def _run(self, runner: CallRunner, log: CallLog, channel: str, *, resumes: bool, call_sid: str) -> None:
        if resumes:
            await self._writer.flush()
            log.restore(await stored_entries(self._database, log.call_id))
        self._writer.follow(log)
        call = await self._context(log, channel, runner.notes, runner)
        started: CallStarted | CallContinued
        if log.entries:
            started = CallContinued(how="came_back" if nobody_took_it(log.entries) else "other_process")
        else:
            started = CallStarted(
                channel=channel,
                practice=self.profile.name,
                realtime_model=self._ladder.first.model,
                supervisor_model=self._supervisor.model,
                prompts={prompt.name: prompt.version for prompt in (self._prompt, self._supervisor.prompt)},
            )
        recognising = asyncio.create_task(self._recognise(call_sid, call.identity), name="caller's number")
        try:
            await runner.run(build_lexi(self._prompt), call, started)
        finally:
            recognising.cancel()
            await asyncio.gather(recognising, return_exceptions=True)
        if runner.continues:
            self._go_on_by_turns(log, call, runner.kept)

    async def _recognise(self, call_sid: str, identity: IdentityDesk) -> None:
        if call_sid:
            await self._ringing.recognise(call_sid, identity)

    async def _context(self, log: CallLog, channel: str, notes: Notes, line: Line) -> CallContext:
        office = await self._offices.current()
        # A caller who may try no more names must not get new tries from a restart.
        identity = IdentityDesk(self._client, 0) if was_locked(log.entries) else IdentityDesk(self._client)
        authority = BookingAuthority(
            client=self._client,
            office=office,
            database=self._database,
            clock=self.clock,
            call_id=log.call_id,
            identity=identity,
        )
        return CallContext(
            call_id=log.call_id,
            channel=channel,
            office=office,
            client=self._client,
            database=self._database,
            clock=self.clock,
            identity=identity,
            authority=authority,
            notes=notes,
            line=line,
            supervisor=self._supervisor,
            deadlines=self._deadlines,
        )

    def _go_on_by_turns(self, log: CallLog, call: CallContext, kept: KeptTools) -> TurnByTurn:
        nets = SafetyNets(call.office, log, self.clock)
        turns = self._by_turns[log.call_id] = TurnByTurn(log, self.clock, call, nets, kept, self._turns_over)
        return turns

    async def inherit_by_turns(self, call_id: str, *, orphaned: bool) -> TurnByTurn | None:
        """Go on by turns with a telephone call whose process is gone; None when it lives, or the call is not open.

        `orphaned`: the process is known to be gone, though it may have been seen a moment ago.
        """
        me, now = self._process_id, self.clock.now()
        if not await self._database.run(lambda session: inherit_call(session, call_id, me, now, orphaned=orphaned)):
            return None
        log = CallLog(call_id, self.clock)
        log.restore(await stored_entries(self._database, call_id))
        self._writer.follow(log)
        call = await self._context(log, "phone", LogNotes(log, self.clock), NoLineYet())
        return self._go_on_by_turns(log, call, KeptTools())

    def _turns_over(self, call_id: str) -> None:
        self._by_turns.pop(call_id, None)

    def drain(self) -> None:
        """Take no new calls from now on; those that run go on."""
        self.draining = True

    async def empty(self, seconds: float) -> bool:
        """Wait until no call runs, or for `seconds`; whether none does."""
        until = self.clock.monotonic() + seconds
        while self.carrying and self.clock.monotonic() < until:
            await self.clock.sleep(CHECK_SECONDS)
        return not self.carrying

    async def close(self) -> None:
        """End every running call with an apology and a message for staff, and wait until each has closed its log."""
        self.drain()
        ongoing = self.running
        for call in ongoing:
            call.runner.shut_down()
        if ongoing:
            await asyncio.wait({call.task for call in ongoing}, timeout=CLOSE_SECONDS)
        await asyncio.gather(*(turns.end("shut_down", failed=True) for turns in list(self._by_turns.values())))
        for call in self.running:
            call.task.cancel()
        await asyncio.gather(*(call.task for call in ongoing), return_exceptions=True)
        await self._ringing.close()
