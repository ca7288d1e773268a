"""What this process remembers of each voice engine's health: who is rested after failures, and who may try it again.

An engine that failed several times in a short while rests. After the rest one call tries it; only when that call was
served do others follow, and for a while a single failure sends it back for twice as long. So a service that comes and
goes is not flapped to and fro between.
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field

from receptionist.clock import Clock

LONGEST_REST_SECONDS = 15 * 60.0
TRIAL_SECONDS = 60.0


@dataclass(frozen=True)
class HealthPolicy:
    """`failures` within `window_seconds` send an engine to rest for `rest_seconds`, doubled each time it relapses."""

    failures: int = 3
    window_seconds: float = 60.0
    rest_seconds: float = 60.0


@dataclass
class _Record:
    failures: deque[float] = field(default_factory=deque)
    rest: float = 0.0
    rests_until: float | None = None
    trial_until: float | None = None


class EngineHealth:
    """One per process, shared by its calls. `key` is whatever names an engine."""

    def __init__(self, clock: Clock, policy: HealthPolicy | None = None) -> None:
        self.clock = clock
        self._policy = policy or HealthPolicy()
        self._records: dict[Hashable, _Record] = {}

    def resting(self, key: Hashable) -> bool:
        """Whether the engine is out of use or on trial by one call. Asking changes nothing."""
        record = self._records.get(key)
        return record is not None and record.rests_until is not None

    def admits(self, key: Hashable) -> bool:
        """Whether a call may use the engine now. After a rest only the first who asks may: that is the trial."""
        record, now = self._records.get(key), self.clock.monotonic()
        if record is None or record.rests_until is None:
            return True
        if now < record.rests_until or (record.trial_until is not None and now < record.trial_until):
            return False
        # A call that ends before it could tell must not keep the engine out for good, hence the limit.
        record.trial_until = now + TRIAL_SECONDS
        return True

    def failed(self, key: Hashable) -> None:
        """The engine could not be reached, dropped a call or was stuck."""
        record, now = self._records.setdefault(key, _Record()), self.clock.monotonic()
        if record.rests_until is not None and now < record.rests_until:
            return
        record.failures.append(now)
        while record.failures[0] < now - self._policy.window_seconds:
            record.failures.popleft()
        relapsed = record.rests_until is not None
        if relapsed or len(record.failures) >= self._policy.failures:
            record.rest = min(record.rest * 2 or self._policy.rest_seconds, LONGEST_REST_SECONDS)
            record.rests_until, record.trial_until = now + record.rest, None

    def worked(self, key: Hashable) -> None:
        """The engine served a call: it spoke."""
        record = self._records.get(key)
        if record is None:
            return
        now = self.clock.monotonic()
        if record.rests_until is not None:
            if now < record.rests_until:
                return
            record.rests_until = record.trial_until = None
            # On probation: as many failures are remembered as make the next one send it back.
            record.failures = deque([now] * (self._policy.failures - 1))
        elif record.failures and record.failures[-1] < now - self._policy.window_seconds:
            record.failures.clear()
            record.rest = 0.0
