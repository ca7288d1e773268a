"""The process told to stop, and the process killed: running calls finish, and nothing asked for is lost."""

import asyncio
import signal
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from sqlmodel import select

from opendental_client import OpenDentalClient
from receptionist.calls.abandoned import close_abandoned
from receptionist.calls.housekeeper import Housekeeper
from receptionist.calls.offices import Offices
from receptionist.calls.stored import stored_entries
from receptionist.clock import ManualClock
from receptionist.engines.realtime import TEXT
from receptionist.events import CallContinued, CallEnded, LexiSaid
from receptionist.practice.profile import load_profile
from receptionist.settings import ROOT
from receptionist.store.calls import CallRow, MessageRow
from tests.calls.fakes import RecordingCaller
from tests.end_to_end.house import open_house
from tests.end_to_end.process import Service, service

pytestmark = pytest.mark.end_to_end

WISH = ("I'd like a cleaning December 8th at 2 pm, I'm an existing patient", "Dana Okafor 11/2/1988", "yes please")


def later(running: Service, seconds: float) -> ManualClock:
    return ManualClock(running.clock.now() + timedelta(seconds=seconds))


def calls_of(running: Service) -> dict[str, CallRow]:
    with running.database.session() as session:
        return {call.call_id: call for call in session.exec(select(CallRow))}


async def test_a_term_lets_the_call_finish_and_takes_no_new_one(tmp_path: Path) -> None:
    async with service(tmp_path) as running, httpx.AsyncClient(base_url=running.url, trust_env=False) as client:
        async with running.call() as chat:
            await chat.say(WISH[0])
            running.process.send_signal(signal.SIGTERM)
            await _draining(running)
            assert (await client.post("/phone/incoming")).status_code == 503
            async with websockets.connect(f"{running.url.replace('http', 'ws', 1)}/web/text") as refused:
                assert '"busy"' in str(await refused.recv())
            await chat.say(WISH[1])
            assert "is booked for Tuesday" in await chat.say(WISH[2])
            assert await chat.hang_up() == "booked"
        assert await running.ended() == 0
        (call,) = calls_of(running).values()
        assert call.outcome == "booked"


@pytest.mark.parametrize("signals", [(signal.SIGTERM, signal.SIGTERM), (signal.SIGINT,)])
async def test_told_to_stop_now_it_apologises_and_leaves_a_message(
    tmp_path: Path, signals: tuple[signal.Signals, ...]
) -> None:
    async with service(tmp_path) as running, running.call() as chat:
        await chat.say(WISH[0])
        for number in signals:
            running.process.send_signal(number)
            await _draining(running)
        assert "I've left a note for the front desk" in await chat.listen()
        assert chat.last == {"type": "call.ended", "outcome": "failed"}
        assert await running.ended() == 0
        with running.database.session() as session:
            (message,) = session.exec(select(MessageRow))
        assert message.urgency == "urgent"


async def test_the_time_to_finish_is_limited(tmp_path: Path) -> None:
    async with service(tmp_path, DRAIN_SECONDS="1") as running, running.call() as chat:
        running.process.send_signal(signal.SIGTERM)
        assert "I have to end this conversation" in await chat.listen()
        assert await running.ended() == 0


async def test_a_killed_process_loses_no_call_and_no_request(tmp_path: Path) -> None:
    async with service(tmp_path) as running:
        async with AsyncExitStack() as stack:
            chats = [await stack.enter_async_context(running.call()) for _ in range(4)]
            await asyncio.gather(*(chat.say(WISH[0]) for chat in chats[:2]))
            await chats[1].say(WISH[1])
            await chats[2].say("what are your hours?")
            asked = {chat.call_id for chat in chats[:2]}
            everyone = {chat.call_id for chat in chats}
            await _written(running, everyone, {chats[1].call_id: "Shall I book it?", chats[2].call_id: "Monday"})
            running.process.kill()
            await running.ended()
        assert all(call.ended_at is None for call in calls_of(running).values())
        assert await close_abandoned(running.database, later(running, 20), "p_other") == []
        closed = await close_abandoned(running.database, later(running, 120), "p_other")
        assert set(closed) == everyone
        assert await close_abandoned(running.database, later(running, 240), "p_third") == []
        for call_id in everyone:
            last = (await stored_entries(running.database, call_id))[-1].event
            assert isinstance(last, CallEnded)
            assert last.outcome == (
                "failed" if call_id in asked else "answered" if call_id == chats[2].call_id else "abandoned"
            )
        with running.database.session() as session:
            messages = list(session.exec(select(MessageRow)))
        assert {message.call_id for message in messages} == asked


async def _written(running: Service, everyone: set[str], said: dict[str, str]) -> None:
    """Wait until the log writer, which is behind the calls, has caught up with what Lexi `said` in each of them."""
    async with asyncio.timeout(10):
        while not everyone <= calls_of(running).keys():  # noqa: ASYNC110  (the other process tells nobody)
            await asyncio.sleep(0.02)
        for call_id, words in said.items():
            while not await _has_said(running, call_id, words):  # noqa: ASYNC110  (as above)
                await asyncio.sleep(0.02)


async def _has_said(running: Service, call_id: str, words: str) -> bool:
    entries = await stored_entries(running.database, call_id)
    return any(isinstance(entry.event, LexiSaid) and words in entry.event.text for entry in entries)


async def _draining(running: Service) -> None:
    """Wait until the service says that it takes no more calls."""
    async with asyncio.timeout(10), httpx.AsyncClient(base_url=running.url, trust_env=False) as client:
        while (ready := await client.get("/readyz")).json()["status"] != "draining":  # noqa: ASYNC110  (as above)
            await asyncio.sleep(0.02)
    assert ready.status_code == 503


class KillsAtTheWrite:
    """Kills the service while the practice writes the visit that it asked for."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.kill: Any = lambda: None
        self.writes = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].endswith("/appointments"):
            self.writes += 1
            self.kill()
        await self._app(scope, receive, send)


async def test_a_process_killed_in_the_middle_of_a_write_books_once_and_tells_staff(tmp_path: Path) -> None:
    practice: list[KillsAtTheWrite] = []

    def wrap(app: Any) -> Any:
        practice.append(KillsAtTheWrite(app))
        return practice[0]

    profile = load_profile(ROOT / "fixtures/practices/barton.yaml")
    async with service(tmp_path, wrap) as running:
        practice[0].kill = running.process.kill
        async with running.call() as chat:
            for line in WISH[:2]:
                await chat.say(line)
            with pytest.raises(websockets.ConnectionClosed):
                await chat.say(WISH[2])
        await running.ended()
        async with OpenDentalClient(
            base_url=running.dental_url,
            developer_key="sandbox",
            customer_key="recovery",
            time_zone=profile.zone,
        ) as client:
            clock = later(running, 200)
            housekeeper = Housekeeper(client, Offices(client, profile, clock), running.database, clock, "p_other")
            await housekeeper.look()
            await housekeeper.close_calls()
            visits = [visit for visit in await client.appointments.list(pat_num=101) if _at_two(visit.apt_date_time)]
        assert practice[0].writes == 1
        assert len(visits) == 1
        with running.database.session() as session:
            assert len(list(session.exec(select(MessageRow)))) >= 1
        (call,) = calls_of(running).values()
        assert call.ended_at is not None


def _at_two(start: datetime | None) -> bool:
    return start is not None and (start.month, start.day, start.hour) == (12, 8, 14)


async def test_a_call_of_a_killed_process_goes_on_in_another(tmp_path: Path) -> None:
    async with service(tmp_path) as running, running.call() as chat:
        for line in WISH[:2]:
            await chat.say(line)
        await _written(running, {chat.call_id}, {chat.call_id: "Shall I book it?"})
        running.process.kill()
        await running.ended()
        call_id = chat.call_id
    async with open_house(tmp_path) as house:
        caller = RecordingCaller()
        ongoing = house.app.state.switchboard.start("text", TEXT, caller, resumes=call_id)
        await _said(caller, 1)
        assert caller.of("notice") == []
        (first,) = caller.of("utterance")
        assert first[1].startswith("Sorry, I lost you for a second.")
        assert "Shall I book it?" in first[1]
        await ongoing.runner.caller_said("yes please")
        await _said(caller, 2)
        ongoing.runner.hang_up()
        await ongoing.task
        entries = await house.log(call_id)
        assert await close_abandoned(house.database, later(running, 300), "p_third") == []
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.event.how for entry in entries if isinstance(entry.event, CallContinued)] == ["other_process"]
    assert isinstance(entries[-1].event, CallEnded)


async def _said(caller: RecordingCaller, turns: int) -> None:
    """Wait until Lexi has finished so many turns."""
    async with asyncio.timeout(20):
        while len(caller.of("turn_done")) < turns:  # noqa: ASYNC110  (the caller only remembers)
            await asyncio.sleep(0.01)
