"""A family's visits together: times at which all of them can come, and one proposal for all, booked together or not.

Each person is verified first like any other, a child with its parent; the authority keeps the rest (R27).
"""

from datetime import date, datetime, time
from typing import Any, Literal

from pydantic import BaseModel, Field

from receptionist.agents.context import CallContext
from receptionist.agents.tools.booking import LocalTime, local
from receptionist.agents.tools.declaration import Parameters, ToolDeclaration, ToolResult
from receptionist.agents.tools.fits import Fits
from receptionist.agents.tools.results import BOOKING_RESULTS, Refusal, booking_result, wall_clock
from receptionist.agents.tools.topics import Topic
from receptionist.agents.tools.urgency import note_urgency
from receptionist.booking.family_openings import FamilyFindRequest, FamilyOpenings, Member, spoken_option
from receptionist.booking.openings import PartOfDay
from receptionist.booking.outcome import CreateRequest

FEWEST, MOST = 2, 6


class MemberWanted(Parameters):
    PatNum: int
    AppointmentTypeNum: int


class FamilyWanted(Parameters):
    visits: tuple[MemberWanted, ...] = Field(min_length=FEWEST, max_length=MOST, description="Who comes, and what for.")
    dateStart: date | None = Field(description="First day wanted, YYYY-MM-DD; null for the soonest.")  # noqa: N815
    dateEnd: date | None = Field(description="Last day wanted, inclusive.")  # noqa: N815
    time: str | None = Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", description="When the first should begin, HH:MM.")
    part_of_day: Literal["morning", "afternoon", "any"] | None


class MemberBooked(Parameters):
    PatNum: int
    AppointmentTypeNum: int
    AptDateTime: datetime = LocalTime
    ProvNum: int | None
    Op: int | None


class FamilyBooking(Parameters):
    visits: tuple[MemberBooked, ...] = Field(min_length=FEWEST, max_length=MOST)


class MemberSlot(BaseModel):
    """One person's place in an option; `AptDateTime` is the practice's wall clock."""

    PatNum: int
    AppointmentTypeNum: int
    AptDateTime: str
    ProvNum: int
    Op: int


class FamilySlot(BaseModel):
    visits: tuple[MemberSlot, ...]
    spoken: str


class FamilySlots(ToolResult):
    status: Literal["ok"] = "ok"
    options: tuple[FamilySlot, ...]
    exact: bool
    say: str | None = None


async def _find(call: CallContext, wanted: FamilyWanted) -> ToolResult:
    note_urgency(call)
    request = FamilyFindRequest(
        members=tuple(Member(each.PatNum, each.AppointmentTypeNum) for each in wanted.visits),
        first=wanted.dateStart,
        last=wanted.dateEnd,
        at=time.fromisoformat(wanted.time.zfill(5)) if wanted.time else None,
        part=PartOfDay(wanted.part_of_day or "any"),
    )
    found = await call.authority.find_family_openings(request)
    if not isinstance(found, FamilyOpenings):
        return booking_result(call, "create", found)
    zone = call.office.profile.zone
    names = {number: known.preferred or known.f_name for number, known in call.identity.verified.items()}
    options = tuple(
        FamilySlot(
            visits=tuple(
                MemberSlot(
                    PatNum=member.pat_num,
                    AppointmentTypeNum=member.appointment_type_num,
                    AptDateTime=wall_clock(opening.start, zone),
                    ProvNum=opening.prov_num,
                    Op=opening.op,
                )
                for member, opening in option.visits
            ),
            spoken=spoken_option(option, names),
        )
        for option in found.options
    )
    return FamilySlots(options=options, exact=found.exact, say=found.say or None)


async def _propose(call: CallContext, booking: FamilyBooking) -> ToolResult:
    note_urgency(call)
    requests = tuple(
        CreateRequest(
            each.PatNum, each.AppointmentTypeNum, local(call, each.AptDateTime), prov_num=each.ProvNum, op=each.Op
        )
        for each in booking.visits
    )
    return booking_result(call, "create", await call.authority.propose_family(requests, call.notes.sequence))


TOGETHER = Fits(
    verified=True,
    topics=(Topic.FAMILY,),
    policy=("booking several is allowed", lambda policies: policies.creates_per_call >= FEWEST),
)
GET_FAMILY_SLOTS = ToolDeclaration(
    name="GetFamilySlots",
    endpoint="GET /schedules, GET /appointments",
    description=(
        "At most three ways for several verified people to come together, side by side or one after the other, best "
        "first. `exact` means the first is just when they asked for; otherwise `say` tells why not."
    ),
    parameters=FamilyWanted,
    level="verified",
    access="read",
    returns=(FamilySlots, Refusal),
    progress="I'm looking for times for all of you.",
    run=_find,
    fits=TOGETHER,
)
PROPOSE_FAMILY_BOOKING = ToolDeclaration(
    name="ProposeFamilyBooking",
    endpoint="none: the house proposes, holds the times and writes nothing",
    description=(
        "Proposes two to six new visits of one family together, as GetFamilySlots gave them, and holds their times. "
        "Answers 'proposed' with one read_back to be spoken word for word; ConfirmBooking then books all or none."
    ),
    parameters=FamilyBooking,
    level="verified",
    access="write",
    returns=BOOKING_RESULTS,
    progress="I'm checking those times.",
    run=_propose,
    fits=TOGETHER,
)
FAMILY_BOOKING_TOOLS: tuple[ToolDeclaration[Any], ...] = (GET_FAMILY_SLOTS, PROPOSE_FAMILY_BOOKING)
