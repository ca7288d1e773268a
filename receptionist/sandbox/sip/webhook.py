"""OpenAI's webhook for a call that rings: the event, its signature (Standard Webhooks), and its delivery."""

import base64
import hashlib
import hmac
import json
import secrets as random_text
from collections.abc import Mapping
from typing import Any

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.sip.errors import ServiceUnreachable, WebhookFailed

TIMEOUT_SECONDS = 15.0
EVENT = "realtime.call.incoming"


def incoming_event(call_id: str, caller: str, called: str, at: int) -> dict[str, Any]:
    """The event; `at` is in seconds since the epoch."""
    headers = [
        {"name": "From", "value": f'"Patient" <sip:{caller}@trunk.example>;tag={random_text.token_hex(4)}'},
        {"name": "To", "value": f"<sip:{called}@sip.api.openai.com>"},
        {"name": "Call-ID", "value": random_text.token_hex(16)},
    ]
    data = {"call_id": call_id, "sip_headers": headers, "sip_media_security": "srtp"}
    return {"object": "event", "id": f"evt_{random_text.token_hex(12)}", "type": EVENT, "created_at": at, "data": data}


def signed_headers(secret: str, webhook_id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers that go with `body`; `secret` as OpenAI gives it out, `whsec_` and base64."""
    key = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    digest = hmac.digest(key, b"%s.%d.%s" % (webhook_id.encode(), at, body), hashlib.sha256)
    return {
        "content-type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


async def announce(
    client: httpx.AsyncClient, url: str, secret: str, event: Mapping[str, Any], clock: Clock, *, times: int = 1
) -> None:
    """Deliver the event, `times` over with the same id. Raises `ServiceUnreachable` or `WebhookFailed`."""
    body = json.dumps(event).encode()
    headers = signed_headers(secret, f"wh_{random_text.token_hex(12)}", int(clock.now().timestamp()), body)
    for _ in range(times):
        try:
            answer = await client.post(url, content=body, headers=headers, timeout=TIMEOUT_SECONDS)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise ServiceUnreachable(f"Nobody answers at {url} ({type(error).__name__}).") from None
        if not answer.is_success:
            said = answer.text.strip()[:300]
            raise WebhookFailed(f"{url} answered {answer.status_code}: {said or 'nothing'}", answer.status_code)
