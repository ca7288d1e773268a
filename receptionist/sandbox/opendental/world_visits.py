"""Visits as the world loads them: one dataclass for those written out in the file and those the filler invents."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receptionist.sandbox.opendental.world_file import Appointment, WorldFile
from receptionist.sandbox.opendental.world_schedules import Hours
from receptionist.sandbox.opendental.world_source import Source


@dataclass(frozen=True)
class Visit:
    """A row of the appointment table; `starts` is naive office-local."""

    number: int
    patient: int
    starts: datetime
    minutes: int
    provider: int
    operatory: int
    hygienist: int = 0
    type: int = 0
    status: str = "Scheduled"
    confirmed: int = 0
    is_hygiene: bool = False
    new_patient: bool = False
    priority: str = "Normal"
    note: str = ""

    @property
    def ends(self) -> datetime:
        """The first moment after the visit."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def takes_time(self) -> bool:
        """Whether the visit stands on the schedule and is meant to take place there."""
        return self.status in ("Scheduled", "Complete")

    def numbered(self, number: int) -> "Visit":
        """The same visit under another AptNum."""
        return replace(self, number=number)


def written_visits(source: Source, file: WorldFile, hours: Hours) -> list[Visit]:
    """The file's own appointments with their dates resolved."""
    visits: list[Visit] = []
    for index, entry in enumerate(file.appointments):
        try:
            starts = hours.calendar.moment(entry.at)
        except (ValueError, OverflowError) as problem:
            source.blame(("appointments", index, "at"), str(problem))
            continue
        visit = _visit(file, entry, starts)
        _blame_clash(source, file, index, visit, visits)
        visits.append(visit)
    return visits


def _blame_clash(source: Source, file: WorldFile, index: int, visit: Visit, earlier: list[Visit]) -> None:
    """Two written visits at one time in one chair, with one provider or for one patient need `overlap: true` on one."""
    by_number = {entry.number: entry for entry in file.appointments}
    for other in earlier:
        apart = visit.starts >= other.ends or other.starts >= visit.ends
        marked = by_number[visit.number].overlap or by_number[other.number].overlap
        if apart or marked or not (visit.takes_time and other.takes_time):
            continue
        for what, mine, theirs in (
            ("operatory", visit.operatory, other.operatory),
            ("provider", visit.provider, other.provider),
            ("patient", visit.patient, other.patient),
        ):
            if mine == theirs:
                at = [entry.number for entry in file.appointments].index(other.number)
                sentence = f"{what} {mine} already has appointments[{at}] then; mark one of the two overlap: true"
                source.blame(("appointments", index, "at"), sentence)
                return


def _visit(file: WorldFile, entry: Appointment, starts: datetime) -> Visit:
    usual = {kind.number: kind.minutes for kind in file.appointment_types}
    hygiene = any(chair.number == entry.operatory and chair.hygiene for chair in file.operatories)
    return Visit(
        number=entry.number,
        patient=entry.patient,
        starts=starts,
        minutes=entry.minutes or usual.get(entry.type or 0, 0) or 20,
        provider=entry.provider,
        operatory=entry.operatory,
        hygienist=entry.hygienist,
        type=entry.type or 0,
        status=entry.status,
        confirmed=entry.confirmed or file.confirmations.get("None", 0),
        is_hygiene=hygiene,
        new_patient=entry.new_patient,
        priority=entry.priority,
        note=entry.note,
    )
