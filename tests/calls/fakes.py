"""A caller's side that remembers, one whose sound can be held, and an engine session that only takes notes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from agents.realtime import RealtimePlaybackTracker

from receptionist.calls.caller import Cut, TypedCaller
from receptionist.events import Outcome


@dataclass
class RecordingCaller(TypedCaller):
    """Everything the channel was told, in order."""

    told: list[tuple[Any, ...]] = field(default_factory=list)
    dials: bool = False
    hears_code: bool = True
    cut: Cut | None = None

    async def started(self, call_id: str) -> None:
        self.told.append(("started", call_id))

    async def notice(self, text: str) -> None:
        self.told.append(("notice", text))

    async def words(self, text: str, turn: int) -> None:
        self.told.append(("words", text, turn))

    async def utterance(self, text: str, turn: int) -> None:
        self.told.append(("utterance", text, turn))

    async def code_says(self, text: str, turn: int) -> bool:
        self.told.append(("code", text))
        return self.hears_code

    def audio(self, payload: str, item_id: str) -> None:
        self.told.append(("audio", payload))

    async def stop_audio(self) -> Cut | None:
        self.told.append(("stop",))
        return self.cut

    def tool(self, name: str, status: str) -> None:
        self.told.append(("tool", name, status))

    async def turn_done(self) -> None:
        self.told.append(("turn_done",))

    async def ended(self, outcome: Outcome) -> None:
        self.told.append(("ended", outcome))

    def transfer(self, target: str) -> bool:
        return self.dials

    def of(self, kind: str) -> list[tuple[Any, ...]]:
        return [entry for entry in self.told if entry[0] == kind]


@dataclass
class PausingCaller(RecordingCaller):
    """A caller's side with sound: `queued` plays when the test says so, and can be held (`calls/playout.py`)."""

    queued: list[str] = field(default_factory=list)
    held: bool = False
    tracker: RealtimePlaybackTracker = field(default_factory=RealtimePlaybackTracker)
    playing: list[Callable[[str], None]] = field(default_factory=list)

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker:
        return self.tracker

    @property
    def audible(self) -> bool:
        return bool(self.queued)

    def pause_audio(self) -> None:
        self.told.append(("pause",))
        self.held = True

    def resume_audio(self) -> None:
        self.told.append(("resume",))
        self.held = False

    def tell_playing(self, told: Callable[[str], None]) -> None:
        self.playing.append(told)

    def audio(self, payload: str, item_id: str) -> None:
        super().audio(payload, item_id)
        if item_id not in self.queued:
            self.queued.append(item_id)

    async def stop_audio(self) -> Cut | None:
        cut = Cut(self.queued[0], 500, tuple(self.queued[1:])) if self.queued else None
        self.queued.clear()
        self.held = False
        self.told.append(("stop",))
        return cut

    def plays(self, item_id: str, ms: float) -> None:
        """That much of the item has been played; its first frame has left."""
        for told in self.playing:
            told(item_id)
        self.tracker.on_play_ms(item_id, 0, ms)

    def played_out(self) -> None:
        self.queued.clear()
        self.tracker = RealtimePlaybackTracker()


@dataclass
class RecordingSession:
    """What was sent to the engine."""

    sent: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def session(self) -> "RecordingSession":
        """The SDK's session and its model, of which only `send_event` is used."""
        return self

    @property
    def model(self) -> "RecordingSession":
        return self

    async def send_event(self, event: Any) -> None:
        self.sent.append(("cancel_only", event.response_id))

    async def send_text(self, text: str) -> None:
        self.sent.append(("text", text))

    async def note_exchange(self, caller: str, lexi: str) -> None:
        self.sent.append(("note", caller))

    async def interrupt(self) -> None:
        self.sent.append(("cancel", None))

    async def forget(self, item_id: str) -> None:
        self.sent.append(("forget", item_id))

    async def request_response(self, instructions: str | None = None) -> None:
        self.sent.append(("response", instructions))
