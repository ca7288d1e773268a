"""A number that is on file is recognised, by the whole number, and nothing is said of whose it is."""

import pytest

from receptionist.agents.recognition import is_on_file
from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("+15550100101", True),
        ("(555) 010-0104", True),
        ("+15550109999", False),
        ("0100101", False),
        ("", False),
        ("anonymous", False),
    ],
)
async def test_a_number_on_file_is_recognised(number: str, known: bool) -> None:
    async with desk() as stage:
        assert await is_on_file(stage.call.client, number) is known


async def test_an_office_that_cannot_be_asked_recognises_nobody() -> None:
    async with desk() as stage:
        stage.office.cut["GET"] = "before"
        assert await is_on_file(stage.call.client, "+15550100101") is False
