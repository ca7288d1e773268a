"""A caller's side that remembers, and an engine session that only takes notes."""

from dataclasses import dataclass, field
from typing import Any

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

    async def audio(self, payload: str, item_id: str) -> None:
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
class RecordingSession:
    """What was sent to the engine."""

    sent: list[tuple[str, str | None]] = field(default_factory=list)

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
