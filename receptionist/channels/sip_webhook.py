"""Reads OpenAI's webhook: whether it is really OpenAI's, and which call it announces.

The signature is checked by the vendor's own package: HMAC-SHA256 over id, timestamp and body, five minutes of leeway.
"""

import binascii
import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openai import AsyncOpenAI, InvalidWebhookSignatureError
from openai.types.webhooks.realtime_call_incoming_webhook_event import Data
from pydantic import ValidationError

from receptionist.channels.sip_numbers import caller_hint

INCOMING = "realtime.call.incoming"
MAX_ID = 200
MAX_HEADERS = 200
_CALL_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


class WebhookRefused(Exception):
    """A request that isn't OpenAI's, or can't be read; the text is for the person who reads the response."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class IncomingCall:
    """A call that rings. `webhook_id` is the same for each delivery; `caller` is a hint, E.164 or None."""

    webhook_id: str
    call_id: str
    caller: str | None


def read_webhook(client: AsyncOpenAI, body: bytes, headers: Mapping[str, str], secret: str) -> IncomingCall | None:
    """The call that a webhook announces; None when it is about something else. Raises `WebhookRefused`."""
    try:
        client.webhooks.verify_signature(body, dict(headers), secret=secret)
    except (InvalidWebhookSignatureError, TypeError):
        # A signature with letters beyond ASCII can't be compared, and is as wrong as any other.
        raise WebhookRefused(
            401,
            "The signature of this webhook is wrong or too old. Check that OPENAI_WEBHOOK_SECRET is the secret of this "
            "endpoint, as the project's webhook settings show it.",
        ) from None
    except binascii.Error:
        raise WebhookRefused(503, "OPENAI_WEBHOOK_SECRET is no secret as OpenAI gives it out; copy it again.") from None
    except UnicodeDecodeError:
        raise WebhookRefused(400, "This webhook's body is not text.") from None
    except ValueError:
        raise WebhookRefused(400, "This webhook lacks one of the headers that OpenAI signs with.") from None
    event = _object(body)
    if event.get("type") != INCOMING:
        return None
    return _incoming(str(headers.get("webhook-id", ""))[:MAX_ID], event.get("data"))


def _object(body: bytes) -> dict[str, Any]:
    """The event. It is read here because the vendor's package makes an event of anything, and of unknown types a wrong
    one."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict):
        raise WebhookRefused(400, "This webhook's body is not an event as OpenAI sends it.")
    return event


def _incoming(webhook_id: str, data: Any) -> IncomingCall:
    try:
        found = Data.model_validate(data)
    except ValidationError:
        raise WebhookRefused(400, "This webhook names no call.") from None
    if not _CALL_ID.fullmatch(found.call_id):
        raise WebhookRefused(400, "This webhook names no call.")
    headers = [(header.name, header.value) for header in found.sip_headers[:MAX_HEADERS]]
    return IncomingCall(webhook_id, found.call_id, caller_hint(headers))


class Seen:
    """What was handled lately, in memory and bounded: the newest `most` names."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._names: OrderedDict[str, None] = OrderedDict()

    def before(self, *names: str) -> bool:
        """Whether any of these was seen before; from now on all of them were."""
        known = any(name in self._names for name in names)
        for name in names:
            self._names[name] = None
            self._names.move_to_end(name)
        while len(self._names) > self._most:
            self._names.popitem(last=False)
        return known
