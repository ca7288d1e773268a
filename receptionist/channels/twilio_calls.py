"""What stays of a telephone call for the TwiML that follows its stream: dial, take a message, apologise, or hang up."""

from dataclasses import dataclass
from typing import Literal

from receptionist.channels import twiml
from receptionist.clock import Clock

KEEP_SECONDS = 15 * 60.0
MAX_KEPT = 2_000
CUT_OFF = "I'm sorry, we were cut off. Please call {phone} again, and we will be glad to help."
NO_ANSWER = (
    "I'm sorry, nobody can take your call just now. Please leave your name, your number and what it is about after the "
    "tone, and we will call you back. Press the pound key or hang up when you are done. In an emergency, hang up and "
    "call 911."
)
NOTHING_RECORDED = "I didn't hear a message. Please call {phone} again a little later. Goodbye."


class AlreadyStreaming(RuntimeError):
    """This call has a stream already."""


@dataclass
class PhoneCall:
    """One call while it streams and a while after.

    `call_id` is the house's name for it, `dial` is E.164, and `unheard` is what code said and no one heard.
    """

    call_id: str = ""
    dial: str = ""
    unheard: str = ""
    ended_by: Literal["", "house", "caller", "line"] = ""

    def end(self, by: Literal["house", "caller", "line"]) -> None:
        """Note who ended the stream; the first to do so counts."""
        self.ended_by = self.ended_by or by


class PhoneCalls:
    """The calls that stream now, and for a quarter of an hour those that did, by CallSid. In memory, bounded."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._live: dict[str, PhoneCall] = {}
        self._over: dict[str, tuple[PhoneCall, float]] = {}

    def begin(self, call_sid: str) -> PhoneCall:
        """Note that this call's stream starts. Raises `AlreadyStreaming`."""
        if call_sid in self._live:
            raise AlreadyStreaming("this call has a stream already")
        self._over.pop(call_sid, None)
        call = self._live[call_sid] = PhoneCall()
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

    def find(self, call_sid: str) -> PhoneCall | None:
        """The call, or None when it never streamed here or that was too long ago."""
        if call_sid in self._live:
            return self._live[call_sid]
        kept = self._over.get(call_sid)
        return kept[0] if kept is not None and self._clock.monotonic() < kept[1] else None


def follow_up(call: PhoneCall | None, *, phone: str, after_url: str) -> str:
    """The TwiML that follows the stream. `phone` is the practice's own number, as it is to be spoken.

    A call that is unknown here was cut off by a restart, and one whose line broke may have its caller still waiting:
    both get an apology, not silence.
    """
    if call is not None and call.ended_by == "caller":
        return twiml.hang_up()
    if call is not None and call.dial:
        return twiml.dial(call.dial, after_url=after_url)
    if call is None or call.ended_by != "house":
        return twiml.say_and_hang_up(CUT_OFF.format(phone=phone))
    return twiml.say_and_hang_up(call.unheard) if call.unheard else twiml.hang_up()


def after_dial(dial_status: str, *, phone: str, voicemail_url: str) -> str:
    """The TwiML that follows a `<Dial>` which ended with Twilio's `dial_status`: unanswered, a message is taken."""
    if dial_status in ("completed", "answered"):
        return twiml.hang_up()
    return twiml.record(
        words=NO_ANSWER, action_url=voicemail_url, words_without_a_message=NOTHING_RECORDED.format(phone=phone)
    )
