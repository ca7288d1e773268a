"""The SIP channel: OpenAI takes the call and tells us by `POST /sip/incoming` (docs/sip.md)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.requests import ClientDisconnect

from receptionist.channels.sip_desk import SipDesk, sip_desk
from receptionist.channels.sip_webhook import WebhookRefused

INCOMING = "/sip/incoming"
MAX_BYTES = 256_000


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Within the application's own life: the calls end while the switchboard still stands."""
    yield
    desk: SipDesk | None = getattr(app.state, "sip_desk", None)
    if desk is not None:
        await desk.close()


router = APIRouter(lifespan=_lifespan)
Desk = Annotated[SipDesk, Depends(sip_desk)]


@router.post(INCOMING)
async def incoming(request: Request, desk: Desk) -> Response:
    """A call rings, or something else happened that is not ours to know: 200 at once, the call goes on by itself."""
    try:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                raise WebhookRefused(413, "This request is too large to be OpenAI's.")
        desk.take(body, request.headers)
    except ClientDisconnect:
        # Half a webhook is none; it comes again.
        return Response(status_code=400)
    except WebhookRefused as refusal:
        return PlainTextResponse(str(refusal), status_code=refusal.status)
    return Response(status_code=200)
