"""The supervisor: an openai-agents `Agent` on the Responses API that works through the tools for one request at a time.

Every model turn gets the same instructions with the moment filled in afresh: the practice's date, weekday and time, how
sure we are of the caller, and the open proposal. Turns are bounded, storage and tracing at the vendor are off, and
whatever goes wrong becomes a sentence a caller can be told.
"""

import logging
from typing import Any

import openai
from agents import (
    Agent,
    AgentsException,
    MaxTurnsExceeded,
    ModelSettings,
    OpenAIResponsesModel,
    RunConfig,
    RunContextWrapper,
    Runner,
    TResponseInputItem,
    Usage,
)

from receptionist.agents.context import CallContext
from receptionist.agents.prompts import load_prompt
from receptionist.agents.tools.registry import SUPERVISOR_TOOLS
from receptionist.agents.tools.unoffered import answer_unoffered
from receptionist.events import SupervisorAnswered, TokensUsed
from receptionist.practice.office import moment, office_block

logger = logging.getLogger(__name__)

MAX_TURNS = 12
REQUEST_SECONDS = 30.0
TROUBLE = (
    "I'm sorry, I'm having trouble with our scheduling system right now. "
    "I can take a message and have someone from the office call you back. Would you like that?"
)
TOO_LONG = (
    "I'm sorry, I couldn't finish that. I can take a message for the front desk, or we can try it one step at a time. "
    "Which would you prefer?"
)


class Supervisor:
    """Answers Lexi's requests. One instance serves every call; the call's own state is in its `CallContext`."""

    def __init__(self, client: openai.AsyncOpenAI, model: str) -> None:
        self.prompt = load_prompt("supervisor", {"practice", "office", "moment"})
        self.model = model
        self._agent = Agent[CallContext](
            name="Supervisor",
            instructions=self._instructions,
            model=OpenAIResponsesModel(model=model, openai_client=client),
            model_settings=ModelSettings(
                store=False,
                parallel_tool_calls=False,
                timeout=REQUEST_SECONDS,
                # Both keep what is spoken short and quick, which matters more on a phone than depth.
                verbosity="low",
            ),
            tools=[declaration.function_tool() for declaration in SUPERVISOR_TOOLS],
        )

    async def answer(self, call: CallContext, request: str) -> SupervisorAnswered:
        """Work on `request` and return what Lexi should say. Never raises except when cancelled."""
        started = call.clock.monotonic()
        call.begin_request(request)
        if call.proposal == "none" and await call.authority.open_proposal() is not None:
            # An earlier request was cut off between proposing and writing that down.
            call.proposal = "open"
        items: list[TResponseInputItem] = [
            *call.notes.conversation(),
            {"role": "developer", "content": f"Lexi asks: {request}"},
        ]
        say, ended = await self._run(call, items)
        return SupervisorAnswered(say=say, ended=ended, seconds=call.clock.monotonic() - started)

    async def _run(self, call: CallContext, items: list[TResponseInputItem]) -> tuple[str, Any]:
        try:
            result = await Runner.run(
                self._agent,
                items,
                context=call,
                max_turns=MAX_TURNS,
                run_config=RunConfig(
                    tracing_disabled=True,
                    trace_include_sensitive_data=False,
                    tool_not_found_behavior="return_error_to_model",
                    tool_error_formatter=answer_unoffered,
                ),
            )
        except MaxTurnsExceeded as error:
            if error.run_data is not None:
                self._record_usage(call, error.run_data.context_wrapper.usage)
            return TOO_LONG, "turn_limit"
        except (AgentsException, openai.APIError) as error:
            logger.warning("The supervisor's run ended with %s", type(error).__name__)
            return TROUBLE, "failed"
        self._record_usage(call, result.context_wrapper.usage)
        say = speakable(str(result.final_output or ""))
        return (say, "answered") if say else (TROUBLE, "failed")

    def _record_usage(self, call: CallContext, usage: Usage) -> None:
        call.notes.record(
            TokensUsed(
                tier="supervisor",
                model=self.model,
                text_in=usage.input_tokens,
                text_cached=usage.input_tokens_details.cached_tokens or 0,
                text_out=usage.output_tokens,
            )
        )

    async def _instructions(self, context: RunContextWrapper[CallContext], _agent: Agent[CallContext]) -> str:
        call = context.context
        now = call.clock.now()
        return self.prompt.fill(
            practice=call.office.profile.name,
            office=office_block(call.office, now),
            moment=await moment_block(call),
        )


async def moment_block(call: CallContext) -> str:
    """The state every supervisor turn starts from: now, who is calling and how sure we are, the open proposal."""
    identity, proposal = call.identity, await call.authority.open_proposal()
    caller: str = identity.level.value
    if identity.verified:
        people = "; ".join(f"PatNum {who.pat_num} {who.f_name} {who.l_name}" for who in identity.verified.values())
        caller = f"verified; {people}"
    elif identity.locked:
        caller = "anonymous; verification is locked for this call, offer a message"
    open_proposal = "none"
    if proposal is not None:
        open_proposal = f'{proposal.proposal_id}; kind {proposal.kind.value}; read back "{proposal.read_back}"'
    return "\n".join(
        (
            "# The moment",
            f"Now: {moment(call.clock.now(), call.office.profile)}",
            f"Caller: {caller}",
            f"Open proposal: {open_proposal}",
        )
    )


def speakable(text: str) -> str:
    """`text` if it can be spoken: structured output that a model let slip through is not."""
    text = text.strip()
    return "" if text.startswith(("{", "[", "```")) else text
