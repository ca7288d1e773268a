"""Writes a plan to Open Dental, once, and finds out what became of it: write, read again, compare, look for clashes.

A write whose answer was lost is never repeated: the row is looked for instead (a new visit by the marker in its note).
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from opendental_client import (
    Appointment,
    AppointmentCreate,
    AppointmentUpdate,
    AptStatus,
    OpenDentalError,
    WriteOutcomeUnknown,
)
from receptionist.booking.case import Kind
from receptionist.booking.outcome import VisitPlan
from receptionist.booking.reader import Reader
from receptionist.booking.snapshot import Visit, visit_of

LOOK_DELAYS = (0.0, 1.0, 3.0)  # Seconds before each look for a row after a lost answer, or after a failed read.
MARKER = "Booked by Lexi"
T = TypeVar("T")


class Fate(StrEnum):
    """What became of a write."""

    STANDS = "stands"
    NOT_WRITTEN = "not_written"
    UNDONE = "undone"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Written:
    """A fate, the row's number when there is one, and what went wrong, in words without patient data.

    `unread` means that Open Dental could not be looked at, so that a later look may still tell.
    """

    fate: Fate
    number: int = 0
    detail: str = ""
    unread: bool = False


def marker(call_id: str, proposal_id: str, member: int = 0) -> str:
    """What makes a visit's row findable: written into its note when it is created.

    `member` counts the visits of a family from 1.
    """
    return f"{MARKER} (call {call_id}, ref {proposal_id}{f'/{member}' if member else ''})"


def marked_refs(note: str) -> list[str]:
    """The proposals that a note's markers name: 'p_1f2e', or 'p_1f2e/2' for the second visit of a family."""
    return re.findall(rf"{MARKER} \(call [^\s,]+, ref ([^\s)]+)\)", note)


@dataclass(frozen=True)
class VisitWriter:
    """Carries out the plans of one call."""

    reader: Reader

    async def write(self, plan: VisitPlan, mark: str) -> Written:
        """Carry the plan out. Never raises `OpenDentalError`."""
        self.reader.memory.forget_schedule()
        try:
            apt_num = await self._send(plan, mark)
        except WriteOutcomeUnknown:
            return await self.find(plan, mark)
        except OpenDentalError as error:
            return Written(Fate.NOT_WRITTEN, detail=str(error))
        return await self._check(plan, apt_num)

    async def find(self, plan: VisitPlan, mark: str, *, mend: bool = True) -> Written:
        """Look for a plan's effect: after a lost answer, or after another process died.

        With `mend` a row of ours that turns out not to be as planned, or that clashes, is taken back. Without it
        nothing is written whatever is found: long after, staff may have made it what it is.
        """
        unread = True
        for delay in LOOK_DELAYS:
            await self.reader.clock.sleep(delay)
            try:
                row = await self._trace(plan, mark)
            except OpenDentalError:
                continue
            unread = False
            if row is not None:
                return await self._check(plan, row.apt_num, mend=mend)
        detail = "the write's answer was lost and no trace of it was found"
        return Written(Fate.UNKNOWN, plan.apt_num or 0, detail, unread)

    async def _send(self, plan: VisitPlan, mark: str) -> int:
        appointments = self.reader.client.appointments
        if plan.kind is Kind.CREATE:
            note = f"{plan.note} {mark}".strip()
            return (await appointments.create(_new_row(plan, note))).apt_num
        apt_num = plan.apt_num or 0
        if plan.kind is Kind.CANCEL:
            await appointments.break_(apt_num, send_to_unscheduled_list=True)
        else:
            await appointments.update(apt_num, _moved_row(plan))
        return apt_num

    async def _trace(self, plan: VisitPlan, mark: str) -> Appointment | None:
        """The row that shows that the write happened."""
        appointments = self.reader.client.appointments
        if plan.kind is Kind.CREATE:
            rows = await appointments.list(pat_num=plan.pat_num, date=plan.start.date())
            return next((row for row in rows if mark in row.note and row.pat_num == plan.pat_num), None)
        row = await appointments.get(plan.apt_num or 0)
        return row if _as_planned(visit_of(row, self.reader.office), row, plan) else None

    async def _check(self, plan: VisitPlan, apt_num: int, *, mend: bool = True) -> Written:
        """Read the row and its day again: only what was read counts."""
        day = plan.start.date()
        visits: list[Visit] = []
        if plan.kind is not Kind.CANCEL:
            read = await self._patiently(lambda: self.reader.visits_of(day))
            if read is None:
                return Written(Fate.UNKNOWN, apt_num, "the day could not be read again", unread=True)
            visits = read
            if any(visit.apt_num == apt_num and _visit_as_planned(visit, plan) for visit in visits):
                return await self._among(plan, apt_num, visits, mend=mend)
        # A row that is not where it should be is looked at by itself: it may have become something else.
        row = await self._patiently(lambda: self.reader.client.appointments.get(apt_num))
        if row is None:
            return Written(Fate.UNKNOWN, apt_num, "the row could not be read again", unread=True)
        if not _as_planned(visit_of(row, self.reader.office), row, plan):
            detail = "the row that was read again is not the one that was written"
            return await self.take_back(plan, apt_num, detail) if mend else Written(Fate.UNKNOWN, apt_num, detail)
        if plan.kind is Kind.CANCEL:
            return Written(Fate.STANDS, apt_num)
        return await self._among(plan, apt_num, visits, mend=mend)

    async def _among(self, plan: VisitPlan, apt_num: int, visits: list[Visit], *, mend: bool) -> Written:
        """Our row stands as planned; whether it may, the other visits of its day tell."""
        if any(_clashes(visit, plan, apt_num) for visit in visits):
            detail = "somebody else took the time while it was being booked"
            return await self.take_back(plan, apt_num, detail) if mend else Written(Fate.UNKNOWN, apt_num, detail)
        return Written(Fate.STANDS, apt_num)

    async def take_back(self, plan: VisitPlan, apt_num: int, detail: str) -> Written:
        """Take our own write back: a new visit off the schedule, a moved one to where it was."""
        if plan.kind is Kind.CANCEL:
            return Written(Fate.UNKNOWN, apt_num, detail)
        appointments = self.reader.client.appointments
        try:
            if plan.kind is Kind.CREATE:
                await appointments.break_(apt_num, send_to_unscheduled_list=True)
            else:
                await appointments.update(apt_num, _row_as_it_was(plan))
        except OpenDentalError as error:
            return Written(Fate.UNKNOWN, apt_num, f"{detail}; taking it back failed: {error}")
        row = await self._patiently(lambda: appointments.get(apt_num))
        if row is None or not _is_undone(visit_of(row, self.reader.office), row, plan):
            return Written(Fate.UNKNOWN, apt_num, f"{detail}; it may still stand")
        return Written(Fate.UNDONE, apt_num, detail)

    async def _patiently(self, read: Callable[[], Awaitable[T]]) -> T | None:
        """Read, trying again a little later; None when it never worked."""
        for delay in LOOK_DELAYS:
            await self.reader.clock.sleep(delay)
            try:
                return await read()
            except OpenDentalError:
                continue
        return None


def _new_row(plan: VisitPlan, note: str) -> AppointmentCreate:
    return AppointmentCreate(
        pat_num=plan.pat_num,
        op=plan.op,
        apt_date_time=plan.start,
        apt_status=AptStatus.SCHEDULED,
        pattern=plan.pattern,
        prov_num=plan.row_prov,
        prov_hyg=plan.row_hyg,
        is_hygiene=plan.is_hygiene,
        is_new_patient=plan.is_new_patient,
        appointment_type_num=plan.type_number,
        note=note,
    )


def _moved_row(plan: VisitPlan) -> AppointmentUpdate:
    return AppointmentUpdate(
        apt_date_time=plan.start,
        op=plan.op,
        prov_num=plan.row_prov,
        prov_hyg=plan.row_hyg,
        apt_status=AptStatus.SCHEDULED,
        # The patient agreed to the old time, not yet to this one: reminders and calls start anew.
        confirmed=plan.confirmed or None,
    )


def _row_as_it_was(plan: VisitPlan) -> AppointmentUpdate:
    return AppointmentUpdate(
        apt_date_time=plan.was_start,
        op=plan.was_op,
        prov_num=plan.was_prov,
        prov_hyg=plan.was_hyg,
        apt_status=AptStatus(plan.was_status),
        confirmed=plan.was_confirmed or None,
    )


def _as_planned(visit: Visit | None, row: Appointment, plan: VisitPlan) -> bool:
    if plan.kind is Kind.CANCEL:
        return row.pat_num == plan.pat_num and row.apt_status in (AptStatus.UNSCHED_LIST, AptStatus.BROKEN)
    return visit is not None and _visit_as_planned(visit, plan)


def _visit_as_planned(visit: Visit, plan: VisitPlan) -> bool:
    return (
        visit.scheduled
        and (visit.pat_num, visit.start, visit.op) == (plan.pat_num, plan.start, plan.op)
        and (visit.prov_num, visit.prov_hyg) == (plan.row_prov, plan.row_hyg)
        and len(visit.pattern) == len(plan.pattern)
    )


def _is_undone(visit: Visit | None, row: Appointment, plan: VisitPlan) -> bool:
    if plan.kind is Kind.CREATE:
        return row.apt_status in (AptStatus.UNSCHED_LIST, AptStatus.BROKEN)
    return visit is not None and (visit.start, visit.op, visit.status) == (
        plan.was_start,
        plan.was_op,
        plan.was_status,
    )


def _clashes(visit: Visit, plan: VisitPlan, apt_num: int) -> bool:
    """Whether another row shares the chair, the provider or the patient, and is not one of ours that has to yield."""
    end = plan.start + _length(plan)
    if not visit.blocks or visit.apt_num == apt_num or not visit.overlaps(plan.start, end):
        return False
    if plan.kind is Kind.CREATE and MARKER in visit.note and visit.apt_num > apt_num:
        return False
    same_patient = visit.pat_num == plan.pat_num and visit.scheduled
    return visit.op == plan.op or plan.prov_num in visit.busy or same_patient


def _length(plan: VisitPlan) -> timedelta:
    return timedelta(minutes=5 * len(plan.pattern))
