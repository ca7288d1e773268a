"""Visits, and openings for them."""

from datetime import UTC, datetime, timedelta
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from opendental_client._fields import ODBool, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Pattern, Request, Row, Update, pattern_minutes
from opendental_client._models._enums import AptStatus, OpenAptStatus, OpenPriority, Priority

_NEVER_WRITTEN = {AptStatus.NONE, AptStatus.ASAP}
_NOT_CREATED = _NEVER_WRITTEN | {AptStatus.BROKEN, AptStatus.PLANNED}


class Appointment(Row):
    """A visit. Datetimes are aware, in the office's zone; 0 in a key means none.

    `confirmed` is the number of a definition of category 2, `confirmed_text` its name. `op` is 0 for a planned visit.
    Rows carry no name or phone of the patient. `server_date_time` comes with reads only (21.2).
    """

    apt_num: ODInt = 0
    pat_num: ODInt = 0
    apt_status: OpenAptStatus = ""
    pattern: ODStr = ""
    confirmed: ODInt = 0
    confirmed_text: ODStr = ""
    time_locked: ODBool = False
    op: ODInt = 0
    note: ODStr = ""
    prov_num: ODInt = 0
    prov_abbr: ODStr = ""
    prov_hyg: ODInt = 0
    apt_date_time: ODDateTime = None
    next_apt_num: ODInt = 0
    unsched_status: ODInt = 0
    unsched_status_text: ODStr = ""
    is_new_patient: ODBool = False
    proc_descript: ODStr = ""
    assistant: ODInt = 0
    clinic_num: ODInt = 0
    is_hygiene: ODBool = False
    date_t_stamp: ODDateTime = None
    date_time_arrived: ODDateTime = None
    date_time_seated: ODDateTime = None
    date_time_dismissed: ODDateTime = None
    ins_plan1: ODInt = 0
    ins_plan2: ODInt = 0
    date_time_asked_to_arrive: ODDateTime = None
    color_override: ODStr = ""
    appointment_type_num: ODInt = 0
    sec_user_num_entry: ODInt = 0
    sec_date_t_entry: ODDateTime = None
    priority: OpenPriority = ""
    pattern_secondary: ODStr = ""
    item_order_planned: ODInt = 0
    is_mirrored: ODBool = False
    server_date_time: ODDateTime = None

    @property
    def minutes(self) -> int:
        """Length in minutes: five per character of `pattern`, whatever the office's display step."""
        return pattern_minutes(self.pattern)

    @property
    def ends_at(self) -> datetime | None:
        """When the visit ends, aware; right across a change of the clocks. None without a start."""
        start = self.apt_date_time
        if start is None:
            return None
        return (start.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(start.tzinfo)


class Slot(Row):
    """An opening as `appointments.slots` tells it: a whole stretch, not a bookable start."""

    date_time_start: ODDateTime = None
    date_time_end: ODDateTime = None
    prov_num: ODInt = 0
    op_num: ODInt = 0

    @property
    def minutes(self) -> int:
        """Length in minutes; 0 when either end is missing."""
        if self.date_time_start is None or self.date_time_end is None:
            return 0
        length = self.date_time_end.astimezone(UTC) - self.date_time_start.astimezone(UTC)
        return int(length.total_seconds() // 60)


class VisitFields(Request):
    """What may be written about a visit of any kind."""

    pattern: Pattern | None = None
    confirmed: int | None = None
    note: str | None = None
    prov_num: int | None = None
    prov_hyg: int | None = None
    clinic_num: int | None = None
    is_hygiene: bool | None = None
    is_new_patient: bool | None = None
    priority: Priority | None = None
    appointment_type_num: int | None = None
    pattern_secondary: Pattern | None = None

    @model_validator(mode="after")
    def _patterns_match(self) -> Self:
        both = self.pattern is not None and self.pattern_secondary is not None
        if both and len(self.pattern or "") != len(self.pattern_secondary or ""):
            raise ValueError("pattern_secondary must be as long as pattern")
        return self


class _AppointmentFields(VisitFields):
    apt_status: AptStatus | None = None
    color_override: str | None = Field(default=None, pattern=r"^\d{1,3},\d{1,3},\d{1,3}$")


class AppointmentCreate(_AppointmentFields):
    """A new visit (21.1). The API does not refuse overlaps: check before, and read the day again after.

    `apt_date_time` is aware. Without `pattern` the appointment type's length counts, else 20 minutes. Without
    `prov_num` the patient's primary provider is booked, not the operatory's. For a hygiene visit give the dentist as
    `prov_num`, the hygienist as `prov_hyg`, and `is_hygiene=True`. Newer fields: `is_new_patient` 21.3, `priority`
    and `appointment_type_num` 22.1, `color_override` ("R,G,B") 22.3.9, `pattern_secondary` 23.3.17.
    """

    pat_num: int = Field(gt=0)
    op: int = Field(gt=0)
    apt_date_time: AwareDatetime
    sec_user_num_entry: int | None = None

    @model_validator(mode="after")
    def _status_can_be_created(self) -> Self:
        if self.apt_status in _NOT_CREATED:
            raise ValueError("a visit can be created as Scheduled, Complete, UnschedList, PtNote or PtNoteCompleted")
        return self


class AppointmentUpdate(Update, _AppointmentFields):
    """Changes to a visit. To reschedule give `apt_date_time` and, if they change, `op` and `prov_num`; for a broken or
    unscheduled visit also `apt_status=AptStatus.SCHEDULED`.

    `note` replaces the note (`appointments.note` appends). Newer fields: `unsched_status` (a definition of category
    13; 0 clears) 22.2, `date_time_arrived`, `..._seated` and `..._dismissed` 25.2.10.
    """

    op: int | None = None
    apt_date_time: AwareDatetime | None = None
    unsched_status: int | None = None
    date_time_arrived: AwareDatetime | None = None
    date_time_seated: AwareDatetime | None = None
    date_time_dismissed: AwareDatetime | None = None

    @model_validator(mode="after")
    def _status_can_be_written(self) -> Self:
        if self.apt_status in _NEVER_WRITTEN:
            raise ValueError("the API does not write the statuses None and ASAP")
        return self
