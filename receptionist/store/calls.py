"""The call log's tables: one row a call, one row an event, and the messages left for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Column, Field, Session, SQLModel, col, select

from receptionist.store.times import UtcDateTime

_LAST = "call.ended"


class CallRow(SQLModel, table=True):
    """A call. `ended_at` and `outcome` are None while it runs; they repeat the log's last event for quick lists.

    `carried_by` is the process that has it or had it last, "" where none keeps count.
    """

    __tablename__ = "calls"

    call_id: str = Field(primary_key=True, max_length=40)
    channel: str = Field(max_length=20)
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    outcome: str | None = Field(default=None, max_length=40)
    carried_by: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})


class EventRow(SQLModel, table=True):
    """One event of a call's log; never changed once written."""

    __tablename__ = "events"

    call_id: str = Field(primary_key=True, foreign_key="calls.call_id", max_length=40)
    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    kind: str = Field(max_length=40, index=True)
    payload: dict[str, Any] = Field(sa_column=Column(sa.JSON, nullable=False))


class MessageRow(SQLModel, table=True):
    """A message for staff: `owner` is whose it is, `closed_at` when it was dealt with, `card` its handoff card."""

    __tablename__ = "messages"

    message_id: str = Field(primary_key=True, max_length=40)
    call_id: str = Field(max_length=40, index=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    text: str
    callback_number: str | None = Field(default=None, max_length=40)
    urgency: str = Field(max_length=20)
    owner: str = Field(max_length=80)
    card: dict[str, Any] | None = Field(default=None, sa_column=Column(sa.JSON, nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """An event on its way into the table, without what an `EventRow` costs to make; `at` is an aware UTC instant."""

    call_id: str
    sequence: int
    at: datetime
    kind: str
    payload: dict[str, Any]


_ADD_TO = {
    "sqlite": sqlite.insert(EventRow).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(EventRow).on_conflict_do_nothing(),
}


def add_events(session: Session, events: Sequence[WrittenEvent]) -> None:
    """Write events of calls whose rows are there, all in one statement; one that is in place stays as it is."""
    if events:
        rows = [
            {"call_id": e.call_id, "sequence": e.sequence, "at": e.at, "kind": e.kind, "payload": e.payload}
            for e in events
        ]
        session.connection().execute(_ADD_TO[session.get_bind().dialect.name], rows)


def append_after_end(session: Session, call_id: str, at: datetime, kind: str, payload: dict[str, Any]) -> bool:
    """Put one more event on the log of a call whose process has closed it; False while the log is still being written.

    What comes after a call's end (did anybody take the transferred call?) is told by Twilio to whichever process it
    asks, and the log's own writer is done by then.
    """
    query = select(EventRow).where(EventRow.call_id == call_id).order_by(col(EventRow.sequence).desc())
    newest = session.exec(query).first()
    if newest is None or newest.kind not in (_LAST, kind):
        return False
    session.add(EventRow(call_id=call_id, sequence=newest.sequence + 1, at=at, kind=kind, payload=payload))
    return True
