"""`receptionist sandbox call`: a made-up caller rings the practice and says the given lines."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from receptionist.clock import SystemClock
from receptionist.commands.errors import CommandError
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.twilio.call import CALLER, CallResult, Plan
from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwilioError, WebhookFailed
from receptionist.sandbox.twilio.many import HeardOf, place_calls_now
from receptionist.settings import load_settings

console = Console(highlight=False, soft_wrap=True)
SPEAKERS = {"phone": "[dim]Phone:[/dim] ", "lexi": "[bold cyan]Lexi:[/bold cyan]  ", "caller": "[bold]Caller:[/bold]"}
CAPTIONS = (
    "Captions stand in for ears and a mouth: both sides send babble with the words hidden in its lowest bits, and "
    "nobody recognises or synthesises speech here."
)


def call(
    lines: Annotated[
        list[str], typer.Argument(help='What the caller says, one turn each; keys alone, as "0", are pressed.')
    ],
    url: Annotated[
        str | None, typer.Option(help="The service's public address; by default PUBLIC_URL of these settings.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(help="What requests are signed with; by default TWILIO_AUTH_TOKEN, or the sandbox's.")
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="The number that calls.")] = CALLER,
    speed: Annotated[
        float, typer.Option(min=0.1, max=20.0, help="How much faster than life the audio passes (see docs/phone.md).")
    ] = 1.0,
    nobody_answers: Annotated[
        bool, typer.Option("--nobody-answers", help="Nobody picks up when the call is put through.")
    ] = False,
    calls: Annotated[int, typer.Option(min=1, max=500, help="So many such calls at once, with a summary.")] = 1,
    jitter: Annotated[
        int, typer.Option(min=0, max=5000, metavar="MS", help="The network holds each message up by up to so long.")
    ] = 0,
    interrupt: Annotated[
        int | None, typer.Option(min=0, metavar="MS", help="Each line starts so long into Lexi's speech.")
    ] = None,
) -> None:
    """Ring the practice over a telephone of the sandbox, say LINES one by one, and print both sides.

    The service must be running. Each line is said when Lexi has finished and waits, or into her speech with
    --interrupt; after the last one the caller waits for the answer and hangs up.
    """
    keep_loopback_direct()
    settings = load_settings()
    secret = settings.twilio_auth_token
    plan = Plan(
        lines=_clean(lines),
        url=(url or settings.public_url).rstrip("/"),
        token=token or (secret.get_secret_value() if secret is not None else "sandbox"),
        caller=from_,
        speed=speed,
        staff_answer=not nobody_answers,
        interrupt=None if interrupt is None else interrupt / 1000,
        jitter=jitter / 1000,
    )
    console.print(f"[dim]{CAPTIONS}[/dim]")
    try:
        batch = place_calls_now(plan, SystemClock(), calls, _printer(numbered=calls > 1))
    except TwilioError as error:
        raise CommandError(_advice(error, plan.url)) from None
    for number, result in enumerate(batch.results, 1):
        _print_end(result, _number(number) if calls > 1 else "")
    if calls > 1 or batch.results[0].overlaps:
        console.print(batch.summary())
    problems = [problem for result in batch.results for problem in result.problems]
    if problems:
        few = " ".join(dict.fromkeys(problems))
        raise CommandError(f"The call had problems: {few}" if calls == 1 else f"{batch.failed} calls failed: {few}")


def _clean(lines: list[str]) -> tuple[str, ...]:
    said = tuple(line.strip() for line in lines)
    if not all(said):
        raise CommandError("One of the lines is empty; give each turn of the caller as one quoted line.")
    return said


def _number(number: int) -> str:
    return f"[dim]{number:3}[/dim] "


def _printer(*, numbered: bool) -> HeardOf:
    """Prints each utterance, with the number of its call when there are several."""

    def tell(number: int, who: str, text: str) -> None:
        console.print((_number(number) if numbered else "") + SPEAKERS[who], escape(text))

    return tell


def _print_end(result: CallResult, before: str) -> None:
    if not result.call_sid:
        return
    if result.gave_up:
        console.print(f"{before}[red]Lexi said nothing for a long time; the caller gave up.[/red]")
    who = "The caller hung up." if result.ended_by == "caller" else "The service ended the stream."
    after = escape(result.after) or "nothing"
    console.print(f"{before}[dim]{who} After the stream: {after}. Call {result.call_sid}.[/dim]")


def _advice(error: TwilioError, url: str) -> str:
    if isinstance(error, ServiceUnreachable):
        return f"{error} Start the service with `receptionist run`, or name another with --url."
    if isinstance(error, WebhookFailed) and error.status == 403:
        return (
            f"{error} The service checks signatures over its PUBLIC_URL, so {url} must be that very address, and "
            "--token its TWILIO_AUTH_TOKEN."
        )
    if isinstance(error, WebhookFailed) and error.status == 404:
        return f"{error} Something else than Lexi seems to answer there; name the service with --url."
    return str(error)
