"""A typed, async client for the Open Dental REST API.

    async with OpenDentalClient(base_url=..., developer_key=..., customer_key=..., time_zone=ZoneInfo(...)) as client:
        visits = await client.appointments.list(date=date(2026, 3, 17))

See README.md for examples and `OpenDentalError` for what can go wrong.
"""

from opendental_client._client import OpenDentalClient
from opendental_client._clock import Clock
from opendental_client._errors import (
    BadRequest,
    Gone,
    InvalidArgument,
    InvalidResponse,
    NotFound,
    OpenDentalError,
    ServerError,
    Throttled,
    Timeout,
    Unauthorized,
    Unreachable,
    WriteOutcomeUnknown,
)
from opendental_client._models._base import pattern_for_minutes
from opendental_client._models._enums import (
    AptStatus,
    BreakType,
    CommMode,
    ConfirmVal,
    ContactMethod,
    Gender,
    PatStatus,
    Position,
    Priority,
    SchedType,
    SentOrReceived,
    TxtMsgOk,
)
from opendental_client._models.appointment import Appointment, AppointmentCreate, AppointmentUpdate, Slot
from opendental_client._models.office import AppointmentType, Clinic, Definition, Operatory, Preference, Provider
from opendental_client._models.patient import Patient, PatientCreate, PatientUpdate
from opendental_client._models.records import Commlog, Popup, Recall
from opendental_client._models.schedule import Schedule, ScheduleOp
from opendental_client._throttle import Throttle, ThrottleTier

__all__ = [
    "Appointment",
    "AppointmentCreate",
    "AppointmentType",
    "AppointmentUpdate",
    "AptStatus",
    "BadRequest",
    "BreakType",
    "Clinic",
    "Clock",
    "CommMode",
    "Commlog",
    "ConfirmVal",
    "ContactMethod",
    "Definition",
    "Gender",
    "Gone",
    "InvalidArgument",
    "InvalidResponse",
    "NotFound",
    "OpenDentalClient",
    "OpenDentalError",
    "Operatory",
    "PatStatus",
    "Patient",
    "PatientCreate",
    "PatientUpdate",
    "Popup",
    "Position",
    "Preference",
    "Priority",
    "Provider",
    "Recall",
    "SchedType",
    "Schedule",
    "ScheduleOp",
    "SentOrReceived",
    "ServerError",
    "Slot",
    "Throttle",
    "ThrottleTier",
    "Throttled",
    "Timeout",
    "TxtMsgOk",
    "Unauthorized",
    "Unreachable",
    "WriteOutcomeUnknown",
    "pattern_for_minutes",
]
