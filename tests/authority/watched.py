"""An Open Dental that keeps a journal of what the authority did to it, and fails on request in every way it can."""

from collections.abc import Callable
from dataclasses import dataclass, field

from opendental_client import Appointment, OpenDentalError, ServerError, Throttled, Timeout, Unreachable
from receptionist.clock import ManualClock
from tests.authority.journal import Journal
from tests.booking.fake import FakeOpenDental

FAULTS: dict[str, type[OpenDentalError]] = {
    "429": Throttled,
    "5xx": ServerError,
    "offline": Unreachable,
    "timeout": Timeout,
}


class Killed(BaseException):
    """The process is gone: nothing after this line of it ever ran."""


class LeapingClock(ManualClock):
    """A clock that is moved by whoever sleeps on it, so that waits take no time."""

    async def sleep(self, seconds: float) -> None:
        self._elapsed += max(seconds, 0)


@dataclass
class WatchedOpenDental(Journal, FakeOpenDental):
    """`failing_reads` errors are raised by the next reads; `dying` is 'before' or 'after' the next write."""

    failing_reads: list[OpenDentalError] = field(default_factory=list)
    dying: str = ""
    before_write: Callable[[], object] | None = None

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
            self.note(before, self.appointments)

        super().write(name, watched)
        if dying == "after":
            raise Killed

    def standing(self) -> list[Appointment]:
        """The rows of the authority's making that are on the schedule just as it left them."""
        return self.untouched(self.appointments)
