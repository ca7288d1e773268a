"""The caller's side of a call, as the runner sees it; each channel brings its own."""

from dataclasses import dataclass
from typing import Protocol

from agents.realtime import RealtimePlaybackTracker

from receptionist.events import Outcome


@dataclass(frozen=True)
class Cut:
    """Where Lexi was stopped: `heard_ms` of an item had been played, and nothing of the items in `unheard`."""

    item_id: str
    heard_ms: int
    unheard: tuple[str, ...]


class CallerSide(Protocol):
    """What a channel can be told. A method that means nothing to a channel does nothing. None may raise."""

    async def started(self, call_id: str) -> None:
        """The call exists and has this id."""

    async def notice(self, text: str) -> None:
        """The code-owned notice, before anything else is said."""

    async def words(self, text: str, turn: int) -> None:
        """More of what Lexi is saying."""

    async def utterance(self, text: str, turn: int) -> None:
        """One utterance of Lexi's, complete."""

    async def code_says(self, text: str, turn: int) -> bool:
        """Words that code must get to the caller although the voice engine is of no use.

        False when the caller hears them only after the call's end, as on a telephone, where the engine is the voice.
        """

    def audio(self, payload: str, item_id: str) -> None:
        """Lexi's voice, base64 G.711 mu-law. Called the moment it arrives, so it must not wait."""

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker | None:
        """What the caller has heard, for the SDK to truncate by; None where nothing is played."""

    async def stop_audio(self) -> Cut | None:
        """Stop playing: the caller speaks. Where Lexi was cut off, or None when she had been heard to the end."""

    def tool(self, name: str, status: str) -> None:
        """A tool of either tier started (`status` "started") or finished with a status."""

    async def turn_done(self) -> None:
        """Lexi has finished and waits for the caller."""

    async def ended(self, outcome: Outcome) -> None:
        """The call is over."""

    def continue_by_turns(self) -> bool:
        """Arrange that the call goes on turn by turn, without a voice engine; False when this channel can't."""

    def transfer(self, target: str) -> bool:
        """Send the caller to a named target once Lexi has spoken; False when this channel can't."""


class TypedCaller:
    """Base for channels without sound: the audio methods do nothing and nobody can be dialled."""

    def audio(self, payload: str, item_id: str) -> None:
        """Typed callers hear nothing."""

    @property
    def playback_tracker(self) -> RealtimePlaybackTracker | None:
        """Typed callers hear nothing."""
        return None

    async def stop_audio(self) -> Cut | None:
        """Typed callers hear nothing."""
        return None

    def continue_by_turns(self) -> bool:
        """There is no other voice to go on with."""
        return False

    def transfer(self, target: str) -> bool:
        """A typed conversation can't be put through to a telephone."""
        return False
