"""What `receptionist sandbox call` prints and writes: both sides as they speak, how it ended, and the recording."""

import tempfile
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from receptionist.commands.errors import CommandError
from receptionist.sandbox.twilio.call import CallResult
from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwilioError, WebhookFailed
from receptionist.sandbox.twilio.many import HeardOf

console = Console(highlight=False, soft_wrap=True)
SPEAKERS = {
    "phone": "[dim]Phone:[/dim] ",
    "lexi": "[bold cyan]Lexi:[/bold cyan]  ",
    "ear": "[dim]  heard:[/dim]",
    "caller": "[bold]Caller:[/bold]",
    "staff": "[green]Staff:[/green] ",
}
NOT_UNDERSTOOD = (
    "Lexi understood nothing. A service without its voice hears captions only: call it with --captions, or start it "
    "without --no-voice."
)


def printer(*, numbered: bool) -> HeardOf:
    """Prints each utterance, with the number of its call when there are several."""

    def tell(number: int, who: str, text: str) -> None:
        style = f"[dim]{escape(text)}[/dim]" if who == "ear" else escape(text)
        console.print((_number(number) if numbered else "") + SPEAKERS[who], style)

    return tell


def print_end(number: int, result: CallResult, *, numbered: bool) -> None:
    """How a call ended."""
    before = _number(number) if numbered else ""
    if not result.call_sid:
        return
    if result.gave_up:
        console.print(f"{before}[red]Lexi said nothing for a long time; the caller gave up.[/red]")
    who = "The caller hung up." if result.ended_by == "caller" else "The service ended the stream."
    after = escape(result.after) or "nothing"
    console.print(f"{before}[dim]{who} After the stream: {after}. Call {result.call_sid}.[/dim]")


def print_understood(number: int, turns: list[str], *, numbered: bool) -> None:
    """What the caller's turns were understood as."""
    before = _number(number) if numbered else ""
    for turn in turns:
        console.print(f"{before}Lexi understood:", escape(turn))
    if not turns:
        console.print(f"{before}[yellow]{NOT_UNDERSTOOD}[/yellow]")


def save(results: list[CallResult], path: Path | None) -> None:
    """Write each call's recording, into a file of its own; without a path one call's goes into a new temporary file.

    Raises `CommandError` when a file can't be written.
    """
    kept = [result for result in results if result.recording.seconds]
    if path is None:
        if len(results) > 1 or not kept:
            return
        path = Path(tempfile.mkdtemp(prefix="lexi-")) / "call.wav"
    for number, result in enumerate(kept, 1):
        own = path if len(results) == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            result.recording.save(own)
        except OSError as error:
            raise CommandError(f"{own} can't be written ({error.strerror}).") from None
        console.print(f"[dim]Both sides, the caller left: {escape(str(own))}[/dim]")


def advice(error: TwilioError, url: str) -> str:
    """What went wrong and what to do about it."""
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


def _number(number: int) -> str:
    return f"[dim]{number:3}[/dim] "
