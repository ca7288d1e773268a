"""What a line with sound can do beyond `CallerSide`: be paused and resumed, and tell what the caller really hears.

A channel offers this by having these methods besides those of `CallerSide`. Without them the caller's first sound stops
Lexi for good, and silence is not measured.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from receptionist.calls.caller import CallerSide


@runtime_checkable
class Playout(Protocol):
    """A line whose sound can be held. All methods are plain functions, return at once and never raise."""

    @property
    def audible(self) -> bool:
        """Whether something of Lexi's is still to be heard: queued, on its way, playing or held by a pause."""

    def pause_audio(self) -> None:
        """Fall silent at once and keep what was not heard.

        Nothing leaves our edge from here on, and what the far end holds unplayed is cleared there and put back at the
        front of the queue. What the engine still brings is queued behind. The playback tracker stands still at what
        was heard. A second pause does nothing.
        """

    def resume_audio(self) -> None:
        """Go on with the very sample after the last one heard. Without a pause this does nothing."""

    def tell_playing(self, told: Callable[[str], None]) -> None:
        """Have `told(item_id)` called once for each item, when the first frame of it has left our edge."""


def playout_of(caller: CallerSide) -> Playout | None:
    """The caller's line as one that can be held, if it is."""
    return caller if isinstance(caller, Playout) else None
