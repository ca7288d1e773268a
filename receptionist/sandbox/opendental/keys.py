"""Customer keys: what a key may do, how many rows a page holds for it, and how often it may ask.

Any `ODFHIR sandbox/<name>` is a key. A key the world does not name is unthrottled, as in the vendor's Local mode; the
throttled tiers are Remote mode: one request a second (paid), one in five seconds including the request's own time
(read only), one in half a second (enterprise).
"""

import math
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from receptionist.clock import Clock
from receptionist.sandbox.opendental.errors import ApiError
from receptionist.sandbox.opendental.world_file import Tier

INTERVALS: Mapping[Tier, float] = {"none": 0.0, "enterprise": 0.5, "paid": 1.0, "read_only": 5.0}


class Permission(StrEnum):
    """The vendor's permissions of a developer key, in its own spelling and order."""

    READ_ALL = "ApiReadAll"
    ALL_OTHERS = "ApiAllOthers"
    COMM = "ApiComm"
    DOCUMENTS = "ApiDocuments"
    QUERIES = "ApiQueries"
    APPOINTMENTS = "ApiAppointments"
    INSURANCE_SIMPLE = "ApiInsuranceSimple"
    INSURANCE = "ApiInsurance"
    PATIENTS = "ApiPatients"
    PAYMENTS = "ApiPayments"
    PAY_PLANS = "ApiPayPlans"
    PROCEDURE_LOGS = "ApiProcedureLogs"
    SETUP = "ApiSetup"
    TEXTING_ASAP = "ApiTextingASAP"
    ENTERPRISE = "ApiEnterprise"


@dataclass(frozen=True)
class Access:
    """One customer key's rights."""

    name: str
    tier: Tier
    permissions: frozenset[Permission]
    page_cap: int


def access_of(authorization: str | None, keys: Mapping[str, Tier]) -> Access:
    """The key an Authorization header names. Raises 401 for anything but `ODFHIR sandbox/<name>`."""
    match = re.fullmatch(r"ODFHIR sandbox/([A-Za-z0-9._-]{1,64})", authorization or "")
    if not match:
        raise ApiError(401, "Developer key or customer key is invalid.")
    tier = keys.get(match[1], "none")
    special = {Permission.ENTERPRISE, Permission.TEXTING_ASAP}
    permissions = frozenset(Permission) - (set() if tier == "enterprise" else special)
    if tier == "read_only":
        permissions = frozenset({Permission.READ_ALL})
    return Access(match[1], tier, permissions, 100 if tier in ("paid", "read_only") else 1000)


class Throttle:
    """Per customer key: when it may ask again, on the clock's monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def admit(self, access: Access) -> None:
        """Let a request in, or raise 429 with the seconds to wait. A refused request does not push the time on."""
        interval = INTERVALS[access.tier]
        if not interval:
            return
        with self._lock:
            wait = self._free_at.get(access.name, -math.inf) - self._clock.monotonic()
            if wait > 0:
                raise ApiError(429, "Too many requests", retry_after=max(1, math.ceil(wait)))
            self._free_at[access.name] = self._clock.monotonic() + interval

    def finished(self, access: Access) -> None:
        """Note the end of a request: a read-only key's interval begins only then."""
        if access.tier == "read_only":
            with self._lock:
                self._free_at[access.name] = self._clock.monotonic() + INTERVALS[access.tier]
