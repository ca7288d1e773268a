"""`receptionist reconcile`: a day's bookings as Lexi wrote them, against Open Dental as it stands now."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from opendental_client import OpenDentalError
from receptionist.app import open_dental
from receptionist.booking.reconcile import Compared, Finding
from receptionist.booking.reconcile import reconcile as compare
from receptionist.booking.recovery import Recovered, recover
from receptionist.commands.errors import CommandError
from receptionist.commands.world import stand
from receptionist.network import keep_loopback_direct
from receptionist.practice.office import load_office
from receptionist.store.database import Database

console = Console(highlight=False, soft_wrap=True)
NEXT_STEP = {
    Finding.MISSING: "Look for the visit in Open Dental; if nobody took it out on purpose, call the patient.",
    Finding.ORPHAN: "The caller never agreed to this visit. Take it off the schedule, or call the patient.",
    Finding.DUPLICATE: "Keep one of the visits and take the others off the schedule.",
    Finding.UNKNOWN: "Look in Open Dental whether it was done, and call the patient.",
}


@dataclass(frozen=True)
class Report:
    """What `reconcile` found out about one day."""

    day: date
    recovered: list[Recovered]
    compared: list[Compared]


def reconcile(
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day of the calls; today by default.")
    ] = None,
) -> None:
    """Compare a day's bookings with Open Dental. Exits with 1 when something needs a person."""
    keep_loopback_direct()
    try:
        report = asyncio.run(_report(day.date() if day else None))
    except OpenDentalError as error:
        raise CommandError(f"Open Dental could not be read: {error}") from error
    show(report)
    if any(line.needs_person for line in report.compared):
        raise typer.Exit(1)


async def _report(day: date | None) -> Report:
    ground = stand()
    settings, profile, clock = ground.settings, ground.profile, ground.clock
    database = Database(settings.database_url)
    try:
        await asyncio.to_thread(database.migrate)
        async with open_dental(settings, profile, clock) as client:
            office = await load_office(client, profile)
            wanted = day or clock.now().astimezone(profile.zone).date()
            recovered = await recover(client, office, database, clock)
            return Report(wanted, recovered, await compare(client, office, database, wanted))
    finally:
        database.close()


def show(report: Report) -> None:
    """Print the report for the front desk."""
    for settled in report.recovered:
        console.print(f"Settled {settled.proposal_id}, whose call was cut off: {settled.state}.", markup=False)
    if not report.compared:
        console.print(f"Nothing was written on {report.day}.")
        return
    table = Table("Found", "Visit", "What was agreed", "Call", "Next step", box=None, pad_edge=False)
    for line in report.compared:
        apt_num = str(line.apt_num) if line.apt_num else "-"
        table.add_row(line.finding, apt_num, line.what, line.call_id or "-", NEXT_STEP.get(line.finding, "-"))
    console.print(table)
    wanting = sum(line.needs_person for line in report.compared)
    console.print(f"{len(report.compared)} on {report.day}, {wanting} of them for a person to look at.")
