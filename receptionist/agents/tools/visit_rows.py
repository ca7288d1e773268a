"""A visit as tools return it, and what marks one as confirmed. Nothing of its note or its procedures is in it."""

from datetime import datetime

from pydantic import BaseModel

from opendental_client import Appointment, NotFound
from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import ToolRefusal
from receptionist.agents.tools.refusals import T08
from receptionist.agents.tools.results import wall_clock
from receptionist.booking.wording import NO_VISIT
from receptionist.practice.wording import spoken_moment


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


def appointment_row(call: CallContext, row: Appointment, start: datetime, confirmed: frozenset[int]) -> AppointmentRow:
    """A visit that starts at `start`; `confirmed` are the definitions that mean so."""
    prov_num = provider_of(row)
    provider = call.office.provider_name(prov_num)
    return AppointmentRow(
        AptNum=row.apt_num,
        AptDateTime=wall_clock(start, call.office.profile.zone),
        spoken=f"{spoken_moment(start)} with {provider}",
        AptStatus=str(row.apt_status),
        type=type_name(call, row),
        AppointmentTypeNum=row.appointment_type_num,
        ProvNum=prov_num,
        provider=provider,
        minutes=row.minutes,
        confirmed=row.confirmed in confirmed,
    )


def provider_of(row: Appointment) -> int:
    """Who does the visit: the hygienist of a hygiene visit, else the provider."""
    return row.prov_hyg if row.is_hygiene and row.prov_hyg else row.prov_num


def type_name(call: CallContext, row: Appointment) -> str:
    """The name of the visit's type, or 'visit' when it has none that the office still uses."""
    visit = call.office.types.get(row.appointment_type_num)
    return visit.name if visit is not None else "visit"


async def confirmed_definitions(call: CallContext) -> frozenset[int]:
    """DefNums that mean confirmed. They differ by office, so they are found by name in category 2 (ApptConfirmed)."""
    rows = await call.client.definitions.list(category=2)
    names = {"confirmed", "econfirmed", "e-confirmed"}
    return frozenset(row.def_num for row in rows if row.item_name.strip().casefold() in names)


async def own_visit(call: CallContext, apt_num: int) -> Appointment | ToolRefusal:
    """A visit of somebody the caller may act for. Another person's is as good as not there."""
    try:
        row = await call.client.appointments.get(apt_num) if apt_num > 0 else None
    except NotFound:
        row = None
    if row is None or not call.may_act_for(row.pat_num):
        return ToolRefusal(reason=T08, say=NO_VISIT, instead="GetAppointments")
    return row
