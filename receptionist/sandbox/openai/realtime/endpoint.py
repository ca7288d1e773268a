"""The Realtime handshake: key, protocol and model are settled before the connection begins."""

import json

from fastapi import WebSocket
from starlette.responses import JSONResponse

from receptionist.clock import Clock
from receptionist.sandbox.openai.auth import bearer_key, refused_key, subprotocol_key
from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.calls import Calls, serve_sideband
from receptionist.sandbox.openai.realtime.client_secrets import ClientSecrets, Secret
from receptionist.sandbox.openai.realtime.connection import RealtimeConnection
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.voice.voice import Voice

_SUBPROTOCOL = "realtime"
_BETA_SUBPROTOCOL = "openai-beta.realtime-v1"
_REFUSED = 4000


async def serve_realtime(
    socket: WebSocket,
    clock: Clock,
    model: SandboxModel,
    secrets: ClientSecrets,
    calls: Calls,
    *,
    strict: bool,
    voice: Voice | None = None,
) -> None:
    """Serve one WebSocket request to its end: an HTTP refusal, an early goodbye, a whole session, or a sideband."""
    protocols: list[str] = socket.scope.get("subprotocols", [])
    try:
        key = subprotocol_key(protocols) or bearer_key(socket.headers.get("authorization"))
        secret = _ephemeral(key, secrets)
        call = calls.find(socket.query_params["call_id"]) if "call_id" in socket.query_params else None
        if call is not None:
            call.may_attach()
    except ApiFault as fault:
        await socket.send_denial_response(JSONResponse(fault.body(), fault.status))
        return
    await socket.accept(subprotocol=_SUBPROTOCOL if _SUBPROTOCOL in protocols else None)
    if call is not None:
        await serve_sideband(socket, call)
        return
    try:
        session = _session(socket, protocols, clock, secret, strict=strict)
    except ApiFault as fault:
        event = {"type": "error", "event_id": new_id("event"), "error": fault.event_error(None)}
        await socket.send_text(json.dumps(event))
        await socket.close(_REFUSED, f"{fault.type}.{fault.code}")
        return
    await RealtimeConnection(clock, model, session, strict=strict, voice=voice).serve(socket)


def _ephemeral(key: str, secrets: ClientSecrets) -> Secret | None:
    secret = secrets.find(key)
    if secret is not None and secrets.expired(secret):
        raise refused_key(key)
    return secret


def _session(socket: WebSocket, protocols: list[str], clock: Clock, secret: Secret | None, *, strict: bool) -> Session:
    if _BETA_SUBPROTOCOL in protocols or "openai-beta" in socket.headers:
        message = "The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API."
        raise ApiFault(message, code="beta_api_shape_disabled")
    named = secret.session.get("model") if secret is not None else None
    model = socket.query_params.get("model") or named
    if not model:
        raise ApiFault("You must provide a model parameter.", code="missing_model", param="model")
    session = Session(model, int(clock.now().timestamp()))
    if secret is not None:
        session.update(secret.session | {"model": model}, strict=strict)
    return session
