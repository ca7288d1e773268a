"""`client.appointments`."""

import builtins
import datetime as dt
from collections.abc import AsyncIterator
from typing import Self, TypedDict, Unpack

from pydantic import model_validator

from opendental_client._encode import Value
from opendental_client._errors import InvalidArgument
from opendental_client._models._base import NonBlank, Request
from opendental_client._models._enums import AptStatus, BreakType, ConfirmVal
from opendental_client._models.appointment import Appointment, AppointmentCreate, AppointmentUpdate, Slot
from opendental_client._models.planned import (
    PlannedAppointmentCreate,
    SchedulePlanned,
    WebSchedAppointment,
    WebSchedCreate,
)
from opendental_client._resources._base import ReadOptions, Resource, refuse_options, sorted_out
from opendental_client._resources._days import check_days
from opendental_client._route import Route
from opendental_client._written import in_one_line

_ALL = Route("GET", "/appointments")
_ROW = "/appointments/{AptNum}"


class _Break(Request):
    send_to_unscheduled_list: bool
    break_type: BreakType | None = None


class _Confirm(Request):
    confirm_val: ConfirmVal | None = None
    confirm_def_num: int | None = None

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        if (self.confirm_val is None) == (self.confirm_def_num is None):
            raise ValueError("give exactly one of confirm_val and def_num")
        return self


class _Note(Request):
    note: NonBlank


class AppointmentFilters(TypedDict, total=False):
    """Filters of `appointments.list`. All states come unless `apt_status` is given, from the oldest on.

    `date` is one day at the office, `date_start` and `date_end` a range with both ends. `date_t_stamp` (aware) means
    changed at or after. `clinic_num=0` means without a clinic. There is no filter by provider. Versions: `pat_num`
    21.4, `apt_status` 22.4.28, `op` 23.2.27, `appointment_type_num` 24.4.22.
    """

    pat_num: int | None
    date: dt.date | None
    date_start: dt.date | None
    date_end: dt.date | None
    apt_status: AptStatus | None
    op: int | None
    clinic_num: int | None
    date_t_stamp: dt.datetime | None
    appointment_type_num: int | None


class AppointmentReading(AppointmentFilters, ReadOptions, total=False):
    """The filters and options of `appointments.list`."""


class AppointmentsResource(Resource):
    """Visits (21.1)."""

    async def list(self, **filters: Unpack[AppointmentReading]) -> list[Appointment]:
        """All visits that match, ordered by start; see `AppointmentFilters`."""
        check_days(filters.get("date"), filters.get("date_start"), filters.get("date_end"))
        known, options = sorted_out(filters, AppointmentFilters)
        return await self._list(Appointment, _ALL, known, options)

    def iterate(self, **filters: Unpack[AppointmentFilters]) -> AsyncIterator[Appointment]:
        """The same as `list`, row by row, asking for further pages only as they are needed."""
        check_days(filters.get("date"), filters.get("date_start"), filters.get("date_end"))
        known, options = sorted_out(filters, AppointmentFilters)
        refuse_options(options)
        return self._iterate(Appointment, _ALL, known)

    async def get(self, apt_num: int, **options: Unpack[ReadOptions]) -> Appointment:
        """One visit. Raises NotFound."""
        return await self._get(Appointment, Route("GET", _ROW, apt_num), options)

    async def asap(
        self, *, clinic_num: int | None = None, prov_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> builtins.list[Appointment]:
        """The short-notice list: visits with priority ASAP, by start. Offices with clinics must name one (0: none)."""
        filters = {"clinic_num": clinic_num, "prov_num": prov_num}
        return await self._list(Appointment, Route("GET", "/appointments/ASAP"), filters, options)

    async def slots(
        self,
        *,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        length_minutes: int | None = None,
        prov_num: int | None = None,
        op_num: int | None = None,
        **options: Unpack[ReadOptions],
    ) -> builtins.list[Slot]:
        """Openings of one provider as the office's engine sees them; the next 14 days by default.

        The engine ignores blockouts, holidays and other providers' patients in the chair, and counts broken visits as
        busy, so check what it offers. Without `prov_num` the practice's default provider is meant. `op_num` is 22.1.
        """
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
            "length_minutes": length_minutes,
            "prov_num": prov_num,
            "op_num": op_num,
        }
        return await self._read_all(Slot, Route("GET", "/appointments/Slots"), filters, options)

    async def slots_web_sched(
        self,
        *,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        clinic_num: int | None = None,
        def_num_appt_type: int | None = None,
        is_new_patient: bool | None = None,
        **options: Unpack[ReadOptions],
    ) -> builtins.list[Slot]:
        """Openings for online booking, cut to the length of the reason; the next two weeks by default.

        `def_num_appt_type` is a definition of category 42 with `is_new_patient`, of 51 without. The office must have
        the Web Sched eService. Book one with `web_sched_create`.
        """
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
            "clinic_num": clinic_num,
            "def_num_appt_type": def_num_appt_type,
            "isNewPatient": is_new_patient,
        }
        return await self._read_all(Slot, Route("GET", "/appointments/SlotsWebSched"), filters, options)

    async def web_sched(
        self,
        *,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        clinic_num: int | None = None,
        date_t_stamp: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> builtins.list[WebSchedAppointment]:
        """Visits that were booked online (21.3). `date_t_stamp` (aware) means changed at or after."""
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
            "clinic_num": clinic_num,
            "date_t_stamp": date_t_stamp,
        }
        return await self._list(WebSchedAppointment, Route("GET", "/appointments/WebSched"), filters, options)

    async def create(self, appointment: AppointmentCreate) -> Appointment:
        """Book a visit and return the row. The API does not refuse overlaps. Permission Appointments."""
        return await self._write_row(Appointment, Route("POST", "/appointments"), appointment)

    async def planned(self, visit: PlannedAppointmentCreate) -> Appointment:
        """Make a planned visit and return the row (22.2.31). Permission Appointments."""
        return await self._write_row(Appointment, Route("POST", "/appointments/Planned"), visit)

    async def schedule_planned(self, visit: SchedulePlanned) -> Appointment:
        """Make a visit of a planned one and return the new row, whose `next_apt_num` is the planned one (22.2).

        The planned row stays. Permission Appointments.
        """
        return await self._write_row(Appointment, Route("POST", "/appointments/SchedulePlanned"), visit)

    async def web_sched_create(self, booking: WebSchedCreate) -> Appointment:
        """Book an opening of `slots_web_sched` and return the row (21.3). Permission Appointments."""
        return await self._write_row(Appointment, Route("POST", "/appointments/WebSched"), booking)

    async def find_written(
        self, *, pat_num: int, start: dt.datetime, op: int, marker: str | None = None, deadline: float | None = None
    ) -> Appointment | None:
        """The visit that a `create` (or a move) that raised WriteOutcomeUnknown left behind; None if there is none.

        Asks the office anew for the patient's visits on the day of `start` (aware), and takes the one with that start
        in that chair whose note holds `marker`; without a marker, the one that is Scheduled. If there are several, the
        latest made. Never writes: whether to try again is the caller's decision.
        """
        if start.tzinfo is None:
            raise InvalidArgument("start must be an aware datetime")
        rows = await self.list(pat_num=pat_num, date=self._zone.day_of(start), deadline=deadline, fresh=True)
        found = [row for row in rows if row.pat_num == pat_num and row.apt_date_time == start and row.op == op]
        if marker is None:
            found = [row for row in found if row.apt_status == AptStatus.SCHEDULED]
        else:
            found = [row for row in found if in_one_line(marker) in in_one_line(row.note)]
        return max(found, key=lambda row: row.apt_num, default=None)

    async def update(self, apt_num: int, changes: AppointmentUpdate) -> Appointment:
        """Change the given fields of a visit (or move it) and return the row. Permission Appointments."""
        return await self._write_row(Appointment, Route("PUT", _ROW, apt_num), changes)

    async def break_(
        self, apt_num: int, *, send_to_unscheduled_list: bool, break_type: BreakType | None = None
    ) -> None:
        """Cancel a scheduled visit (21.3).

        It goes to the unscheduled list, or stays on the schedule as Broken, where it still blocks `slots`. Only visits
        with status Scheduled can be broken (BadRequest otherwise). `break_type` is refused by offices without a
        broken-appointment procedure. Permission Comm.
        """
        body = _Break(send_to_unscheduled_list=send_to_unscheduled_list, break_type=break_type)
        await self._write(Route("PUT", f"{_ROW}/Break", apt_num), body)

    async def confirm(
        self, apt_num: int, *, confirm_val: ConfirmVal | str | None = None, def_num: int | None = None
    ) -> None:
        """Set the confirmation status: by a state every office has, or by a definition of category 2 (21.2).

        Permission Comm.
        """
        body = _Confirm.model_validate({"confirm_val": confirm_val, "confirm_def_num": def_num})
        await self._write(Route("PUT", f"{_ROW}/Confirm", apt_num), body)

    async def note(self, apt_num: int, note: str) -> None:
        """Append a line to the visit's note. Permission Comm."""
        await self._write(Route("PUT", f"{_ROW}/Note", apt_num), _Note(note=note))
