"""A fresh house for each end-to-end test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Barton Dental on Monday, November 30, 2026, nine in the morning."""
    async with open_house(tmp_path) as opened:
        yield opened
