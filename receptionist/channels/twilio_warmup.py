"""Warm-up while it rings: what a call will need is opened when its webhook is answered, and dropped if it never comes.

The notice takes seconds to speak. In that time the office can be read, the voice engine's socket be opened and the
caller's number be looked up, so that the first word waits for none of them.
"""

import asyncio
import logging
from typing import Protocol, runtime_checkable

from receptionist.channels.twilio_tokens import TOKEN_SECONDS
from receptionist.clock import Clock, deadline

logger = logging.getLogger(__name__)

MAX_WARM = 500


@runtime_checkable
class Preparing(Protocol):
    """Whoever can open things for a call before it starts. `caller_number` is E.164, "" when withheld: a hint."""

    async def prepare(self, call_sid: str, caller_number: str) -> None:
        """Open what the call will need and keep it under its CallSid. Cancelled when the call is over before."""

    def forget(self, call_sid: str) -> None:
        """Close what was opened for a call that never came; does nothing when its stream has taken it over."""


class NoPreparation:
    """Opens nothing: everything is opened when the stream starts."""

    async def prepare(self, call_sid: str, caller_number: str) -> None: ...

    def forget(self, call_sid: str) -> None: ...


class WarmUps:
    """One task a ringing call. It ends when the stream starts, when the call is over, or when its token expires."""

    def __init__(self, house: Preparing, clock: Clock) -> None:
        self._house = house
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._taken: dict[str, asyncio.Event] = {}

    def start(self, call_sid: str, caller_number: str) -> None:
        """Begin for a call that rings. Asked twice about the same call, as Twilio may, it begins once."""
        if call_sid in self._tasks or len(self._tasks) >= MAX_WARM:
            return
        self._taken[call_sid] = asyncio.Event()
        task = asyncio.create_task(self._warm(call_sid, caller_number), name="phone warm-up")
        self._tasks[call_sid] = task
        task.add_done_callback(lambda _: self._done(call_sid))

    def taken(self, call_sid: str) -> None:
        """The call's stream has started: what was opened is its own now."""
        if (event := self._taken.get(call_sid)) is not None:
            event.set()

    def cancel(self, call_sid: str) -> None:
        """The call is over."""
        if (task := self._tasks.get(call_sid)) is not None:
            task.cancel()

    async def close(self) -> None:
        """Drop everything that still rings."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _warm(self, call_sid: str, caller_number: str) -> None:
        taken = self._taken[call_sid]
        try:
            async with deadline(self._clock, TOKEN_SECONDS):
                await self._house.prepare(call_sid, caller_number)
                await taken.wait()
        except TimeoutError:
            pass
        except Exception as error:  # noqa: BLE001  (whatever could not be opened early is opened when it is needed)
            logger.warning("A call could not be prepared for: %s", type(error).__name__)
        finally:
            if not taken.is_set():
                self._house.forget(call_sid)

    def _done(self, call_sid: str) -> None:
        self._tasks.pop(call_sid, None)
        self._taken.pop(call_sid, None)
