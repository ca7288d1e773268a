"""The Open Dental server as an ASGI app: the vendor's API under /api/v1, a page at / and GET /healthz."""

import json

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

from receptionist.clock import Clock
from receptionist.sandbox.opendental.dispatch import LARGEST_BODY, Dispatcher, RawRequest
from receptionist.sandbox.opendental.errors import ApiError
from receptionist.sandbox.opendental.method import Reply
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.page import day_page
from receptionist.sandbox.opendental.resources import METHODS
from receptionist.sandbox.opendental.resources.rendering import one_line
from receptionist.sandbox.opendental.seed import seeded
from receptionist.sandbox.opendental.world import World

VERBS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]


def create_app(world: World, clock: Clock) -> FastAPI:
    """Serve a world. Each app has a database of its own, filled from the world and kept in memory."""
    office = Office(world, clock)
    store = seeded(world)
    dispatcher = Dispatcher(store, office, METHODS)
    app = FastAPI(title="Sandbox Open Dental", docs_url=None, redoc_url=None, openapi_url=None)

    @app.api_route("/api/v1/{path:path}", methods=VERBS)
    async def api(request: Request, path: str) -> Response:
        raw = RawRequest(
            verb=request.method,
            path=path,
            query=request.url.query,
            authorization=request.headers.get("authorization"),
            content_type=request.headers.get("content-type"),
            body=await _body(request),
        )
        try:
            return _answered(dispatcher.answer(raw), f"{request.url.scheme}://{request.url.netloc}", path)
        except ApiError as refusal:
            return _refused(refusal)

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/")
    async def page(date: str = "") -> HTMLResponse:
        return HTMLResponse(day_page(store, office, date))

    return app


async def _body(request: Request) -> bytes:
    """The body, read no further than a little beyond the largest one taken."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        if size <= LARGEST_BODY:
            parts.append(part)
        size += len(part)
    return b"".join(parts)


def _answered(reply: Reply, origin: str, path: str) -> Response:
    headers = {"location": f"{origin}/api/v1/{path.rstrip('/')}/{reply.created}"} if reply.created else {}
    if reply.body is None:
        return Response(status_code=reply.status, headers=headers)
    text = json.dumps(one_line(reply.body), ensure_ascii=False)
    return Response(text, reply.status, headers, media_type="application/json")


def _refused(refusal: ApiError) -> PlainTextResponse:
    headers = {"retry-after": str(refusal.retry_after)} if refusal.retry_after is not None else {}
    return PlainTextResponse(refusal.text, refusal.status, headers)
