"""The longest a call may be: a warning at the end of a turn two minutes before, and an end that interrupts nothing.

Longer than the vendor's sessions live, because connections are renewed on the way; what is longer is no conversation.
"""

from datetime import datetime, timedelta

from receptionist.clock import Clock

LONGEST = timedelta(minutes=85)
WARNING = timedelta(minutes=2)
WARN = "Just so you know, this call can go on for about two more minutes. What matters most to you now?"
OVER = (
    "I'm sorry, we have reached the longest time that I can stay on one call. Please call us again for anything that "
    "is still open. Goodbye."
)


class CallLength:
    """One call's length, counted from `began`, an aware UTC instant. `due` is asked only when Lexi waits."""

    def __init__(self, clock: Clock, began: datetime) -> None:
        self._clock = clock
        self._began = began
        self._warned = False

    def due(self) -> tuple[str, bool] | None:
        """Words to be said now, once each, and whether the call ends with them."""
        lasted = self._clock.now() - self._began
        if lasted >= LONGEST:
            return OVER, True
        if lasted >= LONGEST - WARNING and not self._warned:
            self._warned = True
            return WARN, False
        return None
