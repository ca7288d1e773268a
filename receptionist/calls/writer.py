"""Writes call logs behind the calls: batches, off the loop, retried until the database takes them."""

import asyncio
import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from receptionist.calls.log import CallLog, Entry
from receptionist.clock import Clock
from receptionist.events import CallContinued, CallEnded, CallStarted
from receptionist.store.calls import CallRow, EventRow
from receptionist.store.database import Database

logger = logging.getLogger(__name__)

RETRY_SECONDS = (0.2, 1.0, 5.0, 15.0)


class LogWriter:
    """Owns one task that moves entries from a queue into the store. Use as an async context manager.

    `process_id` is noted with every call as that of the process that carries it.
    """

    def __init__(self, database: Database, clock: Clock, process_id: str = "") -> None:
        self._process_id = process_id
        self._database = database
        self._clock = clock
        self._queue: asyncio.Queue[Entry] = asyncio.Queue()
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
        log.listen(self._queue.put_nowait)

    async def flush(self) -> None:
        """Wait until everything appended so far is in the store."""
        await self._queue.join()

    async def _write_forever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            try:
                await self._write(batch)
            finally:
                for _ in batch:
                    self._queue.task_done()

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
    for entry in batch:
        # A retry after a commit whose answer was lost finds the rows in place; merge leaves them as they are.
        session.merge(
            EventRow(
                call_id=entry.call_id,
                sequence=entry.sequence,
                at=entry.at,
                kind=entry.event.kind,
                payload=entry.event.model_dump(mode="json", exclude={"kind"}),
            )
        )
        if isinstance(entry.event, CallEnded | CallContinued) and (call := session.get(CallRow, entry.call_id)):
            ended = isinstance(entry.event, CallEnded)
            call.ended_at = entry.at if ended else None
            call.outcome = entry.event.outcome if isinstance(entry.event, CallEnded) else None
            call.carried_by = process_id
            session.add(call)
