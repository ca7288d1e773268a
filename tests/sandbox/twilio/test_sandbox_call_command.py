"""`receptionist sandbox call`, as far as it goes without a service."""

import pytest
import typer
from typer.testing import CliRunner

from receptionist.commands import sandbox_call
from receptionist.commands.errors import CommandError
from receptionist.sandbox.twilio.call import CallResult, Plan
from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwilioError, WebhookFailed
from receptionist.sandbox.twilio.many import Batch, HeardOf

pytestmark = pytest.mark.unit


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """Calls are noted instead of placed."""
    plans: list[Plan] = []

    def place(plan: Plan, clock: object, count: int, heard: HeardOf) -> Batch:
        plans.append(plan)
        for number in range(1, count + 1):
            heard(number, "phone", "The notice.")
            heard(number, "lexi", "Hi! [smiles]")
            heard(number, "caller", plan.lines[0])
        results = (
            CallResult(f"CA{number}", ended_by="caller", after="Hangup", answers=[0.5]) for number in range(count)
        )
        return Batch(tuple(results))

    monkeypatch.setattr(sandbox_call, "place_calls_now", place)
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8123")
    monkeypatch.delenv("TWILIO_AUTH_TOKEN", raising=False)
    return plans


def run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(sandbox_call.call)
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_both_sides_are_printed_and_captions_are_owned_up_to(placed: list[Plan]) -> None:
    output = run("I'd like a cleaning", "yes please", "--from", "+15550100101")
    assert "Captions stand in for ears and a mouth" in output
    assert "Hi! [smiles]" in output
    assert "I'd like a cleaning" in output
    assert "The caller hung up. After the stream: Hangup." in output
    (plan,) = placed
    assert plan.lines == ("I'd like a cleaning", "yes please")
    assert (plan.url, plan.token, plan.caller) == ("http://127.0.0.1:8123", "sandbox", "+15550100101")


def test_the_settings_token_signs_and_options_win(placed: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "from-settings")
    run("Hello")
    run("Hello", "--token", "given", "--url", "http://127.0.0.1:9/", "--nobody-answers")
    assert [plan.token for plan in placed] == ["from-settings", "given"]
    assert (placed[1].url, placed[1].staff_answer) == ("http://127.0.0.1:9", False)


def test_what_staff_and_caller_do_is_chosen(placed: list[Plan]) -> None:
    run("Hello", "--staff", "refuses", "--leaves", "whisper", "--reports", "twice")
    assert (placed[0].staff, placed[0].leaves, placed[0].reports) == ("refuses", "whisper", "twice")


@pytest.mark.parametrize("option", ["--staff", "--leaves", "--reports"])
def test_what_nobody_does_is_refused(placed: list[Plan], option: str) -> None:
    with pytest.raises(CommandError, match=f"{option} must be one of: "):
        run("Hello", option, "sings")
    assert placed == []


def test_an_empty_line_is_refused(placed: list[Plan]) -> None:
    with pytest.raises(CommandError, match="empty"):
        run("Hello", " ")
    assert placed == []


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (ServiceUnreachable("Nobody answers at http://x."), "receptionist run"),
        (WebhookFailed("http://x answered 403: no.", 403), "PUBLIC_URL"),
        (WebhookFailed("http://x answered 404: no.", 404), "--url"),
        (WebhookFailed("http://x answered 503: set TWILIO_AUTH_TOKEN.", 503), "set TWILIO_AUTH_TOKEN"),
    ],
)
def test_what_goes_wrong_is_said_in_words(
    placed: list[Plan], monkeypatch: pytest.MonkeyPatch, error: TwilioError, advice: str
) -> None:
    def place(plan: Plan, clock: object, count: int, heard: HeardOf) -> Batch:
        raise error

    monkeypatch.setattr(sandbox_call, "place_calls_now", place)
    with pytest.raises(CommandError, match=advice):
        run("Hello")


def test_problems_on_the_stream_fail_the_command(placed: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    def place(plan: Plan, clock: object, count: int, heard: HeardOf) -> Batch:
        return Batch((CallResult("CA1", gave_up=True, problems=["The stream's connection broke off."]),))

    monkeypatch.setattr(sandbox_call, "place_calls_now", place)
    with pytest.raises(CommandError, match="broke off"):
        run("Hello")


def test_several_calls_are_numbered_and_summed_up(placed: list[Plan]) -> None:
    output = run("Hello", "--calls", "3", "--jitter", "40", "--interrupt", "800")
    assert "  3 Caller: Hello" in output
    assert "3 calls: 3 without problems, 0 with." in output
    assert "median 0.50, longest 0.50, of 3" in output
    assert (placed[0].jitter, placed[0].interrupt) == (0.04, 0.8)


def test_one_call_is_not_numbered(placed: list[Plan]) -> None:
    output = run("Hello")
    assert "\nCaller: Hello" in output
    assert "without problems" not in output
    assert placed[0].interrupt is None
