"""`receptionist calls`: the calls on the log, and one of them whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import col, select

from receptionist.calls.log import Entry
from receptionist.calls.report import CallReport, report
from receptionist.commands.errors import CommandError
from receptionist.events import EVENTS
from receptionist.practice.profile import load_profile
from receptionist.settings import load_settings
from receptionist.store.calls import CallRow, EventRow
from receptionist.store.database import Database

console = Console(highlight=False)
app = typer.Typer(help="List recorded calls, or show one.")


@app.callback(invoke_without_command=True)
def calls(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many calls, newest first.")] = 20,
) -> None:
    """List the newest calls."""
    if context.invoked_subcommand is not None:
        return
    with _database() as database, database.session() as session:
        rows = session.exec(select(CallRow).order_by(col(CallRow.started_at).desc()).limit(limit)).all()
    if not rows:
        console.print("No calls yet. `receptionist talk` makes one.")
        return
    table = Table("Call", "Started", "Channel", "Length", "Outcome", box=None, pad_edge=False)
    zone = _zone()
    for row in rows:
        length = f"{(row.ended_at - row.started_at).seconds} s" if row.ended_at else "running"
        table.add_row(row.call_id, _wall(row.started_at, zone), row.channel, length, row.outcome or "-")
    console.print(table)


@app.command("show")
def show(call_id: Annotated[str, typer.Argument(help="The call's id, as `receptionist calls` lists it.")]) -> None:
    """Print a call's transcript, tools, timings, tokens and cost."""
    with _database() as database, database.session() as session:
        row = session.get(CallRow, call_id)
        if row is None:
            raise CommandError(f"There is no call {call_id!r}. `receptionist calls` lists them.")
        stored = session.exec(
            select(EventRow).where(EventRow.call_id == call_id).order_by(col(EventRow.sequence))
        ).all()
    entries = [
        Entry(event.call_id, event.sequence, event.at, EVENTS.validate_python({**event.payload, "kind": event.kind}))
        for event in stored
    ]
    _print(row, report(entries), _zone())


def _print(row: CallRow, read: CallReport, zone: ZoneInfo) -> None:
    console.print(
        f"[bold]{row.call_id}[/bold]  {row.channel}  {_wall(row.started_at, zone)}  {row.outcome or 'running'}"
    )
    for line in read.lines:
        console.print(
            f"[dim]{line.at.astimezone(zone):%H:%M:%S}[/dim] [{line.style}]{line.who:>10}[/{line.style}] ", end=""
        )
        console.print(line.text, markup=False)
    console.print()
    if read.turn_count:
        console.print(
            f"First word {read.first_word_p50} ms, whole answer {read.answer_p50} ms "
            f"(medians of {read.turn_count} turns)"
        )
    for name, used in read.tokens.items():
        cost = f"${used.dollars:.4f}" if used.dollars is not None else "no price on file"
        console.print(f"{name}: {used.given} tokens in ({used.cached} cached), {used.made} out, {cost}")


def _wall(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _zone() -> ZoneInfo:
    return load_profile(load_settings().practice_profile).zone


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(load_settings().database_url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()
