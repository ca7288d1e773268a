"""The wire read once: tool exchanges with arguments and results as mappings, and calls built to a tool's schema."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from receptionist.sandbox.openai.model import Call, ModelRequest, ToolSpec

SUPERVISOR = "getNextResponseFromSupervisor"


@dataclass(frozen=True)
class Exchange:
    """One tool call with its result; `text` is the raw output, `result` its JSON object ({} when it is none)."""

    name: str
    arguments: Mapping[str, Any]
    result: Mapping[str, Any]
    text: str

    @property
    def status(self) -> str:
        """The result's status, or the empty string."""
        return words(self.result.get("status"))

    @property
    def say(self) -> str:
        """The sentence the tool wants said, or the empty string."""
        return words(self.result.get("say"))


def read_object(text: str) -> Mapping[str, Any]:
    """The JSON object in the text, or an empty mapping."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def words(value: object) -> str:
    """A text value of a result: strings as they are (trimmed), everything else as nothing."""
    return value.strip() if isinstance(value, str) else ""


def number(value: object) -> int | None:
    """A whole-number value of a result, tolerating digits in a string."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def objects(value: object) -> list[Mapping[str, Any]]:
    """The JSON objects of a list value."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def build_call(request: ModelRequest, name: str, **arguments: object) -> Call:
    """A call with exactly the parameters the tool's schema names; the ones not given are null (strict schemas)."""
    spec = next((tool for tool in request.tools if tool.name == name), None)
    known = _parameters(spec)
    if not known:
        return Call(name, {key: value for key, value in arguments.items() if value is not None})
    return Call(name, {key: arguments.get(key) for key in known})


def _parameters(spec: ToolSpec | None) -> tuple[str, ...]:
    properties = spec.parameters.get("properties") if spec else None
    return tuple(properties) if isinstance(properties, Mapping) else ()


def spoken_output(text: str) -> str:
    """What a tool output says aloud: its "say" when it is JSON, else the text itself."""
    if not text.strip().startswith("{"):
        return text.strip()
    result = read_object(text)
    for key in ("say", "text", "message", "read_back"):
        if words(result.get(key)):
            return words(result.get(key))
    return ""
