"""More about visits: one of the caller's own, those of another time, those the dentist planned, and a note on one."""

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field

from opendental_client import Appointment, AptStatus
from receptionist.agents.context import CallContext
from receptionist.agents.tools.appointments import Appointments
from receptionist.agents.tools.declaration import (
    PARENT_FIRST,
    InvalidArguments,
    NotVerified,
    Parameters,
    ToolDeclaration,
    ToolRefusal,
    ToolResult,
)
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.refusals import T08
from receptionist.agents.tools.topics import Topic
from receptionist.agents.tools.visit_rows import (
    AppointmentRow,
    appointment_row,
    confirmed_definitions,
    own_visit,
    provider_of,
    type_name,
)
from receptionist.booking.wording import NO_VISIT
from receptionist.practice.wording import spoken_moment

SEARCHED = {AptStatus.SCHEDULED, AptStatus.COMPLETE, AptStatus.BROKEN, AptStatus.UNSCHED_LIST}
PAST_DAYS, AHEAD_DAYS, MOST_ROWS = 800, 400, 12


class VisitNumber(Parameters):
    AptNum: int


class Visit(ToolResult):
    status: Literal["ok"] = "ok"
    appointment: AppointmentRow


class SearchWanted(Parameters):
    PatNum: int
    dateStart: date | None = Field(description="First day, YYYY-MM-DD; null for two years ago.")  # noqa: N815
    dateEnd: date | None = Field(description="Last day, inclusive.")  # noqa: N815
    AptStatus: Literal["Scheduled", "Complete", "Broken", "UnschedList"] | None
    ProvNum: int | None


class PlannedVisit(BaseModel):
    """A visit that the dentist planned and nobody has booked yet; its procedures stay on the chart."""

    AppointmentTypeNum: int
    type: str
    minutes: int
    ProvNum: int
    provider: str
    bookable: bool


class PlannedVisits(ToolResult):
    status: Literal["ok"] = "ok"
    planned: tuple[PlannedVisit, ...]


class HistoryRow(BaseModel):
    """A change of a visit: what was done, when, and the time the visit had after it."""

    AptNum: int
    action: str
    changed: str
    spoken: str


class VisitHistory(ToolResult):
    status: Literal["ok"] = "ok"
    changes: tuple[HistoryRow, ...]


async def _visit(call: CallContext, wanted: VisitNumber) -> ToolResult:
    row = await own_visit(call, wanted.AptNum)
    if isinstance(row, ToolRefusal):
        return row
    if row.apt_date_time is None or row.apt_status not in SEARCHED:
        return ToolRefusal(reason=T08, say=NO_VISIT, instead="GetAppointments")
    return Visit(appointment=appointment_row(call, row, row.apt_date_time, await confirmed_definitions(call)))


async def _search(call: CallContext, wanted: SearchWanted) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified(say=PARENT_FIRST)
    first = wanted.dateStart or call.today - timedelta(days=PAST_DAYS)
    last = wanted.dateEnd or call.today + timedelta(days=AHEAD_DAYS)
    if last < first:
        return InvalidArguments(problems=("dateEnd: before dateStart",))
    status = AptStatus(wanted.AptStatus) if wanted.AptStatus else None
    rows = await call.client.appointments.list(
        pat_num=wanted.PatNum, date_start=first, date_end=last, apt_status=status
    )
    own = [row for row in rows if row.pat_num == wanted.PatNum and row.apt_status in SEARCHED]
    if wanted.ProvNum is not None:
        own = [row for row in own if provider_of(row) == wanted.ProvNum]
    confirmed = await confirmed_definitions(call) if own else frozenset()
    newest = sorted(((row.apt_date_time, row.apt_num, row) for row in own if row.apt_date_time), reverse=True)
    return Appointments(
        appointments=tuple(appointment_row(call, row, start, confirmed) for start, _, row in newest[:MOST_ROWS])
    )


async def _planned(call: CallContext, wanted: PatientParameters) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified(say=PARENT_FIRST)
    rows = await call.client.appointments.list(pat_num=wanted.PatNum)
    booked = {row.next_apt_num for row in rows if row.next_apt_num}
    planned = [
        row
        for row in rows
        if row.pat_num == wanted.PatNum and row.apt_status == AptStatus.PLANNED and row.apt_num not in booked
    ]
    return PlannedVisits(planned=tuple(_planned_row(call, row) for row in planned))


async def _history(call: CallContext, wanted: PatientParameters) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified(say=PARENT_FIRST)
    rows = await call.client.hist_appointments.list(pat_num=wanted.PatNum)
    own = [row for row in rows if row.pat_num == wanted.PatNum and row.hist_date_t_stamp]
    newest = sorted(own, key=lambda row: (row.hist_date_t_stamp, row.hist_appt_num), reverse=True)[:MOST_ROWS]
    return VisitHistory(
        changes=tuple(
            HistoryRow(
                AptNum=row.apt_num,
                action=row.hist_appt_action,
                changed=spoken_moment(row.hist_date_t_stamp) if row.hist_date_t_stamp else "",
                spoken=spoken_moment(row.apt_date_time) if row.apt_date_time else "no time set",
            )
            for row in newest
        )
    )


def _planned_row(call: CallContext, row: Appointment) -> PlannedVisit:
    kind = call.office.types.get(row.appointment_type_num)
    return PlannedVisit(
        AppointmentTypeNum=row.appointment_type_num,
        type=type_name(call, row),
        minutes=row.minutes,
        ProvNum=provider_of(row),
        provider=call.office.provider_name(provider_of(row)),
        bookable=kind is not None and kind.bookable,
    )


GET_APPOINTMENT_BY_ID = ToolDeclaration(
    name="GetAppointmentById",
    endpoint="GET /appointments/{AptNum}",
    description="One visit of a verified patient.",
    parameters=VisitNumber,
    level="verified",
    access="read",
    returns=(Visit,),
    progress="I'm looking at that visit.",
    run=_visit,
    fits=verified_asked(Topic.HISTORY),
)
SEARCH_APPOINTMENTS = ToolDeclaration(
    name="SearchAppointments",
    endpoint="GET /appointments",
    description=(
        "A verified patient's own visits, past ones too, newest first. Never anybody else's. One that was cancelled "
        "(Broken, UnschedList) is put back on the schedule by UpdateAppointment, not booked anew."
    ),
    parameters=SearchWanted,
    level="verified",
    access="read",
    returns=(Appointments,),
    progress="I'm looking at your visits.",
    run=_search,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.HISTORY),
)
GET_PLANNED_APPOINTMENTS = ToolDeclaration(
    name="GetPlannedAppointments",
    endpoint="GET /appointments",
    description="Visits that the dentist planned for a verified patient: kind, length, provider, whether bookable.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(PlannedVisits,),
    progress="I'm looking at what is planned.",
    run=_planned,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.TREATMENT),
)
GET_APPOINTMENT_HISTORY = ToolDeclaration(
    name="GetAppointmentHistory",
    endpoint="GET /histappointments",
    description="When a verified patient's visits were made, moved or cancelled, newest first.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(VisitHistory,),
    progress="I'm looking at what was changed.",
    run=_history,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.HISTORY),
)
VISIT_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_APPOINTMENT_BY_ID,
    SEARCH_APPOINTMENTS,
    GET_PLANNED_APPOINTMENTS,
    GET_APPOINTMENT_HISTORY,
)
