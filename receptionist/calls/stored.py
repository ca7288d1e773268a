"""A call's log as the store has it, for whoever goes on with the call or closes it."""

from sqlmodel import Session, col, select

from receptionist.calls.log import Entry
from receptionist.events import EVENTS
from receptionist.store.calls import EventRow
from receptionist.store.database import Database


async def stored_entries(database: Database, call_id: str) -> list[Entry]:
    """Everything on the call's log, oldest first; empty for a call that the store doesn't know."""
    return await database.run(lambda session: entries_of(session, call_id))


def entries_of(session: Session, call_id: str) -> list[Entry]:
    """The same within a transaction."""
    query = select(EventRow).where(EventRow.call_id == call_id).order_by(col(EventRow.sequence))
    return [
        Entry(row.call_id, row.sequence, row.at, EVENTS.validate_python({**row.payload, "kind": row.kind}))
        for row in session.exec(query)
    ]
