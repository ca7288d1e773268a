"""The life of one call: notice, connection, greeting, turns, goodbye, and a closed log whatever happens in between."""

import asyncio
import base64
import functools
import logging
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from agents.realtime import RealtimeAgent
from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext
from receptionist.agents.emergency import Alarm
from receptionist.agents.lexi import greeting
from receptionist.agents.messages import leave_message
from receptionist.calls.caller import CallerSide, Cut
from receptionist.calls.connection import Connection
from receptionist.calls.continuity import Continuity
from receptionist.calls.ending import apologise
from receptionist.calls.exchange import Exchange
from receptionist.calls.kept_tools import KeptTools
from receptionist.calls.ladder import Ladder
from receptionist.calls.lifeline import Lifeline
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.owed import opening
from receptionist.calls.replay import replayed
from receptionist.calls.safety import SafetyNets, staff_alert
from receptionist.calls.views import outcome_of, spoken_turns
from receptionist.clock import Clock
from receptionist.engines.realtime import Medium
from receptionist.events import (
    CallContinued,
    CallEnded,
    CallStarted,
    EngineTrouble,
    NoticeGiven,
    TransferRequested,
)
from receptionist.practice.targets import reachable

logger = logging.getLogger(__name__)

CHECK_SECONDS = 1.0
STUCK_SECONDS = 8.0


@dataclass(frozen=True)
class Limits:
    """How long a call may last and be silent, and how old a connection may grow; seconds.

    The vendor ends a session after 60 minutes, so `rotate` must be less.
    """

    call: float = 90 * 60.0
    idle: float = 15 * 60.0
    rotate: float = 55 * 60.0


class CallRunner:
    """Runs one call. It is also the `Line` that tools speak through.

    `run` owns every task it starts and returns when the call is over, or when it is to go on without a voice engine:
    then `continues` is True and whoever takes the call on closes its log. The channel feeds it with `caller_said`,
    `caller_audio` or `caller_frame`, and `hang_up`, which may be called at any time.
    """

    def __init__(
        self,
        log: CallLog,
        clock: Clock,
        ladder: Ladder,
        medium: Medium,
        caller: CallerSide,
        limits: Limits | None = None,
    ) -> None:
        self.log = log
        self.notes = LogNotes(log, clock)
        self.kept = KeptTools()
        self.continues = False
        self._clock = clock
        self._monotonic = clock.monotonic
        self._ladder = ladder
        self._medium = medium
        self._caller = caller
        self._limits = limits or Limits()
        self._lifeline = Lifeline(ladder, clock, medium, caller, self._hear)
        self._continuity: Continuity | None = None
        self._exchange: Exchange | None = None
        self._over = asyncio.Event()
        self._reason, self._failed = "", False
        self._early: deque[str] = deque()
        # Since the clock was last looked at; a time for each frame would be read by nobody.
        self._heard_frame = False
        self._heard_at = self._awaited_since = clock.monotonic()

    # What the channel calls

    async def caller_said(self, text: str) -> None:
        """The caller typed `text`."""
        self._heard_at = self._clock.monotonic()
        if self._exchange is None or not self._connected:
            self._early.append(text)
        else:
            await self._to_engine(self._exchange.caller_typed(text))

    async def caller_pressed(self, cut: Cut | None) -> None:
        """The caller pressed a key, and the line was stopped; `cut` is where that cut Lexi off."""
        if self._exchange is not None and self._connected:
            await self._to_engine(self._exchange.hush(cut))

    async def caller_audio(self, audio: bytes) -> None:
        """The caller's audio in the medium's format; what comes before the engine listens is dropped."""
        self.caller_frame(base64.b64encode(audio).decode())

    def caller_frame(self, payload: str) -> None:
        """The caller's audio as base64 text in the medium's format. Never waits."""
        continuity = self._continuity
        if continuity is None or self._reason:
            return
        self._heard_frame = True
        continuity.give(payload)

    def hang_up(self) -> None:
        """The caller is gone."""
        self._end("caller_hung_up", failed=False)

    def shut_down(self) -> None:
        """The service stops: say so, leave a message for staff and end the call."""
        self._end("shut_down", failed=True)

    @property
    def _connected(self) -> bool:
        return self._continuity is not None and self._continuity.up

    async def _to_engine(self, sending: Coroutine[Any, Any, None]) -> None:
        """Send something to the engine; a connection that turns out to be gone is replaced by whoever watches it."""
        connection = self._continuity.connection if self._continuity is not None else None
        try:
            await sending
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            logger.warning("The voice engine could not be sent to: %s", type(error).__name__)
            if connection is not None:
                connection.lose("lost")

    def _hear(self, connection: Connection, payload: str, item_id: str) -> None:
        """Lexi's audio, the moment it arrives. What a replaced connection still brings is not for the caller."""
        connection.heard_at = self._monotonic()
        exchange = self._exchange
        if exchange is not None and connection.take is not None:
            exchange.hear(payload, item_id)

    # What tools call

    async def say(self, sentence: str) -> None:
        # While there is no connection there is no voice; what the caller is told about that comes with the next one.
        if self._exchange is not None and self._connected:
            await self._to_engine(self._exchange.say(sentence))

    def end_after_goodbye(self) -> None:
        if self._exchange is not None:
            self._exchange.end_when_spoken("goodbye", new_speech=False)

    def transfer(self, target: str) -> bool:
        if self._exchange is None or not self._caller.transfer(target):
            return False
        self._exchange.end_when_spoken("transfer", new_speech=True)
        return True

    # The call itself

    async def run(
        self, agent: RealtimeAgent[CallContext], call: CallContext, started: CallStarted | CallContinued
    ) -> None:
        """Run the call to its end. Does not raise for anything that goes wrong in it.

        A call that was begun before goes on where its log ends: no notice and no greeting again.
        """
        self.log.append(started)
        try:
            await self._caller.started(self.log.call_id)
            if isinstance(started, CallStarted):
                await self._caller.notice(call.office.profile.notice)
                self.log.append(NoticeGiven(text=call.office.profile.notice))
            if await self._connect(self.kept.adopt(agent), call):
                await self._talk(opening(started, self.log.entries, greeting(call)))
        except asyncio.CancelledError:
            self._end("shut_down", failed=True)
            raise
        except Exception as error:  # noqa: BLE001  (whatever broke, the caller gets a next step and the log an end)
            logger.error("A call broke with %s", type(error).__name__)  # noqa: TRY400
            self._end("internal_error", failed=True)
        finally:
            await asyncio.shield(self._finish(call))

    async def _connect(self, agent: RealtimeAgent[CallContext], call: CallContext) -> bool:
        self._lifeline.serve(agent, call)
        # Empty but for the order to go on, unless the call began elsewhere.
        items = replayed(self.log.entries) if spoken_turns(self.log.entries) else ()
        connection = await self._unless_over(self._lifeline.first(items, other_ways=self._other_ways))
        if connection is None:
            if not self._over.is_set():
                self._without_engine("engine_lost" if self._lifeline.reached else "engine_unreachable")
            return False
        self._exchange = Exchange(
            connection.session,
            self.log,
            self.notes,
            self._caller,
            self._clock,
            connection.engine.model,
            SafetyNets(call.office, self.log, self._clock),
            functools.partial(self._raise_emergency, call),
            self._on_over,
            server_answers=not self._medium.own_turns,
        )
        connection.take = self._exchange.on_event
        self._continuity = Continuity(
            connection,
            self._exchange,
            self._lifeline,
            self.kept,
            self.log,
            self.notes,
            self._clock,
            greeting(call),
            other_ways=self._other_ways,
        )
        return True

    @property
    def _other_ways(self) -> bool:
        """Whether the caller can be served without a voice engine."""
        return self._ladder.gathers and self._medium.spoken

    async def _raise_emergency(self, call: CallContext, alarm: Alarm) -> bool:
        """Flag an emergency to staff, and send the caller to a person where the channel can; True when staff know."""
        chosen = reachable(call.office.profile, "emergency", self._clock.now())
        dialling = chosen is not None and self.transfer(chosen.name)
        result: Literal["dialling", "no_staff"] = "dialling" if dialling else "no_staff"
        target = chosen.name if chosen is not None else ""
        self.log.append(TransferRequested(reason="emergency", result=result, target=target))
        try:
            await leave_message(call, staff_alert(alarm), None, "urgent")
        except SQLAlchemyError as error:
            logger.error("An emergency could not be stored for staff: %s", type(error).__name__)  # noqa: TRY400
            return False
        return True

    async def _talk(self, first_words: str) -> None:
        """Carry the conversation, through as many connections as it takes."""
        tasks = [
            asyncio.create_task(self._watch(), name="call watchdog"),
            asyncio.create_task(self._open_conversation(first_words), name="greeting"),
        ]
        try:
            while await self._connection_lost():
                if self._exchange is not None and self._exchange.ending:
                    # Lexi had parted already, or the caller goes to a person: there is nothing left to say.
                    self._end(self._exchange.ending, failed=False)
                elif self._continuity is not None and not await self._unless_over(self._continuity.mend()):
                    self._without_engine("engine_lost")
                else:
                    await self._take_early()
        finally:
            if self._exchange is not None:
                await self._exchange.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _connection_lost(self) -> bool:
        """Wait until the connection in use is lost; False when the call is over instead."""
        while self._continuity is not None and not self._over.is_set():
            connection = self._continuity.connection
            await self._unless_over(connection.lost.wait())
            if connection is self._continuity.connection:
                break
        return not self._over.is_set()

    async def _unless_over(self, work: "Coroutine[Any, Any, Any]") -> Any:
        """What `work` returns; None when the call was over before it was done."""
        task, over = asyncio.create_task(work), asyncio.create_task(self._over.wait())
        try:
            await asyncio.wait({task, over}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for each in (task, over):
                each.cancel()
            await asyncio.gather(task, over, return_exceptions=True)

    async def _open_conversation(self, first_words: str) -> None:
        continuity, exchange = self._continuity, self._exchange
        if continuity is None or exchange is None:
            return
        if not continuity.connection.ready.is_set():
            self.log.append(EngineTrouble(code="settings_unconfirmed", remedy="went_on"))
        await self._to_engine(exchange.say(first_words))
        await self._take_early()

    async def _take_early(self) -> None:
        """Give the engine what the caller typed while there was none."""
        while self._early and self._exchange is not None and self._connected:
            await self._to_engine(self._exchange.caller_typed(self._early.popleft()))

    async def _watch(self) -> None:
        started = self._clock.monotonic()
        while True:
            await self._clock.sleep(CHECK_SECONDS)
            if self._continuity is not None and self._exchange is not None and self._connected:
                self._notice_stuck(self._continuity.connection, self._exchange)
                await self._to_engine(self._exchange.check_progress())
                await self._continuity.rotate_when_due(self._limits.rotate)
            now = self._clock.monotonic()
            if self._heard_frame:
                self._heard_at, self._heard_frame = now, False
            if now - started > self._limits.call:
                self._end("too_long", failed=False)
            elif now - self._heard_at > self._limits.idle:
                self._end("caller_silent", failed=False)

    def _notice_stuck(self, connection: Connection, exchange: Exchange) -> None:
        """A session that owes a response and sends nothing at all is replaced, where something better can be had."""
        now = self._clock.monotonic()
        if not exchange.state.awaiting_response or exchange.state.working:
            self._awaited_since = now
        silent_since = max(self._awaited_since, connection.heard_at)
        if now - silent_since > STUCK_SECONDS and connection.may_replace():
            self._awaited_since = now
            connection.lose("stuck")

    def _on_over(self, reason: str, failed: bool) -> None:
        if reason == "engine_failed":
            self._without_engine(reason)
        else:
            self._end(reason, failed=failed)

    def _without_engine(self, reason: str) -> None:
        """No engine serves this call any more: go on by turns where the channel can, or end it."""
        if self._other_ways and self._caller.continue_by_turns():
            self.continues = True
            self._end("by_turns", failed=False)
            return
        if reason == "engine_unreachable":
            self.log.append(EngineTrouble(code="connect_failed", remedy="apologised"))
        self._end(reason, failed=True)

    def _end(self, reason: str, *, failed: bool) -> None:
        if not self._over.is_set():
            self._reason, self._failed = reason, failed
            self._over.set()

    async def _finish(self, call: CallContext) -> None:
        if self._failed:
            speaking = self._exchange if self._connected and self._reason == "shut_down" else None
            turn = self._exchange.state.number if self._exchange is not None else 0
            reached = self._reason != "engine_unreachable"
            await apologise(call, self.log, self._caller, speaking, turn=turn, reached=reached)
        if self._exchange is not None:
            await self._exchange.close()
        if self._continuity is not None:
            await self._continuity.close()
        if self.continues:
            self.kept.orphan()
            await self._caller.ended(outcome_of(self.log.entries))
            return
        await self.kept.close()
        await call.authority.close()
        outcome = outcome_of(self.log.entries, failed=self._failed)
        self.log.append(CallEnded(outcome=outcome, reason=self._reason))
        await self._caller.ended(outcome)
