"""Finishes what a dead process left half done: looks for the row, and never writes a second one.

A proposal still `writing` after its lease lost its writer; one that is `unknown` may show up late. Whoever looks takes
the lease first, so that two processes do not settle one proposal, and staff get one message about it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlmodel import Session, col, select

from opendental_client import OpenDentalClient
from receptionist.booking.case import Kind
from receptionist.booking.codec import plan_from_json, result_to_json
from receptionist.booking.commit import Committer, Settled
from receptionist.booking.finder import Finder
from receptionist.booking.followup import Matter, message_about
from receptionist.booking.identity import IdentityDesk
from receptionist.booking.ledger import GIVEN_UP_SECONDS, Ledger
from receptionist.booking.planner import Planner
from receptionist.booking.reader import Reader
from receptionist.clock import Clock
from receptionist.practice.office import Office
from receptionist.store.database import Database
from receptionist.store.proposals import ProposalRow

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recovered:
    """A proposal that was settled. `state` is done when the row stands, handed when staff must look; both have a
    message. It stays as it was (`writing`, `unknown`) when Open Dental could not be read."""

    proposal_id: str
    call_id: str
    kind: Kind
    state: str
    detail: str = ""


async def recover(client: OpenDentalClient, office: Office, database: Database, clock: Clock) -> list[Recovered]:
    """Settle every proposal whose writer is gone, oldest first. Safe to run in several processes at any time."""
    settled: list[Recovered] = []
    for row in await _stranded(database, clock.now()):
        if not await Ledger(database, row.call_id).lease(row, clock.now()):
            continue
        try:
            settled.append(await _settle(client, office, database, clock, row))
        except (ValidationError, LookupError) as error:
            # One that cannot be understood must not keep the others from being settled; reconcile shows it to staff.
            log.error("Proposal %s cannot be settled: %s", row.proposal_id, type(error).__name__)  # noqa: TRY400
    return settled


async def _settle(
    client: OpenDentalClient, office: Office, database: Database, clock: Clock, row: ProposalRow
) -> Recovered:
    plan = plan_from_json(row.kind, row.plan, office.profile.zone)
    ledger = Ledger(database, row.call_id)
    reader = Reader(client, office, clock, IdentityDesk(client))
    committer = Committer(reader, Finder(Planner(reader)), ledger, row.call_id)
    found = await committer.pick_up(row.proposal_id, plan)
    state = _state(row, found)
    if state == row.state:
        return Recovered(row.proposal_id, row.call_id, Kind(row.kind), state, "Open Dental could not be read")
    matter = Matter.FOUND if state == "done" else Matter.NOT_FOUND
    # A write that ended as unknown in its call already left a message; only news is worth another.
    news = state == "done" or row.state == "writing"
    message = message_about(matter, office, plan, row.call_id, row.proposal_id, clock.now()) if news else None
    await ledger.finish(row.proposal_id, state, result_to_json(found.result), message=message)
    return Recovered(row.proposal_id, row.call_id, Kind(row.kind), state, getattr(found.result, "detail", ""))


def _state(row: ProposalRow, found: Settled) -> str:
    if found.unread:
        return row.state
    return "done" if found.state == "done" else "handed"


async def _stranded(database: Database, now: datetime) -> list[ProposalRow]:
    def work(session: Session) -> list[ProposalRow]:
        lost = col(ProposalRow.claimed_at) <= now - timedelta(seconds=GIVEN_UP_SECONDS)
        query = select(ProposalRow).where(col(ProposalRow.state).in_(["writing", "unknown"]), lost)
        return list(session.exec(query.order_by(col(ProposalRow.claimed_at))))

    return await database.run(work)
