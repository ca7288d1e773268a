"""OpenAI's webhook, one fault after another; what of it is believed; and when it is the same again."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from receptionist.channels import sip
from receptionist.channels.sip_desk import SipDesk
from receptionist.channels.sip_numbers import caller_hint, e164, refer_target
from receptionist.channels.sip_webhook import IncomingCall, Seen
from receptionist.clock import ManualClock, SystemClock
from receptionist.settings import load_settings

pytestmark = pytest.mark.unit

SECRET = "whsec_dGVzdCBzZWNyZXQ="
SETTINGS = load_settings({"OPENAI_API_KEY": "key", "OPENDENTAL_DEVELOPER_KEY": "a", "OPENDENTAL_CUSTOMER_KEY": "b"})


def event(**changes: Any) -> dict[str, Any]:
    """The vendor's event for a call that rings."""
    headers = [{"name": "From", "value": '"Dana" <sip:+15550100123@trunk.example>;tag=1'}]
    data = {"call_id": "rtc_1", "sip_headers": headers}
    return {
        "id": "evt_1",
        "object": "event",
        "type": "realtime.call.incoming",
        "created_at": 1,
        "data": data,
        **changes,
    }


def signed(body: bytes, *, webhook_id: str = "wh_1", age: int = 0, secret: str = SECRET) -> dict[str, str]:
    """The vendor's headers by its documented recipe, so that the code under test doesn't check itself."""
    at = str(int(SystemClock().now().timestamp()) - age)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{webhook_id}.{at}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": webhook_id, "webhook-timestamp": at, "webhook-signature": f"v1,c3RhbGU= {signature}"}


class Desk(SipDesk):
    """A desk that only notes which calls it would carry."""

    def __init__(self, secret: str | None = SECRET) -> None:
        switchboard: Any = SimpleNamespace(clock=ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
        settings = SETTINGS.model_copy(update={"openai_webhook_secret": SecretStr(secret) if secret else None})
        super().__init__(settings, switchboard, database=None)  # type: ignore[arg-type]
        self.carried: list[IncomingCall] = []

    def _call(self, incoming: IncomingCall) -> Any:
        return SimpleNamespace(shut_down=lambda: None)

    async def _carry(self, incoming: IncomingCall, call: Any) -> None:
        self.carried.append(incoming)


async def post(desk: SipDesk, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """What the endpoint answers."""
    app = FastAPI()
    app.include_router(sip.router)
    app.state.sip_desk = desk
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://lexi") as client:
        answer = await client.post("/sip/incoming", content=body, headers=raw)
    await desk.close()
    return answer.status_code, answer.text


async def test_a_call_that_rings_is_carried_and_answered_at_once() -> None:
    desk, body = Desk(), json.dumps(event()).encode()
    assert await post(desk, body, signed(body)) == (200, "")
    assert desk.carried == [IncomingCall("wh_1", "rtc_1", "+15550100123")]


async def test_signatures_that_are_not_good() -> None:
    body = json.dumps(event()).encode()
    wrong_secret = signed(body, secret="whsec_b3RoZXI=")
    beyond_ascii = signed(body) | {"webhook-signature": "v1,\xe9"}
    no_number = signed(body) | {"webhook-timestamp": "soon"}
    for headers in (wrong_secret, beyond_ascii, no_number, signed(body, age=301), signed(body, age=-400)):
        desk = Desk()
        status, text = await post(desk, body, headers)
        assert (status, desk.carried) == (401, [])
        assert "OPENAI_WEBHOOK_SECRET" in text
    status, _ = await post(Desk(), body + b" ", signed(body))
    assert status == 401


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
async def test_a_header_that_is_missing(name: str) -> None:
    body = json.dumps(event()).encode()
    headers = {key: value for key, value in signed(body).items() if key != name}
    desk = Desk()
    status, text = await post(desk, body, headers)
    assert (status, desk.carried) == (400, [])
    assert "lacks one of the headers" in text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(event(data=None)).encode(),
        json.dumps(event(data={"call_id": "rtc_1"})).encode(),
        json.dumps(event(data={"call_id": 7, "sip_headers": []})).encode(),
        json.dumps(event(data={"call_id": "../../admin", "sip_headers": []})).encode(),
        json.dumps(event(data={"call_id": "rtc_1", "sip_headers": [{"name": "From"}]})).encode(),
    ],
    ids=range(11),
)
async def test_garbage_that_is_signed(body: bytes) -> None:
    desk = Desk()
    status, _ = await post(desk, body, signed(body))
    assert (status, desk.carried) == (400, [])


async def test_too_large_is_refused() -> None:
    body = b" " * 300_000
    assert (await post(Desk(), body, signed(body)))[0] == 413


async def test_other_events_are_none_of_ours() -> None:
    for kind in ("live.transport.incoming", "response.completed", "of.tomorrow"):
        desk, body = Desk(), json.dumps(event(type=kind)).encode()
        assert await post(desk, body, signed(body)) == (200, "")
        assert desk.carried == []


async def test_without_a_secret_no_calls_are_taken() -> None:
    body = json.dumps(event()).encode()
    status, text = await post(Desk(secret=None), body, signed(body))
    assert status == 503
    assert "set OPENAI_WEBHOOK_SECRET" in text
    assert (await post(Desk(secret="whsec_a"), body, signed(body)))[0] == 503


async def test_the_same_webhook_and_the_same_call_are_one() -> None:
    desk = Desk()
    first = json.dumps(event()).encode()
    desk.take(first, signed(first))
    desk.take(first, signed(first))
    desk.take(first, signed(first, webhook_id="wh_2"))
    other = json.dumps(event(data={"call_id": "rtc_2", "sip_headers": []})).encode()
    desk.take(other, signed(other, webhook_id="wh_3"))
    await desk.close()
    assert [incoming.call_id for incoming in desk.carried] == ["rtc_1", "rtc_2"]


def test_what_was_seen_is_forgotten_in_order() -> None:
    seen = Seen(most=2)
    assert not seen.before("a")
    assert not seen.before("b")
    assert seen.before("a")
    assert not seen.before("c")
    assert not seen.before("b")


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ([("From", "<sip:+15550100123@trunk>;tag=9")], "+15550100123"),
        ([("f", "sip:5550100123@trunk")], "+15550100123"),
        ([("From", "<tel:+1-555-010-0123>")], "+15550100123"),
        ([("From", "Anonymous <sip:anonymous@anonymous.invalid>")], None),
        ([("From", "<sip:+1555@trunk>")], None),
        ([("X-From", "<sip:+15550100123@trunk>")], None),
        ([], None),
    ],
)
def test_the_callers_number_is_a_hint(headers: list[tuple[str, str]], number: str | None) -> None:
    assert caller_hint(headers) == number


def test_targets_are_written_as_the_trunk_wants_them() -> None:
    assert refer_target("(555) 010-2001", "tel:{number}") == "tel:+15550102001"
    assert refer_target("(555) 010-2001", "sip:{number}@trunk.example") == "sip:+15550102001@trunk.example"
    assert refer_target("(555) 010-2001 ext. 4", "tel:{number}") is None
    assert (e164("+44 20 7946 0018"), e164("112")) == ("+442079460018", None)


def test_settings_take_no_secret_from_a_sandbox_where_a_practice_is_real() -> None:
    sandbox = load_settings({}).openai_webhook_secret
    assert sandbox is not None
    assert sandbox.get_secret_value() == "whsec_c2FuZGJveA=="
    assert SETTINGS.openai_webhook_secret is None
