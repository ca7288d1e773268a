"""The people around a patient, and whether staff must take over: as little of either as a booking needs."""

from typing import Any, Literal

from pydantic import BaseModel

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NotVerified, ToolDeclaration, ToolResult
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.topics import Topic
from receptionist.booking.reader import Reader
from receptionist.booking.rules_patient import BOOKABLE_STATUSES


class FamilyMember(BaseModel):
    PatNum: int
    FName: str


class Family(ToolResult):
    status: Literal["ok"] = "ok"
    members: tuple[FamilyMember, ...]


class PopupBit(ToolResult):
    """Whether a person must take over. Why is not for a model to know."""

    status: Literal["ok"] = "ok"
    route_to_staff: bool


async def _family(call: CallContext, wanted: PatientParameters) -> ToolResult:
    """Only those verified in this call: that anybody else belongs to the family is already a disclosure."""
    verified = call.identity.verified
    guarantor = verified[wanted.PatNum].guarantor
    return Family(
        members=tuple(
            FamilyMember(PatNum=known.pat_num, FName=known.f_name)
            for known in verified.values()
            if known.guarantor == guarantor and call.may_act_for(known.pat_num)
        )
    )


async def _popups(call: CallContext, wanted: PatientParameters) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified()
    facts, _ = await Reader(call.client, call.office, call.clock, call.identity).patient(wanted.PatNum)
    return PopupBit(route_to_staff=facts.do_not_schedule or facts.status not in BOOKABLE_STATUSES)


GET_PATIENT_FAMILY = ToolDeclaration(
    name="GetPatientFamily",
    endpoint="GET /patients/Simple",
    description="Of a verified patient's family those who were verified in this call too. Others are verified by name.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(Family,),
    progress="",
    run=_family,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.FAMILY),
)
GET_POPUPS = ToolDeclaration(
    name="GetPopups",
    endpoint="GET /popups",
    description="Whether a person must take over for a verified patient: yes or no.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(PopupBit,),
    progress="",
    run=_popups,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.RECORDS),
)
FAMILY_TOOLS: tuple[ToolDeclaration[Any], ...] = (GET_PATIENT_FAMILY, GET_POPUPS)
