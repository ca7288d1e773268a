"""The webhooks of a sandbox call: what is posted, and which answers are refused."""

from urllib.parse import parse_qsl

import httpx
import pytest

from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwimlRefused, WebhookFailed
from receptionist.sandbox.twilio.twiml import Hangup
from receptionist.sandbox.twilio.webhooks import Line, Webhooks, signature

pytestmark = pytest.mark.unit

URL = "http://127.0.0.1:8000/phone/incoming"
LINE = Line("AC1", "CA1", "+15550100199", "+15550102000")


class Service:
    """Answers every post with one response, and keeps the requests."""

    def __init__(self, answer: httpx.Response | httpx.TransportError) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = answer
        client = httpx.AsyncClient(transport=httpx.MockTransport(self._take))
        self.webhooks = Webhooks(client, "12345", LINE)

    def _take(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if isinstance(self._answer, httpx.TransportError):
            raise self._answer
        return self._answer


def xml(body: str) -> httpx.Response:
    return httpx.Response(200, text=body, headers={"content-type": "text/xml; charset=utf-8"})


def test_the_signature_is_the_one_of_twilios_documentation() -> None:
    fields = {
        "Digits": "1234",
        "To": "+18005551212",
        "From": "+14158675309",
        "Caller": "+14158675309",
        "CallSid": "CA1234567890ABCDE",
    }
    assert signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


async def test_a_post_is_signed_over_just_what_it_carries() -> None:
    service = Service(xml("<Response><Hangup/></Response>"))
    assert await service.webhooks.twiml(URL, "ringing", {"Extra": ""}) == (Hangup(),)
    (request,) = service.requests
    fields = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
    assert fields["From"] == "+15550100199"
    assert (fields["CallSid"], fields["CallStatus"], fields["Extra"]) == ("CA1", "ringing", "")
    assert request.headers["X-Twilio-Signature"] == signature("12345", URL, fields)


@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/plain"])
async def test_what_is_not_twiml_by_its_type_is_refused(kind: str) -> None:
    service = Service(httpx.Response(200, text="<Response/>", headers={"content-type": kind}))
    with pytest.raises(TwimlRefused, match=kind):
        await service.webhooks.twiml(URL, "ringing")


async def test_an_error_status_is_reported_with_what_was_said() -> None:
    service = Service(httpx.Response(403, text="The signature is wrong."))
    with pytest.raises(WebhookFailed, match=r"403: The signature is wrong\.") as caught:
        await service.webhooks.report(URL, "completed")
    assert caught.value.status == 403


async def test_nobody_there_is_said() -> None:
    service = Service(httpx.ConnectError("refused"))
    with pytest.raises(ServiceUnreachable, match="Nobody answers"):
        await service.webhooks.twiml(URL, "ringing")
