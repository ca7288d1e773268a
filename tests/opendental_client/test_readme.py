"""The README's examples run, in order, against an office that answers as the vendor documents."""

import ast
import re
from pathlib import Path

import httpx
import pytest

import opendental_client
from opendental_client import OpenDentalClient
from tests.opendental_client.office import JumpClock

pytestmark = pytest.mark.unit

README = Path(opendental_client.__file__).with_name("README.md")
VISIT = {
    "AptNum": 9104,
    "PatNum": 101,
    "AptStatus": "Scheduled",
    "Pattern": "/XX/",
    "AptDateTime": "2026-03-17 10:20:00",
}


def answer(request: httpx.Request) -> httpx.Response:
    match request.method, request.url.path.removeprefix("/api/v1"):
        case "GET", "/appointments":
            return httpx.Response(200, json=[VISIT])
        case "GET", "/patients":
            return httpx.Response(200, json=[{"PatNum": 101, "Birthdate": "0001-01-01"}])
        case "GET", "/appointments/Slots":
            return httpx.Response(200, json=[])
        case "POST", "/appointments":
            raise httpx.ReadTimeout("x")
        case "PUT", "/appointments/9104":
            return httpx.Response(200, json=VISIT)
        case "PUT", "/appointments/9104/Confirm" | "/appointments/9104/Break":
            return httpx.Response(200)
    return httpx.Response(404, text="Patient not found")


async def test_the_examples_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(f"{request.method} {request.url.path}")
        return answer(request)

    class Rehearsed(OpenDentalClient):
        def __init__(self, **settings: object) -> None:
            offline = {"transport": httpx.MockTransport(note), "clock": JumpClock()}
            super().__init__(**(settings | offline))  # type: ignore[arg-type]

    monkeypatch.setattr(opendental_client, "OpenDentalClient", Rehearsed)
    scope: dict[str, object] = {}
    for number, example in enumerate(re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)):
        code = compile(example, f"README example {number}", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if (coroutine := eval(code, scope)) is not None:
            await coroutine
    assert "POST /api/v1/appointments" in seen
    assert seen.count("GET /api/v1/patients/999") == 1
    printed = capsys.readouterr().out
    assert "101 None" in printed
    assert "no such patient" in printed
