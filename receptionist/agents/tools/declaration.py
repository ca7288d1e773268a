"""One declaration a tool: its name, parameters, the identity level it needs, what it may return, read or write.

`function_tool` turns a declaration into what the Agents SDK runs. Whatever a model sends, the tool answers with small
typed JSON and never with an exception: bad arguments, a caller who is not verified, a service that is down. The JSON
is exactly the fields of the result models that the declaration names, so nothing else can reach a model. `fits` says
when the tool is offered; a tool that is called without being offered is answered by `unoffered.py`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

from agents import AgentBase, FunctionTool, RunContextWrapper
from agents.strict_schema import ensure_strict_json_schema
from agents.tool_context import ToolContext
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.fields import FieldInfo

from opendental_client import OpenDentalError, Throttled, Timeout, Unreachable
from receptionist.agents.context import CallContext
from receptionist.agents.tools.fits import ALWAYS, Fits, moment_of
from receptionist.events import IdentityLevel, Tier, ToolFinished, ToolStarted

logger = logging.getLogger(__name__)

SYSTEM_DOWN = "I can't reach our scheduling system right now. I can take a message and have someone call you back."
NOT_VERIFIED = "I can help with that once I know who I'm speaking with. What is your full name and date of birth?"

PARENT_FIRST = "For a child's visits I need to speak with a parent. What is the parent's name?"


class Parameters(BaseModel):
    """Base of every tool's parameters.

    The schema that models are given is strict: every parameter named, null for none, nothing else. A server without
    strict schemas may leave nulls out or add parameters of the vendor's; both are taken as they are meant.
    """

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _absent_is_null(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        absent = {name for name, field in cls.model_fields.items() if field.is_required() and _takes_null(field)}
        return {**dict.fromkeys(absent), **data}


class NoParameters(Parameters):
    """None."""


class ToolResult(BaseModel):
    """Base of every tool's result; `status` is the word a model acts on and `say`, where present, is for the caller."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: str


class NotVerified(ToolResult):
    """The tool needs a verified caller."""

    status: Literal["not_verified"] = "not_verified"
    say: str = NOT_VERIFIED


class ToolRefusal(ToolResult):
    """The tool exists and is not for a phone call. `reason` is a code of docs/tools.md, `instead` a tool that helps."""

    status: Literal["refused"] = "refused"
    reason: str
    say: str
    instead: str


class InvalidArguments(ToolResult):
    """The arguments do not fit the schema; names the fields, never their values."""

    status: Literal["invalid_arguments"] = "invalid_arguments"
    problems: tuple[str, ...]


class ToolError(ToolResult):
    """The tool could not do its work."""

    status: Literal["error"] = "error"
    say: str


class Spoken(ToolResult):
    """A result that is nothing but words to say: the model is given `say` itself, not JSON."""

    status: Literal["ok"] = "ok"
    say: str


P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True)
class ToolDeclaration(Generic[P]):
    """A tool. `run` gets the call and the checked parameters; it may raise any error of `opendental_client`.

    `endpoint` is the vendor's method that it stands for ("GET /appointments"), or "none" with the reason. `returns`
    lists the result models whose fields may be returned; the refusals above are always allowed. `progress` is a short
    spoken line for a wait. `patient` picks the PatNum that the caller must be verified for, if there is one. A tool
    with a `refusal` answers nothing else, whatever its arguments.
    """

    name: str
    endpoint: str
    description: str
    parameters: type[P]
    level: IdentityLevel
    access: Literal["read", "write"]
    returns: tuple[type[ToolResult], ...]
    progress: str
    run: Callable[[CallContext, P], Awaitable[ToolResult]]
    patient: Callable[[P], int] | None = None
    fits: Fits = ALWAYS
    refusal: ToolRefusal | None = None

    def function_tool(self, tier: Tier = "supervisor") -> FunctionTool:
        """The tool as the Agents SDK runs it; its context must be a `CallContext`."""

        async def invoke(context: ToolContext[Any], arguments: str) -> str:
            return await self.invoke(tier, context.context, context.tool_call_id, arguments)

        def enabled(context: RunContextWrapper[Any], _agent: AgentBase) -> bool:
            return self.fits.holds(moment_of(context.context))

        return FunctionTool(
            name=self.name,
            description=self.description,
            params_json_schema=ensure_strict_json_schema(self.parameters.model_json_schema()),
            on_invoke_tool=invoke,
            strict_json_schema=True,
            is_enabled=True if self.fits == ALWAYS else enabled,
        )

    async def invoke(self, tier: Tier, call: CallContext, tool_call_id: str, arguments: str) -> str:
        """Answer a call of the tool, with both ends of it on the call's log."""
        tool_id = call.unique_tool_id(tool_call_id)
        started = call.clock.monotonic()
        call.notes.record(ToolStarted(tier=tier, name=self.name, tool_call_id=tool_id, arguments=arguments))
        status, output = "cancelled", '{"status":"cancelled","say":"That was cut off before it finished."}'
        try:
            result = await self._answer(call, arguments)
            status = result.status
            output = result.say if isinstance(result, Spoken) else result.model_dump_json(exclude_none=True)
        finally:
            call.notes.record(
                ToolFinished(
                    tier=tier,
                    name=self.name,
                    tool_call_id=tool_id,
                    output=output,
                    status=status,
                    seconds=call.clock.monotonic() - started,
                )
            )
        return output

    async def _answer(self, call: CallContext, arguments: str) -> ToolResult:
        if self.refusal is not None:
            return NotVerified() if self.level == "verified" and not call.identity.verified else self.refusal
        try:
            parameters = self.parameters.model_validate_json(arguments or "{}")
        except ValidationError as error:
            return InvalidArguments(problems=_problems(error))
        if self.level == "verified" and not self._may(call, parameters):
            return NotVerified()
        try:
            result = await self.run(call, parameters)
        except asyncio.CancelledError:
            raise
        except (Throttled, Timeout, Unreachable, OpenDentalError) as error:
            logger.warning("Tool %s: Open Dental answered with %s", self.name, type(error).__name__)
            return ToolError(say=SYSTEM_DOWN)
        except Exception as error:  # noqa: BLE001  (a model must get an answer whatever happens)
            # The text of an unexpected error may quote a patient, so only its type is logged.
            logger.error("Tool %s failed with %s", self.name, type(error).__name__)  # noqa: TRY400
            return ToolError(say=SYSTEM_DOWN)
        if not isinstance(result, (*self.returns, NotVerified, ToolRefusal, InvalidArguments, ToolError)):
            logger.error("Tool %s returned %s, which it does not declare", self.name, type(result).__name__)
            return ToolError(say=SYSTEM_DOWN)
        return result

    def _may(self, call: CallContext, parameters: P) -> bool:
        if self.patient is None:
            return call.identity.level == "verified"
        return call.identity.is_verified(self.patient(parameters))


def _takes_null(field: FieldInfo) -> bool:
    return type(None) in get_args(field.annotation)


def _problems(error: ValidationError) -> tuple[str, ...]:
    """Which fields are wrong and why, without the values: they may be a patient's."""
    return tuple(
        f"{'.'.join(str(part) for part in problem['loc']) or 'arguments'}: {problem['type'].replace('_', ' ')}"
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    )
