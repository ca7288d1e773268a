"""What each tool may return, and its line in docs/tools.md, which is checked against this."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from receptionist.agents.tools.declaration import ToolDeclaration


def returned_fields(tool: ToolDeclaration[Any]) -> tuple[str, ...]:
    """Every field that a result may hold, nested ones too, each once; `status` and `say` go without saying."""
    found = dict.fromkeys(name for model in tool.returns for name in _fields(model))
    return tuple(name for name in found if name not in ("status", "say"))


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        for inner in _models(field.annotation):
            yield from _fields(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def markdown_row(tool: ToolDeclaration[Any]) -> str:
    """The tool's line of the table in docs/tools.md."""
    returned = ", ".join(returned_fields(tool)) if tool.refusal is None else f"refuses: {tool.refusal.reason}"
    returned = returned or "no fields"
    return f"| `{tool.name}` | {tool.endpoint} | {tool.level} | {tool.access} | {returned} | {tool.fits.words} |"
