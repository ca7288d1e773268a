"""The handoff card: what a person needs to know who takes over from Lexi, and the least that is said before they have.

Code fills it from the call's log, from the identities of the call and from the booking store. The model's own summary
is one field, marked as such, because nobody has checked it.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, col, select

from receptionist.agents.context import CallContext
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.codec import plan_from_json
from receptionist.booking.followup import described
from receptionist.events import IdentityLevel
from receptionist.practice.office import Office
from receptionist.practice.wording import listed, spoken_phone
from receptionist.store.phone import caller_number
from receptionist.store.proposals import ProposalRow

Urgency = Literal["routine", "urgent"]
MAX_QUOTED, MAX_SUMMARY = 400, 600
# A request for a person of no more words than this tells nothing of what it is about.
SHORT_WORDS = 9
REASONS = {
    "asked_for_person": "asked for a person",
    "emergency": "may have an emergency",
    "abusive": "was abusive to the assistant",
    "language": "speaks a language the assistant can't hold this conversation in",
    "other": "needs a person",
}
NEXT_STEPS = {
    "emergency": "Reach the caller at once; they were told to call 911 or go to an emergency room.",
    "language": "Call back with an interpreter, in the caller's language if possible.",
    "abusive": "A manager decides whether to call back.",
}
USUAL_NEXT_STEP = "Call back and take it from here."
_NOT_DONE = {
    "open": "offered, not agreed to",
    "writing": "agreed to; it is being written, so look in Open Dental",
    "unknown": "agreed to; it is not known whether it was written, so look in Open Dental",
    "handed": "agreed to; see the message about it",
    "failed": "could not be done",
}
_SAYS_LITTLE = re.compile(
    r"(yes|yeah|yep|no|nope|okay|ok|sure|please|thanks?|thank you|right|correct|hello|hi|bye|goodbye|[\s,.!?'-])*", re.I
)
_ASKS_FOR_PERSON = re.compile(r"\b(person|human|someone|somebody|receptionist|operator|representative|agent)\b", re.I)


class Patient(BaseModel):
    """A patient whom the caller was verified as, or for."""

    model_config = ConfigDict(frozen=True)

    pat_num: int
    first: str
    last: str


class HandoffCard(BaseModel):
    """Everything about a call that whoever takes it over should know. Stored as JSON with transfer and message."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    reason: str
    urgency: Urgency
    level: IdentityLevel = "anonymous"
    patients: tuple[Patient, ...] = ()
    locked: bool = False
    wants: str = ""
    done: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    next_step: str = USUAL_NEXT_STEP
    callback_number: str | None = None
    callback_is: Literal["given", "caller id", "unknown"] = "unknown"
    model_summary: str = ""

    def as_text(self) -> str:
        """The card as the text of a message for staff, one fact a line."""
        lines = [
            f"{self._who} {REASONS.get(self.reason, REASONS['other'])}.",
            f"In the caller's words: {self.wants}" if self.wants else "The caller has said little so far.",
            f"Done: {'; '.join(self.done)}." if self.done else "Done: nothing was changed in Open Dental.",
            f"Not done: {'; '.join(self.not_done)}." if self.not_done else "",
            f"Next step: {self.next_step}",
            f"The assistant's own summary, not checked: {self.model_summary}" if self.model_summary else "",
        ]
        return "\n".join(line for line in lines if line)

    def spoken(self) -> str:
        """What staff hear before they take the call: who and why, and nothing that a stranger's ear may not have.

        No birth date, no number, nothing clinical, none of the caller's or the model's words: whoever picks up has not
        said who they are yet.
        """
        patient = self.patients[0] if self.patients else None
        who = f"{patient.first} {patient.last[:1]}., verified," if patient else "A caller whom we have not verified"
        urgent = "This is urgent. " if self.urgency == "urgent" else ""
        done = f" {_count(self.done)} done in this call." if self.done else ""
        unsure = f" {_count(self.not_done)} left open." if self.not_done else ""
        return f"{urgent}{who} {REASONS.get(self.reason, REASONS['other'])}.{done}{unsure}"

    @property
    def _who(self) -> str:
        if self.patients:
            names = listed([f"{who.first} {who.last} (PatNum {who.pat_num})" for who in self.patients])
            return f"The caller, verified by name and date of birth for {names},"
        if self.locked:
            return "A caller who could not be verified in three tries"
        known = "whose number is on file but who is not verified" if self.level == "recognised" else "not verified"
        return f"A caller, {known},"


async def build_card(call: CallContext, reason: str, model_summary: str) -> HandoffCard:
    """The card of this call as it stands. Without the store (logged by the caller) it has what the call itself knows.

    Raises what the database raises.
    """
    done, not_done, number = await call.database.run(lambda session: _stored(session, call.office, call.call_id))
    return card_without_store(call, reason, model_summary).model_copy(
        update={
            "done": done,
            "not_done": not_done,
            "callback_number": number,
            "callback_is": "caller id" if number else "unknown",
        }
    )


def card_without_store(call: CallContext, reason: str, model_summary: str) -> HandoffCard:
    """The part of the card that needs no database."""
    known = call.identity.verified.values()
    return HandoffCard(
        reason=reason,
        urgency="urgent" if reason == "emergency" else "routine",
        level=call.identity.level.value,
        patients=tuple(Patient(pat_num=who.pat_num, first=who.f_name, last=who.l_name) for who in known),
        locked=call.identity.locked,
        wants=wanted(call.notes.spoken_turns()),
        next_step=NEXT_STEPS.get(reason, USUAL_NEXT_STEP),
        model_summary=_one_line(model_summary)[:MAX_SUMMARY],
    )


def wanted(turns: Sequence[SpokenTurn]) -> str:
    """What the caller wants, quoted: the newest turns that say something beyond yes, no and 'a person, please'."""
    quotes: list[str] = []
    for turn in reversed(turns):
        words = _one_line(turn.text)
        only_asks = len(words.split()) <= SHORT_WORDS and _ASKS_FOR_PERSON.search(words)
        if turn.speaker != "caller" or only_asks or _SAYS_LITTLE.fullmatch(words):
            continue
        room = MAX_QUOTED - sum(map(len, quotes))
        if len(quotes) == 2 or room < len(words) and quotes:
            break
        quotes.insert(0, f'"{words}"' if len(words) <= room else f'"{words[:room]}..."')
    return " / ".join(quotes)


def called_back_on(number: str | None, kind: str) -> str:
    """The call-back number as staff read it, and how sure it is."""
    if number is None:
        return "no number"
    sure = " (the number they called from; they did not say it)" if kind == "caller id" else ""
    return f"{spoken_phone(number)}{sure}"


def _stored(session: Session, office: Office, call_id: str) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    query = select(ProposalRow).where(ProposalRow.call_id == call_id).order_by(col(ProposalRow.created_at))
    done: list[str] = []
    not_done: list[str] = []
    for row in session.exec(query):
        what = described(office, plan_from_json(row.kind, row.plan, office.profile.zone))
        if row.state == "done":
            done.append(what)
        elif row.state in _NOT_DONE:
            not_done.append(f"{what} ({_NOT_DONE[row.state]})")
    return tuple(done), tuple(not_done), caller_number(session, call_id)


def read_card(stored: dict[str, Any]) -> HandoffCard:
    """A card from the store."""
    return HandoffCard.model_validate(stored)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _count(things: Sequence[str]) -> str:
    return "One thing was" if len(things) == 1 else f"{len(things)} things were"
