"""What the vendor still has to play to the caller, as the sideband tells it."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from receptionist.clock import Clock, deadline

logger = logging.getLogger(__name__)

# Slow speech; a caller who hears nothing for a few seconds after it was not worth cutting anybody off for.
LETTERS_A_SECOND = 12
GRACE_SECONDS = 4.0
LONGEST_SECONDS = 60.0


class Playing:
    """Fed with every server event. A response waits from its first words until its audio was played or cleared.

    `responses` counts those that have begun.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._letters: dict[str, int] = {}
        self.responses = 0
        self._began = asyncio.Event()
        self._silent = asyncio.Event()
        self._silent.set()

    def note(self, event: Mapping[str, Any]) -> None:
        """Take a server event."""
        match event.get("type"):
            case "response.output_audio_transcript.delta":
                self._more(str(event.get("response_id")), len(str(event.get("delta"))))
            case "output_audio_buffer.started":
                self._more(str(event.get("response_id")), 0)
            case "output_audio_buffer.stopped":
                self._less(str(event.get("response_id")))
            case "output_audio_buffer.cleared":
                # Whatever was queued behind the response that played went with it.
                self.nothing()
            case "response.done":
                response = event.get("response") or {}
                if response.get("status") == "cancelled":
                    self._less(str(response.get("id")))
            case _:
                pass

    def nothing(self) -> None:
        """Nothing is left to play: it was cleared, or there is nobody to hear it."""
        self._letters.clear()
        self._silent.set()

    async def another(self, before: int) -> None:
        """Wait until more than `before` responses have begun to be spoken."""
        while self.responses <= before:
            self._began.clear()
            await self._began.wait()

    async def finished(self) -> None:
        """Wait until the caller has heard everything, but no longer than it can take to say."""
        if self._silent.is_set():
            return
        ceiling = min(sum(self._letters.values()) / LETTERS_A_SECOND + GRACE_SECONDS, LONGEST_SECONDS)
        try:
            async with deadline(self._clock, ceiling):
                await self._silent.wait()
        except TimeoutError:
            logger.warning("The vendor did not say that the last words were played; the call goes on without")

    def _more(self, response_id: str, letters: int) -> None:
        if response_id not in self._letters:
            self.responses += 1
            self._began.set()
        self._letters[response_id] = self._letters.get(response_id, 0) + letters
        self._silent.clear()

    def _less(self, response_id: str) -> None:
        self._letters.pop(response_id, None)
        if not self._letters:
            self._silent.set()
