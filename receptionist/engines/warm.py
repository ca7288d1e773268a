"""Sockets to the voice engines that are opened while calls ring, so that picking up waits for no handshake.

One is kept for each ringing call. With several processes behind one port a call's audio may come to another process
than its webhook did, so a call that finds none of its own takes one of another ringing call, which gets a fresh one.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from receptionist.clock import Clock
from receptionist.engines.transport import EngineSocket

logger = logging.getLogger(__name__)

# Vendors and proxies close what idles; a telephone that rings for longer than this is not going to be answered.
FRESH_SECONDS = 120.0


class Dials(Protocol):
    """An engine, as far as it matters here. Equal ones are served by the same socket."""

    async def dial(self) -> EngineSocket:
        """Open a socket; the handshake is done when this returns. What arrives from then on waits in it."""


@dataclass(eq=False)
class _Spare:
    engine: Dials
    task: "asyncio.Task[EngineSocket]"
    opened_at: float = 0.0


class WarmSockets:
    """Owns its sockets, and the tasks that open and close them, until a call takes one. `call` is any name for it."""

    def __init__(self, clock: Clock, fresh_seconds: float = FRESH_SECONDS) -> None:
        self._clock = clock
        self._fresh_seconds = fresh_seconds
        self._spares: dict[str, _Spare] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._spares)

    async def open(self, call: str, engine: Dials) -> None:
        """Open a socket for a call that rings and wait until it is there; one that can't be had is only logged."""
        await asyncio.wait({self._begin(call, engine).task})

    async def take(self, call: str, engine: Dials) -> EngineSocket | None:
        """A socket to `engine` for a call that was answered, its own's to close; None when there is none to be had.

        One that is still being opened is waited for, since it began earlier than another could.
        """
        own = self._spares.pop(call, None)
        if own is not None and (socket := await self._usable(own, engine)) is not None:
            return socket
        for other, spare in list(self._spares.items()):
            if spare.task.done() and self._fits(spare, spare.task.result(), engine):
                self._begin(other, engine)
                return spare.task.result()
        return None

    def forget(self, call: str) -> None:
        """Close the socket of a call that never came; does nothing when it has been taken."""
        if (spare := self._spares.pop(call, None)) is not None:
            self._drop(spare)

    async def close(self) -> None:
        """Close every socket that nobody has taken."""
        for call in list(self._spares):
            self.forget(call)
        while self._closing:
            await asyncio.gather(*self._closing, return_exceptions=True)

    def _begin(self, call: str, engine: Dials) -> _Spare:
        spare = _Spare(engine, asyncio.create_task(engine.dial(), name="warm socket"))
        self._spares[call] = spare
        spare.task.add_done_callback(lambda _: self._opened(call, spare))
        return spare

    def _opened(self, call: str, spare: _Spare) -> None:
        spare.opened_at = self._clock.monotonic()
        if spare.task.cancelled() or (error := spare.task.exception()) is None:
            return
        logger.warning("A voice engine's socket could not be opened early: %s", type(error).__name__)
        if self._spares.get(call) is spare:
            del self._spares[call]

    async def _usable(self, spare: _Spare, engine: Dials) -> EngineSocket | None:
        try:
            socket = await spare.task
        except asyncio.CancelledError:
            self._drop(spare)
            raise
        except Exception:  # noqa: BLE001  (it was logged; the call opens a socket of its own, which may fare better)
            return None
        if self._fits(spare, socket, engine):
            return socket
        self._drop(spare)
        return None

    def _fits(self, spare: _Spare, socket: EngineSocket, engine: Dials) -> bool:
        young = self._clock.monotonic() - spare.opened_at < self._fresh_seconds
        return young and socket.alive and spare.engine == engine

    def _drop(self, spare: _Spare) -> None:
        closing = asyncio.create_task(_end(spare.task), name="warm socket's end")
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)


async def _end(opening: "asyncio.Task[EngineSocket]") -> None:
    opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    if not opening.cancelled() and opening.exception() is None:
        await opening.result().close()


@dataclass(frozen=True)
class Reservation:
    """A call's right to a warm socket, good once: a call that needs another later opens it itself."""

    sockets: WarmSockets
    call: str

    async def take(self, engine: Dials) -> EngineSocket | None:
        """See `WarmSockets.take`."""
        return await self.sockets.take(self.call, engine)
