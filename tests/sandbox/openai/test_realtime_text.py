"""Realtime over a real socket in the text modality: sequences, tools, refusals; every event validates."""

import asyncio
import json

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from receptionist.clock import ManualClock
from receptionist.sandbox.openai.app import create_app
from receptionist.sandbox.openai.model import Call, Called, ModelReply, ModelRequest, Returned, Said
from tests.sandbox.openai.support import (
    START,
    Event,
    RawClient,
    ScriptedModel,
    kinds,
    openai_server,
    raw_client,
    says,
    serving,
)

pytestmark = pytest.mark.wire

TEXT = {"output_modalities": ["text"]}
TOOL = {"type": "function", "name": "get_datetime", "description": "Now.", "parameters": {"type": "object"}}


async def test_text_turn_sequence_usage_and_what_the_model_saw() -> None:
    model = ScriptedModel(says("We open at eight."))
    async with raw_client(model, session={**TEXT, "instructions": "Be Lexi.", "tools": [TOOL]}) as client:
        added, done = await client.user_says("When do you open?")
        assert (added["type"], done["type"]) == ("conversation.item.added", "conversation.item.done")
        await client.send("response.create", response={"instructions": "Be short.", "metadata": {"k": "v"}})
        events = await client.until("response.done")
    assert kinds(events) == [
        "response.created",
        "rate_limits.updated",
        "response.output_item.added",
        "conversation.item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
    ]
    deltas = [event["delta"] for event in events if event["type"] == "response.output_text.delta"]
    assert len(deltas) > 1
    assert "".join(deltas) == "We open at eight."
    response = events[-1]["response"]
    assert response["status"] == "completed"
    assert response["metadata"] == {"k": "v"}
    assert response["output"][0]["content"] == [{"type": "output_text", "text": "We open at eight."}]
    usage = response["usage"]
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"] > 0
    assert usage["output_token_details"]["audio_tokens"] == 0
    [request] = model.requests
    assert request.items == (Said("user", "When do you open?"),)
    assert (request.instructions, request.override) == ("Be Lexi.", "Be short.")
    assert request.offers("get_datetime")


async def test_speech_and_call_in_one_response_then_its_output() -> None:
    model = ScriptedModel(says("One moment.", Call("get_datetime", {"zone": "é"})), says("It is nine."))
    async with raw_client(model, session={**TEXT, "tools": [TOOL]}) as client:
        await client.send("response.create")
        first = await client.until("response.done")
        message, call = first[-1]["response"]["output"]
        assert (message["type"], call["type"], call["status"]) == ("message", "function_call", "completed")
        assert json.loads(call["arguments"]) == {"zone": "é"}
        done = [e for e in first if e["type"] == "response.output_item.done"]
        assert [event["output_index"] for event in done] == [0, 1]
        assert done[1]["item"] == call
        named = next(e for e in first if e["type"] == "response.function_call_arguments.done")
        assert (named["name"], named["call_id"]) == ("get_datetime", call["call_id"])
        output = {"type": "function_call_output", "call_id": call["call_id"], "output": "9:00"}
        await client.send("conversation.item.create", item=output)
        await client.send("response.create")
        await client.until("response.done")
    assert model.requests[1].items == (
        Said("assistant", "One moment."),
        Called(call["call_id"], "get_datetime", call["arguments"]),
        Returned(call["call_id"], "9:00"),
    )


@pytest.mark.parametrize(
    ("frame", "code", "param"),
    [
        ({"type": "response.audio.delta"}, "invalid_value", "type"),
        ({"no": "type"}, "missing_required_parameter", "type"),
        ({"type": "session.update", "session": {"instructions": "x"}}, "missing_required_parameter", "session.type"),
        ({"type": "session.update"}, "missing_required_parameter", "session"),
        (
            {"type": "session.update", "session": {"type": "realtime", "modalities": ["text"]}},
            "unknown_parameter",
            "session.modalities",
        ),
        (
            {"type": "session.update", "session": {"type": "realtime", "output_modalities": ["text", "audio"]}},
            "invalid_value",
            "session.output_modalities",
        ),
        (
            {
                "type": "session.update",
                "session": {"type": "realtime", "audio": {"input": {"format": {"type": "g711_ulaw"}}}},
            },
            "invalid_value",
            "session.audio.input.format.type",
        ),
        (
            {
                "type": "conversation.item.create",
                "item": {"type": "message", "role": "assistant", "content": [{"type": "text", "text": "x"}]},
            },
            "invalid_value",
            "item.content[0].type",
        ),
        (
            {
                "type": "conversation.item.create",
                "item": {"type": "function_call_output", "call_id": "call_x", "output": ""},
            },
            "invalid_tool_call_id",
            "item.call_id",
        ),
        ({"type": "conversation.item.retrieve", "item_id": "nope"}, "item_retrieve_invalid_item_id", "item_id"),
        ({"type": "conversation.item.delete"}, "missing_required_parameter", "item_id"),
        ({"type": "response.cancel"}, "response_cancel_not_active", None),
        ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty", None),
        ({"type": "input_audio_buffer.append", "audio": "not base64!"}, "invalid_value", "audio"),
        ({"type": "response.create", "response": {"modalities": ["text"]}}, "unknown_parameter", "response.modalities"),
        ({"type": "response.create", "response": {"conversation": "new"}}, "invalid_value", "response.conversation"),
        ({"type": "output_audio_buffer.clear"}, "invalid_value", "type"),
        ({"type": ["list"]}, "invalid_type", "type"),
    ],
)
async def test_refusals_name_the_fault_and_leave_the_connection_open(
    frame: Event, code: str, param: str | None
) -> None:
    async with raw_client(ScriptedModel(), session=TEXT) as client:
        await client.connection.send(json.dumps({**frame, "event_id": "mine"}))
        event = await client.next()
        assert event["type"] == "error"
        error = event["error"]
        assert (error["type"], error["code"], error["param"]) == ("invalid_request_error", code, param)
        assert error["event_id"] == "mine"
        await still_works(client)


@pytest.mark.parametrize("frame", ["{", "[]", "7", "", "[" * 100_000, b"\x00\x01"])
async def test_frames_that_are_no_events(frame: str | bytes) -> None:
    async with raw_client(ScriptedModel(), session=TEXT) as client:
        await client.connection.send(frame)
        assert (await client.next())["error"]["type"] == "invalid_request_error"
        await still_works(client)


async def still_works(client: RawClient) -> None:
    await client.send("response.create")
    assert (await client.until("response.done"))[-1]["response"]["status"] == "completed"


async def test_items_keep_their_order_and_can_be_read_and_deleted() -> None:
    model = ScriptedModel()
    async with raw_client(model, session=TEXT) as client:
        first = (await client.user_says("one"))[0]["item"]["id"]
        second = await client.user_says("three")
        assert second[0]["previous_item_id"] == first
        item = {
            "id": "mine",
            "type": "message",
            "role": "system",
            "content": [{"type": "input_text", "text": "two"}],
        }
        await client.send("conversation.item.create", item=item, previous_item_id=first)
        assert (await client.next())["previous_item_id"] == first
        assert (await client.next())["item"] == {**item, "object": "realtime.item", "status": "completed"}
        await client.send("conversation.item.retrieve", item_id="mine")
        assert (await client.next())["item"]["content"] == item["content"]
        await client.send("conversation.item.create", item=item)
        assert (await client.next())["error"]["code"] == "item_create_duplicate_item_id"
        await client.send("conversation.item.delete", item_id=first)
        assert (await client.next())["item_id"] == first
        await client.send("response.create")
        await client.until("response.done")
    assert model.requests[0].items == (Said("system", "two"), Said("user", "three"))


async def test_out_of_band_response_leaves_no_trace_and_takes_its_own_input() -> None:
    model = ScriptedModel(says("billing"), says("Hello."))
    async with raw_client(model, session=TEXT) as client:
        kept = (await client.user_says("my bill"))[0]["item"]["id"]
        words = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Classify."}]}
        given = [{"type": "item_reference", "id": kept}, words]
        await client.send("response.create", response={"conversation": "none", "input": given, "metadata": {"t": "c"}})
        events = await client.until("response.done")
        assert not any(kind.startswith("conversation.") for kind in kinds(events))
        assert events[-1]["response"]["conversation_id"] is None
        assert events[-1]["response"]["metadata"] == {"t": "c"}
        await still_works(client)
    assert model.requests[0].items == (Said("user", "my bill"), Said("user", "Classify."))
    assert model.requests[1].items == (Said("user", "my bill"),)


async def test_second_response_is_refused_while_one_is_active_and_cancel_ends_it() -> None:
    model = ScriptedModel(says("word " * 40))
    audio = {"audio": {"output": {"format": {"type": "audio/pcmu"}}}}
    async with raw_client(model, session=audio) as client:
        await client.send("response.create")
        await client.until("response.output_audio.delta")
        await client.send("response.create", event_id="again")
        errors = await client.until("error")
        assert errors[-1]["error"]["code"] == "conversation_already_has_active_response"
        assert errors[-1]["error"]["event_id"] == "again"
        await client.send("response.cancel")
        done = (await client.until("response.done"))[-1]["response"]
        assert done["status"] == "cancelled"
        assert done["status_details"] == {"type": "cancelled", "reason": "client_cancelled"}
        assert done["output"][0]["status"] == "incomplete"
        assert done["usage"]["output_token_details"]["audio_tokens"] > 0
        await client.send("response.cancel")
        assert (await client.next())["error"]["code"] == "response_cancel_not_active"


@pytest.mark.parametrize("modality", ["text", "audio"])
async def test_an_answer_longer_than_allowed_is_incomplete(modality: str) -> None:
    model = ScriptedModel(says("word " * 40), says("Short."))
    async with raw_client(model, session={"output_modalities": [modality]}) as client:
        await client.send("response.create", response={"max_output_tokens": 20})
        response = (await client.until("response.done"))[-1]["response"]
        assert response["status"] == "incomplete"
        assert response["status_details"]["reason"] == "max_output_tokens"
        assert response["output"][0]["status"] == "incomplete"
        assert 0 < response["usage"]["output_tokens"] <= 21
        await still_works(client)


async def test_a_model_that_raises_fails_the_response_only() -> None:
    def broken(request: ModelRequest) -> ModelReply:
        raise RuntimeError("boom")

    async with raw_client(ScriptedModel(broken, says("Better.")), session=TEXT) as client:
        await client.send("response.create")
        response = (await client.until("response.done"))[-1]["response"]
        assert response["status"] == "failed"
        assert response["status_details"]["error"]["type"] == "server_error"
        await still_works(client)


async def test_named_tool_choice_offers_only_that_tool() -> None:
    model = ScriptedModel()
    async with raw_client(model, session={**TEXT, "tools": [TOOL, {**TOOL, "name": "end_call"}]}) as client:
        await client.send("response.create", response={"tool_choice": {"type": "function", "name": "end_call"}})
        await client.until("response.done")
        await client.send("response.create", response={"tool_choice": "none"})
        await client.until("response.done")
    assert [tool.name for tool in model.requests[0].tools] == ["end_call"]
    assert model.requests[0].tool_choice == "required"
    assert not model.requests[1].offers("end_call")


async def test_growing_prompts_are_cached_until_instructions_change() -> None:
    async with raw_client(ScriptedModel(), session={**TEXT, "instructions": "x" * 4000}) as client:
        cached = []
        for change in (None, None, "y" * 4000):
            if change:
                await client.update(instructions=change)
            await client.send("response.create")
            usage = (await client.until("response.done"))[-1]["response"]["usage"]
            cached.append(usage["input_token_details"]["cached_tokens"])
    assert cached[0] == 0
    assert cached[1] >= 896
    assert cached[2] == 0


async def test_handshake_refusals() -> None:
    async with openai_server(ScriptedModel()) as address:
        url = f"ws://{address}/v1/realtime"
        with pytest.raises(InvalidStatus) as no_key:
            await connect(f"{url}?model=m")
        assert no_key.value.response.status_code == 401
        assert json.loads(no_key.value.response.body or b"")["error"]["type"] == "invalid_request_error"
        headers = {"Authorization": "Bearer k"}
        with pytest.raises(InvalidStatus) as no_call:
            await connect(f"{url}?call_id=rtc_1", additional_headers=headers)
        assert no_call.value.response.status_code == 404
        for path, more, code in (
            (url, {}, "missing_model"),
            (f"{url}?model=m", {"OpenAI-Beta": "realtime=v1"}, "beta_api_shape_disabled"),
        ):
            async with connect(path, additional_headers={**headers, **more}) as connection:
                assert json.loads(await connection.recv())["error"]["code"] == code
                with pytest.raises(ConnectionClosed):
                    await connection.recv()


async def test_browser_key_in_subprotocol() -> None:
    async with openai_server(ScriptedModel()) as address:
        protocols = ["realtime", "openai-insecure-api-key.abc"]
        async with connect(f"ws://{address}/v1/realtime?model=m", subprotocols=protocols) as connection:  # type: ignore[arg-type]
            assert connection.subprotocol == "realtime"
            assert json.loads(await connection.recv())["session"]["model"] == "m"


async def test_session_expires_after_an_hour() -> None:
    clock = ManualClock(START)
    async with raw_client(ScriptedModel(), clock=clock) as client:
        await clock.advance(3600)
        assert (await client.next())["error"]["code"] == "session_expired"
        with pytest.raises(ConnectionClosed) as closed:
            await client.next()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1001


async def test_sessions_do_not_see_each_other() -> None:
    model = ScriptedModel()
    async with openai_server(model) as address:
        headers = {"Authorization": "Bearer k"}
        url = f"ws://{address}/v1/realtime?model=m"
        async with connect(url, additional_headers=headers) as one, connect(url, additional_headers=headers) as two:
            clients = [RawClient(connection, ManualClock(START)) for connection in (one, two)]
            await asyncio.gather(*(client.next() for client in clients))
            for client, words in zip(clients, ("left", "right"), strict=True):
                await client.update(**TEXT)
                await client.user_says(words)
            for client in clients:
                await still_works(client)
    assert [request.items for request in model.requests] == [(Said("user", "left"),), (Said("user", "right"),)]


async def test_a_client_that_vanishes_in_mid_response_leaves_nothing_behind(caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedModel(says("word " * 40))
    clock = ManualClock(START)
    async with openai_server(model, clock) as address:
        headers = {"Authorization": "Bearer k"}
        for _ in range(2):
            async with connect(f"ws://{address}/v1/realtime?model=m", additional_headers=headers) as connection:
                client = RawClient(connection, clock)
                await client.send("response.create")
                await client.until("response.output_audio.delta")
                connection.transport.abort()
        await clock.advance(60)
        running = [task for task in asyncio.all_tasks() if "RealtimeConnection" in repr(task)]
    assert running == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_lenient_server_takes_parameters_it_does_not_know() -> None:
    async with serving(create_app(ManualClock(START), ScriptedModel(), strict=False)) as address:
        headers = {"Authorization": "Bearer k"}
        async with connect(f"ws://{address}/v1/realtime?model=m", additional_headers=headers) as connection:
            client = RawClient(connection, ManualClock(START))
            await client.next()
            await client.update(**TEXT, temperature=0.8)
            await client.send("response.create", response={"temperature": 0.8})
            assert (await client.until("response.done"))[-1]["response"]["status"] == "completed"
