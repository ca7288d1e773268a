"""The probe against the sandbox's server, and against servers that refuse, break off, stay silent or aren't there."""

import asyncio
import json
import sys
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from receptionist.cli import main
from receptionist.clock import ManualClock, SystemClock
from receptionist.commands.probe import percentile
from receptionist.engines.probing import ANSWER_SECONDS, CONNECT_SECONDS, ProbeFailed, try_line
from receptionist.engines.realtime import RealtimeEngine
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from tests.engines.scripts import READY, response
from tests.serving import serving

pytestmark = pytest.mark.wire

Talk = Callable[[ServerConnection], Awaitable[None]]


def engine_at(port: int) -> RealtimeEngine:
    return RealtimeEngine(
        f"ws://127.0.0.1:{port}/v1/realtime", "key", "gpt-realtime-2.1-mini", "marin", "gpt-transcribe"
    )


@asynccontextmanager
async def server(talk: Talk, status: int | None = None) -> AsyncIterator[RealtimeEngine]:
    def admit(connection: ServerConnection, request: object) -> object:
        return connection.respond(status, "no") if status is not None else None

    async with serve(talk, "127.0.0.1", 0, process_request=admit) as running:  # type: ignore[arg-type]
        yield engine_at(running.sockets[0].getsockname()[1])


async def silent(connection: ServerConnection) -> None:
    await connection.wait_closed()


async def ready_then_silent(connection: ServerConnection) -> None:
    for event in READY:
        await connection.send(json.dumps(event))
    await connection.wait_closed()


async def says(connection: ServerConnection, *events: dict[str, object]) -> None:
    for event in READY:
        await connection.send(json.dumps(event))
    async for text in connection:
        if json.loads(text)["type"] == "response.create":
            for answer in events:
                await connection.send(json.dumps(answer))


async def mute(connection: ServerConnection) -> None:
    await says(connection, response("response.created", "in_progress"), response("response.done", "completed"))


async def failing(connection: ServerConnection) -> None:
    error: dict[str, object] = {"type": "failed", "error": {"code": "insufficient_quota", "type": "insufficient_quota"}}
    await says(connection, response("response.done", "failed", status_details=error))


async def no_credit(connection: ServerConnection) -> None:
    error = {"type": "invalid_request_error", "code": "invalid_api_key", "message": "no", "param": None}
    await connection.send(json.dumps({"type": "error", "event_id": "e", "error": error}))
    await connection.wait_closed()


async def leaves(connection: ServerConnection) -> None:
    await connection.close(1011)


async def test_the_sandbox_answers_with_audio_and_words() -> None:
    async with serving(create_openai(SystemClock(), RuleModel())) as port:
        trial = await try_line(engine_at(port), "Hello, can you hear me?", SystemClock())
    assert trial.words.startswith("Hello!")
    assert len(trial.audio) > 24_000
    assert 0 < trial.first_audio <= trial.complete
    assert trial.connect > 0


@pytest.mark.parametrize(
    ("talk", "status", "sentence"),
    [
        (silent, 401, "HTTP 401): the key is wrong"),
        (silent, 404, "HTTP 404): there is no such address or model"),
        (silent, 500, "HTTP 500): try again later"),
        (mute, None, "without any audio"),
        (failing, None, "Its answer failed (insufficient_quota)"),
        (no_credit, None, "It reports an error: invalid_api_key"),
        (leaves, None, "closed the connection"),
    ],
)
async def test_what_fails_is_said_in_a_sentence(talk: Talk, status: int | None, sentence: str) -> None:
    async with server(talk, status) as engine:
        with pytest.raises(ProbeFailed) as failure:
            await try_line(engine, "Hello", SystemClock())
    assert sentence in str(failure.value)
    assert "key" not in str(failure.value).replace("the key", "").replace("api_key", "")


@pytest.mark.parametrize(
    ("talk", "seconds", "sentence"),
    [(silent, CONNECT_SECONDS, "take our settings"), (ready_then_silent, ANSWER_SECONDS, "finish an answer")],
)
async def test_a_server_that_says_nothing_is_not_waited_for_for_good(talk: Talk, seconds: float, sentence: str) -> None:
    clock = ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))
    asked = asyncio.Event()

    async def noticed(connection: ServerConnection) -> None:
        asked.set()
        await talk(connection)

    async with server(noticed) as engine:
        trying = asyncio.create_task(try_line(engine, "Hello", clock))
        await asked.wait()
        while not trying.done():
            await asyncio.sleep(0.01)
            await clock.advance(seconds / 10)
        with pytest.raises(ProbeFailed, match=sentence):
            await trying


async def test_nobody_there() -> None:
    with pytest.raises(ProbeFailed, match="Nothing answers at that address"):
        await try_line(engine_at(1), "Hello", SystemClock())


def test_percentiles_are_values_that_were_measured() -> None:
    assert [percentile([3, 1, 2], share) for share in (50, 95)] == [2, 3]
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7], 50) == 7


async def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["receptionist", "probe", *arguments])
    with pytest.raises(SystemExit) as caught:
        await asyncio.to_thread(main)
    return int(caught.value.code or 0)


async def test_the_command_prints_a_table_and_saves_the_audio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    async with serving(create_openai(SystemClock(), RuleModel())) as port:
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{port}/v1")
        assert await run(monkeypatch, "--tries", "2", "--say", "Hello", "--folder", str(tmp_path / "answers")) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("connect", "first audio", "complete", "p50", "p95", str(tmp_path / "answers")))
    saved = sorted((tmp_path / "answers").iterdir())
    assert [path.name for path in saved] == ["engine-1-line-1-try-1.wav", "engine-1-line-1-try-2.wav"]
    with wave.open(str(saved[0])) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (24_000, 1, 2)
        assert file.getnframes() > 12_000


async def test_the_command_fails_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    async with server(silent, 401) as engine:
        monkeypatch.setenv("OPENAI_REALTIME_URL", engine.url)
        monkeypatch.setenv("OPENAI_API_KEY", "not-a-key")
        assert await run(monkeypatch) == 1
    text = capsys.readouterr().out
    assert "It refuses the connection (HTTP 401)" in text
    assert "not-a-key" not in text
