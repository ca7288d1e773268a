"""What clients did wrong, as the vendor says it: one type for the HTTP body and for the Realtime `error` event.

ApiFault
  - status: the HTTP status it has over HTTP (400 unless told)
  - message, type, code, param: the four fields of the vendor's error object
"""

from typing import Any


class ApiFault(Exception):
    """A request or event that is refused; its message is a sentence the client's developer can act on."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        type: str = "invalid_request_error",
        status: int = 400,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
        self.type = type
        self.status = status

    def body(self) -> dict[str, Any]:
        """The HTTP error body."""
        return {"error": {"message": self.message, "type": self.type, "param": self.param, "code": self.code}}

    def event_error(self, client_event_id: str | None) -> dict[str, Any]:
        """The `error` field of a Realtime `error` event that answers the client event with this id."""
        return {**self.body()["error"], "event_id": client_event_id}


def missing(param: str) -> ApiFault:
    """A required parameter that is not there."""
    return ApiFault(f"Missing required parameter: '{param}'.", code="missing_required_parameter", param=param)


def unknown(param: str) -> ApiFault:
    """A parameter the API does not have."""
    return ApiFault(f"Unknown parameter: '{param}'.", code="unknown_parameter", param=param)


def invalid_value(param: str, value: object, supported: list[str]) -> ApiFault:
    """A value outside the ones allowed."""
    shown = str(value)[:80]
    message = f"Invalid value: '{shown}'. Supported values are: {_listed(supported)}."
    return ApiFault(message, code="invalid_value", param=param)


def invalid_type(param: str, expected: str, value: object) -> ApiFault:
    """A value of the wrong JSON type."""
    message = f"Invalid type for '{param}': expected {expected}, but got {json_type(value)} instead."
    return ApiFault(message, code="invalid_type", param=param)


def out_of_range(param: str, low: float, high: float, value: float) -> ApiFault:
    """A number outside its bounds."""
    return ApiFault(
        f"Invalid '{param}': expected a value between {low:g} and {high:g}, but got {value:g} instead.",
        code="invalid_value",
        param=param,
    )


def unauthenticated() -> ApiFault:
    """No API key came with the request."""
    return ApiFault("Missing bearer or basic authentication in header", status=401)


def model_failed() -> ApiFault:
    """The model raised; the client may try again."""
    message = "The server had an error while processing your request. Sorry about that!"
    return ApiFault(message, type="server_error", code="server_error", status=500)


def json_type(value: object) -> str:
    """The JSON name of a Python value's type, with its article."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int):
        return "an integer"
    if isinstance(value, float):
        return "a decimal"
    if isinstance(value, str):
        return "a string"
    return "an array" if isinstance(value, list) else "an object"


def _listed(words: list[str]) -> str:
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    if len(quoted) == 2:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]
