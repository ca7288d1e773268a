"""What the house adds to a typed turn: the same question asked through Lexi's service and straight at the model server.

The floor is the Realtime server alone (`conversation.item.create`, `response.create`, read to `response.done`), so the
difference is everything of ours: the channel, the Agents SDK, the turn state, the log.
"""

import json
import tempfile
import time
from pathlib import Path

import websockets

from benchmarks.figures import milliseconds, percentile
from tests.end_to_end.house import open_house

TURNS = 60
QUESTION = "What are your hours?"


async def run() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            settings = house.app.state.settings
            floor = await _floor(f"{settings.openai_realtime_url}?model={settings.realtime_model}")
            async with house.call() as chat:
                ours = []
                for _ in range(TURNS):
                    started = time.perf_counter()
                    await chat.say(QUESTION)
                    ours.append(time.perf_counter() - started)
    ratio = percentile(ours, 0.5) / percentile(floor, 0.5)
    return [
        f"model server alone   {milliseconds(floor)}",
        f"through the house    {milliseconds(ours)}",
        f"ratio {ratio:.1f}, added at p50 {1000 * (percentile(ours, 0.5) - percentile(floor, 0.5)):.1f} ms",
    ]


async def _floor(address: str) -> list[float]:
    item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": QUESTION}]}
    office = "# The office\nName: Barton Dental\nHours: Monday to Friday 8:00 AM to 5:00 PM.\n"
    tool = {"type": "function", "name": "getNextResponseFromSupervisor", "parameters": {"type": "object"}}
    session = {"type": "realtime", "output_modalities": ["text"], "instructions": office, "tools": [tool]}
    seconds = []
    async with websockets.connect(
        address, additional_headers={"Authorization": "Bearer sandbox"}, compression=None
    ) as socket:
        await socket.send(json.dumps({"type": "session.update", "session": session}))
        for _ in range(TURNS):
            started = time.perf_counter()
            await socket.send(json.dumps({"type": "conversation.item.create", "item": item}))
            await socket.send(json.dumps({"type": "response.create"}))
            while json.loads(await socket.recv())["type"] != "response.done":
                pass
            seconds.append(time.perf_counter() - started)
    return seconds
