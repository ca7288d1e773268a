"""The `input` of a Responses request: every item kind a client may send, checked and reduced to what a model reads."""

from collections.abc import Sequence
from typing import Any

from openai.types.responses import ResponseFunctionToolCall
from openai.types.responses.response_input_item import FunctionCallOutput, ItemReference
from pydantic import TypeAdapter

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.errors import ApiFault, invalid_type, invalid_value, missing
from receptionist.sandbox.openai.model import Called, Item, Returned, Said

_ROLES = ["assistant", "system", "developer", "user"]
_PARTS = {
    "assistant": ["output_text", "refusal"],
    "user": ["input_text", "input_image", "input_file"],
    "system": ["input_text", "input_image", "input_file"],
    "developer": ["input_text", "input_image", "input_file"],
}
# A model reads these; the other kinds that the vendor knows say nothing to it and are passed over.
_READ = ["message", "function_call", "function_call_output", "item_reference"]
_PASSED_OVER = [
    "reasoning",
    "file_search_call",
    "computer_call",
    "computer_call_output",
    "web_search_call",
    "image_generation_call",
    "code_interpreter_call",
    "local_shell_call",
    "local_shell_call_output",
    "mcp_list_tools",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call",
    "custom_tool_call",
    "custom_tool_call_output",
    "compaction",
]
_CALL: TypeAdapter[ResponseFunctionToolCall] = TypeAdapter(ResponseFunctionToolCall)
_OUTPUT: TypeAdapter[FunctionCallOutput] = TypeAdapter(FunctionCallOutput)
_REFERENCE: TypeAdapter[ItemReference] = TypeAdapter(ItemReference)


def input_items(given: Any) -> list[dict[str, Any]]:
    """The items of an `input`, a plain string being one user message; raises ApiFault for what is not an item."""
    if given is None:
        return []
    if isinstance(given, str):
        return [{"type": "message", "role": "user", "content": given}]
    if not isinstance(given, list):
        raise invalid_type("input", "a string or an array", given)
    for index, item in enumerate(given):
        _check_item(item, f"input[{index}]")
    return given


def model_items(context: Sequence[dict[str, Any]]) -> tuple[Item, ...]:
    """The checked items as a model reads them."""
    read = (_model_item(item) for item in context)
    return tuple(item for item in read if item is not None)


def check_calls_complete(context: Sequence[dict[str, Any]]) -> None:
    """Raise the vendor's 400 unless every function call has its output and every output comes after its call."""
    called: set[str] = set()
    returned: set[str] = set()
    for item in context:
        call_id = item.get("call_id") or ""
        if item.get("type") == "function_call":
            called.add(call_id)
        elif item.get("type") == "function_call_output":
            if call_id not in called:
                raise ApiFault(f"No tool call found for function call output with call_id {call_id}.", param="input")
            returned.add(call_id)
    for item in context:
        if item.get("type") == "function_call" and item["call_id"] not in returned:
            raise ApiFault(f"No tool output found for function call {item['call_id']}.", param="input")


def _kind(item: dict[str, Any]) -> Any:
    return item.get("type") or ("message" if "role" in item else None)


def _check_item(item: Any, param: str) -> None:
    if not isinstance(item, dict):
        raise invalid_type(param, "an object", item)
    kind = _kind(item)
    if kind is None:
        raise missing(f"{param}.type")
    if kind == "message":
        _check_message(item, param)
    elif kind == "function_call":
        wire.checked(_CALL, item, prefix=param)
    elif kind == "function_call_output":
        wire.checked(_OUTPUT, item, prefix=param)
        if not item.get("call_id"):
            raise missing(f"{param}.call_id")
    elif kind == "item_reference":
        wire.checked(_REFERENCE, item, prefix=param)
    elif kind not in _PASSED_OVER:
        raise invalid_value(f"{param}.type", kind, _READ + _PASSED_OVER)


def _check_message(item: dict[str, Any], param: str) -> None:
    role = item.get("role")
    if role is None:
        raise missing(f"{param}.role")
    if role not in _ROLES:
        raise invalid_value(f"{param}.role", role, _ROLES)
    content = item.get("content")
    if content is None:
        raise missing(f"{param}.content")
    if isinstance(content, str):
        return
    if not isinstance(content, list):
        raise invalid_type(f"{param}.content", "a string or an array", content)
    for index, part in enumerate(content):
        _check_part(part, role, f"{param}.content[{index}]")


def _check_part(part: Any, role: str, param: str) -> None:
    if not isinstance(part, dict):
        raise invalid_type(param, "an object", part)
    kind = part.get("type")
    if kind is None:
        raise missing(f"{param}.type")
    if kind not in _PARTS[role]:
        raise invalid_value(f"{param}.type", kind, _PARTS[role])
    if kind in ("input_text", "output_text"):
        if "text" not in part:
            raise missing(f"{param}.text")
        if not isinstance(part["text"], str):
            raise invalid_type(f"{param}.text", "a string", part["text"])


def _model_item(item: dict[str, Any]) -> Item | None:
    kind = _kind(item)
    if kind == "message":
        return Said(item["role"], _text(item["content"]))
    if kind == "function_call":
        return Called(item["call_id"], item["name"], item["arguments"])
    if kind == "function_call_output":
        return Returned(item["call_id"], _text(item["output"]))
    return None


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    texts = [part.get("text") or part.get("refusal") or "" for part in content]
    return "\n".join(text for text in texts if text)
