"""The service: every room assembled into one FastAPI application."""

import functools
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import anyio.to_thread
import openai
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from opendental_client import Budget, OpenDentalClient, RedisBudget, SQLiteBudget, ThrottleTier
from receptionist.agents.context import Deadlines
from receptionist.agents.supervisor import Supervisor
from receptionist.calls.health import EngineHealth, HealthPolicy
from receptionist.calls.housekeeper import Housekeeper
from receptionist.calls.ladder import Ladder, Rung
from receptionist.calls.offices import Offices
from receptionist.calls.presence import Presence
from receptionist.calls.runner import Limits
from receptionist.calls.switchboard import Switchboard
from receptionist.calls.writer import LogWriter
from receptionist.channels import phone, sip, twilio_gather, web
from receptionist.channels.neighbours import neighbours_of
from receptionist.channels.phone_draining import DrainGate
from receptionist.channels.twilio_desk import close_phone_desk
from receptionist.clock import Clock
from receptionist.engines.realtime import RealtimeEngine, key_header_of
from receptionist.practice.profile import PracticeProfile
from receptionist.readiness import Readiness, check_database, check_openai, check_opendental, check_workers
from receptionist.settings import Settings
from receptionist.store.database import Database
from receptionist.web import pages

# Their debug lines hold whole frames: transcripts, tool arguments and the Authorization header.
QUIET_LOGGERS = ("websockets", "websockets.client", "websockets.server", "httpx", "httpx2", "openai", "openai.agents")


class Role(Protocol):
    """A made-up patient whom a visitor of the sandbox could be."""

    @property
    def name(self) -> str: ...

    @property
    def birthdate(self) -> str: ...

    @property
    def errand(self) -> str: ...


def create_app(settings: Settings, profile: PracticeProfile, clock: Clock, whom_to_be: Sequence[Role] = ()) -> FastAPI:
    """The application. It connects to what it needs when it starts and closes every call when it stops.

    `whom_to_be` is shown on the page as a hint; only a sandboxed practice has such people.
    """
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await _open(app, stack, settings, profile, clock)
            yield

    app = FastAPI(title="Lexi", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.settings = settings
    app.state.profile = profile
    app.state.whom_to_be = whom_to_be
    neighbours = neighbours_of(app)
    app.include_router(web.router)
    app.include_router(phone.router)
    app.include_router(twilio_gather.router)
    app.include_router(sip.router)
    app.include_router(pages.router)
    pages.mount_static(app)

    def draining() -> bool:
        return bool(getattr(app.state, "switchboard", None) and app.state.switchboard.draining)

    app.add_middleware(DrainGate, draining=draining, redirect_url=settings.drain_redirect_url)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        checks = await app.state.readiness.run()
        if neighbours.of > 1:
            checks = (*checks, check_workers(neighbours.alive, neighbours.of))
        ready = all(check.ok for check in checks) and not draining()
        body = {
            "status": "draining" if draining() else "ready" if ready else "not ready",
            "checks": {check.name: {"ok": check.ok, "detail": check.detail} for check in checks},
        }
        return JSONResponse(body, status_code=200 if ready else 503)

    return app


def open_dental(settings: Settings, profile: PracticeProfile, clock: Clock) -> OpenDentalClient:
    """The client of the practice's Open Dental as the settings name it. Raises `InvalidArgument` for a wrong budget."""
    return OpenDentalClient(
        base_url=settings.opendental_base_url,
        developer_key=settings.opendental_developer_key.get_secret_value(),
        customer_key=settings.opendental_customer_key.get_secret_value(),
        time_zone=profile.zone,
        tier=ThrottleTier(settings.opendental_tier),
        budget=_budget(settings, clock),
        clock=clock,
    )


def ladder_of(settings: Settings, clock: Clock) -> Ladder:
    """The voice engines as the settings name them, the preferred one first, and the health memory of this process."""
    first = RealtimeEngine(
        url=settings.openai_realtime_url,
        api_key=settings.openai_api_key.get_secret_value(),
        model=settings.realtime_model,
        voice=settings.voice,
        transcription_model=settings.transcription_model,
        key_header=key_header_of(settings.openai_realtime_url),
    )
    engines = [first]
    if settings.second_realtime_model:
        engines.append(
            replace(
                first,
                url=settings.second_realtime_url,
                api_key=settings.second_realtime_key.get_secret_value(),
                model=settings.second_realtime_model,
                key_header=key_header_of(settings.second_realtime_url),
            )
        )
    policy = HealthPolicy(settings.engine_failures, settings.engine_window_seconds, settings.engine_rest_seconds)
    return Ladder(engines, EngineHealth(clock, policy), tuple(Rung(rung) for rung in settings.failover))


def _budget(settings: Settings, clock: Clock) -> Budget | None:
    """The request budget that every process with this key shares; none where nothing is throttled."""
    where = settings.opendental_budget
    if settings.opendental_tier == "none":
        return None
    if where.startswith(("redis://", "rediss://")):
        return RedisBudget.from_url(where)
    Path(where).parent.mkdir(parents=True, exist_ok=True)
    return SQLiteBudget(where, clock=clock)


async def _open(
    app: FastAPI, stack: AsyncExitStack, settings: Settings, profile: PracticeProfile, clock: Clock
) -> None:
    database = Database(settings.database_url)
    stack.callback(database.close)
    await anyio.to_thread.run_sync(database.migrate)
    presence = await stack.enter_async_context(Presence(database, clock))
    writer = await stack.enter_async_context(LogWriter(database, clock, presence.process_id))
    client = await stack.enter_async_context(open_dental(settings, profile, clock))
    responses = openai.AsyncOpenAI(
        api_key=settings.openai_api_key.get_secret_value(), base_url=settings.openai_base_url, max_retries=1
    )
    stack.push_async_callback(responses.close)
    offices = Offices(client, profile, clock)
    await stack.enter_async_context(Housekeeper(client, offices, database, clock, presence.process_id))
    switchboard = Switchboard(
        ladder=ladder_of(settings, clock),
        supervisor=Supervisor(responses, settings.supervisor_model),
        client=client,
        database=database,
        writer=writer,
        offices=offices,
        profile=profile,
        clock=clock,
        deadlines=Deadlines(settings.supervisor_soft_seconds, settings.supervisor_hard_seconds),
        max_calls=settings.max_calls,
        process_id=presence.process_id,
        limits=Limits(call=settings.max_call_minutes * 60.0, rotate=settings.rotate_minutes * 60.0),
    )
    stack.push_async_callback(neighbours_of(app).close)
    stack.push_async_callback(close_phone_desk, app)
    stack.push_async_callback(switchboard.close)
    app.state.switchboard = switchboard
    app.state.process_id = presence.process_id
    app.state.database = database
    app.state.writer = writer
    app.state.readiness = Readiness(
        (
            functools.partial(check_database, database),
            functools.partial(check_openai, settings),
            functools.partial(check_opendental, client, settings),
        ),
        clock.monotonic,
    )
