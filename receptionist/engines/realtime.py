"""Opens a Realtime session over WebSocket for one call, on the vendor's service or a compatible one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from agents.realtime import (
    RealtimeAgent,
    RealtimeModelConfig,
    RealtimeModelSendInterrupt,
    RealtimeModelSendRawMessage,
    RealtimePlaybackTracker,
    RealtimeRunner,
    RealtimeSession,
    RealtimeSessionModelSettings,
)
from agents.version import __version__ as agents_version

from receptionist.engines.model import OnAudio, PassThroughModel
from receptionist.engines.transport import EngineSocket, Keepalive, connect
from receptionist.engines.warm import Reservation

C = TypeVar("C")
KeyHeader = Literal["bearer", "api-key"]

AZURE_DOMAIN = ".azure.com"
HANDSHAKE_SECONDS = 10.0
# Longer than the SDK's twenty seconds, so that one slow moment of ours does not end a call.
PING_TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True)
class Medium:
    """How the caller and Lexi exchange words: typed, or spoken in the vendor's `audio_format` both ways.

    `own_turns`: the call itself decides when a sound of the caller's ends Lexi's speech and when a turn is answered,
    because its line can be paused; otherwise the server does both.
    """

    name: Literal["text", "telephone", "web"]
    audio_format: Literal["", "audio/pcmu", "audio/pcm"]
    own_turns: bool = False

    @property
    def spoken(self) -> bool:
        return self.audio_format != ""


TEXT = Medium("text", "")
# G.711 mu-law, 8 kHz.
TELEPHONE = Medium("telephone", "audio/pcmu")
# The same over a media stream, whose sound passes through our hands.
MEDIA_STREAM = Medium("telephone", "audio/pcmu", own_turns=True)
# 16-bit little-endian samples, 24 kHz, mono; the page holds what it has of them when it is told to.
WEB = Medium("web", "audio/pcm", own_turns=True)


def key_header_of(url: str) -> KeyHeader:
    """How the service at `url` wants its key: Azure in a header of its own, everyone else as a bearer's token."""
    return "api-key" if (urlsplit(url).hostname or "").endswith(AZURE_DOMAIN) else "bearer"


@dataclass(frozen=True)
class RealtimeEngine:
    """Where and with what a session is opened. `url` is the vendor's `wss://.../v1/realtime` or a compatible one.

    `reserved` is one call's right to a socket that was opened while it rang; it does not tell one engine from another.
    """

    url: str
    api_key: str = field(repr=False)
    model: str
    voice: str
    transcription_model: str
    key_header: KeyHeader = "bearer"
    reserved: Reservation | None = field(default=None, compare=False, repr=False)

    @property
    def address(self) -> str:
        """Where a session of this model is opened."""
        return f"{self.url}?model={self.model}"

    @property
    def headers(self) -> dict[str, str]:
        """What the handshake carries: who asks, and the key."""
        key = {"api-key": self.api_key} if self.key_header == "api-key" else {"Authorization": f"Bearer {self.api_key}"}
        return {"User-Agent": f"Agents/Python {agents_version}", **key}

    async def dial(self) -> EngineSocket:
        """Open a socket on which nothing is said yet. Raises as `open` does."""
        return await connect(
            self.address,
            self.headers,
            lambda socket, message: False,
            handshake_seconds=HANDSHAKE_SECONDS,
            keepalive=Keepalive(timeout=PING_TIMEOUT_SECONDS),
        )

    async def _reserved_socket(self) -> EngineSocket | None:
        return await self.reserved.take(self) if self.reserved is not None else None

    async def open(
        self,
        agent: RealtimeAgent[C],
        context: C,
        medium: Medium,
        playback_tracker: RealtimePlaybackTracker | None = None,
        on_audio: OnAudio | None = None,
    ) -> "EngineSession[C]":
        """Connect. The runner is made per call because one runner is one connection.

        `playback_tracker` tells what the caller has heard when she interrupts; without one the SDK takes it that
        audio plays in real time from its arrival on.

        `on_audio(payload, item_id)` is called with Lexi's audio, base64 as it came, the moment it arrives; it is a
        plain function, runs on the loop and must neither block nor raise. No audio then comes out of the session's
        iteration, so whoever watches for signs of life must count it as one. Without it audio is an event like others.

        Raises `OSError`, `TimeoutError` or a websockets exception when the server can't be reached or refuses.
        """
        model = PassThroughModel(
            on_audio,
            handshake_seconds=HANDSHAKE_SECONDS,
            ping_timeout_seconds=PING_TIMEOUT_SECONDS,
            own_turns=medium.own_turns,
            spare=self._reserved_socket,
        )
        runner = RealtimeRunner(
            starting_agent=agent,
            model=model,
            # This is the switch that keeps calls out of the vendor's traces; the global ones do not reach Realtime.
            config={"tracing_disabled": True},
        )
        model_config = RealtimeModelConfig(
            api_key=self.api_key,
            url=self.address,
            headers=self.headers,
            initial_model_settings=self._settings(medium),
        )
        if playback_tracker is not None:
            model_config["playback_tracker"] = playback_tracker
        session = await runner.run(context=context, model_config=model_config)
        await session.enter()
        return EngineSession(session, model.append_audio)

    def _settings(self, medium: Medium) -> RealtimeSessionModelSettings:
        settings: RealtimeSessionModelSettings = {"model_name": self.model, "tracing": None}
        if self.model.startswith("gpt-realtime-2"):
            # Only the reasoning models take these two; low effort keeps the first word quick.
            settings["reasoning"] = {"effort": "low"}
            settings["parallel_tool_calls"] = False
        if not medium.spoken:
            settings["output_modalities"] = ["text"]
            # The SDK sends its default transcriber unless it is told None, which its type does not foresee.
            settings["audio"] = {"input": {"transcription": None, "turn_detection": None}}  # type: ignore[typeddict-item]
            return settings
        settings["output_modalities"] = ["audio"]
        settings["audio"] = {
            "input": {
                "format": medium.audio_format,
                "transcription": {"model": self.transcription_model, "language": "en"},
                "turn_detection": {
                    "type": "server_vad",
                    "threshold": 0.6,
                    "silence_duration_ms": 600,
                    "create_response": not medium.own_turns,
                    "interrupt_response": not medium.own_turns,
                },
            },
            "output": {"format": medium.audio_format, "voice": self.voice},
        }
        return settings


class EngineSession(Generic[C]):
    """A connected session: iterate `session` for its events, and send what a call sends.

    `send_audio_base64(payload)` gives the caller's audio as base64 text, in the session's input format. It is a plain
    function that never waits, and does nothing when the connection is gone: its loss is told by the iteration.
    """

    def __init__(self, session: RealtimeSession, append_audio: Callable[[str], None] | None = None) -> None:
        self.session = session
        # The model's own function, because every call between costs each frame of each caller.
        self.send_audio_base64: Callable[[str], None] = append_audio or _send_nothing

    async def send_text(self, text: str) -> None:
        """Give the caller's typed words and ask for a response."""
        await self.session.send_message(text)

    async def send_audio(self, audio: bytes) -> None:
        """Give the caller's audio, in the session's input format."""
        await self.session.send_audio(audio)

    async def request_response(self, instructions: str | None = None) -> None:
        """Ask for a response once the line is free; with `instructions` it is to say just what they say."""
        response: dict[str, Any] = {}
        if instructions is not None:
            response = {"response": {"instructions": instructions, "tool_choice": "none"}}
        await self._send("response.create", response)

    async def interrupt(self) -> None:
        """Stop the running response and truncate it at what was heard, as when the caller speaks or presses a key."""
        await self.session.model.send_event(RealtimeModelSendInterrupt(force_response_cancel=True))

    async def forget(self, item_id: str) -> None:
        """Take an item out of the conversation: one of Lexi's of which the caller heard nothing."""
        await self._send("conversation.item.delete", {"item_id": item_id})

    async def note_exchange(self, caller: str, lexi: str) -> None:
        """Let the model know of a turn that code answered, without asking it for anything."""
        for role, kind, text in (("user", "input_text", caller), ("assistant", "output_text", lexi)):
            item = {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}
            await self._send("conversation.item.create", {"item": item})

    async def _send(self, kind: str, other: dict[str, Any]) -> None:
        await self.session.model.send_event(RealtimeModelSendRawMessage(message={"type": kind, "other_data": other}))

    async def close(self) -> None:
        """Close the connection and cancel the session's tools."""
        await self.session.close()


def _send_nothing(payload: str) -> None:
    """For a session without a connection of ours."""
