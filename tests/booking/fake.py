"""An Open Dental in memory: the few resources the authority uses, with faults and a meddling staff on request."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from opendental_client import (
    Appointment,
    AppointmentCreate,
    AppointmentType,
    AppointmentUpdate,
    AptStatus,
    BadRequest,
    Definition,
    NotFound,
    OpenDentalClient,
    Operatory,
    Patient,
    PatientCreate,
    Popup,
    Provider,
    Recall,
    SchedType,
    Schedule,
    WriteOutcomeUnknown,
)

ZONE = ZoneInfo("America/New_York")


def at(text: str, zone: ZoneInfo = ZONE) -> datetime:
    """'2026-12-01 10:00' in the practice's time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@dataclass
class Fault:
    """Lose the answer of the next writes: before the row is changed, or after."""

    lost_before: int = 0
    lost_after: int = 0
    unreadable: Exception | None = None
    no_recalls: bool = False
    refused: int = 0


@dataclass
class FakeOpenDental:
    """Rows by number, a log of writes, and hooks. `after_write` runs once, right after the next write."""

    patients: dict[int, Patient] = field(default_factory=dict)
    appointments: dict[int, Appointment] = field(default_factory=dict)
    schedules: list[Schedule] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    operatories: list[Operatory] = field(default_factory=list)
    types: list[AppointmentType] = field(default_factory=list)
    popups: list[Popup] = field(default_factory=list)
    recalls: list[Recall] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=lambda: [Definition(def_num=19, item_name="Unconfirmed")])
    writes: list[str] = field(default_factory=list)
    fault: Fault = field(default_factory=Fault)
    after_write: Callable[[], object] | None = None
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(5000))

    @property
    def client(self) -> OpenDentalClient:
        return cast("OpenDentalClient", FakeClient(self))

    def visit(self, pat_num: int, start: datetime, minutes: int, op: int, prov: int, **more: Any) -> int:
        """Put a visit on the schedule, as staff would."""
        apt_num = next(self.numbers)
        fields = {"apt_status": AptStatus.SCHEDULED, **more}
        self.appointments[apt_num] = Appointment(
            apt_num=apt_num, pat_num=pat_num, apt_date_time=start, pattern="X" * (minutes // 5), op=op, prov_num=prov,
            **fields,
        )  # fmt: skip
        return apt_num

    def shift(self, day: date, prov: int, ops: tuple[int, ...], start: str = "08:00", stop: str = "17:00") -> None:
        self.schedules.append(schedule(day, SchedType.PROVIDER, start, stop, prov_num=prov, operatories=ops))

    def read(self) -> None:
        if self.fault.unreadable is not None:
            raise self.fault.unreadable

    def write(self, name: str, change: Callable[[], None]) -> None:
        """Log a write and carry it out, unless its fault says otherwise."""
        if self.fault.refused:
            self.fault.refused -= 1
            self.writes.append(f"{name} (refused)")
            raise BadRequest
        if self.fault.lost_before:
            self.fault.lost_before -= 1
            self.writes.append(f"{name} (lost before)")
            raise WriteOutcomeUnknown("POST", "/x")
        change()
        self.writes.append(name)
        if self.after_write is not None:
            hook, self.after_write = self.after_write, None
            hook()
        if self.fault.lost_after:
            self.fault.lost_after -= 1
            raise WriteOutcomeUnknown("POST", "/x")


def schedule(day: date, kind: SchedType, start: str, stop: str, **more: Any) -> Schedule:
    return Schedule(
        sched_date=day, sched_type=kind, start_time=time.fromisoformat(start), stop_time=time.fromisoformat(stop),
        **more,
    )  # fmt: skip


class FakeClient:
    """The client's face over the rows."""

    def __init__(self, world: FakeOpenDental) -> None:
        self.patients = _Patients(world)
        self.appointments = _Appointments(world)
        self.schedules = _Schedules(world)
        self.providers = _Rows(world, world.providers)
        self.operatories = _Rows(world, world.operatories)
        self.appointment_types = _Rows(world, world.types)
        self.popups = _Popups(world)
        self.definitions = _Definitions(world)
        self.recalls = _Recalls(world)


class _Rows:
    def __init__(self, world: FakeOpenDental, rows: list[Any]) -> None:
        self._world, self._rows = world, rows

    async def list(self) -> list[Any]:
        self._world.read()
        return list(self._rows)


class _Definitions:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def list(self, *, category: int) -> list[Definition]:
        self._world.read()
        assert category == 2
        return list(self._world.definitions)


class _Recalls:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def list(self, *, pat_num: int) -> list[Recall]:
        self._world.read()
        if self._world.fault.no_recalls:
            raise NotFound
        return [recall for recall in self._world.recalls if recall.pat_num == pat_num]


class _Popups:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def list(self, *, pat_num: int) -> list[Popup]:
        self._world.read()
        return [popup for popup in self._world.popups if popup.pat_num == pat_num]


class _Schedules:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def list(self, *, date_start: date, date_end: date, sched_type: SchedType | None = None) -> list[Schedule]:
        self._world.read()
        rows = [row for row in self._world.schedules if row.sched_date and date_start <= row.sched_date <= date_end]
        return [row for row in rows if sched_type in (None, row.sched_type)]


class _Patients:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def get(self, pat_num: int) -> Patient:
        self._world.read()
        if pat_num not in self._world.patients:
            raise NotFound
        return self._world.patients[pat_num]

    async def simple(self, *, birthdate: date) -> list[Patient]:
        self._world.read()
        return [row for row in self._world.patients.values() if row.birthdate == birthdate]

    async def create(self, patient: PatientCreate) -> Patient:
        pat_num = next(self._world.numbers)
        values = {name: value for name, value in patient.model_dump().items() if value is not None}
        row = Patient(**{"guarantor": pat_num, "pat_status": "Patient", **values, "pat_num": pat_num})
        self._world.write("patient", lambda: self._world.patients.update({pat_num: row}))
        return row


class _Appointments:
    def __init__(self, world: FakeOpenDental) -> None:
        self._world = world

    async def list(
        self,
        *,
        pat_num: int | None = None,
        date: date | None = None,
        date_start: date | None = None,
        date_end: date | None = None,
        date_t_stamp: datetime | None = None,
    ) -> list[Appointment]:
        self._world.read()
        if date_t_stamp is not None:
            return list(self._world.appointments.values())
        first, last = (date, date) if date else (date_start, date_end)
        assert first is not None
        assert last is not None
        rows = [row for row in self._world.appointments.values() if row.apt_date_time]
        return [
            row
            for row in rows
            if row.apt_date_time and first <= row.apt_date_time.date() <= last and pat_num in (None, row.pat_num)
        ]

    async def get(self, apt_num: int) -> Appointment:
        self._world.read()
        if apt_num not in self._world.appointments:
            raise NotFound
        return self._world.appointments[apt_num]

    async def create(self, appointment: AppointmentCreate) -> Appointment:
        apt_num = next(self._world.numbers)
        values = {name: value for name, value in appointment.model_dump().items() if value is not None}
        row = Appointment(**{**values, "apt_num": apt_num})
        self._world.write("create", lambda: self._world.appointments.update({apt_num: row}))
        return row

    async def update(self, apt_num: int, changes: AppointmentUpdate) -> Appointment:
        values = {name: value for name, value in changes.model_dump().items() if value is not None}
        row = self._world.appointments[apt_num].model_copy(update=values)
        self._world.write("update", lambda: self._world.appointments.update({apt_num: row}))
        return row

    async def break_(self, apt_num: int, *, send_to_unscheduled_list: bool) -> None:
        assert send_to_unscheduled_list
        row = self._world.appointments[apt_num].model_copy(update={"apt_status": AptStatus.UNSCHED_LIST})
        self._world.write("break", lambda: self._world.appointments.update({apt_num: row}))


def weekdays(first: date, count: int) -> list[date]:
    days = (first + timedelta(days=step) for step in range(count))
    return [day for day in days if day.weekday() < 5]
