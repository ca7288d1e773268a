"""The call log's tables: one row a call, one row an event, and the messages left for staff."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Column, Field, SQLModel

from receptionist.store.times import UtcDateTime


class CallRow(SQLModel, table=True):
    """A call. `ended_at` and `outcome` are None while it runs; they repeat the log's last event for quick lists."""

    __tablename__ = "calls"

    call_id: str = Field(primary_key=True, max_length=40)
    channel: str = Field(max_length=20)
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    outcome: str | None = Field(default=None, max_length=40)


class EventRow(SQLModel, table=True):
    """One event of a call's log; never changed once written."""

    __tablename__ = "events"

    call_id: str = Field(primary_key=True, foreign_key="calls.call_id", max_length=40)
    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    kind: str = Field(max_length=40, index=True)
    payload: dict[str, Any] = Field(sa_column=Column(sa.JSON, nullable=False))


class MessageRow(SQLModel, table=True):
    """A message a caller left for staff; `owner` and `closed_at` are filled when somebody takes it and closes it."""

    __tablename__ = "messages"

    message_id: str = Field(primary_key=True, max_length=40)
    call_id: str = Field(max_length=40, index=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    text: str
    callback_number: str | None = Field(default=None, max_length=40)
    urgency: str = Field(max_length=20)
    owner: str = Field(max_length=80)
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
