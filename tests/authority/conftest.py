"""The databases that several processes share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from receptionist.store.database import Database
from tests.authority.postgres import postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str | None]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database that several processes can open."""
    url = f"sqlite:///{tmp_path / 'house.db'}"
    if request.param == "postgresql":
        found = request.getfixturevalue("postgres_url")
        if found is None:
            pytest.skip("no PostgreSQL here; set TEST_POSTGRES_URL to the address of an empty database")
        url = found
    database = Database(url)
    database.migrate()
    with database.session() as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.execute(sa.delete(table))
    database.close()
    return url
