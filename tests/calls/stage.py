"""An exchange on a stage: everything around it is replaced by something that remembers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from receptionist.agents.emergency import Alarm
from receptionist.calls.exchange import Exchange
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.safety import SafetyNets
from receptionist.clock import ManualClock
from receptionist.engines import events as engine
from receptionist.practice.office import Office
from receptionist.practice.profile import load_profile
from receptionist.settings import ROOT
from tests.calls.fakes import RecordingCaller, RecordingSession

DONE = engine.ResponseFinished("r", "completed", "", None)
FAILED = engine.ResponseFinished("r", "failed", "server_error", None)
CANCELLED = engine.ResponseFinished("r", "cancelled", "client_cancelled", None)


class Stage:
    """An exchange with everything around it replaced by something that remembers."""

    def __init__(self, caller: RecordingCaller | None = None, *, server_answers: bool = True) -> None:
        self.clock = ManualClock(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
        self.log = CallLog("c_1", self.clock)
        self.notes = LogNotes(self.log, self.clock)
        self.caller = caller or RecordingCaller()
        self.session = RecordingSession()
        self.over: list[tuple[str, bool]] = []
        self.alarms: list[Alarm] = []
        self.staff_can_be_told = True
        self.on_alarm: Callable[[], None] = lambda: None
        office = Office(load_profile(ROOT / "fixtures/practices/barton.yaml"), {}, {}, {})
        self.exchange = Exchange(
            cast(Any, self.session),
            self.log,
            self.notes,
            self.caller,
            self.clock,
            "gpt-realtime-2.1-mini",
            SafetyNets(office, self.log, self.clock),
            self.alert,
            lambda reason, failed: self.over.append((reason, failed)),
            server_answers=server_answers,
        )

    async def alert(self, alarm: Alarm) -> bool:
        self.alarms.append(alarm)
        self.on_alarm()
        return self.staff_can_be_told

    async def play(self, *events: engine.ServerEvent) -> None:
        for event in events:
            await self.exchange.on_event(event)

    async def pass_time(self, seconds: float) -> None:
        """Time goes by, looked at every second as the runner does."""
        for _ in range(round(seconds)):
            await self.clock.advance(1)
            await self.exchange.check_progress()

    async def speaks(self, text: str) -> None:
        await self.play(engine.ResponseStarted("r"), engine.WordsDelta("i", text), engine.WordsDone("i", text), DONE)

    def logged(self, kind: type) -> list[Any]:
        return [entry.event for entry in self.log.entries if isinstance(entry.event, kind)]
