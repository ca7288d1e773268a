"""The openai-agents SDK against the server: a Realtime session in text and in G.711, and a Runner with a tool."""

import asyncio
import json
from typing import Any

import pytest
from agents import (
    Agent,
    ModelSettings,
    OpenAIResponsesModel,
    RunConfig,
    Runner,
    function_tool,
    set_tracing_disabled,
)
from agents.realtime import RealtimeAgent, RealtimeRunner, RealtimeSession
from agents.realtime.config import RealtimeSessionModelSettings
from agents.realtime.model import RealtimeModelConfig
from openai import AsyncOpenAI

from receptionist.clock import ManualClock
from receptionist.sandbox.captions import CaptionDecoder, silence, speak
from receptionist.sandbox.openai.model import Call, Returned, Said
from tests.sandbox.openai.support import START, ScriptedModel, openai_server, says

pytestmark = pytest.mark.wire

ANSWER = "We close at five."


@function_tool
async def get_office_context(topic: str) -> str:
    """Office facts."""
    return json.dumps({"topic": topic, "closes": "17:00"})


class Caller:
    """A RealtimeSession with its events collected; waiting for one moves virtual time on."""

    def __init__(self, session: RealtimeSession, clock: ManualClock) -> None:
        self.session = session
        self.clock = clock
        self.seen: list[Any] = []
        self._iterator = session.__aiter__()
        self._next: asyncio.Task[Any] | None = None

    def raw(self, kind: str) -> list[Any]:
        """The raw server events of a type."""
        datas = [
            event.data.data
            for event in self.seen
            if getattr(event, "data", None) and event.data.type == "raw_server_event"
        ]
        return [data for data in datas if data["type"] == kind]

    def errors(self) -> list[Any]:
        return [event.error for event in self.seen if event.type == "error"]

    async def until_raw(self, kind: str, count: int = 1) -> None:
        while len(self.raw(kind)) < count:
            self._next = self._next or asyncio.ensure_future(anext(self._iterator))
            done, _ = await asyncio.wait({self._next}, timeout=0.02)
            if done:
                self.seen.append(self._next.result())
                self._next = None
            else:
                await self.clock.advance(0.1)

    async def close(self) -> None:
        if self._next is not None:
            self._next.cancel()
            await asyncio.gather(self._next, return_exceptions=True)
        await self.session.close()


async def connect(address: str, clock: ManualClock, settings: RealtimeSessionModelSettings) -> Caller:
    agent = RealtimeAgent(name="Lexi", instructions="Be Lexi.", tools=[get_office_context])
    runner = RealtimeRunner(agent, config={"tracing_disabled": True})
    url = f"ws://{address}/v1/realtime?model=gpt-realtime-2.1"
    config: RealtimeModelConfig = {"url": url, "api_key": "test", "initial_model_settings": settings}
    session = await runner.run(model_config=config)
    await session.enter()
    caller = Caller(session, clock)
    await caller.until_raw("session.updated")
    return caller


async def test_text_session_with_a_tool() -> None:
    model = ScriptedModel(says("One moment.", Call("get_office_context", {"topic": "hours"})), says(ANSWER))
    clock = ManualClock(START)
    async with openai_server(model, clock) as address:
        caller = await connect(address, clock, {"output_modalities": ["text"]})
        await caller.session.send_message("When do you close?")
        await caller.until_raw("response.done", count=2)
        await caller.close()
    assert caller.errors() == []
    assert [event.output for event in caller.seen if event.type == "tool_end"] == [
        json.dumps({"topic": "hours", "closes": "17:00"})
    ]
    assert model.requests[0].items == (Said("user", "When do you close?"),)
    assert model.requests[0].instructions == "Be Lexi."
    assert isinstance(model.requests[1].items[-1], Returned)
    history = [event.history for event in caller.seen if event.type == "history_updated"][-1]
    texts = [part.text for item in history if item.type == "message" for part in item.content if part.type == "text"]
    assert texts[-1] == ANSWER


async def test_phone_session_hears_speaks_and_is_interrupted() -> None:
    model = ScriptedModel(says(ANSWER + " " + "And so on and so forth." * 5), says("Sorry, go on."))
    clock = ManualClock(START)
    settings: RealtimeSessionModelSettings = {
        "input_audio_format": "g711_ulaw",
        "output_audio_format": "g711_ulaw",
        "turn_detection": {"type": "server_vad", "interrupt_response": True, "create_response": True},
    }
    async with openai_server(model, clock) as address:
        caller = await connect(address, clock, settings)
        await caller.session.send_audio(speak("When do you close?", "audio/pcmu") + silence(600, "audio/pcmu"))
        await caller.until_raw("response.output_audio.delta", count=6)
        await caller.session.send_audio(speak("Wait a second.", "audio/pcmu") + silence(600, "audio/pcmu"))
        await caller.until_raw("response.done", count=2)
        await caller.until_raw("conversation.item.input_audio_transcription.completed", count=2)
        await caller.until_raw("conversation.item.truncated")
        await caller.close()
    assert caller.errors() == []
    first, second = (data["response"] for data in caller.raw("response.done"))
    assert (first["status"], first["status_details"]["reason"]) == ("cancelled", "turn_detected")
    assert second["status"] == "completed"
    chunks = [event.audio.data for event in caller.seen if event.type == "audio"]
    heard = " ".join(CaptionDecoder("audio/pcmu").feed(b"".join(chunks)))
    assert heard.startswith("We close")
    assert heard.endswith("Sorry, go on.")
    assert any(event.type == "audio_interrupted" for event in caller.seen)
    assert model.requests[0].items == (Said("user", "When do you close?"),)
    assert model.requests[1].items[-1] == Said("user", "Wait a second.")


@pytest.mark.parametrize("streamed", [False, True])
async def test_runner_with_a_function_tool(streamed: bool) -> None:
    set_tracing_disabled(True)
    model = ScriptedModel(says(Call("get_office_context", {"topic": "hours"})), says(ANSWER))
    async with openai_server(model) as address:
        client = AsyncOpenAI(base_url=f"http://{address}/v1", api_key="test")
        agent = Agent(
            name="Supervisor",
            instructions="Supervise.",
            model=OpenAIResponsesModel("gpt-6-luna", client),
            tools=[get_office_context],
            model_settings=ModelSettings(store=False),
        )
        config = RunConfig(tracing_disabled=True)
        if streamed:
            streaming = Runner.run_streamed(agent, "When do you close?", run_config=config)
            async for _ in streaming.stream_events():
                pass
            output, requests = streaming.final_output, streaming.context_wrapper.usage.requests
        else:
            result = await Runner.run(agent, "When do you close?", run_config=config)
            output, requests = result.final_output, result.context_wrapper.usage.requests
        await client.close()
    assert (output, requests) == (ANSWER, 2)
    assert isinstance(model.requests[1].items[-1], Returned)
    assert model.requests[1].items[0] == Said("user", "When do you close?")
