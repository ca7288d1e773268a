"""Booking, moving, cancelling and registering: every one of these tools proposes first and writes only when agreed.

`CreateAppointment`, `UpdateAppointment`, `BreakAppointment` and `CreatePatient` do the same as `ProposeBooking` and
`ConfirmBooking` under the practice software's names: the first call proposes, and the same call again asks to write.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from receptionist.agents.context import CallContext
from receptionist.agents.messages import OWNER
from receptionist.agents.tools.declaration import InvalidArguments, Parameters, ToolDeclaration, ToolResult
from receptionist.agents.tools.fits import PROPOSAL, VERIFIED, Fits
from receptionist.agents.tools.hearing import Unclear, hear_number, hear_person
from receptionist.agents.tools.identity import note_identity
from receptionist.agents.tools.results import BOOKING_RESULTS, booking_result, note_step
from receptionist.agents.tools.urgency import note_urgency
from receptionist.booking.outcome import (
    CancelRequest,
    CreateRequest,
    Failed,
    MoveRequest,
    OpenProposal,
    RegisterRequest,
    Request,
)
from receptionist.events import BookingAction, MessageTaken

LocalTime = Field(description="Start, YYYY-MM-DD HH:MM:SS on the practice's wall clock.")
ACTIONS: dict[type[Request], BookingAction] = {
    CreateRequest: "create",
    MoveRequest: "move",
    CancelRequest: "cancel",
    RegisterRequest: "register",
}


class NewPatient(Parameters):
    FName: str = Field(max_length=200, description="As the caller said or spelled it.")
    LName: str = Field(max_length=200, description="As the caller said or spelled it.")
    Birthdate: str = Field(max_length=60, description="YYYY-MM-DD, or the digits as they were typed.")
    WirelessPhone: str = Field(max_length=60, description="Ten digits.")
    Email: str | None = Field(max_length=120)


class NewAppointment(Parameters):
    PatNum: int
    AppointmentTypeNum: int
    AptDateTime: datetime = LocalTime
    ProvNum: int | None
    Op: int | None
    Note: str | None = Field(max_length=200)


class MovedAppointment(Parameters):
    AptNum: int
    AptDateTime: datetime = LocalTime
    ProvNum: int | None
    Op: int | None


class BrokenAppointment(Parameters):
    AptNum: int
    sendToUnscheduledList: bool | None  # noqa: N815  (the vendor's name)


class Booking(Parameters):
    kind: Literal["create", "move", "cancel"]
    PatNum: int | None
    AppointmentTypeNum: int | None
    AptDateTime: datetime | None = LocalTime
    ProvNum: int | None
    Op: int | None
    AptNum: int | None
    Note: str | None = Field(max_length=200)


class ProposalId(Parameters):
    proposal_id: str = Field(max_length=60)


class Dropped(ToolResult):
    status: Literal["dropped"] = "dropped"


def local(call: CallContext, moment: datetime) -> datetime:
    """A start as a model gave it: naive means the practice's wall clock."""
    return moment.replace(tzinfo=call.office.profile.zone) if moment.tzinfo is None else moment


async def _request(call: CallContext, request: Request) -> ToolResult:
    """Write `request` if it is what was proposed last, and propose it otherwise."""
    same = await call.authority.same_as_open(request)
    if same is not None:
        return await _commit(call, same, ACTIONS[type(request)])
    note_urgency(call)
    result = await call.authority.propose(request, call.notes.sequence)
    return booking_result(call, ACTIONS[type(request)], result)


async def _commit(call: CallContext, proposal_id: str, action: BookingAction) -> ToolResult:
    result = await call.authority.commit(proposal_id, call.notes.spoken_turns())
    note_identity(call)
    if isinstance(result, Failed) and result.message_id:
        # The authority has stored a message for staff together with the result; the log must know of it too.
        call.notes.record(MessageTaken(message_id=result.message_id, urgency="urgent", owner=OWNER))
    return booking_result(call, action, result)


async def _create_patient(call: CallContext, new: NewPatient) -> ToolResult:
    person = hear_person(call, new.FName, new.LName, new.Birthdate, for_chart=True)
    if isinstance(person, Unclear):
        return person
    number = hear_number(call, new.WirelessPhone)
    if isinstance(number, Unclear):
        return number
    return await _request(call, RegisterRequest(person.first, person.last, person.born, number, new.Email or ""))


async def _create(call: CallContext, new: NewAppointment) -> ToolResult:
    start = local(call, new.AptDateTime)
    return await _request(
        call, CreateRequest(new.PatNum, new.AppointmentTypeNum, start, new.ProvNum, new.Op, new.Note or "")
    )


async def _move(call: CallContext, moved: MovedAppointment) -> ToolResult:
    return await _request(call, MoveRequest(moved.AptNum, local(call, moved.AptDateTime), moved.ProvNum, moved.Op))


async def _break(call: CallContext, broken: BrokenAppointment) -> ToolResult:
    # Whatever the model says, a cancelled visit goes to the unscheduled list, where staff look for it.
    return await _request(call, CancelRequest(broken.AptNum))


async def _propose(call: CallContext, booking: Booking) -> ToolResult:
    request = _read(call, booking)
    if isinstance(request, InvalidArguments):
        return request
    note_urgency(call)
    result = await call.authority.propose(request, call.notes.sequence)
    return booking_result(call, booking.kind, result)


def _read(call: CallContext, booking: Booking) -> Request | InvalidArguments:
    start = local(call, booking.AptDateTime) if booking.AptDateTime is not None else None
    if booking.kind == "create" and booking.PatNum and booking.AppointmentTypeNum and start:
        return CreateRequest(
            booking.PatNum, booking.AppointmentTypeNum, start, booking.ProvNum, booking.Op, booking.Note or ""
        )
    if booking.kind == "move" and booking.AptNum and start:
        return MoveRequest(booking.AptNum, start, booking.ProvNum, booking.Op)
    if booking.kind == "cancel" and booking.AptNum:
        return CancelRequest(booking.AptNum)
    needed = {
        "create": "PatNum, AppointmentTypeNum and AptDateTime",
        "move": "AptNum and AptDateTime",
        "cancel": "AptNum",
    }
    return InvalidArguments(problems=(f"kind {booking.kind} needs {needed[booking.kind]}",))


async def _confirm(call: CallContext, given: ProposalId) -> ToolResult:
    open_now = await call.authority.open_proposal()
    return await _commit(call, given.proposal_id, _action(call, open_now, given.proposal_id))


async def _drop(call: CallContext, given: ProposalId) -> Dropped:
    open_now = await call.authority.open_proposal()
    if await call.authority.drop(given.proposal_id):
        note_step(call, _action(call, open_now, given.proposal_id), "dropped", proposal_id=given.proposal_id)
    return Dropped()


def _action(call: CallContext, open_now: OpenProposal | None, proposal_id: str) -> BookingAction:
    """What a proposal is for: as the authority has it open, or as the log has it from when it was proposed."""
    if open_now is not None and open_now.proposal_id == proposal_id:
        return open_now.kind.value
    return call.notes.proposed_action(proposal_id) or "create"


MAY_CHANGE = Fits(verified=True, policy=("changes are allowed", lambda policies: policies.changes_per_call > 0))

CREATE_PATIENT = ToolDeclaration(
    name="CreatePatient",
    endpoint="POST /patients",
    description=(
        "Registers a new patient. First answers 'proposed' with a read_back to be spoken; after the caller's yes, "
        "ConfirmBooking (or the same call again) creates the record and the caller counts as verified."
    ),
    parameters=NewPatient,
    level="anonymous",
    access="write",
    returns=(*BOOKING_RESULTS, Unclear),
    progress="I'm setting up your record.",
    run=_create_patient,
    fits=Fits(policy=("registering is allowed", lambda policies: policies.registrations_per_call > 0)),
)
CREATE_APPOINTMENT = ToolDeclaration(
    name="CreateAppointment",
    endpoint="POST /appointments",
    description=(
        "Books a visit. First answers 'proposed' with a read_back to be spoken; after the caller's yes, ConfirmBooking "
        "(or the same call again) writes it. Leave ProvNum and Op null unless the caller asked for somebody."
    ),
    parameters=NewAppointment,
    level="verified",
    access="write",
    returns=BOOKING_RESULTS,
    progress="I'm booking that.",
    run=_create,
    patient=lambda parameters: parameters.PatNum,
    fits=Fits(verified=True, policy=("booking is allowed", lambda policies: policies.creates_per_call > 0)),
)
UPDATE_APPOINTMENT = ToolDeclaration(
    name="UpdateAppointment",
    endpoint="PUT /appointments/{AptNum}",
    description=(
        "Moves a visit to another time, or puts a cancelled one back on the schedule, in two steps like "
        "CreateAppointment. The old time stays until then."
    ),
    parameters=MovedAppointment,
    level="verified",
    access="write",
    returns=BOOKING_RESULTS,
    progress="I'm moving that.",
    run=_move,
    fits=MAY_CHANGE,
)
BREAK_APPOINTMENT = ToolDeclaration(
    name="BreakAppointment",
    endpoint="PUT /appointments/{AptNum}/Break",
    description="Cancels a visit, in two steps like CreateAppointment.",
    parameters=BrokenAppointment,
    level="verified",
    access="write",
    returns=BOOKING_RESULTS,
    progress="I'm cancelling that.",
    run=_break,
    fits=MAY_CHANGE,
)
PROPOSE_BOOKING = ToolDeclaration(
    name="ProposeBooking",
    endpoint="none: the house proposes, holds the time and writes nothing",
    description=(
        "Proposes to create, move or cancel a visit and holds the time. Answers 'proposed' with a read_back to be "
        "spoken word for word, or 'refused' with the reason and alternatives. create needs PatNum, AppointmentTypeNum "
        "and AptDateTime; move needs AptNum and AptDateTime; cancel needs AptNum."
    ),
    parameters=Booking,
    level="verified",
    access="write",
    returns=(*BOOKING_RESULTS, InvalidArguments),
    progress="I'm checking that time.",
    run=_propose,
    fits=VERIFIED,
)
CONFIRM_BOOKING = ToolDeclaration(
    name="ConfirmBooking",
    endpoint="POST or PUT /appointments, POST /patients",
    description="Writes a proposal, once its read_back was spoken and the caller then said yes. Answers 'done'.",
    parameters=ProposalId,
    level="anonymous",
    access="write",
    returns=BOOKING_RESULTS,
    progress="I'm putting that in the schedule.",
    run=_confirm,
    fits=PROPOSAL,
)
DROP_BOOKING = ToolDeclaration(
    name="DropBooking",
    endpoint="none: the house gives a proposal up",
    description="Gives a proposal up and frees its time, when the caller says no or wants something else.",
    parameters=ProposalId,
    level="anonymous",
    access="write",
    returns=(Dropped,),
    progress="",
    run=_drop,
    fits=PROPOSAL,
)
