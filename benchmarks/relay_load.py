"""Puts load on one relay and prints what it saw, one JSON line a step: `python -m benchmarks.relay_load KIND STEPS`.

The model and the callers live in this process, on a core of their own; the relay has the other. `direct` is no relay at
all: the callers' frames go to the model and back, which is what the harness itself takes.
"""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import uvloop
from picows import WSError, ws_create_server

from benchmarks.figures import percentile
from benchmarks.relay_calls import Beat, Call, Window
from benchmarks.relay_model import EchoModel, accept
from benchmarks.relay_targets import Target, free_port, start

WINDOW_SECONDS, SETTLE_SECONDS, DRAIN_SECONDS = 4.0, 1.5, 1.0
# Setting a call up costs what a call costs in several seconds, and those that run are to be measured.
CALLS_A_SECOND = {"direct": 50, "floor": 50, "fastapi": 50, "sdk": 25, "lexi": 25}
# What a relay may take to set its calls up, beyond the time in which they come; one that takes longer is broken.
PATIENCE_SECONDS = 12.0
BARGE_INS = 30
BROKEN_P99 = 0.25
NEVER = float("inf")


@dataclass
class Step:
    """What was seen with `calls` at once. Times are seconds; `core` is the relay's, for each second of each call."""

    calls: int
    p50: float
    p99: float
    lost: int
    gone: int
    core: float
    rss: float
    clear_p50: float = 0.0
    clear_p99: float = 0.0
    first_p50: float = 0.0
    first_p99: float = 0.0


class Load:
    """A relay, its calls and its model."""

    def __init__(self, kind: str, target: Target | None, model_url: str) -> None:
        self._pause = 1 / CALLS_A_SECOND[kind]
        self._target = target
        self._model_url = model_url
        self._beat = Beat()
        self.calls: list[Call] = []
        self._idle = target.rss if target is not None else 0

    async def grow(self, count: int) -> None:
        """Have calls come in until there are so many, all of them answered.

        Raises `TimeoutError` when that takes too long; `OSError`, or an error of httpx or picows, when one is refused.
        """
        async with asyncio.timeout((count - len(self.calls)) * self._pause + PATIENCE_SECONDS):
            while len(self.calls) < count:
                call = Call(len(self.calls))
                self.calls.append(call)
                if self._target is None:
                    await self._direct(call)
                else:
                    await self._target.connect(call)
                self._beat.add(call)
                await asyncio.sleep(self._pause)
            for call in self.calls:
                await call.answered.wait()
        await asyncio.sleep(SETTLE_SECONDS)

    async def measure(self, *, barge_ins: bool) -> Step:
        """One window with the calls that there are."""
        window = Window(time.perf_counter())
        for call in self.calls:
            call.window = window
        before = self._target.core if self._target is not None else 0.0
        await asyncio.sleep(WINDOW_SECONDS)
        window.closed = time.perf_counter()
        core = (self._target.core if self._target is not None else 0.0) - before
        await asyncio.sleep(DRAIN_SECONDS)
        count = len(self.calls)
        step = Step(
            calls=count,
            p50=percentile(window.ways, 0.5) if window.ways else NEVER,
            p99=percentile(window.ways, 0.99) if window.ways else NEVER,
            lost=window.sent - len(window.ways),
            gone=sum(call.gone for call in self.calls),
            core=core / (window.closed - window.opened) / count,
            rss=((self._target.rss if self._target is not None else 0) - self._idle) / count,
        )
        if barge_ins:
            await self._barge_in(step)
        return step

    async def run(self, steps: list[int]) -> None:
        """Step by step until the relay breaks."""
        beating = asyncio.create_task(self._beat.run())
        try:
            for count in steps:
                try:
                    await self.grow(count)
                except (TimeoutError, OSError, httpx.HTTPError, WSError):
                    print(json.dumps(asdict(Step(count, NEVER, NEVER, lost=0, gone=count, core=0, rss=0))), flush=True)
                    break
                step = await self.measure(barge_ins=self._target is not None and count == 50)
                print(json.dumps(asdict(step)), flush=True)
                if step.p99 > BROKEN_P99 or step.gone:
                    break
        finally:
            beating.cancel()
            for call in self.calls:
                call.hang_up()

    async def _barge_in(self, step: Step) -> None:
        """Callers who speak up, one after another: how soon their line is cleared, and how soon the answer is there."""
        clears: list[float] = []
        firsts: list[float] = []
        pairs = dict(zip(range(len(self.calls)), EchoModel.sessions, strict=False))
        for number in range(min(BARGE_INS, len(pairs))):
            before = [len(call.clears) for call in self.calls]
            at = pairs[number].barge_in()
            await asyncio.sleep(0.06)
            cleared = [c for c, had in zip(self.calls, before, strict=True) if len(c.clears) > had]
            clears += [call.clears[-1] - at for call in cleared]
            pairs[number].answer()
            spoken = time.perf_counter()
            await asyncio.sleep(0.06)
            for call in cleared:
                window = Window(spoken)
                call.window = window
                await asyncio.sleep(0.05)
                firsts += window.ways[:1]
        if clears and firsts:
            step.clear_p50, step.clear_p99 = percentile(clears, 0.5), percentile(clears, 0.99)
            step.first_p50, step.first_p99 = percentile(firsts, 0.5), percentile(firsts, 0.99)

    async def _direct(self, call: Call) -> None:
        """Straight to the model: frames are its own appends, and its deltas are read as they are."""
        await call.connect_to_model(self._model_url)


async def main() -> None:
    kind, steps, cores = sys.argv[1], [int(n) for n in sys.argv[2].split(",")], sys.argv[3].split(",")
    os.sched_setaffinity(0, {int(cores[1])})
    with contextlib.suppress(PermissionError):
        # Other work on this machine would be measured too; the relay inherits this.
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    port = free_port()
    server = await ws_create_server(accept, "127.0.0.1", port)
    model_url = f"ws://127.0.0.1:{port}/v1/realtime?model=bench"
    with tempfile.TemporaryDirectory() as directory:
        target = None if kind == "direct" else await start(kind, int(cores[0]), model_url, Path(directory))
        try:
            await Load(kind, target, model_url).run(steps)
        finally:
            if target is not None:
                await target.stop()
            if (log := Path(directory) / f"{kind}.log").exists():
                sys.stderr.write(log.read_text()[-3000:])
    with contextlib.suppress(asyncio.CancelledError):
        server.close()


if __name__ == "__main__":
    uvloop.run(main())
