"""Whose turn it is: which responses are wanted, asked for and running, which tools are open, and when Lexi is done.

A small state machine without any I/O. What is wanted waits here until the line is free (`hand_over`); a response that
was asked for is either created by the server (`response_started`), refused because another one runs (`refused`), or
never comes (`give_up`). The Agents SDK asks by itself after a tool's output and holds that back while a response runs,
and a server with automatic answers creates one for each spoken turn, so both are kept in the same books.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

Asked = Literal["ours", "sdk", "server"]
# What is asked for: an answer to the caller, fixed words, or words that only bridge a wait for a tool.
Kind = Literal["answer", "sentence", "bridge"]


class Phase(StrEnum):
    """Where the turn stands."""

    LISTENING = "listening"
    ASKED = "asked"
    SPEAKING = "speaking"
    WORKING = "working"


@dataclass(frozen=True)
class Request:
    """A response that is wanted. `words` are said exactly, unless they are `guidance` for an answer.

    `wanted` is withdrawn when something else took its place.
    """

    kind: Kind = "answer"
    words: str = ""
    guidance: bool = False
    by: Asked = "ours"
    wanted: bool = True


@dataclass
class TurnState:
    """`number` counts caller turns; `answered` says that Lexi has spoken in this one and nothing more was called."""

    number: int = 0
    running: str | None = None
    serving: Request | None = None
    spoke: bool = False
    called: bool = False
    answered: bool = False
    tools_this_turn: int = 0
    _waiting: deque[Request] = field(default_factory=deque)
    _asked: deque[Request] = field(default_factory=deque)
    _open_tools: dict[str, str] = field(default_factory=dict)

    @property
    def phase(self) -> Phase:
        """The next move is the caller's, the server's, the running response's or a tool's."""
        if self.running is not None:
            return Phase.SPEAKING
        if self._asked or self._waiting:
            return Phase.ASKED
        return Phase.WORKING if self._open_tools else Phase.LISTENING

    @property
    def idle(self) -> bool:
        """Nothing runs, nothing is wanted or asked for, no tool is open: Lexi waits for the caller."""
        return self.phase is Phase.LISTENING

    @property
    def awaiting_response(self) -> bool:
        """A response was asked for and none runs: the next move is the server's."""
        return bool(self._asked) and self.running is None

    @property
    def coming(self) -> Request | None:
        """The request that the next response serves."""
        return self._asked[0] if self._asked else None

    @property
    def working(self) -> bool:
        """A tool is open."""
        return bool(self._open_tools)

    @property
    def sentence_due(self) -> bool:
        """Fixed words wait to be said, were asked for, or are being said."""
        due = (*self._waiting, *self._asked, *((self.serving,) if self.serving is not None else ()))
        return any(request.kind == "sentence" and request.wanted for request in due)

    # What is wanted

    def caller_turn(self) -> None:
        """The caller has said something new: it is answered once, together with what waited for an answer before."""
        self.number += 1
        self.tools_this_turn = 0
        self.answered = False
        self._waiting = deque(request for request in self._waiting if request.kind == "sentence")

    def want(self, request: Request, *, first: bool = False) -> None:
        """Put a request of ours in the queue."""
        if first:
            self._waiting.appendleft(request)
        else:
            self._waiting.append(request)

    def hand_over(self) -> Request | None:
        """The request to be sent now, if the line is free and one waits; it then counts as asked for."""
        if self.running is not None or self._asked or not self._waiting:
            return None
        request = self._waiting.popleft()
        self._asked.append(request)
        return request

    def asked(self, by: Asked) -> None:
        """A response was asked for past this queue: by the SDK after a tool or a typed turn, or by the server."""
        self._asked.append(Request(by=by))

    def withdraw(self) -> None:
        """What was wanted or asked for before is to be said no more; code has taken the turn."""
        self._waiting.clear()
        self._asked = deque(replace(request, wanted=False) for request in self._asked)

    def skip_one(self) -> None:
        """The newest response asked for past the queue answers nobody: its tool was overtaken by another request."""
        if self._asked:
            self._asked.append(replace(self._asked.pop(), wanted=False))

    # What the server does

    def response_started(self, response_id: str) -> Request | None:
        """The server runs a response. It serves the oldest request, the SDK's own folded into one; None: no request."""
        self.running, self.spoke, self.called = response_id, False, False
        self.serving = self._asked.popleft() if self._asked else None
        while self.serving is not None and self.serving.by == "sdk" and self._asked and self._asked[0].by == "sdk":
            self.serving = replace(self.serving, wanted=self._asked.popleft().wanted or self.serving.wanted)
        return self.serving

    def response_finished(self) -> Request | None:
        """The server's response is over, however it ended; what it served."""
        self.answered = self.answered or (self.spoke and not self.called)
        served, self.running, self.serving = self.serving, None, None
        return served

    def refused(self) -> bool:
        """A request was refused because a response runs: it is wanted again. False when none was outstanding."""
        if not self._asked:
            return False
        lost = self._asked.popleft()
        if lost.wanted:
            self._waiting.appendleft(replace(lost, by="ours"))
        return True

    def give_up(self) -> Request | None:
        """Nothing comes of what was asked for; returns the oldest that is still wanted."""
        lost = next((request for request in self._asked if request.wanted), None)
        self._asked.clear()
        return lost

    # Tools

    def tool_called(self, call_id: str, name: str) -> None:
        """The model called a function."""
        self.called, self.answered = True, False
        self.tools_this_turn += 1
        self._open_tools[call_id] = name

    def tool_answered(self, call_id: str) -> str | None:
        """A function's output went out; returns the function's name the first time."""
        name = self._open_tools.pop(call_id, None)
        if not self._open_tools:
            # The wait is over, and words that were to bridge it would now stand in the answer's way.
            self._waiting = deque(request for request in self._waiting if request.kind != "bridge")
        return name
