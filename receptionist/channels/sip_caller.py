"""The caller's side of a SIP call: the vendor plays and truncates, so most of what a channel does is done elsewhere."""

from agents.realtime import RealtimePlaybackTracker

from receptionist.calls.caller import Cut
from receptionist.events import Outcome


class SipCaller:
    """Implements `calls.caller.CallerSide`. `refer_to` is the name of the target the call is to go to, "" for none.

    `unheard` are words of code's for which the call has no voice any more.
    """

    def __init__(self, reachable: frozenset[str]) -> None:
        self.call_id = ""
        self.refer_to = ""
        self.unheard = ""
        self.outcome: Outcome | None = None
        self._reachable = reachable

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker | None:
        """The vendor knows what was heard."""
        return None

    async def started(self, call_id: str) -> None:
        self.call_id = call_id

    async def notice(self, text: str) -> None:
        """The engine speaks it before anything else (`AttachedEngine`): nothing else could be heard on this line."""

    async def words(self, text: str, turn: int) -> None:
        """The caller hears the audio."""

    async def utterance(self, text: str, turn: int) -> None:
        self.unheard = ""

    async def code_says(self, text: str, turn: int) -> bool:
        self.unheard = text
        return False

    def audio(self, payload: str, item_id: str) -> None:
        """None comes this way."""

    async def stop_audio(self) -> Cut | None:
        """The vendor stops by itself and tells where; the call puts that on the log."""
        return None

    def tool(self, name: str, status: str) -> None:
        """Nothing of this is heard."""

    async def turn_done(self) -> None:
        self.unheard = ""

    async def ended(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def continue_by_turns(self) -> bool:
        """The vendor holds the line; there is no other voice to go on with."""
        return False

    def transfer(self, target: str) -> bool:
        """Remember whom the call goes to once Lexi has spoken; False when the target's number can't be referred to."""
        if target not in self._reachable:
            return False
        self.refer_to = target
        return True
