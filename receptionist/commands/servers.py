"""Runs several HTTP servers in one loop: started together, announced when all listen, stopped together."""

import asyncio
import contextlib
import gc
import importlib
import importlib.util
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI

from receptionist.channels.phone_listener import PhoneOrWebSocket
from receptionist.commands.departure import Departure
from receptionist.commands.errors import CommandError

WS_MAX_BYTES = 1_000_000
SWITCH_SECONDS = 0.0005

Departing = Callable[[Callable[[], None]], Departure]


@dataclass(frozen=True)
class Listener:
    """An application and where it listens; `setting` names what to change when the port is taken.

    `shared`: other processes listen there too, and the system spreads connections among them. `beside` are sockets,
    bound already, on which the application listens as well.
    """

    app: FastAPI
    host: str
    port: int
    setting: str
    shared: bool = False
    beside: tuple[socket.socket, ...] = ()


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals to us, because several run in one process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bind(host: str, port: int, setting: str, *, shared: bool = False) -> socket.socket:
    """A socket that is bound and does not listen yet. Raises `CommandError` when the port can't be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only on sockets that name their protocol; with it on, every exchange of
    # small frames waits forty milliseconds for an acknowledgement.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise CommandError(
            f"Port {port} on {host} can't be used ({error.strerror}). Stop whatever uses it, "
            f"or choose another with {setting}."
        ) from error
    return bound


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run `main` in a loop of its own, on uvloop where it is installed: it takes a fifth off each frame of audio."""
    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    if importlib.util.find_spec("uvloop") is not None:
        factory = importlib.import_module("uvloop").new_event_loop
    # A thread that writes to the database may keep the loop from its next frame for this long; Python's own five
    # milliseconds would be heard by every call.
    sys.setswitchinterval(SWITCH_SECONDS)
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main)


class Servers:
    """Several servers, started in their order and stopped in the opposite one. Use as an async context manager.

    Entering raises `CommandError` when a port is taken or a server fails to start.
    """

    def __init__(self, listeners: Sequence[Listener]) -> None:
        self._listeners = listeners
        self._servers = [_server(listener) for listener in listeners]
        self._sockets: list[list[socket.socket]] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "Servers":
        try:
            for each in self._listeners:
                bound = bind(each.host, each.port, each.setting, shared=each.shared)
                self._sockets.append([bound, *each.beside])
            # The sandbox comes up first, so that what the service asks of it at start-up is there.
            for server, sockets in zip(self._servers, self._sockets, strict=True):
                self._tasks.append(asyncio.create_task(_serve_one(server, sockets)))
                await _started(server, self._tasks[-1])
        except BaseException:
            self.stop()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._close_sockets()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self.stop()
        try:
            # The service closes its calls before the sandbox that they talk to goes away.
            for task in reversed(self._tasks):
                await task
        finally:
            self._close_sockets()

    def stop(self) -> None:
        """Have every server stop."""
        for server in self._servers:
            server.should_exit = True

    async def stopped(self) -> None:
        """Wait until one of them has stopped."""
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def _close_sockets(self) -> None:
        for sockets in self._sockets:
            for each in sockets:
                each.close()


async def serve(
    listeners: Sequence[Listener], announce: Callable[[], None], departing: Departing | None = None
) -> None:
    """Serve until SIGINT or SIGTERM. Raises `CommandError` when a port is taken or a server fails to start.

    `departing` makes, of what stops the servers, the departure that decides when a signal does.
    """
    servers = Servers(listeners)
    departure = departing(servers.stop) if departing is not None else None
    if departure is not None:
        departure.listen()
    else:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, servers.stop)
    async with servers:
        announce()
        keep_for_good()
        await servers.stopped()
        if departure is not None:
            await departure.close()


def keep_for_good() -> None:
    """Keep what is imported and built by now out of the garbage collector's sight.

    It would otherwise stop all calls for a tenth of a second whenever it looked through it.
    """
    gc.collect()
    gc.freeze()


async def _serve_one(server: _Server, bound: list[socket.socket]) -> None:
    try:
        await server.serve(sockets=bound)
    except SystemExit:
        # This is how uvicorn reports an application that would not start; the application has logged why.
        raise CommandError("The service could not start; the lines above say why.") from None


async def _started(server: _Server, task: "asyncio.Task[None]") -> None:
    while not server.started:
        await asyncio.sleep(0.02)
        if task.done():
            await task
            return


def _server(listener: Listener) -> _Server:
    config = uvicorn.Config(
        listener.app,
        host=listener.host,
        port=listener.port,
        ws=PhoneOrWebSocket,
        log_level="warning",
        access_log=False,
        ws_max_size=WS_MAX_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    return _Server(config)
