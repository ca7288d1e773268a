"""One of several processes of the service: `receptionist run --workers N` starts it and steers it over a socket.

A line each way. To the worker: `leave`, `hurry`, or a `Crew` as JSON. From it, once it takes calls: its `Door` as JSON.
When the other end closes, whoever could start a successor is gone, and the worker leaves as if it had been told to.
"""

import asyncio
import signal
import socket
from collections.abc import Callable
from typing import Annotated

import msgspec
import typer
from fastapi import FastAPI
from rich.console import Console

from receptionist.app import create_app
from receptionist.channels.neighbours import neighbours_of
from receptionist.commands.departure import Departure
from receptionist.commands.servers import Listener, Servers, bind, keep_for_good, run_loop
from receptionist.commands.warm import warm_up
from receptionist.commands.world import Ground, stand
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.opendental.whom_to_be import Role, whom_to_be
from receptionist.sandbox.opendental.world import load_world

LEAVE, HURRY = b"leave", b"hurry"

console = Console(highlight=False, soft_wrap=True)


class Door(msgspec.Struct):
    """Where the other workers reach this one: a port of its own on this machine's loopback."""

    process_id: str
    port: int


class Crew(msgspec.Struct):
    """How many workers take calls, of how many, and their doors."""

    alive: int
    of: int
    doors: list[Door]


class SteeredDeparture(Departure):
    """A departure that the parent orders over `steer`.

    A service manager may send SIGTERM to the parent and to every worker too, so here a second one means no hurry.
    """

    def __init__(
        self, app: FastAPI, seconds: float, stop: Callable[[], None], tell: Callable[[str], None], steer: socket.socket
    ) -> None:
        super().__init__(app, seconds, stop, tell)
        self._app = app
        self._steer = steer
        self._rest = b""

    def listen(self) -> None:
        """Take orders, news and signals."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.begin)
        loop.add_signal_handler(signal.SIGINT, self.hurry)
        self._steer.setblocking(False)
        loop.add_reader(self._steer, self._read)

    def ready(self, port: int) -> None:
        """Say that calls are taken."""
        door = Door(self._app.state.process_id, port)
        self._steer.send(msgspec.json.encode(door) + b"\n")

    def _read(self) -> None:
        try:
            data = self._steer.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self._steer)
            self.begin()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        if line == LEAVE:
            self.begin()
        elif line == HURRY:
            self.hurry()
        else:
            crew = msgspec.json.decode(line, type=Crew)
            # News may come before this process has a name; its own door is in none of that.
            me = getattr(self._app.state, "process_id", "")
            ports = {door.process_id: door.port for door in crew.doors if door.process_id != me}
            neighbours_of(self._app).told(crew.alive, crew.of, ports)


def worker(steer: Annotated[int, typer.Option(help="The descriptor of the socket it is steered by.")]) -> None:
    """Carry calls beside other workers; started by `receptionist run --workers N`, not by hand."""
    keep_loopback_direct()
    ground = stand()
    warm_up()
    roles: tuple[Role, ...] = ()
    if ground.settings.opendental_is_sandbox:
        roles = whom_to_be(load_world(ground.settings.sandbox_world, ground.clock.now()))
    app = create_app(ground.settings, ground.profile, ground.clock, roles)
    with socket.socket(fileno=steer) as steering:
        run_loop(_work(app, ground, steering))


async def _work(app: FastAPI, ground: Ground, steer: socket.socket) -> None:
    settings = ground.settings
    door = bind("127.0.0.1", 0, "PORT")
    port = int(door.getsockname()[1])
    servers = Servers([Listener(app, settings.host, settings.port, "PORT", shared=True, beside=(door,))])
    departure = SteeredDeparture(app, settings.drain_seconds, servers.stop, _tell, steer)
    departure.listen()
    async with servers:
        departure.ready(port)
        keep_for_good()
        await servers.stopped()
        await departure.close()


def _tell(sentence: str) -> None:
    console.print(f"  {sentence}")
