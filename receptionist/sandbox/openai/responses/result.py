"""The `Response` object: what was asked, echoed; what the model said, as output items; what it cost."""

import json
import math
from typing import Any

from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.model import Call, Speech
from receptionist.sandbox.openai.responses.request import ResponsesRequest
from receptionist.sandbox.openai.usage import item_tokens, responses_usage, text_tokens, tool_tokens

OutputItem = dict[str, Any]


def output_items(parts: tuple[Speech | Call, ...], limit: int | None) -> list[OutputItem]:
    """The model's reply as output items; text beyond `limit` tokens is cut off, which leaves its item incomplete."""
    items: list[OutputItem] = []
    left = math.inf if limit is None else limit
    for part in parts:
        if isinstance(part, Speech):
            needed = text_tokens(part.text)
            if needed > left:
                items.append(_output_item(Speech(part.text[: int(left) * 4]), "incomplete"))
                break
            left -= needed
        items.append(_output_item(part, "completed"))
    return items


def _output_item(part: Speech | Call, status: str) -> OutputItem:
    if isinstance(part, Speech):
        content = {"type": "output_text", "annotations": [], "logprobs": [], "text": part.text}
        return {
            "id": new_id("msg"),
            "type": "message",
            "status": status,
            "content": [content],
            "role": "assistant",
        }
    return {
        "id": new_id("fc"),
        "type": "function_call",
        "status": status,
        "arguments": json.dumps(dict(part.arguments), ensure_ascii=False),
        "call_id": new_id("call"),
        "name": part.name,
    }


def blank_response(request: ResponsesRequest, created_at: int) -> dict[str, Any]:
    """The response in progress: everything echoed, nothing said yet. `created_at` is in seconds since the epoch."""
    body = request.body
    text = {"format": {"type": "text"}, "verbosity": "medium"} | (body.get("text") or {})
    reasoning = {"effort": None, "summary": None} | (body.get("reasoning") or {})
    return {
        "id": new_id("resp"),
        "object": "response",
        "created_at": created_at,
        "status": "in_progress",
        "background": False,
        "completed_at": None,
        "error": None,
        "incomplete_details": None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "max_tool_calls": body.get("max_tool_calls"),
        "model": body["model"],
        "output": [],
        "parallel_tool_calls": request.parallel_calls,
        "previous_response_id": body.get("previous_response_id"),
        "prompt_cache_key": body.get("prompt_cache_key"),
        "reasoning": reasoning,
        "safety_identifier": body.get("safety_identifier"),
        "service_tier": "default",
        "store": request.store,
        "temperature": _or(body.get("temperature"), 1.0),
        "text": text,
        "tool_choice": body.get("tool_choice") or "auto",
        "tools": body.get("tools") or [],
        "top_logprobs": 0,
        "top_p": _or(body.get("top_p"), 1.0),
        "truncation": body.get("truncation") or "disabled",
        "usage": None,
        "user": body.get("user"),
        "metadata": body.get("metadata") or {},
    }


def finished(
    blank: dict[str, Any], output: list[OutputItem], usage: dict[str, Any], completed_at: int
) -> dict[str, Any]:
    """The finished response: completed, or incomplete when its last item was cut off."""
    if output and output[-1]["status"] == "incomplete":
        details: dict[str, Any] = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    else:
        details = {"status": "completed", "completed_at": completed_at}
    return blank | details | {"output": output, "usage": usage}


def failed(blank: dict[str, Any], message: str) -> dict[str, Any]:
    """The response after the model failed."""
    return blank | {"status": "failed", "error": {"code": "server_error", "message": message}}


def prompt_beginning(request: ResponsesRequest) -> int:
    """Tokens of the part of the prompt that stays the same from turn to turn."""
    return text_tokens(request.question.instructions) + tool_tokens(request.question.tools)


def usage_of(request: ResponsesRequest, output: list[OutputItem]) -> dict[str, Any]:
    """Tokens used. What a client resends word for word, all but the newest items, counts as cached once it is long."""
    items = [item_tokens(item) for item in request.question.items]
    prompt = prompt_beginning(request) + sum(items)
    older = prompt_beginning(request) + sum(items[:-2]) if len(items) > 2 else 0
    cached = older // 128 * 128 if older >= 1024 else 0
    produced = sum(text_tokens(_produced_text(item)) for item in output)
    return responses_usage(prompt, cached, produced)


def _produced_text(item: OutputItem) -> str:
    if item["type"] == "message":
        return str(item["content"][0]["text"])
    return f"{item['name']}{item['arguments']}"


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
