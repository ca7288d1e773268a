"""What the supervisor's tools add to every turn: all of them against those that fit the moment (tokens estimated)."""

from receptionist.agents.tools.fits import Moment
from receptionist.agents.tools.registry import SUPERVISOR_TOOLS
from receptionist.agents.tools.sizes import offered, schema_tokens
from receptionist.practice.schema import Policies

MOMENTS = {
    "anonymous caller": Moment(verified=False, proposal=False, topics=frozenset(), policies=Policies()),
    "verified caller": Moment(verified=True, proposal=False, topics=frozenset(), policies=Policies()),
    "open proposal": Moment(verified=True, proposal=True, topics=frozenset(), policies=Policies()),
}


async def run() -> list[str]:
    everything = schema_tokens(tool.function_tool() for tool in SUPERVISOR_TOOLS)
    lines = [f"all tools            {len(SUPERVISOR_TOOLS):3d} tools {everything:6d} tokens"]
    for name, moment in MOMENTS.items():
        tools = offered(SUPERVISOR_TOOLS, moment)
        tokens = schema_tokens(tools)
        lines.append(f"{name:20s} {len(tools):3d} tools {tokens:6d} tokens, ratio {tokens / everything:.2f}")
    return lines
