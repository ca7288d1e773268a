"""The input audio buffer: what the caller says, cut into turns and read from the captions in the audio.

There is no speech recognition here. Words come from the captions that `receptionist.sandbox.captions` hides in audio;
a turn without captions is inaudible: its transcription fails and the model gets an empty message.
"""

from collections.abc import Callable
from typing import Protocol

from receptionist.sandbox.captions import CaptionDecoder
from receptionist.sandbox.openai.audio import SHAPES
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry
from receptionist.sandbox.openai.realtime.items import heard_message
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.realtime.session import Session, TurnDetection
from receptionist.sandbox.openai.realtime.vad import EnergyVad, silence_needed

_SHORTEST_COMMIT_MS = 100


class TurnListener(Protocol):
    """Who is told about turns, while they happen."""

    def speech_started(self) -> None:
        """Somebody began to speak."""

    def turn_committed(self, entry: Entry, *, by_vad: bool) -> None:
        """A turn is complete and in the conversation."""


class Ears:
    """Takes input audio, emits the buffer's events, and adds a user message for every committed turn."""

    def __init__(
        self, session: Callable[[], Session], conversation: Conversation, outbox: Outbox, listener: TurnListener
    ) -> None:
        self._session = session
        self._conversation = conversation
        self._outbox = outbox
        self._listener = listener
        self._total_ms = 0.0
        self._buffered_ms = 0.0
        self._words: list[str] = []
        self._item_id = new_id("item")
        self._format = session().input_format
        self._detection = session().turn_detection
        self._captions = CaptionDecoder(self._format)
        self._vad = self._new_vad(self._detection)

    @property
    def position_ms(self) -> int:
        """How much audio came in since the session began."""
        return round(self._total_ms)

    @property
    def speaking(self) -> bool:
        """Whether somebody is speaking, as far as the turn detection can tell."""
        return self._vad is not None and self._vad.speaking

    def configure(self) -> None:
        """Take over format and turn detection after a session update; an update of other things disturbs no turn."""
        if self._format != self._session().input_format:
            self._format = self._session().input_format
            self._captions = CaptionDecoder(self._format)
        elif self._detection == self._session().turn_detection:
            return
        self._detection = self._session().turn_detection
        self._vad = self._new_vad(self._detection)

    def _new_vad(self, detection: TurnDetection | None) -> EnergyVad | None:
        return None if detection is None else EnergyVad(detection, self._format, self._total_ms)

    def append(self, audio: bytes) -> None:
        """Hear this audio; with automatic turn detection turns start and end here."""
        # Small steps keep the words and the edges of speech in the order in which they happened.
        step = 20 * SHAPES[self._format].bytes_per_ms
        for start in range(0, len(audio), step):
            self._hear(audio[start : start + step])

    def _hear(self, audio: bytes) -> None:
        length = SHAPES[self._format].milliseconds(len(audio))
        self._total_ms += length
        self._buffered_ms += length
        self._words += self._captions.feed(audio)
        if self._vad is None or self._detection is None:
            return
        detection = self._detection
        for edge in self._vad.feed(audio, lambda: silence_needed(detection, self._words)):
            if edge.kind == "started":
                self._buffered_ms = self._total_ms - edge.at_ms
                self._outbox.emit("input_audio_buffer.speech_started", audio_start_ms=edge.at_ms, item_id=self._item_id)
                self._listener.speech_started()
            else:
                self._outbox.emit("input_audio_buffer.speech_stopped", audio_end_ms=edge.at_ms, item_id=self._item_id)
                self._commit(by_vad=True)

    def commit(self) -> None:
        """The client ends the turn; raises ApiFault when there is next to nothing in the buffer."""
        if self._buffered_ms < _SHORTEST_COMMIT_MS:
            raise ApiFault(
                "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
                f"but buffer only has {self._buffered_ms:.2f}ms of audio.",
                code="input_audio_buffer_commit_empty",
            )
        self._commit(by_vad=False)
        self._vad = self._new_vad(self._detection)

    def commit_silence(self, since_ms: int) -> None:
        """The idle timeout ran out: report it and commit the silence as an empty turn."""
        self._outbox.emit(
            "input_audio_buffer.timeout_triggered",
            audio_start_ms=since_ms,
            audio_end_ms=self.position_ms,
            item_id=self._item_id,
        )
        self._commit(by_vad=True)

    def clear(self) -> None:
        """Forget the audio of the unfinished turn."""
        self._reset()
        self._captions = CaptionDecoder(self._format)
        self._vad = self._new_vad(self._detection)
        self._outbox.emit("input_audio_buffer.cleared")

    def _commit(self, *, by_vad: bool) -> None:
        entry = heard_message(self._item_id, self._words, self._buffered_ms)
        self._reset()
        previous = self._conversation.add(entry)
        self._outbox.emit("input_audio_buffer.committed", previous_item_id=previous, item_id=entry.id)
        self._outbox.item("conversation.item.added", entry, previous)
        self._outbox.item("conversation.item.done", entry, previous)
        self._listener.turn_committed(entry, by_vad=by_vad)

    def _reset(self) -> None:
        self._buffered_ms = 0.0
        self._words = []
        self._item_id = new_id("item")
