"""Several processes of the house on one database and one Open Dental, killed at any point: `docs/proof.md`."""

import random
import signal
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from sqlmodel import Session, select

from receptionist.booking.reconcile import Finding, reconcile
from receptionist.practice.office import load_office
from receptionist.practice.profile import load_profile
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from receptionist.store.proposals import HoldRow, ProposalRow
from tests.authority.caller import Wish
from tests.authority.checker import collide
from tests.authority.judges import MARK
from tests.authority.office_server import NOW, client_of, free_starts, marked_rows, new_people, open_office
from tests.authority.processes import LATER, job, recovery, run_rounds
from tests.booking.fake import at
from tests.booking.world import PROFILE

pytestmark = pytest.mark.wire
PROCESSES, ROUNDS = 4, 5
# A caller who gets her visit passes 46 points, one who is refused 31; the last line of a job tells.
POINTS = range(1, 47)
ENDED = ("done", "void", "failed", "handed")


async def test_a_kill_at_any_point_leaves_one_row_at_most_and_nothing_hanging(database_url: str) -> None:
    """Rounds of four processes after one opening: one lives, three die at some point; then a fifth recovers."""
    points = random.Random(4).sample(POINTS, ROUNDS * (PROCESSES - 1))
    async with open_office() as address:
        starts = await free_starts(address, ROUNDS)
        people = await new_people(address, ROUNDS * PROCESSES)
        rounds, number = list[list[dict[str, Any]]](), 0
        for start in starts:
            jobs = []
            for place in range(PROCESSES):
                wish = Wish(*people[number], starts=(start,))
                jobs.append(job(address, database_url, number, [wish], die=points.pop() if place else 0))
                number += 1
            rounds += [jobs, [recovery(address, database_url)]]
        results = await run_rounds(rounds)
        rows = await marked_rows(address)
        died = Counter(each["code"] for jobs in results for each in jobs)
        assert died[-signal.SIGKILL] >= ROUNDS, "hardly anybody died: the points are beyond a call's end"
        assert not [pair for pair in combinations(rows, 2) if collide(*pair)]
        refs = [ref for row in rows for ref in MARK.findall(row.note)]
        assert len(refs) == len(set(refs)) <= ROUNDS
        told = [line for jobs in results[::2] for each in jobs for line in each["lines"]]
        stand = {f"{row.apt_date_time:%Y-%m-%dT%H:%M}" for row in rows}
        assert {line.split()[1] for line in told if line.startswith("booked")} <= stand
        _nothing_hangs(database_url, refs)


def _nothing_hangs(database_url: str, refs: list[str]) -> None:
    database, later = Database(database_url), at(LATER)
    with Session(database.engine) as session:
        proposals = {row.proposal_id: row for row in session.exec(select(ProposalRow))}
        holds = [row for row in session.exec(select(HoldRow)) if row.expires_at > later]
        texts = [row.text for row in session.exec(select(MessageRow))]
    database.close()
    hanging = [row.state for row in proposals.values() if row.state not in ENDED]
    # One that its caller never agreed to has run out with its hold; nobody has to settle it.
    assert set(hanging) <= {"open"}
    assert [row for row in proposals.values() if row.state == "open" and row.expires_at > later] == []
    assert holds == []
    assert {proposals[ref].state for ref in refs} <= {"done"}
    handed = [row.proposal_id for row in proposals.values() if row.state == "handed"]
    assert [ref for ref in handed if not any(ref in text for text in texts)] == []


async def test_what_a_killed_process_wrote_is_found_and_shown_to_staff(database_url: str) -> None:
    """Killed right after the row was written: recovery finds it, reconcile shows it, nobody writes it again."""
    async with open_office() as address:
        (start,), (person,) = await free_starts(address, 1), await new_people(address, 1)
        wish = Wish(*person, starts=(start,))
        killed = job(address, database_url, 97, [wish], die="after POST /appointments")
        ((one,), (other,)) = await run_rounds([[killed], [recovery(address, database_url)]])
        assert (one["code"], one["lines"]) == (-signal.SIGKILL, [])
        assert other["lines"][0] == "done"
        ((again,),) = await run_rounds([[job(address, database_url, 98, [wish])]])
        assert again["lines"][0] == "R16_already_booked"
        database = Database(database_url)
        async with client_of(address) as client:
            office = await load_office(client, load_profile(PROFILE))
            lines = await reconcile(client, office, database, at(NOW).date())
        database.close()
        assert Finding.STANDS in {line.finding for line in lines}
        assert len(await marked_rows(address)) == 1
