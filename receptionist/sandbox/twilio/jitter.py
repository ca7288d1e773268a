"""A network that holds messages up: each arrives late by a little that differs, and none overtakes another."""

import asyncio
from random import Random
from types import TracebackType
from typing import Protocol

from receptionist.clock import Clock


class Socket(Protocol):
    """The part of a WebSocket connection that a stream uses."""

    async def send(self, message: str, /) -> None: ...

    async def recv(self) -> str | bytes: ...


class JitterySocket:
    """`socket` behind a network that delays each message by up to `seconds` on `clock`, both ways.

    Use as an async context manager; leaving it delivers what is still on the way out.
    """

    def __init__(self, socket: Socket, clock: Clock, seconds: float, random: Random) -> None:
        self._socket = socket
        self._clock = clock
        self._seconds = seconds
        self._random = random
        self._out: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
        self._in: asyncio.Queue[tuple[float, str | bytes | Exception]] = asyncio.Queue()
        self._broken: Exception | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._last = {"out": 0.0, "in": 0.0}

    async def __aenter__(self) -> "JitterySocket":
        self._tasks = [asyncio.create_task(self._deliver()), asyncio.create_task(self._collect())]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._out.join()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def send(self, message: str, /) -> None:
        """Send, to arrive a little later. Raises what broke the connection once that is known."""
        if self._broken is not None:
            raise self._broken
        self._out.put_nowait((self._due("out"), message))

    async def recv(self) -> str | bytes:
        """The next message, a little later than it came."""
        due, message = await self._in.get()
        await self._wait(due)
        if isinstance(message, Exception):
            raise message
        return message

    async def _deliver(self) -> None:
        while True:
            due, message = await self._out.get()
            await self._wait(due)
            try:
                if self._broken is None:
                    await self._socket.send(message)
            except Exception as error:  # noqa: BLE001  (whatever it is, the next send raises it)
                self._broken = error
            finally:
                self._out.task_done()

    async def _collect(self) -> None:
        while True:
            try:
                message: str | bytes | Exception = await self._socket.recv()
            except Exception as error:  # noqa: BLE001  (whatever it is, the reader gets it)
                message = error
            self._in.put_nowait((self._due("in"), message))
            if isinstance(message, Exception):
                return

    def _due(self, way: str) -> float:
        self._last[way] = max(self._last[way], self._clock.monotonic() + self._random.uniform(0.0, self._seconds))
        return self._last[way]

    async def _wait(self, due: float) -> None:
        left = due - self._clock.monotonic()
        if left > 0:
            await self._clock.sleep(left)
