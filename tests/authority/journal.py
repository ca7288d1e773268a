"""What the authority did to the schedule: its rows as it last left them, whoever keeps the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from opendental_client import Appointment, AptStatus


@dataclass(frozen=True)
class OfficeHours:
    """Minutes of the day: when the practice opens and closes, and lunch from `lunch` till `back`."""

    opens: int = 480
    closes: int = 1020
    lunch: int = 720
    back: int = 780


@dataclass(kw_only=True)
class Journal:
    """`journal` holds the rows as the authority last left them; `created` the numbers of those it made.

    `hours` and `closed` are what the practice says of itself, for the judges.
    """

    hours: OfficeHours = OfficeHours()
    closed: set[date] = field(default_factory=set)
    horizon: int = 180

    journal: dict[int, Appointment] = field(default_factory=dict)
    created: set[int] = field(default_factory=set)
    earlier: dict[int, Appointment] = field(default_factory=dict)

    def note(self, before: Mapping[int, Appointment], after: Mapping[int, Appointment]) -> None:
        """Take in what one write of the authority's changed."""
        for number, row in after.items():
            was = before.get(number)
            if was == row:
                continue
            if was is None:
                self.created.add(number)
            elif _place(was) == _place(row):
                # A note or a confirmation changes nothing of where a visit stands.
                if number in self.journal:
                    self.journal[number] = row
                continue
            put_back = number in self.earlier and _place(self.earlier[number]) == _place(row)
            if put_back and number not in self.created:
                del self.journal[number], self.earlier[number]
                continue
            if was is not None:
                self.earlier[number] = was
            self.journal[number] = row

    def untouched(self, rows: Mapping[int, Appointment]) -> list[Appointment]:
        """The rows of the authority's making that are on the schedule just as it left them."""
        left = [row for number, row in self.journal.items() if rows.get(number) == row]
        return [row for row in left if row.apt_status == AptStatus.SCHEDULED]


def _place(row: Appointment) -> tuple[object, ...]:
    return (row.apt_date_time, row.op, row.apt_status)
