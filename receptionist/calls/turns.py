"""Whose turn it is: which responses were asked for, which one runs, which tools are open, and when Lexi is done.

The Agents SDK sends the `response.create` after a tool's output by itself, and holds one back while another response
runs. This keeps the books about both so that the runner knows when a turn is over and when nothing is coming.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

Asked = Literal["ours", "sdk"]


@dataclass
class TurnState:
    """`number` counts caller turns. Times are the call clock's monotonic seconds."""

    number: int = 0
    running: str | None = None
    spoke: bool = False
    called: bool = False
    tools_this_turn: int = 0
    _asked: deque[Asked] = field(default_factory=deque)
    _open_tools: dict[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """Nothing runs, nothing is asked for, no tool is open: Lexi waits for the caller."""
        return self.running is None and not self._asked and not self._open_tools

    @property
    def awaiting_response(self) -> bool:
        """A response was asked for and none runs: the next move is the server's."""
        return bool(self._asked) and self.running is None

    @property
    def working(self) -> bool:
        """A tool is open."""
        return bool(self._open_tools)

    def caller_turn(self) -> None:
        """The caller has said something new."""
        self.number += 1
        self.tools_this_turn = 0

    def asked(self, by: Asked) -> None:
        """A `response.create` was handed to the SDK, by us or by the SDK itself after a tool."""
        self._asked.append(by)

    def response_started(self, response_id: str) -> None:
        """The server runs a response; it serves the oldest request, and the SDK folds its own into one."""
        self.running, self.spoke, self.called = response_id, False, False
        if self._asked and self._asked.popleft() == "sdk":
            while self._asked and self._asked[0] == "sdk":
                self._asked.popleft()

    def response_finished(self) -> None:
        """The server's response is over, however it ended."""
        self.running = None

    def tool_called(self, call_id: str, name: str) -> None:
        """The model called a function."""
        self.called = True
        self.tools_this_turn += 1
        self._open_tools[call_id] = name

    def tool_answered(self, call_id: str) -> str | None:
        """A function's output went out; returns the function's name the first time."""
        return self._open_tools.pop(call_id, None)

    def forget_requests(self) -> None:
        """Give up on what was asked for, before asking again."""
        self._asked.clear()
