"""The webhooks of one call: signed form posts, and the TwiML that comes back."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwimlRefused, WebhookFailed
from receptionist.sandbox.twilio.twiml import Verb, read_twiml

TIMEOUT_SECONDS = 15.0
XML_TYPES = ("text/xml", "application/xml")


def signature(token: str, url: str, fields: Mapping[str, str]) -> str:
    """Twilio's X-Twilio-Signature for a post of `fields` to `url`; of a stream's address there are no fields."""
    signed = url + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    digest = hmac.digest(token.encode("utf-8"), signed.encode("utf-8"), hashlib.sha1)
    return base64.b64encode(digest).decode("ascii")


@dataclass(frozen=True)
class Line:
    """Who calls whom. `account_sid` and `call_sid` are Twilio's names for the account and the call.

    `parent_sid` is that of the call which dialled this one.
    """

    account_sid: str
    call_sid: str
    caller: str
    called: str
    parent_sid: str = ""

    def fields(self, status: str) -> dict[str, str]:
        """What Twilio tells a webhook about the call."""
        facts = {
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": self.call_sid,
            "CallStatus": status,
            "Called": self.called,
            "Caller": self.caller,
            "Direction": "outbound-dial" if self.parent_sid else "inbound",
            "From": self.caller,
            "To": self.called,
        }
        return facts | ({"ParentCallSid": self.parent_sid} if self.parent_sid else {})


class Webhooks:
    """Posts to the service as Twilio would, signed with `token`."""

    def __init__(self, client: httpx.AsyncClient, token: str, line: Line) -> None:
        self._client = client
        self._token = token
        self._line = line

    def leg(self, call_sid: str) -> "Webhooks":
        """The same for the leg that this call dials: a call of its own, with this one as its parent."""
        line = Line(self._line.account_sid, call_sid, self._line.caller, self._line.called, self._line.call_sid)
        return Webhooks(self._client, self._token, line)

    async def twiml(self, url: str, status: str, extra: Mapping[str, str] | None = None) -> tuple[Verb, ...]:
        """Ask `url` what to do next. Raises `ServiceUnreachable`, `WebhookFailed` or `TwimlRefused`."""
        answer = await self._post(url, status, extra or {})
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in XML_TYPES:
            raise TwimlRefused(f"{url} answered with {kind or 'no content type'}, not with TwiML (application/xml).")
        return read_twiml(answer.text)

    async def report(self, url: str, status: str) -> None:
        """Tell `url` how the call stands. Raises `ServiceUnreachable` or `WebhookFailed`."""
        await self._post(url, status, {})

    async def _post(self, url: str, status: str, extra: Mapping[str, str]) -> httpx.Response:
        fields = self._line.fields(status) | dict(extra)
        headers = {"X-Twilio-Signature": signature(self._token, url, fields)}
        try:
            answer = await self._client.post(url, data=fields, headers=headers, timeout=TIMEOUT_SECONDS)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise ServiceUnreachable(f"Nobody answers at {url} ({type(error).__name__}).") from None
        if not answer.is_success:
            said = answer.text.strip()[:300]
            raise WebhookFailed(f"{url} answered {answer.status_code}: {said or 'nothing'}", answer.status_code)
        return answer
