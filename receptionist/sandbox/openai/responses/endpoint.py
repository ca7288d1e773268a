"""`POST /v1/responses`: one request to the model, answered as JSON or as a stream."""

import logging
from collections.abc import Iterator
from typing import Any

from starlette.responses import JSONResponse, Response, StreamingResponse

from receptionist.clock import Clock
from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.errors import ApiFault, model_failed
from receptionist.sandbox.openai.json_text import read_json
from receptionist.sandbox.openai.model import ModelReply, SandboxModel
from receptionist.sandbox.openai.responses.request import ResponsesRequest, parse_request
from receptionist.sandbox.openai.responses.result import (
    OutputItem,
    blank_response,
    failed,
    finished,
    output_items,
    usage_of,
)
from receptionist.sandbox.openai.responses.store import ResponseStore, Stored
from receptionist.sandbox.openai.responses.stream import EventStream
from receptionist.sandbox.openai.tools import allowed_parts

logger = logging.getLogger(__name__)


class ResponsesEndpoint:
    """Answers requests and keeps the stored ones."""

    def __init__(self, clock: Clock, model: SandboxModel, *, strict: bool) -> None:
        self._clock = clock
        self._model = model
        self._strict = strict
        self._store = ResponseStore()

    def create(self, raw: bytes) -> Response:
        """The HTTP response to a request body; raises ApiFault."""
        request = parse_request(_json(raw), self._store, strict=self._strict)
        blank = blank_response(request, self._now())
        reply = self._ask(request)
        if request.stream:
            return StreamingResponse(self._events(request, blank, reply), media_type="text/event-stream")
        if reply is None:
            raise model_failed()
        return JSONResponse(self._complete(request, blank, _output(request, reply)))

    def retrieve(self, response_id: str) -> dict[str, Any]:
        """A stored response; raises ApiFault (404)."""
        return self._store.find(response_id).body

    def _ask(self, request: ResponsesRequest) -> ModelReply | None:
        try:
            return self._model.reply(request.question)
        except Exception:
            logger.exception("the sandbox model failed")
            return None

    def _events(self, request: ResponsesRequest, blank: dict[str, Any], reply: ModelReply | None) -> Iterator[str]:
        stream = EventStream(strict=self._strict)
        yield from stream.started(blank)
        if reply is None:
            yield stream.event("response.failed", response=failed(blank, model_failed().message))
            return
        output = _output(request, reply)
        for index, item in enumerate(output):
            yield from stream.item(item, index)
        body = self._complete(request, blank, output)
        yield stream.event(f"response.{body['status']}", response=body)

    def _complete(self, request: ResponsesRequest, blank: dict[str, Any], output: list[OutputItem]) -> dict[str, Any]:
        body = finished(blank, output, usage_of(request, output), self._now())
        if self._strict:
            wire.check_response(body)
        if request.store:
            self._store.keep(Stored(body, request.context + output))
        return body

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _output(request: ResponsesRequest, reply: ModelReply) -> list[OutputItem]:
    parts = allowed_parts(reply, parallel=request.parallel_calls)
    return output_items(parts, request.body.get("max_output_tokens"))


def _json(raw: bytes) -> Any:
    try:
        return read_json(raw)
    except ValueError:
        message = "We could not parse the JSON body of your request. Make sure that it is valid JSON."
        raise ApiFault(message) from None
