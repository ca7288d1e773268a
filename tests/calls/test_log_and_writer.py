"""The log numbers what happens and the writer brings it to the store, also when the store is away for a while."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from receptionist.calls.log import CallLog, Entry
from receptionist.calls.writer import GATHER_SECONDS, LogWriter
from receptionist.clock import ManualClock
from receptionist.events import EVENTS, CallEnded, CallerSaid, CallStarted, Delegated, Event, LexiSaid
from receptionist.store.calls import CallRow, EventRow
from receptionist.store.database import Database

pytestmark = pytest.mark.unit

T = TypeVar("T")
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Any:
    database = Database(f"sqlite:///{tmp_path}/log.db")
    database.migrate()
    yield database
    database.close()


def rows(database: Database) -> list[EventRow]:
    with database.session() as session:
        return list(session.exec(select(EventRow).order_by("sequence")))


def test_entries_are_numbered_and_listeners_hear_them_in_order() -> None:
    log = CallLog("c_1", ManualClock(START))
    heard: list[Entry] = []
    log.listen(heard.append)
    first = log.append(CallStarted(channel="text", practice="P"))
    log.append(CallerSaid(text="hello"))
    assert [entry.sequence for entry in heard] == [1, 2]
    assert first == Entry("c_1", 1, START, CallStarted(channel="text", practice="P"))
    assert log.sequence == 2


def test_a_broken_listener_costs_nobody_else_the_entry() -> None:
    log = CallLog("c_1", ManualClock(START))
    heard: list[Entry] = []

    def broken(_: Entry) -> None:
        raise RuntimeError

    log.listen(broken)
    log.listen(heard.append)
    log.append(CallerSaid(text="hello"))
    assert len(heard) == 1


async def test_what_is_appended_can_be_read_back_as_the_same_events(database: Database) -> None:
    clock = ManualClock(START)
    events: list[Event] = [
        CallStarted(channel="text", practice="P", prompts={"lexi": "abc"}),
        LexiSaid(text="Hi", turn=0),
        CallEnded(outcome="abandoned", reason="caller_hung_up"),
    ]
    async with LogWriter(database, clock) as writer:
        log = CallLog("c_1", clock)
        writer.follow(log)
        for event in events:
            log.append(event)
    stored = rows(database)
    assert [EVENTS.validate_python({**row.payload, "kind": row.kind}) for row in stored] == events
    assert stored[0].at == START
    with database.session() as session:
        call = session.get(CallRow, "c_1")
        assert call is not None
        assert (call.channel, call.outcome, call.ended_at) == ("text", "abandoned", START)


class FlakyDatabase(Database):
    """Refuses the first `failures` transactions."""

    failures = 2

    async def run(self, work: Callable[[Session], T]) -> T:
        if self.failures:
            self.failures -= 1
            raise OperationalError("INSERT", {"text": "a patient's words"}, Exception("locked"))
        return await super().run(work)


async def test_a_store_that_comes_back_gets_everything(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = ManualClock(START)
    flaky = FlakyDatabase(f"sqlite:///{tmp_path}/log.db")
    async with LogWriter(flaky, clock) as writer:
        log = CallLog("c_1", clock)
        writer.follow(log)
        log.append(CallStarted(channel="text", practice="P"))
        log.append(CallerSaid(text="a patient's words"))
        flushed = asyncio.create_task(writer.flush())
        while not flushed.done():
            await clock.advance(1)
            await asyncio.sleep(0.01)
    assert [row.kind for row in rows(database)] == ["call.started", "caller.said"]
    assert "a patient's words" not in caplog.text
    assert "OperationalError" in caplog.text
    flaky.close()


class CountingDatabase(Database):
    """Counts its transactions; `begun` can be acquired once for each."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.transactions = 0
        self.begun = asyncio.Semaphore(0)

    async def run(self, work: Callable[[Session], T]) -> T:
        self.transactions += 1
        self.begun.release()
        return await super().run(work)


async def test_what_nobody_acts_on_waits_for_company(tmp_path: Path, database: Database) -> None:
    clock = ManualClock(START)
    counting = CountingDatabase(f"sqlite:///{tmp_path}/log.db")
    async with LogWriter(counting, clock) as writer:
        log = CallLog("c_1", clock)
        writer.follow(log)
        log.append(CallStarted(channel="text", practice="P"))
        await writer.flush()
        for text in ("one", "two", "three"):
            log.append(CallerSaid(text=text))
            await clock.advance(0.04)
        assert (counting.transactions, len(rows(database))) == (1, 1)
        await clock.advance(GATHER_SECONDS)
        await writer.flush()
        assert (counting.transactions, len(rows(database))) == (2, 4)
    counting.close()


async def test_what_others_must_settle_if_this_process_dies_does_not_wait(tmp_path: Path, database: Database) -> None:
    clock = ManualClock(START)
    counting = CountingDatabase(f"sqlite:///{tmp_path}/log.db")
    async with LogWriter(counting, clock) as writer:
        log = CallLog("c_1", clock)
        writer.follow(log)
        log.append(CallStarted(channel="text", practice="P"))
        await counting.begun.acquire()
        log.append(CallerSaid(text="a cleaning, please"))
        log.append(Delegated(request="book a cleaning"))
        # No time passes on the clock.
        async with asyncio.timeout(5):
            await counting.begun.acquire()
    assert [row.kind for row in rows(database)] == ["call.started", "caller.said", "supervisor.asked"]
    counting.close()


async def test_an_entry_that_is_stored_already_stays_and_the_others_of_its_batch_are_added(database: Database) -> None:
    clock = ManualClock(START)
    for texts in (["one"], ["one, read again", "two"]):
        async with LogWriter(database, clock) as writer:
            log = CallLog("c_1", clock)
            writer.follow(log)
            log.append(CallStarted(channel="text", practice="P"))
            for text in texts:
                log.append(CallerSaid(text=text))
    assert [row.payload.get("text") for row in rows(database)] == [None, "one", "two"]
