"""What code does about who is calling and how: recordings, sellers, abuse and relay operators.

Each turn of the caller's is looked at once. What has been done is read from the call's log, so a reconnected call does
not begin again with its first warning. An emergency always comes first, and whoever has raised one is never sent away.
"""

from dataclasses import dataclass

from receptionist.calls import abuse
from receptionist.calls.log import CallLog
from receptionist.calls.machines import MACHINE_GOODBYE, MEETS_NO_ONE, SALES_GOODBYE, Voice, voice_of
from receptionist.calls.relay import announces_relay
from receptionist.events import CallerNoted, EmergencyRaised


@dataclass(frozen=True)
class Reply:
    """Words that code answers the turn with; `end` is the reason for which the call ends after them, if it does."""

    words: str
    end: str = ""


class Conduct:
    """One call's conduct; it notes what it sees on the log."""

    def __init__(self, log: CallLog) -> None:
        self._log = log

    @property
    def relay(self) -> bool:
        """Whether the call comes through a relay."""
        return self._seen("relay") > 0

    def caller_said(self, text: str) -> Reply | None:
        """Look at a turn of the caller's. None: it is the model's to answer."""
        if announces_relay(text):
            if not self.relay:
                self._log.append(CallerNoted(what="relay"))
            return None
        if self._emergency():
            return None
        if abuse.is_abusive(text):
            first = self._note("abuse") == 1
            return Reply(abuse.WARNING) if first else Reply(abuse.GOODBYE, end="abusive")
        voice = voice_of(text)
        if voice is None or self.relay:
            return None
        first = self._note("recording" if voice is Voice.RECORDED else "sales") == 1
        if voice is Voice.RECORDED:
            return Reply(MEETS_NO_ONE) if first else Reply(MACHINE_GOODBYE, end="machine_voice")
        return None if first else Reply(SALES_GOODBYE, end="sales_call")

    def _note(self, what: str) -> int:
        """Note it and return how often it was seen by now."""
        self._log.append(CallerNoted.model_validate({"what": what}))
        return self._seen(what)

    def _seen(self, what: str) -> int:
        return sum(isinstance(entry.event, CallerNoted) and entry.event.what == what for entry in self._log.entries)

    def _emergency(self) -> bool:
        return any(isinstance(entry.event, EmergencyRaised) for entry in self._log.entries)
