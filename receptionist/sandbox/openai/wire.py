"""The gate every event and body passes: the types of the `openai` package, and its errors in the vendor's words.

The package's unions are not discriminated for pydantic; `Field(discriminator="type")` makes them so, which keeps
errors short and validation fast. The types allow extra fields everywhere; the vendor does not, so `reject_unknown`
looks for them.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args

from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from receptionist.sandbox.openai.errors import ApiFault, invalid_type, invalid_value, missing, unknown

_CLIENT_EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[RealtimeClientEvent, Field(discriminator="type")])
_SERVER_EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[RealtimeServerEvent, Field(discriminator="type")])
_STREAM_EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[ResponseStreamEvent, Field(discriminator="type")])
_RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)


def _types(union: Any) -> list[str]:
    events = get_args(get_args(union)[0])
    return [get_args(event.model_fields["type"].annotation)[0] for event in events]


CLIENT_EVENT_TYPES = _types(RealtimeClientEvent)

# Pydantic names the tried arm of a union inside an error's location: a class, a built-in, or a bracketed type.
_ARM = re.compile(r"^[A-Z]|[\[(]|^(str|int|float|bool|none|dict|list|object)$")
_EXPECTED = {
    "string_type": "a string",
    "int_type": "an integer",
    "int_parsing": "an integer",
    "int_from_float": "an integer",
    "float_type": "a decimal",
    "float_parsing": "a decimal",
    "bool_type": "a boolean",
    "bool_parsing": "a boolean",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}


def client_event(data: dict[str, Any]) -> Any:
    """The typed client event, or an ApiFault; `data["type"]` must be one of CLIENT_EVENT_TYPES."""
    return checked(_CLIENT_EVENT, data, drop=1)


def check_server_event(event: dict[str, Any]) -> None:
    """Raise pydantic's ValidationError when we are about to send what the SDK would reject: our bug."""
    _SERVER_EVENT.validate_python(event)


def check_stream_event(event: dict[str, Any]) -> None:
    """As `check_server_event`, for one event of a Responses stream."""
    _STREAM_EVENT.validate_python(event)


def check_response(body: dict[str, Any]) -> None:
    """As `check_server_event`, for a Responses body."""
    _RESPONSE.validate_python(body)


def checked(adapter: TypeAdapter[Any], data: Any, *, prefix: str = "", drop: int = 0) -> Any:
    """Validate a client's data; the first `drop` parts of an error's location are the discriminator's and left out."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise _fault(error, prefix, drop) from None


def reject_unknown(value: Any, prefix: str = "") -> None:
    """Raise for the first parameter that the types do not know."""
    for param in _extras(value, prefix):
        raise unknown(param)


def _extras(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield _join(path, name)
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from _extras(getattr(value, name), _join(path, name))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _extras(entry, _join(path, index))


def _join(path: str, part: str | int) -> str:
    if isinstance(part, int):
        return f"{path}[{part}]"
    return f"{path}.{part}" if path else part


def _fault(error: ValidationError, prefix: str, drop: int) -> ApiFault:
    problems = _likeliest_arm(error.errors(include_url=False), drop)
    problem = problems[0]
    param = _param(problem["loc"][drop:], prefix)
    kind = problem["type"]
    if kind == "missing":
        return missing(param)
    if kind == "union_tag_not_found":
        return missing(_join(param, "type"))
    if kind == "union_tag_invalid":
        context = problem["ctx"]
        return invalid_value(_join(param, "type"), context["tag"], re.findall(r"'([^']*)'", context["expected_tags"]))
    if kind == "literal_error":
        alike = [p for p in problems if p["type"] == kind and _param(p["loc"][drop:], prefix) == param]
        supported = [word for p in alike for word in re.findall(r"'([^']*)'", p["ctx"]["expected"])]
        return invalid_value(param, problem["input"], list(dict.fromkeys(supported)))
    return invalid_type(param, _EXPECTED.get(kind, "a valid value"), problem["input"])


def _param(loc: tuple[int | str, ...], prefix: str) -> str:
    path = prefix
    for part in loc:
        if isinstance(part, int) or not _ARM.search(part):
            path = _join(path, part)
    return path


def _likeliest_arm(problems: list[Any], drop: int) -> list[Any]:
    """Of a union's failed arms, the one whose `type` and `role` fit: its complaint is the one the client can use."""
    arms: dict[tuple[int | str, ...], list[Any]] = {}
    for problem in problems:
        loc = problem["loc"][drop:]
        cut = next((i + 1 for i, part in enumerate(loc) if isinstance(part, str) and _ARM.search(part)), 0)
        arms.setdefault(loc[:cut], []).append(problem)
    fitting = [arm for arm in arms.values() if not any(p["loc"][-1:] in (("type",), ("role",)) for p in arm)]
    return min(fitting, key=len) if fitting else problems
