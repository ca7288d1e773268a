"""`receptionist talk`: a typed conversation with Lexi in the terminal, over the same WebSocket as the page."""

import asyncio
import json
import sys
from typing import Annotated, Any

import typer
import websockets
from rich.console import Console

from receptionist.commands.errors import CommandError
from receptionist.network import keep_loopback_direct
from receptionist.settings import load_settings

console = Console(highlight=False, soft_wrap=True)
TOOL_WORDS = {"getNextResponseFromSupervisor": "asking the supervisor"}


def talk(
    url: Annotated[
        str | None, typer.Option(help="Where Lexi answers; by default the service of these settings.")
    ] = None,
    tools: Annotated[bool, typer.Option(help="Show the tools that both tiers use.")] = False,
) -> None:
    """Talk to Lexi by typing. An empty line does nothing; Ctrl-D hangs up.

    Lines may also be piped in, one turn a line.
    """
    keep_loopback_direct()
    settings = load_settings()
    address = (url or f"http://{settings.host}:{settings.port}").rstrip("/").replace("http", "ws", 1)
    try:
        asyncio.run(_talk(f"{address}/web/text", show_tools=tools))
    except (OSError, websockets.InvalidHandshake, websockets.InvalidURI) as error:
        raise CommandError(
            f"Nobody answers at {address.replace('ws', 'http', 1)} ({type(error).__name__}). "
            "Start the service with `receptionist run`, or name another with --url."
        ) from None


async def _talk(address: str, *, show_tools: bool) -> None:
    async with websockets.connect(address, compression=None) as socket:
        try:
            async for frame in socket:
                message = json.loads(frame)
                if _show(message, show_tools=show_tools):
                    await _answer(socket)
                if message["type"] == "call.ended":
                    return
        except websockets.ConnectionClosedError:
            console.print("[red]The connection broke off.[/red] Start again to begin a new call.")


def _show(message: dict[str, Any], *, show_tools: bool) -> bool:
    """Print a message; True when it is the caller's turn."""
    kind = message["type"]
    if kind == "call.started":
        console.print(f"[dim]Call {message['call_id']}. Ctrl-D hangs up.[/dim]")
    elif kind == "lexi.text" and message.get("kind") == "notice":
        console.print(f"[dim]{message['text']}[/dim]")
    elif kind == "lexi.text":
        console.print("[bold cyan]Lexi:[/bold cyan]", message["text"], markup=True)
    elif kind == "tool" and (show_tools or message["status"] == "started" and message["name"] in TOOL_WORDS):
        words = TOOL_WORDS.get(message["name"], message["name"])
        console.print(f"[dim]  · {words}: {message['status']}[/dim]" if show_tools else f"[dim]  · {words}...[/dim]")
    elif kind == "error":
        console.print(f"[red]{message['message']}[/red]")
        return bool(message["code"] != "busy")
    elif kind == "call.ended":
        console.print(f"[dim]The call has ended: {message['outcome'].replace('_', ' ')}.[/dim]")
    return bool(kind == "turn.done")


async def _answer(socket: websockets.ClientConnection) -> None:
    line: str | None = ""
    while line is not None and not line.strip():
        line = await asyncio.to_thread(_read_line)
    if line is None:
        await socket.send(json.dumps({"type": "caller.hangup"}))
    else:
        await socket.send(json.dumps({"type": "caller.text", "text": line}))


def _read_line() -> str | None:
    try:
        line = input("You:  ")
    except EOFError:
        return None
    if not sys.stdin.isatty():
        console.print(line)
    return line
