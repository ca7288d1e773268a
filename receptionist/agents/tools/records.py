"""What a caller wants put on their record: words for the chart and for a visit. Contact data goes to staff.

Each is filed once in a call, however often a model asks, and a few in all. A phone number or an address that is changed
on the strength of a name and a birth date would open the chart to whoever knows those, so the front desk changes them.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from pydantic import Field
from sqlalchemy.exc import SQLAlchemyError

from opendental_client import AptStatus, CommMode, OpenDentalError, SentOrReceived, WriteOutcomeUnknown
from receptionist.agents.context import CallContext
from receptionist.agents.messages import leave_message
from receptionist.agents.tools.declaration import (
    InvalidArguments,
    NotVerified,
    Parameters,
    ToolDeclaration,
    ToolError,
    ToolRefusal,
    ToolResult,
)
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.messages import MessageStored
from receptionist.agents.tools.refusals import T09
from receptionist.agents.tools.topics import Topic
from receptionist.agents.tools.visit_rows import own_visit
from receptionist.booking.planner import clean_note

MOST_FILED = 3
MARKER = "Caller to Lexi (phone assistant):"
ENOUGH = "I've noted as much as I can in one call. Shall I take a message for the front desk about the rest?"
NOT_UPCOMING = "That visit is no longer coming up, so I can't add a note to it. Shall I take a message instead?"
NOT_SEEN = "I couldn't make sure that this was noted. I can leave a message for the front desk instead."
HANDED_OVER = MessageStored(
    say="I've passed that to the front desk. They'll update your record and may call to confirm."
)


class ContactChange(Parameters):
    """Field names are the practice software's; null means no change."""

    PatNum: int
    WirelessPhone: str | None = Field(max_length=40)
    HmPhone: str | None = Field(max_length=40)
    Email: str | None = Field(max_length=120)
    Address: str | None = Field(max_length=200)
    other: str | None = Field(max_length=400, description="Anything else to be changed, in the caller's words.")


class VisitNote(Parameters):
    AptNum: int
    Note: str = Field(
        min_length=1, max_length=200, description="What staff should know at this visit. Nothing medical."
    )


class ChartNote(Parameters):
    PatNum: int
    Note: str = Field(min_length=1, max_length=400, description="What the caller wants noted, in their words.")


class Filed(ToolResult):
    status: Literal["noted"] = "noted"
    say: str


async def _change(call: CallContext, change: ContactChange) -> ToolResult:
    if not call.may_act_for(change.PatNum):
        return NotVerified()
    wanted = {
        "mobile phone": change.WirelessPhone,
        "home phone": change.HmPhone,
        "e-mail": change.Email,
        "address": change.Address,
        "other": change.other,
    }
    parts = [f"{what} {clean_note(value)}" for what, value in wanted.items() if value and clean_note(value)]
    if not parts:
        return InvalidArguments(problems=("nothing to change was given",))
    patient = call.identity.verified[change.PatNum]
    who = f"{patient.f_name} {patient.l_name} (PatNum {change.PatNum})"

    async def hand_over() -> bool:
        text = f"Please change on the record of {who}: {'; '.join(parts)}"
        await leave_message(call, text, change.WirelessPhone, "routine")
        return True

    return await _once(call, ("change", change.PatNum, "; ".join(parts)), hand_over, HANDED_OVER)


async def _visit_note(call: CallContext, note: VisitNote) -> ToolResult:
    row = await own_visit(call, note.AptNum)
    if isinstance(row, ToolRefusal):
        return row
    if row.apt_status != AptStatus.SCHEDULED or row.apt_date_time is None or row.apt_date_time <= call.clock.now():
        return ToolRefusal(reason="R20_not_upcoming", say=NOT_UPCOMING, instead="TakeMessage")
    text = clean_note(note.Note)
    if not text:
        return InvalidArguments(problems=("Note: nothing to note was given",))

    async def write() -> bool:
        await call.client.appointments.note(note.AptNum, f"{MARKER} {text}")
        try:
            again = await call.client.appointments.get(note.AptNum)
        except OpenDentalError:
            return False
        return text in again.note

    return await _once(call, ("visit", note.AptNum, text), write, Filed(say="I've added that note to your visit."))


async def _chart_note(call: CallContext, note: ChartNote) -> ToolResult:
    if not call.may_act_for(note.PatNum):
        return NotVerified()
    text = clean_note(note.Note)
    if not text:
        return InvalidArguments(problems=("Note: nothing to note was given",))

    async def write() -> bool:
        row = await call.client.commlogs.create(
            pat_num=note.PatNum,
            note=f"{MARKER} {text}",
            mode_=CommMode.PHONE,
            sent_or_received=SentOrReceived.RECEIVED,
        )
        # Offices before 23.3.7 answer without the row.
        return row is None or (row.pat_num == note.PatNum and text in row.note)

    return await _once(call, ("chart", note.PatNum, text), write, Filed(say="I've noted that on your record."))


async def _once(
    call: CallContext, key: tuple[str, int, str], write: Callable[[], Awaitable[bool]], done: ToolResult
) -> ToolResult:
    """File something unless it was filed before. What may have been written is never written a second time."""
    if key in call.filed:
        return done if call.filed[key] else ToolError(say=NOT_SEEN)
    if len(call.filed) >= MOST_FILED:
        return ToolRefusal(reason=T09, say=ENOUGH, instead="TakeMessage")
    call.filed[key] = False
    try:
        call.filed[key] = await write()
    except WriteOutcomeUnknown:
        raise
    except SQLAlchemyError:
        del call.filed[key]
        return ToolError(say=f"I couldn't store that. Please call {call.office.profile.phone} instead.")
    except OpenDentalError:
        del call.filed[key]
        raise
    return done if call.filed[key] else ToolError(say=NOT_SEEN)


UPDATE_PATIENT = ToolDeclaration(
    name="UpdatePatient",
    endpoint="none: handed to the front desk instead of PUT /patients/{PatNum}",
    description="Hands a change of phone, e-mail, address or name to the front desk. It does not change the record.",
    parameters=ContactChange,
    level="verified",
    access="write",
    returns=(MessageStored,),
    progress="I'm passing that on.",
    run=_change,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.RECORDS),
)
APPEND_APPOINTMENT_NOTE = ToolDeclaration(
    name="AppendAppointmentNote",
    endpoint="PUT /appointments/{AptNum}/Note",
    description="Adds a short note for staff to an upcoming visit of a verified patient.",
    parameters=VisitNote,
    level="verified",
    access="write",
    returns=(Filed,),
    progress="I'm adding that note.",
    run=_visit_note,
    fits=verified_asked(Topic.RECORDS),
)
CREATE_COMMLOG = ToolDeclaration(
    name="CreateCommlog",
    endpoint="POST /commlogs",
    description="Notes on a verified patient's record what the caller said. For anything to be done use TakeMessage.",
    parameters=ChartNote,
    level="verified",
    access="write",
    returns=(Filed,),
    progress="I'm noting that.",
    run=_chart_note,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.RECORDS),
)
RECORD_TOOLS: tuple[ToolDeclaration[Any], ...] = (UPDATE_PATIENT, APPEND_APPOINTMENT_NOTE, CREATE_COMMLOG)
