"""`receptionist sandbox sip`: what it dials, what it prints, and its advice."""

from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from receptionist.commands import sandbox_sip
from receptionist.commands.errors import CommandError
from receptionist.sandbox.sip.call import SipPlan, SipResult
from receptionist.sandbox.sip.errors import ServiceUnreachable, WebhookFailed

pytestmark = pytest.mark.unit

PLANS: list[SipPlan] = []


def invoke(monkeypatch: pytest.MonkeyPatch, outcome: SipResult | Exception, *arguments: str) -> Any:
    """Run the command with a call that ends so."""
    PLANS.clear()

    async def place(plan: SipPlan, clock: object, heard: Any) -> SipResult:
        PLANS.append(plan)
        if isinstance(outcome, Exception):
            raise outcome
        for who, text in outcome.transcript:
            heard(who, text)
        return outcome

    monkeypatch.setattr(sandbox_sip, "place_sip_call", place)
    app = typer.Typer()
    app.command()(sandbox_sip.sip)
    return CliRunner().invoke(app, arguments)


@pytest.fixture(autouse=True)
def sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """No settings but the defaults."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_REALTIME_URL", "OPENAI_WEBHOOK_SECRET", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


def test_it_rings_the_sandbox_and_prints_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [("lexi", "Hello."), ("caller", "What are your [hours]?")]
    result = invoke(monkeypatch, SipResult("rtc_1", said, ended_by="caller"), "What are your [hours]?", "--speed", "4")
    assert result.exit_code == 0
    assert "Hello." in result.output
    assert "What are your [hours]?" in result.output
    assert "The caller hung up. Call rtc_1." in result.output
    (plan,) = PLANS
    assert (plan.trunk, plan.webhook) == ("ws://127.0.0.1:8001/sandbox/sip", "http://127.0.0.1:8000/sip/incoming")
    assert (plan.lines, plan.speed, dict(plan.invite)) == (("What are your [hours]?",), 4.0, {})


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (SipResult(signals=[{"signal": "rejected", "status": 486}]), "rejected the call with 486"),
        (SipResult(signals=[{"signal": "referred", "target": "tel:+15550102001"}]), "put through to tel:+15550102001"),
        (SipResult(ended_by="nobody answered"), "Nobody answered"),
        (SipResult(gave_up=True), "the caller gave up"),
        (SipResult("rtc_1", ended_by="service"), "The service hung up. Call rtc_1."),
    ],
)
def test_how_it_ended(monkeypatch: pytest.MonkeyPatch, result: SipResult, words: str) -> None:
    assert words in invoke(monkeypatch, result, "Hi", "--nobody-answers").output
    assert dict(PLANS[0].invite) == {"refer_status": 480}


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (ServiceUnreachable("Nobody answers."), "Start the service"),
        (WebhookFailed("It answered 401.", 401), "the same OPENAI_WEBHOOK_SECRET"),
        (WebhookFailed("It answered 404.", 404), "--url"),
        (WebhookFailed("It answered 500.", 500), "It answered 500."),
    ],
)
def test_advice(monkeypatch: pytest.MonkeyPatch, error: Exception, advice: str) -> None:
    result = invoke(monkeypatch, error, "Hi")
    assert isinstance(result.exception, CommandError)
    assert advice in str(result.exception)


def test_what_can_not_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(invoke(monkeypatch, SipResult(), "Hi", " ").exception, CommandError)
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    result = invoke(monkeypatch, SipResult(), "Hi")
    assert "real telephones ring" in str(result.exception)
