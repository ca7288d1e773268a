"""What a fresh session is told of the call, and the one thing that the caller is still owed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.calls.log import CallLog, Entry
from receptionist.calls.owed import (
    CAME_BACK,
    HOW_CAN_I_HELP,
    SAY_AGAIN,
    SORRY,
    STILL_LOOKING,
    Gap,
    Owed,
    opening,
    owed,
)
from receptionist.calls.replay import GO_ON, LEFT_OUT, MOST_CHARACTERS, MOST_ITEMS, heard, replayed
from receptionist.calls.views import has_open_business
from receptionist.clock import ManualClock
from receptionist.events import (
    BookingStep,
    CallContinued,
    CallerSaid,
    CallStarted,
    Delegated,
    Event,
    LexiSaid,
    MessageTaken,
    SpeechCutShort,
    SupervisorAnswered,
    ToolFinished,
    ToolStarted,
)

pytestmark = pytest.mark.unit

READ_BACK = "A cleaning on Tuesday at 2:00 PM. Shall I book it?"
HI = "Hi! Welcome."


def log(*events: Event) -> list[Entry]:
    written = CallLog("c_1", ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
    for event in events:
        written.append(event)
    return written.entries


def caller(text: str) -> CallerSaid:
    return CallerSaid(text=text)


def lexi(text: str, item: str = "") -> LexiSaid:
    return LexiSaid(text=text, turn=1, item_id=item)


def started(tier: Any, call_id: str, name: str = "getNextResponseFromSupervisor") -> ToolStarted:
    return ToolStarted(tier=tier, name=name, tool_call_id=call_id, arguments="{}")


def finished(tier: Any, call_id: str, output: str = READ_BACK) -> ToolFinished:
    return ToolFinished(
        tier=tier,
        name="getNextResponseFromSupervisor",
        tool_call_id=call_id,
        output=output,
        status="ok",
        seconds=1.0,
    )


def answered(say: str) -> SupervisorAnswered:
    return SupervisorAnswered(say=say, ended="answered", seconds=1.0)


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["content"][0]["text"] if item["type"] == "message" else item["type"] for item in items]


def test_the_conversation_is_replayed_with_lexis_tools_and_the_order_to_go_on() -> None:
    entries = log(
        lexi(HI),
        caller("book me in"),
        started("lexi", "1"),
        started("supervisor", "2", "GetPatient"),
        finished("supervisor", "2"),
        finished("lexi", "1"),
        lexi(READ_BACK),
    )
    items = replayed(entries)
    assert texts(items) == [HI, "book me in", "function_call", "function_call_output", READ_BACK, GO_ON]
    assert [item["role"] for item in items if item["type"] == "message"] == ["assistant", "user", "assistant", "system"]
    assert items[0]["content"][0]["type"] == "output_text"
    assert items[1]["content"][0]["type"] == "input_text"


def test_an_open_call_is_left_out_because_its_output_is_still_to_come() -> None:
    assert texts(replayed(log(caller("book me in"), started("lexi", "1")))) == ["book me in", GO_ON]


def test_only_what_was_heard_counts_as_said() -> None:
    entries = log(
        lexi("one two three four five six seven eight nine ten", "i1"),
        lexi("never heard", "i2"),
        lexi("broke off", "i3"),
        SpeechCutShort(item_id="i1", heard_ms=1000),
        SpeechCutShort(item_id="i2", heard_ms=0),
    )
    assert texts(replayed(entries, {"i3"})) == ["one two three ...", GO_ON]


@pytest.mark.parametrize(
    ("ms", "text"), [(0, ""), (200, ""), (500, "Hello ..."), (60_000, "Hello there, how can I help?")]
)
def test_heard_is_in_whole_words(ms: int, text: str) -> None:
    assert heard("Hello there, how can I help?", ms) == text


def test_a_long_call_is_replayed_from_its_end() -> None:
    entries = log(*(caller("x" * 400) for _ in range(200)))
    items = replayed(entries)
    assert texts(items)[0] == LEFT_OUT
    assert len(items) <= MOST_ITEMS + 2
    assert sum(len(text) for text in texts(items)) <= MOST_CHARACTERS + len(LEFT_OUT) + len(GO_ON)


def test_an_output_never_stands_without_its_call() -> None:
    events: list[Event] = []
    for number in range(200):
        events += [started("lexi", str(number)), finished("lexi", str(number), "x" * 300)]
    kinds = [item["type"] for item in replayed(log(*events))]
    assert kinds[1] == "function_call"
    assert kinds.count("function_call") == kinds.count("function_call_output")


SHORT = Gap(0.2)
LONG = Gap(4.0)


@pytest.mark.parametrize(
    ("events", "gap", "due"),
    [
        ((), SHORT, Owed(HI)),
        ((lexi("Hi! Wel", "i1"),), Gap(0.2, {"i1"}), Owed(HOW_CAN_I_HELP)),
        ((lexi(HI), caller("hours?")), SHORT, Owed("", respond=True)),
        ((lexi(HI), caller("hours?")), LONG, Owed(SORRY, respond=True)),
        ((lexi(HI), caller("hours?"), lexi("We open", "i1")), Gap(0.2, {"i1"}), Owed(SORRY, respond=True)),
        ((lexi(HI), caller("hours?"), lexi("8 to 5.")), SHORT, Owed()),
        ((lexi(HI), caller("hours?"), lexi("8 to 5.")), Gap(4.0, held=True), Owed()),
        ((lexi(HI), caller("hours?"), lexi("8 to 5.")), Gap(4.0, held=False), Owed(SAY_AGAIN)),
        ((lexi(HI),), Gap(0.2, words_lost=True), Owed(SAY_AGAIN)),
        ((caller("book"), Delegated(request="book")), Gap(0.2, working=True), Owed()),
        ((caller("book"), Delegated(request="book")), Gap(4.0, working=True), Owed(STILL_LOOKING)),
        ((caller("book"), lexi("One moment."), answered(READ_BACK)), SHORT, Owed(READ_BACK)),
        ((caller("book"), answered(READ_BACK)), LONG, Owed(f"{SORRY} {READ_BACK}")),
        (
            (caller("book"), answered(READ_BACK), lexi("A cleaning on", "i1")),
            Gap(0.2, {"i1"}),
            Owed(f"{SORRY} {READ_BACK}"),
        ),
        ((caller("book"), answered(READ_BACK), lexi(READ_BACK)), SHORT, Owed()),
    ],
)
def test_the_caller_gets_what_is_owed_and_nothing_twice(events: tuple[Event, ...], gap: Gap, due: Owed) -> None:
    assert owed(log(*events), gap, HI) == due


def test_a_call_that_goes_on_opens_where_it_was() -> None:
    entries = log(lexi(HI), caller("book me in"), lexi(READ_BACK))
    first = CallStarted(channel="phone", practice="Barton Dental")
    assert opening(first, [], HI) == HI
    assert opening(CallContinued(how="other_process"), entries, HI) == f"{SORRY} {READ_BACK}"
    assert opening(CallContinued(how="other_process"), entries[:2], HI) == SAY_AGAIN
    assert opening(CallContinued(how="other_process"), [], HI) == HI
    assert opening(CallContinued(how="came_back"), entries, HI) == CAME_BACK


@pytest.mark.parametrize(
    ("events", "is_open"),
    [
        ((), False),
        ((lexi(HI),), False),
        ((caller("hours?"),), True),
        ((caller("hours?"), lexi("8 to 5.")), False),
        ((caller("book"), Delegated(request="book"), answered(READ_BACK), lexi(READ_BACK)), True),
        ((caller("book"), Delegated(request="book"), BookingStep(step="written", action="create")), False),
        ((caller("book"), MessageTaken(message_id="m", urgency="urgent", owner="front desk")), False),
    ],
)
def test_what_staff_must_know_of_a_call_that_broke_off(events: tuple[Event, ...], is_open: bool) -> None:
    assert has_open_business(log(*events)) is is_open
