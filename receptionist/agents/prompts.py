"""Prompts are versioned Markdown files with named placeholders; this loads one, checks it and fills it.

A placeholder is `{name}`. A file must use exactly the placeholders its agent fills, so that a renamed one is found at
start-up and not in a call.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

PROMPTS = Path(__file__).resolve().parent.parent.parent / "prompts"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class PromptError(ValueError):
    """A prompt file is missing or its placeholders are not the ones the agent fills."""


@dataclass(frozen=True)
class Prompt:
    """A prompt's text and the short hash that names its version on a call's log."""

    name: str
    text: str
    version: str

    def fill(self, **values: str) -> str:
        """The text with every placeholder replaced; braces inside the values are left alone."""
        return _PLACEHOLDER.sub(lambda match: values[match.group(1)], self.text)


def load_prompt(name: str, placeholders: set[str], folder: Path = PROMPTS) -> Prompt:
    """Read `name`.md. Raises `PromptError` when it cannot be read or asks for other placeholders."""
    path = folder / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"The prompt {path.name} cannot be read ({error.strerror}); restore it.") from error
    found = set(_PLACEHOLDER.findall(text))
    if found != placeholders:
        odd = ", ".join(sorted(found ^ placeholders))
        raise PromptError(f"{path.name}: these placeholders are missing or unknown: {odd}.")
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:12])
