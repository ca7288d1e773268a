"""From a `response.create` and the session to what the model is asked and how its answer is delivered."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from receptionist.sandbox.openai.errors import ApiFault, invalid_value, missing
from receptionist.sandbox.openai.model import ModelRequest
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry, model_items
from receptionist.sandbox.openai.realtime.items import client_entry
from receptionist.sandbox.openai.realtime.playback import Style
from receptionist.sandbox.openai.realtime.session import Session, check_modalities, check_output_limit
from receptionist.sandbox.openai.tools import chosen, function_tools
from receptionist.sandbox.openai.usage import (
    MODEL_TOKENS_PER_SECOND,
    USER_TOKENS_PER_SECOND,
    Tokens,
    audio_tokens,
    item_tokens,
    text_tokens,
    tool_tokens,
)

_MOST_METADATA = 16


@dataclass(frozen=True)
class Inference:
    """One response to be made: the question to the model, how to play the answer, and what the prompt weighs."""

    request: ModelRequest
    style: Style
    out_of_band: bool
    parallel_calls: bool
    prompt: Tokens
    entries: tuple[Entry, ...]

    async def heard_request(self) -> ModelRequest:
        """The question once the ear is done with every turn in it."""
        hearing = [entry.hearing for entry in self.entries if entry.hearing is not None]
        if not hearing:
            return self.request
        # A response that is cut short must not take the turn's words with it, so the work is waited for, not awaited.
        await asyncio.wait(hearing)
        return replace(self.request, items=model_items(self.entries))


def prepare(params: dict[str, Any], session: Session, conversation: Conversation) -> Inference:
    """Resolve a `response` object (empty for a response that turn detection started); raises ApiFault."""
    place = params.get("conversation") or "auto"
    if place not in ("auto", "none"):
        raise invalid_value("response.conversation", place, ["auto", "none"])
    entries = (
        list(conversation) if params.get("input") is None else _given_input(params["input"], session, conversation)
    )
    tools = session.tools
    if params.get("tools") is not None:
        tools = function_tools(params["tools"], "response.tools")
    choice = params.get("tool_choice") or session.wire["tool_choice"]
    tools, tool_choice = chosen(tools, choice, "response.tool_choice")
    request = ModelRequest(
        instructions=session.instructions,
        items=model_items(entries),
        tools=tools,
        tool_choice=tool_choice,
        override=params.get("instructions") or "",
    )
    parallel = params.get("parallel_tool_calls", session.wire.get("parallel_tool_calls"))
    return Inference(
        request=request,
        style=_style(params, session),
        out_of_band=place == "none",
        parallel_calls=parallel is not False,
        prompt=_prompt_tokens(request, entries),
        entries=tuple(entries),
    )


def produced_tokens(entries: list[Entry]) -> Tokens:
    """What the model produced, in tokens."""
    text = sum(text_tokens(entry.text() or entry.wire.get("arguments", "")) for entry in entries)
    return Tokens(text, sum(audio_tokens(entry.audio_ms, MODEL_TOKENS_PER_SECOND) for entry in entries))


def _given_input(items: list[dict[str, Any]], session: Session, conversation: Conversation) -> list[Entry]:
    entries: list[Entry] = []
    for index, item in enumerate(items):
        if item.get("type") == "item_reference":
            if not item.get("id"):
                raise missing(f"response.input[{index}].id")
            entries.append(conversation.find(item["id"], "referencing"))
        else:
            entries.append(client_entry(item, session.input_format, f"response.input[{index}]"))
    return entries


def _style(params: dict[str, Any], session: Session) -> Style:
    check_modalities(params.get("output_modalities"), "response.output_modalities")
    check_output_limit(params.get("max_output_tokens"), "response.max_output_tokens")
    metadata = params.get("metadata")
    if metadata is not None and len(metadata) > _MOST_METADATA:
        message = f"Invalid 'response.metadata': too many properties. Expected at most {_MOST_METADATA}."
        raise ApiFault(message, code="object_above_max_properties", param="response.metadata")
    wished = (params.get("audio") or {}).get("output") or {}
    if wished.get("format") is not None and wished["format"].get("type") is None:
        raise missing("response.audio.output.format.type")
    audio_wire = {
        "format": wished.get("format") or session.wire["audio"]["output"]["format"],
        "voice": wished.get("voice") or session.voice,
    }
    if not isinstance(audio_wire["voice"], str):
        # A custom voice is an object in requests, but its plain id in the response object's type.
        audio_wire["voice"] = audio_wire["voice"]["id"]
    return Style(
        modality="text" if (params.get("output_modalities") or [session.modality]) == ["text"] else "audio",
        audio_format=audio_wire["format"]["type"],
        audio_wire=audio_wire,
        max_output_tokens=params.get("max_output_tokens") or session.wire["max_output_tokens"],
        metadata=metadata,
        speed=session.speed,
    )


def _prompt_tokens(request: ModelRequest, entries: list[Entry]) -> Tokens:
    tokens = [_entry_tokens(entry) for entry in entries]
    fixed = text_tokens(request.override or request.instructions) + tool_tokens(request.tools)
    return Tokens(fixed + sum(token.text for token in tokens), sum(token.audio for token in tokens))


def _entry_tokens(entry: Entry) -> Tokens:
    if entry.audio_ms > 0:
        heard = entry.audio_ms if entry.cut_ms is None else min(entry.audio_ms, entry.cut_ms)
        rate = USER_TOKENS_PER_SECOND if entry.wire.get("role") == "user" else MODEL_TOKENS_PER_SECOND
        return Tokens(0, audio_tokens(heard, rate))
    item = entry.model_item()
    return Tokens() if item is None else Tokens(item_tokens(item))
