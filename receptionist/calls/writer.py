"""Writes call logs behind the calls: gathered into batches, off the loop, retried until the database takes them."""

import asyncio
import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from receptionist.calls.log import CallLog, Entry
from receptionist.clock import Clock
from receptionist.events import (
    BookingStep,
    CallContinued,
    CallEnded,
    CallStarted,
    Delegated,
    EmergencyRaised,
    MessageTaken,
    ToolFinished,
    ToolStarted,
    TransferRequested,
)
from receptionist.store.calls import CallRow, WrittenEvent, add_events
from receptionist.store.database import Database

logger = logging.getLogger(__name__)

RETRY_SECONDS = (0.2, 1.0, 5.0, 15.0)
# A transaction costs as much as forty events in it, so what nobody acts on waits a moment for company.
GATHER_SECONDS = 0.15
# What is to be done or settled by others if this process dies, and where a call begins and ends, does not wait.
_AT_ONCE = (
    CallStarted
    | CallContinued
    | CallEnded
    | Delegated
    | ToolStarted
    | ToolFinished
    | BookingStep
    | MessageTaken
    | TransferRequested
    | EmergencyRaised
)


class LogWriter:
    """Owns one task that moves entries into the store. Use as an async context manager.

    `process_id` is noted with every call as that of the process that carries it.
    """

    def __init__(self, database: Database, clock: Clock, process_id: str = "") -> None:
        self._process_id = process_id
        self._database = database
        self._clock = clock
        self._waiting: list[Entry] = []
        self._some = asyncio.Event()
        self._now = asyncio.Event()
        self._taken = self._done = 0
        self._flushes: list[tuple[int, asyncio.Event]] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "LogWriter":
        self._task = asyncio.create_task(self._write_forever(), name="call log writer")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.flush()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def follow(self, log: CallLog) -> None:
        """Write every entry that `log` gets from now on."""
        log.listen(self._take)

    async def flush(self) -> None:
        """Wait until everything appended so far is in the store."""
        if self._done == self._taken:
            return
        self._now.set()
        done = asyncio.Event()
        self._flushes.append((self._taken, done))
        await done.wait()

    def _take(self, entry: Entry) -> None:
        self._waiting.append(entry)
        self._taken += 1
        self._some.set()
        if isinstance(entry.event, _AT_ONCE):
            self._now.set()

    async def _write_forever(self) -> None:
        while True:
            await self._some.wait()
            await self._gather()
            batch, self._waiting = self._waiting, []
            self._some.clear()
            self._now.clear()
            try:
                await self._write(batch)
            finally:
                self._done += len(batch)
                self._tell_flushes()

    def _tell_flushes(self) -> None:
        for target, done in self._flushes:
            if target <= self._done:
                done.set()
        self._flushes = [flush for flush in self._flushes if not flush[1].is_set()]

    async def _gather(self) -> None:
        """Let more come, for a moment, unless something of it or somebody can't wait."""
        if self._now.is_set():
            return
        moment = asyncio.create_task(self._clock.sleep(GATHER_SECONDS))
        hurry = asyncio.create_task(self._now.wait())
        try:
            await asyncio.wait({moment, hurry}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            moment.cancel()
            hurry.cancel()
            await asyncio.gather(moment, hurry, return_exceptions=True)

    async def _write(self, batch: Sequence[Entry]) -> None:
        for pause in (*RETRY_SECONDS, None):
            try:
                await self._database.run(lambda session: _store(session, batch, self._process_id))
            except SQLAlchemyError as error:
                # The text of a database error quotes the row, so only its type may be logged.
                logger.error("The call log could not be written: %s", type(error).__name__)  # noqa: TRY400
                if pause is None:
                    return
                await self._clock.sleep(pause)
            else:
                return


def _store(session: Session, batch: Sequence[Entry], process_id: str) -> None:
    # Calls go first, because every event row points at its call.
    for entry in batch:
        if isinstance(entry.event, CallStarted):
            session.merge(
                CallRow(call_id=entry.call_id, channel=entry.event.channel, started_at=entry.at, carried_by=process_id)
            )
    session.flush()
    # A retry after a commit whose answer was lost finds the rows in place, and they stay.
    add_events(session, [_written(entry) for entry in batch])
    for entry in batch:
        if isinstance(entry.event, CallEnded | CallContinued) and (call := session.get(CallRow, entry.call_id)):
            ended = isinstance(entry.event, CallEnded)
            call.ended_at = entry.at if ended else None
            call.outcome = entry.event.outcome if isinstance(entry.event, CallEnded) else None
            call.carried_by = process_id
            session.add(call)


def _written(entry: Entry) -> WrittenEvent:
    payload = entry.event.model_dump(mode="json", exclude={"kind"})
    return WrittenEvent(entry.call_id, entry.sequence, entry.at, entry.event.kind, payload)
