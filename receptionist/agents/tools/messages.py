"""The supervisor's way out: a message for the front desk."""

from typing import Literal

from pydantic import Field
from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext
from receptionist.agents.messages import leave_message
from receptionist.agents.tools.declaration import Parameters, ToolDeclaration, ToolError, ToolResult


class Message(Parameters):
    text: str = Field(min_length=1, max_length=4000, description="What the caller wants, for the person who reads it.")
    callback_number: str | None = Field(max_length=40, description="The number to call back, if the caller gave one.")
    urgency: Literal["routine", "urgent"]


class MessageStored(ToolResult):
    status: Literal["taken"] = "taken"
    say: str


async def _take(call: CallContext, message: Message) -> ToolResult:
    try:
        await leave_message(call, message.text, message.callback_number, message.urgency)
    except SQLAlchemyError:
        return ToolError(say=f"I couldn't store that message. Please call {call.office.profile.phone} instead.")
    return MessageStored(say="I've left a message for the front desk, and they'll get back to you.")


TAKE_MESSAGE = ToolDeclaration(
    name="TakeMessage",
    endpoint="none: stored in the house, for the front desk",
    description="Leaves a message for the front desk when something can't be done here.",
    parameters=Message,
    level="anonymous",
    access="write",
    returns=(MessageStored,),
    progress="I'm leaving a message.",
    run=_take,
)
