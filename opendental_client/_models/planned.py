"""Visits that are not made the plain way: planned treatment, online booking, and what became of visits."""

from typing import Self

from pydantic import AwareDatetime, model_validator

from opendental_client._fields import ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, Request
from opendental_client._models.appointment import Appointment, VisitFields
from opendental_client._names import spelling


class PlannedAppointmentCreate(VisitFields):
    """A planned visit, never on the schedule until it is scheduled (22.2.31).

    Give `appointment_type_num` or `proc_nums` (planned procedures to attach). `confirmed` is a definition of category
    2. `pattern_secondary` is 23.3.17.
    """

    pat_num: Key
    proc_nums: tuple[int, ...] | None = None

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not self.appointment_type_num and not self.proc_nums:
            raise ValueError("give appointment_type_num or proc_nums")
        return self


class SchedulePlanned(Request):
    """Where and when a planned visit shall take place (22.2). `note` overwrites the planned one's."""

    apt_num: Key
    apt_date_time: AwareDatetime
    prov_num: Key
    op: Key
    confirmed: int | None = None
    note: str | None = None


class WebSchedCreate(Request):
    """An online booking of an opening that `appointments.slots_web_sched` told (21.3).

    `def_num_appt_type` is the reason: a definition of category 42 (new patient) or 51 (existing patient).
    """

    model_config = {"alias_generator": spelling(date_time_start="dateTimeStart", date_time_end="dateTimeEnd")}

    pat_num: Key
    date_time_start: AwareDatetime
    date_time_end: AwareDatetime
    prov_num: Key
    op_num: Key
    def_num_appt_type: Key

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.date_time_end <= self.date_time_start:
            raise ValueError("date_time_end must be after date_time_start")
        return self


class WebSchedAppointment(Appointment):
    """A visit that was booked online, in a shorter row. `e_service_log_type` is `Recall`, `NewPat`, `ExistingPat`,
    `ASAP` or `None`."""

    e_service_log_type: ODStr = ""


class HistAppointment(Appointment):
    """One change of a visit. `hist_appt_action` is `Created`, `Changed`, `Missed`, `Cancelled` or `Deleted`."""

    hist_appt_num: ODInt = 0
    hist_user_num: ODInt = 0
    hist_date_t_stamp: ODDateTime = None
    hist_appt_action: ODStr = ""
    appt_source: ODStr = ""
