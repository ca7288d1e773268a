"""`receptionist sandbox call`, as far as it goes without a service."""

import wave
from array import array
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from receptionist.commands import sandbox_call, sandbox_lines
from receptionist.commands.errors import CommandError
from receptionist.sandbox.twilio.call import CallResult, Plan
from receptionist.sandbox.twilio.errors import ServiceUnreachable, TwilioError, WebhookFailed
from receptionist.sandbox.twilio.many import Batch, HeardOf
from receptionist.sandbox.twilio.mouths import MURMURS
from receptionist.sandbox.voice.caller import CallerManner
from receptionist.sandbox.voice.weights import VoiceUnavailable

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


def run(*arguments: str, captions: bool = True) -> str:
    app = typer.Typer()
    app.command()(sandbox_call.call)
    given = [*arguments, "--captions"] if captions else list(arguments)
    result = CliRunner().invoke(app, given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_both_sides_are_printed_and_captions_are_owned_up_to(placed: list[Plan]) -> None:
    output = run("I'd like a cleaning", "yes please", "--from", "+15550100101")
    assert "Captions stand in for ears and a mouth" in output
    assert placed[0].ear is None
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


def test_given_and_said_lines_are_said_in_order(placed: list[Plan]) -> None:
    run("Hello", "--say", "A cleaning", "--say", "0")
    assert placed[0].lines == ("Hello", "A cleaning", "0")


def test_a_caller_without_words_is_told_what_to_give(placed: list[Plan]) -> None:
    with pytest.raises(CommandError, match=r"--say .* request\.wav"):
        run()


def test_texts_alone_ride_as_captions(placed: list[Plan]) -> None:
    assert "Captions stand in for ears and a mouth" in run("Hello", "0", captions=False)
    assert placed[0].ear is None


def test_captions_carry_no_recording_and_no_noise(placed: list[Plan]) -> None:
    with pytest.raises(CommandError, match=r"request\.wav can't be played as captions"):
        run("request.wav")
    with pytest.raises(CommandError, match="neither noise nor a speed of speech"):
        run("Hello", "--noise", "10")
    assert placed == []


def test_without_speech_packages_captions_are_used_and_a_recording_is_refused(
    placed: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(lines: object, manner: object) -> None:
        raise VoiceUnavailable("The package hibari is not installed.")

    monkeypatch.setattr(sandbox_lines, "load_script", load)
    assert "hibari is not installed. Captions stand in" in run("--say", "Hello", captions=False)
    for given in (["request.wav"], ["Hello", "--noise", "12"], ["Hello", "--speed-of-speech", "1.2"]):
        with pytest.raises(CommandError, match="hibari is not installed"):
            run(*given, captions=False)
    assert [plan.manner.mouth.say("Hi").voiced > 0 for plan in placed] == [True]


def test_a_recording_that_cannot_be_used_is_a_sentence(placed: list[Plan], tmp_path: Path) -> None:
    pytest.importorskip("soxr")
    pytest.importorskip("hibari")
    with pytest.raises(CommandError, match="can't be read"):
        run(str(tmp_path / "none.wav"), captions=False)
    (tmp_path / "cut.wav").write_bytes(b"RIFF")
    with pytest.raises(CommandError, match="cut off before its audio begins"):
        run(str(tmp_path / "cut.wav"), captions=False)
    assert placed == []


def test_spoken_lines_are_made_before_the_call(placed: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[object], CallerManner]] = []

    def load(lines: list[object], manner: CallerManner) -> SimpleNamespace:
        asked.append((lines, manner))
        made = tuple(SimpleNamespace(audio=bytes([number]) * 320, voiced=160) for number, _ in enumerate(lines))
        return SimpleNamespace(lines=made, noise=b"n" * 160)

    monkeypatch.setattr(sandbox_lines, "load_script", load)
    monkeypatch.setattr(sandbox_lines, "load_ear", lambda: lambda audio: "")
    spoken = ("--noise", "12", "--speed-of-speech", "1.2", "--seed", "3")
    run("Hello", "0", "request.wav", *spoken, "--backchannel", captions=False)
    ((lines, manner),) = asked
    assert lines == ["Hello", Path("request.wav"), *MURMURS]
    assert (manner.noise_db, manner.speed, manner.seed) == (12.0, 1.2, 3)
    (plan,) = placed
    assert plan.lines == ("Hello", "0", "request.wav")
    assert plan.ear is not None
    assert plan.manner.mouth.say("request.wav").audio == bytes([1]) * 320
    assert plan.manner.mouth.quiet(7) == b"n" * 160
    assert plan.manner.murmurs == MURMURS


def test_both_sides_are_saved_where_asked(placed: list[Plan], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def place(plan: Plan, clock: object, count: int, heard: HeardOf) -> Batch:
        results = [CallResult(f"CA{number}") for number in range(count)]
        for result in results:
            result.recording.add(b"\x00" * 160, b"")
        return Batch(tuple(results))

    monkeypatch.setattr(sandbox_call, "place_calls_now", place)
    assert str(tmp_path / "call.wav") in run("Hello", "--save", str(tmp_path / "call.wav")).replace("\n", "")
    run("Hello", "--calls", "2", "--save", str(tmp_path / "many.wav"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["call.wav", "many-1.wav", "many-2.wav"]
    with wave.open(str(tmp_path / "call.wav")) as file:
        assert file.getparams()[:4] == (2, 2, 8000, 160)
        assert array("h", file.readframes(1)).tolist() == [-32124, 0]
    with pytest.raises(CommandError, match="can't be written"):
        run("Hello", "--save", str(tmp_path / "no" / "call.wav"))
