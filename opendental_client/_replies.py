"""What a reply means: an error of the right type, or the JSON it carries."""

import json
from decimal import Decimal

import httpx

from opendental_client import _redaction
from opendental_client._errors import (
    BadRequest,
    Gone,
    InvalidResponse,
    NotFound,
    OpenDentalError,
    ServerError,
    Throttled,
    Timeout,
    Unauthorized,
    Unreachable,
    WriteOutcomeUnknown,
)
from opendental_client._permissions import permission_for
from opendental_client._route import Route

_PLAIN_TYPES: dict[int, type[OpenDentalError]] = {404: NotFound, 410: Gone, 504: Timeout}


def error_in(reply: httpx.Response, route: Route) -> OpenDentalError | None:
    """The error a reply stands for, None if it is a success.

    For a write, every answer that does not prove that nothing happened (any 5xx, an undocumented 3xx, and a 400 about
    the connection to the office) is WriteOutcomeUnknown.
    """
    status = reply.status_code
    if reply.is_success:
        return None
    if status == 429:
        return Throttled(_retry_after(reply), method=route.method, path=route.template)
    explanation = _redaction.explanation_in(reply.content)
    offline = status == 400 and _redaction.tells_office_offline(explanation)
    if route.is_write and (status >= 500 or offline):
        return WriteOutcomeUnknown(route.method, route.template, status_code=status)
    if offline:
        return Unreachable(method=route.method, path=route.template, status_code=status)
    if status == 401:
        return Unauthorized(permission=permission_for(route), method=route.method, path=route.template)
    if status in _PLAIN_TYPES:
        return _PLAIN_TYPES[status](method=route.method, path=route.template, status_code=status)
    if status >= 500:
        return ServerError(method=route.method, path=route.template, status_code=status)
    if status >= 400:
        return BadRequest(
            explanation=_redaction.redact(explanation), method=route.method, path=route.template, status_code=status
        )
    if route.is_write:
        return WriteOutcomeUnknown(route.method, route.template, status_code=status)
    return InvalidResponse(f"unexpected status {status}", method=route.method, path=route.template, status_code=status)


def json_in(reply: httpx.Response, route: Route) -> object:
    """The reply's JSON, None when it has no body. Numbers with decimals are Decimals."""
    if not reply.content.strip():
        return None
    try:
        parsed: object = json.loads(reply.content, parse_float=Decimal)
    except ValueError:
        parsed = InvalidResponse("the reply was not JSON", method=route.method, path=route.template)
    # Raised outside the handler: the JSON error holds the document.
    if isinstance(parsed, InvalidResponse):
        raise parsed
    return parsed


def _retry_after(reply: httpx.Response) -> float | None:
    """Seconds of the Retry-After header; None when it is missing or a date (the vendor sends seconds)."""
    try:
        seconds = float(reply.headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
