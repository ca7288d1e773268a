"""The README's examples run, in order, against an office that answers as the vendor documents."""

import ast
import re
from pathlib import Path

import httpx
import pytest

import opendental_client
from opendental_client import OpenDentalClient
from opendental_client._resources._base import Resource
from tests.opendental_client.office import JumpClock, Office

pytestmark = pytest.mark.unit

README = Path(opendental_client.__file__).with_name("README.md")
VISIT = {
    "AptNum": 9104,
    "PatNum": 101,
    "AptStatus": "Scheduled",
    "Pattern": "/XX/",
    "AptDateTime": "2026-03-17 10:20:00",
    "Op": 4,
    "Note": "Booked by phone, ref 7f3a",
}


def answer(request: httpx.Request) -> httpx.Response:
    match request.method, request.url.path.removeprefix("/api/v1"):
        case "GET", "/appointments":
            return httpx.Response(200, json=[VISIT])
        case "GET", "/patients":
            return httpx.Response(200, json=[{"PatNum": 101, "Birthdate": "0001-01-01"}])
        case "GET", "/appointments/Slots" | "/providers" | "/definitions" | "/clinics":
            return httpx.Response(200, json=[])
        case "POST", "/appointments":
            raise httpx.ReadTimeout("x")
        case "PUT", "/appointments/9104":
            return httpx.Response(200, json=VISIT)
        case "PUT", "/appointments/9104/Confirm" | "/appointments/9104/Break":
            return httpx.Response(200)
    return httpx.Response(404, text="Patient not found")


async def test_the_examples_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    seen: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(f"{request.method} {request.url.path}")
        return answer(request)

    class Rehearsed(OpenDentalClient):
        def __init__(self, **settings: object) -> None:
            # A cascade brings a transport of its own; it is never asked for anything here.
            offline = {"transport": httpx.MockTransport(note), "clock": JumpClock()}
            super().__init__(**(offline | settings))  # type: ignore[arg-type]

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
    assert "api.opendental.com 0.0" in printed
    assert (tmp_path / "opendental-budget.db").exists()


def test_the_table_names_every_resource() -> None:
    named = set(re.findall(r"`([a-z_]+)`", README.read_text(encoding="utf-8")))
    client = Office().client()
    resources = {name for name, value in vars(client).items() if isinstance(value, Resource)}
    assert resources <= named
