"""Every tool of the supervisor as the model sees them: those of a booking first, what only refuses last."""

from typing import Any

from receptionist.agents.tools.account import ACCOUNT_TOOLS
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
from receptionist.agents.tools.clinical import CLINICAL_TOOLS
from receptionist.agents.tools.declaration import ToolDeclaration
from receptionist.agents.tools.family import FAMILY_TOOLS
from receptionist.agents.tools.family_booking import FAMILY_BOOKING_TOOLS
from receptionist.agents.tools.identity import GET_MULTIPLE_PATIENTS, GET_PATIENT, VERIFY_IDENTITY
from receptionist.agents.tools.insurance import INSURANCE_TOOLS
from receptionist.agents.tools.messages import TAKE_MESSAGE
from receptionist.agents.tools.office import GET_APPOINTMENT_TYPES, GET_OPERATORIES, GET_PROVIDERS
from receptionist.agents.tools.practice import PRACTICE_TOOLS
from receptionist.agents.tools.recalls import RECALL_TOOLS
from receptionist.agents.tools.records import RECORD_TOOLS
from receptionist.agents.tools.staff import STAFF_TOOLS
from receptionist.agents.tools.visits import VISIT_TOOLS
from receptionist.agents.tools.working_days import DAY_TOOLS

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
    *VISIT_TOOLS,
    *RECALL_TOOLS,
    *FAMILY_TOOLS,
    *FAMILY_BOOKING_TOOLS,
    *RECORD_TOOLS,
    *DAY_TOOLS,
    *PRACTICE_TOOLS,
    *INSURANCE_TOOLS,
    *CLINICAL_TOOLS,
    *ACCOUNT_TOOLS,
    *STAFF_TOOLS,
)
BY_NAME: dict[str, ToolDeclaration[Any]] = {declaration.name: declaration for declaration in SUPERVISOR_TOOLS}
