"""What came of a transfer by SIP, for staff: on its row, on the call's log, and as a message if it failed."""

import hashlib
import logging
import secrets
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from receptionist.agents.handoff import HandoffCard
from receptionist.clock import Clock
from receptionist.events import TransferRequested, TransferState
from receptionist.store.calls import MessageRow, append_after_end
from receptionist.store.database import Database, DatabaseError
from receptionist.store.messages import keep_message
from receptionist.store.phone import PhoneCallRow, open_transfer, save_phone_call, spend_token

logger = logging.getLogger(__name__)

OWNER = "front desk"
NO_CARD = "A caller asked for a person and could not be put through. The call's log tells what it was about."
# Whether staff took the call is between them and the carrier; the vendor only says that the refer was taken.
RESULTS: dict[str, TransferState] = {"taken": "dialling", "refused": "refused", "gone": "no_answer"}


class Handoffs:
    """The store's side of SIP calls. A store that is down costs no caller the call."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(self, webhook_id: str) -> bool:
        """Whether this process is the first to handle a webhook; also True when the store can't tell."""
        token = hashlib.sha256(f"sip {webhook_id}".encode()).hexdigest()
        try:
            return await self._database.run(lambda session: spend_token(session, token, self._clock.now()))
        except (SQLAlchemyError, DatabaseError) as error:
            logger.warning("Whether another process has a SIP call could not be looked up: %s", type(error).__name__)
            return True

    async def remember(self, vendor_id: str, call_id: str, caller: str) -> None:
        """Note the number that a call claims to come from, so that staff know where to call back."""
        row = PhoneCallRow(call_sid=vendor_id[:64], call_id=call_id, caller=caller, updated_at=self._clock.now())
        try:
            await self._database.run(lambda session: save_phone_call(session, row))
        except (SQLAlchemyError, DatabaseError) as error:
            logger.warning("Where a SIP call comes from could not be stored: %s", type(error).__name__)

    async def note(self, call_id: str, kind: Literal["taken", "refused", "gone"], caller: str | None) -> bool:
        """Store what came of the call's open transfer; with one refused, a message for staff. False when it wasn't."""
        try:
            await self._database.run(lambda session: self._note(session, call_id, kind, caller))
        except (SQLAlchemyError, DatabaseError) as error:
            # The text of a database error quotes the row, so only its type may be logged.
            logger.error("What came of a transfer could not be stored: %s", type(error).__name__)  # noqa: TRY400
            return False
        return True

    def _note(
        self, session: Session, call_id: str, kind: Literal["taken", "refused", "gone"], caller: str | None
    ) -> None:
        now = self._clock.now()
        row = open_transfer(session, call_id)
        if row is not None:
            row.result, row.ended_at = RESULTS[kind], now
            session.add(row)
        if kind != "refused":
            return
        card = HandoffCard.model_validate(row.card) if row is not None else None
        message = MessageRow(
            message_id=f"m_{secrets.token_hex(6)}",
            call_id=call_id,
            created_at=now,
            text=card.as_text() if card is not None else NO_CARD,
            callback_number=caller,
            # Whoever asked for a person and got none may have had a reason that cannot wait.
            urgency="urgent",
            owner=OWNER,
            card=row.card if row is not None else None,
        )
        kept, _ = keep_message(session, message)
        if row is not None:
            row.message_id = kept.message_id
            failed = TransferRequested(
                reason=row.reason, result=RESULTS[kind], target=row.target, transfer_id=row.transfer_id
            )
            append_after_end(session, call_id, now, failed.kind, failed.model_dump(mode="json", exclude={"kind"}))
