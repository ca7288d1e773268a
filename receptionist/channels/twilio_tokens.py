"""One-time tokens that tie a media stream to the call whose webhook we answered."""

import hmac
import secrets
from dataclasses import dataclass

from receptionist.clock import Clock

# Between the webhook and the stream lies the spoken notice.
TOKEN_SECONDS = 120.0
MAX_TOKENS = 10_000


@dataclass(frozen=True)
class _Issued:
    token: str
    expires_at: float


class StreamTokens:
    """Tokens by call, in memory: good once, for a short while, for the call they were given to."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, _Issued] = {}

    def issue(self, call_sid: str) -> str:
        """A fresh token for this call; an earlier one of the same call is void."""
        self._issued.pop(call_sid, None)
        self._make_room()
        token = secrets.token_urlsafe(32)
        self._issued[call_sid] = _Issued(token, self._clock.monotonic() + TOKEN_SECONDS)
        return token

    def redeem(self, call_sid: str, token: str) -> bool:
        """Whether `token` is this call's and still good; if so it is used up."""
        issued = self._issued.get(call_sid)
        if issued is None or not hmac.compare_digest(issued.token.encode(), token.encode()):
            return False
        del self._issued[call_sid]
        return self._clock.monotonic() < issued.expires_at

    def revoke(self, call_sid: str) -> None:
        """Forget this call's token: the call ended before its stream began."""
        self._issued.pop(call_sid, None)

    def _make_room(self) -> None:
        # The dictionary is in the order of issue, so whatever has expired stands in front.
        now = self._clock.monotonic()
        while self._issued:
            oldest = next(iter(self._issued))
            if self._issued[oldest].expires_at > now and len(self._issued) < MAX_TOKENS:
                return
            del self._issued[oldest]
