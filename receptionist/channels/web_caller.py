"""The caller's side of a call on a web page: what the call says becomes messages, typed or spoken."""

import asyncio
from collections.abc import Callable
from typing import Any

from agents.realtime import RealtimePlaybackTracker

from receptionist.calls.caller import Cut, TypedCaller
from receptionist.calls.log import Entry
from receptionist.channels.web_line import VoiceLine
from receptionist.clock import Clock
from receptionist.events import CallerSaid, Outcome

MAX_UNSENT = 10_000

Message = dict[str, Any]


class TextCaller(TypedCaller):
    """Turns what a call says into the channel's messages, queued so that a slow reader holds nobody up."""

    def __init__(self) -> None:
        self.outbox: asyncio.Queue[Message | None] = asyncio.Queue()

    async def started(self, call_id: str) -> None:
        self._put({"type": "call.started", "call_id": call_id})

    async def notice(self, text: str) -> None:
        self._put({"type": "lexi.text", "text": text, "turn": 0, "kind": "notice"})

    async def words(self, text: str, turn: int) -> None:
        self._put({"type": "lexi.delta", "text": text, "turn": turn})

    async def utterance(self, text: str, turn: int) -> None:
        self._put({"type": "lexi.text", "text": text, "turn": turn})

    async def code_says(self, text: str, turn: int) -> bool:
        self._put({"type": "lexi.text", "text": text, "turn": turn})
        return True

    def tool(self, name: str, status: str) -> None:
        self._put({"type": "tool", "name": name, "status": status})

    async def turn_done(self) -> None:
        self._put({"type": "turn.done"})

    async def ended(self, outcome: Outcome) -> None:
        self._put({"type": "call.ended", "outcome": outcome})
        self.outbox.put_nowait(None)

    def error(self, code: str, message: str) -> None:
        self._put({"type": "error", "code": code, "message": message})

    def _put(self, message: Message) -> None:
        # A client that stops reading must not fill the memory; the call itself is on its log in any case.
        if self.outbox.qsize() < MAX_UNSENT:
            self.outbox.put_nowait(message)


class VoiceCaller(TextCaller):
    """The same with Lexi's voice beside her words, and the caller's words as they were understood.

    Implements `calls.playout.Playout`, too: the page can hold what it has of Lexi's voice.
    Words that code says while the voice engine is of no use are read on the page, so they count as heard.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.line = VoiceLine(self._put, clock)
        self._speaking = ""
        self._stopped = ""

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker | None:
        """What the engine's session truncates by: what this page has really played."""
        return self.line.heard

    def audio(self, payload: str, item_id: str) -> None:
        # What still arrives of an utterance that was stopped would be heard as a stutter.
        if item_id and item_id == self._stopped:
            return
        self._speaking = item_id
        self.line.play(payload, item_id)

    async def stop_audio(self) -> Cut | None:
        self._stopped = self._speaking
        return self.line.clear()

    @property
    def audible(self) -> bool:
        return self.line.audible

    def pause_audio(self) -> None:
        self.line.hold()

    def resume_audio(self) -> None:
        self.line.go_on()

    def tell_playing(self, told: Callable[[str], None]) -> None:
        self.line.tell_playing(told)

    async def utterance(self, text: str, turn: int) -> None:
        await super().utterance(text, turn)
        self.line.end_utterance()

    async def turn_done(self) -> None:
        self.line.end_utterance()
        await super().turn_done()

    async def ended(self, outcome: Outcome) -> None:
        # The page lets go of its loudspeaker at this message, so it comes after the goodbye has been played.
        self.line.end_utterance()
        await self.line.played_out()
        await super().ended(outcome)

    def on_entry(self, entry: Entry) -> None:
        """Show the caller what was understood, which the log has first."""
        if isinstance(entry.event, CallerSaid) and entry.event.item_id:
            self._put({"type": "caller.heard", "text": entry.event.text})
