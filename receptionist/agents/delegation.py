"""Lexi's request to the supervisor, under two deadlines: a soft one with a word to the caller, a hard one with an exit.

A write to Open Dental that has begun is waited for beyond the hard deadline: the caller must hear what really happened.
A caller who adds something while the supervisor works is answered once: the earlier request is given up and becomes a
part of the newer one, unless it is writing; then it is finished first.
"""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext, Supervising
from receptionist.agents.messages import leave_message
from receptionist.clock import Clock
from receptionist.events import Delegated, SupervisorAnswered

logger = logging.getLogger(__name__)

STILL_LOOKING = "I'm still looking into that for you. Thanks for holding."
WRITE_GRACE_SECONDS = 45.0
# A caller who keeps adding would otherwise never get an answer.
MOST_RESTARTS = 2
CALL_BACK = (
    "I'm sorry, this is taking longer than it should. I've left a note for the front desk about it. "
    "If you give me a number, someone can call you back."
)


async def delegate(call: CallContext, request: str) -> SupervisorAnswered:
    """Ask the supervisor and return what Lexi should say, at the latest when the hard deadline is up.

    Ends "superseded", with nothing to say, when a newer request has taken this one along.
    """
    started = call.clock.monotonic()
    request, restarts = await _take_along(call, request)
    call.notes.record(Delegated(request=request))
    work = asyncio.create_task(call.supervisor.answer(call, request), name="supervisor")
    mine = call.supervising = Supervising(request, work, restarts)
    try:
        if not await _done_within(work, call.clock, call.deadlines.soft):
            await call.line.say(STILL_LOOKING)
            await _done_within(work, call.clock, call.deadlines.hard - call.deadlines.soft)
        if not work.done() and call.authority.writing:
            await _done_within(work, call.clock, WRITE_GRACE_SECONDS)
        if work.cancelled():
            answer = SupervisorAnswered(say="", ended="superseded", seconds=call.clock.monotonic() - started)
        elif work.done():
            answer = work.result()
        else:
            answer = await _give_up(call, request, started)
    finally:
        if call.supervising is mine:
            call.supervising = None
        if not work.done():
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
    call.notes.record(answer)
    return answer


async def _take_along(call: CallContext, request: str) -> tuple[str, int]:
    """The request with what an earlier one left unanswered, and how often that began anew.

    The earlier one is cancelled; one that writes, or was begun anew too often, is waited for instead, and answers by
    itself.
    """
    while (earlier := call.supervising) is not None and not earlier.work.done():
        if not call.authority.writing and earlier.restarts < MOST_RESTARTS:
            earlier.work.cancel()
            await asyncio.wait({earlier.work})
            return f"{earlier.request}\nMeanwhile the caller added: {request}", earlier.restarts + 1
        await asyncio.wait({earlier.work})
    return request, 0


async def _give_up(call: CallContext, request: str, started: float) -> SupervisorAnswered:
    say = CALL_BACK
    try:
        await leave_message(call, f"Lexi could not finish this request in time: {request}", None, "routine")
    except SQLAlchemyError as error:
        logger.error("A message for staff could not be stored: %s", type(error).__name__)  # noqa: TRY400
        say = "I'm sorry, this is taking longer than it should. Please call the office again in a little while."
    return SupervisorAnswered(say=say, ended="deadline", seconds=call.clock.monotonic() - started)


async def _done_within(task: "asyncio.Task[SupervisorAnswered]", clock: Clock, seconds: float) -> bool:
    timer = asyncio.create_task(clock.sleep(seconds))
    try:
        await asyncio.wait({task, timer}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        timer.cancel()
    return task.done()
