"""One member of staff, seeded: each step books, moves or breaks a visit, or blocks time, by the server's own doors.

What is chosen depends on the seed and on what the server shows at that moment, so alone it is reproducible, and beside
other clients it races with them as real staff do. It looks before it books but holds nothing: between its look and
its write somebody else may take the time.
"""

import json
import math
import random
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.staff.calendar import Opening, openings

DAYS_AHEAD = 10
LONGEST_WAIT = 3600.0
STEP = timedelta(minutes=10)
DEEDS: Mapping[str, int] = {"book": 5, "move": 3, "break": 2, "block": 1}


class StaffError(Exception):
    """The server refused or did not answer; the text says what was tried, without patient data."""


@dataclass(frozen=True)
class Deed:
    """Something done: `kind` is book, move, break, block, or none when nothing fitted; `number` the row's key."""

    kind: str
    number: int = 0
    words: str = "nothing to do"


class StaffUser:
    """A staff member at one server. `client`'s base address is the server's root (`http://127.0.0.1:8002`)."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        clock: Clock,
        seed: str = "staff",
        key: str = "staff",
        weights: Mapping[str, int] = DEEDS,
        days_ahead: int = DAYS_AHEAD,
    ) -> None:
        self._client = client
        self._clock = clock
        self._days_ahead = days_ahead
        # Seeded and reproducible on purpose: this is chance for tests, not for secrets.
        self._chance = random.Random(seed)  # noqa: S311
        self._headers = {"Authorization": f"ODFHIR sandbox/{key}", "Content-Type": "application/json"}
        unknown = set(weights) - set(DEEDS)
        if unknown or not any(weights.values()):
            raise ValueError(f"weights takes {', '.join(DEEDS)}, at least one of them above 0")
        self._weights = dict(weights)

    async def run(
        self, *, rate: float, steps: int | None = None, tell: Callable[[Deed], None] | None = None
    ) -> list[Deed]:
        """Work at `rate` deeds a minute on the clock, for `steps` of them or until cancelled. Raises `StaffError`."""
        if not 0 < rate <= 6000:
            raise ValueError("rate must be above 0 and at most 6000 a minute")
        done: list[Deed] = []
        while steps is None or len(done) < steps:
            await self._clock.sleep(min(LONGEST_WAIT, -math.log(1 - self._chance.random()) * 60 / rate))
            deed = await self.step()
            if steps is not None:
                done.append(deed)
            if tell is not None:
                tell(deed)
        return done

    async def step(self) -> Deed:
        """Do one thing. Raises `StaffError` when the server refuses or cannot be reached."""
        doers: Mapping[str, Callable[[], Coroutine[Any, Any, Deed]]] = {
            "book": self._book,
            "move": self._move,
            "break": self._break,
            "block": self._block,
        }
        kind = self._chance.choices(list(self._weights), list(self._weights.values()))[0]
        return await doers[kind]()

    async def _book(self) -> Deed:
        found = await self._opening(timedelta(minutes=30))
        people = [row for row in await self._get("patients", {"hideInactive": "true"}) if row["PatStatus"] == "Patient"]
        if found is None or not people:
            return Deed("none")
        minutes = self._chance.choice([30, 60]) if found.length >= timedelta(minutes=60) else 30
        start = self._start(found, timedelta(minutes=minutes))
        cells = minutes // 5
        body = {
            "PatNum": self._chance.choice(people)["PatNum"],
            "Op": found.chair,
            "ProvNum": found.provider,
            "AptDateTime": f"{start:%Y-%m-%d %H:%M:%S}",
            "Pattern": "/" + "X" * (cells - 2) + "/",
            "Note": "Booked by staff.",
        }
        row = await self._send("POST", "api/v1/appointments", body)
        return Deed("book", row["AptNum"], f"booked {start:%Y-%m-%d %H:%M} in operatory {found.chair}")

    async def _move(self) -> Deed:
        visit = await self._visit()
        if visit is None:
            return Deed("none")
        length = timedelta(minutes=5 * len(visit["Pattern"]))
        found = await self._opening(length, chair=visit["Op"])
        if found is None:
            return Deed("none")
        start = self._start(found, length)
        body = {"AptDateTime": f"{start:%Y-%m-%d %H:%M:%S}", "Op": found.chair}
        await self._send("PUT", f"api/v1/appointments/{visit['AptNum']}", body)
        return Deed("move", visit["AptNum"], f"moved to {start:%Y-%m-%d %H:%M}")

    async def _break(self) -> Deed:
        visit = await self._visit()
        if visit is None:
            return Deed("none")
        unscheduled = self._chance.random() < 0.5
        body = {"sendToUnscheduledList": "true" if unscheduled else "false"}
        await self._send("PUT", f"api/v1/appointments/{visit['AptNum']}/Break", body)
        where = "off the schedule" if unscheduled else "left on the schedule"
        return Deed("break", visit["AptNum"], f"broken, {where}")

    async def _block(self) -> Deed:
        found = await self._opening(timedelta(minutes=30))
        if found is None:
            return Deed("none")
        start = self._start(found, timedelta(minutes=30))
        stop = start + timedelta(minutes=30)
        times = {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}", "stop": f"{stop:%H:%M}"}
        body = {**times, "operatories": [found.chair], "note": "Blocked by staff"}
        row = await self._send("POST", "admin/blockouts", body)
        return Deed("block", row["ScheduleNum"], f"blocked {start:%Y-%m-%d %H:%M} in operatory {found.chair}")

    async def _opening(self, length: timedelta, chair: int | None = None) -> Opening | None:
        """A free span on one of the next days, looked up day by day from a random one on."""
        now = await self._office_now()
        offsets = list(range(1, self._days_ahead + 1))
        self._chance.shuffle(offsets)
        for offset in offsets:
            day = (now.date() + timedelta(days=offset)).isoformat()
            schedules = await self._get("schedules", {"date": day})
            visits = await self._get("appointments", {"date": day})
            free = [found for found in openings(day, schedules, visits, now) if found.length >= length]
            free = [found for found in free if chair in (None, found.chair)]
            if free:
                return self._chance.choice(free)
        return None

    def _start(self, found: Opening, length: timedelta) -> datetime:
        """One of the ten-minute steps at which a visit of that length still fits."""
        return found.start + STEP * self._chance.randint(0, (found.length - length) // STEP)

    async def _visit(self) -> dict[str, Any] | None:
        """One of the upcoming scheduled visits."""
        today: date = (await self._office_now()).date()
        until = today + timedelta(days=self._days_ahead)
        span = {"dateStart": f"{today + timedelta(days=1)}", "dateEnd": f"{until}", "AptStatus": "Scheduled"}
        visits = await self._get("appointments", span)
        return self._chance.choice(visits) if visits else None

    async def _office_now(self) -> datetime:
        """The office's own clock: any row of a list tells it."""
        rows = await self._get("providers", {"Limit": "1"})
        if not rows:
            raise StaffError("GET /api/v1/providers: the office has no providers.")
        return datetime.fromisoformat(rows[0]["serverDateTime"])

    async def _get(self, resource: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
        found = await self._request("GET", f"api/v1/{resource}", params=dict(query))
        return list(found) if isinstance(found, list) else []

    async def _send(self, verb: str, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        found = await self._request(verb, path, content=json.dumps(body))
        return dict(found) if isinstance(found, dict) else {}

    async def _request(self, verb: str, path: str, **more: Any) -> Any:
        try:
            reply = await self._client.request(verb, f"/{path}", headers=self._headers, **more)
        except httpx.HTTPError as problem:
            raise StaffError(f"{verb} /{path}: the server gave no answer ({type(problem).__name__}).") from problem
        if reply.status_code >= 400:
            raise StaffError(f"{verb} /{path}: the server answered {reply.status_code}.")
        return reply.json() if reply.content else {}
