"""The database migrates itself, keeps instants as UTC, and says in a sentence what is wrong with an address."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from receptionist.store.calls import CallRow
from receptionist.store.database import Database, DatabaseError

pytestmark = pytest.mark.unit


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new/folder/test.db"


def test_migrations_build_exactly_the_tables_of_the_models(url: str) -> None:
    import receptionist.store.proposals  # noqa: F401  (fills the metadata)

    database = Database(url)
    database.migrate()
    database.migrate()
    inspector = sa.inspect(database.engine)
    built = {
        table: {column["name"] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }
    wanted = {name: {column.name for column in table.columns} for name, table in SQLModel.metadata.tables.items()}
    assert built == wanted
    for name, table in SQLModel.metadata.tables.items():
        indices = {index["name"] for index in inspector.get_indexes(name)}
        assert {index.name for index in table.indexes} <= indices
    database.close()


def test_sqlite_runs_in_wal_mode(url: str) -> None:
    database = Database(url)
    with database.session() as session:
        assert session.connection().execute(sa.text("PRAGMA journal_mode")).scalar_one() == "wal"
    database.close()


async def test_instants_come_back_aware_and_equal(url: str) -> None:
    database = Database(url)
    database.migrate()
    eastern = timezone(timedelta(hours=-5))
    at = datetime(2026, 11, 23, 9, 0, tzinfo=eastern)

    def store(session: Session) -> None:
        session.add(CallRow(call_id="c_1", channel="text", started_at=at))

    def read(session: Session) -> datetime:
        row = session.get(CallRow, "c_1")
        assert row is not None
        return row.started_at

    await database.run(store)
    back = await database.run(read)
    assert back == at
    assert back.tzinfo is UTC
    database.close()


async def test_a_naive_instant_is_refused(url: str) -> None:
    database = Database(url)
    database.migrate()

    def store(session: Session) -> None:
        session.add(CallRow(call_id="c_1", channel="text", started_at=datetime(2026, 1, 1)))  # noqa: DTZ001

    with pytest.raises(sa.exc.StatementError, match="naive"):
        await database.run(store)
    database.close()


@pytest.mark.parametrize("url", ["not a url", "mongodb://x/y", ""])
def test_a_wrong_address_is_one_sentence(url: str) -> None:
    with pytest.raises(DatabaseError, match="DATABASE_URL"):
        Database(url)


def test_an_unreachable_server_names_the_setting_and_hides_the_password() -> None:
    database = Database("postgresql://lexi:hunter2@127.0.0.1:1/lexi")
    with pytest.raises(DatabaseError, match="DATABASE_URL") as caught:
        database.migrate()
    assert "hunter2" not in str(caught.value)
    database.close()
