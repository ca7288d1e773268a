"""Visits that stand and times that are free."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from opendental_client import Appointment, AptStatus
from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NotVerified, Parameters, ToolDeclaration, ToolError, ToolResult
from receptionist.agents.tools.results import BookingDone, Refusal, Slot, booking_result, note_step, slot, wall_clock
from receptionist.booking.finder import FindRequest
from receptionist.booking.openings import PartOfDay
from receptionist.booking.outcome import Openings
from receptionist.practice.wording import spoken_moment

UPCOMING_DAYS = 400


class AppointmentsWanted(Parameters):
    PatNum: int
    dateStart: date | None  # noqa: N815  (the vendor's name)
    dateEnd: date | None  # noqa: N815


class AppointmentRow(BaseModel):
    AptNum: int
    AptDateTime: str
    spoken: str
    AptStatus: str
    type: str
    AppointmentTypeNum: int
    ProvNum: int
    provider: str
    minutes: int
    confirmed: bool


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
    now = call.clock.now()
    today = now.astimezone(call.office.profile.zone).date()
    if not call.identity.may_act_for(wanted.PatNum, today, call.office.profile.policies.adult_age):
        return NotVerified(say="For a child's visits I need to speak with a parent. What is the parent's name?")
    first = max(wanted.dateStart or today, today)
    rows = await call.client.appointments.list(
        pat_num=wanted.PatNum,
        date_start=first,
        date_end=wanted.dateEnd or first + timedelta(days=UPCOMING_DAYS),
        apt_status=AptStatus.SCHEDULED,
    )
    upcoming = [row for row in rows if row.pat_num == wanted.PatNum and row.apt_date_time and row.apt_date_time > now]
    confirmed = await _confirmed_definitions(call) if upcoming else frozenset()
    return Appointments(
        appointments=tuple(_row(call, row, row.apt_date_time, confirmed) for row in upcoming if row.apt_date_time)
    )


def _row(call: CallContext, row: Appointment, start: datetime, confirmed: frozenset[int]) -> AppointmentRow:
    visit = call.office.types.get(row.appointment_type_num)
    prov_num = row.prov_hyg if row.is_hygiene and row.prov_hyg else row.prov_num
    provider = call.office.provider_name(prov_num)
    return AppointmentRow(
        AptNum=row.apt_num,
        AptDateTime=wall_clock(start, call.office.profile.zone),
        spoken=f"{spoken_moment(start)} with {provider}",
        AptStatus=str(row.apt_status),
        type=visit.name if visit is not None else "visit",
        AppointmentTypeNum=row.appointment_type_num,
        ProvNum=prov_num,
        provider=provider,
        minutes=row.minutes,
        confirmed=row.confirmed in confirmed,
    )


async def _confirmed_definitions(call: CallContext) -> frozenset[int]:
    """DefNums that mean confirmed. They differ by office, so they are found by name in category 2 (ApptConfirmed)."""
    rows = await call.client.definitions.list(category=2)
    names = {"confirmed", "econfirmed", "e-confirmed"}
    return frozenset(row.def_num for row in rows if row.item_name.strip().casefold() in names)


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
    row = await call.client.appointments.get(wanted.AptNum)
    now = call.clock.now()
    today = now.astimezone(call.office.profile.zone).date()
    if not call.identity.may_act_for(row.pat_num, today, call.office.profile.policies.adult_age):
        return NotVerified()
    start = row.apt_date_time
    if row.apt_status != AptStatus.SCHEDULED or start is None or start <= now:
        note_step(call, "confirm", "refused", reason="R20_not_upcoming", apt_num=row.apt_num)
        return Refusal(reason="R20_not_upcoming", say="That visit is no longer on the schedule, so I can't confirm it.")
    await call.client.appointments.confirm(row.apt_num, confirm_val="Confirmed")
    again = await call.client.appointments.get(row.apt_num)
    if again.confirmed not in await _confirmed_definitions(call):
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
    description="The upcoming visits of a patient who was verified in this call.",
    parameters=AppointmentsWanted,
    level="verified",
    access="read",
    returns=(Appointments,),
    progress="I'm looking at your visits.",
    run=_appointments,
    patient=lambda parameters: parameters.PatNum,
)
GET_AVAILABLE_SLOTS = ToolDeclaration(
    name="GetAvailableSlots",
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
    description="Marks an upcoming visit as confirmed by the patient.",
    parameters=AppointmentNumber,
    level="verified",
    access="write",
    returns=(BookingDone, Refusal),
    progress="I'm confirming that.",
    run=_confirm,
)
