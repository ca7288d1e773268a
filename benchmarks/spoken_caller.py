"""A caller of the benchmark: speaks over a Realtime WebSocket at the pace of speech, and times the answers."""

import asyncio
import base64
import json
from typing import Any

import numpy as np
import websockets

from receptionist.clock import SystemClock
from receptionist.sandbox.voice.caller import CallerManner, load_caller
from receptionist.sandbox.voice.caller_voice import CallerVoice
from receptionist.sandbox.voice.conversion import bytes_of
from receptionist.sandbox.voice.voice import Voice

_FRAME_SECONDS, _FRAME_BYTES = 0.02, 160
_SILENCE = b"\xff" * _FRAME_BYTES
_RATE = 8000
_AUDIBLE = 300


class SpokenCaller:
    """Speaks G.711; `call` returns seconds from the end of each sentence to the first sound of the answer."""

    def __init__(self, voice: Voice, url: str, seed: int = 0) -> None:
        self._voice = voice
        self._url = url
        self._seed = seed
        self._clock = SystemClock()
        self._sentence = b""

    async def call(self, sentences: list[str]) -> list[float]:
        said = await asyncio.to_thread(self._prepare, sentences)
        headers = {"Authorization": "Bearer bench"}
        async with websockets.connect(self._url, additional_headers=headers, compression=None) as socket:
            kind = {"format": {"type": "audio/pcmu"}}
            session = {"type": "realtime", "audio": {"input": kind, "output": kind}}
            await socket.send(json.dumps({"type": "session.update", "session": session}))
            line = asyncio.create_task(self._keep_talking(socket))
            try:
                return [await self._turn(socket, audio, length) for audio, length in said]
            finally:
                line.cancel()

    async def heard_over_telephone(self, text: str, noise_db: float | None) -> str:
        """What the ear makes of the sentence over G.711."""
        manner = CallerManner(noise_db=noise_db, seed=self._seed)
        audio = await asyncio.to_thread(lambda: _cached(manner).speak(text, "audio/pcmu"))
        return (await self._voice.hear_wire(audio, "audio/pcmu")).text

    def _prepare(self, sentences: list[str]) -> list[tuple[bytes, float]]:
        voice = _cached(CallerManner(seed=self._seed))
        found = []
        for sentence in sentences:
            samples = voice.samples(sentence, _RATE)
            audible = np.flatnonzero(np.abs(samples) > _AUDIBLE)
            found.append((bytes_of(samples, "audio/pcmu"), float(audible[-1]) / _RATE))
        return found

    async def _turn(self, socket: Any, audio: bytes, length: float) -> float:
        """Speak, and wait for the whole answer; the seconds until its first sound."""
        self._sentence = audio
        ended = self._clock.monotonic() + length
        first = None
        while (event := json.loads(await socket.recv()))["type"] != "response.done":
            if event["type"] == "response.output_audio.delta" and first is None:
                first = self._clock.monotonic()
        if first is None:
            raise RuntimeError(f"The answer had no sound: {event['response']['status']}.")
        return first - ended

    async def _keep_talking(self, socket: Any) -> None:
        """Twenty milliseconds every twenty milliseconds: the sentence there is, else silence."""
        due = self._clock.monotonic()
        while True:
            frame, self._sentence = self._sentence[:_FRAME_BYTES], self._sentence[_FRAME_BYTES:]
            encoded = base64.b64encode(frame.ljust(_FRAME_BYTES, b"\xff") or _SILENCE).decode()
            await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": encoded}))
            due += _FRAME_SECONDS
            await self._clock.sleep(max(0.0, due - self._clock.monotonic()))


_VOICES: dict[CallerManner, CallerVoice] = {}


def _cached(manner: CallerManner) -> CallerVoice:
    if manner not in _VOICES:
        _VOICES[manner] = load_caller(manner)
    return _VOICES[manner]
