"""Function tools and tool choice as both APIs send them, reduced to what a model is offered."""

from collections.abc import Mapping, Sequence
from typing import Any

from receptionist.sandbox.openai.errors import ApiFault, missing
from receptionist.sandbox.openai.model import Call, ModelReply, Speech, ToolSpec


def function_tools(tools: Sequence[Mapping[str, Any]], prefix: str) -> tuple[ToolSpec, ...]:
    """The function tools of a request; other kinds run at the vendor, cannot be called here, and are passed over."""
    specs = []
    for index, tool in enumerate(tools):
        if tool.get("type") is None:
            raise missing(f"{prefix}[{index}].type")
        if tool["type"] != "function":
            continue
        if not tool.get("name"):
            raise missing(f"{prefix}[{index}].name")
        specs.append(ToolSpec(tool["name"], tool.get("description") or "", tool.get("parameters") or {}))
    return tuple(specs)


def chosen(tools: tuple[ToolSpec, ...], choice: Any, param: str) -> tuple[tuple[ToolSpec, ...], str]:
    """Tools and choice as the model sees them: a named function becomes "required" with only that tool on offer."""
    if choice is None or isinstance(choice, str):
        return tools, choice or "auto"
    name = choice.get("name")
    if choice.get("type") != "function":
        return tools, "auto"
    only = tuple(tool for tool in tools if tool.name == name)
    if not only:
        raise ApiFault(f"Tool choice '{name}' not found in 'tools' parameter.", code="invalid_value", param=param)
    return only, "required"


def allowed_parts(reply: ModelReply, *, parallel: bool) -> tuple[Speech | Call, ...]:
    """The reply's parts; without parallel tool calls no part after the first call is played."""
    if parallel:
        return reply.parts
    parts: list[Speech | Call] = []
    for part in reply.parts:
        parts.append(part)
        if isinstance(part, Call):
            break
    return tuple(parts)
