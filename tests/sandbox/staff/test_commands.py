"""`receptionist sandbox faults` and `staff` against a running server, and without one."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner, Result

from receptionist.clock import ManualClock
from receptionist.commands.errors import CommandError
from receptionist.commands.sandbox_faults import app, staff
from receptionist.sandbox.opendental import create_app, load_world
from tests.sandbox.opendental.helpers import BARTON
from tests.serving import serving

pytestmark = pytest.mark.wire

MONDAY = datetime(2026, 11, 23, 14, 4, tzinfo=UTC)
commands = typer.Typer()
commands.add_typer(app, name="faults")
commands.command("staff")(staff)


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with serving(create_app(load_world(BARTON, MONDAY), ManualClock(MONDAY))) as port:
        yield f"http://127.0.0.1:{port}"


async def ran(*words: str) -> Result:
    """Run a command in a thread of its own, so that the server of this loop can answer it."""
    return await asyncio.to_thread(CliRunner().invoke, commands, list(words))


async def test_faults_are_added_listed_and_cleared(url: str) -> None:
    assert "No faults are pending." in (await ran("faults", "list", "--url", url)).output
    wish = ("reset_after", "--method", "post", "--path", "appointments", "--times", "2")
    added = await ran("faults", "add", *wish, "--url", url)
    assert added.output == "Fault 1: reset_after for POST appointments, the next 2.\n"
    await ran("faults", "add", "timeout", "--commit", "--rate", "0.25", "--url", url)
    listed = (await ran("faults", "list", "--url", url)).output
    assert "timeout after the commit" in listed
    assert "25 % of them" in listed
    assert (await ran("faults", "clear", "1", "--url", url)).output == "Cleared 1 fault.\n"
    assert (await ran("faults", "clear", "--url", url)).output == "Cleared 1 fault.\n"


async def test_a_refusal_is_told_in_words(url: str) -> None:
    unknown = (await ran("faults", "clear", "9", "--url", url)).exception
    assert isinstance(unknown, CommandError)
    assert str(unknown) == "The sandbox refused: There is no such fault."
    both = (await ran("faults", "add", "timeout", "--rate", "0.5", "--times", "2", "--url", url)).exception
    assert isinstance(both, CommandError)
    assert "either times" in str(both)


async def test_nobody_there_is_told_in_words() -> None:
    result = await ran("faults", "list", "--url", "http://127.0.0.1:9")
    assert isinstance(result.exception, CommandError)
    assert "receptionist sandbox" in str(result.exception)
    result = await ran("staff", "--url", "http://127.0.0.1:9", "--rate", "6000")
    assert isinstance(result.exception, CommandError)
    assert "Is the sandbox running" in str(result.exception)


async def test_staff_work_and_say_what_they_did(url: str) -> None:
    result = await ran("staff", "--url", url, "--rate", "6000", "--steps", "3", "--seed", "a")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 3
    assert isinstance((await ran("staff", "--rate", "0", "--url", url)).exception, CommandError)
