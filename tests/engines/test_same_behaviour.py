"""Our model behaves as the SDK's own: both play the same scripts, and nothing that a call could notice differs.

Compared are every event of the session, every message to the server, and how the connection's end is told.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
import websockets
from agents import function_tool
from agents.realtime import (
    OpenAIRealtimeWebSocketModel,
    RealtimeAgent,
    RealtimeModelSendInterrupt,
    RealtimePlaybackTracker,
    RealtimeRunner,
)

from receptionist.engines.model import PassThroughModel
from receptionist.engines.realtime import EngineSession
from tests.engines.scripts import (
    AUDIO,
    READY,
    SESSION,
    Close,
    Event,
    Expect,
    Raw,
    Script,
    audio,
    call,
    message,
    performing,
    response,
    words,
)

pytestmark = pytest.mark.wire

SETTINGS: Any = {"model_name": "gpt-realtime-2.1-mini", "tracing": None, "output_modalities": ["audio"]}


@function_tool
async def get_office_context(topic: str) -> str:
    """Office facts."""
    return json.dumps({"topic": topic})


@dataclass
class Seen:
    """What came of a script."""

    events: list[tuple[str, ...]] = field(default_factory=list)
    received: list[Event] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)
    ended: str = ""


def shape(event: Any) -> tuple[str, ...]:
    """An event as far as it is to be the same."""
    if event.type != "raw_model_event":
        return (event.type, type(getattr(event, "error", None)).__name__)
    data = event.data
    return (event.type, data.type, str(data.data["type"]) if data.type == "raw_server_event" else "")


async def play(script: Script, *, ours: bool, straight: bool = False) -> Seen:
    """Play a script to our model, or to the SDK's; `straight` lets audio go past the events."""
    seen = Seen()
    model: OpenAIRealtimeWebSocketModel = OpenAIRealtimeWebSocketModel()
    if ours:
        sink = (lambda payload, item_id: seen.heard.append((payload, item_id))) if straight else None
        model = PassThroughModel(sink, handshake_seconds=5, ping_timeout_seconds=60)
    agent: RealtimeAgent[None] = RealtimeAgent(name="Lexi", instructions="Hi.", tools=[get_office_context])
    tracker = RealtimePlaybackTracker()
    tracker.on_play_ms("item_1", 0, 130)
    actions = dict(script.actions)
    async with performing(script, seen.received) as url:
        runner = RealtimeRunner(agent, model=model, config={"tracing_disabled": True})
        config: Any = {"url": url, "api_key": "k", "initial_model_settings": SETTINGS, "playback_tracker": tracker}
        session = await runner.run(model_config=config)
        await session.enter()
        try:
            async for event in session:
                seen.events.append(shape(event))
                if (action := actions.pop(seen.events[-1][-1], None)) is not None:
                    await action(EngineSession(session))
            seen.ended = "iteration ended"
        except Exception as error:  # noqa: BLE001  (whichever it is, both have to raise the same)
            code = error.rcvd.code if isinstance(error, websockets.ConnectionClosed) and error.rcvd else None
            seen.ended = f"{type(error).__name__} {code}"
        await session.close()
    return seen


def sent(seen: Seen) -> list[Event]:
    """The client's messages; ids that are drawn anew each time are made alike."""
    text = re.sub(r'agents_py_response_create_\w+|"event_[0-9a-f]+"', '"id"', json.dumps(seen.received))
    loaded: list[Event] = json.loads(text.replace('""id""', '"id"'))
    return loaded


SPOKEN = [
    response("response.created", "in_progress"),
    {
        "type": "response.output_item.added",
        "event_id": "e",
        "response_id": "resp_1",
        "output_index": 0,
        "item": message("in_progress"),
    },  # fmt: skip
    words("We close "),
    audio(),
    audio(),
    words("at five."),
    {
        "type": "response.output_audio.done",
        "event_id": "e",
        "response_id": "resp_1",
        "item_id": "item_1",
        "output_index": 0,
        "content_index": 0,
    },  # fmt: skip
    {
        "type": "response.output_item.done",
        "event_id": "e",
        "response_id": "resp_1",
        "output_index": 0,
        "item": message(),
    },  # fmt: skip
]
DONE = response("response.done", "completed")
SPEECH = {"type": "input_audio_buffer.speech_started", "event_id": "e", "audio_start_ms": 10, "item_id": "u1"}
RACE = {
    "type": "error",
    "event_id": "e",
    "error": {"type": "invalid_request_error", "code": "conversation_already_has_active_response",
              "message": "already", "event_id": "agents_py_response_create_1"},
}  # fmt: skip


async def say(session: EngineSession[None]) -> None:
    await session.send_text("When do you close?")


async def ask(session: EngineSession[None]) -> None:
    await session.request_response("Say hello.")


async def ask_twice(session: EngineSession[None]) -> None:
    await session.request_response("Say hello.")
    await session.request_response(None)


async def stop(session: EngineSession[None]) -> None:
    await session.session.model.send_event(RealtimeModelSendInterrupt(force_response_cancel=True))


async def forget(session: EngineSession[None]) -> None:
    await session.forget("item_1")
    await session.note_exchange("Hello", "Hi")


SCRIPTS = {
    "text turn": Script(
        [*READY, Expect("response.create"), response("response.created", "in_progress"), DONE, Close(1000)],
        {"session.updated": say},
    ),
    "spoken turn": Script([*READY, Expect("response.create"), *SPOKEN, DONE, Close(1000)], {"session.updated": ask}),
    "no wait for the settings": Script([*SPOKEN, DONE, Close(1000)]),
    "tool call": Script(
        [
            *READY,
            response("response.created", "in_progress"),
            call("get_office_context", "c1"),
            DONE,
            Expect("response.create"),
            Close(1000),
        ]
    ),  # fmt: skip
    "two tools": Script(
        [
            *READY,
            response("response.created", "in_progress"),
            call("get_office_context", "c1"),
            call("get_office_context", "c2"),
            DONE,
            Expect("response.create"),
            Close(1000),
        ]
    ),  # fmt: skip
    "unknown tool": Script(
        [*READY, response("response.created", "in_progress"), call("no_such_tool", "c1"), DONE, Close(1000)]
    ),
    "barge-in": Script([*READY, *SPOKEN, SPEECH, audio(), response("response.done", "cancelled"), SPEECH, Close(1000)]),
    "barge-in after the end": Script(
        [*READY, *SPOKEN, DONE, SPEECH, Expect("conversation.item.truncate"), Close(1000)]
    ),
    "interruption by us": Script(
        [*READY, *SPOKEN, Expect("response.cancel"), response("response.done", "cancelled"), Close(1000)],
        {"response.output_audio.done": stop},
    ),
    "requests in a row": Script(
        [
            *READY,
            Expect("response.create"),
            response("response.created", "in_progress"),
            DONE,
            Expect("response.create"),
            response("response.created", "in_progress", "resp_2"),
            Close(1000),
        ],
        {"session.updated": ask_twice},
    ),  # fmt: skip
    "active-response race": Script(
        [
            *READY,
            Expect("response.create"),
            response("response.created", "in_progress", "resp_vad"),
            RACE,
            response("response.done", "completed", "resp_vad"),
            Close(1000),
        ],
        {"session.updated": ask},
    ),  # fmt: skip
    "items of ours": Script([*READY, Expect("conversation.item.create"), Close(1000)], {"session.updated": forget}),
    "transcript": Script(
        [
            *READY,
            *SPOKEN,
            DONE,
            {
                "type": "conversation.item.input_audio_transcription.completed",
                "event_id": "e",
                "item_id": "u1",
                "content_index": 0,
                "transcript": "Hi",
                "usage": {"type": "duration", "seconds": 1},
            },
            Close(1000),
        ]
    ),  # fmt: skip
    "failed response": Script(
        [
            *READY,
            response("response.created", "in_progress"),
            response("response.done", "failed", status_details={"type": "failed", "error": {"code": "server_error"}}),
            Close(1000),
        ]
    ),  # fmt: skip
    "unknown event": Script([*READY, {"type": "response.audio.delta", "delta": AUDIO}, Close(1000)]),
    "audio without its item": Script(
        [*READY, {"type": "response.output_audio.delta", "event_id": "e", "delta": AUDIO}, Close(1000)]
    ),
    "malformed JSON": Script([*READY, Raw(("{",)), Close(1000)]),
    "fragments": Script([*READY, Raw(tuple(json.dumps(DONE)[i : i + 9] for i in range(0, 120, 9))), Close(1000)]),
    "a long message": Script([*READY, {**words("x" * 300_000)}, Close(1000)]),
    "closed 1000": Script([*READY, Close(1000)]),
    "closed 1001": Script([*READY, Close(1001)]),
    "closed 1008": Script([*READY, Close(1008)]),
    "closed 1011": Script([*READY, Close(1011)]),
    "closed 4000": Script([*READY, Close(4000)]),
    "cut": Script([*READY, Close(None)]),
    "too big": Script([Raw(("x" * (8 * 1024 * 1024 + 1),)), Close(1000)]),
}


WORDS_TOLD = ("raw_model_event", "transcript_delta", "")


@pytest.mark.parametrize("name", SCRIPTS)
async def test_both_models_do_the_same(name: str) -> None:
    stock = await play(SCRIPTS[name], ours=False)
    own = await play(SCRIPTS[name], ours=True)
    assert own.events == stock.events
    assert sent(own) == sent(stock)
    assert own.ended == stock.ended

    # With audio that goes straight, all stays as it is but audio, and what the SDK makes of each few words.
    straight = await play(SCRIPTS[name], ours=True, straight=True)
    # The vendor's event, the SDK's own of it, and the session's.
    told = [("raw_model_event", "raw_server_event", "response.output_audio.delta"), ("raw_model_event", "audio", "")]
    audio_unread = name == "audio without its item"
    kept = [event for event in stock.events if event not in (*told, WORDS_TOLD) and event[0] != "audio"]
    assert [event for event in straight.events if not audio_unread or event not in told] == kept
    assert sent(straight) == sent(stock)
    assert straight.ended == stock.ended
    deltas = [step for step in SCRIPTS[name].steps if isinstance(step, dict) and "item_id" in step and "delta" in step]
    assert straight.heard == [(AUDIO, "item_1") for step in deltas if step["delta"] == AUDIO]


@pytest.mark.parametrize("ours", [False, True])
async def test_nobody_there_and_a_refusal(ours: bool) -> None:
    def refuse(connection: Any, request: Any) -> Any:
        return connection.respond(401, "no")

    async def connect(url: str) -> None:
        model = OpenAIRealtimeWebSocketModel()
        if ours:
            model = PassThroughModel(None, handshake_seconds=5, ping_timeout_seconds=60)
        await model.connect({"url": url, "api_key": "k", "initial_model_settings": SETTINGS})

    with pytest.raises(ConnectionRefusedError):
        await connect("ws://127.0.0.1:1/v1/realtime")
    async with websockets.serve(
        lambda connection: connection.wait_closed(), "127.0.0.1", 0, process_request=refuse
    ) as s:
        with pytest.raises(websockets.InvalidStatus) as caught:
            await connect(f"ws://127.0.0.1:{s.sockets[0].getsockname()[1]}/v1/realtime")
    assert caught.value.response.status_code == 401
    assert SESSION["model"] == SETTINGS["model_name"]
