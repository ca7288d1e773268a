"""Every tool of the supervisor, in the order the model sees them."""

from typing import Any

from receptionist.agents.tools.appointments import CONFIRM_APPOINTMENT, GET_APPOINTMENTS, GET_AVAILABLE_SLOTS
from receptionist.agents.tools.booking import (
    BREAK_APPOINTMENT,
    CONFIRM_BOOKING,
    CREATE_APPOINTMENT,
    CREATE_PATIENT,
    DROP_BOOKING,
    PROPOSE_BOOKING,
    UPDATE_APPOINTMENT,
)
from receptionist.agents.tools.declaration import ToolDeclaration
from receptionist.agents.tools.identity import GET_MULTIPLE_PATIENTS, GET_PATIENT, VERIFY_IDENTITY
from receptionist.agents.tools.messages import TAKE_MESSAGE
from receptionist.agents.tools.office import GET_APPOINTMENT_TYPES, GET_OPERATORIES, GET_PROVIDERS

SUPERVISOR_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    VERIFY_IDENTITY,
    GET_MULTIPLE_PATIENTS,
    GET_PATIENT,
    CREATE_PATIENT,
    GET_PROVIDERS,
    GET_OPERATORIES,
    GET_APPOINTMENT_TYPES,
    GET_APPOINTMENTS,
    GET_AVAILABLE_SLOTS,
    CREATE_APPOINTMENT,
    UPDATE_APPOINTMENT,
    BREAK_APPOINTMENT,
    CONFIRM_APPOINTMENT,
    PROPOSE_BOOKING,
    CONFIRM_BOOKING,
    DROP_BOOKING,
    TAKE_MESSAGE,
)
