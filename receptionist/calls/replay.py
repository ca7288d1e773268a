"""A call's conversation as items for a fresh Realtime session, which knows nothing of the call it is to go on with.

Words are what was said and heard: an utterance that broke off with the connection is left out, because it is said
again; one that the caller cut short ends where she stopped hearing. Tools of Lexi's are calls with their outputs. What
code keeps (who the caller is, the open proposal) needs no replay: the supervisor reads it afresh in every request.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from receptionist.calls.log import Entry
from receptionist.events import CallerSaid, LexiSaid, SpeechCutShort, ToolFinished, ToolStarted

Item = dict[str, Any]

MOST_ITEMS = 80
MOST_CHARACTERS = 16_000
# A little slower than people read aloud, so that the model is not told of a word that the caller missed.
CHARACTERS_A_SECOND = 13.0
GO_ON = (
    "The connection was interrupted and this is the same call, still going on. Everything above was said already. "
    "Do not greet the caller again and do not introduce yourself again; go on from here."
)
LEFT_OUT = "The beginning of this call is left out here; the supervisor knows all of it."


def replayed(entries: Sequence[Entry], broken_off: Collection[str] = ()) -> list[Item]:
    """The items, oldest first, ending with one that says to go on. `broken_off` names the items to leave out."""
    heard_ms = {
        entry.event.item_id: entry.event.heard_ms for entry in entries if isinstance(entry.event, SpeechCutShort)
    }
    outputs = {e.event.tool_call_id: e.event.output for e in entries if isinstance(e.event, ToolFinished)}
    items: list[Item] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, CallerSaid):
            items.append(words("user", event.text))
        elif isinstance(event, LexiSaid) and event.item_id not in broken_off:
            text = heard(event.text, heard_ms[event.item_id]) if event.item_id in heard_ms else event.text
            items += [words("assistant", text)] if text else []
        elif isinstance(event, ToolStarted) and event.tier == "lexi" and event.tool_call_id in outputs:
            items += tool_pair(event.tool_call_id, event.name, event.arguments, outputs[event.tool_call_id])
    kept = _newest(items)
    left_out = [words("system", LEFT_OUT)] if len(kept) < len(items) else []
    return [*left_out, *kept, words("system", GO_ON)]


def words(role: str, text: str) -> Item:
    """A message item; what an assistant said is `output_text`, all else `input_text`."""
    kind = "output_text" if role == "assistant" else "input_text"
    return {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}


def tool_pair(call_id: str, name: str, arguments: str, output: str) -> list[Item]:
    """A function call with its output: the vendor refuses one without the other."""
    return [
        {"type": "function_call", "call_id": call_id, "name": name, "arguments": arguments},
        {"type": "function_call_output", "call_id": call_id, "output": output},
    ]


def heard(text: str, heard_ms: int) -> str:
    """As much of `text` as can have been heard in that time, in whole words; "" when there was no time for one."""
    most = round(heard_ms / 1000 * CHARACTERS_A_SECOND)
    if most >= len(text):
        return text
    whole = text[: most + 1].rpartition(" ")[0]
    return f"{whole} ..." if whole else ""


def _newest(items: Sequence[Item]) -> list[Item]:
    """The end of the conversation that a session is given, never beginning with an output whose call is left out."""
    room, first = MOST_CHARACTERS, len(items)
    for index in range(len(items) - 1, max(-1, len(items) - 1 - MOST_ITEMS), -1):
        room -= _length(items[index])
        if room < 0:
            break
        first = index
    kept = list(items[first:])
    while kept and kept[0]["type"] == "function_call_output":
        kept.pop(0)
    return kept


def _length(item: Item) -> int:
    parts: Iterable[Item] = item.get("content", ())
    return sum(len(part["text"]) for part in parts) + len(item.get("arguments", "")) + len(item.get("output", ""))
