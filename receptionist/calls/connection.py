"""One connection to a voice engine: its events, whether it is ready, quiet, stuck or lost, and its end.

A call has one at a time. What must outlast it (the log, the turns, the tools that run) is not here.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from receptionist.clock import Clock, deadline
from receptionist.engines import events
from receptionist.engines.events import ServerEvent, SessionReady, read_server_event
from receptionist.engines.realtime import EngineSession, RealtimeEngine

logger = logging.getLogger(__name__)

CLOSE_SECONDS = 5.0
FAILED_RESPONSES = 2

Why = Literal["", "lost", "stuck", "rotation"]


class Connection:
    """Owns the task that reads the session's events; `close` ends it.

    Events go to `take` once it is set. `may_replace` is asked when the session looks stuck: two responses in a row
    failed, after which some sessions never answer again (livekit/agents#6040).
    """

    def __init__(self, engine: RealtimeEngine, session: EngineSession[Any], clock: Clock) -> None:
        self.engine = engine
        self.session = session
        self.ready = asyncio.Event()
        self.lost = asyncio.Event()
        self.why: Why = ""
        self.proven = False
        self.replaces = False
        self.take: Callable[[ServerEvent], Awaitable[None]] | None = None
        self.may_replace: Callable[[], bool] = lambda: False
        self.on_proven: Callable[[], None] = lambda: None
        self.opened_at = self.heard_at = clock.monotonic()
        self._clock = clock
        self._speaking = False
        self._responding = False
        self._untranscribed: set[str] = set()
        self._failures = 0
        self._pump = asyncio.create_task(self._read(), name="engine events")

    @property
    def words_pending(self) -> bool:
        """The caller was speaking, or has spoken and her words are not known yet: with the connection they are lost."""
        return self._speaking or bool(self._untranscribed)

    @property
    def untranscribed(self) -> frozenset[str]:
        """The items of the caller's whose words have not come."""
        return frozenset(self._untranscribed)

    @property
    def quiet(self) -> bool:
        """Nobody speaks and no response runs."""
        return not (self._responding or self.words_pending)

    def lose(self, why: Why) -> None:
        """Declare the connection over; the first reason counts."""
        if not self.lost.is_set():
            self.why = why
            self.lost.set()

    async def usable(self, seconds: float) -> bool:
        """Wait until the server has taken our settings, or for `seconds`; False when the connection is lost by then.

        A server that never confirms them may still talk, so that alone is no reason to give it up.
        """
        waits = [asyncio.create_task(event.wait()) for event in (self.ready, self.lost)]
        waits.append(asyncio.create_task(self._clock.sleep(seconds)))  # type: ignore[arg-type]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        return not self.lost.is_set()

    async def close(self) -> None:
        """End the connection and everything that belongs to it. Never raises for what the far end does."""
        self.take = None
        self.lose("lost")
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)
        try:
            async with deadline(self._clock, CLOSE_SECONDS):
                await self.session.close()
        except Exception as error:  # noqa: BLE001  (a connection that will not close is left to the collector)
            logger.warning("Closing the voice engine's connection: %s", type(error).__name__)

    async def _read(self) -> None:
        try:
            async for event in self.session.session:
                if event.type != "raw_model_event" or event.data.type != "raw_server_event":
                    continue
                read = read_server_event(event.data.data)
                self.heard_at = self._clock.monotonic()
                if isinstance(read, SessionReady):
                    self.ready.set()
                elif read is not None and not self._noted(read) and self.take is not None:
                    await self.take(read)
                if self.lost.is_set():
                    return
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001  (the SDK re-raises whatever closed the connection)
            logger.warning("The voice engine's connection ended with %s", type(error).__name__)
        self.lose("lost")

    def _noted(self, event: ServerEvent) -> bool:
        """Keep the books about one event; True when the connection is given up over it."""
        match event:
            case events.ResponseStarted():
                self._responding = True
            case events.ResponseFinished():
                self._responding = False
                return self._finished(event)
            case events.CallerSpeechStarted():
                self._speaking = True
            case events.CallerSpeechCommitted():
                self._speaking = False
                self._untranscribed.add(event.item_id)
            case events.CallerTranscribed():
                self._untranscribed.discard(event.item_id)
            case _:
                pass
        return False

    def _finished(self, event: events.ResponseFinished) -> bool:
        if event.status != "failed":
            if event.status == "completed":
                # Whatever the caller said, it has been answered.
                self._untranscribed.clear()
                self._failures = 0
                if not self.proven:
                    self.proven = True
                    self.on_proven()
            return False
        self._failures += 1
        if self._failures >= FAILED_RESPONSES and self.may_replace():
            self.lose("stuck")
            return True
        return False
