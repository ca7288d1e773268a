"""Settles what a killed process left behind: agreed writes without a result, found by whichever process looks next."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from opendental_client import OpenDentalClient, OpenDentalError
from receptionist.booking.recovery import recover
from receptionist.calls.offices import Offices
from receptionist.clock import Clock
from receptionist.store.database import Database

logger = logging.getLogger(__name__)

ROUND_SECONDS = 60.0


class Housekeeper:
    """Owns one task that looks at start-up and then once a minute. Use as an async context manager."""

    def __init__(self, client: OpenDentalClient, offices: Offices, database: Database, clock: Clock) -> None:
        self._client = client
        self._offices = offices
        self._database = database
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Housekeeper":
        self._task = asyncio.create_task(self._rounds(), name="housekeeper")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> int:
        """One round; the number of proposals that were settled."""
        office = await self._offices.current()
        settled = await recover(self._client, office, self._database, self._clock)
        if settled:
            logger.warning("%d bookings of a process that is gone were settled", len(settled))
        return len(settled)

    async def _rounds(self) -> None:
        while True:
            try:
                await self.look()
            except (OpenDentalError, SQLAlchemyError) as error:
                logger.warning("Unfinished bookings could not be settled: %s", type(error).__name__)
            await self._clock.sleep(ROUND_SECONDS)
