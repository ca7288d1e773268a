"""Faults on demand: what goes wrong between an office and its client, for chosen requests, when a test asks for it.

latency          the answer comes `seconds` later (adds to any other fault)
econnector_down  400, the office's connector is not running
unauthorized     401
throttled        429 with Retry-After
server_error     500, nothing was written
timeout          504, before the commit or, with `commit`, after it
reset_before     the connection is cut and nothing was written
reset_after      the request is carried out, then the connection is cut without an answer
truncated        the request is carried out, and only half of the answer's bytes arrive
"""

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from receptionist.sandbox.opendental.errors import ApiError


class FaultKind(StrEnum):
    """What goes wrong."""

    LATENCY = "latency"
    ECONNECTOR_DOWN = "econnector_down"
    UNAUTHORIZED = "unauthorized"
    THROTTLED = "throttled"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    TRUNCATED = "truncated"


REFUSALS: Mapping[FaultKind, tuple[int, str]] = {
    FaultKind.ECONNECTOR_DOWN: (400, "The office's eConnector is not running."),
    FaultKind.UNAUTHORIZED: (401, "Developer key or customer key is invalid."),
    FaultKind.THROTTLED: (429, "Too many requests"),
    FaultKind.SERVER_ERROR: (500, "An unexpected error occurred."),
    FaultKind.TIMEOUT: (504, "The request timed out."),
}
_AFTER_COMMIT = (FaultKind.RESET_AFTER, FaultKind.TRUNCATED)


class FaultRequest(BaseModel):
    """A fault as asked for: the next `times` matching requests, or each one with probability `rate`."""

    model_config = ConfigDict(extra="forbid")

    kind: FaultKind
    method: Annotated[str, Field(pattern=r"^(\*|GET|POST|PUT|DELETE)$")] = "*"
    path: Annotated[str, Field(min_length=1, max_length=200)] = "*"
    key: Annotated[str, Field(max_length=64)] = ""
    times: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    rate: Annotated[float | None, Field(gt=0, le=1)] = None
    seed: str = "faults"
    seconds: Annotated[float, Field(ge=0, le=600)] = 1.0
    retry_after: Annotated[int, Field(ge=0, le=3600)] = 1
    commit: bool = False

    @model_validator(mode="after")
    def _one_of(self) -> "FaultRequest":
        if self.times is not None and self.rate is not None:
            raise ValueError("give either times (the next N requests) or rate (a share of them)")
        return self


@dataclass
class Fault:
    """A fault in force, and how often it struck."""

    number: int
    wish: FaultRequest
    left: int | None
    hits: int = 0
    _chance: random.Random = field(default_factory=random.Random)

    def shown(self) -> dict[str, object]:
        """As the admin API answers it."""
        return {"number": self.number, **self.wish.model_dump(mode="json"), "left": self.left, "hits": self.hits}

    @property
    def after_commit(self) -> bool:
        """Whether the request is carried out before it goes wrong."""
        return self.wish.kind in _AFTER_COMMIT or (self.wish.kind is FaultKind.TIMEOUT and self.wish.commit)

    def refusal(self) -> ApiError | None:
        """The API's answer, for the kinds that have one."""
        if self.wish.kind not in REFUSALS:
            return None
        wait = self.wish.retry_after if self.wish.kind is FaultKind.THROTTLED else None
        return ApiError(*REFUSALS[self.wish.kind], retry_after=wait)

    def strikes(self, verb: str, path: str, key: str) -> bool:
        """Whether this request is one of the chosen ones; counts it."""
        wish = self.wish
        if wish.method not in ("*", verb) or not fnmatchcase(path, wish.path) or wish.key not in ("", key):
            return False
        if wish.rate is not None and self._chance.random() >= wish.rate:
            return False
        self.hits += 1
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """The faults in force. A fault whose `times` are used up is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbered = 0
        self._pending: list[Fault] = []

    def add(self, wish: FaultRequest) -> Fault:
        """Put a fault in force; without `times` and `rate` it strikes the next request only."""
        with self._lock:
            self._numbered += 1
            left = None if wish.rate is not None else wish.times or 1
            # Seeded and reproducible on purpose: this is chance for tests, not for secrets.
            fault = Fault(self._numbered, wish, left, _chance=random.Random(wish.seed))  # noqa: S311
            self._pending.append(fault)
            return fault

    def pending(self) -> list[Fault]:
        """Those in force, oldest first."""
        with self._lock:
            return list(self._pending)

    def clear(self, number: int | None = None) -> int:
        """Remove one fault, or all of them; how many there were."""
        with self._lock:
            kept = [fault for fault in self._pending if number is not None and fault.number != number]
            removed = len(self._pending) - len(kept)
            self._pending = kept
            return removed

    def strike(self, verb: str, path: str, key: str) -> tuple[float, Fault | None]:
        """Seconds of latency for this request, and the first other fault that it meets."""
        seconds, found = 0.0, None
        with self._lock:
            for fault in self._pending:
                latency = fault.wish.kind is FaultKind.LATENCY
                if (latency or found is None) and fault.strikes(verb, path, key):
                    seconds += fault.wish.seconds if latency else 0.0
                    found = found if latency else fault
            self._pending = [fault for fault in self._pending if fault.left != 0]
        return seconds, found
