"""A world, loaded: one synthetic practice with every date resolved against *now*, ready to be served."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from receptionist.sandbox.opendental.errors import WorldError
from receptionist.sandbox.opendental.extra_patients import extra_patients
from receptionist.sandbox.opendental.filler import fill
from receptionist.sandbox.opendental.world_checks import check_world
from receptionist.sandbox.opendental.world_dates import Calendar
from receptionist.sandbox.opendental.world_file import Patient, WorldFile
from receptionist.sandbox.opendental.world_references import check_dates
from receptionist.sandbox.opendental.world_schedules import ScheduleRow, lay_out_hours, resolved_day
from receptionist.sandbox.opendental.world_source import Source, read_source
from receptionist.sandbox.opendental.world_visits import Visit, written_visits


@dataclass(frozen=True)
class DueRecall:
    """A patient's recall with its dates resolved."""

    patient: int
    type: int
    due: date
    previous: date | None
    note: str


@dataclass(frozen=True)
class World:
    """What `create_app` serves. `loaded_at` and all visit times are naive office-local."""

    path: Path
    file: WorldFile
    time_zone: ZoneInfo
    loaded_at: datetime
    people: tuple[Patient, ...]
    schedules: tuple[ScheduleRow, ...]
    visits: tuple[Visit, ...]
    recalls: tuple[DueRecall, ...]
    calendar: Calendar

    def day(self, text: str) -> str:
        """A date as the file writes it, in the vendor's spelling; its soundness was checked when the world loaded."""
        return self.calendar.day(text).isoformat()


def load_world(path: Path, now: datetime) -> World:
    """Read a world file and resolve it for the aware instant `now`.

    Raises `WorldError` naming file, line and field of everything that is missing, malformed or contradictory.
    """
    if now.tzinfo is None:
        raise ValueError("load_world needs an aware now")
    source, file = read_source(path)
    check_world(source, file)
    source.raise_problems()
    zone = ZoneInfo(file.practice.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None, microsecond=0)
    try:
        hours = lay_out_hours(source, file, local.date())
    except OverflowError:
        raise WorldError([f"{path}:1: the horizon reaches beyond the calendar"]) from None
    people = (*file.patients, *extra_patients(file))
    written = written_visits(source, file, hours)
    filled = fill(source, file, hours, local, people, written)
    recalls = _recalls(source, file, hours.calendar)
    check_dates(source, file, hours.calendar)
    source.raise_problems()
    visits = tuple(sorted((*written, *filled), key=lambda visit: (visit.starts, visit.number)))
    return World(path, file, zone, local, people, hours.rows, visits, recalls, hours.calendar)


def _recalls(source: Source, file: WorldFile, calendar: Calendar) -> tuple[DueRecall, ...]:
    found: list[DueRecall] = []
    for index, entry in enumerate(file.recalls):
        due = resolved_day(source, calendar, ("recalls", index, "due"), entry.due)
        previous = (
            resolved_day(source, calendar, ("recalls", index, "previous"), entry.previous) if entry.previous else None
        )
        if due:
            found.append(DueRecall(entry.patient, entry.type, due, previous, entry.note))
    return tuple(found)
