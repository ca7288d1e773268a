"""The spoken sandbox: how soon it answers, how many callers it carries, and how well it hears.

The second voice speaks over G.711 at its own pace to the Realtime server; the first sound is that of Lexi's reply. One
core means that this process, server and callers, was bound to one; two cores carry several calls at once. Words and
slots go through mouth, telephone and ear alone: the same `Voice`, without a server.
"""

import asyncio
import contextlib
import os
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiwer
import yaml

from benchmarks.figures import milliseconds
from receptionist.clock import SystemClock
from receptionist.sandbox.openai.app import create_app
from receptionist.sandbox.openai.model import ModelReply, ModelRequest, Speech
from receptionist.sandbox.voice.voice import Voice
from tests.sandbox.openai.support import serving

if TYPE_CHECKING:
    from benchmarks.spoken_caller import SpokenCaller

PHRASES = Path(__file__).parent.parent / "fixtures/phrases/spoken.yaml"
REPLY = "Of course, I can help you with that. Would you like to come in the morning or in the afternoon?"
TURNS = 6
AT_ONCE = (4, 8)
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERS = {word: str(digit) for digit, word in enumerate(_DIGITS)}


class _Fixed:
    """A model that always says the same, so that only the speech is measured."""

    def reply(self, request: ModelRequest) -> ModelReply:
        return ModelReply((Speech(REPLY),))


async def run() -> list[str]:
    phrases = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    with _cores(1):
        voice, sentence = _loaded()
        if not voice.ready:
            return [sentence]
        try:
            lines = await _one_call(voice, phrases["free"])
            lines += await _accuracy(voice, phrases)
        finally:
            voice.close()
    with _cores(2) as count:
        voice, _ = _loaded()
        try:
            for calls in AT_ONCE:
                lines.append(await _many_calls(voice, phrases["free"], calls, count))
        finally:
            voice.close()
    return lines


def _loaded() -> tuple[Voice, str]:
    voice = Voice()
    return voice, voice.wait()


def _caller(voice: Voice, url: str, seed: int = 0) -> "SpokenCaller":
    # Its module needs the speech packages, without which the other benchmarks still run.
    from benchmarks.spoken_caller import SpokenCaller

    return SpokenCaller(voice, url, seed)


@contextlib.contextmanager
def _cores(wanted: int) -> Iterator[int]:
    """Bind this process, its threads to come included, to so many cores; yields how many there are of them.

    Where the system cannot do that, all cores are used.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield os.cpu_count() or 1
        return
    before = os.sched_getaffinity(0)
    chosen = set(sorted(before)[:wanted])
    os.sched_setaffinity(0, chosen)
    try:
        yield len(chosen)
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def _server(voice: Voice) -> AsyncIterator[str]:
    async with serving(create_app(SystemClock(), _Fixed(), strict=False, voice=voice)) as address:
        yield f"ws://{address}/v1/realtime?model=gpt-realtime-2.1"


async def _one_call(voice: Voice, sentences: list[str]) -> list[str]:
    async with _server(voice) as url:
        caller = _caller(voice, url)
        before = time.process_time()
        seconds = await caller.call(sentences[:TURNS])
        spent = (time.process_time() - before) / TURNS
    return [
        f"one core, end of speech to first sound   {milliseconds(seconds)} (500 ms of them are the silence waited for)",
        f"one core, compute per turn, both sides   {1000 * spent:.0f} ms of CPU",
    ]


async def _many_calls(voice: Voice, sentences: list[str], calls: int, cores: int) -> str:
    async with _server(voice) as url:
        callers = [_caller(voice, url, seed) for seed in range(calls)]
        started, before = time.perf_counter(), time.process_time()
        waits = await asyncio.gather(*(caller.call(sentences[index % 6 :][:3]) for index, caller in enumerate(callers)))
        busy = (time.process_time() - before) / (time.perf_counter() - started)
    seconds = [wait for one in waits for wait in one]
    return f"{cores} cores, {calls} calls at once   {milliseconds(seconds)}, {100 * busy / cores:.0f} % of the cores"


async def _accuracy(voice: Voice, phrases: dict[str, Any]) -> list[str]:
    caller = _caller(voice, "")
    written = phrases["free"] + [entry["say"] for kind in ("names", "dates", "phones") for entry in phrases[kind]]
    lines = []
    for label, noise in (("clean line", None), ("15 dB noise", 15.0)):
        heard = {text: await caller.heard_over_telephone(text, noise) for text in written}
        rate = jiwer.wer([_plain(text) for text in written], [_plain(heard[text]) for text in written])
        right = {kind: [_right(kind, entry, heard) for entry in phrases[kind]] for kind in ("names", "dates", "phones")}
        slots = ", ".join(f"{kind} {sum(found)}/{len(found)}" for kind, found in right.items())
        lines.append(f"{label:<12} word error rate {100 * rate:.1f} % of {len(written)} phrases; slots right: {slots}")
    return lines


def _plain(text: str) -> str:
    """Lower case, no punctuation, numbers digit by digit, ordinals as numbers."""
    text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text.lower().replace("-", " "))
    words = [_NUMBERS.get(word, word) for word in re.sub(r"[^a-z0-9' ]", " ", text).split()]
    return " ".join(" ".join(word) if word.isdigit() else word for word in words)


def _right(kind: str, entry: dict[str, str], heard: dict[str, str]) -> bool:
    text = heard[entry["say"]]
    if kind == "dates":
        return _date(text) == date.fromisoformat(entry["slot"])
    if kind == "phones":
        return re.sub(r"\D", "", _plain(text)) == entry["slot"]
    return _plain(entry["slot"]) in _plain(text)


def _date(text: str) -> date | None:
    found = re.search(r"([A-Z][a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text)
    try:
        return datetime.strptime(" ".join(found.groups()), "%B %d %Y").date() if found else None  # noqa: DTZ007
    except ValueError:
        return None
