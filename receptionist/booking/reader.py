"""Reads what the rules need: the patient's facts, and the schedule of some days. What is kept, `memory.py` says."""

import asyncio
import logging
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from opendental_client import OpenDentalClient, OpenDentalError, Patient, Popup
from receptionist.booking.case import PatientFacts, RecallDue
from receptionist.booking.identity import IdentityDesk
from receptionist.booking.memory import Chart, Memory
from receptionist.booking.snapshot import ScheduleSnapshot, Visit, read_schedule, read_visits, visit_of
from receptionist.clock import Clock
from receptionist.practice.office import Office
from receptionist.practice.plain_text import plain

log = logging.getLogger(__name__)
APPT_CONFIRMED = 2  # The category of definitions that holds the confirmation statuses.
VISITS_AHEAD_DAYS = 800  # Longer than any horizon a profile may set.
_DO_NOT_SCHEDULE = re.compile(
    r"\b(do\s+not|don.?t|never|no\s+more|not\s+to\s+be|stop)\b.{0,20}\b(re-?)?(schedul|book|appoint|appt|visit)"
    r"|\bno\s+(new\s+)?(appointments|appts|scheduling|bookings)\b|\bdismissed\b|\bdischarged\s+from"
    r"|\bcourt\s+order|\brestraining\b|\bcustody\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Reader:
    """Reads for one call. Every method raises `OpenDentalError` when a part of the answer is missing."""

    client: OpenDentalClient
    office: Office
    clock: Clock
    identity: IdentityDesk
    memory: Memory = field(default_factory=Memory)

    @property
    def today(self) -> date:
        """The practice's date."""
        return self.clock.now().astimezone(self.office.profile.zone).date()

    async def patient(self, pat_num: int, recall_types: frozenset[int] = frozenset()) -> tuple[PatientFacts, str]:
        """The facts of a patient, and the first name to call them by. Recalls are read for a type that maps to some."""
        today = self.today
        chart, visits, recalls = await asyncio.gather(
            self._chart(pat_num),
            self.client.appointments.list(
                pat_num=pat_num, date_start=today, date_end=today + timedelta(days=VISITS_AHEAD_DAYS)
            ),
            self._recalls(pat_num, recall_types),
        )
        row = chart.row
        facts = PatientFacts(
            pat_num=pat_num,
            status=str(row.pat_status),
            birthdate=row.birthdate,
            pri_prov=row.pri_prov,
            verified=self.identity.is_verified(pat_num),
            guardian_verified=self.identity.guardian_verified(row.guarantor, pat_num),
            do_not_schedule=self._do_not_schedule(row, chart.popups),
            visits=tuple(
                visit for each in visits if (visit := visit_of(each, self.office)) and each.pat_num == pat_num
            ),
            recalls=recalls,
        )
        return facts, plain(row.preferred) or row.f_name

    async def visit(self, apt_num: int) -> Visit | None:
        """A visit as it stands now; None for a row without a start. Raises `NotFound` when there is no such row."""
        return visit_of(await self.client.appointments.get(apt_num), self.office)

    async def days(self, first: date, last: date) -> ScheduleSnapshot:
        """The schedule of the days `first` to `last`, inclusive, read now."""
        schedule = await read_schedule(self.client, self.office, first, last, self.clock)
        self.memory.keep_schedule(schedule)
        return schedule

    async def recent_day(self, day: date) -> ScheduleSnapshot:
        """A schedule with `day` in it, read now or a few seconds ago; good enough to propose, never to write."""
        return self.memory.schedule(day, self.clock.now()) or await self.days(day, day)

    async def visits_of(self, day: date) -> list[Visit]:
        """Every visit of `day`, of any status, read now."""
        return await read_visits(self.client, self.office, day)

    async def _chart(self, pat_num: int) -> Chart:
        now = self.clock.now()
        if (known := self.memory.chart(pat_num, now)) is not None:
            return known
        row, popups = await asyncio.gather(self.client.patients.get(pat_num), self.client.popups.list(pat_num=pat_num))
        chart = Chart(row, popups, now)
        self.memory.keep_chart(chart)
        return chart

    async def _recalls(self, pat_num: int, recall_types: frozenset[int]) -> tuple[RecallDue, ...]:
        """The patient's recalls of those types. Offices before 22.4.40 can't tell, and an insurer's interval is no
        danger to anybody, so without an answer the rule is off."""
        if not recall_types:
            return ()
        try:
            rows = await self.client.recalls.list(pat_num=pat_num)
        except OpenDentalError as error:
            log.warning("Recalls could not be read: %s", type(error).__name__)
            return ()
        wanted = [row for row in rows if row.recall_type_num in recall_types and not row.is_disabled]
        return tuple(RecallDue(row.recall_type_num, row.date_due) for row in wanted if row.date_due)

    async def unconfirmed(self) -> int:
        """The office's first confirmation status, which a visit has before anybody confirmed it; 0 when unknown."""
        try:
            rows = await self.client.definitions.list(category=APPT_CONFIRMED)
        except OpenDentalError:
            return 0
        shown = [row for row in rows if not row.is_hidden]
        return shown[0].def_num if shown else 0

    def _do_not_schedule(self, row: Patient, popups: list[Popup]) -> bool:
        """Staff's notes are reduced to this one bit here; their words go no further."""
        now = self.clock.now()
        active = [popup for popup in popups if not (popup.date_time_disabled and popup.date_time_disabled <= now)]
        texts = [popup.description for popup in active if not popup.is_archived]
        return any(_DO_NOT_SCHEDULE.search(text) for text in (*texts, row.appt_mod_note, row.fam_fin_urg_note))
