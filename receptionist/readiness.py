"""Whether each thing Lexi depends on is there, with a sentence on what to do when it is not."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from opendental_client import OpenDentalClient, OpenDentalError, Unauthorized, Unreachable
from receptionist.settings import Settings
from receptionist.store.database import Database

CHECK_SECONDS = 5.0


@dataclass(frozen=True)
class Check:
    """One dependency: whether it is fine, and what was found or what to do."""

    name: str
    ok: bool
    detail: str


async def check_database(database: Database) -> Check:
    try:
        await database.run(lambda session: session.connection().execute(sa.text("SELECT 1")).scalar_one())
    except (SQLAlchemyError, OSError) as error:
        return Check("database", False, f"does not answer ({type(error).__name__}); check DATABASE_URL")
    return Check("database", True, database.url.render_as_string(hide_password=True))


async def check_openai(settings: Settings) -> Check:
    """Asks for the list of models, which costs nothing; a compatible server without one is there all the same."""
    where = "the sandbox model" if settings.openai_is_sandbox else settings.openai_base_url
    headers = {"Authorization": f"Bearer {settings.openai_api_key.get_secret_value()}"}
    try:
        async with httpx.AsyncClient(timeout=CHECK_SECONDS) as client:
            response = await client.get(f"{settings.openai_base_url}/models", headers=headers)
    except httpx.HTTPError as error:
        problem = f"{settings.openai_base_url} can't be reached ({type(error).__name__}); check OPENAI_BASE_URL"
        return Check("openai", False, problem)
    if response.status_code in (401, 403):
        return Check("openai", False, f"{where} refuses the key; check OPENAI_API_KEY")
    if response.status_code >= 500:
        return Check("openai", False, f"{where} answers {response.status_code}; try again later")
    return Check("openai", True, where)


def check_workers(alive: int, of: int) -> Check:
    """How many processes serve this port. One is enough to be ready; the others are being started again."""
    return Check("workers", alive > 0, f"{alive} of {of} live")


async def check_opendental(client: OpenDentalClient, settings: Settings) -> Check:
    where = "the sandbox practice" if settings.opendental_is_sandbox else settings.opendental_base_url
    try:
        await asyncio.wait_for(client.providers.list(), CHECK_SECONDS)
    except Unauthorized:
        detail = f"{where} refuses the keys; check OPENDENTAL_DEVELOPER_KEY and OPENDENTAL_CUSTOMER_KEY"
        return Check("opendental", False, detail)
    except (Unreachable, TimeoutError):
        return Check("opendental", False, f"{settings.opendental_base_url} can't be reached; check OPENDENTAL_BASE_URL")
    except OpenDentalError as error:
        return Check("opendental", False, f"{where} answers with {type(error).__name__}")
    return Check("opendental", True, where)


class Readiness:
    """Runs all checks at once, and remembers the answer for a few seconds so that a probe costs nothing."""

    def __init__(self, checks: tuple[Callable[[], Awaitable[Check]], ...], monotonic: Callable[[], float]) -> None:
        self._checks = checks
        self._monotonic = monotonic
        self._result: tuple[Check, ...] = ()
        self._read_at = -1e9
        self._lock = asyncio.Lock()

    async def run(self, fresh_seconds: float = 5.0) -> tuple[Check, ...]:
        """The checks' results, not older than `fresh_seconds`."""
        async with self._lock:
            if self._monotonic() - self._read_at > fresh_seconds:
                self._result = tuple(await asyncio.gather(*(check() for check in self._checks)))
                self._read_at = self._monotonic()
            return self._result
