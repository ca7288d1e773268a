"""`receptionist sandbox`: the outside world alone, and a made-up caller for the phone channel."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from receptionist.commands.sandbox_call import call
from receptionist.commands.sandbox_faults import app as faults_app
from receptionist.commands.sandbox_faults import staff
from receptionist.commands.sandbox_sip import sip
from receptionist.commands.sandbox_voice import sandbox_voice
from receptionist.commands.serve import openai_listener, opendental_listener
from receptionist.commands.servers import serve
from receptionist.commands.world import Ground, stand
from receptionist.sandbox.opendental.world import load_world

console = Console(highlight=False, soft_wrap=True)
app = typer.Typer(help="The outside world on this machine: OpenAI, Open Dental and a telephone.")
app.command("call")(call)
app.command("sip")(sip)
app.command("staff")(staff)
app.add_typer(faults_app, name="faults")


@app.callback(invoke_without_command=True)
def sandbox(
    context: typer.Context,
    world: Annotated[Path | None, typer.Option(help="A world file for the practice; see docs/worlds.md.")] = None,
    openai_port: Annotated[int | None, typer.Option(help="Where the OpenAI server listens.")] = None,
    opendental_port: Annotated[int | None, typer.Option(help="Where the Open Dental server listens.")] = None,
    voice: Annotated[bool, typer.Option(help="Let it hear and speak, where its packages are installed.")] = True,
) -> None:
    """Run the sandbox's OpenAI and Open Dental servers alone, without Lexi."""
    if context.invoked_subcommand is not None:
        return
    ground = stand(world)
    ports = {"sandbox_openai_port": openai_port, "sandbox_opendental_port": opendental_port}
    chosen = {name: port for name, port in ports.items() if port is not None}
    ground = Ground(ground.settings.model_copy(update=chosen), ground.profile, ground.clock)
    practice = load_world(ground.settings.sandbox_world, ground.clock.now())
    with sandbox_voice(console.print, wanted=voice and ground.settings.sandbox_voice) as speech:
        listeners = [openai_listener(ground, speech), opendental_listener(ground, practice)]
        asyncio.run(serve(listeners, lambda: _announce(ground)))


def _announce(ground: Ground) -> None:
    settings = ground.settings
    console.print(f"OpenAI:      http://127.0.0.1:{settings.sandbox_openai_port}/v1 (any key)")
    console.print(f"Open Dental: http://127.0.0.1:{settings.sandbox_opendental_port}/api/v1 (ODFHIR sandbox/default)")
    console.print("Ctrl-C stops both.")
