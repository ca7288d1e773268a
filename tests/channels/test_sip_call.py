"""A SIP call's ends, one by one, against a vendor and a switchboard that only take notes."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import openai
import pytest

from receptionist.calls.switchboard import Busy
from receptionist.channels.sip_call import SipCall
from receptionist.channels.sip_caller import SipCaller
from receptionist.channels.sip_webhook import IncomingCall
from receptionist.clock import ManualClock
from receptionist.engines.realtime import RealtimeEngine
from receptionist.events import SpeechCutShort
from receptionist.practice.profile import load_profile

pytestmark = pytest.mark.unit

PROFILE = load_profile(Path(__file__).parents[2] / "fixtures/practices/barton.yaml")
ENGINE = RealtimeEngine("ws://127.0.0.1:1/v1/realtime", "key", "gpt-realtime-2.1-mini", "marin", "gpt-transcribe")
OPEN, CLOSED = datetime(2026, 11, 23, 15, tzinfo=UTC), datetime(2026, 11, 23, 4, tzinfo=UTC)
FRONT_DESK = "tel:+15550102001"


def status_error(status: int) -> openai.APIStatusError:
    response = httpx2.Response(status, request=httpx2.Request("POST", "http://vendor"))
    kind = openai.NotFoundError if status == 404 else openai.APIStatusError
    return kind("refused", response=response, body=None)


class Vendor:
    """What was asked of the vendor, in order; `refuse` maps an action to the HTTP status that answers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.refuse: dict[str, int] = {}
        self.realtime = SimpleNamespace(calls=self)

    def with_options(self, **_: Any) -> "Vendor":
        return self

    async def reject(self, call_id: str, *, status_code: int) -> None:
        self._ask("reject", status_code)

    async def refer(self, call_id: str, *, target_uri: str) -> None:
        self._ask("refer", target_uri)

    async def hangup(self, call_id: str) -> None:
        self._ask("hangup", None)

    def _ask(self, what: str, about: Any) -> None:
        self.asked.append((what, about))
        if what in self.refuse:
            raise status_error(self.refuse[what])


class Runner:
    """Ends when told to hang up or shut down; keeps what it is given."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.said: list[str] = []
        self.log: list[Any] = []

    async def caller_said(self, text: str) -> None:
        self.said.append(text)

    def hang_up(self) -> None:
        self.over.set()

    shut_down = hang_up


class Handoffs:
    def __init__(self) -> None:
        self.noted: list[tuple[str, str | None]] = []

    async def remember(self, vendor_id: str, call_id: str, caller: str) -> None:
        self.noted.append(("from", caller))

    async def note(self, call_id: str, kind: str, caller: str | None) -> bool:
        self.noted.append((kind, caller))
        return True


class Line:
    """A SIP call with everything around it made of notes."""

    def __init__(self, at: datetime = OPEN) -> None:
        self.clock = ManualClock(at)
        self.vendor, self.handoffs, self.runner = Vendor(), Handoffs(), Runner()
        self.busy = self.draining = False
        self.profile = PROFILE
        switchboard: Any = self
        vendor: Any = self.vendor
        handoffs: Any = self.handoffs
        incoming = IncomingCall("wh_1", "rtc_1", "+15550100123")
        self.call = SipCall(incoming, switchboard, vendor, ENGINE, "tel:{number}", handoffs)
        self.engine = self.call._engine

    @property
    def caller(self) -> SipCaller:
        return self.call._caller

    def start(self, channel: str, medium: Any, caller: Any, *, engine: Any) -> Any:
        assert (channel, engine) == ("sip", self.engine)
        if self.busy:
            raise Busy("All lines are busy.")
        return SimpleNamespace(call_id="c_1", runner=self.runner, task=asyncio.create_task(self._wait()))

    async def _wait(self) -> None:
        await self.runner.over.wait()

    async def carried(self) -> list[tuple[str, Any]]:
        """Carry the call, which the runner ends at once; returns what was asked of the vendor."""
        self.runner.over.set()
        task = asyncio.create_task(self.call.carry())
        for _ in range(20):
            await self.clock.advance(5)
        await task
        return self.vendor.asked


async def test_a_call_that_ended_as_it_should_is_hung_up() -> None:
    line = Line()
    line.engine.accepted = True
    assert await line.carried() == [("hangup", None)]
    assert line.handoffs.noted == [("from", "+15550100123")]


async def test_one_that_was_gone_before_it_was_accepted_is_left_alone() -> None:
    line = Line()
    line.call.gone()
    assert await line.carried() == []


async def test_one_that_could_not_be_accepted_is_turned_away() -> None:
    assert await Line().carried() == [("reject", 503)]
    unsure = Line()
    unsure.engine.unsure = True
    assert await unsure.carried() == [("reject", 503), ("hangup", None)]


async def test_one_that_is_gone_is_hung_up_all_the_same() -> None:
    line = Line()
    line.engine.accepted = True
    line.caller.refer_to = "front desk"
    line.call.gone()
    line.vendor.refuse["hangup"] = 404
    assert await line.carried() == [("hangup", None)]


async def test_a_full_and_a_closing_house() -> None:
    for draining, status in ((False, 486), (True, 503)):
        line = Line()
        line.busy, line.draining = True, draining
        assert await line.carried() == [("reject", status)]


async def test_a_transfer_that_is_taken_leaves_the_line_to_the_carrier() -> None:
    line = Line()
    line.engine.accepted = True
    assert line.caller.transfer("front desk")
    assert not line.caller.transfer("nobody")
    assert await line.carried() == [("refer", FRONT_DESK)]
    assert line.handoffs.noted[-1] == ("taken", "+15550100123")


@pytest.mark.parametrize(("status", "kind"), [(502, "refused"), (400, "refused"), (404, "gone")])
async def test_a_transfer_that_is_not_taken(status: int, kind: str) -> None:
    line = Line()
    line.engine.accepted = True
    line.vendor.refuse["refer"] = status
    line.caller.transfer("front desk")
    asked = await line.carried()
    assert asked == [("refer", FRONT_DESK)] + ([("hangup", None)] if kind == "refused" else [])
    assert line.handoffs.noted[-1] == (kind, "+15550100123")


async def test_a_caller_whom_the_engine_failed_goes_to_a_person_who_is_there() -> None:
    line = Line()
    line.engine.accepted = True
    await line.caller.code_says("Something went wrong.", 1)
    assert await line.carried() == [("refer", FRONT_DESK)]
    at_night = Line(CLOSED)
    at_night.engine.accepted = True
    await at_night.caller.code_says("Something went wrong.", 1)
    assert await at_night.carried() == [("hangup", None)]
    refused = Line()
    refused.engine.accepted = True
    refused.vendor.refuse["refer"] = 500
    await refused.caller.code_says("Something went wrong.", 1)
    assert await refused.carried() == [("refer", FRONT_DESK), ("hangup", None)]


async def test_the_goodbye_is_played_out_before_the_line_goes_down() -> None:
    line = Line()
    line.engine.accepted = True
    line.call.server_event({"type": "response.output_audio_transcript.delta", "response_id": "r", "delta": "Goodbye!"})
    line.runner.over.set()
    task = asyncio.create_task(line.call.carry())
    await line.clock.advance(1)
    assert line.vendor.asked == []
    line.call.server_event({"type": "output_audio_buffer.stopped", "response_id": "r"})
    await line.clock.advance(0)
    await task
    assert line.vendor.asked == [("hangup", None)]


async def test_keys_are_a_turn_and_a_cut_stands_on_the_log() -> None:
    line = Line()
    line.engine.accepted = True
    task = asyncio.create_task(line.call.carry())
    await line.clock.advance(0)
    for key in "1102":
        line.call.server_event({"type": "input_audio_buffer.dtmf_event_received", "event": key, "received_at": 1})
    line.call.server_event({"type": "conversation.item.truncated", "item_id": "i", "audio_end_ms": 640})
    line.call.server_event({"type": "conversation.item.truncated", "item_id": None})
    await line.clock.advance(3)
    assert line.runner.said == ["I typed 1102 on my phone."]
    assert line.runner.log == [SpeechCutShort(item_id="i", heard_ms=640)]
    line.call.shut_down()
    await line.clock.advance(0)
    await task


async def test_a_call_ends_before_the_vendor_ends_it() -> None:
    line = Line()
    line.engine.accepted = True
    task = asyncio.create_task(line.call.carry())
    await line.clock.advance(57 * 60 - 1)
    assert not line.runner.over.is_set()
    await line.clock.advance(2)
    await task
    assert line.vendor.asked == [("refer", FRONT_DESK)]
    assert "can't be held any longer" in line.caller.unheard
