"""The phone's audio path under load, beside plain relays on the same machine: ratios from one run.

Each relay has core 0 to itself; the model and the callers share core 1. `python -m benchmarks relay` takes less than
four minutes; `make bench` measures 50 and 100 calls only, in less than one; `python -m benchmarks.relay --full` goes in
small steps to each relay's limit. What the columns mean, and what they were, is in docs/performance.md.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

from benchmarks.relay_load import Step

SHORT = {"direct": [50], "floor": [50], "fastapi": [50], "sdk": [50], "lexi": [50, 100]}
USUAL = {
    "direct": [50],
    "floor": [50, 100, 300, 450],
    "fastapi": [50, 100, 150, 200, 250],
    "sdk": [50, 100, 125],
    "lexi": [50, 100, 250, 300, 350],
}
FULL = {
    "direct": [50, 100, 300, 500],
    "floor": [50, 100, *range(200, 600, 50)],
    "fastapi": [50, 100, *range(150, 350, 25)],
    "sdk": [50, *range(75, 200, 12)],
    "lexi": [50, 100, *range(200, 525, 25)],
}
NAMES = {
    "floor": "picows, splice only",
    "fastapi": "FastAPI, json, forwards only",
    "sdk": "stock Agents SDK session",
    "lexi": "Lexi, everything on",
}
P99_SECONDS = 0.04


async def run(plan: dict[str, list[int]] = USUAL) -> list[str]:
    """Measure every relay, one after another."""
    if len(os.sched_getaffinity(0)) < 2:
        return ["needs two cores: one for the relay, one for the load"]
    seen = {kind: await _measure(kind, steps) for kind, steps in plan.items()}
    if not seen["direct"]:
        return ["the harness itself did not run; `python -m benchmarks.relay_load direct 50 0,1` says why"]
    return _table(seen)


async def run_short() -> list[str]:
    """The same with few calls."""
    return await run(SHORT)


async def _measure(kind: str, steps: list[int]) -> list[Step]:
    cores = ",".join(str(core) for core in sorted(os.sched_getaffinity(0))[:2])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.relay_load",
        kind,
        ",".join(map(str, steps)),
        cores,
        cwd=Path(__file__).parents[1],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    out, _ = await process.communicate()
    return [Step(**json.loads(line)) for line in out.decode().splitlines() if line.startswith("{")]


def _table(seen: dict[str, list[Step]]) -> list[str]:
    direct = seen.pop("direct")[0]
    lines = [
        f"the harness alone, 50 calls: p50 {direct.p50 * 1000:.2f} ms, p99 {direct.p99 * 1000:.2f} ms; taken off below",
        f"{'':30}{'calls a core':>13}{'CPU ms/call-s':>14}{'added p50/p99 ms':>20}{'added p50/p99 ms':>20}"
        f"{'kB a':>6}{'to clear':>14}{'first audio':>14}",
        f"{'':30}{'p99 < 40 ms':>13}{'at 50':>14}{'at 50 calls':>20}{'at 100 calls':>20}"
        f"{'call':>6}{'p50/p99 ms':>14}{'p50/p99 ms':>14}",
    ]
    lines += [_line(kind, steps, direct) if steps else f"{NAMES[kind]:30} did not run" for kind, steps in seen.items()]
    return lines + _ratios(seen)


def _line(kind: str, steps: list[Step], direct: Step) -> str:
    by_calls = {step.calls: step for step in steps}
    first = steps[0]
    most = _most(steps)
    limit = f"{most}{'' if steps[-1].calls > most else '+'}"
    carried = by_calls.get(most, first)
    return (
        f"{NAMES[kind]:30}{limit:>13}{first.core * 1000:>14.1f}{_added(first, direct):>20}"
        f"{_added(by_calls.get(100), direct):>20}{carried.rss:>6.0f}"
        f"{_pair(first.clear_p50, first.clear_p99):>14}{_pair(first.first_p50, first.first_p99):>14}"
    )


def _ratios(seen: dict[str, list[Step]]) -> list[str]:
    ours = seen.get("lexi")
    if not ours:
        return []
    others = {NAMES[kind]: steps for kind, steps in seen.items() if kind != "lexi" and steps}
    return [
        f"Lexi against {name}: {_most(ours) / max(1, _most(steps)):.2f} times the calls, "
        f"{ours[0].core / steps[0].core:.2f} times the CPU of a call at {ours[0].calls}"
        for name, steps in others.items()
        if steps[0].core
    ]


def _most(steps: list[Step]) -> int:
    """The most calls that were carried with nothing lost and every frame in time."""
    good = [step.calls for step in steps if step.p99 < P99_SECONDS and step.lost == 0 and step.gone == 0]
    return max(good, default=0)


def _added(step: Step | None, direct: Step) -> str:
    return _pair(max(0.0, step.p50 - direct.p50), max(0.0, step.p99 - direct.p99)) if step is not None else "-"


def _pair(p50: float, p99: float) -> str:
    return f"{p50 * 1000:.2f} / {p99 * 1000:.2f}"


if __name__ == "__main__":
    for line in asyncio.run(run(FULL if "--full" in sys.argv else USUAL)):
        print(line)
