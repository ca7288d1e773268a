"""From a raw request to a reply, in the vendor's order of checks.

auth (401), throttle (429), content type (400), resource (404), verb and action (400), office version (400),
permission (401), unknown parameter (400), value formats (400); then the method's own parent rows and business rules.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from receptionist.sandbox.opendental.date_formats import LONGEST_FORMAT, PARAMETERS, Formats
from receptionist.sandbox.opendental.errors import ApiError, bad_request
from receptionist.sandbox.opendental.fields import Args, Field, Kind
from receptionist.sandbox.opendental.keys import Access, Throttle, access_of
from receptionist.sandbox.opendental.method import Call, Method, Reply
from receptionist.sandbox.opendental.office import Office, version_parts
from receptionist.sandbox.opendental.resources.securitylogs import log_write, owner
from receptionist.sandbox.opendental.store import Page, Store, Value

LARGEST_BODY = 1_000_000
LARGEST_UPLOAD = 16_800_000
UPLOAD = "documents/Upload"
_LIMIT, _OFFSET = Field("Limit", Kind.NUMBER), Field("Offset", Kind.NUMBER)


@dataclass(frozen=True)
class RawRequest:
    """What came over the wire. `path` is what follows `/api/v1/`."""

    verb: str
    path: str
    query: str
    authorization: str | None
    content_type: str | None
    body: bytes


@dataclass(frozen=True)
class _Target:
    """A path taken apart: resource, key (None without one) and action."""

    resource: str
    number: int | None
    action: str


class Dispatcher:
    """Finds the method a request means, checks the request against its declaration, and lets it answer."""

    def __init__(self, store: Store, office: Office, methods: Iterable[Method]) -> None:
        self._store = store
        self._office = office
        self._throttle = Throttle(office.clock)
        self._methods = {(m.resource, m.verb, m.keyed, m.action): m for m in methods}
        self._resources = {resource for resource, *_ in self._methods}

    def answer(self, request: RawRequest) -> Reply:
        """The reply. Raises `ApiError` for every refusal. One request is one transaction."""
        access = access_of(request.authorization, self._office.world.file.keys)
        self._throttle.admit(access)
        try:
            return self._checked(request, access)
        finally:
            self._throttle.finished(access)

    def _checked(self, request: RawRequest, access: Access) -> Reply:
        if (request.content_type or "").partition(";")[0].strip().lower() != "application/json":
            raise bad_request("Content-Type must be application/json.")
        target = _target(request.path)
        method = self._method(request.verb, target)
        self._allowed(method, access)
        query, formats = _formats(request.query, self._office)
        args, page = _values(method, request, query, access)
        call = Call(self._store, self._office, access, target.number or 0, args, page)
        with self._store.transaction():
            reply = _audited(method, call) if method.verb != "GET" else method.handler(call)
        return replace(reply, body=formats.applied(reply.body))

    def _method(self, verb: str, target: _Target) -> Method:
        if target.resource not in self._resources:
            raise ApiError(404, f"{target.resource} is not a valid resource.")
        found = self._methods.get((target.resource, verb, target.number is not None, target.action))
        if found is None:
            raise bad_request(f"{target.resource} {verb} {target.action} is not a valid method.")
        return found

    def _allowed(self, method: Method, access: Access) -> None:
        if version_parts(method.since) > self._office.program_version:
            name = f"{method.resource} {method.verb} {method.action}".rstrip()
            raise bad_request(f"{name} requires Open Dental version {method.since} or greater.")
        if method.permission not in access.permissions:
            raise ApiError(401, f"The developer key does not have the {method.permission} permission.")


def _target(path: str) -> _Target:
    parts = path.rstrip("/").split("/")
    resource, rest = parts[0], parts[1:]
    number: int | None = None
    if rest and re.fullmatch(r"-?[0-9]{1,18}", rest[0]):
        number = int(rest.pop(0))
    return _Target(resource, number, "/".join(rest))


def _audited(method: Method, call: Call) -> Reply:
    """A write, and the security log's row about it, in one transaction."""
    patient = owner(call, method)
    reply = method.handler(call)
    log_write(call, method, reply, patient)
    return reply


def _formats(raw: str, office: Office) -> tuple[dict[str, str], Formats]:
    """The query without the two parameters that every method takes, and what these ask for."""
    query = dict(parse_qsl(raw, keep_blank_values=True, errors="replace"))
    date, moment = (query.pop(name, None) for name in PARAMETERS)
    for name, wanted in zip(PARAMETERS, (date, moment), strict=True):
        if wanted is not None and not 0 < len(wanted) <= LONGEST_FORMAT:
            raise bad_request(f"{name} is invalid")
    return query, Formats(date, moment, office.world.time_zone)


def _values(method: Method, request: RawRequest, query: Mapping[str, str], access: Access) -> tuple[Args, Page]:
    declared = {field.name: field for field in method.fields}
    listing = {"Limit": _LIMIT, "Offset": _OFFSET} if method.paged else {}
    in_query = listing | (declared if method.verb == "GET" else {})
    for name in query:
        if name not in in_query:
            raise bad_request(f"'{name}' is not a valid parameter")
    given: Mapping[str, object] = query if method.verb == "GET" else _body(request)
    values: dict[str, Value] = {}
    for field in method.fields:
        raw = given.get(field.name)
        if raw is None or (raw == "" and field.required):
            if field.required:
                raise bad_request(f"{field.name} is required")
        else:
            values[field.name] = field.read(raw)
    return Args(values), _page(query, access)


def _page(query: Mapping[str, str], access: Access) -> Page:
    limit = int(_LIMIT.read(query.get("Limit", access.page_cap)))
    offset = int(_OFFSET.read(query.get("Offset", 0)))
    if limit < 1:
        raise bad_request("Limit is invalid")
    if offset < 0:
        raise bad_request("Offset is invalid")
    return Page(min(limit, access.page_cap), offset)


def largest_body(path: str) -> int:
    """How many bytes a request to `path` may send."""
    return LARGEST_UPLOAD if path.rstrip("/") == UPLOAD else LARGEST_BODY


def _body(request: RawRequest) -> Mapping[str, object]:
    if len(request.body) > largest_body(request.path):
        raise bad_request("The request body is too large.")
    try:
        body = json.loads(request.body) if request.body.strip() else {}
    except (ValueError, RecursionError):
        raise bad_request("The request body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise bad_request("The request body must be a JSON object.")
    return body
