"""Lexi's voice: her words to channel and log, her sound to the caller, and how she is paused, resumed and cut off."""

from typing import Any

from receptionist.calls.caller import CallerSide, Cut
from receptionist.calls.latency import LatencyClocks
from receptionist.calls.log import CallLog
from receptionist.calls.playout import playout_of
from receptionist.calls.safety import SafetyNets
from receptionist.calls.utterances import Utterance, Utterances
from receptionist.engines.realtime import EngineSession
from receptionist.events import LexiSaid, SpeechCutShort


class LexiVoice:
    """One call's voice. `playout` is the line's own hold on its sound; None where there is no sound or no hold."""

    def __init__(
        self, session: EngineSession[Any], log: CallLog, caller: CallerSide, nets: SafetyNets, clocks: LatencyClocks
    ) -> None:
        self.session = session
        self.playout = playout_of(caller)
        self._log = log
        self._caller = caller
        self._nets = nets
        self._clocks = clocks
        self._utterances = Utterances()
        self._play = caller.audio
        # The item whose sound came last.
        self.sounding, self._sounding = "", Utterance()
        self._partial: dict[str, str] = {}
        if self.playout is not None:
            self.playout.tell_playing(clocks.playing)

    # What the engine brings

    def sound(self, payload: str, item_id: str) -> None:
        """More sound; on the way to the caller before anything else is done with it."""
        if item_id != self.sounding:
            self.sounding = item_id
            if self.playout is not None and not self.playout.audible:
                self._clocks.silent()
            self._clocks.arrived(item_id)
            self._sounding = self._utterances.sounding(item_id)
        self._play(payload, item_id)
        self._sounding.sound_characters += len(payload)

    def knows(self, item_id: str) -> bool:
        """Whether something of this item came before."""
        return self._utterances.knows(item_id)

    async def words(self, item_id: str, text: str, turn: int) -> None:
        """More words."""
        self._clocks.word()
        self._partial[item_id] = self._partial.get(item_id, "") + text
        self._utterances.words(item_id, text)
        await self._caller.words(text, turn)

    async def utterance(self, item_id: str, text: str, turn: int) -> bool:
        """An utterance is complete; True when there was anything in it."""
        self._partial.pop(item_id, None)
        text = text.strip()
        if not text:
            return False
        self._utterances.complete(item_id, text)
        self._log.append(LexiSaid(text=text, turn=turn, item_id=item_id))
        self._nets.lexi_said(text)
        await self._caller.utterance(text, turn)
        return True

    async def leftovers(self, turn: int) -> frozenset[str]:
        """What came of utterances that broke off was still said; returns their ids."""
        broken_off = dict(self._partial)
        for item_id, text in broken_off.items():
            await self.utterance(item_id, text, turn)
        return frozenset(broken_off)

    # What code says

    async def by_code(self, words: str, turn: int) -> bool:
        """Say this past the engine; False when the caller hears it only after the call's end."""
        heard = await self._caller.code_says(words, turn)
        if heard:
            self._log.append(LexiSaid(text=words, turn=turn, by="code"))
            self._nets.lexi_said(words)
        return heard

    # What the caller's voice does to it

    @property
    def audible(self) -> bool:
        """Whether the caller hears Lexi, or would but for a pause."""
        return self.playout is not None and self.playout.audible

    @property
    def asks(self) -> bool:
        """Whether the caller has heard a question in what Lexi says, so that a "yes" now is an answer."""
        tracker = self._caller.playback_tracker
        state = tracker.get_state() if tracker is not None else None
        item_id = state["current_item_id"] if state is not None else None
        heard_ms = state["elapsed_ms"] if state is not None else None
        return self._utterances.question_heard(item_id, heard_ms)

    @property
    def last_words(self) -> str:
        """The end of what the engine has brought of Lexi's newest utterance."""
        return self._utterances.last_words(160)

    async def cut(self) -> None:
        """Silence Lexi for good, and have log and model know how much of her words was heard.

        An interruption truncates the item that was playing; items queued behind it would stay in the conversation as
        if they had been said.
        """
        await self.note_cut(await self._caller.stop_audio())

    async def note_cut(self, cut: Cut | None) -> None:
        """Lexi was cut off there; None: she had been heard to the end."""
        if cut is None:
            return
        self._log.append(SpeechCutShort(item_id=cut.item_id, heard_ms=cut.heard_ms))
        for item_id in cut.unheard:
            self._log.append(SpeechCutShort(item_id=item_id, heard_ms=0))
            await self.session.forget(item_id)
