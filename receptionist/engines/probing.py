"""Tries a voice engine as a caller would: a line in, Lexi's voice out, each step on the clock.

ProbeFailed   the engine can't be had or doesn't speak; the text says what happened and what to do
"""

import asyncio
import base64
import contextlib
import socket
import ssl
from dataclasses import dataclass
from typing import Any

import websockets
from agents.realtime import RealtimeAgent

from receptionist.clock import Clock, deadline
from receptionist.engines.events import ResponseFinished, ServerError, SessionReady, WordsDone
from receptionist.engines.events import read_server_event as read
from receptionist.engines.realtime import WEB, EngineSession, RealtimeEngine

INSTRUCTIONS = "You answer the telephone of a dental practice. Answer every message in one short sentence."
SAMPLE_RATE = 24_000
CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 30.0
CLOSED = "It closed the connection before it had answered; check the key, the model and its limits."
REFUSED = {
    400: "it did not like the request; check the model's name and that the address ends in /realtime",
    401: "the key is wrong or belongs to another service",
    403: "this key may not use the model",
    404: "there is no such address or model there; on Azure the model is the deployment's name",
    429: "the key has no credit or its limit is reached",
}


class ProbeFailed(RuntimeError):
    """One sentence for the person who asked."""


@dataclass(frozen=True)
class Trial:
    """What one line took, in seconds: until the settings were confirmed, and from the line on until the first audio and
    until the answer was complete. `audio` is 16-bit little-endian PCM, 24 kHz, mono; `words` what it says.
    """

    connect: float
    first_audio: float
    complete: float
    audio: bytes
    words: str


async def try_line(engine: RealtimeEngine, line: str, clock: Clock) -> Trial:
    """Connect, say `line` as text, listen to the whole answer, and hang up. Raises `ProbeFailed`."""
    attempt = _Attempt(engine, clock)
    try:
        async with deadline(clock, CONNECT_SECONDS):
            await attempt.connect()
    except TimeoutError:
        await attempt.close()
        raise ProbeFailed(f"It did not take our settings within {CONNECT_SECONDS:g} seconds.") from None
    except BaseException:
        await attempt.close()
        raise
    try:
        async with deadline(clock, ANSWER_SECONDS):
            return await attempt.ask(line)
    except TimeoutError:
        raise ProbeFailed(f"It took the line and did not finish an answer within {ANSWER_SECONDS:g} seconds.") from None
    finally:
        await attempt.close()


class _Attempt:
    """One connection and what arrives on it."""

    def __init__(self, engine: RealtimeEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._session: EngineSession[Any] | None = None
        self._began = clock.monotonic()
        self._connected = self._asked = self._began
        self._first_audio: float | None = None
        self._audio: list[bytes] = []
        self._words: list[str] = []

    async def connect(self) -> None:
        agent: RealtimeAgent[Any] = RealtimeAgent(name="Probe", instructions=INSTRUCTIONS)
        try:
            self._session = await self._engine.open(agent, None, WEB, on_audio=self._hear)
        except websockets.InvalidStatus as error:
            status = error.response.status_code
            raise ProbeFailed(
                f"It refuses the connection (HTTP {status}): {REFUSED.get(status, 'try again later')}."
            ) from None
        except websockets.ConnectionClosed:
            raise ProbeFailed(CLOSED) from None
        except websockets.InvalidHandshake:
            raise ProbeFailed("What answers there is no Realtime server; check the address.") from None
        except ssl.SSLError:
            raise ProbeFailed("Its TLS certificate is not trusted or it speaks no TLS; check the address.") from None
        except socket.gaierror:
            raise ProbeFailed("There is no such host; check the address.") from None
        except OSError:
            raise ProbeFailed("Nothing answers at that address; check it, and whether the server runs.") from None
        await self._until(SessionReady)
        self._connected = self._clock.monotonic()

    async def ask(self, line: str) -> Trial:
        if self._session is None:
            raise RuntimeError("an attempt is connected before it asks")
        self._asked = self._clock.monotonic()
        await self._session.send_text(line)
        await self._until(ResponseFinished)
        complete = self._clock.monotonic() - self._asked
        if self._first_audio is None:
            raise ProbeFailed("It answered without any audio; check that the model speaks.")
        return Trial(
            self._connected - self._began,
            self._first_audio - self._asked,
            complete,
            b"".join(self._audio),
            " ".join(self._words),
        )

    async def close(self) -> None:
        if self._session is not None:
            with contextlib.suppress(OSError, websockets.WebSocketException, asyncio.CancelledError):
                await self._session.close()

    def _hear(self, payload: str, item_id: str) -> None:
        if self._first_audio is None:
            self._first_audio = self._clock.monotonic()
        self._audio.append(base64.b64decode(payload))

    async def _until(self, wanted: type[SessionReady | ResponseFinished]) -> None:
        if self._session is None:
            raise RuntimeError("an attempt is connected before it listens")
        try:
            async for event in self._session.session:
                if event.type != "raw_model_event" or event.data.type != "raw_server_event":
                    continue
                heard = read(event.data.data)
                if isinstance(heard, WordsDone):
                    self._words.append(heard.text)
                elif isinstance(heard, ServerError):
                    raise ProbeFailed(f"It reports an error: {heard.code}.")
                elif isinstance(heard, ResponseFinished) and heard.status != "completed":
                    raise ProbeFailed(f"Its answer {heard.status} ({heard.code or 'no reason given'}).")
                elif isinstance(heard, wanted):
                    return
        except websockets.ConnectionClosed:
            pass
        raise ProbeFailed(CLOSED)
