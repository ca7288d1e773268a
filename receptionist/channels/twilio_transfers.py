"""Transfers on the telephone: staff hear who it is and take the call with a key; nobody taken is nobody lost.

A warm transfer dials with a whisper: Twilio asks us what staff are to hear before the two are connected, and the caller
hears it ring meanwhile. Whether staff took the call is what they pressed, not what Twilio says of the dialled leg: a
voice mail of theirs answers, too. When nobody takes it, staff get a message with the handoff card, and the caller comes
back to Lexi; a recording is the last resort.
"""

from dataclasses import dataclass
from typing import Protocol

from receptionist.agents.handoff import read_card
from receptionist.channels import twiml
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_follow import take_recording
from receptionist.channels.twilio_ledger import PhoneLedger
from receptionist.channels.twilio_tokens import Pass
from receptionist.channels.twilio_transfer_rows import Ended, note_verdict, settle_transfer, start_transfer
from receptionist.clock import Clock
from receptionist.events import TransferResult
from receptionist.practice.profile import PracticeProfile
from receptionist.store.phone import RINGING, TransferRow

MAX_RETURNS = 2
KEYS = " Press 1 to take the call, or 2 to refuse it."
UNKNOWN_CALL = "A caller of the assistant asked for a person."
STRAIGHT_BACK = {
    "busy": "I'm sorry, that line is busy.",
    "no_answer": "I'm sorry, nobody picked up.",
    "refused": "I'm sorry, nobody can take your call just now.",
    "no_staff": "I'm sorry, nobody can take your call just now.",
}
BACK_TO_LEXI = " One moment, please; I will take a message for them."
_TWILIO_RESULTS: dict[str, TransferResult] = {
    "completed": "answered",
    "answered": "answered",
    "busy": "busy",
    "no-answer": "no_answer",
    "canceled": "no_answer",
    "failed": "no_staff",
}
ACCEPT, REFUSE = "1", "2"


class Onward(Protocol):
    """Makes the TwiML that connects a caller to Lexi again."""

    def __call__(self, call_sid: str, words: str, onward: Pass) -> str: ...


@dataclass(frozen=True)
class Addresses:
    """Where Twilio asks next."""

    after: str
    whisper: str
    voicemail: str


class PhoneTransfers:
    """The transfers of one service. Everything about one stands in the store, so any process can go on with it."""

    def __init__(
        self, ledger: PhoneLedger, profile: PracticeProfile, clock: Clock, addresses: Addresses, onward: Onward
    ) -> None:
        self._ledger = ledger
        self._profile = profile
        self._clock = clock
        self._addresses = addresses
        self._onward = onward

    async def begin(self, call: PhoneCall) -> str:
        """The TwiML that dials for a call whose `dial` is set. Warm, when the profile and the store say so."""
        now = self._clock.now()
        started = await self._ledger.run(lambda session: start_transfer(session, call, self._profile, now))
        if started is None or started.style != "warm":
            return twiml.dial(call.dial, after_url=self._addresses.after)
        whisper = f"{self._addresses.whisper}?transfer={started.transfer_id}"
        return twiml.dial(call.dial, after_url=self._addresses.after, whisper_url=whisper)

    async def whisper(self, transfer_id: str, key: str | None) -> str:
        """What staff hear who picked up; with the key they pressed, whether the two are connected."""
        if key is not None and key in (ACCEPT, REFUSE):
            verdict = "accepted" if key == ACCEPT else "refused"
            stands = await self._ledger.run(lambda session: note_verdict(session, transfer_id, verdict))
            # Without the store the key alone decides: it is better to connect than to lose the caller.
            accepted = key == ACCEPT if stands is None else stands == "accepted"
            return twiml.connect() if accepted else twiml.hang_up()
        row = await self._ledger.run(lambda session: session.get(TransferRow, transfer_id))
        if row is not None and row.result != RINGING:
            # The caller is gone or somebody else has them.
            return twiml.hang_up()
        words = read_card(row.card).spoken() if row is not None else UNKNOWN_CALL
        return twiml.whisper(words + KEYS, action_url=f"{self._addresses.whisper}?transfer={transfer_id}")

    async def ended(self, call_sid: str, dial_status: str) -> str:
        """The TwiML after a `<Dial>` that ended with Twilio's `dial_status`."""
        stored = await self._ledger.find(call_sid, ended=False)
        ended = await self._settle(stored.call_id if stored else "", stored.caller if stored else "", dial_status)
        if ended.result == "answered":
            return twiml.hang_up()
        returns = stored.returns if stored is not None else MAX_RETURNS
        if not ended.call_id or returns >= MAX_RETURNS:
            return take_recording(phone=self._profile.phone, voicemail_url=self._addresses.voicemail)
        words = STRAIGHT_BACK[ended.result] + BACK_TO_LEXI
        return self._onward(call_sid, words, Pass("", ended.call_id, ended.transfer_id, returns + 1))

    async def abandoned(self, call_sid: str) -> None:
        """The caller hung up. A transfer that still rang is over, and staff learn whom they missed."""
        stored = await self._ledger.find(call_sid, ended=False)
        if stored is not None and stored.call_id:
            await self._settle(stored.call_id, stored.caller, "canceled")

    async def _settle(self, call_id: str, caller: str, dial_status: str) -> Ended:
        plain = _TWILIO_RESULTS.get(dial_status, "no_answer")
        if not call_id:
            return Ended(plain)
        now = self._clock.now()
        settled = await self._ledger.run(lambda session: settle_transfer(session, call_id, caller, plain, now))
        return settled or Ended(plain)
