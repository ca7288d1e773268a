"""The HTTP side of calls: `POST /v1/realtime/calls` and what is done to a call by its id."""

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.datastructures import UploadFile

from receptionist.sandbox.openai.auth import bearer_key, refused_key
from receptionist.sandbox.openai.errors import ApiFault, invalid_type, invalid_value, missing, unknown
from receptionist.sandbox.openai.json_text import read_json
from receptionist.sandbox.openai.realtime.calls import Calls
from receptionist.sandbox.openai.realtime.client_secrets import ClientSecrets

CALLS = "/v1/realtime/calls"
BUSY_EVERYWHERE = 603
MOST_BYTES = 1_000_000
_SDP, _MULTIPART = "application/sdp", "multipart/form-data"


def add_call_routes(app: FastAPI, calls: Calls, secrets: ClientSecrets) -> None:
    """Put the endpoints of calls on the application."""

    @app.post(CALLS)
    async def create(request: Request) -> Response:
        offer, session = await _offer(request, secrets)
        try:
            from receptionist.sandbox.openai.realtime.webrtc import start_call
        except ImportError:
            message = "WebRTC needs the 'webrtc' extra: pip install 'receptionist[webrtc]'."
            raise ApiFault(message, type="server_error", code="webrtc_unavailable", status=501) from None
        call_id, answer = await start_call(calls, offer, session)
        return Response(answer, 201, {"Location": f"{CALLS}/{call_id}"}, media_type=_SDP)

    @app.post(CALLS + "/{call_id}/accept")
    async def accept(call_id: str, request: Request) -> Response:
        body = await _body(request, calls, call_id)
        calls.find(call_id).accept(body)
        return Response(status_code=200)

    @app.post(CALLS + "/{call_id}/reject")
    async def reject(call_id: str, request: Request) -> Response:
        body = await _body(request, calls, call_id)
        _only(body, "status_code")
        status = body.get("status_code", BUSY_EVERYWHERE)
        if not isinstance(status, int) or isinstance(status, bool) or not 300 <= status <= 699:
            raise ApiFault("Invalid 'status_code': expected a SIP status from 300 to 699.", param="status_code")
        calls.find(call_id).reject(status)
        return Response(status_code=200)

    @app.post(CALLS + "/{call_id}/refer")
    async def refer(call_id: str, request: Request) -> Response:
        body = await _body(request, calls, call_id)
        _only(body, "target_uri")
        target = body.get("target_uri")
        if target is None:
            raise missing("target_uri")
        if not isinstance(target, str) or not target.startswith(("tel:", "sip:", "sips:")):
            raise invalid_value("target_uri", target, ["tel:…", "sip:…"])
        calls.find(call_id).refer(target)
        return Response(status_code=200)

    @app.post(CALLS + "/{call_id}/hangup")
    async def hangup(call_id: str, request: Request) -> Response:
        await _body(request, calls, call_id)
        calls.find(call_id).hangup()
        return Response(status_code=200)


async def _body(request: Request, calls: Calls, call_id: str) -> dict[str, Any]:
    bearer_key(request.headers.get("authorization"))
    raw = await request.body()
    calls.find(call_id)
    try:
        body = read_json(raw or b"{}")
    except ValueError:
        raise ApiFault("We could not parse the JSON body of your request.") from None
    if not isinstance(body, dict):
        raise invalid_type("body", "an object", body)
    return body


def _only(body: dict[str, Any], *known: str) -> None:
    for name in body.keys() - set(known):
        raise unknown(name)


async def _offer(request: Request, secrets: ClientSecrets) -> tuple[str, Any]:
    """The SDP offer and the session of a new call; raises `ApiFault`."""
    key = bearer_key(request.headers.get("authorization"))
    secret = secrets.find(key)
    if secret is not None and secrets.expired(secret):
        raise refused_key(key)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    session: Any = dict(secret.session) if secret is not None else {"type": "realtime"}
    if kind == _SDP:
        offer = (await _limited(request)).decode("utf-8", errors="replace")
    elif kind == _MULTIPART:
        await _limited(request)
        form = await request.form()
        offer = await _part(form.get("sdp"))
        given = await _part(form.get("session"))
        if given:
            session = session | _session(given)
    else:
        message = f"Unsupported content type: '{kind[:80]}'. Send '{_SDP}' or '{_MULTIPART}'."
        raise ApiFault(message, code="unsupported_content_type", status=415)
    if not offer.strip():
        raise missing("sdp")
    if "model" not in session and request.query_params.get("model"):
        session = session | {"model": request.query_params["model"]}
    return offer, session


async def _limited(request: Request) -> bytes:
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise ApiFault("The request is too large.", code="request_too_large", status=413)
    return body


async def _part(value: UploadFile | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return (await value.read()).decode("utf-8", errors="replace")


def _session(text: str) -> dict[str, Any]:
    try:
        session = read_json(text)
    except ValueError:
        raise ApiFault("We could not parse the JSON of 'session'.", code="invalid_json", param="session") from None
    if not isinstance(session, dict):
        raise invalid_type("session", "an object", session)
    return session
