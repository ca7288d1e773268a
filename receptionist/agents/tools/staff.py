"""What only staff do, or nobody can: names other software uses, each with the tool that helps a caller instead."""

from datetime import date
from typing import Any

from receptionist.agents.tools.declaration import NoParameters, Parameters, ToolDeclaration
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.refusals import T02, T03, T05, T07, refused
from receptionist.agents.tools.visits import VisitNumber


class ScheduleParameters(Parameters):
    ProvNum: int | None
    SchedDate: date | None


class RecallParameters(Parameters):
    PatNum: int
    RecallTypeNum: int | None


class RecallNumber(Parameters):
    RecallNum: int


class TaskParameters(Parameters):
    Descript: str


class ReferralParameters(Parameters):
    PatNum: int
    referralName: str  # noqa: N815  (the vendor's name)


CANCEL_INSTEAD = "I can't delete a visit, but I can cancel it for you. Shall I do that?"

GET_PATIENTS = refused(
    "GetPatients",
    "GET /patients",
    "Lists patients.",
    NoParameters,
    T05,
    instead="GetMultiplePatients",
    level="anonymous",
)
DELETE_PATIENT = refused(
    "DeletePatient",
    "none: the API deletes no patients",
    "Deletes a patient.",
    PatientParameters,
    T03,
    access="write",
)
DELETE_APPOINTMENT = refused(
    "DeleteAppointment",
    "none: the API deletes no visits; they are broken and kept",
    "Deletes a visit.",
    VisitNumber,
    T03,
    say=CANCEL_INSTEAD,
    instead="BreakAppointment",
    access="write",
)
CREATE_SCHEDULE = refused(
    "CreateSchedule",
    "none: the API does not write schedules",
    "Writes working hours.",
    ScheduleParameters,
    T03,
    level="anonymous",
    access="write",
)
UPDATE_SCHEDULE = refused(
    "UpdateSchedule",
    "none: the API does not write schedules",
    "Changes working hours.",
    ScheduleParameters,
    T03,
    level="anonymous",
    access="write",
)
GET_ASAP_LIST = refused(
    "GetAsapList",
    "GET /appointments/ASAP",
    "The list of patients who want to come sooner.",
    NoParameters,
    T05,
    instead="GetAvailableSlots",
    level="anonymous",
)
GET_RECALL_LIST = refused(
    "GetRecallList",
    "GET /recalls/List",
    "The list of patients who are due.",
    NoParameters,
    T05,
    instead="GetRecalls",
    level="anonymous",
)
CREATE_RECALL = refused("CreateRecall", "POST /recalls", "Sets a recall up.", RecallParameters, T02, access="write")
UPDATE_RECALL = refused(
    "UpdateRecall", "PUT /recalls/{RecallNum}", "Changes a recall.", RecallNumber, T02, access="write"
)
SET_RECALL_STATUS = refused(
    "SetRecallStatus", "PUT /recalls/Status", "Marks a recall.", RecallParameters, T02, access="write"
)
GET_COMMLOGS = refused(
    "GetCommlogs", "GET /commlogs", "What staff noted of talks with a patient.", PatientParameters, T02
)
CREATE_TASK = refused(
    "CreateTask",
    "POST /tasks",
    "A task for staff: use TakeMessage.",
    TaskParameters,
    T07,
    level="anonymous",
    access="write",
)
ATTACH_REFERRAL = refused(
    "AttachReferral", "POST /refattaches", "Notes who referred a patient.", ReferralParameters, T02, access="write"
)

STAFF_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_PATIENTS,
    DELETE_PATIENT,
    DELETE_APPOINTMENT,
    CREATE_SCHEDULE,
    UPDATE_SCHEDULE,
    GET_ASAP_LIST,
    GET_RECALL_LIST,
    CREATE_RECALL,
    UPDATE_RECALL,
    SET_RECALL_STATUS,
    GET_COMMLOGS,
    CREATE_TASK,
    ATTACH_REFERRAL,
)
