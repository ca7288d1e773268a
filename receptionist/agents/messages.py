"""Messages for staff: stored before anybody is told that one was taken, and one for each matter.

A caller asked for a number after a message was left completes that message; staff never find the two halves apart.
"""

import secrets
from typing import Literal

from sqlmodel import Session

from receptionist.agents.context import CallContext
from receptionist.agents.handoff import HandoffCard
from receptionist.events import MessageTaken
from receptionist.store.calls import MessageRow
from receptionist.store.messages import keep_message

OWNER = "front desk"


async def leave_message(
    call: CallContext,
    text: str,
    callback_number: str | None,
    urgency: Literal["routine", "urgent"],
    *,
    owner: str = OWNER,
    card: HandoffCard | None = None,
) -> str:
    """Store a message, or complete this call's message that waits for a number, and return its id.

    Raises what the database raises; nothing was promised then.
    """
    row = MessageRow(
        message_id=f"m_{secrets.token_hex(6)}",
        call_id=call.call_id,
        created_at=call.clock.now(),
        text=text,
        callback_number=callback_number or (card.callback_number if card is not None else None),
        urgency=urgency,
        owner=owner,
        card=card.model_dump(mode="json") if card is not None else None,
    )

    def store(session: Session) -> tuple[str, str, str]:
        kept, _ = keep_message(session, row)
        return kept.message_id, kept.urgency, kept.owner

    message_id, stands_as, whose = await call.database.run(store)
    call.notes.record(
        MessageTaken(message_id=message_id, urgency="urgent" if stands_as == "urgent" else "routine", owner=whose)
    )
    return message_id
