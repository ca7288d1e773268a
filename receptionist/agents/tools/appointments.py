"""Visits that stand and times that are free."""

from datetime import date, time, timedelta
from typing import Literal

from pydantic import Field

from opendental_client import AptStatus, NotFound
from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import (
    PARENT_FIRST,
    NotVerified,
    Parameters,
    ToolDeclaration,
    ToolError,
    ToolResult,
)
from receptionist.agents.tools.fits import VERIFIED
from receptionist.agents.tools.results import BookingDone, Refusal, Slot, booking_result, note_step, slot, wall_clock
from receptionist.agents.tools.urgency import note_urgency
from receptionist.agents.tools.visit_rows import AppointmentRow, appointment_row, confirmed_definitions
from receptionist.booking.finder import FindRequest
from receptionist.booking.openings import PartOfDay
from receptionist.booking.outcome import Openings
from receptionist.practice.wording import spoken_moment

UPCOMING_DAYS = 400


class AppointmentsWanted(Parameters):
    PatNum: int
    dateStart: date | None  # noqa: N815  (the vendor's name)
    dateEnd: date | None  # noqa: N815


class Appointments(ToolResult):
    status: Literal["ok"] = "ok"
    appointments: tuple[AppointmentRow, ...]


class SlotsWanted(Parameters):
    AppointmentTypeNum: int
    dateStart: date | None = Field(description="First day wanted, YYYY-MM-DD; null for the soonest.")  # noqa: N815
    dateEnd: date | None = Field(description="Last day wanted, inclusive.")  # noqa: N815
    time: str | None = Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", description="The start the caller wishes, HH:MM.")
    part_of_day: Literal["morning", "afternoon", "any"] | None
    ProvNum: int | None = Field(description="Only if the caller asked for somebody.")
    OpNum: int | None
    AptNum: int | None = Field(description="The visit that is to be moved, if one is.")


class Slots(ToolResult):
    status: Literal["ok"] = "ok"
    slots: tuple[Slot, ...]
    exact: bool
    say: str | None = None
    reason: str | None = None


class AppointmentNumber(Parameters):
    AptNum: int


async def _appointments(call: CallContext, wanted: AppointmentsWanted) -> Appointments | NotVerified:
    now, today = call.clock.now(), call.today
    if not call.may_act_for(wanted.PatNum):
        return NotVerified(say=PARENT_FIRST)
    first = max(wanted.dateStart or today, today)
    rows = await call.client.appointments.list(
        pat_num=wanted.PatNum,
        date_start=first,
        date_end=wanted.dateEnd or first + timedelta(days=UPCOMING_DAYS),
        apt_status=AptStatus.SCHEDULED,
    )
    upcoming = [row for row in rows if row.pat_num == wanted.PatNum and row.apt_date_time and row.apt_date_time > now]
    confirmed = await confirmed_definitions(call) if upcoming else frozenset()
    return Appointments(
        appointments=tuple(
            appointment_row(call, row, row.apt_date_time, confirmed) for row in upcoming if row.apt_date_time
        )
    )


async def _slots(call: CallContext, wanted: SlotsWanted) -> ToolResult:
    request = FindRequest(
        appointment_type_num=wanted.AppointmentTypeNum,
        first=wanted.dateStart,
        last=wanted.dateEnd,
        at=time.fromisoformat(wanted.time.zfill(5)) if wanted.time else None,
        part=PartOfDay(wanted.part_of_day or "any"),
        prov_num=wanted.ProvNum,
        op=wanted.OpNum,
        apt_num=wanted.AptNum,
    )
    note_urgency(call)
    found = await call.authority.find_openings(request)
    if not isinstance(found, Openings):
        return booking_result(call, "create", found)
    zone = call.office.profile.zone
    return Slots(
        slots=tuple(slot(opening, zone) for opening in found.openings),
        exact=found.exact,
        say=found.say or None,
        reason=found.reason or None,
    )


async def _confirm(call: CallContext, wanted: AppointmentNumber) -> ToolResult:
    try:
        row = await call.client.appointments.get(wanted.AptNum)
    except NotFound:
        # A visit that is not there and one that is somebody else's must look the same.
        return NotVerified()
    if not call.may_act_for(row.pat_num):
        return NotVerified()
    now = call.clock.now()
    start = row.apt_date_time
    if row.apt_status != AptStatus.SCHEDULED or start is None or start <= now:
        note_step(call, "confirm", "refused", reason="R20_not_upcoming", apt_num=row.apt_num)
        return Refusal(reason="R20_not_upcoming", say="That visit is no longer on the schedule, so I can't confirm it.")
    await call.client.appointments.confirm(row.apt_num, confirm_val="Confirmed")
    again = await call.client.appointments.get(row.apt_num)
    if again.confirmed not in await confirmed_definitions(call):
        note_step(call, "confirm", "failed", apt_num=row.apt_num)
        return ToolError(say="I couldn't mark that visit as confirmed. I can leave a message for the front desk.")
    note_step(call, "confirm", "written", apt_num=row.apt_num)
    return BookingDone(
        AptNum=row.apt_num,
        AptDateTime=wall_clock(start, call.office.profile.zone),
        say=f"You're confirmed for {spoken_moment(start)}. We look forward to seeing you.",
    )


GET_APPOINTMENTS = ToolDeclaration(
    name="GetAppointments",
    endpoint="GET /appointments",
    description="The upcoming visits of a patient who was verified in this call.",
    parameters=AppointmentsWanted,
    level="verified",
    access="read",
    returns=(Appointments,),
    progress="I'm looking at your visits.",
    run=_appointments,
    patient=lambda parameters: parameters.PatNum,
    fits=VERIFIED,
)
GET_AVAILABLE_SLOTS = ToolDeclaration(
    name="GetAvailableSlots",
    endpoint="GET /schedules, GET /appointments",
    description=(
        "At most three openings for a kind of visit, best first for what the caller wishes. `exact` means the first is "
        "just what was asked for; otherwise `say` tells why that can't be had."
    ),
    parameters=SlotsWanted,
    level="anonymous",
    access="read",
    returns=(Slots, Refusal),
    progress="I'm checking the schedule.",
    run=_slots,
)
CONFIRM_APPOINTMENT = ToolDeclaration(
    name="ConfirmAppointment",
    endpoint="PUT /appointments/{AptNum}/Confirm",
    description="Marks an upcoming visit as confirmed by the patient.",
    parameters=AppointmentNumber,
    level="verified",
    access="write",
    returns=(BookingDone, Refusal),
    progress="I'm confirming that.",
    run=_confirm,
    fits=VERIFIED,
)
