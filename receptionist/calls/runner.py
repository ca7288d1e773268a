"""The life of one call: notice, connection, greeting, turns, goodbye, and a closed log whatever happens in between."""

import asyncio
import functools
import logging
from collections import deque
from collections.abc import Coroutine
from typing import Any, Literal

from agents.realtime import RealtimeAgent
from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext
from receptionist.agents.emergency import Alarm
from receptionist.agents.lexi import greeting
from receptionist.agents.messages import leave_message
from receptionist.agents.tools.lexi import transfer_target
from receptionist.calls.caller import CallerSide
from receptionist.calls.exchange import Exchange
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.safety import SafetyNets, staff_alert
from receptionist.calls.views import outcome_of
from receptionist.clock import Clock, deadline
from receptionist.engines.events import SessionReady, read_server_event
from receptionist.engines.realtime import EngineSession, Medium, RealtimeEngine
from receptionist.events import (
    CallEnded,
    CallStarted,
    Delegated,
    EngineTrouble,
    LexiSaid,
    NoticeGiven,
    TransferRequested,
)

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 15.0
CLOSE_SECONDS = 5.0
CHECK_SECONDS = 1.0
MAX_CALL_SECONDS = 45 * 60.0
IDLE_SECONDS = 15 * 60.0
NO_ENGINE = (
    "I'm sorry, our assistant can't be reached right now. Please call {phone}, or try again in a few minutes. "
    "{emergency_hint}"
)
LOST = (
    "I'm sorry, something went wrong on our side and I have to end this conversation. I've left a note for the front "
    "desk. You can also call {phone}."
)
EMERGENCY_HINT = "In an emergency, call 911."


class CallRunner:
    """Runs one call. It is also the `Line` that tools speak through.

    `run` owns every task it starts and returns when the call is over. The channel feeds it with `caller_said`,
    `caller_audio` and `hang_up`, which may be called at any time.
    """

    def __init__(self, log: CallLog, clock: Clock, engine: RealtimeEngine, medium: Medium, caller: CallerSide) -> None:
        self.log = log
        self.notes = LogNotes(log, clock)
        self._clock = clock
        self._engine = engine
        self._medium = medium
        self._caller = caller
        self._session: EngineSession[CallContext] | None = None
        self._exchange: Exchange | None = None
        self._ready = asyncio.Event()
        self._over = asyncio.Event()
        self._reason, self._failed = "", False
        self._early: deque[str] = deque()
        self._heard_at = clock.monotonic()

    # What the channel calls

    async def caller_said(self, text: str) -> None:
        """The caller typed `text`."""
        self._heard_at = self._clock.monotonic()
        if self._exchange is None:
            self._early.append(text)
        else:
            await self._to_engine(self._exchange.caller_typed(text))

    async def caller_audio(self, audio: bytes) -> None:
        """The caller's audio in the medium's format; what comes before the engine listens is dropped."""
        if self._session is not None and not self._over.is_set():
            self._heard_at = self._clock.monotonic()
            await self._to_engine(self._session.send_audio(audio))

    def hang_up(self) -> None:
        """The caller is gone."""
        self._end("caller_hung_up", failed=False)

    async def _to_engine(self, sending: Coroutine[Any, Any, None]) -> None:
        """Send something to the engine; a connection that is gone ends the call, and its loss is told there."""
        try:
            await sending
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            logger.warning("The voice engine could not be sent to: %s", type(error).__name__)
            self._end("engine_lost", failed=True)

    # What tools call

    async def say(self, sentence: str) -> None:
        if self._exchange is not None:
            await self._exchange.say(sentence)

    def end_after_goodbye(self) -> None:
        if self._exchange is not None:
            self._exchange.end_when_spoken("goodbye", new_speech=False)

    def transfer(self, target: str) -> bool:
        if self._exchange is None or not self._caller.transfer(target):
            return False
        self._exchange.end_when_spoken("transfer", new_speech=True)
        return True

    # The call itself

    async def run(self, agent: RealtimeAgent[CallContext], call: CallContext, started: CallStarted) -> None:
        """Run the call to its end. Does not raise for anything that goes wrong in it."""
        self.log.append(started)
        try:
            await self._caller.started(self.log.call_id)
            await self._caller.notice(call.office.profile.notice)
            self.log.append(NoticeGiven(text=call.office.profile.notice))
            if await self._connect(agent, call):
                await self._talk(call)
        except asyncio.CancelledError:
            self._end("shut_down", failed=True)
            raise
        except Exception as error:  # noqa: BLE001  (whatever broke, the caller gets a next step and the log an end)
            logger.error("A call broke with %s", type(error).__name__)  # noqa: TRY400
            self._end("internal_error", failed=True)
        finally:
            await asyncio.shield(self._finish(call))

    async def _connect(self, agent: RealtimeAgent[CallContext], call: CallContext) -> bool:
        try:
            async with deadline(self._clock, CONNECT_SECONDS):
                self._session = await self._engine.open(agent, call, self._medium, self._caller.playback_tracker)
        except Exception as error:  # noqa: BLE001  (websockets, TLS, HTTP and the SDK each raise their own)
            logger.warning("The voice engine could not be reached: %s", type(error).__name__)
            self.log.append(EngineTrouble(code="connect_failed", remedy="apologised"))
            await self._code_says(NO_ENGINE, call)
            self._end("engine_unreachable", failed=True)
            return False
        self._exchange = Exchange(
            self._session,
            self.log,
            self.notes,
            self._caller,
            self._clock,
            self._engine.model,
            SafetyNets(call.office, self.log, self._clock),
            functools.partial(self._raise_emergency, call),
            self._on_over,
        )
        return True

    async def _raise_emergency(self, call: CallContext, alarm: Alarm) -> bool:
        """Flag an emergency to staff, and send the caller to a person where the channel can; True when staff know."""
        target = transfer_target(call.office.profile, "emergency")
        dialling = target is not None and self.transfer(target)
        result: Literal["dialling", "no_staff"] = "dialling" if dialling else "no_staff"
        self.log.append(TransferRequested(reason="emergency", result=result, target=target or ""))
        try:
            await leave_message(call, staff_alert(alarm), None, "urgent")
        except SQLAlchemyError as error:
            logger.error("An emergency could not be stored for staff: %s", type(error).__name__)  # noqa: TRY400
            return False
        return True

    async def _talk(self, call: CallContext) -> None:
        tasks = [
            asyncio.create_task(self._pump(), name="engine events"),
            asyncio.create_task(self._watch(), name="call watchdog"),
            asyncio.create_task(self._open_conversation(call), name="greeting"),
        ]
        try:
            await self._over.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _open_conversation(self, call: CallContext) -> None:
        exchange = self._exchange
        if exchange is None:
            return
        try:
            async with deadline(self._clock, CONNECT_SECONDS):
                await self._ready.wait()
        except TimeoutError:
            # A server that never confirms the settings may still talk, so the call goes on.
            self.log.append(EngineTrouble(code="settings_unconfirmed", remedy="went_on"))
        await exchange.say(greeting(call))
        while self._early:
            await exchange.caller_typed(self._early.popleft())

    async def _pump(self) -> None:
        session, exchange = self._session, self._exchange
        if session is None or exchange is None:
            return
        try:
            async for event in session.session:
                if event.type != "raw_model_event" or event.data.type != "raw_server_event":
                    continue
                read = read_server_event(event.data.data)
                if isinstance(read, SessionReady):
                    self._ready.set()
                elif read is not None:
                    await exchange.on_event(read)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001  (the SDK re-raises whatever closed the connection)
            logger.warning("The voice engine's connection ended with %s", type(error).__name__)
        self._end("engine_lost", failed=True)

    async def _watch(self) -> None:
        started = self._clock.monotonic()
        while True:
            await self._clock.sleep(CHECK_SECONDS)
            if self._exchange is not None:
                await self._exchange.check_progress()
            now = self._clock.monotonic()
            if now - started > MAX_CALL_SECONDS:
                self._end("too_long", failed=False)
            elif now - self._heard_at > IDLE_SECONDS:
                self._end("caller_silent", failed=False)

    def _on_over(self, reason: str, failed: bool) -> None:
        self._end(reason, failed=failed)

    def _end(self, reason: str, *, failed: bool) -> None:
        if not self._over.is_set():
            self._reason, self._failed = reason, failed
            self._over.set()

    async def _finish(self, call: CallContext) -> None:
        if self._failed and self._reason != "engine_unreachable":
            await self._apologise(call)
        if self._session is not None:
            try:
                async with deadline(self._clock, CLOSE_SECONDS):
                    await self._session.close()
            except Exception as error:  # noqa: BLE001  (a connection that will not close is left to the collector)
                logger.warning("Closing the voice engine's connection: %s", type(error).__name__)
        await call.authority.close()
        outcome = outcome_of(self.log.entries, failed=self._failed)
        self.log.append(CallEnded(outcome=outcome, reason=self._reason))
        await self._caller.ended(outcome)

    async def _apologise(self, call: CallContext) -> None:
        wanted = next((e.event.request for e in reversed(self.log.entries) if isinstance(e.event, Delegated)), None)
        try:
            text = f"A call broke off on our side. The caller's last request: {wanted or 'none yet'}"
            await leave_message(call, text, None, "urgent")
        except SQLAlchemyError as error:
            logger.error("A message for staff could not be stored: %s", type(error).__name__)  # noqa: TRY400
        await self._code_says(LOST, call)

    async def _code_says(self, text: str, call: CallContext) -> None:
        turn = self._exchange.state.number if self._exchange is not None else 0
        words = text.format(phone=call.office.profile.phone, emergency_hint=EMERGENCY_HINT)
        self.log.append(LexiSaid(text=words, turn=turn, by="code"))
        await self._caller.code_says(words, turn)
