"""Several calls at once, and what they came to together."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from receptionist.clock import Clock
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.errors import TwilioError

HeardOf = Callable[[int, str, str], None]


@dataclass(frozen=True)
class Batch:
    """Calls that were placed together, in order; what could not be placed stands as a problem of its result."""

    results: tuple[CallResult, ...]

    @property
    def failed(self) -> int:
        """How many had problems or a caller who gave up."""
        return sum(bool(result.problems) or result.gave_up for result in self.results)

    def summary(self) -> str:
        """The batch in a few lines for whoever placed it. Seconds are those of the calls."""
        results = self.results
        calls = "1 call" if len(results) == 1 else f"{len(results)} calls"
        lines = [
            f"{calls}: {len(results) - self.failed} without problems, {self.failed} with.",
            f"Ended by the caller {_count(results, 'caller')}, by the service {_count(results, 'service')}.",
            _spread("Seconds from a line's end to Lexi's first sound", [s for r in results for s in r.answers]),
        ]
        overlaps = [seconds for result in results for seconds in result.overlaps]
        if overlaps:
            lines.append(_spread("Seconds for which Lexi went on when interrupted", overlaps))
        return "\n".join(lines)


async def place_calls(plan: Plan, clock: Clock, count: int, heard: HeardOf) -> Batch:
    """Place `count` calls of the same plan at once; `heard(number, who, text)` counts calls from 1.

    Raises `TwilioError` when none could be placed.
    """

    async def one(number: int) -> CallResult | TwilioError:
        try:
            seed = plan.manner.seed + number
            own = replace(plan, manner=replace(plan.manner, seed=seed))
            return await place_call(own, clock, lambda who, text: heard(number, who, text), seed=seed)
        except TwilioError as error:
            return error

    outcomes = await asyncio.gather(*(one(number) for number in range(1, count + 1)))
    errors = [outcome for outcome in outcomes if isinstance(outcome, TwilioError)]
    if len(errors) == count:
        raise errors[0]
    return Batch(
        tuple(
            CallResult("", problems=[str(outcome)]) if isinstance(outcome, TwilioError) else outcome
            for outcome in outcomes
        )
    )


def place_calls_now(plan: Plan, clock: Clock, count: int, heard: HeardOf) -> Batch:
    """`place_calls` for code that isn't asynchronous."""
    return asyncio.run(place_calls(plan, clock, count, heard))


def _count(results: Sequence[CallResult], who: str) -> int:
    return sum(result.ended_by == who for result in results if result.call_sid)


def _spread(what: str, seconds: list[float]) -> str:
    if not seconds:
        return f"{what}: none."
    return f"{what}: median {median(seconds):.2f}, longest {max(seconds):.2f}, of {len(seconds)}."
