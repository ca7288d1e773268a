"""Who works when, when the office is open, and whether a time is taken. Days and hours only, never whose they are."""

from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field

from receptionist.agents.context import CallContext
from receptionist.agents.tools.booking import LocalTime, local
from receptionist.agents.tools.declaration import InvalidArguments, Parameters, ToolDeclaration, ToolRefusal, ToolResult
from receptionist.agents.tools.fits import asked
from receptionist.agents.tools.refusals import NO_PROVIDER, T08
from receptionist.agents.tools.topics import Topic
from receptionist.booking.snapshot import Day, ScheduleSnapshot, build_snapshot, read_schedule
from receptionist.practice.hours import closings, closure_reason, open_spans
from receptionist.practice.wording import spoken_date, spoken_time

USUAL_DAYS, MOST_DAYS, HORIZON_DAYS = 14, 31, 730


class DaysWanted(Parameters):
    dateStart: date | None = Field(description="First day, YYYY-MM-DD; null for today.")  # noqa: N815
    dateEnd: date | None = Field(description="Last day, inclusive; at most 31 days.")  # noqa: N815


class ProviderDaysWanted(DaysWanted):
    ProvNum: int


class DayRow(BaseModel):
    """`hours` is as spoken: '8:00 AM to 12:00 PM, 1:00 PM to 5:00 PM', or 'closed (Thanksgiving Day)'."""

    date: str
    spoken: str
    hours: str


class ProviderSchedule(ToolResult):
    """The days on which the provider works; a day that is not listed is a day off."""

    status: Literal["ok"] = "ok"
    ProvNum: int
    provider: str
    days: tuple[DayRow, ...]


class OfficeSchedule(ToolResult):
    status: Literal["ok"] = "ok"
    days: tuple[DayRow, ...]


class TimeWanted(Parameters):
    AptDateTime: datetime = LocalTime
    minutes: int = Field(ge=5, le=540)
    ProvNum: int | None
    Op: int | None


class Conflict(ToolResult):
    status: Literal["ok"] = "ok"
    conflict: bool


def days_of(call: CallContext, first: date | None, last: date | None) -> tuple[date, date] | InvalidArguments:
    """The days wanted, from today on and at most 31, or what is wrong with them."""
    start = max(first or call.today, call.today)
    if start > call.today + timedelta(days=HORIZON_DAYS):
        return InvalidArguments(problems=("dateStart: too far ahead",))
    end = last or start + timedelta(days=USUAL_DAYS - 1)
    if end < start:
        return InvalidArguments(problems=("dateEnd: before dateStart or past",))
    return start, min(end, start + timedelta(days=MOST_DAYS - 1))


async def _read(call: CallContext, first: date, last: date) -> ScheduleSnapshot:
    rows = await call.client.schedules.list(date_start=first, date_end=last)
    return build_snapshot(call.office, first, last, call.clock.now(), rows, ())


async def _provider_schedule(call: CallContext, wanted: ProviderDaysWanted) -> ToolResult:
    provider = call.office.providers.get(wanted.ProvNum)
    if provider is None:
        return ToolRefusal(reason=T08, say=NO_PROVIDER, instead="GetProviders")
    days = days_of(call, wanted.dateStart, wanted.dateEnd)
    if isinstance(days, InvalidArguments):
        return days
    schedule = await _read(call, *days)
    rows = tuple(
        DayRow(date=day.isoformat(), spoken=spoken_date(day), hours=hours)
        for day in _each(*days)
        if (hours := _provider_hours(call, schedule.day(day) or Day(), day, wanted.ProvNum))
    )
    return ProviderSchedule(ProvNum=wanted.ProvNum, provider=provider.name, days=rows)


def _provider_hours(call: CallContext, day: Day, on: date, prov_num: int) -> str:
    """The provider's hours of a day as spoken; '' when off, also when the office is closed all day."""
    if day.closure is not None or not open_spans(call.office.profile, on):
        return ""
    spans = sorted({(shift.start, shift.end) for shift in day.shifts if shift.prov_num == prov_num})
    return ", ".join(f"{spoken_time(start)} to {spoken_time(end)}" for start, end in spans)


async def _office_schedule(call: CallContext, wanted: DaysWanted) -> ToolResult:
    days = days_of(call, wanted.dateStart, wanted.dateEnd)
    if isinstance(days, InvalidArguments):
        return days
    schedule = await _read(call, *days)
    return OfficeSchedule(
        days=tuple(
            DayRow(
                date=day.isoformat(),
                spoken=spoken_date(day),
                hours=_office_hours(call, schedule.day(day) or Day(), day),
            )
            for day in _each(*days)
        )
    )


def _office_hours(call: CallContext, day: Day, on: date) -> str:
    profile = call.office.profile
    spans = [] if day.closure is not None else open_spans(profile, on)
    why = day.closure or closure_reason(profile, on) or ""
    if not spans:
        return f"closed ({why})" if why else "closed"
    partly = next((closing.reason for closing in closings(profile, on)), "")
    told = ", ".join(f"{spoken_time(span.start)} to {spoken_time(span.stop)}" for span in spans)
    return f"{told} ({partly})" if partly else told


async def _conflicts(call: CallContext, wanted: TimeWanted) -> ToolResult:
    if wanted.ProvNum is None and wanted.Op is None:
        return InvalidArguments(problems=("ProvNum or Op: one is needed",))
    # Years that no schedule has would overflow before anything could be read.
    if not call.today.year <= wanted.AptDateTime.year <= call.today.year + 2:
        return InvalidArguments(problems=("AptDateTime: not from this year to the next but one",))
    start = local(call, wanted.AptDateTime).astimezone(call.office.profile.zone)
    end = start + timedelta(minutes=wanted.minutes)
    schedule = await read_schedule(call.client, call.office, start.date(), start.date(), call.clock)
    day = schedule.day(start.date()) or Day()
    visits = any(
        visit.blocks and visit.overlaps(start, end) and (wanted.ProvNum in visit.busy or wanted.Op == visit.op)
        for visit in day.visits
    )
    blocked = wanted.Op is not None and any(
        block.covers(wanted.Op) and block.start < end and start < block.end for block in day.blockouts
    )
    return Conflict(conflict=visits or blocked)


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


GET_PROVIDER_SCHEDULE = ToolDeclaration(
    name="GetProviderSchedule",
    endpoint="GET /schedules",
    description="The days and hours a provider works. For bookable times use GetAvailableSlots.",
    parameters=ProviderDaysWanted,
    level="anonymous",
    access="read",
    returns=(ProviderSchedule,),
    progress="I'm checking when they work.",
    run=_provider_schedule,
    fits=asked(Topic.CALENDAR),
)
GET_SCHEDULES = ToolDeclaration(
    name="GetSchedules",
    endpoint="GET /schedules",
    description="The office's opening hours day by day, closures included.",
    parameters=DaysWanted,
    level="anonymous",
    access="read",
    returns=(OfficeSchedule,),
    progress="I'm checking our hours.",
    run=_office_schedule,
    fits=asked(Topic.CALENDAR),
)
GET_APPOINTMENT_CONFLICTS = ToolDeclaration(
    name="GetAppointmentConflicts",
    endpoint="GET /appointments, GET /schedules",
    description="Whether a provider or operatory is taken at a time: yes or no, never by whom.",
    parameters=TimeWanted,
    level="anonymous",
    access="read",
    returns=(Conflict,),
    progress="I'm checking that time.",
    run=_conflicts,
    fits=asked(Topic.CALENDAR),
)
DAY_TOOLS: tuple[ToolDeclaration[Any], ...] = (GET_PROVIDER_SCHEDULE, GET_SCHEDULES, GET_APPOINTMENT_CONFLICTS)
