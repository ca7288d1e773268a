"""`receptionist sandbox call`: a made-up caller rings the practice and speaks, from texts or from recordings."""

import asyncio
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from receptionist.clock import SystemClock
from receptionist.commands.errors import CommandError
from receptionist.commands.sandbox_call_report import advice, console, print_end, print_understood, printer, save
from receptionist.commands.sandbox_heard import understood
from receptionist.commands.sandbox_lines import Sound, captioned, read_lines, spoken
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.twilio.call import CALLER, LEAVES, REPORTS, Plan
from receptionist.sandbox.twilio.errors import TwilioError
from receptionist.sandbox.twilio.many import Batch, place_calls_now
from receptionist.sandbox.twilio.staff import STAFF
from receptionist.sandbox.voice.caller import CallerManner
from receptionist.settings import Settings, load_settings

Choice = TypeVar("Choice", bound=str)


def call(
    lines: Annotated[
        list[str] | None,
        typer.Argument(help='The caller\'s turns: WAV files, or texts; keys alone, as "0", are pressed.'),
    ] = None,
    say: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="One more turn, spoken; may be repeated.")
    ] = None,
    captions: Annotated[
        bool, typer.Option("--captions", help="Babble with hidden words even for --say, for a service without ears.")
    ] = False,
    save_to: Annotated[
        Path | None, typer.Option("--save", metavar="WAV", help="Where both sides go; else a temporary file.")
    ] = None,
    noise: Annotated[
        float | None, typer.Option(min=-10.0, max=60.0, metavar="DB", help="How far the line's noise is below speech.")
    ] = None,
    speed_of_speech: Annotated[float, typer.Option(min=0.5, max=1.7, help="How fast the caller speaks.")] = 1.0,
    backchannel: Annotated[
        bool, typer.Option("--backchannel", help='The caller murmurs "mm-hm" while Lexi speaks.')
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same noise, murmurs and jitter.")] = 0,
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
    staff: Annotated[
        str, typer.Option(help=f"What staff do when the call is put through: {', '.join(STAFF)}.")
    ] = "answers",
    nobody_answers: Annotated[bool, typer.Option("--nobody-answers", help="Short for --staff no-answer.")] = False,
    calls: Annotated[int, typer.Option(min=1, max=500, help="So many such calls at once, with a summary.")] = 1,
    jitter: Annotated[
        int, typer.Option(min=0, max=5000, metavar="MS", help="The network holds each message up by up to so long.")
    ] = 0,
    interrupt: Annotated[
        int | None, typer.Option(min=0, metavar="MS", help="Each line starts so long into Lexi's speech.")
    ] = None,
    leaves: Annotated[
        str, typer.Option(help=f"Where the caller hangs up: {', '.join(LEAVES)}; by default when the lines are said.")
    ] = "",
    reports: Annotated[
        str, typer.Option(help=f"How the reports of the call's status arrive: {', '.join(REPORTS)}.")
    ] = "last only",
) -> None:
    """Ring the practice over a telephone of the sandbox, and print what each side said and understood.

    The service must be running. Each of LINES and of --say is one turn, said when Lexi has finished and waits, or into
    her speech with --interrupt; after the last one the caller waits for the answer and hangs up. A recording is played
    whole, pauses included. Texts alone ride as captions in the audio, so Lexi gets each word; with --say, a recording,
    --noise or --speed-of-speech the caller speaks, and is heard as well as the ears can.
    """
    keep_loopback_direct()
    settings = load_settings()
    secret = settings.twilio_auth_token
    said = read_lines(lines or (), say or ())
    chosen_staff, chosen_leaves = _one_of(STAFF, staff, "--staff"), _one_of(("", *LEAVES), leaves, "--leaves")
    chosen_reports = _one_of(tuple(REPORTS), reports, "--reports")
    if captions and (noise is not None or speed_of_speech != 1):
        raise CommandError("Captions have neither noise nor a speed of speech; leave --captions out.")
    recorded = any(isinstance(line, Path) for line in said)
    if captions or not (say or recorded or noise is not None or speed_of_speech != 1):
        sound = captioned(said, murmurs=backchannel, seed=seed)
    else:
        sound = spoken(said, CallerManner(speed=speed_of_speech, noise_db=noise, seed=seed), murmurs=backchannel)
    plan = Plan(
        lines=tuple(map(str, said)),
        url=(url or settings.public_url).rstrip("/"),
        token=token or (secret.get_secret_value() if secret is not None else "sandbox"),
        caller=from_,
        speed=speed,
        staff=chosen_staff,
        staff_answer=not nobody_answers,
        leaves=chosen_leaves,
        reports=chosen_reports,
        interrupt=None if interrupt is None else interrupt / 1000,
        jitter=jitter / 1000,
        manner=sound.manner,
        # Many ears would take the cores that the service under test may need.
        ear=sound.ear if calls == 1 else None,
    )
    console.print(f"[dim]{sound.told}[/dim]")
    try:
        batch = place_calls_now(plan, SystemClock(), calls, printer(numbered=calls > 1))
    except TwilioError as error:
        raise CommandError(advice(error, plan.url)) from None
    _report(batch, sound, settings, save_to)


def _report(batch: Batch, sound: Sound, settings: Settings, save_to: Path | None) -> None:
    results = list(batch.results)
    many = len(results) > 1
    called = [result.call_sid for result in results if result.call_sid]
    heard = asyncio.run(understood(settings.database_url, called, SystemClock())) if sound.spoken else {}
    for number, result in enumerate(results, 1):
        if result.call_sid in heard:
            print_understood(number, heard[result.call_sid], numbered=many)
        print_end(number, result, numbered=many)
    if save_to is not None or sound.spoken:
        save(results, save_to)
    if many or results[0].overlaps:
        console.print(batch.summary())
    problems = [problem for result in results for problem in result.problems]
    if problems:
        few = " ".join(dict.fromkeys(problems))
        raise CommandError(f"{batch.failed} calls failed: {few}" if many else f"The call had problems: {few}")


def _one_of(allowed: tuple[Choice, ...], given: str, option: str) -> Choice:
    for value in allowed:
        if value == given:
            return value
    raise CommandError(f"{option} must be one of: {', '.join(value for value in allowed if value)}.")
