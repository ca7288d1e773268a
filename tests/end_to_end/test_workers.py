"""Two processes behind one port: calls of every kind in either, turns that come to the other, a death, and an end."""

import asyncio
import functools
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import select

from receptionist.calls.stored import stored_entries
from receptionist.clock import SystemClock
from receptionist.events import CallContinued, CallEnded
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.store.calls import CallRow
from tests.end_to_end.cutter import Cutter
from tests.end_to_end.process import Service, service
from tests.serving import serving

pytestmark = pytest.mark.end_to_end

QUICK = Patience(question=0.3, statement=1.0, hold=10.0, give_up=15.0, utterance_gap=0.2)
WISH = ("I'd like a cleaning next Tuesday at 2", "Dana Okafor, November 2 1988", "yes please", "No, that's all")
ASKS = ("What are your opening hours?", "Goodbye")


@pytest.fixture
async def engine() -> AsyncIterator[tuple[Cutter, str]]:
    """A voice engine that can be made to refuse, and its address."""
    cutter = Cutter(create_openai(SystemClock(), RuleModel()))
    async with serving(cutter) as port:
        yield cutter, f"ws://127.0.0.1:{port}/v1/realtime"


async def ring(running: Service, *lines: str) -> CallResult:
    return await place_call(Plan(lines, running.url, "sandbox", speed=4, patience=QUICK), SystemClock(), seed=1)


def said(result: CallResult, who: str) -> str:
    return " ".join(words for speaker, words in result.transcript if speaker == who)


async def carriers(running: Service) -> dict[str, str]:
    """Which process carries, or carried, each call."""
    return await running.database.run(
        lambda session: {call.call_id: call.carried_by for call in session.exec(select(CallRow))}
    )


async def live(running: Service) -> str:
    async with httpx.AsyncClient(base_url=running.url, trust_env=False, timeout=10) as client:
        return str((await client.get("/readyz")).json()["checks"]["workers"]["detail"])


async def until(true: Callable[[], Any]) -> None:
    """Wait until `true` says so: other processes tell nobody."""
    async with asyncio.timeout(60):
        while not await true():  # noqa: ASYNC110  (as above)
            await asyncio.sleep(0.05)


async def worker_of(running: Service) -> int:
    """The process id of one of the workers."""
    path = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    return int((await asyncio.to_thread(path.read_text)).split()[0])


async def test_two_workers_are_one_service(tmp_path: Path, engine: tuple[Cutter, str]) -> None:
    cutter, address = engine
    async with service(tmp_path, WORKERS="2", OPENAI_REALTIME_URL=address) as running:
        await until(lambda: is_live(running, "2 of 2 live"))
        await calls_of_every_kind(running)
        cutter.refuse = True
        # Sockets that were opened for calls whose stream came to the other process would still serve.
        cutter.cut()
        await calls_by_turns(running)
        cutter.refuse = False
        os.kill(await worker_of(running), signal.SIGKILL)
        await until(lambda: is_live(running, "1 of 2 live"))
        # The worker that is left may let the engine rest after what it did before; somebody answers all the same.
        result = await ring(running, *ASKS)
        assert "Our hours" in said(result, "lexi") + said(result, "phone")
        await until(lambda: is_live(running, "2 of 2 live"))
        async with running.call() as chat:
            running.process.send_signal(signal.SIGTERM)
            assert "hours" in await chat.say(ASKS[0])
            assert await chat.hang_up() == "answered"
        assert await running.ended() == 0


async def is_live(running: Service, detail: str) -> bool:
    try:
        return await live(running) == detail
    except httpx.TransportError:
        # A connection that the worker had taken when it was killed.
        return False


async def calls_of_every_kind(running: Service) -> None:
    """Telephone calls at once, one of which books, and typed ones until both processes carry some."""
    async with AsyncExitStack() as stack:
        results = await asyncio.gather(ring(running, *WISH), *(ring(running, *ASKS) for _ in range(3)))
        while len(set((await carriers(running)).values())) < 2:
            await stack.enter_async_context(running.call())
    assert [result.problems for result in results] == [[], [], [], []]
    assert "is booked for Tuesday" in said(results[0], "lexi")


async def calls_by_turns(running: Service) -> None:
    """Every webhook of these may come to either process; each turn is answered, and nobody meets the voicemail."""
    before = set(await carriers(running))
    results = await asyncio.gather(*(ring(running, *ASKS) for _ in range(3)))
    for result in results:
        assert result.problems == []
        assert "Our hours" in said(result, "phone")
    for call_id in set(await carriers(running)) - before:
        await until(functools.partial(is_ended, running, call_id))
        events = [entry.event for entry in await stored_entries(running.database, call_id)]
        assert [event.how for event in events if isinstance(event, CallContinued)] == ["by_turns"]
        assert isinstance(events[-1], CallEnded)
        assert events[-1].outcome == "answered"


async def is_ended(running: Service, call_id: str) -> bool:
    return isinstance((await stored_entries(running.database, call_id))[-1].event, CallEnded)
