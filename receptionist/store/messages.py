"""Messages for staff in the store: one open message a call, completed by what the caller says later."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, select

from receptionist.store.calls import MessageRow

MAX_TEXT = 4000
MAX_NUMBER = 40


def keep_message(session: Session, row: MessageRow) -> tuple[MessageRow, bool]:
    """Store a message, or complete the one of the same call whose call-back number the caller has not said yet.

    Returns the row as it stands and whether an earlier one was completed. A completed message keeps what it said, its
    card and its owner, and is urgent if either was: staff find one message with everything in it, not two halves.
    """
    row.text = row.text[:MAX_TEXT]
    row.callback_number = (row.callback_number or "").strip()[:MAX_NUMBER] or None
    waiting = _waiting(session, row.call_id) if row.callback_number and row.card is None else []
    if not waiting or row.callback_number is None:
        session.add(row)
        return row, False
    for message in waiting:
        _give_number(message, row.callback_number, "given")
        session.add(message)
    kept = waiting[0]
    if row.text not in kept.text:
        kept.text = f"{kept.text}\n{row.text}"[:MAX_TEXT]
    if row.urgency == "urgent":
        kept.urgency = row.urgency
    return kept, True


def fill_callback(session: Session, call_id: str, number: str) -> int:
    """Give every open message of the call that has no number the one it comes from; returns how many there were.

    For a caller who left before saying where to reach them: the number they called from is better than none.
    """
    missing = [message for message in _waiting(session, call_id) if message.callback_number is None]
    for message in missing:
        _give_number(message, number, "caller id")
        session.add(message)
    return len(missing)


def open_message(session: Session, call_id: str) -> MessageRow | None:
    """The newest message of the call with a handoff card that nobody has closed."""
    return next((row for row in _open(session, call_id) if row.card is not None), None)


def _waiting(session: Session, call_id: str) -> list[MessageRow]:
    """The call's open messages for which the caller has given no number, the newest first."""
    return [
        row
        for row in _open(session, call_id)
        if row.callback_number is None or (row.card or {}).get("callback_is") == "caller id"
    ]


def _open(session: Session, call_id: str) -> Sequence[MessageRow]:
    query = (
        select(MessageRow)
        .where(MessageRow.call_id == call_id, col(MessageRow.closed_at).is_(None))
        .order_by(col(MessageRow.created_at).desc())
    )
    return session.exec(query).all()


def _give_number(message: MessageRow, number: str, kind: Literal["given", "caller id"]) -> None:
    message.callback_number = number[:MAX_NUMBER]
    if message.card is not None:
        # A new dictionary, because a change inside the old one would not be noticed and not be stored.
        message.card = {**message.card, "callback_number": message.callback_number, "callback_is": kind}
