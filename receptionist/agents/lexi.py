"""Lexi: the greeting agent, an openai-agents `RealtimeAgent` with a handful of tools of her own."""

from agents import RunContextWrapper
from agents.realtime import RealtimeAgent

from receptionist.agents.context import CallContext
from receptionist.agents.prompts import Prompt, load_prompt
from receptionist.agents.tools.lexi import LEXI_TOOLS
from receptionist.practice.office import moment, office_block


def load_lexi_prompt() -> Prompt:
    """Lexi's instructions. Raises `PromptError` when the file is not usable."""
    return load_prompt("lexi", {"practice", "office", "now", "emergency"})


def build_lexi(prompt: Prompt) -> RealtimeAgent[CallContext]:
    """The agent; its instructions are filled from the call's office and clock when the call starts."""

    def instructions(context: RunContextWrapper[CallContext], _agent: RealtimeAgent[CallContext]) -> str:
        call = context.context
        now = call.clock.now()
        return prompt.fill(
            practice=call.office.profile.name,
            emergency=call.office.profile.emergency,
            office=office_block(call.office, now),
            now=moment(now, call.office.profile),
        )

    return RealtimeAgent[CallContext](
        name="Lexi",
        instructions=instructions,
        tools=[declaration.function_tool("lexi") for declaration in LEXI_TOOLS],
    )


def greeting(context: CallContext) -> str:
    """Lexi's first words."""
    return context.office.profile.greeting.replace("{practice}", context.office.profile.name)


def exactly(sentence: str) -> str:
    """Response instructions that make a model say one sentence and nothing else."""
    return f'Say exactly: "{sentence}" Say nothing before or after it.'
