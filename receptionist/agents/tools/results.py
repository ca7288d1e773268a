"""What the booking tools may answer, and how the authority's results become it."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import ToolError, ToolResult
from receptionist.booking.openings import Opening
from receptionist.booking.outcome import (
    CommitResult,
    Created,
    Done,
    Failed,
    NotAgreed,
    Proposed,
    ProposeResult,
    Refused,
)
from receptionist.events import BookingAction, BookingStep


class Slot(BaseModel):
    """An opening; `AptDateTime` is the practice's wall clock."""

    AptDateTime: str
    ProvNum: int
    Op: int
    provider: str
    minutes: int
    spoken: str


class Refusal(ToolResult):
    status: Literal["refused"] = "refused"
    reason: str
    say: str
    alternatives: tuple[Slot, ...] = ()


class Proposal(ToolResult):
    status: Literal["proposed"] = "proposed"
    proposal_id: str
    kind: BookingAction
    read_back: str


class BookingDone(ToolResult):
    status: Literal["done"] = "done"
    AptNum: int
    AptDateTime: str | None = None
    say: str


class PatientCreated(ToolResult):
    status: Literal["created"] = "created"
    PatNum: int
    FName: str
    LName: str
    say: str


class AgreementMissing(ToolResult):
    status: Literal["not_agreed"] = "not_agreed"
    read_back: str
    say: str


BOOKING_RESULTS: tuple[type[ToolResult], ...] = (
    Refusal,
    Proposal,
    BookingDone,
    PatientCreated,
    AgreementMissing,
)


def wall_clock(moment: datetime, zone: ZoneInfo) -> str:
    """'2026-12-01 14:00:00', the practice's wall clock as Open Dental writes it."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def slot(opening: Opening, zone: ZoneInfo) -> Slot:
    """An opening as tools return it."""
    return Slot(
        AptDateTime=wall_clock(opening.start, zone),
        ProvNum=opening.prov_num,
        Op=opening.op,
        provider=opening.provider,
        minutes=opening.minutes,
        spoken=opening.spoken,
    )


def booking_result(call: CallContext, action: BookingAction, result: ProposeResult | CommitResult) -> ToolResult:
    """The authority's result for the model, noted on the call's log."""
    zone = call.office.profile.zone
    match result:
        case Proposed(proposal_id, kind, read_back):
            note_step(call, action, "proposed", proposal_id=proposal_id)
            return Proposal(proposal_id=proposal_id, kind=kind.value, read_back=read_back)
        case Refused(reason, say, alternatives):
            note_step(call, action, "refused", reason=reason)
            return Refusal(reason=reason, say=say, alternatives=tuple(slot(opening, zone) for opening in alternatives))
        case NotAgreed(read_back, say):
            note_step(call, action, "not_agreed")
            return AgreementMissing(read_back=read_back, say=say)
        case Done(apt_num, starts_at, say):
            note_step(call, action, "written", apt_num=apt_num)
            when = wall_clock(starts_at, zone) if starts_at is not None else None
            return BookingDone(AptNum=apt_num, AptDateTime=when, say=say)
        case Created(pat_num, first, last, say):
            note_step(call, action, "written", pat_num=pat_num)
            return PatientCreated(PatNum=pat_num, FName=first, LName=last, say=say)
        case Failed(say):
            note_step(call, action, "failed", reason=result.detail)
            return ToolError(say=say)


def note_step(
    call: CallContext,
    action: BookingAction | Literal["confirm"],
    step: Literal["proposed", "refused", "not_agreed", "written", "failed", "dropped"],
    *,
    proposal_id: str = "",
    reason: str = "",
    apt_num: int = 0,
    pat_num: int = 0,
) -> None:
    """Put a step of a booking on the call's log, and remember where the proposal stands."""
    if step == "proposed":
        call.proposal = "open"
    elif step in ("written", "dropped") and action != "confirm" and call.proposal == "open":
        call.proposal = "settled"
    call.notes.record(
        BookingStep(step=step, action=action, proposal_id=proposal_id, reason=reason, apt_num=apt_num, pat_num=pat_num)
    )
