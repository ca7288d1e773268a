"""Settles what a killed process left behind: agreed writes without a result, and calls without an end.

Whichever process looks next finds them.
"""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from opendental_client import OpenDentalClient, OpenDentalError
from receptionist.booking.recovery import recover
from receptionist.calls.abandoned import close_abandoned
from receptionist.calls.offices import Offices
from receptionist.clock import Clock
from receptionist.store.database import Database

logger = logging.getLogger(__name__)

ROUND_SECONDS = 30.0


class Housekeeper:
    """Owns one task that looks at start-up and then twice a minute. Use as an async context manager."""

    def __init__(
        self, client: OpenDentalClient, offices: Offices, database: Database, clock: Clock, process_id: str = ""
    ) -> None:
        self._process_id = process_id
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

    async def close_calls(self) -> int:
        """Close the calls that dead processes left open; how many there were."""
        closed = await close_abandoned(self._database, self._clock, self._process_id)
        if closed:
            logger.warning("%d calls of a process that is gone were closed", len(closed))
        return len(closed)

    async def _rounds(self) -> None:
        while True:
            try:
                # Bookings first: what a call wrote decides what it came to.
                await self.look()
            except (OpenDentalError, SQLAlchemyError) as error:
                logger.warning("Unfinished bookings could not be settled: %s", type(error).__name__)
            try:
                await self.close_calls()
            except SQLAlchemyError as error:
                logger.warning("Unfinished calls could not be closed: %s", type(error).__name__)
            await self._clock.sleep(ROUND_SECONDS)
