"""Processes of the house: `python -m tests.authority.worker` runs the rounds of jobs that it reads as JSON.

Each job is a process of its own, forked before anything is opened, so that a killed one leaves what a killed process
leaves. A result for every job is printed as JSON at the end: its exit code and the lines it had printed.

A job is {"task": "call" | "recover", "address", "database", "number", "now", "wishes", "die"}; with `die` the process
kills itself, as `kill -9` does, at the n-th of the points before and after each request to Open Dental and each
transaction, or at the one of that name ("after POST /appointments"). The last line of
a job that ended by itself is 'points <how many it passed>'.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
from sqlmodel import Session

from opendental_client import OpenDentalClient
from receptionist.booking.recovery import recover
from receptionist.clock import OffsetClock
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.store.database import Database
from tests.authority.caller import House, Wish, call
from tests.booking.fake import ZONE, at
from tests.booking.world import PROFILE

T = TypeVar("T")


class Fate:
    """Counts the points a process passes, and kills it at the one it was given."""

    def __init__(self) -> None:
        self.passed = 0
        self.die: int | str = 0

    def point(self, name: str) -> None:
        self.passed += 1
        if self.die in (self.passed, name):
            os.kill(os.getpid(), signal.SIGKILL)


class MortalWire(httpx.AsyncHTTPTransport):
    """A wire whose process may die before a request leaves and after its answer has come."""

    def __init__(self, fate: Fate) -> None:
        super().__init__()
        self._fate = fate

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        what = f"{request.method} {request.url.path.removeprefix('/api/v1')}"
        self._fate.point(f"before {what}")
        response = await super().handle_async_request(request)
        self._fate.point(f"after {what}")
        return response


class MortalDatabase(Database):
    """A store whose process may die before a transaction and after it."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    async def run(self, work: Callable[[Session], T]) -> T:
        self._fate.point("before a transaction")
        result = await super().run(work)
        self._fate.point("after a transaction")
        return result


class HurriedClock(OffsetClock):
    """Waits between looks take a hundredth of their time: nobody else is waited for."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 100)


async def work(job: dict[str, Any]) -> None:
    """Do one job in this process."""
    fate = Fate()
    database, clock = MortalDatabase(job["database"], fate), HurriedClock(at(job["now"]))
    client = OpenDentalClient(
        base_url=job["address"], developer_key="sandbox", customer_key="default", time_zone=ZONE,
        transport=MortalWire(fate),
    )  # fmt: skip
    async with client:
        house = House(client, await load_office(client, load_profile(PROFILE)), database, clock)
        # The points of a life are counted from the first caller on.
        fate.passed, fate.die = 0, job.get("die", 0)
        if job["task"] == "recover":
            print(*[row.state for row in await recover(client, house.office, database, clock)], sep="\n")  # noqa: T201
        else:
            wishes = [Wish(**{**wish, "starts": tuple(wish["starts"])}) for wish in job["wishes"]]
            calls = (call(house, f"c_{job['number']}_{place}", wish) for place, wish in enumerate(wishes))
            print(*await asyncio.gather(*calls), sep="\n")  # noqa: T201
    print(f"points {fate.passed}", flush=True)  # noqa: T201
    database.close()


def fork(job: dict[str, Any], output: Path) -> int:
    """Do a job in a process of its own; its id."""
    pid = os.fork()
    if pid:
        return pid
    with output.open("w") as lines:
        os.dup2(lines.fileno(), 1)
        code = 1
        try:
            asyncio.run(work(job))
            sys.stdout.flush()
            code = 0
        except BaseException as error:  # noqa: BLE001  (whatever happened, this process must end here)
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(code)


def main(rounds: list[list[dict[str, Any]]]) -> None:
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for number, jobs in enumerate(rounds):
            outputs = [Path(folder) / f"{number}_{place}" for place in range(len(jobs))]
            pids = [fork(job, output) for job, output in zip(jobs, outputs, strict=True)]
            codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
            found = [output.read_text().splitlines() for output in outputs]
            results.append([{"code": code, "lines": lines} for code, lines in zip(codes, found, strict=True)])
    print(json.dumps(results))  # noqa: T201


if __name__ == "__main__":
    main(json.loads(sys.stdin.read()))
