"""Whatever a client sends, the answer is the vendor's error and the service goes on; nothing crashes on the way."""

import asyncio
import json
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.sandbox.openai.support import ScriptedModel, openai_server, raw_client, says

pytestmark = pytest.mark.wire

JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    "",
    "x",
    "\ud800",
    [],
    [None],
    {},
    {"type": "x"},
    {"type": None},
    [[{}]],
]
ITEM = {"id": "i", "type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]}
TOOL = {"type": "function", "name": "f", "description": "d", "parameters": {"type": "object"}}
SESSION = {
    "type": "realtime",
    "instructions": "x",
    "output_modalities": ["text"],
    "max_output_tokens": 100,
    "tools": [TOOL],
    "tool_choice": {"type": "function", "name": "f"},
    "tracing": {"workflow_name": "w"},
    "truncation": {"type": "retention_ratio", "retention_ratio": 0.5},
    "audio": {
        "input": {
            "format": {"type": "audio/pcm", "rate": 24000},
            "transcription": {"model": "whisper-1"},
            "noise_reduction": {"type": "near_field"},
            "turn_detection": {
                "type": "server_vad",
                "threshold": 0.5,
                "silence_duration_ms": 1,
                "idle_timeout_ms": 6000,
            },
        },
        "output": {"format": {"type": "audio/pcmu"}, "voice": "alloy", "speed": 1.0},
    },
}
RESPONSE = {
    "conversation": "none",
    "instructions": "x",
    "metadata": {"a": "b"},
    "input": [ITEM, {"type": "item_reference", "id": "i"}],
    "tools": [TOOL],
    "tool_choice": "auto",
    "output_modalities": ["text"],
    "max_output_tokens": 5,
    "audio": {"output": {"format": {"type": "audio/pcmu"}, "voice": {"id": "v"}}},
}
EVENTS: list[Any] = [
    {"type": "session.update", "event_id": "e", "session": SESSION},
    {"type": "conversation.item.create", "previous_item_id": "root", "item": ITEM},
    {
        "type": "conversation.item.create",
        "item": {"type": "function_call", "name": "f", "call_id": "c", "arguments": "{}"},
    },
    {"type": "conversation.item.create", "item": {"type": "function_call_output", "call_id": "c", "output": "x"}},
    {"type": "conversation.item.create", "item": {**ITEM, "content": [{"type": "input_audio", "audio": "//8="}]}},
    {"type": "conversation.item.retrieve", "item_id": "i"},
    {"type": "conversation.item.truncate", "item_id": "i", "content_index": 0, "audio_end_ms": 0},
    {"type": "conversation.item.delete", "item_id": "i"},
    {"type": "input_audio_buffer.append", "audio": "//8="},
    {"type": "response.create", "response": RESPONSE},
    {"type": "response.cancel", "response_id": "r"},
]
CALL = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
BODY: Any = {
    "model": "m",
    "instructions": "x",
    "input": [
        {"role": "user", "content": [{"type": "input_text", "text": "hi"}]},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "x", "annotations": []}]},
        CALL,
        {"type": "function_call_output", "call_id": "c", "output": "x"},
        {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_text", "text": "x"}]},
        {"type": "reasoning", "id": "r", "summary": []},
    ],
    "tools": [{**TOOL, "strict": True}],
    "tool_choice": {"type": "function", "name": "f"},
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "store": False,
    "stream": False,
    "temperature": 1.0,
    "max_output_tokens": 50,
    "metadata": {"a": "b"},
    "reasoning": {"effort": "low"},
    "text": {"format": {"type": "text"}, "verbosity": "low"},
    "truncation": "auto",
    "include": ["reasoning.encrypted_content"],
    "service_tier": "auto",
    "user": "u",
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place inside a JSON value but its root."""
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from places(inner, (*path, key))


def mutations(value: Any, seed: int) -> Iterator[Any]:
    """For each place: the value without it, and with two kinds of junk in it."""
    chance = random.Random(seed)
    for path in places(value):
        for junk in [..., *chance.sample(JUNK, 2)]:
            mutant = json.loads(json.dumps(value))
            holder = mutant
            for key in path[:-1]:
                holder = holder[key]
            if junk is ...:
                del holder[path[-1]]
            else:
                holder[path[-1]] = junk
            yield mutant


async def test_realtime_survives_mutated_events() -> None:
    async with raw_client(ScriptedModel(says("Hello.")), session={"output_modalities": ["text"]}) as client:
        for number, event in enumerate(EVENTS):
            for mutant in [event, *mutations(event, number)]:
                await client.connection.send(json.dumps(mutant))
        await client.send("response.create", event_id="last", response={"metadata": {"last": "yes"}})
        async with asyncio.timeout(20):
            while True:
                done = (await client.until("response.done"))[-1]["response"]
                if done["metadata"] == {"last": "yes"}:
                    break
    assert done["status"] == "completed"


async def test_responses_answers_mutated_bodies_with_200_or_400() -> None:
    statuses = set()
    async with openai_server(ScriptedModel(says("Hello."))) as address, httpx.AsyncClient(trust_env=False) as client:
        for mutant in [BODY, *mutations(BODY, 1)]:
            content = json.dumps(mutant).encode()
            headers = {"Authorization": "Bearer k"}
            answer = await client.post(f"http://{address}/v1/responses", content=content, headers=headers)
            assert answer.status_code in (200, 400, 404), (mutant, answer.text)
            if answer.status_code != 200:
                assert answer.json()["error"]["message"]
            statuses.add(answer.status_code)
    assert {200, 400} <= statuses
