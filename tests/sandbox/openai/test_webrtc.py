"""A WebRTC call with aiortc at both ends: audio both ways, events over the data channel, sideband, hang-up."""

import asyncio
import json
import math
from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest

pytest.importorskip("aiortc", reason="needs the webrtc extra")

import httpx
from aiortc import MediaStreamTrack, RTCConfiguration, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame
from openai import AsyncOpenAI
from websockets.asyncio.client import connect

from receptionist.clock import SystemClock
from receptionist.sandbox.openai.app import create_app
from tests.sandbox.openai.support import SERVER_EVENT, ScriptedModel, says
from tests.serving import serving

pytestmark = pytest.mark.wire

RATE, SAMPLES = 48_000, 960
PATIENCE = 8.0
LONG = "This answer is rather long and goes on and on until somebody interrupts it at last, or so one would hope."


class Microphone(MediaStreamTrack):
    """A hum while `speaking` is set, silence otherwise, at its own pace."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.speaking = False
        self._sent = 0
        self._clock = SystemClock()
        self._began = self._clock.monotonic()

    async def recv(self) -> AudioFrame:
        await self._clock.sleep(max(0.0, self._began + self._sent * SAMPLES / RATE - self._clock.monotonic()))
        loud = 9000 if self.speaking else 0
        start = self._sent * SAMPLES
        hum = [int(loud * math.sin(2 * math.pi * 220 * at / RATE)) for at in range(start, start + SAMPLES)]
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(array("h", hum).tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        self._sent += 1
        return frame


@dataclass
class Browser:
    """The other end of a call."""

    peer: RTCPeerConnection
    channel: RTCDataChannel
    microphone: Microphone
    call_id: str = ""
    loudest: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, kind: str, **fields: Any) -> None:
        self.channel.send(json.dumps({"type": kind, **fields}))

    async def until(self, kind: str) -> dict[str, Any]:
        """The first event of this type, whenever it came."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = next((event for event in self.events if event["type"] == kind), None)
                if found is not None:
                    return found
                self.arrived.clear()
                await self.arrived.wait()

    def heard(self, message: str) -> None:
        event = json.loads(message)
        SERVER_EVENT.validate_python(event)
        self.events.append(event)
        self.arrived.set()


async def listen(browser: Browser, track: MediaStreamTrack) -> None:
    try:
        while True:
            frame = await track.recv()
            assert isinstance(frame, AudioFrame)
            samples = array("h", bytes(frame.planes[0]))
            browser.loudest = max(browser.loudest, *(abs(sample) for sample in samples))
    except MediaStreamError:
        return


@asynccontextmanager
async def browser_of(api: AsyncOpenAI, **session: Any) -> AsyncIterator[Browser]:
    """A call that is up, set up as a browser does it, through the SDK's own client."""
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    browser = Browser(peer, peer.createDataChannel("oai-events"), Microphone())
    listening: list[asyncio.Task[None]] = []
    peer.addTrack(browser.microphone)
    peer.on("track", lambda track: listening.append(asyncio.ensure_future(listen(browser, track))))
    browser.channel.on("message", browser.heard)
    try:
        await peer.setLocalDescription(await peer.createOffer())
        given: Any = {"session": {"type": "realtime", **session}} if session else {}
        answer = await api.realtime.calls.with_raw_response.create(sdp=peer.localDescription.sdp, **given)
        browser.call_id = answer.headers["location"].rpartition("/")[2]
        await peer.setRemoteDescription(RTCSessionDescription(answer.parse().text, "answer"))
        yield browser
    finally:
        await peer.close()
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)


@asynccontextmanager
async def server(model: ScriptedModel) -> AsyncIterator[tuple[AsyncOpenAI, str]]:
    """The sandbox's server on the machine's clock, and its client."""
    async with (
        serving(create_app(SystemClock(), model)) as port,
        AsyncOpenAI(api_key="test", base_url=f"http://127.0.0.1:{port}/v1", max_retries=0) as api,
    ):
        yield api, f"127.0.0.1:{port}"


async def test_both_hear_each_other_and_what_is_not_heard_is_truncated() -> None:
    async with server(ScriptedModel(says(LONG))) as (api, _), browser_of(api, model="gpt-realtime-2.1") as browser:
        created = await browser.until("session.created")
        assert created["session"]["model"] == "gpt-realtime-2.1"
        browser.send("response.create")
        await browser.until("output_audio_buffer.started")
        finished = await browser.until("response.done")
        assert finished["response"]["status"] == "completed"
        browser.microphone.speaking = True
        await browser.until("input_audio_buffer.speech_started")
        cleared = await browser.until("output_audio_buffer.cleared")
        assert cleared["response_id"] == finished["response"]["id"]
        truncated = await browser.until("conversation.item.truncated")
        assert 0 < truncated["audio_end_ms"] < 4000
        assert browser.loudest > 1000
        browser.microphone.speaking = False
        await browser.until("input_audio_buffer.committed")
        assert all(event["type"] != "response.output_audio.delta" for event in browser.events)


async def test_a_sideband_shares_the_session_and_hanging_up_ends_both() -> None:
    async with server(ScriptedModel()) as (api, address), browser_of(api) as browser:
        await browser.until("session.created")
        url = f"ws://{address}/v1/realtime?call_id={browser.call_id}"
        async with connect(url, additional_headers={"Authorization": "Bearer test"}) as sideband:
            assert json.loads(await sideband.recv())["type"] == "session.created"
            change = {
                "type": "realtime",
                "instructions": "Be brief.",
                "audio": {"output": {"format": {"type": "audio/pcmu"}}},
            }
            await sideband.send(json.dumps({"type": "session.update", "session": change}))
            updated = json.loads(await sideband.recv())
            assert (updated["type"], updated["session"]["instructions"]) == ("session.updated", "Be brief.")
            # The peers have agreed on the audio; a session has no say in it.
            assert updated["session"]["audio"]["output"]["format"]["type"] == "audio/pcm"
            assert (await browser.until("session.updated"))["session"]["instructions"] == "Be brief."
            await api.realtime.calls.hangup(browser.call_id)
            async with asyncio.timeout(PATIENCE):
                await sideband.wait_closed()
            assert sideband.close_code == 1000
        async with httpx.AsyncClient(trust_env=False) as client:
            again = await client.post(
                f"http://{address}/v1/realtime/calls/{browser.call_id}/hangup", headers={"Authorization": "Bearer test"}
            )
        assert (again.status_code, again.json()["error"]["code"]) == (404, "call_id_not_found")
