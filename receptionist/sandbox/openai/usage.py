"""Believable token counts: text by its length, audio by its duration, and a cache that remembers the last request.

The rates are the vendor's rules of thumb: four characters of text a token, ten tokens for a second of the caller's
audio, twenty for a second of the model's. Prompt caching works on shared prefixes in steps of 128 tokens.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from receptionist.sandbox.openai.model import Called, Item, Returned, ToolSpec

USER_TOKENS_PER_SECOND = 10
MODEL_TOKENS_PER_SECOND = 20
_CACHE_STEP = 128
_MESSAGE_TOKENS = 4


def text_tokens(text: str) -> int:
    """Tokens of a text."""
    return math.ceil(len(text) / 4)


def audio_tokens(milliseconds: float, per_second: int) -> int:
    """Tokens of a stretch of audio."""
    return math.ceil(milliseconds * per_second / 1000)


def item_tokens(item: Item) -> int:
    """Text tokens of a conversation item."""
    if isinstance(item, Called):
        return _MESSAGE_TOKENS + text_tokens(item.name + item.arguments)
    if isinstance(item, Returned):
        return _MESSAGE_TOKENS + text_tokens(item.output)
    return _MESSAGE_TOKENS + text_tokens(item.text)


def tool_tokens(tools: Iterable[ToolSpec]) -> int:
    """Text tokens of the tools on offer."""
    return sum(text_tokens(tool.name + tool.description + json.dumps(dict(tool.parameters))) for tool in tools)


@dataclass(frozen=True)
class Tokens:
    """Text and audio tokens."""

    text: int = 0
    audio: int = 0

    @property
    def total(self) -> int:
        return self.text + self.audio


class PromptCache:
    """What of a prompt was seen before: nothing when its fixed beginning (instructions, tools) changed."""

    def __init__(self) -> None:
        self._beginning: object = None
        self._seen = Tokens()

    def cached(self, beginning: object, prompt: Tokens, produced: Tokens) -> Tokens:
        """The cached share of `prompt`; remembers it and what the model added to it for the next request."""
        cached = Tokens()
        if beginning == self._beginning:
            cached = Tokens(
                _whole_steps(min(self._seen.text, prompt.text)), _whole_steps(min(self._seen.audio, prompt.audio))
            )
        self._beginning = beginning
        self._seen = Tokens(prompt.text + produced.text, prompt.audio + produced.audio)
        return cached


def _whole_steps(tokens: int) -> int:
    return tokens // _CACHE_STEP * _CACHE_STEP


def realtime_usage(prompt: Tokens, cached: Tokens, produced: Tokens) -> dict[str, Any]:
    """The `usage` of a Realtime response."""
    return {
        "total_tokens": prompt.total + produced.total,
        "input_tokens": prompt.total,
        "output_tokens": produced.total,
        "input_token_details": {
            "text_tokens": prompt.text,
            "audio_tokens": prompt.audio,
            "image_tokens": 0,
            "cached_tokens": cached.total,
            "cached_tokens_details": {"text_tokens": cached.text, "audio_tokens": cached.audio, "image_tokens": 0},
        },
        "output_token_details": {"text_tokens": produced.text, "audio_tokens": produced.audio},
    }


def responses_usage(prompt: int, cached: int, produced: int) -> dict[str, Any]:
    """The `usage` of a Responses body."""
    return {
        "input_tokens": prompt,
        "input_tokens_details": {"cached_tokens": cached, "cache_write_tokens": max(0, _whole_steps(prompt) - cached)},
        "output_tokens": produced,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": prompt + produced,
    }
