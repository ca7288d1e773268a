"""The supervisor under its two deadlines, in virtual time: a word to the caller, an exit, and writes waited for."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError

from receptionist.agents.context import CallContext, Deadlines
from receptionist.agents.delegation import CALL_BACK, MOST_RESTARTS, STILL_LOOKING, delegate
from receptionist.clock import ManualClock
from receptionist.events import Delegated, Event, MessageTaken, SupervisorAnswered

pytestmark = pytest.mark.unit


@dataclass
class SlowSupervisor:
    """Takes `seconds`; remembers whether it was cancelled."""

    clock: ManualClock
    seconds: float
    cancelled: bool = False

    async def answer(self, call: CallContext, request: str) -> SupervisorAnswered:
        try:
            await self.clock.sleep(self.seconds)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return SupervisorAnswered(say=f"about {request}", ended="answered", seconds=self.seconds)


@dataclass
class Stage:
    """A call with a clock to turn and everything said and noted kept."""

    clock: ManualClock = field(default_factory=lambda: ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
    said: list[str] = field(default_factory=list)
    noted: list[Event] = field(default_factory=list)
    stored: list[Any] = field(default_factory=list)
    writing: bool = False
    store_fails: bool = False

    async def run(self, work: Any) -> Any:
        if self.store_fails:
            raise OperationalError("INSERT", {}, Exception("away"))
        return work(SimpleNamespace(add=self.stored.append))

    async def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def call(self, supervisor: SlowSupervisor) -> CallContext:
        return cast(
            CallContext,
            SimpleNamespace(
                call_id="c_1",
                clock=self.clock,
                supervisor=supervisor,
                deadlines=Deadlines(soft=6, hard=20),
                authority=self,
                line=self,
                notes=SimpleNamespace(record=self.noted.append),
                database=self,
                supervising=None,
            ),
        )


async def answer_after(stage: Stage, seconds: float, *steps: float) -> tuple[SupervisorAnswered, SlowSupervisor]:
    supervisor = SlowSupervisor(stage.clock, seconds)
    task = asyncio.create_task(delegate(stage.call(supervisor), "a cleaning"))
    for step in steps:
        await stage.clock.advance(step)
    return await task, supervisor


async def test_a_quick_answer_comes_without_a_word() -> None:
    stage = Stage()
    answer, _ = await answer_after(stage, 2, 3)
    assert (answer.say, stage.said) == ("about a cleaning", [])
    assert stage.noted == [Delegated(request="a cleaning"), answer]


async def test_a_slow_answer_is_announced_once_and_still_given() -> None:
    stage = Stage()
    answer, _ = await answer_after(stage, 10, 7, 4)
    assert stage.said == [STILL_LOOKING]
    assert answer.say == "about a cleaning"


async def test_at_the_hard_deadline_there_is_an_exit_and_a_message_for_staff() -> None:
    stage = Stage()
    answer, supervisor = await answer_after(stage, 100, 7, 15)
    assert (answer.say, answer.ended) == (CALL_BACK, "deadline")
    assert supervisor.cancelled
    assert "a cleaning" in stage.stored[0].text
    assert any(isinstance(event, MessageTaken) for event in stage.noted)


async def test_nothing_is_promised_when_the_message_could_not_be_stored() -> None:
    stage = Stage(store_fails=True)
    answer, _ = await answer_after(stage, 100, 7, 15)
    assert "left a note" not in answer.say
    assert not any(isinstance(event, MessageTaken) for event in stage.noted)


async def test_a_write_under_way_is_waited_for_beyond_the_hard_deadline() -> None:
    stage = Stage(writing=True)
    answer, supervisor = await answer_after(stage, 40, 7, 15, 20)
    assert answer.say == "about a cleaning"
    assert not supervisor.cancelled


async def test_hanging_up_takes_the_supervisor_along() -> None:
    stage = Stage()
    supervisor = SlowSupervisor(stage.clock, 100)
    task = asyncio.create_task(delegate(stage.call(supervisor), "x"))
    await stage.clock.advance(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert supervisor.cancelled


async def test_what_the_caller_adds_meanwhile_is_answered_together_and_once() -> None:
    stage = Stage()
    call = stage.call(SlowSupervisor(stage.clock, 4))
    first = asyncio.create_task(delegate(call, "a cleaning"))
    await stage.clock.advance(3)
    second = asyncio.create_task(delegate(call, "on Tuesday"))
    await stage.clock.advance(1)
    superseded = await first
    assert (superseded.say, superseded.ended) == ("", "superseded")
    await stage.clock.advance(4)
    answer = await second
    assert "a cleaning" in answer.say
    assert "on Tuesday" in answer.say
    assert stage.said == []


async def test_a_request_that_writes_is_finished_before_the_next_begins() -> None:
    stage = Stage(writing=True)
    call = stage.call(SlowSupervisor(stage.clock, 4))
    first = asyncio.create_task(delegate(call, "book it"))
    await stage.clock.advance(1)
    second = asyncio.create_task(delegate(call, "and a mirror"))
    await stage.clock.advance(3)
    assert (await first).say == "about book it"
    await stage.clock.advance(4)
    assert (await second).say == "about and a mirror"


async def test_a_caller_who_keeps_adding_gets_an_answer_all_the_same() -> None:
    stage = Stage()
    call = stage.call(SlowSupervisor(stage.clock, 4))
    tasks = []
    for number in range(MOST_RESTARTS + 2):
        tasks.append(asyncio.create_task(delegate(call, f"wish {number}")))
        await stage.clock.advance(1)
    for _ in range(10):
        await stage.clock.advance(1)
    ended = [(await task).ended for task in tasks]
    assert ended == ["superseded"] * MOST_RESTARTS + ["answered", "answered"]
