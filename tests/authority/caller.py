"""One caller of a process of the house: who she is, what she wants, whether she says yes, and what she was told."""

from dataclasses import dataclass
from datetime import date, datetime

from opendental_client import OpenDentalClient
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk, Verified
from receptionist.booking.outcome import CreateRequest, Done, Proposed
from receptionist.clock import Clock
from receptionist.practice.office import Office
from receptionist.store.database import Database
from tests.booking.fake import ZONE


@dataclass(frozen=True)
class Wish:
    """A verified person's wish for one of `starts` ('2026-12-28 09:00'), tried in that order, with Dr. Barton.

    `answer` is what she says to every read-back.
    """

    first: str
    last: str
    born: str
    starts: tuple[str, ...]
    prov: int = 1
    op: int = 1
    kind: int = 5
    answer: str = "Yes, please."


@dataclass(frozen=True)
class House:
    """What the callers of one process share."""

    client: OpenDentalClient
    office: Office
    database: Database
    clock: Clock


async def call(house: House, call_id: str, wish: Wish) -> str:
    """Lead one call to its end; 'booked <start>', or the last reason why not."""
    desk = IdentityDesk(house.client)
    verified = await desk.verify(wish.first, wish.last, date.fromisoformat(wish.born))
    assert isinstance(verified, Verified), verified
    authority = BookingAuthority(
        client=house.client, office=house.office, database=house.database, clock=house.clock, call_id=call_id,
        identity=desk,
    )  # fmt: skip
    turns: list[SpokenTurn] = []
    told = "nothing"
    for start in wish.starts:
        told = await _try(authority, verified.patient.pat_num, wish, start, turns)
        if told.startswith("booked"):
            break
    await authority.close()
    return told


async def _try(authority: BookingAuthority, pat_num: int, wish: Wish, start: str, turns: list[SpokenTurn]) -> str:
    moment = datetime.fromisoformat(start).replace(tzinfo=ZONE)
    offer = await authority.propose(CreateRequest(pat_num, wish.kind, moment, wish.prov, wish.op), len(turns))
    if not isinstance(offer, Proposed):
        return getattr(offer, "reason", "failed")
    turns.append(SpokenTurn("lexi", offer.read_back, len(turns) + 1))
    turns.append(SpokenTurn("caller", wish.answer, len(turns) + 1))
    result = await authority.commit(offer.proposal_id, list(turns))
    if isinstance(result, Done):
        return f"booked {start.replace(' ', 'T')}"
    return getattr(result, "reason", type(result).__name__)
