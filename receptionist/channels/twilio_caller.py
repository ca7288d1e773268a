"""The caller's side of a call on the telephone: what the call says becomes audio, marks and clears on the stream."""

from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twiml import dialable
from receptionist.events import Outcome
from receptionist.practice.profile import PracticeProfile


class PhoneCaller:
    """Implements `calls.caller.CallerSide` on one media stream."""

    def __init__(self, line: StreamLine, call: PhoneCall, profile: PracticeProfile) -> None:
        self._line = line
        self._call = call
        self._targets = profile.transfer
        self._speaking = ""
        self._stopped = ""

    async def started(self, call_id: str) -> None:
        """Twilio has its own name for the call."""

    async def notice(self, text: str) -> None:
        """The TwiML spoke it before the stream began."""

    async def words(self, text: str, turn: int) -> None:
        """The caller hears the audio."""

    async def utterance(self, text: str, turn: int) -> None:
        self._call.unheard = ""
        await self._line.mark()

    async def code_says(self, text: str, turn: int) -> bool:
        # The stream has no voice but the engine's, so Twilio's voice says this if the call ends with it.
        self._call.unheard = text
        return False

    async def audio(self, payload: str, item_id: str) -> None:
        # What still arrives of an utterance that was stopped would be heard as a stutter.
        if item_id and item_id == self._stopped:
            return
        if '"' in payload or "\\" in payload:
            return
        self._speaking = item_id
        await self._line.play(payload)

    async def stop_audio(self) -> None:
        self._stopped = self._speaking
        await self._line.clear()

    def tool(self, name: str, status: str) -> None:
        """Nothing of this is heard."""

    async def turn_done(self) -> None:
        self._call.unheard = ""
        await self._line.mark()

    async def ended(self, outcome: Outcome) -> None:
        self._call.end("house")

    def transfer(self, target: str) -> bool:
        """Remember the number of a named target for `<Dial>`; False when the profile has no number to dial for it."""
        number = dialable(self._targets.get(target, ""))
        if number is None:
            return False
        self._call.dial = number
        return True
