"""A call that goes on without a voice engine: somebody else hears and speaks, and the supervisor answers each turn.

It is the same call: its log, identity, authority and safety nets go on. A turn is worked on in a task of its own, so
that whoever carries the words can come back for them and the caller never waits for one answer in silence.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from receptionist.agents.context import CallContext
from receptionist.agents.delegation import delegate
from receptionist.agents.emergency import Alarm, Tier
from receptionist.agents.messages import leave_message
from receptionist.agents.tools.lexi import ASK_SUPERVISOR
from receptionist.agents.transfers import Dialling, to_a_person
from receptionist.calls.ending import wanted_of
from receptionist.calls.kept_tools import KeptTools
from receptionist.calls.log import CallLog
from receptionist.calls.safety import ALERTED, SafetyNets, staff_alert
from receptionist.calls.views import outcome_of, spoken_turns
from receptionist.clock import Clock
from receptionist.events import CallContinued, CallEnded, CallerSaid, LexiSaid
from receptionist.store.phone import PhoneCallRow

logger = logging.getLogger(__name__)

# As long as nobody asks for words, the caller is taken to be gone: Twilio asks again within seconds.
FORGOTTEN_SECONDS = 120.0
CHECK_SECONDS = 2.0
WELCOME = "Hi, this is Lexi at {practice}. Please tell me how I can help you, or press zero for a person."
GO_AHEAD = "I'm still here. Please say that again, or press zero for a person."
NOT_HEARD = "I didn't catch that. Please say it again, or press zero for a person."
ONE_MOMENT = "One moment, please."
GOODBYE = "I'll let you go for now. Please call {phone} whenever you like. Goodbye!"
BROKEN = (
    "I'm sorry, I can't help with that right now. I've left a note for the front desk, and they will call you back."
)
PUT_THROUGH = "I'm putting you through to a person now. Please stay on the line."
NOBODY = "Nobody is free right now, so I've left a note for the front desk."
MOST_SILENCES = 2


def is_over(session: Session, call_id: str) -> bool:
    """Whether the telephone call is known to have ended."""
    query = select(PhoneCallRow.over).where(PhoneCallRow.call_id == call_id)
    return bool(session.exec(query).first())


@dataclass(frozen=True)
class Words:
    """What to say now. Then: come back for `more`, put the caller through (`dial`, a target's name), or `end`."""

    text: str
    more: bool = False
    dial: str = ""
    end: bool = False


class NoLineYet:
    """The line of a call until `TurnByTurn` is its line."""

    async def say(self, sentence: str) -> None: ...

    def end_after_goodbye(self) -> None: ...

    def transfer(self, target: str) -> bool:
        return False


class TurnByTurn:
    """One call by turns. It is also the `Line` that tools speak through. `on_over(call_id)` is called at its end."""

    def __init__(
        self,
        log: CallLog,
        clock: Clock,
        call: CallContext,
        nets: SafetyNets,
        kept: KeptTools,
        on_over: Callable[[str], None],
    ) -> None:
        self._log = log
        self._clock = clock
        self._call = call
        self._nets = nets
        self._kept = kept
        self._on_over = on_over
        self._number = sum(1 for turn in spoken_turns(log.entries) if turn.speaker == "caller")
        self._waiting: list[str] = []
        self._work: asyncio.Task[str] | None = None
        self._silences = 0
        self._target = ""
        self._asked_at = clock.monotonic()
        self._ended = False
        call.line = self
        log.append(CallContinued(how="by_turns"))
        self._watchdog = asyncio.create_task(self._watch(), name="turns watchdog")

    # What tools call

    async def say(self, sentence: str) -> None:
        self._waiting.append(sentence)

    def end_after_goodbye(self) -> None:
        """Whoever carries the words ends the call."""

    def transfer(self, target: str) -> bool:
        self._target = target
        return True

    # What the channel calls

    async def begin(self, seconds: float) -> Words:
        """The first words: what is still worked on is answered first, then what was asked last."""
        self._asked_at = self._clock.monotonic()
        turns = spoken_turns(self._log.entries)
        if not turns:
            return self._spoken(WELCOME.format(practice=self._call.office.profile.name))
        orphan = next((kept for kept in self._kept.orphan() if kept.name == ASK_SUPERVISOR.name), None)
        if orphan is not None:
            self._work = asyncio.create_task(self._answered(orphan.task), name="orphaned answer")
        elif turns[-1].speaker == "caller":
            self._work = asyncio.create_task(self._answer(turns[-1].text), name="turn")
        if self._work is None:
            return self._spoken(GO_AHEAD)
        return await self.more(seconds)

    async def heard(self, text: str, seconds: float) -> Words:
        """The caller has said `text` ("" for nothing): the answer, or a word to wait by when it takes longer."""
        self._asked_at = self._clock.monotonic()
        text = text.strip()
        if not text:
            return self._silent()
        self._silences = 0
        self._number += 1
        await self._stop_work()
        self._log.append(CallerSaid(text=text))
        if (alarm := self._nets.caller_said(text, final=True)) is not None:
            return (
                await self._alarm(alarm) if alarm.tier <= Tier.E1 else self._spoken(self._nets.emergency_words(alarm))
            )
        self._work = asyncio.create_task(self._answer(text), name="turn")
        return await self.more(seconds)

    async def more(self, seconds: float) -> Words:
        """What has become of the answer within `seconds`; `more` is set while it is still worked on."""
        self._asked_at = self._clock.monotonic()
        work = self._work
        if work is None:
            return self._spoken(GO_AHEAD)
        timer = asyncio.create_task(self._clock.sleep(seconds))
        try:
            await asyncio.wait({work, timer}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            timer.cancel()
        waited, self._waiting = " ".join(self._waiting), []
        if not work.done():
            return self._spoken(waited or ONE_MOMENT, more=True)
        self._work = None
        failed = work.cancelled() or work.exception() is not None
        return await self._failed() if failed else self._spoken(work.result(), by="model")

    async def person(self) -> Words:
        """The caller wants a person."""
        self._asked_at = self._clock.monotonic()
        await self._stop_work()
        outcome = await to_a_person(self._call, "asked_for_person", "")
        if isinstance(outcome, Dialling):
            return self._spoken(PUT_THROUGH, dial=outcome.target)
        return self._spoken(NOBODY)

    async def end(self, reason: str, *, failed: bool = False) -> None:
        """Close the call's log; what was asked for and not done becomes a message."""
        if self._ended:
            return
        self._ended = True
        if asyncio.current_task() is not self._watchdog:
            self._watchdog.cancel()
        await self._stop_work()
        await self._kept.close()
        if failed:
            await self._note_for_staff()
        await self._call.authority.close()
        self._log.append(CallEnded(outcome=outcome_of(self._log.entries, failed=failed), reason=reason))
        self._on_over(self._call.call_id)

    async def _answer(self, text: str) -> str:
        return (await delegate(self._call, text)).say

    async def _answered(self, orphan: "asyncio.Task[str]") -> str:
        return await asyncio.shield(orphan)

    def _spoken(
        self, text: str, *, by: Literal["model", "code"] = "code", more: bool = False, dial: str = "", end: bool = False
    ) -> Words:
        """Put words on the log as they go out, with what must be taken back of them."""
        since = self._log.sequence
        self._log.append(LexiSaid(text=text, turn=self._number, by=by))
        if by == "model":
            self._nets.lexi_said(text)
            correction = self._nets.correction_due(since)
            if correction is not None:
                self._log.append(LexiSaid(text=correction, turn=self._number, by="code"))
                text = f"{text} {correction}"
        return Words(text, more, dial, end)

    def _silent(self) -> Words:
        self._silences += 1
        if self._silences > MOST_SILENCES:
            return self._spoken(GOODBYE.format(phone=self._call.office.profile.phone), end=True)
        return self._spoken(NOT_HEARD)

    async def _alarm(self, alarm: Alarm) -> Words:
        words = self._nets.emergency_words(alarm)
        if alarm.tier > Tier.E1:
            return self._spoken(words)
        try:
            await leave_message(self._call, staff_alert(alarm), None, "urgent")
            words = f"{words} {ALERTED[alarm.language]}"
        except SQLAlchemyError as error:
            logger.error("An emergency could not be stored for staff: %s", type(error).__name__)  # noqa: TRY400
        return self._spoken(words)

    async def _failed(self) -> Words:
        await self._note_for_staff()
        return self._spoken(BROKEN)

    async def _note_for_staff(self) -> None:
        try:
            await leave_message(self._call, wanted_of(self._log.entries), None, "urgent")
        except SQLAlchemyError as error:
            logger.error("A message for staff could not be stored: %s", type(error).__name__)  # noqa: TRY400

    async def _stop_work(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _watch(self) -> None:
        while self._clock.monotonic() - self._asked_at < FORGOTTEN_SECONDS and not await self._hung_up():
            await self._clock.sleep(CHECK_SECONDS)
        await self.end("caller_hung_up")

    async def _hung_up(self) -> bool:
        """Whether Twilio has said, to whichever process it did, that the telephone call is over."""
        try:
            return await self._call.database.run(lambda session: is_over(session, self._call.call_id))
        except SQLAlchemyError:
            return False
