"""What a call is about to write: its proposals, and the minutes it holds while the caller thinks.

A hold is stored as cells of five minutes, one row for each cell of each thing it needs (`op:4`, `prov:3`, `pat:101`).
The primary key over (resource, cell) is what keeps two calls, in one process or in several, off the same minutes.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Column, Field, SQLModel

from receptionist.store.times import UtcDateTime


class ProposalRow(SQLModel, table=True):
    """A proposal. `state` is open, writing, done, failed, unknown, handed or void; `sequence` is the last turn before.

    A write whose fate stayed `unknown` is `handed` once it was looked for again and staff have a message about it.
    `plan` is exactly what will be written and `result` what came of it, both as JSON. `claimed_at` is set before the
    first write, so that a proposal whose process died can be told from one nobody has tried yet.
    """

    __tablename__ = "proposals"

    proposal_id: str = Field(primary_key=True, max_length=40)
    call_id: str = Field(max_length=40, index=True)
    kind: str = Field(max_length=20)
    state: str = Field(max_length=20, index=True)
    sequence: int
    read_back: str
    plan: dict[str, Any] = Field(sa_column=Column(sa.JSON, nullable=False))
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(sa.JSON, nullable=True))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    claimed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))


class HoldRow(SQLModel, table=True):
    """Five held minutes of one resource. `cell` counts five-minute steps since 1970 in UTC."""

    __tablename__ = "holds"

    resource: str = Field(primary_key=True, max_length=80)
    cell: int = Field(primary_key=True, sa_type=sa.BigInteger)
    proposal_id: str = Field(max_length=40, index=True)
    call_id: str = Field(max_length=40)
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
