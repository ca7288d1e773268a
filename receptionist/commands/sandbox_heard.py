"""What Lexi understood of the sandbox's caller: read from the service's log, where it is kept on this machine."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from receptionist.calls.stored import entries_of
from receptionist.clock import Clock, deadline
from receptionist.events import CallerAcknowledged, CallerSaid
from receptionist.store.calls import CallRow
from receptionist.store.database import Database, DatabaseError
from receptionist.store.phone import PhoneCallRow

_PATIENCE_SECONDS, _LOOK_SECONDS = 3.0, 0.1


async def understood(url: str, call_sids: Sequence[str], clock: Clock) -> dict[str, list[str]]:
    """The caller's turns as they were understood, by call. A call that is not in this database is left out.

    The log is written a little behind the call, and waited for.
    """
    try:
        database = Database(url)
    except DatabaseError:
        return {}
    found: dict[str, list[str]] = {}
    try:
        async with deadline(clock, _PATIENCE_SECONDS):
            for call_sid in call_sids:
                while (turns := await database.run(partial(_turns, call_sid))) is None:
                    await clock.sleep(_LOOK_SECONDS)
                found[call_sid] = turns
    except (SQLAlchemyError, TimeoutError):
        # A service on another machine, or one with another database: what it understood stands on its own log.
        pass
    finally:
        database.close()
    return found


def _turns(call_sid: str, session: Session) -> list[str] | None:
    phone = session.get(PhoneCallRow, call_sid)
    row = session.get(CallRow, phone.call_id) if phone is not None and phone.call_id else None
    if row is None or row.ended_at is None:
        return None
    turns = []
    for entry in entries_of(session, row.call_id):
        if isinstance(entry.event, CallerSaid):
            turns.append(entry.event.text)
        elif isinstance(entry.event, CallerAcknowledged):
            turns.append(f"({entry.event.text or 'a sound without words'})")
    return turns
