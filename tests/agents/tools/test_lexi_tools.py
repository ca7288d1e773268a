"""Lexi's transfers and messages: a person or a message, always one of the two, and one message for one matter."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from receptionist.agents.tools.lexi import LEXI_TOOLS
from receptionist.events import MessageTaken, TransferRequested
from receptionist.store.calls import MessageRow
from receptionist.store.messages import fill_callback
from receptionist.store.phone import TransferRow
from tests.agents.tools.desk import Desk, desk

pytestmark = pytest.mark.unit

TOOLS = {tool.name: tool for tool in LEXI_TOOLS}
BILL = "The caller has a question about a bill."


class Telephone:
    """A line that can dial, and remembers whom."""

    def __init__(self, *, dials: bool = True) -> None:
        self.dials = dials
        self.dialled: list[str] = []

    async def say(self, sentence: str) -> None: ...

    def end_after_goodbye(self) -> None: ...

    def transfer(self, target: str) -> bool:
        if self.dials:
            self.dialled.append(target)
        return self.dials


@pytest.fixture
async def stage() -> AsyncIterator[Desk]:
    async with desk() as opened:
        opened.call.line = Telephone()
        yield opened


async def run(stage: Desk, tool: str, **arguments: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(await TOOLS[tool].invoke("lexi", stage.call, "call_1", json.dumps(arguments)))
    return answer


async def ask(stage: Desk, reason: str = "asked_for_person") -> dict[str, Any]:
    return await run(stage, "transfer_to_person", reason=reason, summary=BILL)


def requested(stage: Desk) -> list[TransferRequested]:
    return [entry.event for entry in stage.log.entries if isinstance(entry.event, TransferRequested)]


def transfers(stage: Desk) -> list[TransferRow]:
    with stage.store.session() as session:
        return list(session.exec(select(TransferRow)))


def dialled(stage: Desk) -> list[str]:
    line = stage.call.line
    assert isinstance(line, Telephone)
    return line.dialled


async def at_night(stage: Desk) -> None:
    await stage.call.clock.advance(timedelta(hours=10).total_seconds())  # type: ignore[attr-defined]


async def test_in_hours_the_caller_is_put_through_with_a_card(stage: Desk) -> None:
    assert (await ask(stage))["status"] == "transferring"
    (row,) = transfers(stage)
    assert (row.target, row.style, row.result) == ("front desk", "warm", "requested")
    assert row.card["model_summary"] == BILL
    (event,) = requested(stage)
    assert (event.result, event.target, event.transfer_id) == ("dialling", "front desk", row.transfer_id)
    assert dialled(stage) == ["front desk"]
    assert stage.messages() == []


async def test_an_emergency_goes_to_the_clinic_and_at_night_to_who_is_on_call(stage: Desk) -> None:
    await ask(stage, "emergency")
    await at_night(stage)
    assert dialled(stage) == ["clinical"]
    async with desk() as night:
        night.call.line = Telephone()
        await at_night(night)
        await ask(night, "emergency")
        assert dialled(night) == ["on call"]


async def test_asked_for_twice_it_is_dialled_once(stage: Desk) -> None:
    for _ in range(2):
        assert (await ask(stage))["status"] == "transferring"
    assert dialled(stage) == ["front desk"]
    assert len(transfers(stage)) == 1


async def test_out_of_hours_nobody_is_dialled_and_staff_have_the_card(stage: Desk) -> None:
    await at_night(stage)
    stage.caller("My crown is loose and I am worried")
    answer = await ask(stage)
    assert answer["status"] == "no_staff"
    assert answer["say"].endswith("What number should they call you back on?")
    assert dialled(stage) == []
    (message,) = stage.messages()
    assert "My crown is loose" in message.text
    assert message.card is not None
    assert message.card["model_summary"] == BILL
    assert [event.result for event in requested(stage)] == ["no_staff"]


async def test_the_number_given_later_completes_the_message(stage: Desk) -> None:
    await at_night(stage)
    await ask(stage)
    answer = await run(stage, "take_message", text="Please call back", callback_number="555 010 0142")
    assert answer["status"] == "taken"
    (message,) = stage.messages()
    assert message.callback_number == "555 010 0142"
    assert message.card is not None
    assert (message.card["callback_number"], message.card["callback_is"]) == ("555 010 0142", "given")
    assert message.text.endswith("Please call back")
    taken = [entry.event for entry in stage.log.entries if isinstance(entry.event, MessageTaken)]
    assert {event.message_id for event in taken} == {message.message_id}


async def test_the_number_that_was_said_replaces_the_one_that_called(stage: Desk) -> None:
    await at_night(stage)
    await ask(stage)
    await stage.store.run(lambda session: fill_callback(session, "c_1", "+15550100199"))
    assert stage.messages()[0].callback_number == "+15550100199"
    await run(stage, "take_message", text="Please call back", callback_number="555 010 0142")
    (message,) = stage.messages()
    assert message.callback_number == "555 010 0142"


async def test_a_number_that_was_said_is_not_replaced_by_the_one_that_called(stage: Desk) -> None:
    await run(stage, "take_message", text="Please call back", callback_number="555 010 0142")
    await stage.store.run(lambda session: fill_callback(session, "c_1", "+15550100199"))
    assert stage.messages()[0].callback_number == "555 010 0142"


async def test_a_second_matter_is_a_second_message(stage: Desk) -> None:
    await run(stage, "take_message", text="First", callback_number="555 010 0142")
    await run(stage, "take_message", text="Second", callback_number="555 010 0143")
    assert sorted(message.text for message in stage.messages()) == ["First", "Second"]


async def test_a_message_that_staff_have_closed_stays_as_it_was(stage: Desk) -> None:
    await run(stage, "take_message", text="First", callback_number=None)

    def close(session: Any) -> None:
        for row in session.exec(select(MessageRow)):
            row.closed_at = stage.call.clock.now()
            session.add(row)

    await stage.store.run(close)
    await run(stage, "take_message", text="Second", callback_number="555 010 0143")
    assert sorted(message.text for message in stage.messages()) == ["First", "Second"]


async def test_another_calls_message_is_not_completed(stage: Desk) -> None:
    with stage.store.session() as session:
        at = stage.call.clock.now()
        session.add(MessageRow(message_id="m_9", call_id="c_9", created_at=at, text="x", urgency="urgent", owner="o"))
    await run(stage, "take_message", text="Mine", callback_number="555 010 0143")
    other = next(message for message in stage.messages() if message.call_id == "c_9")
    assert other.callback_number is None


async def test_where_nobody_can_be_dialled_there_is_a_message(stage: Desk) -> None:
    stage.call.line = Telephone(dials=False)
    assert (await ask(stage))["status"] == "no_staff"
    assert len(stage.messages()) == 1


@pytest.mark.parametrize("reason", ["asked_for_person", "emergency"])
async def test_nothing_is_promised_when_the_store_is_down(
    stage: Desk, reason: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(work: Any) -> None:
        raise OperationalError("INSERT 5550100101", {}, Exception("away"))

    monkeypatch.setattr(stage.store, "run", away)
    stage.call.line = Telephone(dials=False)
    answer = await ask(stage, reason)
    assert "passed it on" not in answer["say"]
    assert "alerted" not in answer["say"]
    assert ("911" if reason == "emergency" else "(555) 010-2000") in answer["say"]
    assert "5550100101" not in caplog.text


async def test_with_the_store_down_a_person_is_still_reached(stage: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(work: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("away"))

    monkeypatch.setattr(stage.store, "run", away)
    assert (await ask(stage))["status"] == "transferring"
    assert dialled(stage) == ["front desk"]
