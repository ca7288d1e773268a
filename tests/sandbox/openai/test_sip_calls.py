"""The sandbox's SIP trunk and what is done to its calls over HTTP, in the vendor's shapes."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI
from websockets.asyncio.client import ClientConnection, connect

from receptionist.clock import SystemClock
from receptionist.sandbox.captions import CaptionDecoder, silence, speak
from receptionist.sandbox.openai.app import create_app
from tests.sandbox.openai.support import SERVER_EVENT, Event, ScriptedModel, says
from tests.serving import serving

pytestmark = pytest.mark.wire

VAD = {"type": "server_vad", "silence_duration_ms": 300}
SESSION: Any = {"type": "realtime", "model": "gpt-realtime-2.1", "audio": {"input": {"turn_detection": VAD}}}
HEADERS = {"Authorization": "Bearer test"}
FRAME = 160


class Telephone:
    """A caller's end of the trunk, and a sideband beside it."""

    def __init__(self, socket: ClientConnection, api: AsyncOpenAI, address: str) -> None:
        self.socket = socket
        self.calls = api.realtime.calls
        self.address = address
        self.call_id = ""
        self.heard = b""

    async def signal(self, name: str) -> dict[str, Any]:
        """The next signal, which must be this one; audio before it is kept."""
        while True:
            async with asyncio.timeout(5):
                message = await self.socket.recv()
            if isinstance(message, str):
                signal: dict[str, Any] = json.loads(message)
                assert signal["signal"] == name
                return signal
            self.heard += message

    async def speak(self, audio: bytes) -> None:
        for start in range(0, len(audio), FRAME):
            await self.socket.send(audio[start : start + FRAME])

    def sideband(self) -> connect:
        return connect(f"ws://{self.address}/v1/realtime?call_id={self.call_id}", additional_headers=HEADERS)


@asynccontextmanager
async def telephone(model: ScriptedModel | None = None, **invite: Any) -> AsyncIterator[Telephone]:
    """A telephone that rings."""
    async with (
        serving(create_app(SystemClock(), model or ScriptedModel())) as port,
        AsyncOpenAI(api_key="test", base_url=f"http://127.0.0.1:{port}/v1", max_retries=0) as api,
        connect(f"ws://127.0.0.1:{port}/sandbox/sip") as socket,
    ):
        phone = Telephone(socket, api, f"127.0.0.1:{port}")
        await socket.send(json.dumps(invite))
        phone.call_id = (await phone.signal("ringing"))["call_id"]
        assert phone.call_id.startswith("rtc_")
        yield phone


async def event(sideband: ClientConnection, kind: str) -> Event:
    """The next event of this type; all are checked."""
    async with asyncio.timeout(5):
        while True:
            found: Event = json.loads(await sideband.recv())
            SERVER_EVENT.validate_python(found)
            if found["type"] == kind:
                return found


async def test_a_spoken_turn_a_key_and_a_hang_up() -> None:
    async with telephone(ScriptedModel(says("We open at eight."))) as phone:
        await phone.calls.accept(phone.call_id, **SESSION)
        await phone.signal("answered")
        async with phone.sideband() as sideband:
            created = await event(sideband, "session.created")
            assert created["session"]["audio"]["output"]["format"] == {"type": "audio/pcmu"}
            await phone.speak(speak("When do you open?", "audio/pcmu") + silence(400, "audio/pcmu"))
            done = await event(sideband, "response.done")
            await phone.speak(silence(2000, "audio/pcmu"))
            stopped = await event(sideband, "output_audio_buffer.stopped")
            assert stopped["response_id"] == done["response"]["id"]
            await phone.socket.send('{"signal": "key", "key": "5"}')
            assert (await event(sideband, "input_audio_buffer.dtmf_event_received"))["event"] == "5"
            await phone.calls.hangup(phone.call_id)
            await phone.signal("ended")
            async with asyncio.timeout(5):
                await sideband.wait_closed()
            assert sideband.close_code == 1000
        assert CaptionDecoder("audio/pcmu").feed(phone.heard) == ["We", "open", "at", "eight."]
        with pytest.raises(openai.NotFoundError):
            await phone.calls.hangup(phone.call_id)


async def test_barge_in_is_the_servers_own_matter() -> None:
    async with telephone(
        ScriptedModel(says("This answer goes on and on until somebody interrupts it at last."))
    ) as phone:
        await phone.calls.accept(phone.call_id, **SESSION)
        async with phone.sideband() as sideband:
            await sideband.send('{"type": "response.create"}')
            await event(sideband, "response.done")
            await phone.speak(silence(1000, "audio/pcmu"))
            await phone.speak(speak("Wait", "audio/pcmu"))
            cleared = await event(sideband, "output_audio_buffer.cleared")
            truncated = await event(sideband, "conversation.item.truncated")
            assert cleared["response_id"]
            assert 1000 <= truncated["audio_end_ms"] <= 1300


async def test_a_client_may_clear_what_plays() -> None:
    async with telephone() as phone:
        await phone.calls.accept(phone.call_id, **SESSION)
        async with phone.sideband() as sideband:
            await sideband.send('{"type": "response.create"}')
            await event(sideband, "response.done")
            await phone.speak(silence(100, "audio/pcmu"))
            await sideband.send('{"type": "output_audio_buffer.clear"}')
            assert (await event(sideband, "conversation.item.truncated"))["audio_end_ms"] == 100


async def test_what_applies_when() -> None:
    async with telephone(attach_refusals=1, refer_status=502) as phone:
        target = "tel:+15550100199"
        for early in (phone.calls.hangup(phone.call_id), phone.calls.refer(phone.call_id, target_uri=target)):
            with pytest.raises(openai.BadRequestError):
                await early
        with pytest.raises(openai.BadRequestError):
            await phone.calls.accept(phone.call_id, type="realtime", model="gpt-realtime-2.1", tracing=7)  # type: ignore[arg-type]
        await phone.calls.accept(phone.call_id, **SESSION)
        with pytest.raises(openai.ConflictError):
            await phone.calls.accept(phone.call_id, **SESSION)
        with pytest.raises(openai.ConflictError):
            await phone.calls.reject(phone.call_id)
        with pytest.raises(openai.BadRequestError):
            await phone.calls.refer(phone.call_id, target_uri="mailto:x")
        with pytest.raises(openai.InternalServerError):
            await phone.calls.refer(phone.call_id, target_uri=target)
        with pytest.raises(Exception, match="404"):
            await phone.sideband().__aenter__()
        async with phone.sideband() as sideband:
            await event(sideband, "session.created")
            await sideband.send(b"\x00")
            assert (await event(sideband, "error"))["error"]["type"] == "invalid_request_error"


async def test_a_refer_and_a_reject_reach_the_caller() -> None:
    async with telephone() as phone:
        await phone.calls.accept(phone.call_id, **SESSION)
        await phone.signal("answered")
        await phone.calls.refer(phone.call_id, target_uri="sip:desk@practice.example")
        assert (await phone.signal("referred"))["target"] == "sip:desk@practice.example"
    async with telephone() as phone:
        await phone.calls.reject(phone.call_id, status_code=486)
        assert (await phone.signal("rejected"))["status"] == 486
        await phone.signal("ended")
        with pytest.raises(openai.NotFoundError):
            await phone.calls.accept(phone.call_id, **SESSION)


async def test_a_format_that_is_not_the_lines_is_static() -> None:
    async with telephone() as phone:
        audio = {"output": {"format": {"type": "audio/pcm", "rate": 24000}}}
        await phone.calls.accept(phone.call_id, **{**SESSION, "audio": audio})
        async with phone.sideband() as sideband:
            await sideband.send('{"type": "response.create"}')
            await event(sideband, "response.done")
            await phone.speak(silence(1000, "audio/pcmu"))
            await phone.calls.hangup(phone.call_id)
            await phone.signal("answered")
            await phone.signal("ended")
        assert phone.heard
        assert CaptionDecoder("audio/pcmu").feed(phone.heard) == []


async def test_a_trunk_takes_nothing_but_an_invite() -> None:
    async with serving(create_app(SystemClock(), ScriptedModel())) as port:
        for first in ("hello", '{"speed": 9}', base64.b64encode(b"audio").decode()):
            async with connect(f"ws://127.0.0.1:{port}/sandbox/sip") as socket:
                await socket.send(first)
                async with asyncio.timeout(5):
                    await socket.wait_closed()
                assert socket.close_code == 1007
