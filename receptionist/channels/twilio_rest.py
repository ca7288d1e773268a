"""Twilio's REST API, as far as a receptionist steers calls with it: redirect, hang up, place.

What may be repeated is repeated: redirecting or ending a call twice is the same as once, so a lost answer, a busy API
(429) or a failing one (5xx) is tried again, for a few seconds at most. Placing a call is not: after a lost answer a
second try might ring twice, so only what certainly was not carried out is tried again.
"""

import logging
import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from receptionist.clock import Clock

logger = logging.getLogger(__name__)

TWILIO_URL = "https://api.twilio.com"
VERSION = "2010-04-01"
TIMEOUT_SECONDS = 5.0
PAUSES = (0.25, 1.0)
LONGEST_PAUSE = 3.0
NOT_IN_PROGRESS = frozenset({21220, 20404})
_SID = re.compile(r"[A-Za-z0-9]{1,64}")


class TwilioRestError(RuntimeError):
    """Twilio did not do what was asked; the text is for whoever reads the service's log, and names no caller."""


class CallGone(TwilioRestError):
    """The call is over or was never there; there is nothing left to steer."""


class NotAuthorised(TwilioRestError):
    """The account or its auth token is wrong."""


class RequestRefused(TwilioRestError):
    """Twilio refuses the request as it is; `code` is its error code, 0 when it gave none."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


class TwilioUnavailable(TwilioRestError):
    """Twilio could not be reached or failed, even when asked again. `carried_out` is None when that is not known."""

    def __init__(self, sentence: str, *, carried_out: bool | None) -> None:
        super().__init__(sentence)
        self.carried_out = carried_out


class TwilioRest:
    """One account's calls. Use as an async context manager, or `await close()`.

    `account_sid` is in every webhook's form. `base_url` is Twilio's, or a server that speaks like it.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        clock: Clock,
        *,
        base_url: str = TWILIO_URL,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock = clock
        self._calls = f"/{VERSION}/Accounts/{_checked(account_sid)}/Calls"
        self._client = httpx.AsyncClient(
            base_url=base_url, auth=(account_sid, auth_token), timeout=TIMEOUT_SECONDS, transport=transport
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def redirect(self, call_sid: str, *, url: str) -> None:
        """Have the call leave what it does and ask `url` what to do. Raises `TwilioRestError`."""
        await self._post(f"{self._calls}/{_checked(call_sid)}.json", {"Url": url, "Method": "POST"}, repeatable=True)

    async def play(self, call_sid: str, *, twiml: str) -> None:
        """Have the call leave what it does and carry out this TwiML. Raises `TwilioRestError`."""
        await self._post(f"{self._calls}/{_checked(call_sid)}.json", {"Twiml": twiml}, repeatable=True)

    async def hang_up(self, call_sid: str) -> None:
        """End the call; one that is over already is as it should be. Raises `TwilioRestError`."""
        try:
            await self._post(f"{self._calls}/{_checked(call_sid)}.json", {"Status": "completed"}, repeatable=True)
        except CallGone:
            return

    async def place(self, *, to: str, caller: str, url: str, ring_seconds: int = 25) -> str:
        """Call `to` (E.164) and ask `url` what to do when it answers; returns the CallSid. Raises `TwilioRestError`."""
        fields = {"To": to, "From": caller, "Url": url, "Timeout": str(ring_seconds)}
        made = await self._post(f"{self._calls}.json", fields, repeatable=False)
        sid = made.get("sid")
        if not isinstance(sid, str) or not _SID.fullmatch(sid):
            raise TwilioUnavailable("Twilio placed a call and did not say which.", carried_out=True)
        return sid

    async def _post(self, path: str, fields: Mapping[str, str], *, repeatable: bool) -> dict[str, Any]:
        for pause in (*PAUSES, None):
            try:
                answer = await self._client.post(path, data=dict(fields))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                trouble = TwilioUnavailable(_unreached(error), carried_out=False)
            except httpx.TransportError as error:
                trouble = TwilioUnavailable(_unreached(error), carried_out=None)
            else:
                if answer.is_success:
                    return _json(answer)
                if answer.status_code != 429 and answer.status_code < 500:
                    raise _refusal(answer)
                known = False if answer.status_code == 429 else None
                trouble = TwilioUnavailable(f"Twilio answered {answer.status_code}.", carried_out=known)
                pause = _asked_to_wait(answer, pause)
            if pause is None or not (repeatable or trouble.carried_out is False):
                raise trouble
            logger.warning("%s It is asked again.", trouble)
            await self._clock.sleep(pause)
        raise AssertionError("the last pause is None")


def _checked(sid: str) -> str:
    """A name of Twilio's that can't change the address it is put into."""
    if not _SID.fullmatch(sid):
        raise ValueError("this is no SID of Twilio's")
    return sid


def _refusal(answer: httpx.Response) -> TwilioRestError:
    body = _json(answer)
    code = body.get("code")
    number = code if isinstance(code, int) else 0
    if answer.status_code in (401, 403):
        return NotAuthorised(
            "Twilio refuses this account's auth token. Check that TWILIO_AUTH_TOKEN is the token of the account whose "
            "number is called."
        )
    if answer.status_code == 404 or number in NOT_IN_PROGRESS:
        return CallGone("The call is over.")
    # Twilio's own sentence may quote a number, so its code is all that is passed on.
    return RequestRefused(f"Twilio refuses the request with {answer.status_code}, error {number}.", number)


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        body: Any = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _asked_to_wait(answer: httpx.Response, pause: float | None) -> float | None:
    after = answer.headers.get("Retry-After", "")
    if pause is None or not after.isascii() or not after.isdigit():
        return pause
    return min(float(after), LONGEST_PAUSE)


def _unreached(error: httpx.TransportError) -> str:
    return f"Twilio could not be reached ({type(error).__name__})."
