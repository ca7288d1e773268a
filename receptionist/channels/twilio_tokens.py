"""One-time tokens that tie a media stream to the call whose webhook we answered, in whichever process it arrives.

A token is what it says and a signature of it, made with the account's auth token, so that every process can check one
that another gave out. That it is good once is kept in memory here and, for all processes, by a row in the store, which
`PhoneLedger` writes beside the call and not in front of it.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from receptionist.clock import Clock

# Between the webhook and the stream lies the spoken notice.
TOKEN_SECONDS = 120.0
MAX_TOKENS = 10_000
_PURPOSE = b"lexi media stream token"


@dataclass(frozen=True)
class Pass:
    """What a good token lets in. Of a caller who comes back to Lexi it tells the call that goes on, the transfer that
    nobody took, and how often the caller has come back."""

    token_id: str = ""
    call_id: str = ""
    transfer_id: str = ""
    returns: int = 0


class StreamTokens:
    """Tokens that are good once, for a short while, for the call they were given to. In memory: those used here.

    `admitted(call_sid, pass)` is called for each token that is used.
    """

    def __init__(
        self, auth_token: str, clock: Clock, admitted: Callable[[str, Pass], None] = lambda call_sid, admitted: None
    ) -> None:
        self._key = hmac.digest(auth_token.encode(), _PURPOSE, hashlib.sha256)
        self._clock = clock
        self._admitted = admitted
        self._used: dict[str, float] = {}
        self._void: dict[str, float] = {}

    def issue(self, call_sid: str, onward: Pass = Pass()) -> str:
        """A fresh token for this call, and for what it goes on with."""
        expires = round(self._now() + TOKEN_SECONDS, 3)
        facts = [secrets.token_hex(8), expires, onward.call_id, onward.transfer_id, onward.returns]
        body = base64.urlsafe_b64encode(json.dumps(facts, separators=(",", ":")).encode()).decode()
        return f"{body}.{self._sign(call_sid, body)}"

    def redeem(self, call_sid: str, token: str) -> Pass | None:
        """What `token` lets in if it is this call's and still good, and was not used here; it is used up then."""
        body, _, signature = token.partition(".")
        if not hmac.compare_digest(self._sign(call_sid, body).encode(), signature.encode()):
            return None
        name, now = hashlib.sha256(token.encode()).hexdigest(), self._now()
        read = _read(body, name)
        if read is None or self._void.get(call_sid, 0.0) > now:
            return None
        admitted, expires = read
        self._forget(now)
        if expires <= now or name in self._used or len(self._used) >= MAX_TOKENS:
            return None
        self._used[name] = expires
        self._admitted(call_sid, admitted)
        return admitted

    def revoke(self, call_sid: str) -> None:
        """Take back this call's tokens: the call ended before its stream began."""
        now = self._now()
        self._forget(now)
        self._void[call_sid] = now + TOKEN_SECONDS

    def _sign(self, call_sid: str, body: str) -> str:
        # A CallSid has no line break, so that no two pairs of call and body are signed alike.
        digest = hmac.digest(self._key, f"{call_sid}\n{body}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _now(self) -> float:
        # The wall clock, because the other processes have no other clock in common with this one.
        return self._clock.now().timestamp()

    def _forget(self, now: float) -> None:
        # Both dictionaries are nearly in the order of expiry, so what has expired stands in front.
        for kept in (self._used, self._void):
            while kept and (kept[first := next(iter(kept))] <= now or len(kept) > MAX_TOKENS):
                del kept[first]


def _read(body: str, token_id: str) -> tuple[Pass, float] | None:
    try:
        facts: Any = json.loads(base64.urlsafe_b64decode(body))
    except (binascii.Error, ValueError):
        return None
    match facts:
        case [str(), float() | int() as expires, str(call_id), str(transfer_id), int(returns)]:
            return Pass(token_id, call_id, transfer_id, returns), float(expires)
    return None
