"""Words that a request orders to the letter: greetings and hold lines, `Say exactly: "..."`."""

import re

_EXACTLY = re.compile(r"[Ss]ay exactly:\s*(?:\"(?P<straight>.*)\"|\u201c(?P<curly>.*)\u201d)", re.DOTALL)


def exact_words(text: str) -> str:
    """The words ordered, or the empty string."""
    found = _EXACTLY.search(text)
    if not found:
        return ""
    return (found.group("straight") or found.group("curly") or "").strip()


def first_exact_words(instructions: str) -> str:
    """The first line of standing instructions that orders exact words (the greeting)."""
    for line in instructions.splitlines():
        if exact_words(line):
            return exact_words(line)
    return ""
