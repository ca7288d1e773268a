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
    """An application and where it listens; `setting` names what to change when the port is taken."""

    app: FastAPI
    host: str
    port: int
    setting: str


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals to us, because several run in one process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bind(listener: Listener) -> socket.socket:
    family = socket.AF_INET6 if ":" in listener.host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only on sockets that name their protocol; with it on, every exchange of
    # small frames waits forty milliseconds for an acknowledgement.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((listener.host, listener.port))
    except OSError as error:
        bound.close()
        raise CommandError(
            f"Port {listener.port} on {listener.host} can't be used ({error.strerror}). Stop whatever uses it, "
            f"or choose another with {listener.setting}."
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


async def serve(
    listeners: Sequence[Listener], announce: Callable[[], None], departing: Departing | None = None
) -> None:
    """Serve until SIGINT or SIGTERM. Raises `CommandError` when a port is taken or a server fails to start.

    `departing` makes, of what stops the servers, the departure that decides when a signal does.
    """
    sockets: list[socket.socket] = []
    try:
        sockets.extend(_bind(listener) for listener in listeners)
        servers = [_server(listener) for listener in listeners]
        loop = asyncio.get_running_loop()

        def stop() -> None:
            for server in servers:
                server.should_exit = True

        departure = departing(stop) if departing is not None else None
        if departure is not None:
            departure.listen()
        else:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, stop)
        # The sandbox comes up first, so that what the service asks of it at start-up is there.
        tasks: list[asyncio.Task[None]] = []
        for server, bound in zip(servers, sockets, strict=True):
            tasks.append(asyncio.create_task(_serve_one(server, bound)))
            await _started(server, tasks[-1])
        announce()
        # Everything that is imported and built by now stays for good; the collector, which would stop all calls for
        # a tenth of a second whenever it looked through it, need not.
        gc.collect()
        gc.freeze()
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if departure is not None:
            await departure.close()
        stop()
        # The service closes its calls before the sandbox that they talk to goes away.
        for task in reversed(tasks):
            await task
    finally:
        for bound in sockets:
            bound.close()


async def _serve_one(server: _Server, bound: socket.socket) -> None:
    try:
        await server.serve(sockets=[bound])
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
