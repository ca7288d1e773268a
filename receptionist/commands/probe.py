"""`receptionist probe`: whether the configured voice engines speak, and how fast."""

import asyncio
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from receptionist.app import ladder_of
from receptionist.clock import Clock, SystemClock
from receptionist.engines.probing import SAMPLE_RATE, ProbeFailed, Trial, try_line
from receptionist.engines.realtime import RealtimeEngine
from receptionist.network import keep_loopback_direct
from receptionist.settings import load_settings

console = Console(highlight=False, soft_wrap=True)

LINES = ("Hello, can you hear me?", "What are your opening hours?")
STEPS = ("connect", "first audio", "complete")
START_IT = "Without a key or an address the engine is the sandbox, which runs while `receptionist run` does."


def probe(
    tries: Annotated[int, typer.Option(min=1, max=100, help="How often each line is said, each on a new call.")] = 3,
    say: Annotated[list[str] | None, typer.Option(help="A line to say; may be repeated. Two are built in.")] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where the answers are saved as WAV; by default a new temporary folder.")
    ] = None,
) -> None:
    """Call each configured voice engine, say test lines to it, and print how fast it answers.

    The engines are those that calls would use, in the order in which calls try them: the one of OPENAI_BASE_URL or
    OPENAI_REALTIME_URL, and the second one if RECEPTIONIST_SECOND_REALTIME_MODEL is set. Lines go in as text and
    answers come as audio. Each try is a call of its own and costs what a short call costs.

    **connect** is until the engine has taken our settings. **first audio** and **complete** count from the moment the
    line was sent. The table has the median (p50) and what 95 of 100 stay under (p95), in milliseconds.

    Exits with 1 when an engine can't be reached, refuses the key or says nothing, and says what to do about it.
    """
    keep_loopback_direct()
    settings = load_settings()
    engines = ladder_of(settings, SystemClock()).engines
    folder = folder or Path(tempfile.mkdtemp(prefix="receptionist-probe-"))
    folder.mkdir(parents=True, exist_ok=True)
    failed = asyncio.run(_probe(engines, say or LINES, tries, folder, SystemClock()))
    if failed and settings.openai_is_sandbox:
        console.print(START_IT)
    if failed:
        raise typer.Exit(1)
    console.print(f"The answers are in {folder}")


async def _probe(
    engines: Sequence[RealtimeEngine], lines: Sequence[str], tries: int, folder: Path, clock: Clock
) -> bool:
    """Probe one engine after another; whether any of them failed."""
    failed = False
    for number, engine in enumerate(engines, 1):
        console.print(f"\n[bold]Engine {number}[/bold]: ", end="")
        console.print(f"{engine.model} at {engine.url}", markup=False)
        trials: list[Trial] = []
        try:
            for turn in range(tries):
                for place, line in enumerate(lines, 1):
                    trials.append(await try_line(engine, line, clock))
                    _save(trials[-1], folder / f"engine-{number}-line-{place}-try-{turn + 1}.wav")
        except ProbeFailed as failure:
            failed = True
            console.print(f"[red]It failed on try {len(trials) + 1} of {tries * len(lines)}.[/red] ", end="")
            console.print(str(failure), markup=False)
        if trials:
            console.print(_table(trials))
            console.print(f'It said: "{trials[-1].words}"', markup=False)
    return failed


def _table(trials: Sequence[Trial]) -> Table:
    table = Table("milliseconds", *STEPS, title=f"{len(trials)} tries", title_justify="left")
    columns = [
        [trial.connect for trial in trials],
        [trial.first_audio for trial in trials],
        [trial.complete for trial in trials],
    ]
    for share in (50, 95):
        table.add_row(f"p{share}", *(f"{percentile(column, share) * 1000:.0f}" for column in columns))
    return table


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that `share` percent of the values are not above (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def _save(trial: Trial, path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(trial.audio)
