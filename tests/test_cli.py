"""The command line: what a person can mend is one sentence on standard error and exit code 2, never a traceback."""

import asyncio
import re
import socket
import sys
from pathlib import Path

import httpx
import pytest

from receptionist.app import create_app
from receptionist.cli import main
from receptionist.clock import SystemClock
from receptionist.practice.profile import load_profile
from receptionist.settings import ROOT, load_settings
from tests.serving import serving

pytestmark = pytest.mark.unit

SETTINGS = re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)


@pytest.fixture(autouse=True)
def quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine's, and a folder of one's own for data."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["receptionist", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_help_reads_like_documentation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--help") == 0
    text = capsys.readouterr().out
    for command in ("run", "talk", "calls", "sandbox", "doctor"):
        assert re.search(rf"│ {command}\s+\w", text), command


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["run"], {"OPENDENTAL_DEVELOPER_KEY": "d"}, "OPENDENTAL_CUSTOMER_KEY"),
        (["run"], {"RECEPTIONIST_PRACTICE": "nowhere.yaml"}, "RECEPTIONIST_PRACTICE"),
        (["run"], {"SANDBOX_WORLD": "nowhere.yaml"}, "world file"),
        (["run"], {"RECEPTIONIST_NOW": "soon"}, "RECEPTIONIST_NOW"),
        (["run"], {"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        (["run", "--world", "nowhere.yaml"], {}, "world file"),
        (["calls", "show", "c_unknown"], {}, "no call 'c_unknown'"),
        (["talk", "--url", "http://127.0.0.1:9"], {}, "receptionist run"),
        (["sandbox", "call", "hello", "--url", "http://127.0.0.1:9"], {}, "127.0.0.1:9"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    environment: dict[str, str],
    sentence: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(monkeypatch, *arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("receptionist: ")
    assert sentence in error
    assert "Traceback" not in error


def test_a_faulty_profile_names_line_and_field(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (ROOT / "fixtures/practices/barton.yaml").read_text().replace("open: 8:00-17:00", "open: 8:00-25:00")
    (tmp_path / "mine.yaml").write_text(text)
    monkeypatch.setenv("RECEPTIONIST_PRACTICE", "mine.yaml")
    assert run(monkeypatch, "run") == 2
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "25:00" in row)
    assert re.search(rf"mine\.yaml, line {line}, hours\.monday\.open", capsys.readouterr().err)


def test_a_taken_port_names_the_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("SANDBOX_OPENAI_PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("SANDBOX_OPENDENTAL_PORT", str(free_port()))
        monkeypatch.setenv("PORT", str(free_port()))
        assert run(monkeypatch, "run") == 2
    assert "SANDBOX_OPENAI_PORT" in capsys.readouterr().err


def test_an_empty_log_says_what_to_do_next(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "calls") == 0
    assert "receptionist talk" in capsys.readouterr().out


def test_doctor_finds_everything_in_order_without_any_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "doctor") == 0
    assert "Everything is in order" in capsys.readouterr().out


def test_doctor_names_what_to_mend(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENDENTAL_BASE_URL", "http://127.0.0.1:9/api/v1")
    assert run(monkeypatch, "doctor") == 1
    text = capsys.readouterr().out
    assert "OPENAI_BASE_URL" in text
    assert "OPENDENTAL_BASE_URL" in text
    assert text.count("MEND") == 2


async def test_readyz_gives_each_dependency_with_its_reason(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
            "OPENDENTAL_BASE_URL": "http://127.0.0.1:9/api/v1",
            "DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        }
    )
    app = create_app(settings, load_profile(settings.practice_profile), SystemClock())
    async with serving(app) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        alive, ready = await asyncio.gather(client.get("/healthz"), client.get("/readyz"))
    assert (alive.status_code, ready.status_code) == (200, 503)
    checks = ready.json()["checks"]
    assert {name: check["ok"] for name, check in checks.items()} == {
        "database": True,
        "openai": False,
        "opendental": False,
    }
    assert "OPENDENTAL_BASE_URL" in checks["opendental"]["detail"]
