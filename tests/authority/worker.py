"""One process of the house with some calls in it: `python -m tests.authority.worker '<json>'`; prints a result a line.

The job names the address of Open Dental, the database, this process's number, the callers with what each wants, and
when to die: 'before' or 'after' the first POST of a visit leaves.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import date, datetime
from typing import Any

import httpx

from opendental_client import OpenDentalClient
from receptionist.booking.agreement import SpokenTurn
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk, Verified
from receptionist.booking.outcome import CreateRequest, Done, Proposed
from receptionist.clock import OffsetClock
from receptionist.practice.office import Office, load_office
from receptionist.practice.profile import load_profile
from receptionist.store.database import Database
from tests.authority.office_server import NOW
from tests.booking.fake import ZONE, at
from tests.booking.world import PROFILE


class Mortal(httpx.AsyncHTTPTransport):
    """Kills its process, as `kill -9` does, around the first POST of a visit."""

    def __init__(self, when: str) -> None:
        super().__init__()
        self._when = when

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        deadly = self._when and request.method == "POST" and request.url.path.endswith("/appointments")
        if deadly and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        response = await super().handle_async_request(request)
        if deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return response


async def main(job: dict[str, Any]) -> None:
    clock = OffsetClock(at(NOW))
    database = Database(job["database"])
    client = OpenDentalClient(
        base_url=job["address"], developer_key="sandbox", customer_key="default", time_zone=ZONE,
        transport=Mortal(job["die"]),
    )  # fmt: skip
    async with client:
        office = await load_office(client, load_profile(PROFILE))
        work = (
            call(client, office, database, clock, f"c_{job['number']}_{place}", wish)
            for place, wish in enumerate(job["wishes"])
        )
        for told in await asyncio.gather(*work):
            print(told, flush=True)  # noqa: T201
    database.close()


async def call(
    client: OpenDentalClient, office: Office, database: Database, clock: OffsetClock, call_id: str, wish: dict[str, Any]
) -> str:
    """One caller who wants that opening and agrees to it; 'booked', or the reason why not."""
    desk = IdentityDesk(client)
    verified = await desk.verify(wish["first"], wish["last"], date.fromisoformat(wish["born"]))
    assert isinstance(verified, Verified), verified
    authority = BookingAuthority(
        client=client, office=office, database=database, clock=clock, call_id=call_id, identity=desk
    )
    start = datetime.fromisoformat(wish["start"]).replace(tzinfo=ZONE)
    request = CreateRequest(verified.patient.pat_num, wish["type"], start, wish["prov"], wish["op"])
    offer = await authority.propose(request, 0)
    if not isinstance(offer, Proposed):
        return getattr(offer, "reason", "failed")
    turns = [SpokenTurn("lexi", offer.read_back, 1), SpokenTurn("caller", "Yes, please.", 2)]
    result = await authority.commit(offer.proposal_id, turns)
    await authority.close()
    return "booked" if isinstance(result, Done) else getattr(result, "reason", "failed")


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
