"""The world file's shape: one pydantic model for each kind of entry, checked field by field.

References between entries (a visit's patient, a schedule's operatory) are checked in `world_checks`; dates are kept as
written and resolved in `world`. Every field is described in docs/worlds.md.
"""

import datetime
import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from receptionist.sandbox.opendental.world_dates import span, time_of_day, weekdays
from receptionist.sandbox.opendental.world_entry import Entry, Number
from receptionist.sandbox.opendental.world_records import Records


def _checked_span(text: str) -> str:
    span(text)
    return text


def _checked_days(text: str) -> str:
    weekdays(text)
    return text


def _checked_time(text: str) -> str:
    time_of_day(text)
    return text


def _checked_date(text: str) -> str:
    try:
        if re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", text) and datetime.date.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise ValueError(f"{text!r} is not a date; write 1988-11-02")


def _checked_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{text!r} is not a time zone; write one such as America/New_York") from None
    return text


Span = Annotated[str, AfterValidator(_checked_span)]
Days = Annotated[str, AfterValidator(_checked_days)]
TimeOfDay = Annotated[str, AfterValidator(_checked_time)]
Zone = Annotated[str, AfterValidator(_checked_zone)]
IsoDate = Annotated[str, AfterValidator(_checked_date)]
Minutes = Annotated[int, Field(ge=5, le=540, multiple_of=5)]
Tier = Literal["none", "enterprise", "paid", "read_only"]
Status = Literal["Scheduled", "Complete", "UnschedList", "Broken", "Planned", "PtNote", "PtNoteCompleted"]


class Practice(Entry):
    name: Annotated[str, Field(min_length=1)]
    phone: str = ""
    time_zone: Zone
    program_version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+(\.[0-9]+){0,2}$")] = "25.1.20.0"
    default_provider: Number
    broken_procedure: Literal["none", "missed", "cancelled", "both"] = "none"
    preferences: dict[str, str] = {}


class Horizon(Entry):
    """How many days around today the weekly schedules are written out for."""

    back: Annotated[int, Field(ge=0, le=1000)] = 35
    ahead: Annotated[int, Field(ge=1, le=1000)] = 200


class Definition(Entry):
    number: Number
    category: Annotated[int, Field(ge=0, le=99)]
    name: str
    value: str = ""
    hidden: bool = False
    appointment_type: int = 0


class Provider(Entry):
    number: Number
    abbr: str
    first: str
    last: str
    suffix: str = ""
    hygienist: bool = False
    hidden: bool = False


class Operatory(Entry):
    number: Number
    name: str
    abbr: str = ""
    dentist: int = 0
    hygienist: int = 0
    hygiene: bool = False
    hidden: bool = False
    web_sched: bool = False


class AppointmentType(Entry):
    number: Number
    name: str
    minutes: Annotated[int, Field(ge=0, le=540, multiple_of=5)] = 0
    codes: list[str] = []
    describe: str = ""
    for_children: bool = False
    color: Annotated[str, Field(pattern=r"^[0-9]{1,3},[0-9]{1,3},[0-9]{1,3}$")] = "0,0,0"
    hidden: bool = False


class RecallType(Entry):
    number: Number
    name: str
    interval: str = "6m1d"
    minutes: Minutes = 30
    procedures: str = ""


class WeeklySchedule(Entry):
    provider: Number
    days: Days
    spans: list[Span]
    operatories: list[Number] = []


class Blockout(Entry):
    """Either every week (`days`) or once (`date`)."""

    definition: Number
    span: Span
    operatories: list[Number]
    days: Days | None = None
    date: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_of(self) -> "Blockout":
        if (self.days is None) == (self.date is None):
            raise ValueError("give either days (every week) or date (once)")
        return self


class Closure(Entry):
    """A day off for everyone: once (`date`) or by a yearly rule (`yearly`)."""

    note: str
    date: str | None = None
    yearly: str | None = None
    keeps_schedules: bool = True

    @model_validator(mode="after")
    def _one_of(self) -> "Closure":
        if (self.yearly is None) == (self.date is None):
            raise ValueError("give either date (once) or yearly (a rule)")
        return self


class ScheduleException(Entry):
    """A provider's other hours on one day; no spans: a day off."""

    provider: Number
    date: str
    spans: list[Span] = []
    operatories: list[Number] = []


class Patient(Entry):
    number: Number
    first: Annotated[str, Field(min_length=1)]
    last: Annotated[str, Field(min_length=1)]
    middle: str = ""
    preferred: str = ""
    birthdate: IsoDate | None = None
    gender: Literal["Male", "Female", "Unknown", "Other"] = "Unknown"
    position: Literal["Single", "Married", "Child", "Widowed", "Divorced"] = "Single"
    status: Literal["Patient", "NonPatient", "Inactive", "Archived", "Deleted", "Deceased", "Prospective"] = "Patient"
    guarantor: int = 0
    home: str = ""
    work: str = ""
    mobile: str = ""
    email: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    provider: int = 0
    hygienist: int = 0
    language: str = ""
    texting: Literal["Unknown", "Yes", "No"] = "Unknown"
    popups: list[str] = []
    medical_note: str = ""


class Recall(Entry):
    patient: Number
    type: Number
    due: str
    previous: str = ""
    note: str = ""


class Appointment(Entry):
    number: Number
    patient: Number
    at: str
    provider: Number
    operatory: Number
    type: Number | None = None
    minutes: Minutes | None = None
    hygienist: int = 0
    status: Status = "Scheduled"
    confirmed: int = 0
    priority: Literal["Normal", "ASAP"] = "Normal"
    new_patient: bool = False
    note: str = ""
    overlap: bool = False


class TaskList(Entry):
    number: Number
    name: str


class Chair(Entry):
    """Where the filler books: one provider in one operatory, with a weight for each appointment type."""

    operatory: Number
    provider: Number
    types: dict[int, Annotated[int, Field(ge=1)]]


class KeepFree(Entry):
    """Time the filler leaves alone: every week (`days`) or once (`date`); no operatories: all of them."""

    span: Span
    days: Days | None = None
    date: str | None = None
    operatories: list[Number] = []


class Filler(Entry):
    """Invented visits around today; see `filler` for how they are laid."""

    seed: str
    start: str = "-21d"
    end: str = "+35d"
    first_number: Number = 20001
    density: dict[TimeOfDay, Annotated[float, Field(ge=0, le=1)]]
    chairs: list[Chair]
    keep_free: list[KeepFree] = []
    leave_out: list[Number] = []
    extra_patients: Annotated[int, Field(ge=0, le=1500)] = 0
    first_extra_patient: Number = 1001


class WorldFile(Records):
    """One practice, as a file describes it."""

    practice: Practice
    keys: dict[str, Tier] = {}
    horizon: Horizon = Horizon()
    definitions: list[Definition]
    confirmations: dict[Literal["None", "Sent", "Confirmed", "Not Accepted", "Failed"], Number]
    providers: Annotated[list[Provider], Field(min_length=1)]
    operatories: Annotated[list[Operatory], Field(min_length=1)]
    appointment_types: list[AppointmentType]
    recall_types: list[RecallType] = []
    schedules: list[WeeklySchedule]
    blockouts: list[Blockout] = []
    closures: list[Closure] = []
    exceptions: list[ScheduleException] = []
    patients: list[Patient] = []
    recalls: list[Recall] = []
    appointments: list[Appointment] = []
    task_lists: list[TaskList] = []
    filler: Filler | None = None
