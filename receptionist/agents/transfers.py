"""A caller goes to a person, or staff get a message: one of the two always happens, and both know what it is about."""

import logging
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from receptionist.agents.context import CallContext
from receptionist.agents.handoff import HandoffCard, build_card, card_without_store
from receptionist.agents.messages import OWNER, leave_message
from receptionist.events import TransferRequested
from receptionist.practice.targets import Reachable, reachable
from receptionist.store.phone import TransferRow, open_transfer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Dialling:
    """The caller is put through to `target` once Lexi has spoken."""

    target: str


@dataclass(frozen=True)
class NoStaff:
    """Nobody can be dialled. `message` tells whether staff have a message about it."""

    message: Literal["left", "not kept"]


async def to_a_person(call: CallContext, reason: str, model_summary: str) -> Dialling | NoStaff:
    """Put the caller through to whoever suits `reason` and can be reached now, or leave a message with the card.

    Never raises for a database that is down: the caller is then put through without a card.
    """
    chosen = reachable(call.office.profile, reason, call.clock.now())
    card = await _card(call, reason, model_summary)
    if chosen is not None and (running := await _running(call)) is not None:
        return Dialling(running)
    if chosen is None or not call.line.transfer(chosen.name):
        return await _message_instead(call, card)
    transfer_id = f"t_{secrets.token_hex(8)}"
    await _store(call, chosen, card, transfer_id)
    call.notes.record(TransferRequested(reason=reason, result="dialling", target=chosen.name, transfer_id=transfer_id))
    return Dialling(chosen.name)


async def _card(call: CallContext, reason: str, model_summary: str) -> HandoffCard:
    try:
        return await build_card(call, reason, model_summary)
    except SQLAlchemyError as error:
        logger.error("A handoff card was made without the store: %s", type(error).__name__)  # noqa: TRY400
        return card_without_store(call, reason, model_summary)


async def _running(call: CallContext) -> str | None:
    """The target of a transfer of this call that is under way: a model that asks twice dials once."""

    def find(session: Session) -> str | None:
        row = open_transfer(session, call.call_id)
        return row.target if row is not None else None

    try:
        return await call.database.run(find)
    except SQLAlchemyError:
        return None


async def _store(call: CallContext, chosen: Reachable, card: HandoffCard, transfer_id: str) -> None:
    row = TransferRow(
        transfer_id=transfer_id,
        call_id=call.call_id,
        target=chosen.name,
        reason=card.reason,
        style=chosen.target.style,
        card=card.model_dump(mode="json"),
        requested_at=call.clock.now(),
    )

    def store(session: Session) -> None:
        session.add(row)

    try:
        await call.database.run(store)
    except SQLAlchemyError as error:
        # The caller is put through all the same, only cold; the call's own log tells of it.
        logger.error("A transfer could not be stored: %s", type(error).__name__)  # noqa: TRY400


async def _message_instead(call: CallContext, card: HandoffCard) -> NoStaff:
    call.notes.record(TransferRequested(reason=card.reason, result="no_staff"))
    try:
        await leave_message(call, card.as_text(), None, card.urgency, owner=OWNER, card=card)
    except SQLAlchemyError as error:
        logger.error("A message about a caller could not be stored: %s", type(error).__name__)  # noqa: TRY400
        return NoStaff("not kept")
    return NoStaff("left")
