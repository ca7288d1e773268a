"""Scripted parts of a voice, without any speech package, and ears under test that record what they emit.

In scripted audio (G.711 µ-law) a byte from 1 to 9 is somebody speaking, and which word; 0xFF is silence.
"""

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry
from receptionist.sandbox.openai.realtime.ears import Ears
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.voice.protocols import Heard, Sentence
from receptionist.sandbox.voice.voice import Parts, Voice

WORDS = {1: "I'd like to", 2: "book a cleaning.", 3: "Tuesday."}
_FRAME = 256


def says(word: int, ms: int) -> bytes:
    """Somebody says this for so long."""
    return bytes([word]) * (8 * ms)


def quiet(ms: int) -> bytes:
    """Nobody speaks."""
    return b"\xff" * (8 * ms)


class ScriptedListening:
    """Frames of 32 ms of the bytes as they are; speech is anything but silence."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, audio: bytes, *, judge: bool = True) -> Iterator[tuple[float, bytes]]:
        self._rest += audio
        while len(self._rest) >= _FRAME:
            frame, self._rest = self._rest[:_FRAME], self._rest[_FRAME:]
            yield float(judge and frame[0] != 0xFF), frame[:1] * 1024

    def finish(self) -> bytes:
        rest, self._rest = self._rest, b""
        return rest


class ScriptedEar:
    """Hears the words that the bytes stand for, and remembers how much it was given each time."""

    def __init__(self, words: Mapping[int, str] = WORDS) -> None:
        self.asked: list[int] = []
        self.letters: list[bool] = []
        self._words = words

    def transcribe(self, pcm16k: bytes, *, letters: bool = False) -> Heard:
        self.letters.append(letters)
        self.asked.append(len(pcm16k) // 32)
        said = dict.fromkeys(value for value in pcm16k if value in self._words)
        return Heard(" ".join(self._words[value] for value in said))


class ScriptedMouth:
    """A hundred milliseconds a letter."""

    def stream(self, text: str, speed: float = 1.0) -> Iterator[Sentence]:
        yield Sentence(text, bytes(4800 * len(text)))


def scripted_voice(ear: Any = None) -> Voice:
    """A loaded voice of scripted parts."""

    def listening(format: AudioFormat) -> Any:
        return ScriptedListening()

    voice = Voice(workers=1, load=lambda _: Parts(ear or ScriptedEar(), ScriptedMouth(), listening))
    voice.wait()
    return voice


class _Recorder(Outbox):
    def __init__(self) -> None:
        super().__init__(strict=True)
        self.events: list[dict[str, Any]] = []

    def emit(self, kind: str, **fields: Any) -> None:
        super().emit(kind, **fields)
        self.events.append({"type": kind, **fields})


class HeardCall:
    """Ears with a session of their own; `tell` feeds scripted audio, 20 ms at a time."""

    def __init__(self, voice: Voice | None, **detection: Any) -> None:
        self.outbox = _Recorder()
        self.turns: list[tuple[Entry, bool]] = []
        self.started = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.session = Session("m", 0)
        change: Any = {"type": "server_vad", **detection} if detection.get("type", "") is not None else None
        heard = {"format": {"type": "audio/pcmu"}, "turn_detection": change}
        self.session.update({"type": "realtime", "audio": {"input": heard}}, strict=True)
        self.ears = Ears(lambda: self.session, Conversation(), self.outbox, self, self._spawn, voice)

    def tell(self, *audio: bytes, frame: int = 160) -> None:
        whole = b"".join(audio)
        for start in range(0, len(whole), frame):
            self.ears.append(whole[start : start + frame])

    def speech_started(self) -> None:
        self.started += 1

    def turn_committed(self, entry: Entry, *, by_vad: bool) -> None:
        self.turns.append((entry, by_vad))

    async def settled(self) -> list[str]:
        """The words of the turns so far, once the ears are done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        return [entry.text() for entry, _ in self.turns]

    def times(self, kind: str, field: str) -> list[int]:
        return [event[field] for event in self.outbox.events if event["type"] == f"input_audio_buffer.{kind}"]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
