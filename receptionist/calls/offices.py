"""The office as calls see it: read from Open Dental, kept for a minute, and never missing."""

import asyncio
import logging

from opendental_client import OpenDentalClient, OpenDentalError
from receptionist.clock import Clock
from receptionist.practice.office import Office, load_office
from receptionist.practice.profile import PracticeProfile

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60.0


class Offices:
    """Reads the office at call start, for all calls of the process."""

    def __init__(self, client: OpenDentalClient, profile: PracticeProfile, clock: Clock) -> None:
        self._client = client
        self._profile = profile
        self._clock = clock
        self._office: Office | None = None
        self._read_at = 0.0
        self._lock = asyncio.Lock()

    async def current(self) -> Office:
        """The office now. When Open Dental can't be read, the last one known, or the bare profile.

        A bare profile has no providers and no types, so nothing can be booked on it: callers still get hours and
        directions, and everything else becomes a message.
        """
        async with self._lock:
            now = self._clock.monotonic()
            if self._office is not None and now - self._read_at < FRESH_SECONDS:
                return self._office
            try:
                self._office, self._read_at = await load_office(self._client, self._profile, self._clock), now
            except OpenDentalError as error:
                logger.warning("The office could not be read from Open Dental: %s", type(error).__name__)
            return self._office or Office(self._profile, {}, {}, {})
