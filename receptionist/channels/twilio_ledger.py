"""The phone channel's memory beyond the process: what another one must know to answer Twilio's next question.

Writes are tasks of the ledger's own, one call's in order, so that no audio waits for a database. Without a database
(it could not be opened, or is down) the memory of this process is all there is, and calls go on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import Session

from receptionist.channels.twilio_calls import PhoneCall
from receptionist.clock import Clock
from receptionist.store.database import Database
from receptionist.store.phone import PhoneCallRow, save_phone_call, spend_token

logger = logging.getLogger(__name__)

T = TypeVar("T")
# A stream's end and Twilio's question what next are told apart by less than a write takes; so long it is waited for.
LOOKS, LOOK_SECONDS = 10, 0.1


class PhoneLedger:
    """Stores telephone calls and spent tokens. `close` waits for what is being written."""

    def __init__(self, database: Database | None, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._writing: dict[str, asyncio.Task[None]] = {}

    def save(self, call: PhoneCall) -> None:
        """Store how a call stands, behind it."""
        row = _row_of(call, self._clock.now())

        def store(session: Session) -> None:
            save_phone_call(session, row)

        self._after_the_last(call.call_sid, lambda: self.run(store))

    def expect(self, call_sid: str, caller: str) -> None:
        """Store the number a call comes from before its stream begins, behind it; what is stored already stays."""
        row = PhoneCallRow(call_sid=call_sid, caller=caller, updated_at=self._clock.now())

        def store(session: Session) -> None:
            if session.get(PhoneCallRow, call_sid) is None:
                save_phone_call(session, row)

        if caller:
            self._after_the_last(call_sid, lambda: self.run(store))

    def claim(self, token_id: str, call: PhoneCall) -> None:
        """Have the token spent in the store too, behind the call; one that was spent elsewhere evicts the call.

        So does a call that Twilio has told another process is over.
        """

        def spend(session: Session) -> bool:
            known = session.get(PhoneCallRow, call.call_sid)
            return spend_token(session, token_id, self._clock.now()) and not (known is not None and known.over)

        async def spend_or_evict() -> None:
            if await self.run(spend) is False:
                logger.warning("A stream's token was used elsewhere, or its call is over; the stream is ended")
                call.evict()

        self._after_the_last(call.call_sid, spend_or_evict)

    async def find(self, call_sid: str, *, ended: bool) -> PhoneCallRow | None:
        """The call as some process stored it. With `ended`, its stream's end is waited for, for a second at most."""
        await self.settled(call_sid)
        row: PhoneCallRow | None = None
        for look in range(LOOKS):
            row = await self.run(lambda session: session.get(PhoneCallRow, call_sid))
            if row is None or not ended or row.ended_by:
                break
            if look < LOOKS - 1:
                await self._clock.sleep(LOOK_SECONDS)
        return row

    async def run(self, work: Callable[[Session], T]) -> T | None:
        """Do `work` in a transaction; None when there is no database or it fails, which is logged."""
        if self._database is None:
            return None
        try:
            try:
                return await self._database.run(work)
            except IntegrityError:
                # Another process has just stored the same row; the second time it is found.
                return await self._database.run(work)
        except SQLAlchemyError as error:
            # The text of a database error quotes the row, so only its type may be logged.
            logger.error("What is known of a telephone call was not stored: %s", type(error).__name__)  # noqa: TRY400
            return None

    async def settled(self, call_sid: str) -> None:
        """Wait until what was to be written of this call has been."""
        if (writing := self._writing.get(call_sid)) is not None:
            await asyncio.shield(writing)

    async def close(self) -> None:
        """Wait for every write."""
        await asyncio.gather(*self._writing.values(), return_exceptions=True)

    def _after_the_last(self, call_sid: str, work: Callable[[], Awaitable[object]]) -> None:
        if self._database is None:
            return
        before = self._writing.get(call_sid)

        async def write() -> None:
            if before is not None:
                await asyncio.gather(before, return_exceptions=True)
            await work()

        task = asyncio.create_task(write(), name="phone ledger")
        self._writing[call_sid] = task

        def done(finished: "asyncio.Task[None]") -> None:
            if self._writing.get(call_sid) is finished:
                del self._writing[call_sid]

        task.add_done_callback(done)


def _row_of(call: PhoneCall, now: datetime) -> PhoneCallRow:
    return PhoneCallRow(
        call_sid=call.call_sid,
        call_id=call.call_id,
        caller=call.caller,
        dial=call.dial,
        unheard=call.unheard,
        ended_by=call.ended_by,
        continue_by=call.continue_by,
        returns=call.admitted.returns,
        over=call.over,
        updated_at=now,
    )
