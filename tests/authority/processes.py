"""Starts processes of the house for tests: rounds of jobs, as `worker.py` describes them."""

import asyncio
import json
import signal
import sys
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.authority.caller import Wish
from tests.authority.office_server import NOW
from tests.booking.fake import at

LATER = f"{at(NOW) + timedelta(minutes=20):%Y-%m-%d %H:%M}"
"""When every hold has run out and every lease is lost."""


async def run_rounds(rounds: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Run the rounds of jobs, each job in a process of its own; exit code and lines of each."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.authority.worker", cwd=Path(__file__).parents[2],
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate(json.dumps(rounds).encode())
    assert process.returncode == 0, err.decode()[-2000:]
    results: list[list[dict[str, Any]]] = json.loads(out)
    wrong = [each for jobs in results for each in jobs if each["code"] not in (0, -signal.SIGKILL)]
    assert wrong == [], err.decode()[-2000:]
    return results


def job(address: str, database: str, number: int, wishes: list[Wish], *, die: int | str = 0) -> dict[str, Any]:
    return {
        "task": "call", "address": address, "database": database, "number": number, "now": NOW, "die": die,
        "wishes": [asdict(wish) for wish in wishes],
    }  # fmt: skip


def recovery(address: str, database: str) -> dict[str, Any]:
    return {"task": "recover", "address": address, "database": database, "number": 99, "now": LATER}
