"""Lexi's own tools: the time, the office, the supervisor, a person, a message, goodbye."""

from typing import Literal

from pydantic import Field
from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext
from receptionist.agents.delegation import delegate
from receptionist.agents.messages import leave_message
from receptionist.agents.tools.declaration import (
    NoParameters,
    Parameters,
    Spoken,
    ToolDeclaration,
    ToolError,
    ToolResult,
)
from receptionist.agents.transfers import Dialling, to_a_person
from receptionist.practice.office import moment, office_block


class DateTime(ToolResult):
    status: Literal["ok"] = "ok"
    now: str


class OfficeContext(ToolResult):
    status: Literal["ok"] = "ok"
    office: str


class SupervisorRequest(Parameters):
    relevantContextFromLastUserMessage: str = Field(  # noqa: N815  (the field's name in the pattern we follow)
        max_length=4000,
        description="All the caller just said that matters: names, dates, numbers, wishes, corrections, yes or no.",
    )


class TransferParameters(Parameters):
    reason: Literal["asked_for_person", "emergency", "abusive", "language", "other"]
    summary: str = Field(max_length=2000, description="One or two sentences for the person who takes over.")


class MessageParameters(Parameters):
    text: str = Field(min_length=1, max_length=4000, description="The message, in the caller's words.")
    callback_number: str | None = Field(description="The number to call back, if the caller gave one.")


class Superseded(ToolResult):
    """The caller added something, and a newer request answers both."""

    status: Literal["superseded"] = "superseded"


class Outcome(ToolResult):
    status: Literal["transferring", "no_staff", "taken", "ending"]
    say: str


async def _datetime(call: CallContext, _: NoParameters) -> DateTime:
    return DateTime(now=moment(call.clock.now(), call.office.profile))


async def _office(call: CallContext, _: NoParameters) -> OfficeContext:
    return OfficeContext(office=office_block(call.office, call.clock.now()))


async def _supervisor(call: CallContext, request: SupervisorRequest) -> Spoken | Superseded:
    await call.notes.caller_words()
    answer = await delegate(call, request.relevantContextFromLastUserMessage)
    return Superseded() if answer.ended == "superseded" else Spoken(say=answer.say)


async def _transfer(call: CallContext, parameters: TransferParameters) -> ToolResult:
    outcome = await to_a_person(call, parameters.reason, parameters.summary)
    if isinstance(outcome, Dialling):
        return Outcome(status="transferring", say="I'm putting you through to a person now. Please stay on the line.")
    profile = call.office.profile
    if parameters.reason == "emergency":
        alerted = "I have alerted the office as well." if outcome.message == "left" else ""
        return Outcome(status="no_staff", say=f"{profile.emergency} {alerted}".strip())
    if outcome.message == "not kept":
        return ToolError(say=f"I can't reach anyone right now. Please call {profile.phone}.")
    return Outcome(
        status="no_staff",
        say="Nobody is free to take over this conversation right now, so I've passed it on to the front desk. "
        "What number should they call you back on?",
    )


async def _message(call: CallContext, parameters: MessageParameters) -> ToolResult:
    try:
        await leave_message(call, parameters.text, parameters.callback_number, "routine")
    except SQLAlchemyError:
        return ToolError(say=f"I couldn't store that message. Please call {call.office.profile.phone} instead.")
    return Outcome(status="taken", say="I've given that message to the front desk. Is there anything else?")


async def _end_call(call: CallContext, _: NoParameters) -> Outcome:
    call.line.end_after_goodbye()
    return Outcome(status="ending", say="Goodbye!")


GET_DATETIME = ToolDeclaration(
    name="get_datetime",
    endpoint="none: the house answers",
    description="The practice's date, weekday and time right now.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(DateTime,),
    progress="",
    run=_datetime,
)
GET_OFFICE_CONTEXT = ToolDeclaration(
    name="get_office_context",
    endpoint="none: the house answers",
    description="Facts about the practice: hours, address, closures, insurance, what to bring, and so on.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(OfficeContext,),
    progress="",
    run=_office,
)
ASK_SUPERVISOR = ToolDeclaration(
    name="getNextResponseFromSupervisor",
    endpoint="none: the house answers",
    description=(
        "Hands anything about a chart or the schedule to your supervisor; returns what to say next, word for word. "
        "Say one short sentence to the caller before you call this."
    ),
    parameters=SupervisorRequest,
    level="anonymous",
    access="read",
    returns=(Spoken, Superseded),
    progress="One moment please, let me look that up for you.",
    run=_supervisor,
)
TRANSFER = ToolDeclaration(
    name="transfer_to_person",
    endpoint="none: the house answers",
    description="Brings in a person: when the caller asks for one, in an emergency, on abuse, in another language.",
    parameters=TransferParameters,
    level="anonymous",
    access="write",
    returns=(Outcome,),
    progress="",
    run=_transfer,
)
TAKE_MESSAGE = ToolDeclaration(
    name="take_message",
    endpoint="none: the house answers",
    description="Leaves a message for the front desk.",
    parameters=MessageParameters,
    level="anonymous",
    access="write",
    returns=(Outcome,),
    progress="",
    run=_message,
)
END_CALL = ToolDeclaration(
    name="end_call",
    endpoint="none: the house answers",
    description="Ends the call. Say goodbye first.",
    parameters=NoParameters,
    level="anonymous",
    access="write",
    returns=(Outcome,),
    progress="",
    run=_end_call,
)
LEXI_TOOLS: tuple[ToolDeclaration[Parameters], ...] = (  # type: ignore[assignment]
    GET_DATETIME,
    GET_OFFICE_CONTEXT,
    ASK_SUPERVISOR,
    TRANSFER,
    TAKE_MESSAGE,
    END_CALL,
)
