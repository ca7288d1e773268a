"""Very many callers after few openings: `python -m tests.authority.rush --callers 200 --openings 10 --processes 4`.

Prints how many rows were written, how many of them are illegal, and to how many callers the truth was told.
"""

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from opendental_client import Appointment
from receptionist.clock import OffsetClock
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.store.database import Database
from tests.authority.caller import House, Wish, call
from tests.authority.checker import collide
from tests.authority.office_server import NOW, client_of, free_starts, marked_rows, new_people, open_office
from tests.authority.processes import job, run_rounds
from tests.booking.fake import at
from tests.booking.world import PROFILE

HESITANT = 7  # One caller of so many hears the read-back and says no.


@dataclass(frozen=True)
class Rush:
    """What came of it: each caller's wish and what she was told, and the rows that stand."""

    wishes: list[Wish]
    told: list[str]
    rows: list[Appointment]
    people: list[int]

    @property
    def booked(self) -> int:
        """How many were told that they are booked."""
        return sum(words.startswith("booked") for words in self.told)

    @property
    def untrue(self) -> int:
        """Callers told of a visit that does not stand for them, or not told of one that does."""
        stand = {(row.pat_num, f"{row.apt_date_time:%Y-%m-%dT%H:%M}") for row in self.rows}
        told = {
            (pat_num, words.split()[1])
            for pat_num, words in zip(self.people, self.told, strict=True)
            if words.startswith("booked")
        }
        return len(stand ^ told)

    @property
    def illegal(self) -> int:
        """Pairs of rows that collide, and rows that nobody asked for."""
        asked = {start.replace(" ", "T") for wish in self.wishes for start in wish.starts}
        unasked = [row for row in self.rows if f"{row.apt_date_time:%Y-%m-%dT%H:%M}" not in asked]
        return len([pair for pair in combinations(self.rows, 2) if collide(*pair)]) + len(unasked)

    def __str__(self) -> str:
        reasons = Counter(words.split()[0] for words in self.told)
        return (
            f"{len(self.told)} callers: {len(self.rows)} rows written, {self.illegal} illegal, "
            f"{self.untrue} not told the truth; {dict(reasons)}"
        )


async def wishes_for(address: str, callers: int, openings: int, seed: int = 1) -> tuple[list[Wish], list[int]]:
    """Callers, each with two of the same few openings in mind; and their numbers in Open Dental."""
    chance = random.Random(seed)
    starts = await free_starts(address, openings)
    assert len(starts) == openings
    people = await new_people(address, callers)
    wishes = [
        Wish(*person, starts=tuple(chance.sample(starts, 2)), answer="No." if place % HESITANT == 3 else "Yes, please.")
        for place, person in enumerate(people)
    ]
    async with client_of(address) as client:
        rows = await client.patients.list(l_name="Quick")
    numbers = {row.f_name: row.pat_num for row in rows}
    return wishes, [numbers[wish.first] for wish in wishes]


async def in_one_process(callers: int, openings: int, folder: Path) -> Rush:
    """All of them at once, in this process, over real sockets."""
    async with open_office() as address:
        wishes, people = await wishes_for(address, callers, openings)
        database = Database(f"sqlite:///{folder / 'rush.db'}")
        database.migrate()
        async with client_of(address) as client:
            office = await load_office(client, load_profile(PROFILE))
            house = House(client, office, database, OffsetClock(at(NOW)))
            told = await asyncio.gather(*(call(house, f"c_{place}", wish) for place, wish in enumerate(wishes)))
        database.close()
        return Rush(wishes, list(told), await marked_rows(address), people)


async def in_processes(callers: int, openings: int, processes: int, database_url: str) -> Rush:
    """The same in several processes on one store."""
    async with open_office() as address:
        wishes, people = await wishes_for(address, callers, openings)
        jobs = [job(address, database_url, number, wishes[number::processes]) for number in range(processes)]
        (ended,) = await run_rounds([jobs])
        told = [""] * callers
        for number, each in enumerate(ended):
            told[number::processes] = each["lines"][:-1]
        return Rush(wishes, told, await marked_rows(address), people)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--callers", type=int, default=200)
    parser.add_argument("--openings", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.processes == 1:
            rush = asyncio.run(in_one_process(given.callers, given.openings, Path(folder)))
        else:
            url = f"sqlite:///{folder}/rush.db"
            database = Database(url)
            database.migrate()
            database.close()
            rush = asyncio.run(in_processes(given.callers, given.openings, given.processes, url))
    print(rush)  # noqa: T201
    return 1 if rush.illegal or rush.untrue or len(rush.rows) > given.openings else 0


if __name__ == "__main__":
    raise SystemExit(main())
