"""Procedures and treatment plans. None of it is read out; a visit planned by the dentist is found as such."""

from datetime import date
from typing import Any

from receptionist.agents.tools.declaration import NoParameters, Parameters, ToolDeclaration
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.refusals import T02, T04, T07, refused
from receptionist.agents.tools.topics import Topic


class CodeNumber(Parameters):
    CodeNum: int


class NewProcedure(Parameters):
    PatNum: int
    ProcDate: date
    procCode: str  # noqa: N815  (the vendor's name)


class ProcedureNumber(Parameters):
    ProcNum: int


class ProceduresWanted(Parameters):
    PatNum: int
    AptNum: int | None


PLANNED = "GetPlannedAppointments"
BY_TYPE = "We book by the kind of visit rather than by code. What do you need to come in for?"

GET_PATIENT_PROCEDURES = refused(
    "GetPatientProcedures",
    "GET /procedurelogs",
    "A patient's procedures. Refused on the phone; GetPlannedAppointments tells what may be booked.",
    PatientParameters,
    T04,
    instead=PLANNED,
    fits=verified_asked(Topic.TREATMENT),
)
GET_PROCEDURES = refused(
    "GetProcedures", "GET /procedurelogs", "Procedures of a visit.", ProceduresWanted, T04, instead=PLANNED
)
GET_PROCEDURE_CODES = refused(
    "GetProcedureCodes",
    "GET /procedurecodes",
    "The office's procedure codes.",
    NoParameters,
    T07,
    say=BY_TYPE,
    instead="GetAppointmentTypes",
    level="anonymous",
)
GET_PROCEDURE_CODE = refused(
    "GetProcedureCode",
    "GET /procedurecodes/{CodeNum}",
    "A procedure code.",
    CodeNumber,
    T07,
    say=BY_TYPE,
    instead="GetAppointmentTypes",
    level="anonymous",
)
CREATE_PROCEDURE = refused(
    "CreateProcedure", "POST /procedurelogs", "Charts a procedure.", NewProcedure, T02, access="write"
)
UPDATE_PROCEDURE = refused(
    "UpdateProcedure", "PUT /procedurelogs/{ProcNum}", "Changes a procedure.", ProcedureNumber, T02, access="write"
)
GET_TREAT_PLANS = refused(
    "GetTreatPlans", "GET /treatplans", "A patient's treatment plans.", PatientParameters, T04, instead=PLANNED
)

CLINICAL_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_PATIENT_PROCEDURES,
    GET_PROCEDURES,
    GET_PROCEDURE_CODES,
    GET_PROCEDURE_CODE,
    CREATE_PROCEDURE,
    UPDATE_PROCEDURE,
    GET_TREAT_PLANS,
)
