"""Says in the store that this process lives, so that its calls can be told from those that nobody carries any more."""

import asyncio
import logging
import secrets

from sqlalchemy.exc import SQLAlchemyError

from receptionist.clock import Clock
from receptionist.store.database import Database
from receptionist.store.processes import note_alive, note_gone

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10.0


class Presence:
    """Owns one task that writes every ten seconds. Use as an async context manager; leaving it says goodbye."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.process_id = f"p_{secrets.token_hex(8)}"
        self._database = database
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Presence":
        await self._beat()
        self._task = asyncio.create_task(self._beats(), name="presence")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        try:
            await self._database.run(lambda session: note_gone(session, self.process_id))
        except SQLAlchemyError as error:
            logger.warning("This process could not sign off: %s", type(error).__name__)

    async def _beats(self) -> None:
        while True:
            await self._clock.sleep(BEAT_SECONDS)
            await self._beat()

    async def _beat(self) -> None:
        try:
            await self._database.run(lambda session: note_alive(session, self.process_id, self._clock.now()))
        except SQLAlchemyError as error:
            logger.warning("This process could not say that it lives: %s", type(error).__name__)
