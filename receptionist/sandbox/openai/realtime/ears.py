"""The input audio buffer: what the caller says, cut into turns, and read from its captions or heard.

Audio that carries captions (`receptionist.sandbox.captions`) is read, and its turns are told by loudness. Any other
goes to the ears of the process when it has some, and its turns are told by a model of voices. Without ears, a turn
without captions is inaudible: its transcription fails and the model gets an empty message.
"""

import re
from collections.abc import Callable
from typing import Protocol

from receptionist.sandbox.captions import CaptionDecoder
from receptionist.sandbox.openai.audio import SHAPES
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.backlog import Backlog
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry
from receptionist.sandbox.openai.realtime.heard_turn import HeardTurn
from receptionist.sandbox.openai.realtime.items import heard_message
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.realtime.responder import Spawn
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.openai.realtime.vad import Edge, EnergyVad, silence_needed
from receptionist.sandbox.voice.voice import Voice

_SHORTEST_COMMIT_MS = 100
_STEP_MS = 20
_ASKS_TO_SPELL = re.compile(r"\bspell\b|\bletter by letter, please\b|\bname, spelled\b", re.IGNORECASE)


class TurnListener(Protocol):
    """Who is told about turns, while they happen."""

    def speech_started(self) -> None:
        """Somebody began to speak."""

    def turn_committed(self, entry: Entry, *, by_vad: bool) -> None:
        """A turn is complete and in the conversation."""


class Ears:
    """Takes input audio, emits the buffer's events, and adds a user message for every committed turn."""

    def __init__(
        self,
        session: Callable[[], Session],
        conversation: Conversation,
        outbox: Outbox,
        listener: TurnListener,
        spawn: Spawn,
        voice: Voice | None = None,
    ) -> None:
        self._session = session
        self._conversation = conversation
        self._outbox = outbox
        self._listener = listener
        self._spawn = spawn
        self._voice = voice
        self._backlog = Backlog(self._hear, spawn)
        self._total_ms = 0.0
        self._buffered_ms = 0.0
        self._words: list[str] = []
        self._item_id = new_id("item")
        self._format = session().input_format
        self._detection = session().turn_detection
        self._captions = CaptionDecoder(self._format)
        self._captioned = voice is None
        self._energy: EnergyVad | None = None
        self._heard: HeardTurn | None = None
        self._start_over()

    @property
    def position_ms(self) -> int:
        """How much audio came in since the session began."""
        return round(self._total_ms)

    @property
    def speaking(self) -> bool:
        """Whether somebody is speaking, as far as the turn detection can tell."""
        if self._captioned or self._heard is None:
            return self._energy is not None and self._energy.speaking
        return self._heard.speaking

    def configure(self) -> None:
        """Take over format and turn detection after a session update; an update of other things disturbs no turn."""
        self._backlog.finish()
        if self._format != self._session().input_format:
            self._format = self._session().input_format
            self._captions = CaptionDecoder(self._format)
            self._heard = None
        elif self._detection == self._session().turn_detection:
            return
        self._detection = self._session().turn_detection
        self._start_over()

    def append(self, audio: bytes) -> None:
        """Hear this audio; with automatic turn detection turns start and end here, or soon for a long stretch."""
        # Small steps keep the words and the edges of speech in the order in which they happened.
        self._backlog.add(audio, _STEP_MS * SHAPES[self._format].bytes_per_ms)

    def hear_item(self, entry: Entry, audio: bytes) -> None:
        """Hear the audio of a message that the client made; its captions, if any, were read already."""
        if audio and not entry.text() and self._voice is not None and self._voice.ready:
            entry.hearing = self._spawn(self._listen(self._voice, entry, audio))

    async def _listen(self, voice: Voice, entry: Entry, audio: bytes) -> None:
        heard = await voice.hear_wire(audio, self._format)
        entry.words = [(entry.audio_ms, word) for word in heard.words]

    def commit(self) -> None:
        """The client ends the turn; raises ApiFault when there is next to nothing in the buffer."""
        self._backlog.finish()
        if self._buffered_ms < _SHORTEST_COMMIT_MS:
            raise ApiFault(
                "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
                f"but buffer only has {self._buffered_ms:.2f}ms of audio.",
                code="input_audio_buffer_commit_empty",
            )
        self._commit(by_vad=False)

    def commit_silence(self, since_ms: int) -> None:
        """The idle timeout ran out: report it and commit the silence as an empty turn."""
        self._outbox.emit(
            "input_audio_buffer.timeout_triggered",
            audio_start_ms=since_ms,
            audio_end_ms=self.position_ms,
            item_id=self._item_id,
        )
        if self._heard is not None:
            self._heard.forget()
        self._commit(by_vad=True)

    def clear(self) -> None:
        """Forget the audio of the unfinished turn."""
        self._backlog.finish()
        self._captions = CaptionDecoder(self._format)
        if self._heard is not None:
            self._heard.forget()
        self._reset()
        self._outbox.emit("input_audio_buffer.cleared")

    def _hear(self, audio: bytes) -> None:
        length = SHAPES[self._format].milliseconds(len(audio))
        self._total_ms += length
        self._buffered_ms += length
        self._read_captions(audio)
        if self._captioned:
            self._judge_loudness(audio)
            return
        if self._heard is None and self._voice is not None and self._voice.ready:
            self._start_over()
        if self._heard is not None:
            for edge in self._heard.feed(audio):
                self._turn(edge)

    def _read_captions(self, audio: bytes) -> None:
        before = self._captions.frames
        self._words += self._captions.feed(audio)
        if self._captions.frames > before and not self._captioned:
            self._captioned = True
            if self._heard is not None:
                self._heard.forget()
            self._energy = self._new_energy()

    def _judge_loudness(self, audio: bytes) -> None:
        detection = self._detection
        if self._energy is not None and detection is not None:
            for edge in self._energy.feed(audio, lambda: silence_needed(detection, self._words)):
                self._turn(edge)

    def _turn(self, edge: Edge) -> None:
        if edge.kind == "started":
            self._buffered_ms = self._total_ms - edge.at_ms
            self._outbox.emit("input_audio_buffer.speech_started", audio_start_ms=edge.at_ms, item_id=self._item_id)
            self._listener.speech_started()
        else:
            self._outbox.emit("input_audio_buffer.speech_stopped", audio_end_ms=edge.at_ms, item_id=self._item_id)
            self._commit(by_vad=True)

    def _commit(self, *, by_vad: bool) -> None:
        entry = heard_message(self._item_id, self._words, self._buffered_ms)
        if self._heard is not None and not self._captioned:
            entry.hearing = self._heard.take(entry, by_vad=by_vad)
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
        self._captioned = self._voice is None
        self._start_over()

    def _start_over(self) -> None:
        """Judge what comes from here on anew, by the turn detection of now."""
        self._energy = self._new_energy()
        if self._heard is not None:
            self._heard.start_over(self._detection, self._total_ms)
            return
        listening = self._voice.listening(self._format) if self._voice is not None else None
        if listening is not None and self._voice is not None:
            self._heard = HeardTurn(self._voice, listening, self._spawn, self._turn, self._asked_to_spell)
            self._heard.start_over(self._detection, self._total_ms)

    def _asked_to_spell(self) -> bool:
        """Whether the model's last words asked for letters; a name that is spelled to be agreed to does not."""
        said = [entry for entry in self._conversation if entry.wire.get("role") == "assistant"]
        return bool(said) and _ASKS_TO_SPELL.search(said[-1].text()) is not None

    def _new_energy(self) -> EnergyVad | None:
        return None if self._detection is None else EnergyVad(self._detection, self._format, self._total_ms)
