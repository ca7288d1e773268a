"""The vendor's enumerations, as text. Fields that receive them also keep texts this client has never seen."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field


class AptStatus(StrEnum):
    """State of a visit. There is no Cancelled, NoShow or Confirmed here; see `AppointmentsResource.break_`."""

    NONE = "None"
    SCHEDULED = "Scheduled"
    COMPLETE = "Complete"
    UNSCHED_LIST = "UnschedList"
    ASAP = "ASAP"
    BROKEN = "Broken"
    PLANNED = "Planned"
    PT_NOTE = "PtNote"
    PT_NOTE_COMPLETED = "PtNoteCompleted"


class PatStatus(StrEnum):
    """State of a patient's chart. DELETED can be read nowhere and never be written."""

    PATIENT = "Patient"
    NON_PATIENT = "NonPatient"
    INACTIVE = "Inactive"
    ARCHIVED = "Archived"
    DELETED = "Deleted"
    DECEASED = "Deceased"
    PROSPECTIVE = "Prospective"


class Gender(StrEnum):
    """OTHER is a filter of `patients.simple` from 22.3.6; it cannot be written."""

    MALE = "Male"
    FEMALE = "Female"
    UNKNOWN = "Unknown"
    OTHER = "Other"


class Position(StrEnum):
    """Marital position."""

    SINGLE = "Single"
    MARRIED = "Married"
    CHILD = "Child"
    WIDOWED = "Widowed"
    DIVORCED = "Divorced"


class ContactMethod(StrEnum):
    """How a patient wants to be confirmed, contacted or recalled."""

    NONE = "None"
    DO_NOT_CALL = "DoNotCall"
    HM_PHONE = "HmPhone"
    WK_PHONE = "WkPhone"
    WIRELESS_PH = "WirelessPh"
    EMAIL = "Email"
    SEE_NOTES = "SeeNotes"
    MAIL = "Mail"
    TEXT_MESSAGE = "TextMessage"


class TxtMsgOk(StrEnum):
    """Whether texts may be sent."""

    UNKNOWN = "Unknown"
    YES = "Yes"
    NO = "No"


class SchedType(StrEnum):
    """What a schedule row is about."""

    PRACTICE = "Practice"
    PROVIDER = "Provider"
    BLOCKOUT = "Blockout"
    EMPLOYEE = "Employee"
    WEB_SCHED_ASAP = "WebSchedASAP"


class Priority(StrEnum):
    """Whether a visit or recall is on the short-notice list (22.1)."""

    NORMAL = "Normal"
    ASAP = "ASAP"


class ConfirmVal(StrEnum):
    """Confirmation states every office has; each office maps them to definitions of its own."""

    NONE = "None"
    SENT = "Sent"
    CONFIRMED = "Confirmed"
    NOT_ACCEPTED = "Not Accepted"
    FAILED = "Failed"


class BreakType(StrEnum):
    """Why a visit was broken. Refused when the office's broken-appointment procedure preference is None."""

    MISSED = "Missed"
    CANCELLED = "Cancelled"


class CommMode(StrEnum):
    """How a communication took place. The vendor's composite values are left out: their spelling varies."""

    NONE = "None"
    EMAIL = "Email"
    MAIL = "Mail"
    PHONE = "Phone"
    TEXT = "Text"


class SentOrReceived(StrEnum):
    """Direction of a communication, seen from the office."""

    NEITHER = "Neither"
    SENT = "Sent"
    RECEIVED = "Received"


def _none_is_empty(value: object) -> object:
    return "" if value is None else value


_KNOWN_FIRST = (Field(union_mode="left_to_right"), BeforeValidator(_none_is_empty))

OpenAptStatus = Annotated[AptStatus | str, *_KNOWN_FIRST]
OpenPatStatus = Annotated[PatStatus | str, *_KNOWN_FIRST]
OpenGender = Annotated[Gender | str, *_KNOWN_FIRST]
OpenPosition = Annotated[Position | str, *_KNOWN_FIRST]
OpenContactMethod = Annotated[ContactMethod | str, *_KNOWN_FIRST]
OpenTxtMsgOk = Annotated[TxtMsgOk | str, *_KNOWN_FIRST]
OpenSchedType = Annotated[SchedType | str, *_KNOWN_FIRST]
OpenPriority = Annotated[Priority | str, *_KNOWN_FIRST]
OpenCommMode = Annotated[CommMode | str, *_KNOWN_FIRST]
OpenSentOrReceived = Annotated[SentOrReceived | str, *_KNOWN_FIRST]
