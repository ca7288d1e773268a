"""`receptionist sandbox sip`: a made-up caller rings over a SIP trunk and says the given lines."""

import asyncio
from typing import Annotated
from urllib.parse import urlsplit, urlunsplit

import typer
from rich.console import Console
from rich.markup import escape

from receptionist.clock import SystemClock
from receptionist.commands.errors import CommandError
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.sip.call import CALLER, SipPlan, SipResult, place_sip_call
from receptionist.sandbox.sip.errors import ServiceUnreachable, SipError, TrunkFailed, WebhookFailed
from receptionist.settings import SANDBOX_WEBHOOK_SECRET, Settings, load_settings

console = Console(highlight=False, soft_wrap=True)
SPEAKERS = {"lexi": "[bold cyan]Lexi:[/bold cyan]  ", "caller": "[bold]Caller:[/bold]"}
TRUNK = "/sandbox/sip"
NOT_FOUND, NOT_SIGNED = 404, 401


def sip(
    lines: Annotated[
        list[str], typer.Argument(help='What the caller says, one turn each; keys alone, as "0", are pressed.')
    ],
    url: Annotated[
        str | None, typer.Option(help="The service's public address; by default PUBLIC_URL of these settings.")
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="The number that calls.")] = CALLER,
    speed: Annotated[
        float, typer.Option(min=0.1, max=20.0, help="How much faster than life the audio passes (see docs/sip.md).")
    ] = 1.0,
    nobody_answers: Annotated[
        bool, typer.Option("--nobody-answers", help="The other side refuses when the call is put through.")
    ] = False,
    interrupt: Annotated[
        int | None, typer.Option(min=0, metavar="MS", help="Each line starts so long into Lexi's speech.")
    ] = None,
) -> None:
    """Ring the practice over SIP, as it comes straight to OpenAI, say LINES one by one, and print both sides.

    The service must be running with the sandbox's OpenAI server, which holds the caller's audio as the vendor would.
    """
    keep_loopback_direct()
    settings = load_settings()
    secret = settings.openai_webhook_secret
    plan = SipPlan(
        lines=_clean(lines),
        trunk=_trunk(settings),
        webhook=f"{(url or settings.public_url).rstrip('/')}/sip/incoming",
        secret=secret.get_secret_value() if secret is not None else SANDBOX_WEBHOOK_SECRET,
        caller=from_,
        speed=speed,
        interrupt=None if interrupt is None else interrupt / 1000,
        invite={"refer_status": 480} if nobody_answers else {},
    )
    try:
        result = asyncio.run(place_sip_call(plan, SystemClock(), _tell))
    except SipError as error:
        raise CommandError(_advice(error)) from None
    _print_end(result)


def _trunk(settings: Settings) -> str:
    parts = urlsplit(settings.openai_realtime_url)
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise CommandError("The voice engine is a real one, which real telephones ring; unset OPENAI_API_KEY to try.")
    return urlunsplit(("ws", parts.netloc, TRUNK, "", ""))


def _clean(lines: list[str]) -> tuple[str, ...]:
    said = tuple(line.strip() for line in lines)
    if not all(said):
        raise CommandError("One of the lines is empty; give each turn of the caller as one quoted line.")
    return said


def _tell(who: str, text: str) -> None:
    console.print(SPEAKERS[who], escape(text))


def _print_end(result: SipResult) -> None:
    if result.rejected_with:
        console.print(f"[red]The service rejected the call with {result.rejected_with}.[/red]")
    elif result.ended_by == "nobody answered":
        console.print("[red]Nobody answered; the caller gave up.[/red]")
    elif result.gave_up:
        console.print("[red]Lexi said nothing for a long time; the caller gave up.[/red]")
    elif result.referred_to:
        console.print(f"[dim]The call was put through to {escape(result.referred_to)}.[/dim]")
    else:
        who = "The caller" if result.ended_by == "caller" else "The service"
        console.print(f"[dim]{who} hung up. Call {result.call_id}.[/dim]")


def _advice(error: SipError) -> str:
    if isinstance(error, ServiceUnreachable | TrunkFailed):
        return f"{error} Start the service with `receptionist run`, or name another with --url."
    if isinstance(error, WebhookFailed) and error.status == NOT_SIGNED:
        return f"{error} The command and the service must have the same OPENAI_WEBHOOK_SECRET."
    if isinstance(error, WebhookFailed) and error.status == NOT_FOUND:
        return f"{error} Something else than Lexi seems to answer there; name the service with --url."
    return str(error)
