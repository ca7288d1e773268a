"""What a model hears when it calls a tool that was not offered in that turn: the tool's own refusal, on the log like
any other call. The SDK asks for these words and gives no arguments, so nothing can be run here."""

from typing import Any

from agents import ToolErrorFormatterArgs

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NotVerified, ToolDeclaration, ToolRefusal, ToolResult
from receptionist.agents.tools.refusals import T10
from receptionist.agents.tools.registry import BY_NAME
from receptionist.events import ToolFinished, ToolStarted

NOTHING_OPEN = "There is nothing waiting for your yes right now. What would you like me to do?"
NOT_NOW = "I can't do that right now. I can take a message for the front desk instead."


def answer_unoffered(error: ToolErrorFormatterArgs[Any]) -> str | None:
    """The answer for one of our tools; None leaves the SDK's own words, for names that we do not have."""
    declaration = BY_NAME.get(error.tool_name)
    if error.kind != "tool_not_found" or declaration is None:
        return None
    call: CallContext = error.run_context.context
    result = _answer(call, declaration)
    output = result.model_dump_json(exclude_none=True)
    tool_id = call.unique_tool_id(error.call_id)
    name = declaration.name
    call.notes.record(ToolStarted(tier="supervisor", name=name, tool_call_id=tool_id, arguments="{}"))
    call.notes.record(
        ToolFinished(
            tier="supervisor", name=name, tool_call_id=tool_id, output=output, status=result.status, seconds=0.0
        )
    )
    return output


def _answer(call: CallContext, declaration: ToolDeclaration[Any]) -> ToolResult:
    if declaration.level == "verified" and not call.identity.verified:
        return NotVerified()
    if declaration.refusal is not None:
        return declaration.refusal
    if declaration.fits.proposal:
        return ToolRefusal(reason=T10, say=NOTHING_OPEN, instead="ProposeBooking")
    return ToolRefusal(reason=T10, say=NOT_NOW, instead="TakeMessage")
