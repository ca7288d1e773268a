"""Messages for staff: stored before anybody is told that one was taken."""

import secrets
from typing import Literal

from sqlmodel import Session

from receptionist.agents.context import CallContext
from receptionist.events import MessageTaken
from receptionist.store.calls import MessageRow

OWNER = "front desk"


async def leave_message(
    call: CallContext, text: str, callback_number: str | None, urgency: Literal["routine", "urgent"]
) -> str:
    """Store a message and return its id. Raises what the database raises; nothing was promised then."""
    row = MessageRow(
        message_id=f"m_{secrets.token_hex(6)}",
        call_id=call.call_id,
        created_at=call.clock.now(),
        text=text[:4000],
        callback_number=(callback_number or "")[:40] or None,
        urgency=urgency,
        owner=OWNER,
    )

    def store(session: Session) -> None:
        session.add(row)

    await call.database.run(store)
    call.notes.record(MessageTaken(message_id=row.message_id, urgency=urgency, owner=OWNER))
    return row.message_id
