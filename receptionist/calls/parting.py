"""After which words a call ends: those of the turn in which that was decided, or the next ones."""

# These a caller can take back by speaking into them.
_TAKEN_BACK_BY_SPEAKING = frozenset({"goodbye", "caller_silent"})


class Parting:
    """One call's. `reason` is why it will end; "" while it goes on."""

    def __init__(self) -> None:
        self.reason = ""
        self._speech_due = False
        self._spoken_this_turn = False

    @property
    def due(self) -> bool:
        """Whether the words after which the call ends have been spoken."""
        return bool(self.reason) and self._spoken_this_turn and not self._speech_due

    def end_when_spoken(self, reason: str, *, new_speech: bool) -> None:
        """End the call once Lexi has spoken in this turn; with `new_speech`, once she has spoken again."""
        self.reason = reason
        self._speech_due = new_speech

    def spoken(self) -> None:
        """Lexi, or code for her, has said something."""
        self._spoken_this_turn, self._speech_due = True, False

    def caller_turn(self) -> None:
        """The caller has said something new."""
        self._spoken_this_turn = False

    def take_back(self) -> bool:
        """The caller speaks into the last words. True when the call goes on."""
        if self.reason not in _TAKEN_BACK_BY_SPEAKING:
            return False
        self.reason = ""
        return True
