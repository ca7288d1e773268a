"""A caller who hangs up in every possible state: each call is finished, logged, and leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from receptionist.clock import SystemClock
from receptionist.events import CallEnded
from receptionist.sandbox.twilio.call import LEAVES, REPORTS, CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.store.calls import CallRow
from receptionist.store.phone import PhoneCallRow, TransferRow
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

QUICK = Patience(question=0.3, statement=1.0, hold=10.0, give_up=15.0, utterance_gap=0.2)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Barton Dental with its telephone, on Monday, November 30, 2026."""
    async with open_house(tmp_path, TWILIO_AUTH_TOKEN="sandbox") as opened:
        settings = opened.app.state.settings
        opened.app.state.settings = settings.model_copy(update={"public_url": opened.url})
        yield opened


def plans(url: str) -> list[Plan]:
    """One caller for every state in which one can hang up, reports of whose calls arrive in every order.

    Hanging up at the tone is in `test_phone_bad_input`: it takes three transfers to get there.
    """
    quiet = Plan(("I'd like a cleaning next Tuesday at 2",), url, "sandbox", speed=8, patience=QUICK)
    reports = [name for name in REPORTS if name != "last only"]
    return [
        replace(
            quiet,
            leaves=leaves,
            lines=("0",) if leaves in ("dialling", "whisper") else quiet.lines,
            reports=reports[number % len(reports)],
        )
        for number, leaves in enumerate(LEAVES)
        if leaves != "recording"
    ]


async def test_a_caller_may_hang_up_at_any_time(house: House) -> None:
    before = set(asyncio.all_tasks())
    results = await asyncio.gather(*(place_call(plan, SystemClock()) for plan in plans(house.url)))
    assert [result.problems for result in results] == [[]] * len(results)
    assert {result.ended_by for result in results} == {"caller"}
    await everything_is_over(house, results)
    left = {task.get_name() for task in asyncio.all_tasks() - before if not task.done()}
    assert not {name for name in left if name.startswith(("phone", "call "))}


async def everything_is_over(house: House, results: list[CallResult]) -> None:
    async with asyncio.timeout(20):
        await asyncio.gather(*(call.task for call in house.app.state.switchboard.running))
    desk = house.app.state.phone_desk
    await desk.ledger.close()
    await house.app.state.writer.flush()
    assert not any(desk.calls.streams(result.call_sid) for result in results)
    with house.database.session() as session:
        calls = session.exec(select(CallRow)).all()
        telephones = {row.call_sid: row for row in session.exec(select(PhoneCallRow))}
        transfers = session.exec(select(TransferRow)).all()
    # Two callers were gone before their stream began, so the house never had a call of theirs.
    assert len(calls) == len(results) - 2
    assert all(call.ended_at is not None for call in calls)
    assert telephones.keys() == {result.call_sid for result in results}
    assert all(row.over for row in telephones.values())
    assert sorted(row.result for row in transfers) == ["no_answer", "no_answer"]
    for call in calls:
        log = await house.log(call.call_id)
        assert any(isinstance(entry.event, CallEnded) for entry in log)
        assert [entry.sequence for entry in log] == list(range(1, len(log) + 1))
    missed = [message for message in house.messages() if message.card is not None]
    assert len(missed) == 2
    assert all(message.callback_number for message in house.messages())
