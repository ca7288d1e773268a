"""What must be known of a telephone call by whichever process Twilio asks next, and what came of each transfer."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Column, Field, Session, SQLModel, col, select

from receptionist.store.calls import CallRow
from receptionist.store.times import UtcDateTime

KEEP_CALLS = timedelta(days=1)
KEEP_TOKENS = timedelta(hours=1)
NOT_RUNG = "requested"
RINGING = "dialling"


class PhoneCallRow(SQLModel, table=True):
    """A telephone call by Twilio's name for it; `PhoneCall` in the phone channel says what each field means.

    `caller` is the number that calls, E.164, "" when withheld. `over` is set once Twilio has said that it ended.
    """

    __tablename__ = "phone_calls"

    call_sid: str = Field(primary_key=True, max_length=64)
    call_id: str = Field(default="", max_length=40, index=True)
    caller: str = Field(default="", max_length=32)
    dial: str = Field(default="", max_length=32)
    unheard: str = Field(default="")
    ended_by: str = Field(default="", max_length=10)
    continue_by: str = Field(default="", max_length=10)
    returns: int = Field(default=0)
    over: bool = Field(default=False)
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


class SpentTokenRow(SQLModel, table=True):
    """A stream token that was used. The primary key is what makes it good once, in however many processes."""

    __tablename__ = "spent_tokens"

    token_id: str = Field(primary_key=True, max_length=64)
    spent_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


class TransferRow(SQLModel, table=True):
    """A caller who was to go to a person. `result` is requested, dialling, answered, busy, no_answer, refused or
    no_staff; `verdict` what staff pressed when they heard who it is ("" until then); `card` the handoff card as JSON.
    `message_id` names the message that staff have about it.
    """

    __tablename__ = "transfers"

    transfer_id: str = Field(primary_key=True, max_length=40)
    call_id: str = Field(max_length=40, index=True)
    target: str = Field(max_length=80)
    reason: str = Field(max_length=40)
    style: str = Field(max_length=10)
    result: str = Field(default=NOT_RUNG, max_length=20)
    verdict: str = Field(default="", max_length=20)
    card: dict[str, Any] = Field(sa_column=Column(sa.JSON, nullable=False))
    message_id: str | None = Field(default=None, max_length=40)
    requested_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


def spend_token(session: Session, token_id: str, now: datetime) -> bool:
    """Note that a token was used; False when it had been. Those too old to matter are forgotten on the way."""
    session.execute(sa.delete(SpentTokenRow).where(col(SpentTokenRow.spent_at) < now - KEEP_TOKENS))
    if session.get(SpentTokenRow, token_id) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(SpentTokenRow(token_id=token_id, spent_at=now))
    except sa.exc.IntegrityError:
        return False
    return True


def save_phone_call(session: Session, row: PhoneCallRow) -> None:
    """Store the newest facts of a call. What is known of it stays known: its number, its name, that it is over."""
    session.execute(sa.delete(PhoneCallRow).where(col(PhoneCallRow.updated_at) < row.updated_at - KEEP_CALLS))
    known = session.get(PhoneCallRow, row.call_sid)
    if known is not None:
        row.caller = row.caller or known.caller
        row.call_id = row.call_id or known.call_id
        row.returns = max(row.returns, known.returns)
        row.over = row.over or known.over
    session.merge(row)


def carrier_of(session: Session, call_sid: str) -> tuple[str, str]:
    """The house's name for a telephone call and the process that carries it; "" for what isn't known."""
    row = session.get(PhoneCallRow, call_sid)
    call = session.get(CallRow, row.call_id) if row is not None and row.call_id else None
    return (call.call_id, call.carried_by) if call is not None else ("", "")


def caller_number(session: Session, call_id: str) -> str | None:
    """The number that a call of the house comes from; None when it is withheld or no telephone's."""
    query = select(PhoneCallRow.caller).where(PhoneCallRow.call_id == call_id, PhoneCallRow.caller != "")
    return session.exec(query).first()


def open_transfer(session: Session, call_id: str) -> TransferRow | None:
    """The transfer of this call that was asked for last and has not ended."""
    query = (
        select(TransferRow)
        .where(TransferRow.call_id == call_id, col(TransferRow.result).in_((NOT_RUNG, RINGING)))
        .order_by(col(TransferRow.requested_at).desc())
    )
    return session.exec(query).first()
