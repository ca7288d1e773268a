"""WebRTC calls by aiortc: the peer's microphone in, the model's voice out, events over the data channel `oai-events`.

Importing this module needs the `webrtc` extra.
"""

import asyncio
import contextlib
from array import array
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import aioice.ice
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.exceptions import InvalidAccessError, InvalidStateError
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame
from av.audio.resampler import AudioResampler

from receptionist.clock import Clock
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.call_connection import FRAME_MS
from receptionist.sandbox.openai.realtime.calls import Calls, World
from receptionist.sandbox.openai.realtime.control import ControlRoom

CHANNEL = "oai-events"
RATE = 24_000
SAMPLES = RATE * FRAME_MS // 1000
UNATTENDED_SECONDS = 1.0

_gathered = aioice.ice.get_host_addresses


def host_addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    """This machine's addresses; on one that has none but loopback, loopback, which aioice alone would leave out."""
    return _gathered(use_ipv4, use_ipv6) or ["127.0.0.1"]


aioice.ice.get_host_addresses = host_addresses


class Voice(MediaStreamTrack):
    """The model's voice as a track: a frame each 20 ms, silence when there is nothing to say."""

    kind = "audio"

    def __init__(self, clock: Clock, play: Callable[[], bytes]) -> None:
        super().__init__()
        self._clock = clock
        self._play = play
        self._began: float | None = None
        self._sent = 0

    async def recv(self) -> AudioFrame:
        """The next frame, when it is due. Raises `MediaStreamError` when the call is over."""
        if self.readyState != "live":
            raise MediaStreamError
        now = self._clock.monotonic()
        self._began = now if self._began is None else self._began
        await self._clock.sleep(max(0.0, self._began + self._sent * FRAME_MS / 1000 - now))
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(self._play().ljust(2 * SAMPLES, b"\0"))
        frame.sample_rate = RATE
        frame.pts = self._sent * SAMPLES
        frame.time_base = Fraction(1, RATE)
        self._sent += 1
        return frame


class _DataChannel:
    """Implements `control.ControlChannel` on a peer's data channel."""

    def __init__(self, channel: RTCDataChannel) -> None:
        self._channel = channel

    async def send_text(self, text: str) -> None:
        if self._channel.readyState == "open":
            self._channel.send(text)

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        self._channel.close()


class WebRtcCall:
    """One call with a browser or another WebRTC client. Implements `calls.Call`."""

    def __init__(self, world: World, session: Any) -> None:
        self.id = new_id("rtc")
        self.room = ControlRoom()
        self._clock = world.clock
        self._connection = world.connection("webrtc", session, self.room)
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._voice = Voice(world.clock, self._play)
        self._serving = False
        self._listening: asyncio.Task[None] | None = None
        self._peer.on("track", self._track)
        self._peer.on("datachannel", self._data_channel)
        self._peer.on("connectionstatechange", self._state_changed)
        self._joining: set[asyncio.Task[None]] = set()
        self._peer_gone = asyncio.Event()

    async def answer(self, offer: str) -> str:
        """The SDP answer to the peer's offer; raises `ApiFault` for an offer that is none or offers no audio."""
        try:
            await self._peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        except (ValueError, TypeError, LookupError, AttributeError, InvalidAccessError, InvalidStateError):
            raise ApiFault("The SDP offer could not be parsed.", code="invalid_offer", param="sdp") from None
        if not any(transceiver.kind == "audio" for transceiver in self._peer.getTransceivers()):
            raise ApiFault("The SDP offer has no audio media section.", code="invalid_offer", param="sdp")
        self._peer.addTrack(self._voice)
        await self._peer.setLocalDescription(await self._peer.createAnswer())
        return self._peer.localDescription.sdp

    async def run(self) -> None:
        """Carry the call until it is hung up, or until its peer has gone and nobody is attached any more."""
        leaving = asyncio.create_task(self._leave_unattended(), name="webrtc peer watch")
        self._serving = True
        try:
            await self._connection.serve(self.room)
        finally:
            self._serving = False
            self.room.end()
            tasks = [task for task in (leaving, self._listening, *self._joining) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.close()

    async def close(self) -> None:
        """Let the peer go."""
        self._voice.stop()
        await self._peer.close()

    # What clients do over HTTP

    def accept(self, session: Any) -> None:
        raise ApiFault("Only a SIP call can be accepted.", code="invalid_call_type")

    def reject(self, status: int) -> None:
        raise ApiFault("Only a SIP call can be rejected.", code="invalid_call_type")

    def refer(self, target: str) -> None:
        raise ApiFault("Only a SIP call can be referred.", code="invalid_call_type")

    def hangup(self) -> None:
        self.room.end()

    def may_attach(self) -> None:
        """A session is here from the answer on."""

    # What the peer does

    def _play(self) -> bytes:
        return self._connection.play() if self._serving else b""

    def _track(self, track: MediaStreamTrack) -> None:
        if track.kind == "audio" and self._listening is None:
            self._listening = asyncio.create_task(self._listen(track), name="webrtc ears")

    async def _listen(self, track: MediaStreamTrack) -> None:
        resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if not isinstance(frame, AudioFrame):
                    continue
                for resampled in resampler.resample(frame):
                    samples = array("h", bytes(resampled.planes[0])[: 2 * resampled.samples])
                    if self._serving:
                        self._connection.hear(samples.tobytes())

    def _data_channel(self, channel: RTCDataChannel) -> None:
        if channel.label != CHANNEL:
            return
        joined = _DataChannel(channel)
        channel.on("message", self._message)
        channel.on("close", lambda: self.room.leave(joined))
        joining = asyncio.create_task(self.room.join(joined), name="data channel")
        self._joining.add(joining)
        joining.add_done_callback(self._joining.discard)

    def _message(self, message: str | bytes) -> None:
        self.room.say(message if isinstance(message, str) else "null")

    def _state_changed(self) -> None:
        if self._peer.connectionState in ("failed", "closed"):
            self._peer_gone.set()

    async def _leave_unattended(self) -> None:
        # Sidebands are not told that a peer has left, as at the vendor; whoever attached has to hang up or to leave.
        await self._peer_gone.wait()
        while self.room.attended:
            await self._clock.sleep(UNATTENDED_SECONDS)
        self.room.end()


async def start_call(calls: Calls, offer: str, session: Any) -> tuple[str, str]:
    """Take a call; returns its id and the SDP answer. Raises `ApiFault`."""
    call = WebRtcCall(calls.world, session)
    try:
        answer = await call.answer(offer)
    except BaseException:
        await call.close()
        raise
    calls.add(call)
    task = asyncio.create_task(call.run(), name="webrtc call")
    calls.own(task)
    task.add_done_callback(lambda _: calls.remove(call))
    return call.id, answer
