"""`receptionist run`: the service, and the sandbox for whatever the settings leave to it."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from receptionist.app import create_app
from receptionist.commands.departure import Departure
from receptionist.commands.sandbox_voice import sandbox_voice
from receptionist.commands.servers import Listener, Servers, keep_for_good, run_loop, serve
from receptionist.commands.warm import warm_up
from receptionist.commands.workers import Workers, hold_port
from receptionist.commands.world import Ground, stand
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.opendental.app import create_app as create_opendental
from receptionist.sandbox.opendental.whom_to_be import Role, whom_to_be
from receptionist.sandbox.opendental.world import World, load_world
from receptionist.sandbox.voice.voice import Voice
from receptionist.store.database import Database

console = Console(highlight=False, soft_wrap=True)
WISH = "I'd like to book a visit next Tuesday at 2"


def run(
    world: Annotated[
        Path | None, typer.Option(help="A world file for the sandbox's practice; SANDBOX_WORLD is the same.")
    ] = None,
    voice: Annotated[
        bool, typer.Option(help="Let the sandbox hear and speak, where its packages are installed.")
    ] = True,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes that take calls behind the one port; WORKERS is the same."),
    ] = None,
) -> None:
    """Start Lexi, with the sandbox for each half of the outside world that has no keys or address.

    Without any settings both halves are the sandbox: a made-up practice and a rule-based model on this machine.

    One process carries calls on one core; `--workers 2` uses two. A worker that dies is started again, and its calls go
    on in another. Told to stop (SIGTERM) all of them finish their calls first; told twice, or with Ctrl-C, they end
    them with an apology. docs/operating.md has the rest.
    """
    keep_loopback_direct()
    ground = stand(world)
    _prepare_store(ground)
    count = workers or ground.settings.workers
    if count == 1:
        warm_up()
    listeners: list[Listener] = []
    roles: tuple[Role, ...] = ()
    wanted = voice and ground.settings.sandbox_voice and ground.settings.openai_is_sandbox
    with sandbox_voice(_tell, wanted=wanted) as speech:
        if ground.settings.openai_is_sandbox:
            listeners.append(openai_listener(ground, speech))
        if ground.settings.opendental_is_sandbox:
            practice = load_world(ground.settings.sandbox_world, ground.clock.now())
            listeners.append(opendental_listener(ground, practice))
            roles = whom_to_be(practice)
        if count > 1:
            run_loop(_run_workers(ground, count, listeners, lambda: _announce(ground, roles, count)))
            return
        app = create_app(ground.settings, ground.profile, ground.clock, roles)
        listeners.append(Listener(app, ground.settings.host, ground.settings.port, "PORT"))
        run_loop(
            serve(
                listeners,
                lambda: _announce(ground, roles, count),
                lambda stop: Departure(app, ground.settings.drain_seconds, stop, _tell),
            )
        )


async def _run_workers(ground: Ground, count: int, sandbox: Sequence[Listener], announce: Callable[[], None]) -> None:
    """The service in `count` processes, and the sandbox in this one."""

    def environment() -> dict[str, str]:
        world = {"SANDBOX_WORLD": str(ground.settings.sandbox_world)}
        if ground.settings.now is None:
            return world
        # A worker that starts later must not find itself in the past.
        return {**world, "RECEPTIONIST_NOW": ground.clock.now().isoformat()}

    crew = Workers(count, ground.clock, environment)
    loop = asyncio.get_running_loop()
    with hold_port(ground.settings):
        loop.add_signal_handler(signal.SIGTERM, crew.leave)
        loop.add_signal_handler(signal.SIGINT, crew.hurry)
        async with Servers(sandbox):
            running = asyncio.create_task(crew.run(), name="workers")
            complete = asyncio.create_task(crew.complete(), name="workers complete")
            try:
                await asyncio.wait({running, complete}, return_when=asyncio.FIRST_COMPLETED)
                if complete.done():
                    announce()
                    keep_for_good()
                await running
            finally:
                for task in (running, complete):
                    task.cancel()
                await asyncio.gather(running, complete, return_exceptions=True)


def openai_listener(ground: Ground, voice: Voice | None = None) -> Listener:
    """The sandbox's OpenAI server with its rule-based model, and its voice if it has one."""
    app = create_openai(ground.clock, RuleModel(), voice=voice)
    return Listener(app, "127.0.0.1", ground.settings.sandbox_openai_port, "SANDBOX_OPENAI_PORT")


def opendental_listener(ground: Ground, world: World) -> Listener:
    """The sandbox's Open Dental server with `world` in it."""
    app = create_opendental(world, ground.clock)
    return Listener(app, "127.0.0.1", ground.settings.sandbox_opendental_port, "SANDBOX_OPENDENTAL_PORT")


def _tell(sentence: str) -> None:
    console.print(f"  {sentence}")


def _prepare_store(ground: Ground) -> None:
    """Open and migrate the database before anything listens, so that a wrong address is one sentence."""
    database = Database(ground.settings.database_url)
    try:
        database.migrate()
    finally:
        database.close()


def _announce(ground: Ground, roles: tuple[Role, ...], count: int) -> None:
    settings = ground.settings
    console.print(f"\n[bold]Lexi answers for {ground.profile.name} at http://{settings.host}:{settings.port}[/bold]")
    console.print(f'  Open that page, or type `make talk` in another terminal. Say "{WISH}".')
    for role in roles:
        console.print(f"  You could be {role.name}, born {role.birthdate}: {role.errand}.")
    model = "the sandbox model (rules, no AI service)" if settings.openai_is_sandbox else settings.openai_base_url
    console.print(f"  Model: {model}")
    if settings.opendental_is_sandbox:
        console.print(f"  Open Dental: the sandbox, http://127.0.0.1:{settings.sandbox_opendental_port}")
    else:
        console.print(f"  Open Dental: {settings.opendental_base_url}")
    if count > 1:
        console.print(f"  Workers: {count}")
    console.print("  Ctrl-C stops it.\n")
