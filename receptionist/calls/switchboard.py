"""Starts calls and keeps track of them: every channel comes here, and every call gets the same world around it."""

import asyncio
import secrets
from dataclasses import dataclass

from opendental_client import OpenDentalClient
from receptionist.agents.context import CallContext, Deadlines
from receptionist.agents.lexi import build_lexi, load_lexi_prompt
from receptionist.agents.supervisor import Supervisor
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk
from receptionist.calls.caller import CallerSide
from receptionist.calls.log import CallLog
from receptionist.calls.offices import Offices
from receptionist.calls.runner import CallRunner
from receptionist.calls.writer import LogWriter
from receptionist.clock import Clock
from receptionist.engines.realtime import Medium, RealtimeEngine
from receptionist.events import CallStarted
from receptionist.practice.profile import PracticeProfile
from receptionist.store.database import Database


class Busy(RuntimeError):
    """As many calls are running as this process may carry."""


@dataclass(frozen=True)
class OngoingCall:
    """A call that runs; `task` ends when it is over."""

    call_id: str
    runner: CallRunner
    task: "asyncio.Task[None]"


class Switchboard:
    """Starts calls on any channel. `close` ends those that run and waits for their logs."""

    def __init__(
        self,
        *,
        engine: RealtimeEngine,
        supervisor: Supervisor,
        client: OpenDentalClient,
        database: Database,
        writer: LogWriter,
        offices: Offices,
        profile: PracticeProfile,
        clock: Clock,
        deadlines: Deadlines,
        max_calls: int,
    ) -> None:
        self.clock = clock
        self.profile = profile
        self._engine = engine
        self._supervisor = supervisor
        self._client = client
        self._database = database
        self._writer = writer
        self._deadlines = deadlines
        self._max_calls = max_calls
        self._offices = offices
        self._prompt = load_lexi_prompt()
        self._calls: dict[str, OngoingCall] = {}

    @property
    def running(self) -> tuple[OngoingCall, ...]:
        """The calls that run now."""
        return tuple(self._calls.values())

    def start(self, channel: str, medium: Medium, caller: CallerSide) -> OngoingCall:
        """Start a call and return at once. Raises `Busy`."""
        if len(self._calls) >= self._max_calls:
            raise Busy("All lines are busy. Please try again in a moment.")
        call_id = f"c_{secrets.token_hex(8)}"
        log = CallLog(call_id, self.clock)
        self._writer.follow(log)
        runner = CallRunner(log, self.clock, self._engine, medium, caller)
        task = asyncio.create_task(self._run(runner, log, channel), name=f"call {call_id}")
        ongoing = OngoingCall(call_id, runner, task)
        self._calls[call_id] = ongoing
        task.add_done_callback(lambda _: self._calls.pop(call_id, None))
        return ongoing

    async def _run(self, runner: CallRunner, log: CallLog, channel: str) -> None:
        office = await self._offices.current()
        identity = IdentityDesk(self._client)
        authority = BookingAuthority(
            client=self._client,
            office=office,
            database=self._database,
            clock=self.clock,
            call_id=log.call_id,
            identity=identity,
        )
        call = CallContext(
            call_id=log.call_id,
            channel=channel,
            office=office,
            client=self._client,
            database=self._database,
            clock=self.clock,
            identity=identity,
            authority=authority,
            notes=runner.notes,
            line=runner,
            supervisor=self._supervisor,
            deadlines=self._deadlines,
        )
        started = CallStarted(
            channel=channel,
            practice=self.profile.name,
            realtime_model=self._engine.model,
            supervisor_model=self._supervisor.model,
            prompts={prompt.name: prompt.version for prompt in (self._prompt, self._supervisor.prompt)},
        )
        await runner.run(build_lexi(self._prompt), call, started)

    async def close(self) -> None:
        """Hang up every running call and wait until each has closed its log."""
        ongoing = self.running
        for call in ongoing:
            call.runner.hang_up()
        if ongoing:
            await asyncio.gather(*(call.task for call in ongoing), return_exceptions=True)
