"""The failover ladder: which voice engines a call tries, in which order, and what comes after the last of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from receptionist.calls.health import EngineHealth
from receptionist.engines.realtime import RealtimeEngine
from receptionist.engines.warm import Reservation


class Rung(StrEnum):
    """The steps a practice may allow, beyond the engine that its calls begin with."""

    AGAIN = "again"
    SECOND = "second"
    GATHER = "gather"


ALL_RUNGS = (Rung.AGAIN, Rung.SECOND, Rung.GATHER)


def key_of(engine: RealtimeEngine) -> tuple[str, str]:
    """What an engine is known by in the health memory."""
    return engine.url, engine.model


@dataclass(frozen=True)
class Ladder:
    """The engines of the house, the preferred one first, and the rungs the policy allows. One per process.

    `remembers` is set where the far end keeps the conversation itself while we are gone, so that it is not replayed.
    """

    engines: Sequence[RealtimeEngine]
    health: EngineHealth
    rungs: Sequence[Rung] = ALL_RUNGS
    remembers: bool = False

    def only(self, engine: RealtimeEngine) -> "Ladder":
        """The ladder of a call that this engine alone can serve: it is attached to again, and that is all."""
        return Ladder((engine,), EngineHealth(self.health.clock), (Rung.AGAIN,), remembers=True)

    def reserved(self, reservation: Reservation) -> "Ladder":
        """The same ladder for one call, which has a socket waiting for it."""
        return replace(self, engines=[replace(engine, reserved=reservation) for engine in self.engines])

    @property
    def likely(self) -> RealtimeEngine | None:
        """The engine that the next call will begin with, as far as is known now; None when none is well."""
        order = self._order(None, again=True)
        return next((engine for engine in order if not self.health.resting(key_of(engine))), None)

    @property
    def first(self) -> RealtimeEngine:
        """The engine that calls begin with while it is well."""
        return self.engines[0]

    @property
    def gathers(self) -> bool:
        """Whether a call may go on by turns without any voice engine."""
        return Rung.GATHER in self.rungs

    def steps(self, current: RealtimeEngine | None, *, again: bool, desperate: bool) -> Iterator[RealtimeEngine]:
        """The engines to try now, in order. `current` is the one that was lost; None at the start of a call.

        `again` is False when `current` has had its second chance in this call. Engines at rest are passed over; if
        that leaves none, `desperate` has them tried all the same, because the caller has no other way on.
        """
        order = self._order(current, again=again)
        tried = False
        for engine in order:
            if self.health.admits(key_of(engine)):
                tried = True
                yield engine
        if desperate and not tried:
            yield from dict.fromkeys(order)

    def has_step(self, current: RealtimeEngine, *, again: bool) -> bool:
        """Whether `steps` would offer anything that is not at rest."""
        return any(not self.health.resting(key_of(engine)) for engine in self._order(current, again=again))

    def _order(self, current: RealtimeEngine | None, *, again: bool) -> list[RealtimeEngine]:
        others = self.engines if Rung.SECOND in self.rungs else self.engines[:1]
        if current is None:
            repeat = [self.first] if Rung.AGAIN in self.rungs else []
            return [self.first, *repeat, *others[1:]]
        repeat = [current] if again and Rung.AGAIN in self.rungs else []
        return repeat + [engine for engine in others if engine != current]
