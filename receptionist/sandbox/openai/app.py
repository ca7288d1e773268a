"""The OpenAI-compatible server as an ASGI app: `/v1/realtime`, its calls, `/v1/responses`, what SDKs need beside.

It speaks the vendor's protocol and nothing else; what it answers comes from the sandbox model that it is given.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request, WebSocket
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from receptionist.clock import Clock
from receptionist.sandbox.openai.auth import bearer_key
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.json_text import read_json
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.call_routes import add_call_routes
from receptionist.sandbox.openai.realtime.calls import Calls, World
from receptionist.sandbox.openai.realtime.client_secrets import ClientSecrets
from receptionist.sandbox.openai.realtime.endpoint import serve_realtime
from receptionist.sandbox.openai.realtime.sip import TRUNK, serve_trunk
from receptionist.sandbox.openai.responses.endpoint import ResponsesEndpoint
from receptionist.sandbox.voice.voice import Voice

MODELS = ("gpt-realtime-2.1", "gpt-realtime-2.1-mini", "gpt-5.6-luna", "gpt-6-luna", "gpt-4o-mini-transcribe")
_MODELS_CREATED = 1_780_000_000
_ROOT_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sandbox OpenAI server</title>
<h1>Sandbox OpenAI server</h1>
<p>This is not OpenAI. It is a stand-in on this machine that speaks the same protocols: the Realtime API over
WebSocket at <code>/v1/realtime</code>, WebRTC and SIP calls at <code>/v1/realtime/calls</code>, and the Responses API
at <code>/v1/responses</code>. The answers come from the sandbox model, a set of rules. Any API key works.</p></html>
"""


def create_app(clock: Clock, model: SandboxModel, *, strict: bool = True, voice: Voice | None = None) -> FastAPI:
    """The server around a model.

    With `strict`, unknown parameters are refused and every event sent is checked against the `openai` package's types;
    an event that fails the check is a bug and raises. Without it, both checks are off. With a `voice`, which its owner
    starts and closes, audio is heard and spoken as soon as it is ready; captions work in any case.
    """
    calls = Calls(World(clock, model, strict, voice))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await calls.close()

    app = FastAPI(title="Sandbox OpenAI server", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.calls = calls
    secrets = ClientSecrets(clock, strict=strict)
    _add_error_handlers(app)
    _add_plain_pages(app)
    _add_models(app)
    _add_responses(app, ResponsesEndpoint(clock, model, strict=strict))

    @app.post("/v1/realtime/client_secrets", dependencies=[Depends(_require_key)])
    async def client_secrets(request: Request) -> dict[str, Any]:
        return secrets.issue(_json(await request.body()))

    @app.websocket("/v1/realtime")
    async def realtime(socket: WebSocket) -> None:
        await serve_realtime(socket, clock, model, secrets, calls, strict=strict, voice=voice)

    add_call_routes(app, calls, secrets)

    @app.websocket(TRUNK)
    async def trunk(socket: WebSocket) -> None:
        await serve_trunk(socket, calls)

    return app


async def _require_key(request: Request) -> None:
    bearer_key(request.headers.get("authorization"))


def _add_responses(app: FastAPI, responses: ResponsesEndpoint) -> None:
    @app.post("/v1/responses", dependencies=[Depends(_require_key)])
    async def create(request: Request) -> Response:
        response = responses.create(await request.body())
        response.headers["x-request-id"] = new_id("req")
        return response

    @app.get("/v1/responses/{response_id}", dependencies=[Depends(_require_key)])
    async def retrieve(response_id: str) -> dict[str, Any]:
        return responses.retrieve(response_id)


def _add_models(app: FastAPI) -> None:
    @app.get("/v1/models", dependencies=[Depends(_require_key)])
    async def models() -> dict[str, Any]:
        return {"object": "list", "data": [_model(name) for name in MODELS]}

    @app.get("/v1/models/{name}", dependencies=[Depends(_require_key)])
    async def one_model(name: str) -> dict[str, Any]:
        if name not in MODELS:
            message = f"The model '{name}' does not exist"
            raise ApiFault(message, code="model_not_found", param="model", status=404)
        return _model(name)


def _add_plain_pages(app: FastAPI) -> None:
    @app.get("/")
    async def root() -> HTMLResponse:
        return HTMLResponse(_ROOT_PAGE)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}


def _add_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(ApiFault)
    async def refused(request: Request, fault: ApiFault) -> JSONResponse:
        return JSONResponse(fault.body(), fault.status, headers={"x-request-id": new_id("req")})

    @app.exception_handler(HTTPException)
    async def unroutable(request: Request, error: HTTPException) -> JSONResponse:
        where = f"({request.method} {request.url.path})"
        if error.status_code == 405:
            fault = ApiFault(f"Invalid method for URL {where}", code="method_not_supported", status=405)
        else:
            fault = ApiFault(f"Invalid URL {where}", status=error.status_code)
        return JSONResponse(fault.body(), fault.status)


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _MODELS_CREATED, "owned_by": "sandbox"}


def _json(raw: bytes) -> Any:
    try:
        return read_json(raw or b"{}")
    except ValueError:
        raise ApiFault("We could not parse the JSON body of your request.") from None
