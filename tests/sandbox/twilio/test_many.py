"""Several calls at once: what they came to together."""

from datetime import UTC, datetime

import pytest

from receptionist.clock import Clock, ManualClock
from receptionist.sandbox.twilio import many
from receptionist.sandbox.twilio.call import CallResult, Plan
from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwilioError
from receptionist.sandbox.twilio.many import Batch, place_calls
from receptionist.sandbox.twilio.stream import Heard

pytestmark = pytest.mark.unit

PLAN = Plan(("Hello",), "http://127.0.0.1:1", "sandbox")


def test_a_batch_is_summed_up() -> None:
    batch = Batch(
        (
            CallResult("CA1", ended_by="caller", answers=[0.5, 0.7], overlaps=[0.06]),
            CallResult("CA2", ended_by="service", answers=[1.5]),
            CallResult("CA3", gave_up=True),
            CallResult("", problems=["Nobody answers."]),
        )
    )
    assert batch.failed == 2
    assert batch.summary().splitlines() == [
        "4 calls: 2 without problems, 2 with.",
        "Ended by the caller 1, by the service 2.",
        "Seconds from a line's end to Lexi's first sound: median 0.70, longest 1.50, of 3.",
        "Seconds for which Lexi went on when interrupted: median 0.06, longest 0.06, of 1.",
    ]


async def place(outcomes: list[CallResult | TwilioError], monkeypatch: pytest.MonkeyPatch) -> tuple[Batch, list[int]]:
    seeds: list[int] = []

    async def place_call(plan: Plan, clock: Clock, heard: Heard, *, seed: int) -> CallResult:
        seeds.append(seed)
        heard("caller", "Hello")
        outcome = outcomes[seed - 1]
        if isinstance(outcome, TwilioError):
            raise outcome
        return outcome

    monkeypatch.setattr(many, "place_call", place_call)
    told: list[int] = []
    clock = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
    batch = await place_calls(PLAN, clock, len(outcomes), lambda number, who, text: told.append(number))
    assert seeds == told
    return batch, told


async def test_a_call_that_could_not_be_placed_is_a_problem_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    batch, told = await place([CallResult("CA1"), ServiceUnreachable("Nobody answers.")], monkeypatch)
    assert [result.problems for result in batch.results] == [[], ["Nobody answers."]]
    assert told == [1, 2]


async def test_when_none_could_be_placed_the_reason_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ServiceUnreachable):
        await place([ServiceUnreachable("Nobody answers.")] * 2, monkeypatch)
