"""What a staff member sees before booking: which spans of a day are still free in a chair, from the API's own rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CELL = timedelta(minutes=5)
Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Opening:
    """Free time of one provider in one chair, naive office-local."""

    start: datetime
    stop: datetime
    provider: int
    chair: int

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.stop - self.start


def openings(day: str, schedules: Rows, appointments: Rows, after: datetime) -> list[Opening]:
    """A day's openings after a moment: provider hours without blockouts and without visits of the chair or provider."""
    return sorted(_openings(day, schedules, appointments, after), key=lambda found: (found.start, found.chair))


def _openings(day: str, schedules: Rows, appointments: Rows, after: datetime) -> Iterator[Opening]:
    if any(row["SchedType"] == "Practice" and row["StopTime"] == "00:00:00" for row in schedules):
        return
    for row in schedules:
        if row["SchedType"] != "Provider":
            continue
        provider = int(str(row["ProvNum"]))
        for chair in _chairs(row):
            busy = sorted([*_blocked(day, schedules, chair), *_booked(appointments, chair, provider)])
            free, end = max(_at(day, row["StartTime"]), after), _at(day, row["StopTime"])
            for start, stop in [*busy, (end, end)]:
                if free < min(start, end):
                    yield Opening(free, min(start, end), provider, chair)
                free = max(free, stop)


def _blocked(day: str, schedules: Rows, chair: int) -> Iterator[tuple[datetime, datetime]]:
    for row in schedules:
        if row["SchedType"] in ("Blockout", "WebSchedASAP") and chair in _chairs(row):
            yield _at(day, row["StartTime"]), _at(day, row["StopTime"])


def _booked(appointments: Rows, chair: int, provider: int) -> Iterator[tuple[datetime, datetime]]:
    for row in appointments:
        mine = row["Op"] == chair or provider in (row["ProvNum"], row["ProvHyg"])
        if mine and row["AptStatus"] in ("Scheduled", "Complete"):
            start = datetime.fromisoformat(str(row["AptDateTime"]))
            yield start, start + CELL * len(str(row["Pattern"]))


def _chairs(row: Mapping[str, object]) -> list[int]:
    return [int(part) for part in str(row["operatories"]).split(",") if part]


def _at(day: str, time: object) -> datetime:
    return datetime.fromisoformat(f"{day} {time}")
