"""Tools that belong to the call and not to the connection that asked for them.

The SDK cancels a session's tools when its connection breaks. A supervisor in the middle of a request must not stop for
that: its work runs in a task of the call's, and when the connection that asked is gone, the call delivers the answer.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Any, cast

from agents import FunctionTool
from agents.realtime import RealtimeAgent
from agents.tool_context import ToolContext

from receptionist.agents.context import CallContext


@dataclass(eq=False)
class KeptTool:
    """A tool at work. `orphaned` is set once the connection that asked for it is gone."""

    call_id: str
    name: str
    arguments: str
    task: "asyncio.Task[str]"
    orphaned: bool = False


class KeptTools:
    """Runs one call's tools, each in a task that this object owns until `close`."""

    def __init__(self) -> None:
        self._kept: list[KeptTool] = []

    @property
    def working(self) -> bool:
        """Whether a tool runs."""
        return any(not kept.task.done() for kept in self._kept)

    def adopt(self, agent: RealtimeAgent[CallContext]) -> RealtimeAgent[CallContext]:
        """The agent with every tool of its run here."""
        tools = [self._kept_tool(tool) if isinstance(tool, FunctionTool) else tool for tool in agent.tools]
        return agent.clone(tools=tools)

    def orphan(self) -> list[KeptTool]:
        """The connection is gone: what was not answered through it is to be delivered some other way."""
        for kept in self._kept:
            kept.orphaned = True
        return list(self._kept)

    def settle(self, kept: KeptTool) -> None:
        """The tool's answer reached the caller, or is no longer wanted."""
        if kept in self._kept:
            self._kept.remove(kept)

    async def close(self) -> None:
        """Cancel what still runs; a write that has begun is shielded by the booking authority."""
        tasks = [kept.task for kept in self._kept]
        self._kept.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _kept_tool(self, tool: FunctionTool) -> FunctionTool:
        async def work(context: ToolContext[Any], arguments: str) -> str:
            return cast(str, await tool.on_invoke_tool(context, arguments))

        async def invoke(context: ToolContext[Any], arguments: str) -> str:
            task = asyncio.create_task(work(context, arguments), name=f"tool {tool.name}")
            kept = KeptTool(context.tool_call_id, tool.name, arguments, task)
            self._kept.append(kept)
            try:
                return await asyncio.shield(task)
            finally:
                # What was cancelled from outside stays: its answer is still to come.
                if task.done() and not kept.orphaned:
                    self.settle(kept)

        return replace(tool, on_invoke_tool=invoke)
