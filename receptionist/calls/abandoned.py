"""Closes the calls of processes that died: nothing a caller was promised or asked for is lost with them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from receptionist.agents.messages import OWNER
from receptionist.calls.ending import wanted_of
from receptionist.calls.log import Entry
from receptionist.calls.stored import entries_of
from receptionist.calls.views import has_open_business, outcome_of
from receptionist.clock import Clock
from receptionist.events import CallEnded, Event, MessageTaken
from receptionist.store.calls import CallRow, EventRow, MessageRow
from receptionist.store.database import Database
from receptionist.store.phone import caller_number
from receptionist.store.processes import abandoned_calls, take_call

REASON = "process_died"


async def close_abandoned(database: Database, clock: Clock, process_id: str) -> list[str]:
    """Close every call whose process is dead, and return their names. Safe in several processes at any time.

    Each is closed in one transaction: its end on the log and the message for staff stand together or not at all.
    """

    def work(session: Session) -> list[str]:
        closed = []
        for call in abandoned_calls(session, clock.now()):
            if take_call(session, call.call_id, call.carried_by, process_id):
                _close(session, call, clock.now())
                closed.append(call.call_id)
        return closed

    return await database.run(work)


def _close(session: Session, call: CallRow, now: datetime) -> None:
    entries = entries_of(session, call.call_id)
    after: list[Event] = []
    if has_open_business(entries):
        row = MessageRow(
            message_id=f"m_{secrets.token_hex(6)}",
            call_id=call.call_id,
            created_at=now,
            text=wanted_of(entries)[:4000],
            callback_number=caller_number(session, call.call_id),
            urgency="urgent",
            owner=OWNER,
        )
        session.add(row)
        after.append(MessageTaken(message_id=row.message_id, urgency="urgent", owner=OWNER))
    end = CallEnded(outcome=outcome_of(entries, failed=has_open_business(entries)), reason=REASON)
    if not any(isinstance(entry.event, CallEnded) for entry in entries[-1:]):
        _append(session, call.call_id, entries, [*after, end], now)
    session.refresh(call)
    call.ended_at, call.outcome = now, end.outcome
    session.add(call)


def _append(session: Session, call_id: str, entries: Sequence[Entry], events: Sequence[Event], now: datetime) -> None:
    last = entries[-1].sequence if entries else 0
    for number, event in enumerate(events, last + 1):
        payload = event.model_dump(mode="json", exclude={"kind"})
        session.add(EventRow(call_id=call_id, sequence=number, at=now, kind=event.kind, payload=payload))
