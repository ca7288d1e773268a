"""Takes back what an ear repeats after it has written a sentence down: Whisper may begin all over again."""

import re

# A finished sentence that is said twice is two sentences, if it is short; one that breaks off has lost its way.
_SENTENCE_END = re.compile(r"[.?!](?:\s+|$)")
_SHORTEST_WHOLE, _SHORTEST_BROKEN_OFF = 3, 2


def without_echo(text: str) -> str:
    """The text without a last stretch, of two words or more, that only repeats how it began."""
    words = text.split()
    alike = [word.lower().strip(".,?!") for word in words]
    shortest = _SHORTEST_WHOLE if text[-1:] in ".?!" else _SHORTEST_BROKEN_OFF
    for cut in range(-(-len(words) // 2), len(words) - shortest + 1):
        if words[cut - 1][-1] in ".?!" and alike[cut:] == alike[: len(words) - cut]:
            return " ".join(words[:cut])
    return text


def said_once(text: str) -> str:
    """The text up to a mark after which it only repeats itself, any number of times, and may break off.

    For spelled words, of which an ear writes as many as it has room for.
    """
    for end in _SENTENCE_END.finditer(text):
        head, rest = _plain(text[: end.start()]), _plain(text[end.end() :])
        if rest and (head * (len(rest) + 1)).startswith(rest.rstrip("- ")):
            return text[: end.start() + 1]
    return text


def _plain(text: str) -> str:
    return "".join(f"{word.strip('.,?!')} " for word in text.lower().split())
