"""Everything the client raises once a request was attempted.

    OpenDentalError
    ├── BadRequest           400 and undocumented 4xx: the office refused the request and said why
    ├── Unauthorized         401: wrong or disabled key, or the key lacks the permission for this method
    ├── NotFound             404: no such row (or no such resource)
    ├── Gone                 410: the vendor removed this method
    ├── Throttled            429: too many requests; `retry_after` seconds when the server named them
    ├── ServerError          5xx on a read
    ├── Timeout              no answer in time, and nothing was written
    ├── Unreachable          no connection, or the office's eConnector is offline; nothing was written
    ├── InvalidResponse      the reply to a read could not be understood
    └── WriteOutcomeUnknown  a write was sent and its fate is not known: read before writing again

    ValueError
    ├── InvalidArgument             a wrong argument, found before a request left
    └── pydantic.ValidationError    a wrong field of a `...Create` or `...Update` model

No text, attribute or chained exception of these holds a key, a query value, a body, or a patient's data: paths are
templates (`/patients/{PatNum}`) and the vendor's explanations pass through `_redaction`.
"""


class InvalidArgument(ValueError):
    """An argument that can never work. Raised before a request leaves; its text never repeats the value."""


class OpenDentalError(Exception):
    """The root of all errors of this client.

    Attributes: `method` and `path` (a template without row numbers; both "" when unknown) and `status_code`
    (None when there was no reply).
    """

    advice = "The request to Open Dental failed."

    def __init__(
        self, message: str | None = None, *, method: str = "", path: str = "", status_code: int | None = None
    ) -> None:
        where = " ".join(part for part in (method, path) if part)
        text = self.advice if message is None else message
        super().__init__(f"{where}: {text}" if where else text)
        self.method = method
        self.path = path
        self.status_code = status_code


class BadRequest(OpenDentalError):
    """400: refused with an explanation. `explanation` is the vendor's text with everything unknown masked."""

    advice = "Open Dental refused the request."

    def __init__(
        self,
        message: str | None = None,
        *,
        explanation: str = "",
        method: str = "",
        path: str = "",
        status_code: int | None = 400,
    ) -> None:
        text = message if message is not None or not explanation else f"{self.advice} It said: {explanation}"
        super().__init__(text, method=method, path=path, status_code=status_code)
        self.explanation = explanation


class Unauthorized(OpenDentalError):
    """401: check both keys, that the office enabled the customer key, and the key's permissions.

    `permission` is what the method needs by the vendor's name ("ApiPatients"); "" when unknown. The vendor answers a
    wrong key and a missing permission alike; `client.security_perms.list()` tells them apart.
    """

    advice = "The keys were not accepted, or they lack the permission for this method (see GET /securityperms)."

    def __init__(
        self,
        message: str | None = None,
        *,
        permission: str = "",
        method: str = "",
        path: str = "",
        status_code: int | None = 401,
    ) -> None:
        text = message
        if text is None and permission:
            text = f"The keys were not accepted, or they lack the permission {permission} (see GET /securityperms)."
        super().__init__(text, method=method, path=path, status_code=status_code)
        self.permission = permission


class NotFound(OpenDentalError):
    """404: the row does not exist (any more)."""

    advice = "Open Dental has no such row."


class Gone(OpenDentalError):
    """410: the vendor removed this method; the client needs an update."""

    advice = "The vendor has removed this method."


class Throttled(OpenDentalError):
    """429: too many requests. `retry_after` is in seconds, None when the server did not say."""

    advice = "Too many requests for this customer key; slow down or choose the right ThrottleTier."

    def __init__(
        self,
        retry_after: float | None = None,
        message: str | None = None,
        *,
        method: str = "",
        path: str = "",
        status_code: int | None = 429,
    ) -> None:
        super().__init__(message, method=method, path=path, status_code=status_code)
        self.retry_after = retry_after


class ServerError(OpenDentalError):
    """5xx in answer to a read."""

    advice = "The server failed; try again later."


class Timeout(OpenDentalError):
    """No answer in time (504 included), and nothing was written."""

    advice = "Open Dental did not answer in time; try again later."


class Unreachable(OpenDentalError):
    """No connection to the server, or from it to the office. Nothing was written."""

    advice = "The office's Open Dental cannot be reached; check the network and the office's eConnector."


class InvalidResponse(OpenDentalError):
    """The reply to a read was not what the vendor documents."""

    advice = "The reply could not be understood."


class WriteOutcomeUnknown(OpenDentalError):
    """A POST or PUT left, and nobody knows whether it was carried out. Never repeat it blindly: read first."""

    advice = "The write may or may not have been carried out; read the row before trying again."

    def __init__(self, method: str, path: str, message: str | None = None, *, status_code: int | None = None) -> None:
        super().__init__(message, method=method, path=path, status_code=status_code)
