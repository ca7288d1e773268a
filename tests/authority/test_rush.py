"""Two hundred callers after the same ten openings: ten rows at most, none illegal, and everybody is told the truth."""

from pathlib import Path

import pytest

from tests.authority.rush import Rush, in_one_process, in_processes

pytestmark = pytest.mark.wire
CALLERS, OPENINGS = 200, 10


def holds(rush: Rush, callers: int) -> None:
    assert len(rush.told) == callers
    assert (rush.illegal, rush.untrue) == (0, 0), f"{rush}"
    assert 1 <= len(rush.rows) == rush.booked <= OPENINGS, f"{rush}"
    refused = {words for words in rush.told if not words.startswith("booked")}
    assert refused <= {"R24_held", "R08_operatory_taken", "R09_provider_busy", "R24_clash", "NotAgreed"}, f"{rush}"


async def test_two_hundred_callers_of_one_process(tmp_path: Path) -> None:
    holds(await in_one_process(CALLERS, OPENINGS, tmp_path), CALLERS)


async def test_callers_of_four_processes(database_url: str) -> None:
    holds(await in_processes(48, OPENINGS, 4, database_url), 48)
