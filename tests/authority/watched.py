"""An Open Dental that keeps a journal of what the authority did to it, and fails on request in every way it can."""

from collections.abc import Callable
from dataclasses import dataclass, field

from opendental_client import Appointment, OpenDentalError, ServerError, Throttled, Unreachable
from receptionist.clock import ManualClock
from tests.booking.fake import FakeOpenDental

FAULTS: dict[str, type[OpenDentalError]] = {"429": Throttled, "5xx": ServerError, "offline": Unreachable}


class Killed(BaseException):
    """The process is gone: nothing after this line of it ever ran."""


class LeapingClock(ManualClock):
    """A clock that is moved by whoever sleeps on it, so that waits take no time."""

    async def sleep(self, seconds: float) -> None:
        self._elapsed += max(seconds, 0)


@dataclass
class WatchedOpenDental(FakeOpenDental):
    """`journal` holds the rows as the authority last left them; `created` the numbers of those it made.

    `failing_reads` errors are raised by the next reads; `dying` is 'before' or 'after' the next write.
    """

    journal: dict[int, Appointment] = field(default_factory=dict)
    created: set[int] = field(default_factory=set)
    failing_reads: list[OpenDentalError] = field(default_factory=list)
    dying: str = ""
    before_write: Callable[[], object] | None = None
    _earlier: dict[int, Appointment] = field(default_factory=dict)

    def read(self) -> None:
        if self.failing_reads:
            raise self.failing_reads.pop()

    def write(self, name: str, change: Callable[[], None]) -> None:
        if self.before_write is not None:
            hook, self.before_write = self.before_write, None
            hook()
        dying, self.dying = self.dying, ""
        if dying == "before":
            raise Killed

        def watched() -> None:
            before = dict(self.appointments)
            change()
            self._note(before)

        super().write(name, watched)
        if dying == "after":
            raise Killed

    def _note(self, before: dict[int, Appointment]) -> None:
        for number, row in self.appointments.items():
            was = before.get(number)
            if was == row:
                continue
            if was is None:
                self.created.add(number)
            put_back = number in self._earlier and _place(self._earlier[number]) == _place(row)
            if put_back and number not in self.created:
                del self.journal[number], self._earlier[number]
                continue
            if was is not None:
                self._earlier[number] = was
            self.journal[number] = row

    def standing(self) -> list[Appointment]:
        """The rows of the authority's making that are on the schedule just as it left them."""
        rows = [row for number, row in self.journal.items() if self.appointments.get(number) == row]
        return [row for row in rows if row.apt_status == "Scheduled"]


def _place(row: Appointment) -> tuple[object, ...]:
    return (row.apt_date_time, row.op, row.apt_status)
