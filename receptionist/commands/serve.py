"""`receptionist run`: the service, and the sandbox for whatever the settings leave to it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from receptionist.app import create_app
from receptionist.commands.departure import Departure
from receptionist.commands.sandbox_voice import sandbox_voice
from receptionist.commands.servers import Listener, run_loop, serve
from receptionist.commands.warm import warm_up
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
) -> None:
    """Start Lexi, with the sandbox for each half of the outside world that has no keys or address.

    Without any settings both halves are the sandbox: a made-up practice and a rule-based model on this machine.
    """
    keep_loopback_direct()
    ground = stand(world)
    _prepare_store(ground)
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
        app = create_app(ground.settings, ground.profile, ground.clock, roles)
        listeners.append(Listener(app, ground.settings.host, ground.settings.port, "PORT"))
        run_loop(
            serve(
                listeners,
                lambda: _announce(ground, roles),
                lambda stop: Departure(app, ground.settings.drain_seconds, stop, _tell),
            )
        )


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


def _announce(ground: Ground, roles: tuple[Role, ...]) -> None:
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
    console.print("  Ctrl-C stops it.\n")
