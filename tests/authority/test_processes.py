"""Several processes of the house on one database and one Open Dental: no minutes twice, and no row lost to a kill."""

import asyncio
import json
import os
import signal
import sys
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from receptionist.booking.reconcile import Finding, reconcile
from receptionist.booking.recovery import recover
from receptionist.clock import OffsetClock
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from tests.authority.checker import collide
from tests.authority.office_server import NOW, client_of, marked_rows, open_office
from tests.booking.fake import at
from tests.booking.world import FILLING, PROFILE

pytestmark = pytest.mark.wire
PROCESSES = 4
PEOPLE = (
    ("Dana", "Okafor", "1988-11-02"), ("Tom", "Reyes", "1994-07-19"), ("Sean", "O'Brien", "1986-09-27"),
    ("Grace", "Chen", "1969-04-18"),
)  # fmt: skip
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database that several processes can open."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'house.db'}"
    elif POSTGRES:
        url = POSTGRES
    else:
        pytest.skip("TEST_POSTGRES_URL is not set; give it the address of an empty PostgreSQL database")
    database = Database(url)
    database.migrate()
    _empty(database)
    database.close()
    return url


def _empty(database: Database) -> None:
    with database.session() as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.execute(sa.delete(table))


def wish(person: int, start: str, prov: int = 1, op: int = 1, kind: int = FILLING) -> dict[str, Any]:
    first, last, born = PEOPLE[person]
    return {"first": first, "last": last, "born": born, "start": start, "prov": prov, "op": op, "type": kind}


async def free_starts(address: str, count: int) -> list[str]:
    """Starts at which Dr. Barton's own chair is free for an hour, on days of their own, far enough ahead."""
    async with client_of(address) as client:
        rows = await client.appointments.list(date_start=at(NOW).date(), date_end=at("2027-03-31 00:00").date())
    found = []
    for offset in range(28, 110):
        day = at(NOW).date() + timedelta(days=offset)
        for hour in (9, 10, 14, 15):
            start = at(f"{day} {hour:02d}:00")
            used = [row for row in rows if row.apt_date_time and row.ends_at and row.apt_date_time.date() == day]
            near = [row for row in used if row.apt_date_time < start + timedelta(hours=1) and row.ends_at > start]  # type: ignore[operator]
            if day.weekday() < 5 and not any(row.op == 1 or 1 in (row.prov_num, row.prov_hyg) for row in near):
                found.append(f"{start:%Y-%m-%d %H:%M}")
                break
    return [start for start in found if start[5:10] not in ("01-01", "12-31", "01-18", "02-15")][:count]


async def run_process(job: dict[str, Any]) -> tuple[int, list[str]]:
    """Run a worker to its end; its exit code and what its callers were told."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.authority.worker", json.dumps(job),
        cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    code = process.returncode or 0
    assert code in (0, -signal.SIGKILL), err.decode()[-2000:]
    return code, out.decode().split()


async def test_processes_after_the_same_openings_never_book_one_twice(database_url: str) -> None:
    async with open_office() as address:
        starts = await free_starts(address, 10)
        assert len(starts) == 10
        jobs = [
            {
                "address": address, "database": database_url, "number": number, "die": "",
                "wishes": [wish(number, start) for start in starts],
            }
            for number in range(PROCESSES)
        ]  # fmt: skip
        ended = await asyncio.gather(*(run_process(job) for job in jobs))
        told = [word for code, words in ended for word in words if code == 0]
        rows = await marked_rows(address)
        assert len(told) == PROCESSES * len(starts)
        assert len(rows) == told.count("booked")
        assert not [pair for pair in combinations(rows, 2) if collide(*pair)]
        assert 1 <= len(rows) <= len(starts)
        assert {row.pat_num for row in rows} <= {101, 108, 112, 110}
        assert len({(row.pat_num, row.appointment_type_num) for row in rows}) == len(rows)
        refused = {word for word in told if word != "booked"}
        assert refused <= {"R24_held", "R08_operatory_taken", "R09_provider_busy", "R16_already_booked", "R24_clash"}


@pytest.mark.parametrize("die", ["before", "after"])
async def test_a_killed_process_leaves_at_most_one_row_and_a_message(database_url: str, die: str) -> None:
    async with open_office() as address:
        (start,) = await free_starts(address, 1)
        job = {"address": address, "database": database_url, "number": 1, "die": die, "wishes": [wish(0, start)]}
        code, told = await run_process(job)
        assert (code, told) == (-signal.SIGKILL, [])
        database = Database(database_url)
        later = OffsetClock(at(NOW) + timedelta(minutes=3))
        async with client_of(address) as client:
            office = await load_office(client, load_profile(PROFILE))
            (settled,) = await recover(client, office, database, later)
            assert await recover(client, office, database, later) == []
            lines = await reconcile(client, office, database, date(2026, 11, 30))
        rows = await marked_rows(address)
        assert len(rows) == (1 if die == "after" else 0)
        assert settled.state == ("done" if die == "after" else "handed")
        with Session(database.engine) as session:
            (message,) = session.exec(select(MessageRow)).all()
        assert settled.proposal_id in message.text
        assert [line.finding for line in lines] == [Finding.STANDS if die == "after" else Finding.UNKNOWN]
        again = await run_process({**job, "die": "", "number": 2})
        assert again == (0, ["R16_already_booked"] if die == "after" else ["booked"])
        assert len(await marked_rows(address)) == 1
        database.close()
