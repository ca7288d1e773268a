"""One engine for all calls of a process: loads in the background, then hears and speaks in worker threads.

Until it is ready, and for ever where the packages are missing or altered, the sandbox's audio is captions; nothing
waits for it. One core works for one transcription at a time, one thread for the mouth.
"""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from receptionist.sandbox.captions import caption_words, speak_words
from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.voice.protocols import EAR_RATE, Ear, Heard, Mouth, Sentence
from receptionist.sandbox.voice.slips import NO_SLIPS, Slips
from receptionist.sandbox.voice.weights import INSTALL, VoiceUnavailable

if TYPE_CHECKING:
    from receptionist.sandbox.voice.listening import Listening

logger = logging.getLogger(__name__)

_WARM_UP = "Hello, this is Lexi speaking."


@dataclass(frozen=True)
class Parts:
    """What a loaded voice consists of; `listening` makes the front half of an ear for one stream."""

    ear: Ear
    mouth: Mouth
    listening: "Callable[[AudioFormat], Listening]"


class Voice:
    """Ears, mouth and sense of turns, shared. `start` it once, `close` it at the end; use it at any time between.

    `slips` decides how the transcripts sent to clients differ from what was heard; `load` makes the parts and may
    raise `VoiceUnavailable`.
    """

    def __init__(
        self, slips: Slips = NO_SLIPS, workers: int | None = None, load: "Callable[[int], Parts] | None" = None
    ) -> None:
        self.slips = slips
        self._workers = workers or _cores()
        self._load = load or load_parts
        self._parts: Parts | None = None
        self._ears = ThreadPoolExecutor(self._workers, "ear")
        self._mouth = ThreadPoolExecutor(1, "mouth")
        self._loading: Future[str] | None = None

    def start(self, tell: Callable[[str], None] = lambda _: None) -> "Future[str]":
        """Begin to load; `tell` gets one sentence for people, from another thread, when that is decided."""
        self._loading = self._mouth.submit(self._settle, tell)
        return self._loading

    def wait(self) -> str:
        """Block until loading is decided; the sentence that `tell` got. For tests and commands, not for a loop."""
        return (self._loading or self.start()).result()

    def close(self) -> None:
        """Stop the worker threads; what they are doing is finished, what waits is dropped."""
        self._mouth.shutdown(cancel_futures=True)
        self._ears.shutdown(cancel_futures=True)
        self._parts = None

    @property
    def ready(self) -> bool:
        """Whether there are ears and a mouth now."""
        return self._parts is not None

    def listening(self, format: AudioFormat) -> "Listening | None":
        """The front half of an ear for one stream of audio in this format; None until ready."""
        return None if self._parts is None else self._parts.listening(format)

    async def hear(self, pcm16k: bytes, *, letters: bool = False) -> Heard:
        """What was said, empty when that failed; a failure is logged without the words.

        `letters`: the speaker was asked to spell.
        """
        if self._parts is None:
            return Heard("", no_speech=1.0)
        try:
            loop = asyncio.get_running_loop()
            listen = partial(self._parts.ear.transcribe, pcm16k, letters=letters)
            return await loop.run_in_executor(self._ears, listen)
        except Exception:
            logger.exception("the ear failed on %.1f seconds of audio", len(pcm16k) / 2 / EAR_RATE)
            return Heard("", no_speech=1.0)

    async def hear_wire(self, audio: bytes, format: AudioFormat) -> Heard:
        """As `hear`, for a whole recording in one of the wire's formats."""
        if self._parts is None:
            return Heard("", no_speech=1.0)
        loop = asyncio.get_running_loop()
        return await self.hear(await loop.run_in_executor(self._ears, _to_ear, audio, format))

    async def say(self, text: str, format: AudioFormat, speed: float = 1.0) -> AsyncGenerator[tuple[str, bytes], None]:
        """The words of `text`, each with the stretch of speech that says it and carries its caption.

        What the mouth fails at is said by babble.
        """
        left = text.split()
        try:
            async with aclosing(self._sentences(text, format, speed)) as said:
                async for sentence, audio in said:
                    for word, piece in caption_words(sentence, audio, format):
                        del left[:1]
                        yield word, piece
        except Exception:
            logger.exception("the mouth failed")
            for word, piece in speak_words(" ".join(left), format):
                yield word, piece

    async def _sentences(self, text: str, format: AudioFormat, speed: float) -> AsyncGenerator[tuple[str, bytes], None]:
        if self._parts is None:
            return
        loop = asyncio.get_running_loop()
        stream = self._parts.mouth.stream(text, speed)
        while (said := await loop.run_in_executor(self._mouth, _next_in_format, stream, format)) is not None:
            yield said

    def _settle(self, tell: Callable[[str], None]) -> str:
        try:
            parts = self._load(self._workers)
            list(parts.mouth.stream(_WARM_UP))
            parts.ear.transcribe(bytes(2 * EAR_RATE))
            self._parts = parts
            sentence = "The voice is ready: callers can speak, and Lexi speaks."
        except VoiceUnavailable as reason:
            sentence = f"No voice, so audio carries captions. {reason}"
        except Exception:
            logger.exception("the voice could not be loaded")
            sentence = "No voice, so audio carries captions: its packages could not be loaded; see the log."
        tell(sentence)
        return sentence


def _cores() -> int:
    """The cores that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_parts(workers: int) -> Parts:
    """The real parts, weights checked. Raises `VoiceUnavailable`."""
    try:
        from receptionist.sandbox.voice.hibari_mouth import HibariMouth
        from receptionist.sandbox.voice.listening import Listening
        from receptionist.sandbox.voice.silero import SileroModel, SileroVad
        from receptionist.sandbox.voice.whisper_ear import WhisperEar
    except ImportError as error:
        raise VoiceUnavailable(f"The package {error.name} is not installed. {INSTALL}") from None
    voices = SileroModel.load()
    return Parts(WhisperEar(workers), HibariMouth(), lambda format: Listening(format, SileroVad(voices)))


def _to_ear(audio: bytes, format: AudioFormat) -> bytes:
    """A whole recording as PCM at 16 kHz. Runs in an ear's thread."""
    from receptionist.sandbox.voice.conversion import ToEar

    return ToEar(format).feed(audio, last=True)


def _next_in_format(stream: Iterator[Sentence], format: AudioFormat) -> tuple[str, bytes] | None:
    """The next sentence's text and audio in this format; None at the end. Runs in the mouth's thread."""
    from receptionist.sandbox.voice.conversion import from_mouth

    sentence = next(stream, None)
    return None if sentence is None else (sentence.text, from_mouth(sentence.pcm, format))
