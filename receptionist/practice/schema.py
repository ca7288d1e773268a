"""The practice profile: what a practice decides about itself, typed. `docs/practice-profile.md` explains every key.

Unknown keys are refused, and what is left out fails closed: no appointment type is bookable unless the file says so.
"""

import re
from datetime import date, time
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from receptionist.practice.fields import WEEKDAYS, SpanOfDay, TimeOfDay
from receptionist.practice.holidays import RULES, holiday_name

NOTICE = "You are speaking with an automated AI assistant, and this conversation is recorded and transcribed."
GREETING = "Hi! Welcome to {practice}. This is Lexi, the virtual receptionist. How can I help you today?"
EMERGENCY = (
    "If this is a medical emergency, please hang up and call 911 right away, or go to the nearest emergency room."
)
RESERVED_FACTS = {"name", "phone", "address", "hours", "closed on", "emergency", "now", "caller", "open proposal"}

Minutes = Annotated[int, Field(ge=5, le=540, multiple_of=5)]


def _one_line(text: str) -> str:
    if not text.strip() or "\n" in text.strip() or "\r" in text:
        raise ValueError("write one line of text")
    return text.strip()


def _phone(text: str) -> str:
    if len(re.sub(r"\D", "", text)) < 10:
        raise ValueError("write a phone number of ten digits or more, as (555) 010-2000")
    return text.strip()


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError("write an IANA time zone name, as America/New_York") from None
    return text


def _names(value: object) -> object:
    """One name may be written without a list; nothing means none."""
    if value is None:
        return ()
    return [value] if isinstance(value, str) else value


Line = Annotated[str, AfterValidator(_one_line)]
Phone = Annotated[str, AfterValidator(_phone)]
TypeNames = Annotated[tuple[Line, ...], BeforeValidator(_names)]


class Section(BaseModel):
    """A part of the profile: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class DayHours(Section):
    """One weekday's opening hours; `lunch` must lie inside them."""

    open: SpanOfDay
    lunch: SpanOfDay | None = None

    @model_validator(mode="after")
    def _lunch_inside(self) -> Self:
        if self.lunch and not (self.open.start <= self.lunch.start and self.lunch.stop <= self.open.stop):
            raise ValueError("lunch must lie inside the opening hours")
        return self


class WeeklyHours(Section):
    """Opening hours by weekday; a weekday left out is closed."""

    monday: DayHours | None = None
    tuesday: DayHours | None = None
    wednesday: DayHours | None = None
    thursday: DayHours | None = None
    friday: DayHours | None = None
    saturday: DayHours | None = None
    sunday: DayHours | None = None

    def on(self, weekday: int) -> DayHours | None:
        """The hours of `weekday` (Monday is 0), or None when closed."""
        hours: DayHours | None = getattr(self, WEEKDAYS[weekday])
        return hours

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if not any(self.on(weekday) for weekday in range(7)):
            raise ValueError("give the hours of at least one weekday")
        return self


class Closure(Section):
    """Days, or a part of one, when the practice is closed: a `date`, a range `first` to `last`, or a `holiday`.

    `from`/`until` close only that part of the day; either may be left out.
    """

    on: date | None = Field(default=None, alias="date")
    first: date | None = None
    last: date | None = None
    holiday: str | None = None
    observed: bool = True
    from_: TimeOfDay | None = Field(default=None, alias="from")
    until: TimeOfDay | None = None
    reason: Line | None = None

    @field_validator("holiday")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not (name := holiday_name(value)):
            raise ValueError(f"use one of: {', '.join(RULES)}")
        return name

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [self.on is not None, self.holiday is not None, self.first is not None or self.last is not None]
        if sum(ways) != 1:
            raise ValueError("give exactly one of: date, holiday, or first with last")
        if (self.first is None) != (self.last is None):
            raise ValueError("give first and last together")
        if self.first and self.last and self.first > self.last:
            raise ValueError("first must not be later than last")
        if (self.from_ or time.min) >= (self.until or time.max):
            raise ValueError("from must be earlier than until")
        return self


class TypeOverride(Section):
    """What the practice says about one appointment type, where Open Dental does not."""

    role: Literal["hygienist", "dentist"] | None = None
    minutes: Minutes | None = None
    new_patients: bool = False
    emergency: bool | None = None
    min_age: Annotated[int, Field(ge=0, le=120)] | None = None
    max_age: Annotated[int, Field(ge=0, le=120)] | None = None
    recall_types: tuple[Annotated[int, Field(gt=0)], ...] = ()  # R18


class AppointmentTypes(Section):
    """Which appointment types Lexi may book (`all` or names), which only staff may, and overrides by name."""

    bookable: TypeNames = ()
    staff_only: TypeNames = ()
    overrides: dict[str, TypeOverride] = Field(default_factory=dict)


class Policies(Section):
    """What a practice may tune about the booking rules; the rule it feeds stands in the comment."""

    routine_lead: Literal["next_working_day"] | Annotated[int, Field(ge=0)] = "next_working_day"  # R14
    same_day_cutoff: TimeOfDay | None = None  # R14
    emergency_lead_minutes: Annotated[int, Field(ge=0)] = 30  # R14
    horizon_days: Annotated[int, Field(ge=1, le=730)] = 180  # R15
    grid_minutes: Literal[5, 10, 15, 20, 30, 60] = 10  # R13
    one_upcoming_visit_per_type: bool = True  # R16
    patient_gap_minutes: Annotated[int, Field(ge=0, le=240)] = 0  # R17
    recall_early_days: Annotated[int, Field(ge=0, le=365)] = 0  # R18
    adult_age: Annotated[int, Field(ge=12, le=25)] = 18  # R19
    creates_per_call: Annotated[int, Field(ge=0)] = 2  # R29
    changes_per_call: Annotated[int, Field(ge=0)] = 3  # R29
    registrations_per_call: Annotated[int, Field(ge=0)] = 2  # R29
    reads_per_call: Annotated[int, Field(ge=1, le=1000)] = 30  # R28
    hold_seconds: Annotated[int, Field(ge=30, le=900)] = 300  # R22
    broken_visits_block: bool = True  # R08, R09
    dentist_free_during_hygiene: bool = False  # R09
    outbound_messages: bool = False  # R30


class TransferTarget(Section):
    """Somebody a caller may be put through to. In the file a plain number stands for a target with only that.

    `warm`: staff hear what it is about and take the call with a key; `cold`: the caller is put straight through.
    `hours`: `always`, `office` (while the practice is open, lunch excepted), or weekly hours of the target's own.
    """

    number: Phone
    style: Literal["cold", "warm"] = "cold"
    kind: Literal["desk", "clinical", "manager", "on_call"] | None = None
    hours: Literal["always", "office"] | WeeklyHours = "always"


def _target(value: object) -> object:
    return {"number": value} if isinstance(value, str) else value


Target = Annotated[TransferTarget, BeforeValidator(_target)]


class PracticeProfile(Section):
    """One practice. Times are its own wall clock in `time_zone`."""

    name: Line
    phone: Phone
    address: Line
    time_zone: Annotated[str, AfterValidator(_zone)]
    hours: WeeklyHours
    closures: tuple[Closure, ...] = ()
    notice: Line = NOTICE
    greeting: Line = GREETING
    emergency: Line = EMERGENCY
    policies: Policies = Policies()
    appointment_types: AppointmentTypes = AppointmentTypes()
    facts: dict[str, Line] = Field(default_factory=dict)
    transfer_targets: dict[Line, Target] = Field(default_factory=dict, alias="transfer")

    @property
    def transfer(self) -> dict[str, str]:
        """The numbers of the transfer targets by name."""
        return {name: target.number for name, target in self.transfer_targets.items()}

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone; the same object each time, so that its wall-clock arithmetic is exact."""
        return ZoneInfo(self.time_zone)

    @property
    def welcome(self) -> str:
        """Lexi's first sentence, after the notice, with the practice's name in it."""
        return self.greeting.replace("{practice}", self.name)

    @field_validator("notice")
    @classmethod
    def _honest(cls, value: str) -> str:
        if not re.search(r"\bAI\b|\bautomated\b|\bautomatizad[oa]\b", value):
            raise ValueError("the notice must say that the assistant is 'AI' or 'automated'")
        if not re.search(r"\b(recorded|transcribed|grabad[oa]|transcrit[oa])\b", value, re.IGNORECASE):
            raise ValueError("the notice must say that the conversation is 'recorded' or 'transcribed'")
        return value

    @field_validator("greeting")
    @classmethod
    def _names_practice(cls, value: str) -> str:
        if "{practice}" not in value or "Lexi" not in value:
            raise ValueError("the greeting must contain {practice} and the name Lexi")
        return value

    @field_validator("emergency")
    @classmethod
    def _sends_to_help(cls, value: str) -> str:
        if "911" not in value or "emergency room" not in value.casefold():
            raise ValueError("the emergency words must name 911 and the nearest emergency room")
        return value

    @field_validator("facts")
    @classmethod
    def _fact_names(cls, value: dict[str, str]) -> dict[str, str]:
        for key in value:
            if ":" in key or "\n" in key or key.strip().casefold() in RESERVED_FACTS or not key.strip():
                raise ValueError(f"{key!r} cannot be the name of a fact; choose another")
        return value
