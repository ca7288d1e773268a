"""What one call may remember of Open Dental for a moment, so that a booking does not ask for the same thing twice.

A patient's row and pop-ups are kept for a minute: they change rarely, and each read may cost a second. A schedule is
kept for the few seconds in which rule R23 still counts it as fresh, and only for proposing: before and after a write it
is always read again. What the patient has booked is never kept.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from opendental_client import Patient, Popup
from receptionist.booking.rules_place import FRESH_SECONDS
from receptionist.booking.snapshot import ScheduleSnapshot

CHART_SECONDS = 60


@dataclass(frozen=True)
class Chart:
    """A patient's row and pop-ups as read at `read_at`."""

    row: Patient
    popups: list[Popup]
    read_at: datetime


@dataclass
class Memory:
    """One call's memory. It ends with the call."""

    _charts: dict[int, Chart] = field(default_factory=dict)
    _schedule: ScheduleSnapshot | None = None

    def chart(self, pat_num: int, now: datetime) -> Chart | None:
        """The chart, when it was read within the last minute."""
        known = self._charts.get(pat_num)
        return known if known and timedelta(0) <= now - known.read_at <= timedelta(seconds=CHART_SECONDS) else None

    def keep_chart(self, chart: Chart) -> None:
        """Remember a chart that was just read."""
        self._charts[chart.row.pat_num] = chart

    def schedule(self, day: date, now: datetime) -> ScheduleSnapshot | None:
        """A schedule that holds `day` and was read a moment ago."""
        known = self._schedule
        if known is None or not known.first <= day <= known.last:
            return None
        # A second is left for judging: what is almost stale would be refused in the middle of it.
        return known if timedelta(0) <= now - known.read_at <= timedelta(seconds=FRESH_SECONDS - 1) else None

    def keep_schedule(self, schedule: ScheduleSnapshot) -> None:
        """Remember a schedule that was just read."""
        self._schedule = schedule

    def forget_schedule(self) -> None:
        """This call has written, or is about to: what it knew is no longer so."""
        self._schedule = None
