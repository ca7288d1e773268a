"""One call over an empty Barton, with Dana verified."""

from collections.abc import AsyncIterator

import pytest

from tests.booking.world import DANA, Call, barton, clock_at, database, office_of


@pytest.fixture
async def call() -> AsyncIterator[Call]:
    world = barton()
    with database() as store:
        call = Call(world, await office_of(world), clock_at(), store).verified(DANA)
        yield call
        await call.authority.close()
