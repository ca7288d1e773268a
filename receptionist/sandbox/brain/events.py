"""The wire's items as a plain story: the caller said, Lexi said, a tool answered.

The newest words of the caller come twice on the supervisor's wire: as the last user message and inside the developer
message "Lexi asks: ...". On voice the transcript may be late and only the latter is there. Both read as one utterance.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from receptionist.sandbox.brain.wire import Exchange, read_object
from receptionist.sandbox.brain.wording import is_filler
from receptionist.sandbox.openai.model import Called, Item, Returned

_LEXI_ASKS = re.compile(r"^\s*Lexi asks:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class CallerSaid:
    """An utterance of the caller (several messages in a row are one)."""

    text: str


@dataclass(frozen=True)
class LexiSaid:
    """Words the caller heard, without sentences that only ask to wait."""

    text: str


Event = CallerSaid | LexiSaid | Exchange


def read_events(items: Iterable[Item]) -> list[Event]:
    """The story of the items, oldest first. Results without their call are dropped: nothing says what they answer."""
    story: list[Event] = []
    calls: dict[str, Called] = {}
    waiting = False
    for item in items:
        if isinstance(item, Called):
            calls[item.call_id] = item
        elif isinstance(item, Returned):
            call = calls.get(item.call_id)
            if call is not None:
                story.append(Exchange(call.name, read_object(call.arguments), read_object(item.output), item.output))
        elif item.role == "assistant":
            if item.text.strip() and not is_filler(item.text):
                story.append(LexiSaid(item.text.strip()))
                waiting = False
        elif item.role == "user" and item.text.strip():
            _add_caller(story, item.text.strip())
            waiting = True
        elif item.role == "developer" and _LEXI_ASKS.match(item.text):
            words = _LEXI_ASKS.sub("", item.text).strip()
            if words and not waiting and not _repeats(story, words):
                _add_caller(story, words)
            waiting = True
    return story


def _add_caller(story: list[Event], text: str) -> None:
    newest = story[-1] if story else None
    if isinstance(newest, CallerSaid):
        pause = " " if newest.text.endswith((".", "!", "?", ",")) else ". "
        story[-1] = CallerSaid(f"{newest.text}{pause}{text}")
    else:
        story.append(CallerSaid(text))


def _repeats(story: list[Event], words: str) -> bool:
    """Whether these are the words of the last utterance again, with nothing said by Lexi since."""
    for event in reversed(story):
        if isinstance(event, LexiSaid):
            return False
        if isinstance(event, CallerSaid):
            return event.text.lower() == words.lower()
    return False
