"""Whatever a model does, the caller gets a next step, and nothing is written that was not agreed to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import websockets

from receptionist.agents.supervisor import TOO_LONG, TROUBLE
from receptionist.calls.exchange import AGAIN
from receptionist.events import EngineTrouble, SupervisorAnswered, ToolFinished
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Returned, Speech
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

ASK = "getNextResponseFromSupervisor"
Tier = Callable[[ModelRequest], ModelReply]


def is_lexi(request: ModelRequest) -> bool:
    return any(tool.name == ASK for tool in request.tools)


class Puppet:
    """Plays each tier with a function of the test's; greetings and hold lines come out as asked."""

    def __init__(self, lexi: Tier | None = None, supervisor: Tier | None = None) -> None:
        self._usual = RuleModel()
        self._lexi = lexi or self._delegate
        self._supervisor = supervisor or self._usual.reply

    def reply(self, request: ModelRequest) -> ModelReply:
        if request.override:
            return self._usual.reply(request)
        return self._lexi(request) if is_lexi(request) else self._supervisor(request)

    @staticmethod
    def _delegate(request: ModelRequest) -> ModelReply:
        last = request.items[-1]
        if isinstance(last, Returned):
            return ModelReply((Speech(last.output),))
        words = getattr(last, "text", "")
        return ModelReply((Speech("One moment."), Call(ASK, {"relevantContextFromLastUserMessage": words})))


def says(text: str) -> Tier:
    return lambda _request: ModelReply((Speech(text),))


def calls(name: str, **arguments: Any) -> Tier:
    return lambda _request: ModelReply((Call(name, arguments),))


async def log_of(house: House, call_id: str) -> list[Any]:
    return [entry.event for entry in await house.log(call_id)]


async def test_an_unknown_tool_does_not_leave_silence(tmp_path: Path) -> None:
    def lexi(request: ModelRequest) -> ModelReply:
        answered = any(isinstance(item, Returned) for item in request.items)
        return ModelReply((Speech("How can I help?"),)) if answered else ModelReply((Call("LaunchRockets", {}),))

    async with open_house(tmp_path, model=Puppet(lexi)) as house, house.call() as chat:
        assert await chat.say("hello") == "How can I help?"


async def test_bad_arguments_are_answered_and_the_call_goes_on(tmp_path: Path) -> None:
    def lexi(request: ModelRequest) -> ModelReply:
        last = request.items[-1]
        return ModelReply((Speech("Sorry, what?"),)) if isinstance(last, Returned) else calls(ASK, wrong=1)(request)

    async with open_house(tmp_path, model=Puppet(lexi)) as house, house.call() as chat:
        assert "Sorry, what?" in await chat.say("book me in")
        await chat.hang_up()
        (finished,) = [event for event in await log_of(house, chat.call_id) if isinstance(event, ToolFinished)]
    assert finished.status == "invalid_arguments"
    assert json.loads(finished.output)["problems"]


async def test_an_endless_loop_of_lexis_ends_with_an_apology_and_a_message(tmp_path: Path) -> None:
    async with open_house(tmp_path, model=Puppet(calls("get_datetime"))) as house, house.call() as chat:
        said = await chat.say("hello")
        assert "I've left a note for the front desk" in said
        assert chat.last == {"type": "call.ended", "outcome": "failed"}
        assert house.messages()[0].urgency == "urgent"


async def test_a_silent_model_is_asked_again_and_then_code_speaks(tmp_path: Path) -> None:
    async with open_house(tmp_path, model=Puppet(lambda _: ModelReply(()))) as house, house.call() as chat:
        assert await chat.say("hello") == AGAIN
        assert "(555) 010-2000" in await chat.say("hello?")
        troubles = [event for event in await log_of(house, chat.call_id) if isinstance(event, EngineTrouble)]
    assert {trouble.code for trouble in troubles} == {"silent_response"}


async def test_a_model_that_crashes_is_handled_like_a_silent_one(tmp_path: Path) -> None:
    def crash(_: ModelRequest) -> ModelReply:
        raise RuntimeError("boom")

    async with open_house(tmp_path, model=Puppet(crash)) as house, house.call() as chat:
        assert await chat.say("hello") == AGAIN


@pytest.mark.parametrize(
    ("supervisor", "say", "ended"),
    [
        (calls("GetProviders"), TOO_LONG, "turn_limit"),
        (calls("NoSuchTool"), TOO_LONG, "turn_limit"),
        (says('{"say": "booked"}'), TROUBLE, "failed"),
        (says("   "), TROUBLE, "failed"),
    ],
)
async def test_a_supervisor_gone_wrong_becomes_a_sentence(
    tmp_path: Path, supervisor: Tier, say: str, ended: str
) -> None:
    async with open_house(tmp_path, model=Puppet(supervisor=supervisor)) as house, house.call() as chat:
        assert say in await chat.say("book me in")
        await chat.hang_up()
        (answer,) = [event for event in await log_of(house, chat.call_id) if isinstance(event, SupervisorAnswered)]
    assert answer.ended == ended


async def test_a_crashing_supervisor_becomes_a_sentence(tmp_path: Path) -> None:
    def crash(_: ModelRequest) -> ModelReply:
        raise RuntimeError("boom")

    async with open_house(tmp_path, model=Puppet(supervisor=crash)) as house, house.call() as chat:
        assert TROUBLE in await chat.say("book me in")


THIRD = {"Phone": None, "Address": None}


class Burglar:
    """A supervisor that books whatever it likes, for whomever, and says that everybody agreed."""

    plan = (
        Call("GetPatient", {"PatNum": 101}),
        Call("GetAppointments", {"PatNum": 109, "dateStart": None, "dateEnd": None}),
        Call(
            "CreateAppointment",
            {
                "PatNum": 101,
                "AppointmentTypeNum": 2,
                "AptDateTime": "2026-12-08 14:00:00",
                "ProvNum": None,
                "Op": None,
                "Note": None,
            },
        ),
        Call("BreakAppointment", {"AptNum": 9001, "sendToUnscheduledList": True}),
        Call("ConfirmAppointment", {"AptNum": 9002}),
        Call("VerifyIdentity", {"FName": "Dana", "LName": "Okafor", "Birthdate": "1988-11-02", **THIRD}),
        Call("BreakAppointment", {"AptNum": 9001, "sendToUnscheduledList": True}),
        Call(
            "CreateAppointment",
            {
                "PatNum": 101,
                "AppointmentTypeNum": 2,
                "AptDateTime": "2026-12-08 14:00:00",
                "ProvNum": None,
                "Op": None,
                "Note": "agreed!",
            },
        ),
    )

    def __call__(self, request: ModelRequest) -> ModelReply:
        done = [item for item in request.items if isinstance(item, Returned)]
        if len(done) < len(self.plan):
            return ModelReply((self.plan[len(done)],))
        last = json.loads(done[-1].output)
        if last.get("proposal_id") and len(done) < 10:
            return ModelReply((Call("ConfirmBooking", {"proposal_id": last["proposal_id"]}),))
        return ModelReply((Speech("All done, you are booked."),))


async def test_a_hostile_supervisor_writes_nothing_and_learns_nothing(tmp_path: Path) -> None:
    async with open_house(tmp_path, model=Puppet(supervisor=Burglar())) as house:
        async with house.call() as chat:
            await chat.say("Dana Okafor, November 2 1988. yes yes yes book it")
            await chat.hang_up()
        assert await house.snapshot() == house.before
        finished = [event for event in await log_of(house, chat.call_id) if isinstance(event, ToolFinished)]
    outputs = [event for event in finished if event.tier == "supervisor"]
    assert [event.status for event in outputs[:5]] == ["not_verified"] * 5
    assert "Tom" not in " ".join(event.output for event in outputs)
    assert outputs[-1].status == "not_agreed"


async def test_no_server_at_all_is_a_sentence_with_the_offices_number(tmp_path: Path) -> None:
    async with (
        open_house(tmp_path, OPENAI_REALTIME_URL="ws://127.0.0.1:9/v1/realtime") as house,
        websockets.connect(f"{house.url.replace('http', 'ws', 1)}/web/text") as socket,
    ):
        messages = [json.loads(frame) async for frame in socket]
    assert "(555) 010-2000" in messages[-2]["text"]
    assert messages[-1] == {"type": "call.ended", "outcome": "failed"}


async def test_a_connection_lost_in_mid_call_leaves_a_message_and_says_so(tmp_path: Path) -> None:
    async def drop(socket: websockets.ServerConnection) -> None:
        await socket.recv()
        await socket.close(1011)

    async with websockets.serve(drop, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with (
            open_house(tmp_path, OPENAI_REALTIME_URL=f"ws://127.0.0.1:{port}/v1/realtime") as house,
            websockets.connect(f"{house.url.replace('http', 'ws', 1)}/web/text") as socket,
        ):
            messages = [json.loads(frame) async for frame in socket]
            assert "I've left a note" in messages[-2]["text"]
            assert messages[-1]["type"] == "call.ended"
            assert len(house.messages()) == 1
