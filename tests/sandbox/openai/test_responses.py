"""The Responses API and its neighbours through the vendor's Python client, over a real socket."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import openai
import pytest
from openai import AsyncOpenAI
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import Field, TypeAdapter

from receptionist.clock import ManualClock
from receptionist.sandbox.openai.model import Call, Called, ModelReply, ModelRequest, Returned, Said
from tests.sandbox.openai.support import START, ScriptedModel, openai_server, says

pytestmark = pytest.mark.wire

STREAM_EVENT: TypeAdapter[Any] = TypeAdapter(Annotated[ResponseStreamEvent, Field(discriminator="type")])
TOOL: Any = {
    "type": "function",
    "name": "GetProviders",
    "description": "Who works here.",
    "parameters": {"type": "object", "properties": {}, "additionalProperties": False},
    "strict": True,
}
CALL: Any = {"type": "function_call", "call_id": "call_1", "name": "GetProviders", "arguments": "{}"}
OUTPUT: Any = {"type": "function_call_output", "call_id": "call_1", "output": "[]"}


class Service:
    """A server with its model, and clients for it."""

    def __init__(self, address: str, model: ScriptedModel) -> None:
        self.model = model
        self.base_url = f"http://{address}/v1"
        self.client = AsyncOpenAI(base_url=self.base_url, api_key="test", max_retries=0)

    async def post(self, path: str, **kwargs: Any) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.post(self.base_url + path, **kwargs)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    model = ScriptedModel(says("Hello."))
    async with openai_server(model, ManualClock(START)) as address:
        service = Service(address, model)
        yield service
        await service.client.close()


def answers(service: Service, *replies: ModelReply) -> None:
    service.model._replies = list(replies)


async def test_json_response_validates_and_the_model_sees_every_item(service: Service) -> None:
    answers(service, says("We have four.", Call("GetProviders", {"a": 1})))
    given: Any = [
        {"role": "user", "content": "Hi"},
        {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "Hello", "annotations": []}],
        },
        {"type": "reasoning", "id": "rs_1", "summary": []},
        CALL,
        OUTPUT,
        {
            "role": "developer",
            "content": [{"type": "input_text", "text": "Lexi asks:"}, {"type": "input_text", "text": "who"}],
        },
    ]
    response = await service.client.responses.create(
        model="gpt-6-luna",
        input=given,
        instructions="Supervise.",
        tools=[TOOL],
        store=False,
        parallel_tool_calls=True,
        metadata={"call": "1"},
        reasoning={"effort": "low"},
        text={"verbosity": "low"},
    )
    Response.model_validate(response.model_dump())
    assert response.output_text == "We have four."
    assert [item.type for item in response.output] == ["message", "function_call"]
    assert (response.status, response.store, response.metadata) == ("completed", False, {"call": "1"})  # type: ignore[attr-defined]
    assert response.created_at == START.timestamp()
    assert response.usage is not None
    assert response.usage.total_tokens == response.usage.input_tokens + response.usage.output_tokens
    assert response.usage.input_tokens_details.cache_write_tokens == 0
    [request] = service.model.requests
    assert request.instructions == "Supervise."
    assert request.offers("GetProviders")
    assert request.items == (
        Said("user", "Hi"),
        Said("assistant", "Hello"),
        Called("call_1", "GetProviders", "{}"),
        Returned("call_1", "[]"),
        Said("developer", "Lexi asks:\nwho"),
    )


async def test_stream_has_the_vendors_order(service: Service) -> None:
    answers(service, says("Hello dear caller.", Call("GetProviders", {"name": "Zoë"})))
    stream = await service.client.responses.create(model="m", input="Hi", tools=[TOOL], stream=True)
    events = [event async for event in stream]
    for event in events:
        STREAM_EVENT.validate_python(event.model_dump(by_alias=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    order = list(dict.fromkeys((getattr(event, "output_index", None), event.type) for event in events))
    assert order == [
        (None, "response.created"),
        (None, "response.in_progress"),
        (0, "response.output_item.added"),
        (0, "response.content_part.added"),
        (0, "response.output_text.delta"),
        (0, "response.output_text.done"),
        (0, "response.content_part.done"),
        (0, "response.output_item.done"),
        (1, "response.output_item.added"),
        (1, "response.function_call_arguments.delta"),
        (1, "response.function_call_arguments.done"),
        (1, "response.output_item.done"),
        (None, "response.completed"),
    ]
    last = events[-1]
    assert last.type == "response.completed"
    assert "".join(e.delta for e in events if e.type == "response.output_text.delta") == last.response.output_text
    assert [item.type for item in last.response.output] == ["message", "function_call"]


async def test_stored_responses_continue_and_unstored_ones_do_not(service: Service) -> None:
    answers(service, says(Call("GetProviders")), says("Done."))
    first = await service.client.responses.create(model="m", input="Who?", tools=[TOOL])
    assert (await service.client.responses.retrieve(first.id)).id == first.id
    call = first.output[0]
    assert call.type == "function_call"
    output: Any = {**OUTPUT, "call_id": call.call_id}
    with pytest.raises(openai.BadRequestError, match=f"No tool output found for function call {call.call_id}"):
        await service.client.responses.create(model="m", input="Well?", previous_response_id=first.id)
    second = await service.client.responses.create(
        model="m", input=[output], previous_response_id=first.id, store=False
    )
    assert second.previous_response_id == first.id
    assert service.model.requests[-1].items == (
        Said("user", "Who?"),
        Called(call.call_id, "GetProviders", "{}"),
        Returned(call.call_id, "[]"),
    )
    with pytest.raises(openai.BadRequestError) as error:
        await service.client.responses.create(model="m", input="And?", previous_response_id=second.id)
    assert error.value.code == "previous_response_not_found"
    with pytest.raises(openai.NotFoundError):
        await service.client.responses.retrieve(second.id)


@pytest.mark.parametrize(
    ("body", "code", "param", "words"),
    [
        ({"input": "x"}, "missing_required_parameter", "model", "'model'"),
        ({"model": "m"}, "missing_required_parameter", "input", "must be provided"),
        ({"model": "m", "input": 3}, "invalid_type", "input", "an array"),
        ({"model": "m", "input": [3]}, "invalid_type", "input[0]", "an object"),
        ({"model": "m", "input": [{"role": "boss", "content": "x"}]}, "invalid_value", "input[0].role", "'boss'"),
        ({"model": "m", "input": [{"role": "user"}]}, "missing_required_parameter", "input[0].content", ""),
        (
            {"model": "m", "input": [{"role": "assistant", "content": [{"type": "input_text", "text": "x"}]}]},
            "invalid_value",
            "input[0].content[0].type",
            "'output_text' and 'refusal'",
        ),
        ({"model": "m", "input": [{"type": "dance"}]}, "invalid_value", "input[0].type", "'dance'"),
        (
            {"model": "m", "input": [OUTPUT]},
            None,
            "input",
            "No tool call found for function call output with call_id call_1.",
        ),
        ({"model": "m", "input": [CALL]}, None, "input", "No tool output found for function call call_1."),
        ({"model": "m", "input": [OUTPUT, CALL]}, None, "input", "No tool call found"),
        ({"model": "m", "input": [{**CALL, "arguments": {}}]}, "invalid_type", "input[0].arguments", "a string"),
        ({"model": "m", "input": "x", "modalities": []}, "unknown_parameter", "modalities", ""),
        ({"model": "m", "input": "x", "temperature": 3}, "invalid_value", "temperature", ""),
        (
            {"model": "m", "input": "x", "tools": [{"type": "function"}]},
            "missing_required_parameter",
            "tools[0].name",
            "",
        ),
        ({"model": "m", "input": "x", "tools": [{"type": "hammer"}]}, "invalid_value", "tools[0].type", "'function'"),
        (
            {"model": "m", "input": "x", "tool_choice": {"type": "function", "name": "no"}},
            "invalid_value",
            "tool_choice",
            "",
        ),
        ({"model": "m", "input": "x", "store": "yes please"}, "invalid_type", "store", "a boolean"),
    ],
)
async def test_bad_requests(service: Service, body: Any, code: str | None, param: str, words: str) -> None:
    answer = await service.post("/responses", json=body, headers={"Authorization": "Bearer k"})
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    assert words in error["message"]
    if code is not None:
        assert error["code"] == code
    assert service.model.requests == []


@pytest.mark.parametrize("content", [b"{", b"", b"[" * 100_000, b"\xff"])
async def test_bodies_that_are_not_json(service: Service, content: bytes) -> None:
    answer = await service.post("/responses", content=content, headers={"Authorization": "Bearer k"})
    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]["message"]


@pytest.mark.parametrize("header", [None, "Bearer", "Basic abc", "sk-1"])
async def test_missing_key(service: Service, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = await service.post("/responses", json={"model": "m", "input": "x"}, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "Missing bearer or basic authentication in header"


async def test_unknown_routes_and_methods_answer_in_the_vendors_shape(service: Service) -> None:
    answer = await service.post("/chat/completions", json={})
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "Invalid URL (POST /v1/chat/completions)"
    answer = await service.post("/models", json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_supported")


async def test_a_model_that_raises_is_a_server_error(service: Service) -> None:
    def broken(request: ModelRequest) -> ModelReply:
        raise RuntimeError("boom")

    service.model._replies = [broken]
    with pytest.raises(openai.InternalServerError):
        await service.client.responses.create(model="m", input="x")
    stream = await service.client.responses.create(model="m", input="x", stream=True)
    events = [event async for event in stream]
    assert [event.type for event in events] == ["response.created", "response.in_progress", "response.failed"]


async def test_an_answer_longer_than_allowed_is_incomplete(service: Service) -> None:
    answers(service, says("word " * 100, Call("GetProviders")))
    response = await service.client.responses.create(model="m", input="x", tools=[TOOL], max_output_tokens=16)
    assert response.status == "incomplete"
    assert response.incomplete_details is not None
    assert response.incomplete_details.reason == "max_output_tokens"
    assert [item.type for item in response.output] == ["message"]
    assert response.usage is not None
    assert response.usage.output_tokens <= 16
    stream = await service.client.responses.create(model="m", input="x", stream=True, max_output_tokens=16)
    assert [event.type async for event in stream][-1] == "response.incomplete"


async def test_only_the_first_call_without_parallel_tool_calls(service: Service) -> None:
    answers(service, says(Call("GetProviders"), Call("GetProviders")))
    response = await service.client.responses.create(model="m", input="x", tools=[TOOL], parallel_tool_calls=False)
    assert len(response.output) == 1


async def test_models_and_pages(service: Service) -> None:
    names = [model.id async for model in service.client.models.list()]
    assert "gpt-realtime-2.1" in names
    with pytest.raises(openai.NotFoundError):
        await service.client.models.retrieve("gpt-none")
    root = service.base_url.removesuffix("/v1")
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{root}/healthz")).json() == {"status": "ok"}
        assert "not OpenAI" in (await client.get(root)).text


async def test_ephemeral_keys_open_the_session_they_were_made_for(service: Service) -> None:
    secret = await service.client.realtime.client_secrets.create(
        session={"type": "realtime", "model": "gpt-realtime-2.1-mini", "instructions": "From the secret."}
    )
    assert secret.value.startswith("ek_")
    assert secret.expires_at == START.timestamp() + 600
    assert secret.session.type == "realtime"
    browser = AsyncOpenAI(base_url=service.base_url, api_key=secret.value)
    async with browser.realtime.connect(model="gpt-realtime-2.1-mini") as connection:
        event = await connection.recv()
        assert event.type == "session.created"
        assert event.session.type == "realtime"
        assert event.session.instructions == "From the secret."
    await browser.close()
    with pytest.raises(openai.BadRequestError) as error:
        await service.client.realtime.client_secrets.create(expires_after={"anchor": "created_at", "seconds": 5})
    assert error.value.param == "expires_after.seconds"
