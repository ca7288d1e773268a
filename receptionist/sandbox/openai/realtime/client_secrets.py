"""Ephemeral keys: what a browser is given so that it can open one kind of session without the real key."""

import copy
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from openai.types.realtime import ClientSecretCreateResponse
from pydantic import TypeAdapter

from receptionist.clock import Clock
from receptionist.sandbox.openai.errors import invalid_type, out_of_range, unknown
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.session import Session

DEFAULT_MODEL = "gpt-realtime-2.1"
_MOST_KEPT = 1000
_RESPONSE: TypeAdapter[ClientSecretCreateResponse] = TypeAdapter(ClientSecretCreateResponse)


@dataclass(frozen=True)
class Secret:
    """An ephemeral key with the session it opens; `expires_at` is in seconds since the epoch."""

    value: str
    expires_at: int
    session: dict[str, Any]


class ClientSecrets:
    """Issues ephemeral keys and remembers the newest of them."""

    def __init__(self, clock: Clock, *, strict: bool) -> None:
        self._clock = clock
        self._strict = strict
        self._secrets: OrderedDict[str, Secret] = OrderedDict()

    def issue(self, body: Any) -> dict[str, Any]:
        """The response body for a request body; raises ApiFault."""
        if not isinstance(body, dict):
            raise invalid_type("body", "an object", body)
        for name in body.keys() - {"session", "expires_after"}:
            raise unknown(name)
        now = int(self._clock.now().timestamp())
        change = body.get("session") or {"type": "realtime"}
        model = change.get("model") if isinstance(change, dict) else None
        session = Session(model if isinstance(model, str) else DEFAULT_MODEL, now)
        session.update(change, strict=self._strict)
        secret = Secret(new_id("ek"), now + _lifetime(body.get("expires_after")), copy.deepcopy(change))
        self._secrets[secret.value] = secret
        while len(self._secrets) > _MOST_KEPT:
            self._secrets.popitem(last=False)
        answer = {"value": secret.value, "expires_at": secret.expires_at, "session": session.wire}
        if self._strict:
            _RESPONSE.validate_python(answer)
        return answer

    def find(self, key: str) -> Secret | None:
        """The secret behind an ephemeral key; None for any other key."""
        return self._secrets.get(key)

    def expired(self, secret: Secret) -> bool:
        """Whether it is too late to start a session with it."""
        return self._clock.now().timestamp() >= secret.expires_at


def _lifetime(expires_after: Any) -> int:
    if expires_after is None:
        return 600
    if not isinstance(expires_after, dict):
        raise invalid_type("expires_after", "an object", expires_after)
    seconds = expires_after.get("seconds", 600)
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise invalid_type("expires_after.seconds", "an integer", seconds)
    if not 10 <= seconds <= 7200:
        raise out_of_range("expires_after.seconds", 10, 7200, seconds)
    return seconds
