"""A Responses request, checked the way the vendor checks it and reduced to what is asked of the model."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from openai import BaseModel
from openai.types.responses import ResponseTextConfig, Tool
from openai.types.responses.response import ToolChoice
from openai.types.responses.response_create_params import ResponseCreateParamsBase
from openai.types.shared import Reasoning
from pydantic import Field, TypeAdapter

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.errors import ApiFault, invalid_type, missing, out_of_range, unknown
from receptionist.sandbox.openai.model import ModelRequest
from receptionist.sandbox.openai.responses.input_items import check_calls_complete, input_items, model_items
from receptionist.sandbox.openai.responses.store import ResponseStore
from receptionist.sandbox.openai.tools import chosen, function_tools

_KNOWN = set(ResponseCreateParamsBase.__annotations__) | {"stream"}


class _Body(BaseModel):
    """The parameters that shape the answer, typed; the others are accepted by name."""

    model: str
    instructions: str | None = None
    tools: list[Any] | None = None
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool | None = None
    previous_response_id: str | None = None
    store: bool | None = None
    stream: bool | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_output_tokens: int | None = None
    max_tool_calls: int | None = None
    metadata: dict[str, str] | None = None
    reasoning: Reasoning | None = None
    text: ResponseTextConfig | None = None
    truncation: Literal["auto", "disabled"] | None = None
    prompt_cache_key: str | None = None
    safety_identifier: str | None = None
    user: str | None = None
    service_tier: str | None = None
    include: list[str] | None = None


_BODY: TypeAdapter[_Body] = TypeAdapter(_Body)
_TOOL: TypeAdapter[Any] = TypeAdapter(Annotated[Tool, Field(discriminator="type")])


@dataclass(frozen=True)
class ResponsesRequest:
    """`body` is the request as it came; `context` everything the model reads, earlier responses included."""

    body: dict[str, Any]
    context: list[dict[str, Any]]
    question: ModelRequest
    stream: bool
    store: bool
    parallel_calls: bool


def parse_request(body: Any, stored: ResponseStore, *, strict: bool) -> ResponsesRequest:
    """The checked request; raises ApiFault with the vendor's status, code and param."""
    if not isinstance(body, dict):
        raise invalid_type("body", "an object", body)
    _check_parameters(body, strict=strict)
    typed = wire.checked(_BODY, body)
    for index, tool in enumerate(typed.tools or []):
        wire.checked(_TOOL, tool, prefix=f"tools[{index}]", drop=1)
    _check_bounds(typed)
    context = _context(body, stored)
    tools = function_tools(body.get("tools") or [], "tools")
    tools, choice = chosen(tools, body.get("tool_choice"), "tool_choice")
    return ResponsesRequest(
        body=body,
        context=context,
        question=ModelRequest(typed.instructions or "", model_items(context), tools, choice),
        stream=typed.stream is True,
        store=typed.store is not False,
        parallel_calls=typed.parallel_tool_calls is not False,
    )


def _check_parameters(body: dict[str, Any], *, strict: bool) -> None:
    if "model" not in body:
        raise missing("model")
    if strict:
        for name in body:
            if name not in _KNOWN:
                raise unknown(name)
    if body.get("conversation") is not None:
        raise ApiFault("Conversation not found: the sandbox keeps none.", param="conversation", status=404)
    if body.get("background"):
        raise ApiFault("Background mode is not available in the sandbox.", code="unsupported_value", param="background")


def _check_bounds(body: _Body) -> None:
    for name, value, low, high in (
        ("temperature", body.temperature, 0.0, 2.0),
        ("top_p", body.top_p, 0.0, 1.0),
        ("max_output_tokens", body.max_output_tokens, 16, 1_000_000),
    ):
        if value is not None and not low <= value <= high:
            raise out_of_range(name, low, high, value)


def _context(body: dict[str, Any], stored: ResponseStore) -> list[dict[str, Any]]:
    previous = body.get("previous_response_id")
    if body.get("input") is None and previous is None:
        message = 'One of "input" or "previous_response_id" or "prompt" or "conversation" must be provided.'
        raise ApiFault(message, code="missing_required_parameter", param="input")
    before = stored.previous(previous) if previous is not None else []
    context = before + [_resolved(item, before) for item in input_items(body.get("input"))]
    check_calls_complete(context)
    return context


def _resolved(item: dict[str, Any], before: list[dict[str, Any]]) -> dict[str, Any]:
    if item.get("type") != "item_reference":
        return item
    for earlier in before:
        if earlier.get("id") == item["id"]:
            return earlier
    raise ApiFault(f"Item with id '{item['id']}' not found.", param="input", status=404)
