"""Proposals and holds in the store. Every write starts with a write, so that SQLite takes its lock at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, col, select

from receptionist.booking.case import CallUsage, Held, Kind
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from receptionist.store.proposals import HoldRow, ProposalRow

Cells = frozenset[tuple[str, int]]
PLACE_TRIES = 3
GIVEN_UP_SECONDS = 120  # A write that was claimed this long ago and has no result lost its writer.
WRITING_SECONDS = 900  # A write under way keeps its minutes long enough for every retry and for a person to look.


class HeldElsewhere(Exception):
    """Another call holds some of the minutes."""


class Ledger:
    """The proposals of one call, and everybody's holds."""

    def __init__(self, database: Database, call_id: str) -> None:
        self._database = database
        self._call_id = call_id

    async def place(self, row: ProposalRow, cells: Cells, now: datetime) -> None:
        """Store an open proposal with its holds, in one transaction. Raises `HeldElsewhere`, storing nothing."""

        def work(session: Session) -> None:
            session.execute(sa.delete(HoldRow).where(col(HoldRow.expires_at) <= now))
            session.add(ProposalRow(**row.model_dump()))
            session.add_all(_holds(row, cells))
            session.flush()

        for attempt in range(PLACE_TRIES):
            try:
                await self._database.run(work)
            except IntegrityError:
                raise HeldElsewhere from None
            except OperationalError:
                # Two calls that sweep the same outdated holds may be each other's deadlock; one of them is let go.
                if attempt + 1 == PLACE_TRIES:
                    raise
            else:
                return

    async def void_open(self) -> None:
        """Void the call's open proposals and free what they hold."""

        def work(session: Session) -> None:
            own = sa.select(col(ProposalRow.proposal_id)).where(
                col(ProposalRow.call_id) == self._call_id, col(ProposalRow.state) == "open"
            )
            session.execute(sa.delete(HoldRow).where(col(HoldRow.proposal_id).in_(own)))
            session.execute(
                sa.update(ProposalRow)
                .where(col(ProposalRow.call_id) == self._call_id, col(ProposalRow.state) == "open")
                .values(state="void")
            )

        await self._database.run(work)

    async def get(self, proposal_id: str) -> ProposalRow | None:
        """The call's proposal of that id; None for any other call's."""

        def work(session: Session) -> ProposalRow | None:
            row = session.get(ProposalRow, proposal_id)
            return row if row and row.call_id == self._call_id else None

        return await self._database.run(work)

    async def latest(self) -> ProposalRow | None:
        """The call's last proposal, whatever became of it."""

        def work(session: Session) -> ProposalRow | None:
            query = select(ProposalRow).where(ProposalRow.call_id == self._call_id)
            newest_first = col(ProposalRow.created_at).desc(), col(ProposalRow.sequence).desc()
            rows = session.exec(query.order_by(*newest_first)).all()
            return next((row for row in rows if row.state == "open"), rows[0] if rows else None)

        return await self._database.run(work)

    async def claim(self, proposal_id: str, now: datetime) -> bool:
        """Take an open proposal for writing; False when somebody else has, or it is no longer open and held."""

        def work(session: Session) -> bool:
            until = now + timedelta(seconds=WRITING_SECONDS)
            taken = session.execute(
                sa.update(ProposalRow)
                .where(
                    col(ProposalRow.proposal_id) == proposal_id,
                    col(ProposalRow.state) == "open",
                    col(ProposalRow.expires_at) > now,
                )
                .values(state="writing", claimed_at=now, expires_at=until)
            )
            if not getattr(taken, "rowcount", 0):
                # What is not ours to write must not keep its minutes any longer than it was going to.
                return False
            held = sa.update(HoldRow).where(col(HoldRow.proposal_id) == proposal_id)
            session.execute(held.values(expires_at=until))
            return True

        return await self._database.run(work)

    async def lease(self, row: ProposalRow, now: datetime) -> bool:
        """Take a proposal whose writer is gone for a look; False when another process was faster."""

        def work(session: Session) -> bool:
            taken = session.execute(
                sa.update(ProposalRow)
                .where(
                    col(ProposalRow.proposal_id) == row.proposal_id,
                    col(ProposalRow.state) == row.state,
                    col(ProposalRow.claimed_at) == row.claimed_at,
                )
                .values(claimed_at=now)
            )
            return bool(getattr(taken, "rowcount", 0))

        return await self._database.run(work)

    async def finish(
        self,
        proposal_id: str,
        state: str,
        result: dict[str, Any],
        *,
        release: bool = True,
        message: MessageRow | None = None,
    ) -> None:
        """Store what came of a proposal and free what it held, unless its fate is still open.

        `message` for staff is stored in the same transaction: what a caller was promised stands or falls with it.
        """

        def work(session: Session) -> None:
            row = sa.update(ProposalRow).where(col(ProposalRow.proposal_id) == proposal_id)
            session.execute(row.values(state=state, result=result))
            if release:
                session.execute(sa.delete(HoldRow).where(col(HoldRow.proposal_id) == proposal_id))
            if message is not None:
                session.add(message)

        await self._database.run(work)

    async def replan(self, proposal_id: str, plan: dict[str, Any]) -> None:
        """Store a plan as it will be written, when the second look changed what nobody hears of it."""

        def work(session: Session) -> None:
            row = sa.update(ProposalRow).where(col(ProposalRow.proposal_id) == proposal_id)
            session.execute(row.values(plan=plan))

        await self._database.run(work)

    async def reopen(self, proposal_id: str, until: datetime) -> None:
        """Put a claimed proposal back, held until then: nothing was tried."""

        def work(session: Session) -> None:
            row = sa.update(ProposalRow).where(col(ProposalRow.proposal_id) == proposal_id)
            session.execute(row.values(state="open", claimed_at=None, expires_at=until))
            held = sa.update(HoldRow).where(col(HoldRow.proposal_id) == proposal_id)
            session.execute(held.values(expires_at=until))

        await self._database.run(work)

    async def usage(self, *, besides_writing: bool = False) -> CallUsage:
        """What this call has written, or may have written, so far; `besides_writing` leaves out writes under way."""
        states = ["done", "unknown", "handed"] + ([] if besides_writing else ["writing"])

        def work(session: Session) -> CallUsage:
            query = select(ProposalRow).where(ProposalRow.call_id == self._call_id, col(ProposalRow.state).in_(states))
            kinds = [kind for row in session.exec(query) for kind in [row.kind] * len(row.plan.get("visits", [0]))]
            changes = kinds.count(Kind.MOVE) + kinds.count(Kind.CANCEL)
            return CallUsage(kinds.count(Kind.CREATE), changes, kinds.count(Kind.REGISTER))

        return await self._database.run(work)

    async def held_by_others(self, now: datetime) -> Held:
        """The cells that other calls hold now."""

        def work(session: Session) -> Held:
            query = select(HoldRow.resource, HoldRow.cell).where(
                HoldRow.call_id != self._call_id, col(HoldRow.expires_at) > now
            )
            return Held(frozenset((resource, cell) for resource, cell in session.exec(query)))

        return await self._database.run(work)


def new_proposal_id() -> str:
    """A fresh id, short enough to read in a log and too long to guess."""
    return f"p_{uuid4().hex[:12]}"


def _holds(row: ProposalRow, cells: Iterable[tuple[str, int]]) -> list[HoldRow]:
    return [
        HoldRow(
            resource=resource,
            cell=cell,
            proposal_id=row.proposal_id,
            call_id=row.call_id,
            expires_at=row.expires_at,
        )
        for resource, cell in sorted(cells)
    ]
