"""What stays of a telephone call for the TwiML that follows its stream: in memory here, in the store for the others."""

from collections.abc import Callable
from typing import Literal, TypeVar

from receptionist.channels.twilio_tokens import Pass
from receptionist.clock import Clock

KEEP_SECONDS = 15 * 60.0
MAX_KEPT = 2_000

T = TypeVar("T")
EndedBy = Literal["", "house", "caller", "line"]


class AlreadyStreaming(RuntimeError):
    """This call has a stream already."""


class PhoneCall:
    """One call while it streams and a while after.

    `call_id` is the house's name for it, `caller` the number it comes from ("" when withheld), `dial` the number to
    which it goes next (E.164), `unheard` what code said and no one heard, and `continue_by` "gather" when the caller is
    to go on without a voice engine. `admitted` is what its stream's token said: with a `call_id`, this stream goes on
    with that call. `on_evicted` is called when another process turns out to have the call: its stream ends here.
    """

    def __init__(self, call_sid: str = "", changed: Callable[["PhoneCall"], None] = lambda call: None) -> None:
        self.call_sid = call_sid
        self.caller = ""
        self.dial = ""
        self.unheard = ""
        self.ended_by: EndedBy = ""
        self.continue_by: Literal["", "gather"] = ""
        self.over = False
        self.admitted = Pass()
        self.claimed = False
        self.on_evicted: Callable[[], None] = lambda: None
        self._call_id = ""
        self._changed = changed

    @property
    def call_id(self) -> str:
        """The house's name for the call, once it has one. Setting it stores it, for whoever Twilio asks next."""
        return self._call_id

    @call_id.setter
    def call_id(self, name: str) -> None:
        self._call_id = name
        self._changed(self)

    def end(self, by: Literal["house", "caller", "line"]) -> None:
        """Note who ended the stream; the first to do so counts."""
        self.ended_by = self.ended_by or by

    def evict(self) -> None:
        """Another process has this call's stream: this one is one too many."""
        self.end("line")
        self.on_evicted()


class PhoneCalls:
    """The calls that stream now, and for a quarter of an hour those that did, by CallSid. Bounded.

    `changed(call)` is called whenever something of a call is known that another process may need.
    """

    def __init__(self, clock: Clock, changed: Callable[[PhoneCall], None] = lambda call: None) -> None:
        self._clock = clock
        self._changed = changed
        self._live: dict[str, PhoneCall] = {}
        self._over: dict[str, tuple[PhoneCall, float]] = {}
        self._callers: dict[str, str] = {}
        self._admitted: dict[str, Pass] = {}

    def expect(self, call_sid: str, caller: str) -> None:
        """Note the number that a call comes from, before its stream begins."""
        _put(self._callers, call_sid, caller)

    def admit(self, call_sid: str, admitted: Pass) -> None:
        """Note what the token of the stream that begins next has said."""
        _put(self._admitted, call_sid, admitted)

    def begin(self, call_sid: str) -> PhoneCall:
        """Note that this call's stream starts. Raises `AlreadyStreaming`."""
        if call_sid in self._live:
            raise AlreadyStreaming("this call has a stream already")
        earlier = self._over.pop(call_sid, None)
        call = self._live[call_sid] = PhoneCall(call_sid, self._changed)
        call.admitted = self._admitted.pop(call_sid, Pass())
        call.caller = self._callers.pop(call_sid, "") or (earlier[0].caller if earlier is not None else "")
        self._changed(call)
        return call

    def finish(self, call_sid: str) -> None:
        """Note that this call's stream is over."""
        call = self._live.pop(call_sid, None)
        if call is None:
            return
        now = self._clock.monotonic()
        self._over[call_sid] = (call, now + KEEP_SECONDS)
        while len(self._over) > MAX_KEPT or next(iter(self._over.values()))[1] <= now:
            del self._over[next(iter(self._over))]
        self._changed(call)

    def streams(self, call_sid: str) -> bool:
        """Whether this call's stream is here and open."""
        return call_sid in self._live

    def find(self, call_sid: str) -> PhoneCall | None:
        """The call, or None when it never streamed here or that was too long ago."""
        if call_sid in self._live:
            return self._live[call_sid]
        kept = self._over.get(call_sid)
        return kept[0] if kept is not None and self._clock.monotonic() < kept[1] else None


def _put(kept: dict[str, T], call_sid: str, value: T) -> None:
    kept.pop(call_sid, None)
    kept[call_sid] = value
    while len(kept) > MAX_KEPT:
        del kept[next(iter(kept))]
