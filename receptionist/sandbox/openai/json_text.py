"""Reading a client's JSON: strictly what the standard allows, so that whatever was read can be written again."""

import json
from typing import Any


def read_json(text: str | bytes) -> Any:
    """The value; raises ValueError for anything but JSON, including NaN, half a surrogate pair, and absurd nesting."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    marker = "\\ud" if isinstance(text, str) else b"\\ud"
    if marker in text.lower():  # type: ignore[operator]
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
