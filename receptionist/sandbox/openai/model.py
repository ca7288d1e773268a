"""What the protocol servers ask of a model: the request as it stood on the wire, and the reply to put on it.

The Realtime and the Responses server both reduce a request to a `ModelRequest` and play a `ModelReply` back in their
own event sequences. A model sees instructions, tools and the conversation, and nothing else of the house.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol


@dataclass(frozen=True)
class ToolSpec:
    """A function tool as offered on the wire; `parameters` is its JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A message item: words of the user, the assistant, or of the system or developer."""

    role: Literal["user", "assistant", "system", "developer"]
    text: str


@dataclass(frozen=True)
class Called:
    """A function_call item; `arguments` is the JSON text."""

    call_id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Returned:
    """A function_call_output item."""

    call_id: str
    output: str


Item = Said | Called | Returned


@dataclass(frozen=True)
class ModelRequest:
    """One inference: `instructions` of the session or request, `override` those of this response alone, or empty."""

    instructions: str
    items: tuple[Item, ...]
    tools: tuple[ToolSpec, ...] = ()
    tool_choice: str = "auto"
    override: str = ""

    def offers(self, name: str) -> bool:
        """Whether the tool may be called in this response."""
        return self.tool_choice != "none" and any(tool.name == name for tool in self.tools)


@dataclass(frozen=True)
class Speech:
    """A message to say."""

    text: str


@dataclass(frozen=True)
class Call:
    """A function to call."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ModelReply:
    """The output items of one response, in order."""

    parts: tuple[Speech | Call, ...]


class SandboxModel(Protocol):
    """Anything that can answer a request; must be deterministic and quick (microseconds to a few milliseconds)."""

    def reply(self, request: ModelRequest) -> ModelReply:
        """The reply to this request; never raises for any conversation a caller can have."""
