"""What the server refuses about WebRTC calls, in the vendor's shapes; and a peer that leaves."""

import asyncio
import builtins
from typing import Any

import httpx
import pytest

pytest.importorskip("aiortc", reason="needs the webrtc extra")

from websockets.asyncio.client import connect

from receptionist.clock import SystemClock
from receptionist.sandbox.openai.app import create_app
from tests.sandbox.openai.support import ScriptedModel
from tests.sandbox.openai.test_webrtc import browser_of, server
from tests.serving import serving

pytestmark = pytest.mark.wire

KEY = {"Authorization": "Bearer test"}
SDP = {**KEY, "Content-Type": "application/sdp"}
NO_AUDIO = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=application 9 UDP/DTLS/SCTP "
    "webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sctp-port:5000\r\na=ice-ufrag:abcd\r\n"
    "a=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=setup:actpass\r\n"
    f"a=fingerprint:sha-256 {':'.join(['AB'] * 32)}\r\n"
)


async def refused(port: int, path: str = "", **request: Any) -> tuple[int, Any, Any]:
    """Status, code and parameter of the error that answers a POST below `/v1/realtime/calls`."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"http://127.0.0.1:{port}/v1/realtime/calls{path}", **request)
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    return answer.status_code, error["code"], error["param"]


async def test_offers_that_are_refused() -> None:
    async with serving(create_app(SystemClock(), ScriptedModel())) as port:
        assert (await refused(port, content="v=0"))[0] == 401
        assert await refused(port, content="v=0", headers=KEY) == (415, "unsupported_content_type", None)
        assert await refused(port, content="", headers=SDP) == (400, "missing_required_parameter", "sdp")
        assert await refused(port, content="hello", headers=SDP) == (400, "invalid_offer", "sdp")
        assert await refused(port, content=NO_AUDIO, headers=SDP) == (400, "invalid_offer", "sdp")
        assert (await refused(port, content="v=0" * 400_000, headers=SDP))[:2] == (413, "request_too_large")
        parts = {"sdp": (None, "v=0", "application/sdp"), "session": (None, "{", "application/json")}
        assert await refused(port, files=parts, headers=KEY) == (400, "invalid_json", "session")
        parts["session"] = (None, '{"type":"realtime","tempo":1}', "application/json")
        assert await refused(port, files=parts, headers=KEY) == (400, "unknown_parameter", "session.tempo")


async def test_what_is_for_sip_alone_and_for_calls_that_are_there() -> None:
    async with server(ScriptedModel()) as (api, address), browser_of(api) as browser:
        port = int(address.rpartition(":")[2])
        for path in ("/accept", "/reject", "/refer"):
            body = {"target_uri": "tel:+15550100199"} if path == "/refer" else {}
            found = await refused(port, f"/{browser.call_id}{path}", json=body, headers=KEY)
            assert found == (400, "invalid_call_type", None)
        for path in ("/accept", "/reject", "/refer", "/hangup"):
            assert (await refused(port, f"/rtc_none{path}", headers=KEY))[:2] == (404, "call_id_not_found")
        assert (await refused(port, f"/{browser.call_id}/hangup"))[0] == 401
        assert (await refused(port, f"/{browser.call_id}/hangup", content="{", headers=KEY))[0] == 400


async def test_an_ephemeral_key_starts_a_call_with_its_session() -> None:
    async with server(ScriptedModel()) as (api, _):
        secret = await api.realtime.client_secrets.create(session={"type": "realtime", "instructions": "Be kind."})
        async with browser_of(api.with_options(api_key=secret.value)) as browser:
            created = await browser.until("session.created")
        assert created["session"]["instructions"] == "Be kind."


async def test_a_sideband_is_not_told_that_the_peer_has_left() -> None:
    async with server(ScriptedModel()) as (api, address):
        async with browser_of(api) as browser:
            await browser.until("session.created")
            url = f"ws://{address}/v1/realtime?call_id={browser.call_id}"
            sideband = await connect(url, additional_headers=KEY)
            await sideband.recv()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await sideband.recv()
        await api.realtime.calls.hangup(browser.call_id)
        await sideband.wait_closed()


async def test_without_the_extra_the_server_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.endswith("realtime.webrtc"):
            raise ImportError(name)
        return real(name, *rest, **named)

    async with serving(create_app(SystemClock(), ScriptedModel())) as port:
        monkeypatch.setattr(builtins, "__import__", without)
        assert await refused(port, content="v=0", headers=SDP) == (501, "webrtc_unavailable", None)
