"""One call over a sandboxed Open Dental: the tools, the log, and every request that reached the office."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import httpx
from agents import RunContextWrapper
from sqlmodel import select

from opendental_client import OpenDentalClient
from receptionist.agents.context import CallContext
from receptionist.agents.supervisor import Supervisor
from receptionist.agents.tools.fits import moment_of
from receptionist.agents.tools.registry import BY_NAME, SUPERVISOR_TOOLS
from receptionist.booking.authority import BookingAuthority
from receptionist.booking.identity import IdentityDesk
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.clock import ManualClock
from receptionist.events import CallerSaid, LexiSaid, ToolFinished
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from receptionist.settings import ROOT
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from tests.booking.world import database

MONDAY = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
"""9 AM in Milltown."""
PEOPLE: dict[int, tuple[str, str, date]] = {
    101: ("Dana", "Okafor", date(1988, 11, 2)),
    102: ("Milo", "Okafor", date(2017, 5, 14)),
    103: ("Ada", "Okafor", date(2019, 8, 30)),
    108: ("Tom", "Reyes", date(1994, 7, 19)),
    109: ("Priya", "Shah", date(1982, 12, 5)),
    110: ("Grace", "Chen", date(1969, 4, 18)),
    113: ("Walter", "Finch", date(1961, 10, 30)),
}


class Office(httpx.AsyncBaseTransport):
    """The sandbox in process.

    `seen` are the requests. `cut` maps a verb to when its requests fail: "before" they arrive, or "after" they were
    carried out. `canned` answers GETs of a path with rows of the test's.
    """

    def __init__(self, app: Any) -> None:
        self._app = httpx.ASGITransport(app=app)
        self.seen: list[str] = []
        self.cut: dict[str, str] = {}
        self.canned: dict[str, list[dict[str, Any]]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        self.seen.append(f"{request.method} {path}")
        if request.method == "GET" and path in self.canned:
            return httpx.Response(200, json=self.canned[path])
        if self.cut.get(request.method) == "before":
            raise httpx.ConnectError("cut")
        response = await self._app.handle_async_request(request)
        if self.cut.get(request.method) == "after":
            raise httpx.ReadTimeout("cut")
        return response


@dataclass
class Desk:
    """A call and what a model can do in it."""

    call: CallContext
    log: CallLog
    office: Office
    store: Database

    async def run(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool as a model would and return its JSON."""
        context = RunContextWrapper(self.call).context
        output = await BY_NAME[tool].invoke("supervisor", context, "call_1", json.dumps(arguments, default=str))
        answer: dict[str, Any] = json.loads(output)
        return answer

    async def verify(self, *pat_nums: int) -> "Desk":
        for pat_num in pat_nums:
            first, last, born = PEOPLE[pat_num]
            result = await self.call.identity.verify(first, last, born)
            assert type(result).__name__ == "Verified", result
        self.office.seen.clear()
        return self

    def caller(self, text: str) -> None:
        self.log.append(CallerSaid(text=text))

    def lexi(self, text: str) -> None:
        self.log.append(LexiSaid(text=text, turn=1))

    @property
    def offered(self) -> set[str]:
        moment = moment_of(self.call)
        return {tool.name for tool in SUPERVISOR_TOOLS if tool.fits.holds(moment)}

    def writes(self) -> list[str]:
        """The requests so far that were not reads."""
        return [request for request in self.office.seen if not request.startswith("GET")]

    def messages(self) -> list[MessageRow]:
        """What was left for staff."""
        with self.store.session() as session:
            return list(session.exec(select(MessageRow)))

    @property
    def finished(self) -> list[ToolFinished]:
        return [entry.event for entry in self.log.entries if isinstance(entry.event, ToolFinished)]


class SilentLine:
    """A caller's line that nothing is said on."""

    async def say(self, sentence: str) -> None: ...

    def end_after_goodbye(self) -> None: ...

    def transfer(self, target: str) -> bool:
        return False


@asynccontextmanager
async def desk(supervisor: Supervisor | None = None) -> AsyncIterator[Desk]:
    """A fresh call on a Monday at 9 with Barton's world behind it."""
    profile = load_profile(ROOT / "fixtures/practices/barton.yaml")
    clock = ManualClock(MONDAY)
    transport = Office(create_app(load_world(ROOT / "fixtures/worlds/barton.yaml", MONDAY), clock))
    client = OpenDentalClient(
        base_url="http://office/api/v1",
        developer_key="sandbox",
        customer_key="default",
        time_zone=profile.zone,
        transport=transport,
    )
    with database() as store:
        async with client:
            log = CallLog("c_1", clock)
            identity = IdentityDesk(client)
            office = await load_office(client, profile, clock)
            authority = BookingAuthority(
                client=client, office=office, database=store, clock=clock, call_id="c_1", identity=identity
            )
            call = CallContext(
                call_id="c_1",
                channel="text",
                office=office,
                client=client,
                database=store,
                clock=clock,
                identity=identity,
                authority=authority,
                notes=LogNotes(log, clock),
                line=SilentLine(),
                supervisor=supervisor,  # type: ignore[arg-type]
            )
            transport.seen.clear()
            yield Desk(call, log, transport, store)
