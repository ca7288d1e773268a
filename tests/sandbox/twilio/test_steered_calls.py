"""A placed call under the REST API and among staff: interrupted, redirected, ended, whispered about."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from fastapi import FastAPI, Request, Response

from receptionist.clock import SystemClock
from receptionist.sandbox.twilio.call import Plan, place_call
from receptionist.sandbox.twilio.rest import Account, Order
from receptionist.sandbox.twilio.staff import Staff
from tests.serving import serving

pytestmark = pytest.mark.wire

DIAL = '<Response><Dial action="/after"><Number url="/whisper">+15550102001</Number></Dial></Response>'
COLD = '<Response><Dial action="/after">+15550102001</Dial></Response>'
WHISPER = '<Response><Gather action="/key" numDigits="1"><Say>Who it is</Say></Gather><Hangup/></Response>'


@dataclass
class Practice:
    """A service of fixed answers that remembers what it was asked."""

    first: str = DIAL
    answers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    whispering: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/{path:path}")
        async def answer(path: str, request: Request) -> Response:
            form = {name: str(value) for name, value in (await request.form()).items()}
            self.asked.append((path, form))
            if path == "whisper":
                self.whispering.set()
                await self.go_on.wait()
            known = {"phone/incoming": self.first, "whisper": WHISPER, "key": "<Response/>", **self.answers}
            return Response(known.get(path, "<Response><Hangup/></Response>"), media_type="application/xml")

        return app

    def told(self, path: str) -> dict[str, str]:
        return next(form for asked, form in self.asked if asked == path)


@asynccontextmanager
async def open_practice(practice: Practice) -> AsyncIterator[Plan]:
    async with serving(practice.app()) as port:
        yield Plan((), f"http://127.0.0.1:{port}", "sandbox", speed=20)


@pytest.mark.parametrize(
    ("staff", "status", "bridged", "pressed"),
    [
        ("answers", "completed", "true", "1"),
        ("refuses", "completed", "true", "2"),
        ("voicemail", "completed", "false", ""),
        ("busy", "busy", "false", ""),
        ("no-answer", "no-answer", "false", ""),
    ],
)
async def test_staff_do_as_the_script_says(staff: Staff, status: str, bridged: str, pressed: str) -> None:
    practice = Practice()
    practice.go_on.set()
    async with open_practice(practice) as plan:
        await place_call(replace(plan, staff=staff), SystemClock())
    told = practice.told("after")
    assert (told["DialCallStatus"], told["DialBridged"]) == (status, bridged)
    keys = [form["Digits"] for path, form in practice.asked if path == "key"]
    assert keys == ([pressed] if pressed else [])


async def test_staff_whose_key_is_answered_with_a_hang_up_are_not_connected() -> None:
    practice = Practice(answers={"key": "<Response><Hangup/></Response>"})
    practice.go_on.set()
    async with open_practice(practice) as plan:
        await place_call(replace(plan, staff="refuses"), SystemClock())
    assert practice.told("after")["DialBridged"] == "false"


async def test_the_leg_to_staff_is_a_call_of_its_own() -> None:
    practice = Practice()
    practice.go_on.set()
    async with open_practice(practice) as plan:
        result = await place_call(plan, SystemClock())
    whisper = practice.told("whisper")
    assert whisper["CallSid"] != result.call_sid
    assert (whisper["ParentCallSid"], whisper["Direction"]) == (result.call_sid, "outbound-dial")


@pytest.mark.parametrize(("staff", "status"), [("answers", "completed"), ("refuses", "busy")])
async def test_without_a_whisper_staff_just_pick_up_or_do_not(staff: Staff, status: str) -> None:
    practice = Practice(first=COLD)
    async with open_practice(practice) as plan:
        await place_call(replace(plan, staff=staff), SystemClock())
    assert practice.told("after")["DialCallStatus"] == status


@pytest.mark.parametrize("name", ["twiml", "url", "completed"])
async def test_the_rest_api_takes_a_call_out_of_what_it_does(name: str) -> None:
    practice, account = Practice(), Account("sandbox")
    async with open_practice(practice) as plan:
        calling = asyncio.create_task(place_call(plan, SystemClock(), account=account))
        await practice.whispering.wait()
        call_sid = practice.told("phone/incoming")["CallSid"]
        assert account.status(call_sid) == "in-progress"
        orders = {
            "twiml": Order(twiml="<Response><Say>Elsewhere</Say></Response>"),
            "url": Order(url=f"{plan.url}/elsewhere"),
            "completed": Order(completed=True),
        }
        account.give(call_sid, orders[name])
        result = await calling
        practice.go_on.set()
    assert account.status(call_sid) == "completed"
    assert ("phone", "Elsewhere") in result.transcript or name != "twiml"
    assert any(path == "elsewhere" for path, _ in practice.asked) is (name == "url")
    assert not any(path == "after" for path, _ in practice.asked)


async def test_reports_of_a_calls_status_may_come_out_of_order() -> None:
    practice = Practice(first="<Response><Hangup/></Response>")
    async with open_practice(practice) as plan:
        await place_call(replace(plan, reports="out of order"), SystemClock())
    reports = [form["CallStatus"] for path, form in practice.asked if path == "phone/status"]
    assert reports == ["completed", "in-progress", "ringing"]


async def test_a_caller_without_a_stream_answers_by_turns() -> None:
    gather = '<Response><Gather action="/heard" input="speech dtmf"><Say>Yes?</Say></Gather></Response>'
    practice = Practice(first=gather, answers={"heard": gather})
    async with open_practice(practice) as plan:
        result = await place_call(replace(plan, lines=("A cleaning please", "1988")), SystemClock())
    heard = [form for path, form in practice.asked if path == "heard"]
    assert heard[0]["SpeechResult"] == "A cleaning please"
    assert heard[1]["Digits"] == "1988"
    assert result.ended_by == "caller", "there was nothing left to say"
