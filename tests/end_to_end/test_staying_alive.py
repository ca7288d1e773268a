"""The voice engine's connection cut in every state of a call: one continuation, no second write, a complete log."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from receptionist.clock import SystemClock
from receptionist.events import CallEnded, CallerSaid, EngineReplaced, LexiSaid, MessageTaken
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.openai.model import ModelReply, ModelRequest, Said
from tests.end_to_end.cutter import Cutter, Message, When
from tests.end_to_end.house import House, open_house
from tests.serving import serving

pytestmark = pytest.mark.end_to_end

WISH = ("I'd like a cleaning December 8th at 2 pm, I'm an existing patient", "Dana Okafor 11/2/1988", "yes please")
PARTING = "No, that's all, goodbye"


def cutter(when: When = lambda *_: False, code: int | None = 1011, times: int = 1) -> Cutter:
    return Cutter(create_openai(SystemClock(), RuleModel()), when, code, times)


@asynccontextmanager
async def house_with(cut: Cutter, tmp_path: Path, **more: Any) -> AsyncIterator[House]:
    async with open_house(tmp_path, openai=cut, **more) as house:
        yield house


def client_sends(kind: str) -> When:
    return lambda sender, message: sender == "client" and message.get("type") == kind


def words(text: str) -> When:
    """In the middle of an utterance of Lexi's, once it has come to `text`."""
    spoken: dict[str, str] = {}

    def when(sender: str, message: Message) -> bool:
        if sender != "server" or message.get("type") != "response.output_text.delta":
            return False
        item = message["item_id"]
        spoken[item] = spoken.get(item, "") + message["delta"]
        return text in spoken[item]

    return when


def calls(tool: str) -> When:
    def when(sender: str, message: Message) -> bool:
        item = message.get("item", {})
        return sender == "server" and message.get("type") == "response.output_item.done" and item.get("name") == tool

    return when


def client_sends_output_of(tool: str) -> When:
    """When the answer of a tool goes out."""
    called: set[str] = set()

    def when(sender: str, message: Message) -> bool:
        item = message.get("item", {})
        if item.get("type") == "function_call" and item.get("name") == tool:
            called.add(item.get("call_id", ""))
        return sender == "client" and item.get("type") == "function_call_output" and item["call_id"] in called

    return when


ASK = "getNextResponseFromSupervisor"
STATES: dict[str, Callable[[], When]] = {
    "connecting": lambda: client_sends("session.update"),
    "greeting": lambda: words("Welcome to Barton"),
    "a turn was sent": lambda: (
        lambda sender, message: sender == "client" and message.get("type") == "conversation.item.create"
    ),
    "a tool is called": lambda: calls(ASK),
    "a tool's answer is given": lambda: (
        lambda sender, message: sender == "client" and message.get("item", {}).get("type") == "function_call_output"
    ),
    "the read-back is spoken": lambda: words("A Cleaning for Dana on Tuesday"),
    "the result is spoken": lambda: words("is booked"),
}


CODES: tuple[int | None, ...] = (1000, 1001, 1011, None)
CASES = [(state, CODES[index % 4]) for index, state in enumerate(STATES)]
CASES += [("a tool is called", code) for code in CODES if ("a tool is called", code) not in CASES]


@pytest.mark.parametrize(("state", "code"), CASES)
async def test_a_booking_goes_on_whenever_the_connection_is_cut(tmp_path: Path, state: str, code: int | None) -> None:
    cut = cutter(STATES[state](), code)
    async with house_with(cut, tmp_path) as house:
        async with house.call() as chat:
            said = [await chat.say(line) for line in (*WISH, PARTING)]
            call_id = chat.call_id
        events = [entry.event for entry in await house.log(call_id)]
        (booked,) = (await house.changes())["appointments"]
        messages = house.messages()
    assert cut.times == 0, "the cut did not happen"
    assert booked["PatNum"] == 101
    assert "is booked for Tuesday, December" in " ".join(said)
    replaced = [event for event in events if isinstance(event, EngineReplaced)]
    assert len(replaced) == (0 if state == "connecting" else 1)
    assert [event.text for event in events if isinstance(event, CallerSaid)] == [*WISH, PARTING]
    assert [type(event) for event in events].count(CallEnded) == 1
    assert isinstance(events[-1], CallEnded)
    assert events[-1].outcome == "booked"
    assert not messages
    apologies = [event.text for event in events if isinstance(event, LexiSaid) and "lost you" in event.text]
    assert len(apologies) <= 1
    greetings = [event for event in events if isinstance(event, LexiSaid) and event.text.startswith("Hi! Welcome")]
    assert len(greetings) == 1
    assert not [event for event in events if isinstance(event, MessageTaken)]


async def test_a_supervisor_at_work_goes_on_and_answers_through_the_next_connection(tmp_path: Path) -> None:
    cut = cutter()
    cut.on_request = lambda path: cut.cut() if path.endswith("/responses") and len(cut.requests) == 2 else None
    async with house_with(cut, tmp_path) as house, house.call() as chat:
        said = [await chat.say(line) for line in WISH]
        events = [entry.event for entry in await house.log(chat.call_id)]
    assert "Shall I book it?" in said[1]
    assert "is booked" in said[2]
    replaced = [event for event in events if isinstance(event, EngineReplaced)]
    assert len(replaced) == 1
    answers = [event.text for event in events if isinstance(event, LexiSaid) and "Shall I book it?" in event.text]
    assert len(answers) == 1


class SlowWrites:
    """Tells when the practice is asked to write a visit, before it does."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.writing: Callable[[], None] = lambda: None
        self.writes = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].endswith("/appointments"):
            self.writes += 1
            self.writing()
        await self._app(scope, receive, send)


@pytest.mark.parametrize("code", [1001, None])
async def test_a_write_under_way_is_finished_once_and_told(tmp_path: Path, code: int | None) -> None:
    cut = cutter(code=code)
    practice: list[SlowWrites] = []

    def wrap(app: Any) -> Any:
        practice.append(SlowWrites(app))
        practice[0].writing = cut.cut
        return practice[0]

    async with house_with(cut, tmp_path, wrap_opendental=wrap) as house:
        async with house.call() as chat:
            said = [await chat.say(line) for line in WISH]
        (booked,) = (await house.changes())["appointments"]
    assert practice[0].writes == 1
    assert booked["PatNum"] == 101
    assert "is booked for Tuesday" in said[-1]


async def test_an_open_proposal_survives_a_cut_between_turns(tmp_path: Path) -> None:
    cut = cutter(code=1001)
    async with house_with(cut, tmp_path) as house, house.call() as chat:
        await chat.say(WISH[0])
        assert "Shall I book it?" in await chat.say(WISH[1])
        cut.cut()
        answer = await chat.say(WISH[2])
        assert "is booked" in answer
        assert "lost you" not in answer
        fresh = cut.connections[-1]
    replayed = [message["item"] for message in fresh if message["type"] == "conversation.item.create"]
    spoken = [item["content"][0]["text"] for item in replayed if item["type"] == "message"]
    assert any("Shall I book it?" in text for text in spoken)
    assert any("Do not greet" in text for text in spoken)
    assert [item["call_id"] for item in replayed if item["type"] == "function_call"]


async def test_a_goodbye_that_is_cut_ends_the_call_without_another_connection(tmp_path: Path) -> None:
    cut = cutter(client_sends_output_of("end_call"))
    async with house_with(cut, tmp_path) as house, house.call() as chat:
        await chat.say("goodbye")
        assert chat.last == {"type": "call.ended", "outcome": "answered"}
        assert len(cut.connections) == 1
        assert not house.messages()


async def test_a_dead_engine_is_no_loop_and_the_caller_hears_what_to_do(tmp_path: Path) -> None:
    cut = cutter()
    async with house_with(cut, tmp_path) as house, house.call() as chat:
        cut.refuse = True
        cut.cut()
        said = await chat.listen()
        assert "I've left a note" in said
        assert chat.last == {"type": "call.ended", "outcome": "failed"}
        assert [message.urgency for message in house.messages()] == ["urgent"]


async def test_a_second_engine_takes_over_and_the_first_is_left_alone(tmp_path: Path) -> None:
    first, second = cutter(), cutter()
    async with serving(second) as port:
        more = {
            "RECEPTIONIST_SECOND_REALTIME_URL": f"ws://127.0.0.1:{port}/v1/realtime",
            "RECEPTIONIST_SECOND_REALTIME_MODEL": "gpt-realtime-2.1",
            "RECEPTIONIST_ENGINE_FAILURES": "2",
        }
        async with house_with(first, tmp_path, **more) as house:
            async with house.call() as chat:
                await chat.say(WISH[0])
                first.refuse = True
                first.cut()
                assert "Shall I book it?" in await chat.say(WISH[1])
                events = [entry.event for entry in await house.log(chat.call_id)]
            tried = len(first.connections)
            async with house.call() as chat:
                assert "8:00 AM" in await chat.say("what are your hours?")
            assert len(first.connections) == tried
            assert len(second.connections) == 2
    (replaced,) = [event for event in events if isinstance(event, EngineReplaced)]
    assert (replaced.why, replaced.model) == ("lost", "gpt-realtime-2.1")


async def test_an_old_session_is_replaced_silently_at_a_quiet_moment(tmp_path: Path) -> None:
    cut = cutter()
    async with house_with(cut, tmp_path) as house, house.call() as chat:
        await chat.say(WISH[0])
        (ongoing,) = house.app.state.switchboard.running
        continuity = ongoing.runner._continuity
        before = len(chat.messages)
        await continuity.rotate_when_due(0.0)
        assert len(cut.connections) == 2
        assert "Shall I book it?" in await chat.say(WISH[1])
        events = [entry.event for entry in await house.log(chat.call_id)]
        assert chat.messages[before]["type"] != "lexi.text"
    (replaced,) = [event for event in events if isinstance(event, EngineReplaced)]
    assert (replaced.why, replaced.gap_ms) == ("rotation", 0)


class Stuck:
    """A model whose first session is broken: every response of it fails once the greeting is said."""

    def __init__(self) -> None:
        self._usual = RuleModel()
        self.failures = 0

    def reply(self, request: ModelRequest) -> ModelReply:
        replayed = any(isinstance(item, Said) and item.role == "system" for item in request.items)
        lexi = any(tool.name == ASK for tool in request.tools)
        if lexi and not (replayed or request.override):
            self.failures += 1
            raise RuntimeError("this session is stuck")
        return self._usual.reply(request)


async def test_a_stuck_session_is_replaced_after_two_failures(tmp_path: Path) -> None:
    stuck = Stuck()
    async with open_house(tmp_path, model=stuck) as house, house.call() as chat:
        assert "8:00 AM" in await chat.say("what are your hours?")
        events = [entry.event for entry in await house.log(chat.call_id)]
    assert stuck.failures == 2
    (replaced,) = [event for event in events if isinstance(event, EngineReplaced)]
    assert replaced.why == "stuck"
