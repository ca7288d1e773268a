"""`python -m tests.scenarios [id...]`: plays scenarios and prints what was said, what was left, and what is wrong."""

import asyncio
import sys

from tests.scenarios.scenario import scenarios
from tests.scenarios.stage import play
from tests.scenarios.verdict import faults


async def main(wanted: list[str]) -> int:
    wrong = 0
    for scenario in scenarios():
        if wanted and not any(scenario.id.startswith(prefix) for prefix in wanted):
            continue
        ran = await play(scenario)
        found = faults(scenario, ran)
        wrong += bool(found)
        sys.stdout.write(f"== {scenario.id}: {scenario.title}\n{ran.printed()}\n   -> {ran.outcome}\n")
        for message in ran.messages:
            sys.stdout.write(f"   message ({message.urgency}, {message.callback_number}): {message.text}\n")
        sys.stdout.write("".join(f"   WRONG: {fault}\n" for fault in found))
    sys.stdout.write(f"{wrong} went wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
