"""A transfer in the store: begun, taken or refused by staff, settled once, and told to staff when nobody took it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from receptionist.agents.handoff import NEXT_STEPS, USUAL_NEXT_STEP, HandoffCard, read_card
from receptionist.agents.messages import OWNER
from receptionist.channels import twiml
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.events import TransferRequested, TransferResult
from receptionist.practice.profile import PracticeProfile
from receptionist.store.calls import CallRow, EventRow, MessageRow, append_after_end
from receptionist.store.phone import RINGING, TransferRow, open_transfer

EMERGENCY = "emergency.raised"
MISSED = {
    "busy": "The line was busy",
    "no_answer": "Nobody picked up",
    "refused": "The call was refused",
    "no_staff": "The number could not be reached",
}


@dataclass(frozen=True)
class Ended:
    """How a transfer ended. `call_id` is "" when nothing is known of the call here or in the store."""

    result: TransferResult
    transfer_id: str = ""
    call_id: str = ""


def start_transfer(session: Session, call: PhoneCall, profile: PracticeProfile, now: datetime) -> TransferRow | None:
    """Note that the call's transfer is dialled; None when the call has no name to file it under."""
    row = open_transfer(session, call.call_id) if call.call_id else None
    if row is None and call.call_id:
        row = _uncarded(session, call, profile, now)
    if row is not None:
        row.result = RINGING
        session.add(row)
    return row


def _uncarded(session: Session, call: PhoneCall, profile: PracticeProfile, now: datetime) -> TransferRow:
    """A transfer that code began without waiting for a card, as it does at once in an emergency."""
    raised = select(EventRow).where(EventRow.call_id == call.call_id, EventRow.kind == EMERGENCY)
    reason = "emergency" if session.exec(raised).first() is not None else "other"
    names = [name for name, target in profile.transfer_targets.items() if twiml.dialable(target.number) == call.dial]
    return TransferRow(
        transfer_id=f"t_{secrets.token_hex(8)}",
        call_id=call.call_id,
        target=names[0] if names else "",
        reason=reason,
        style=profile.transfer_targets[names[0]].style if names else "cold",
        card=HandoffCard(reason=reason, urgency="urgent", next_step=NEXT_STEPS.get(reason, USUAL_NEXT_STEP)).model_dump(
            mode="json"
        ),
        requested_at=now,
    )


def note_verdict(session: Session, transfer_id: str, verdict: str) -> str:
    """Note what staff pressed and return what counts: the first key, and none once the transfer has ended."""
    row = session.get(TransferRow, transfer_id, with_for_update=True)
    if row is None:
        return verdict
    if row.result != RINGING:
        return "refused"
    row.verdict = row.verdict or verdict
    session.add(row)
    return row.verdict


def settle_transfer(session: Session, call_id: str, caller: str, plain: TransferResult, now: datetime) -> Ended:
    """Note how the call's transfer ended, once; unless it was answered, staff have a message when this returns."""
    row = open_transfer(session, call_id)
    if row is None:
        # Told of twice: what was found the first time still stands.
        known = _newest(session, call_id)
        return Ended(plain if known is None else _result(known), known.transfer_id if known else "", call_id)
    row.result, row.ended_at = _outcome(row, plain), now
    ended = Ended(_result(row), row.transfer_id, call_id)
    if ended.result != "answered":
        _tell_staff(session, row, caller, now)
    session.add(row)
    event = TransferRequested(reason=row.reason, result=ended.result, target=row.target, transfer_id=row.transfer_id)
    append_after_end(session, call_id, now, event.kind, event.model_dump(mode="json", exclude={"kind"}))
    return ended


def _outcome(row: TransferRow, plain: TransferResult) -> TransferResult:
    """What came of it. In a warm transfer a leg that was answered but not accepted is somebody else's voice mail."""
    if row.verdict == "refused":
        return "refused"
    if plain == "answered" and row.style == "warm" and row.verdict != "accepted":
        return "no_answer"
    return plain


def _result(row: TransferRow) -> TransferResult:
    return TypeAdapter(TransferResult).validate_python(row.result)


def _newest(session: Session, call_id: str) -> TransferRow | None:
    query = select(TransferRow).where(TransferRow.call_id == call_id).order_by(col(TransferRow.requested_at).desc())
    return session.exec(query).first()


def _tell_staff(session: Session, row: TransferRow, caller: str, now: datetime) -> None:
    """Leave the message about a caller whom nobody took; it is completed when the caller says more."""
    card = read_card(row.card)
    if caller and card.callback_is != "given":
        card = card.model_copy(update={"callback_number": caller, "callback_is": "caller id"})
    whom = row.target or "the practice"
    message = MessageRow(
        message_id=f"m_{row.transfer_id.removeprefix('t_')}",
        call_id=row.call_id,
        created_at=now,
        text=f"{MISSED[row.result]} when this caller was put through to {whom}.\n{card.as_text()}",
        callback_number=card.callback_number,
        # Whoever asked for a person and got none may have had a reason that cannot wait.
        urgency="urgent",
        owner=row.target or OWNER,
        card=card.model_dump(mode="json"),
    )
    session.add(message)
    row.message_id = message.message_id
    call = session.get(CallRow, row.call_id)
    if call is not None and call.outcome == "transferred":
        call.outcome = "message_taken"
        session.add(call)
