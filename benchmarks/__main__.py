"""Runs every benchmark and prints its figures and ratios. `python -m benchmarks NAME` runs one.

Together with the others the relays are measured with few calls only; by name, to their limits.
"""

import asyncio
import sys

from benchmarks import (
    claim_recall,
    emergency_recall,
    openings,
    relay,
    requests_per_booking,
    spoken_loop,
    tool_schemas,
    typed_turn,
)
from receptionist.network import keep_loopback_direct

BENCHMARKS = {
    "openings": openings.run,
    "typed_turn": typed_turn.run,
    "tool_schemas": tool_schemas.run,
    "requests_per_booking": requests_per_booking.run,
    "emergency_recall": emergency_recall.run,
    "claim_recall": claim_recall.run,
    "relay": relay.run,
    "spoken_loop": spoken_loop.run,
}
SHORT = {"relay": relay.run_short}


def main() -> None:
    keep_loopback_direct()
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}.")
    for name in names:
        print(f"\n{name}")
        benchmark = BENCHMARKS[name] if sys.argv[1:] else SHORT.get(name, BENCHMARKS[name])
        for line in asyncio.run(benchmark()):
            print(f"  {line}")


main()
