"""`receptionist run`: the service, and the sandbox for whatever the settings leave to it."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from receptionist.app import create_app
from receptionist.commands.servers import Listener, serve
from receptionist.commands.world import Ground, stand
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.opendental.app import create_app as create_opendental
from receptionist.sandbox.opendental.world import load_world

console = Console(highlight=False, soft_wrap=True)
HINT = 'Say "I\'d like to book a cleaning next Tuesday at 2" and be Dana Okafor, born November 2, 1988.'


def run(
    world: Annotated[
        Path | None, typer.Option(help="A world file for the sandbox's practice; SANDBOX_WORLD is the same.")
    ] = None,
) -> None:
    """Start Lexi, with the sandbox for each half of the outside world that has no keys or address.

    Without any settings both halves are the sandbox: a made-up practice and a rule-based model on this machine.
    """
    keep_loopback_direct()
    ground = stand(world)
    listeners = [*sandbox_listeners(ground), _service(ground)]
    asyncio.run(serve(listeners, lambda: _announce(ground)))


def sandbox_listeners(ground: Ground, *, both: bool = False) -> list[Listener]:
    """The sandbox servers that the settings ask for, or both of them."""
    settings = ground.settings
    listeners = []
    if both or settings.openai_is_sandbox:
        openai = create_openai(ground.clock, RuleModel())
        listeners.append(Listener(openai, "127.0.0.1", settings.sandbox_openai_port, "SANDBOX_OPENAI_PORT"))
    if both or settings.opendental_is_sandbox:
        world = load_world(settings.sandbox_world, ground.clock.now())
        opendental = create_opendental(world, ground.clock)
        port = settings.sandbox_opendental_port
        listeners.append(Listener(opendental, "127.0.0.1", port, "SANDBOX_OPENDENTAL_PORT"))
    return listeners


def _service(ground: Ground) -> Listener:
    app = create_app(ground.settings, ground.profile, ground.clock)
    return Listener(app, ground.settings.host, ground.settings.port, "PORT")


def _announce(ground: Ground) -> None:
    settings = ground.settings
    console.print(f"\n[bold]Lexi answers for {ground.profile.name} at http://{settings.host}:{settings.port}[/bold]")
    console.print(f"  Open that page, or type `make talk` in another terminal. {_hint(ground)}")
    model = "the sandbox model (rules, no AI service)" if settings.openai_is_sandbox else settings.openai_base_url
    console.print(f"  Model: {model}")
    if settings.opendental_is_sandbox:
        console.print(f"  Open Dental: the sandbox, http://127.0.0.1:{settings.sandbox_opendental_port}")
    else:
        console.print(f"  Open Dental: {settings.opendental_base_url}")
    console.print("  Ctrl-C stops it.\n")


def _hint(ground: Ground) -> str:
    return HINT if ground.settings.opendental_is_sandbox else "Ask for an appointment."
