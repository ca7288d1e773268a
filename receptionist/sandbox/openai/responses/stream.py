"""A response as server-sent events, in the vendor's order and with rising sequence numbers."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from receptionist.sandbox.openai import wire
from receptionist.sandbox.openai.responses.result import OutputItem

_ARGUMENT_CHUNK = 24


class EventStream:
    """Numbers, checks and formats the events of one stream."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._number = 0

    def event(self, kind: str, **fields: Any) -> str:
        """One event as it goes over HTTP; raises pydantic's ValidationError for one that the SDK would not accept."""
        event = {"type": kind, "sequence_number": self._number, **fields}
        self._number += 1
        if self._strict:
            wire.check_stream_event(event)
        data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
        return f"event: {kind}\ndata: {data}\n\n"

    def started(self, blank: dict[str, Any]) -> Iterator[str]:
        """The response exists and is being worked on."""
        yield self.event("response.created", response=blank)
        yield self.event("response.in_progress", response=blank)

    def item(self, item: OutputItem, index: int) -> Iterator[str]:
        """One output item from its first to its last event."""
        opened = copy.deepcopy(item) | {"status": "in_progress"}
        if item["type"] == "message":
            opened["content"] = []
        else:
            opened["arguments"] = ""
        yield self.event("response.output_item.added", output_index=index, item=opened)
        yield from self._text(item, index) if item["type"] == "message" else self._arguments(item, index)
        yield self.event("response.output_item.done", output_index=index, item=item)

    def _text(self, item: OutputItem, index: int) -> Iterator[str]:
        part = item["content"][0]
        place: dict[str, Any] = {"item_id": item["id"], "output_index": index, "content_index": 0}
        yield self.event("response.content_part.added", **place, part=part | {"text": ""})
        for piece in re.findall(r"\s*\S+(?:\s+$)?", part["text"]):
            yield self.event("response.output_text.delta", **place, delta=piece, logprobs=[])
        yield self.event("response.output_text.done", **place, text=part["text"], logprobs=[])
        yield self.event("response.content_part.done", **place, part=part)

    def _arguments(self, item: OutputItem, index: int) -> Iterator[str]:
        place: dict[str, Any] = {"item_id": item["id"], "output_index": index}
        arguments = item["arguments"]
        for start in range(0, len(arguments), _ARGUMENT_CHUNK):
            delta = arguments[start : start + _ARGUMENT_CHUNK]
            yield self.event("response.function_call_arguments.delta", **place, delta=delta)
        yield self.event("response.function_call_arguments.done", **place, name=item["name"], arguments=arguments)
