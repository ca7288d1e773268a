"""The processes of the house: each says now and then that it lives, so that the calls of a dead one can be closed."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Column, Field, Session, SQLModel, col, select

from receptionist.store.calls import CallRow
from receptionist.store.times import UtcDateTime

# A process that was not seen for so long is dead: it writes every ten seconds, and a busy database may delay it.
DEAD_AFTER = timedelta(seconds=45)
FORGOTTEN_AFTER = timedelta(days=1)


class ProcessRow(SQLModel, table=True):
    """A process that carries calls. A row goes when its process ends as it should."""

    __tablename__ = "processes"

    process_id: str = Field(primary_key=True, max_length=40)
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))


def note_alive(session: Session, process_id: str, now: datetime) -> None:
    """Say that the process lives, and forget those that have long not."""
    session.execute(sa.delete(ProcessRow).where(col(ProcessRow.seen_at) < now - FORGOTTEN_AFTER))
    row = session.get(ProcessRow, process_id) or ProcessRow(process_id=process_id, started_at=now, seen_at=now)
    row.seen_at = now
    session.add(row)


def note_gone(session: Session, process_id: str) -> None:
    """The process has ended as it should."""
    session.execute(sa.delete(ProcessRow).where(col(ProcessRow.process_id) == process_id))


def is_alive(session: Session, process_id: str, now: datetime) -> bool:
    """Whether the process was seen lately."""
    row = session.get(ProcessRow, process_id)
    return row is not None and row.seen_at > now - DEAD_AFTER


def abandoned_calls(session: Session, now: datetime) -> list[CallRow]:
    """The calls that never ended and whose process is dead, oldest first.

    A call younger than the limit is left alone: Twilio may be about to bring its caller to another process.
    """
    alive = select(ProcessRow.process_id).where(ProcessRow.seen_at > now - DEAD_AFTER)
    query = (
        select(CallRow)
        .where(
            col(CallRow.ended_at).is_(None),
            CallRow.carried_by != "",
            CallRow.started_at < now - DEAD_AFTER,
            col(CallRow.carried_by).not_in(alive),
        )
        .order_by(col(CallRow.started_at))
    )
    return list(session.exec(query))


def inherit_call(session: Session, call_id: str, process_id: str, now: datetime, *, orphaned: bool) -> bool:
    """Make the unended call of a dead process this process's own; `orphaned` says that it is known to be dead."""
    call = session.get(CallRow, call_id)
    if call is None or not (orphaned or not is_alive(session, call.carried_by, now)):
        return False
    return take_call(session, call_id, call.carried_by, process_id)


def take_call(session: Session, call_id: str, held_by: str, process_id: str) -> bool:
    """Make an unended call this process's own; False when it ended or somebody else was faster."""
    taken = session.execute(
        sa.update(CallRow)
        .where(col(CallRow.call_id) == call_id, col(CallRow.carried_by) == held_by, col(CallRow.ended_at).is_(None))
        .values(carried_by=process_id)
    )
    return bool(getattr(taken, "rowcount", 0))
