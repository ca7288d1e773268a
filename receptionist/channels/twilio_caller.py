"""The caller's side of a call on the telephone: what the call says becomes audio, marks and clears on the stream."""

from collections.abc import Callable

from agents.realtime import RealtimePlaybackTracker

from receptionist.calls.caller import Cut
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twiml import dialable
from receptionist.events import Outcome
from receptionist.practice.profile import PracticeProfile


class PhoneCaller:
    """Implements `calls.caller.CallerSide` and `calls.playout.Playout` on one media stream.

    `cut` is where Lexi was last interrupted, `last_words` what she said last.
    """

    def __init__(self, line: StreamLine, call: PhoneCall, profile: PracticeProfile) -> None:
        self.cut: Cut | None = None
        self.last_words = ""
        self._line = line
        self._play = line.play
        self._call = call
        self._targets = profile.transfer
        self._speaking = ""
        self._stopped = ""

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker | None:
        """What the engine's session truncates by: what this caller has really heard."""
        return self._line.heard

    async def started(self, call_id: str) -> None:
        self._call.call_id = call_id

    async def notice(self, text: str) -> None:
        """The TwiML spoke it before the stream began."""

    async def words(self, text: str, turn: int) -> None:
        """The caller hears the audio."""

    async def utterance(self, text: str, turn: int) -> None:
        self.last_words = text
        self._call.unheard = ""
        self._line.end_utterance()

    async def code_says(self, text: str, turn: int) -> bool:
        # The stream has no voice but the engine's, so Twilio's voice says this if the call ends with it.
        self._call.unheard = text
        return False

    def audio(self, payload: str, item_id: str) -> None:
        # What still arrives of an utterance that was stopped would be heard as a stutter.
        if item_id and item_id == self._stopped:
            return
        self._speaking = item_id
        self._play(payload, item_id)

    async def stop_audio(self) -> Cut | None:
        self._stopped = self._speaking
        self.cut = self._line.clear()
        return self.cut

    @property
    def audible(self) -> bool:
        return self._line.audible

    def pause_audio(self) -> None:
        self._line.hold()

    def resume_audio(self) -> None:
        self._line.go_on()

    def tell_playing(self, told: Callable[[str], None]) -> None:
        self._line.tell_playing(told)

    def tool(self, name: str, status: str) -> None:
        """Nothing of this is heard."""

    async def turn_done(self) -> None:
        self._call.unheard = ""
        self._line.end_utterance()

    async def ended(self, outcome: Outcome) -> None:
        self._call.end("house")

    def continue_by_turns(self) -> bool:
        """Twilio's own ears and voice take over when the stream has ended."""
        self._call.continue_by = "gather"
        return True

    def transfer(self, target: str) -> bool:
        """Remember the number of a named target for `<Dial>`; False when the profile has no number to dial for it."""
        number = dialable(self._targets.get(target, ""))
        if number is None:
            return False
        self._call.dial = number
        return True
