"""The Open Dental server as an ASGI app: the vendor's API under /api/v1, an admin API for this machine under /admin,
the inspector's pages at the root, and GET /healthz."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from receptionist.clock import Clock
from receptionist.sandbox.opendental.admin import admin_router
from receptionist.sandbox.opendental.cut import Cut, CuttableApp, Truncated
from receptionist.sandbox.opendental.dispatch import Dispatcher, RawRequest, largest_body
from receptionist.sandbox.opendental.errors import ApiError
from receptionist.sandbox.opendental.faults import Fault, FaultKind, Faults
from receptionist.sandbox.opendental.inspector.routes import inspector_router
from receptionist.sandbox.opendental.method import Reply
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.rendering import one_line
from receptionist.sandbox.opendental.resources import METHODS
from receptionist.sandbox.opendental.seed import seeded
from receptionist.sandbox.opendental.webhooks import Webhooks
from receptionist.sandbox.opendental.world import World

VERBS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]


def create_app(world: World, clock: Clock) -> FastAPI:
    """Serve a world. Each app has a database of its own, filled from the world and kept in memory."""
    office = Office(world, clock)
    store, faults = seeded(world), Faults()
    dispatcher = Dispatcher(store, office, METHODS)
    webhooks = Webhooks(store, office)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        poller = asyncio.create_task(webhooks.run())
        try:
            yield
        finally:
            poller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await poller

    app = CuttableApp(title="Sandbox Open Dental", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @app.api_route("/api/v1/{path:path}", methods=VERBS)
    async def api(request: Request, path: str) -> Response:
        raw = RawRequest(
            verb=request.method,
            path=path,
            query=request.url.query,
            authorization=request.headers.get("authorization"),
            content_type=request.headers.get("content-type"),
            body=await _body(request, largest_body(path)),
        )
        seconds, fault = faults.strike(raw.verb, path.rstrip("/"), (raw.authorization or "").rpartition("/")[2])
        if seconds:
            await clock.sleep(seconds)
        origin = f"{request.url.scheme}://{request.url.netloc}"
        if fault is None:
            return _answered(dispatcher, raw, origin)
        return _failed(fault, dispatcher, raw, origin)

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    app.include_router(admin_router(faults, store, office))
    app.include_router(inspector_router(store, office, faults))
    return app


async def _body(request: Request, largest: int) -> bytes:
    """The body, read no further than a little beyond the largest one taken."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        if size <= largest:
            parts.append(part)
        size += len(part)
    return b"".join(parts)


def _answered(dispatcher: Dispatcher, raw: RawRequest, origin: str) -> Response:
    try:
        return _reply(dispatcher.answer(raw), origin, raw.path)
    except ApiError as refusal:
        return _refused(refusal)


def _failed(fault: Fault, dispatcher: Dispatcher, raw: RawRequest, origin: str) -> Response:
    """What the client gets instead of an answer; the request is carried out first when the fault comes after it."""
    answer = _answered(dispatcher, raw, origin) if fault.after_commit else None
    refusal = fault.refusal()
    if refusal is not None:
        return _refused(refusal)
    # An answer without a body has no half: its connection is cut instead.
    if fault.wish.kind is FaultKind.TRUNCATED and answer is not None and len(answer.body) > 1:
        kept = {name: value for name, value in answer.headers.items() if name == "location"}
        return Truncated(bytes(answer.body), answer.status_code, kept)
    return Cut()


def _reply(reply: Reply, origin: str, path: str) -> Response:
    # A row that an action created lives under its resource: /appointments/Planned makes an /appointments/{AptNum}.
    resource = path.partition("/")[0]
    headers = {"location": f"{origin}/api/v1/{resource}/{reply.created}"} if reply.created else {}
    if reply.body is None:
        return Response(status_code=reply.status, headers=headers)
    text = json.dumps(one_line(reply.body), ensure_ascii=False)
    return Response(text, reply.status, headers, media_type="application/json")


def _refused(refusal: ApiError) -> PlainTextResponse:
    headers = {"retry-after": str(refusal.retry_after)} if refusal.retry_after is not None else {}
    return PlainTextResponse(refusal.text, refusal.status, headers)
