"""Who is calling: the only door to anything about a person. Never candidates, counts, or that somebody exists."""

from typing import Literal

from pydantic import Field

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import Parameters, ToolDeclaration, ToolError, ToolResult
from receptionist.agents.tools.fits import VERIFIED
from receptionist.agents.tools.hearing import Unclear, hear_number, hear_person
from receptionist.booking.identity import (
    IdentityResult,
    Locked,
    NeedThird,
    RouteToStaff,
    Unavailable,
    Verified,
)
from receptionist.events import IdentityChanged


class Identifiers(Parameters):
    """Field names are the practice software's."""

    FName: str = Field(max_length=200, description="First name as the caller said or spelled it.")
    LName: str = Field(max_length=200, description="Last name as the caller said or spelled it.")
    Birthdate: str = Field(max_length=60, description="Date of birth, YYYY-MM-DD, or the digits as they were typed.")
    Phone: str | None = Field(max_length=40, description="A phone number on file, when a third identifier is needed.")
    Address: str | None = Field(max_length=200, description="The street address on file, as a third identifier.")


class VerifiedPatient(ToolResult):
    status: Literal["verified"] = "verified"
    PatNum: int
    FName: str
    LName: str


class NoMatch(ToolResult):
    status: Literal["not_verified"] = "not_verified"
    say: str
    attempts_left: int


class Obstacle(ToolResult):
    status: Literal["need_third_identifier", "locked", "route_to_staff"]
    say: str


class FoundPatient(ToolResult):
    """A patient as `GetMultiplePatients` lists one."""

    status: Literal["verified"] = Field(default="verified", exclude=True)
    PatNum: int
    FName: str
    LName: str


class FoundPatients(ToolResult):
    status: Literal["ok"] = "ok"
    patients: tuple[FoundPatient, ...]


class PatientParameters(Parameters):
    PatNum: int


class PatientDetails(ToolResult):
    status: Literal["ok"] = "ok"
    PatNum: int
    FName: str
    LName: str
    Preferred: str
    PriProv: int


def identity_result(result: IdentityResult) -> ToolResult:
    """What a model may know of an attempt to verify."""
    match result:
        case Verified(patient):
            return VerifiedPatient(PatNum=patient.pat_num, FName=patient.f_name, LName=patient.l_name)
        case NeedThird(say):
            return Obstacle(status="need_third_identifier", say=say)
        case Locked(say):
            return Obstacle(status="locked", say=say)
        case RouteToStaff(say):
            return Obstacle(status="route_to_staff", say=say)
        case Unavailable(say):
            return ToolError(say=say)
        case _:
            return NoMatch(say=result.say, attempts_left=result.attempts_left)


def note_identity(call: CallContext) -> None:
    """Put the call's identity on its log if it has changed since the log last said so."""
    now = IdentityChanged(
        level=call.identity.level.value, pat_nums=tuple(call.identity.verified), locked=call.identity.locked
    )
    if now != call.noted_identity:
        call.noted_identity = now
        call.notes.record(now)


async def _verify(call: CallContext, given: Identifiers) -> ToolResult:
    person = hear_person(call, given.FName, given.LName, given.Birthdate)
    phone = hear_number(call, given.Phone) if given.Phone and not given.Address else given.Phone
    if isinstance(person, Unclear):
        return person
    if isinstance(phone, Unclear):
        return phone
    result = await call.identity.verify(person.first, person.last, person.born, phone, given.Address)
    note_identity(call)
    return identity_result(result)


async def _search(call: CallContext, given: Identifiers) -> ToolResult:
    found = await _verify(call, given)
    if isinstance(found, VerifiedPatient):
        return FoundPatients(patients=(FoundPatient(PatNum=found.PatNum, FName=found.FName, LName=found.LName),))
    return found


async def _patient(call: CallContext, parameters: PatientParameters) -> PatientDetails:
    """Answered from the row that verifying has read: there is nothing else in the chart to say."""
    patient = call.identity.verified[parameters.PatNum]
    return PatientDetails(
        PatNum=patient.pat_num,
        FName=patient.f_name,
        LName=patient.l_name,
        Preferred=patient.preferred,
        PriProv=patient.pri_prov,
    )


VERIFY_IDENTITY = ToolDeclaration(
    name="VerifyIdentity",
    endpoint="GET /patients/Simple",
    description=(
        "Checks a person by full name and date of birth, as the caller said them. Needed before anything about a "
        "person may be read or changed. For a child, verify the parent first and then the child."
    ),
    parameters=Identifiers,
    level="anonymous",
    access="read",
    returns=(VerifiedPatient, NoMatch, Obstacle, Unclear),
    progress="I'm finding your record.",
    run=_verify,
)
GET_MULTIPLE_PATIENTS = ToolDeclaration(
    name="GetMultiplePatients",
    endpoint="GET /patients/Simple",
    description=(
        "Finds a patient by full name and date of birth. Answers only on an exact match and counts as verifying; "
        "it never lists other people."
    ),
    parameters=Identifiers,
    level="anonymous",
    access="read",
    returns=(FoundPatients, NoMatch, Obstacle, Unclear),
    progress="I'm finding your record.",
    run=_search,
)
GET_PATIENT = ToolDeclaration(
    name="GetPatient",
    endpoint="GET /patients/{PatNum}",
    description="The name and usual provider of a patient who was verified in this call.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(PatientDetails,),
    progress="I'm looking at your record.",
    run=_patient,
    patient=lambda parameters: parameters.PatNum,
    fits=VERIFIED,
)
