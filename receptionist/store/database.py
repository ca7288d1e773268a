"""The database: one engine, short transactions, and a worker thread so that nothing blocks the loop."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session

T = TypeVar("T")
MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseError(RuntimeError):
    """The database cannot be opened or migrated; the text says what to do."""


class Database:
    """Opens `url` (`sqlite:///path`, or `postgresql://...`); SQLite runs in WAL mode and its folder is created.

    Raises `DatabaseError` for an address SQLAlchemy does not understand.
    """

    def __init__(self, url: str) -> None:
        try:
            self.url = _normalised(make_url(url))
            self.engine = _engine(self.url)
        except (ArgumentError, SQLAlchemyError, ImportError) as error:
            raise DatabaseError(
                "DATABASE_URL is not an address of a supported database; use sqlite:///file.db or postgresql://..."
            ) from error

    def migrate(self) -> None:
        """Bring the schema to the newest version. Raises `DatabaseError` when the database can't be reached."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with self.engine.begin() as connection:
                if self.url.get_backend_name() == "postgresql":
                    # Two processes may start together; the second waits here and then finds nothing to do.
                    connection.execute(sa.text("SELECT pg_advisory_xact_lock(7146382910)"))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except (SQLAlchemyError, OSError) as error:
            raise DatabaseError(
                f"The database at {self.url.render_as_string(hide_password=True)} could not be opened "
                f"({type(error).__name__}); check DATABASE_URL and that the server runs."
            ) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in a transaction: commits at the end, rolls back when the block raises. Blocking."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` in a worker thread inside one transaction and return what it returns."""

        def transact() -> T:
            with self.session() as session:
                return work(session)

        return await asyncio.to_thread(transact)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _normalised(url: URL) -> URL:
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": 15, "check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
